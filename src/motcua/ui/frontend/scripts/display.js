// The hall display: one stream of whole states; what is new is called out, the rest only shown.
import { rowsOf, newCalls } from './board.js'

const at = name => document.querySelector(`[data-mc="${name}"]`)
const body = document.body
const state = at('state')
const button = at('voice')
let spoken = new Set()
let first = true
let voice = null

function chooseVoice () {
  voice = speechSynthesis.getVoices().find(one => /^vi([-_]|$)/i.test(one.lang)) || null
  if (button) button.hidden = false
}

function say (text) {
  if (!voice || button?.dataset.active !== 'yes') return
  for (let time = 0; time < 2; time++) {
    const words = new SpeechSynthesisUtterance(text)
    words.voice = voice
    words.lang = 'vi-VN'
    words.rate = 0.9
    speechSynthesis.speak(words)
  }
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
  const fresh = newCalls(board, spoken)
  if (!first) for (const call of fresh) say(call.say)
  spoken = new Set(board.calls.map(call => call.turn))
  first = false
  body.dataset.version = board.version
}

if ('speechSynthesis' in window) {
  chooseVoice()
  speechSynthesis.addEventListener?.('voiceschanged', chooseVoice)
  // Browsers let a page speak only after a press.
  button.addEventListener('click', () => {
    button.dataset.active = 'yes'
    button.textContent = voice ? button.dataset.on : button.dataset.none
  })
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
addEventListener('online', connect)
// A screen that slept comes back with an old picture.
document.addEventListener('visibilitychange', () => { if (!document.hidden && Date.now() - heard > 30000) connect() })
