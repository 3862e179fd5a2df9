// The hall display: one stream of whole states; what is new is called out, the rest only shown.
import { announcer } from './announce.js'
import { rowsOf, newCalls } from './board.js'
import { allowed, chime, own, possible, speak, wake } from './voice.js'

const at = name => document.querySelector(`[data-mc="${name}"]`)
const body = document.body
const state = at('state')
const button = at('voice')
let known = new Set()
let standing = new Set()
let first = true
let loud = false

const announce = announcer({ chime, speak: call => speak(call, body.dataset.sounds), stands: call => loud && standing.has(call.turn) })

function turn (on) {
  loud = on
  button.textContent = on ? button.dataset.off : button.dataset.on
  button.setAttribute('aria-pressed', String(on))
  at('mute').hidden = !on || Boolean(body.dataset.speaks) || Boolean(own())
}

function show (board) {
  at('calls').replaceChildren(...rowsOf(board).map(([label, counter, calling]) => {
    const row = document.createElement('tr')
    if (calling) row.className = 'is-calling'
    for (const text of [label, counter]) row.insertCell().textContent = text
    return row
  }))
  at('nobody').hidden = board.calls.length > 0
  const counts = at('waiting').querySelectorAll('dd')
  board.waiting.forEach((line, place) => { if (counts[place]) counts[place].textContent = counts[place].textContent.replace(/^\d+/, line.count) })
  const missed = at('missed')
  missed.hidden = !board.missed.length
  missed.textContent = `${missed.dataset.words} ${board.missed.join(', ')}`
  const fresh = newCalls(board, known)
  known = new Set(board.calls.map(call => call.turn))
  standing = known
  if (!first && loud) fresh.forEach(announce)
  first = false
  body.dataset.version = board.version
}

if (possible) {
  button.hidden = false
  turn(false)
  // Browsers let a page sound only after a press, unless they were started to let it; the chime says that it works.
  button.addEventListener('click', () => { turn(!loud); wake(); if (loud) chime() })
  setTimeout(() => { if (allowed()) turn(true) }, 300)
}

let source = null
let heard = Date.now()

function connect () {
  source?.close()
  source = new EventSource(body.dataset.url)
  source.onmessage = event => { heard = Date.now(); state.textContent = ''; show(JSON.parse(event.data)) }
  source.onopen = () => { heard = Date.now(); state.textContent = '' }
  source.onerror = () => {
    state.textContent = state.dataset.away
    // After an error that is no loss of network a browser gives up for good: begin anew.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 3000)
  }
}
connect()
addEventListener('offline', () => { state.textContent = state.dataset.away })
addEventListener('online', connect)
// A screen that slept comes back with an old picture.
document.addEventListener('visibilitychange', () => { if (!document.hidden && Date.now() - heard > 30000) connect() })
