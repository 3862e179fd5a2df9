// The touch screen: pages of the server swapped in place, so that a server that is away never ends in a browser's error
// page; back to the start when nobody presses; the scanner that types like a keyboard; the ticket printed once.
import { added, wedge } from './pressed.js'

const home = document.body.dataset.home
const SLOW = 15_000
const FRESH = 30_000
const WARN = 15_000
const WAITED = 60_000
const stage = () => document.querySelector('[data-mc="stage"]')
const at = name => stage().querySelector(`[data-mc="${name}"]`)
let busy = false
let pending = null
let pressed = Date.now()
let swapped = Date.now()

async function ask (url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { Accept: 'text/html' }, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(SLOW) })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return { answer, page, fresh: page.querySelector('[data-mc="stage"]') }
}

async function go (url, options, quiet = false) {
  if (busy) return
  busy = true
  if (!quiet) stage().classList.add('is-busy')
  try {
    const { answer, page, fresh } = await ask(url, options)
    // A page that is not ours: the form was too old for the server (start anew), or the server has trouble (wait).
    if (!fresh && answer.status < 500) { location.assign(home); return }
    if (!fresh) throw new Error(answer.status)
    pending = null
    swap(page, fresh, quiet)
    history.replaceState(null, '', answer.url)
  } catch {
    if (!quiet) pending = { url, options, since: Date.now() }
    away()
  } finally {
    busy = false
    stage().classList.remove('is-busy')
  }
}

function swap (page, fresh, quiet) {
  document.documentElement.lang = page.documentElement.lang
  document.title = page.title
  stage().replaceWith(document.adoptNode(fresh))
  swapped = Date.now()
  if (!quiet) { scrollTo(0, 0); pressed = Date.now(); stage().querySelector('main').focus() }
  settle()
}

// What a page needs once it stands there.
function settle () {
  for (const name of ['keys', 'print']) if (at(name)) at(name).hidden = false
  const ticket = at('ticket')
  if (ticket?.dataset.print && sessionStorage.getItem('mc-printed') !== ticket.dataset.code) {
    sessionStorage.setItem('mc-printed', ticket.dataset.code)
    setTimeout(print, 150)
  }
}

function away () { at('away').hidden = false }

// The press that met no server is sent again under the same key: it is one number however often it is sent.
function again () {
  const kept = pending && Date.now() - pending.since < WAITED ? pending : null
  go(kept ? kept.url : home, kept?.options)
}

addEventListener('click', event => {
  const target = event.target instanceof Element ? event.target.closest('a, button') : null
  if (!target) return
  if (target.tagName === 'A' && target.href) { event.preventDefault(); go(target.href) }
  else if (target.dataset.mc === 'again') again()
  else if (target.dataset.mc === 'stay') at('still').hidden = true
  else if (target.dataset.mc === 'print') print()
  else if (target.dataset.key) { const input = stage().querySelector('input:not([type="hidden"])'); input.value = added(input.value, target.dataset.key, input.maxLength) }
})

addEventListener('submit', event => {
  event.preventDefault()
  const data = new FormData(event.target)
  if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value)
  go(event.target.action, { method: event.target.method, body: new URLSearchParams(data) })
})

for (const kind of ['pointerdown', 'keydown', 'touchstart']) addEventListener(kind, () => { pressed = Date.now(); at('still').hidden = true }, { passive: true, capture: true })

const read = wedge(text => {
  const form = at('scan-form')
  if (!form) return
  form.elements.ma.value = text
  form.requestSubmit()
})
addEventListener('keydown', event => { if (!(event.target instanceof HTMLInputElement)) read(event.key, event.timeStamp) })

setInterval(() => {
  const idle = Number(stage().dataset.idle) * 1000
  const quiet = Date.now() - pressed
  if (!at('away').hidden) return
  if (idle && quiet >= idle) go(home)
  else if (idle > 2 * WARN && quiet >= idle - WARN) at('still').hidden = false
  else if (!idle && Date.now() - swapped >= FRESH && quiet >= FRESH) go(location.href, undefined, true)
}, 1000)
setInterval(() => { if (!at('away').hidden) again() }, 5000)
addEventListener('offline', away)
addEventListener('online', again)
addEventListener('contextmenu', event => event.preventDefault())
settle()
