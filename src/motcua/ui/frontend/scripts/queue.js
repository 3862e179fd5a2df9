// The page's side of submissions without network: keeps them, shows what waits, sends them when the network is back.
import { all, drop, forget, get } from './store.js'
import { keep, sendAll } from './outbox.js'
import { clockTime, find, make, say, toast } from './words.js'

const TAG = 'mc-outbox'

async function wake () {
  const registration = await navigator.serviceWorker?.getRegistration()
  if (registration?.active && 'sync' in registration) await registration.sync.register(TAG).catch(() => {})
}

const told = async entry => {
  if (entry.state === 'sent') toast(say('sent'), { link: { href: entry.result, text: say('see') } })
  await showAll()
}

// A phone says "online" before its network carries anything, and a busy server asks to come later: tried again, ever more rarely.
let again
let wait = 5_000

async function trySending () {
  clearTimeout(again)
  if (!navigator.onLine) return
  const left = await sendAll(told).catch(() => 1)
  await showAll()
  if (left) again = setTimeout(trySending, wait = Math.min(wait * 2, 300_000))
  else wait = 5_000
}

function waitingPanel () {
  const button = make('button', { type: 'button', class: 'govuk-button govuk-button--secondary', onclick: async () => { await Notification.requestPermission(); button.remove() } }, say('tell'))
  const panel = make('div', { class: 'mc-card mc-card--call', role: 'status', tabindex: '-1' },
    make('h2', { class: 'govuk-heading-m' }, say('waitingTitle')), make('p', { class: 'govuk-body' }, say('waitingText')), make('div', { 'data-mc': 'queue' }))
  if ('Notification' in self && Notification.permission === 'default') panel.append(button)
  return panel
}

async function hold (form, submitter) {
  const data = new FormData(form)
  if (submitter?.name) data.append(submitter.name, submitter.value)
  const fields = [...data].filter(([, value]) => typeof value === 'string')
  const title = form.dataset.title || document.querySelector('h1')?.textContent.trim() || document.title
  const files = [...form.mcSending || []].map(sending => sending.handOver())
  await keep({ url: submitter?.getAttribute('formaction') || form.action, page: location.pathname, title, fields, files })
  const panel = waitingPanel()
  form.hidden = true
  form.before(panel)
  panel.focus()
  await wake()
  await showAll()
}

function rowOf (entry) {
  const state = entry.state === 'sent' ? say('sentItem', { t: clockTime(entry.sentAt) })
    : entry.state === 'failed' ? say('failedItem', { m: entry.status }) : say('waitingItem', { t: clockTime(entry.at) })
  const row = make('li', { class: 'mc-row' }, make('p', { class: 'mc-row__title' }, entry.title), make('p', { class: 'mc-row__text' }, state))
  const side = row.appendChild(make('p', { class: 'mc-row__side' }))
  if (entry.state === 'sent') side.append(make('a', { class: 'govuk-link', href: entry.result, onclick: () => drop('outbox', entry.token) }, say('see')))
  else if (entry.state === 'failed') {
    const leave = () => confirm(say('dropIt')) && drop('outbox', entry.token).then(showAll)
    side.append(make('a', { class: 'govuk-link', href: `${entry.page}#mc-cho=${encodeURIComponent(entry.token)}` }, say('open')), ' ',
      make('button', { type: 'button', class: 'mc-link-button', onclick: leave }, say('drop')))
  } else side.append(make('button', { type: 'button', class: 'mc-link-button', onclick: trySending }, say('tryNow')))
  return row
}

export async function showAll () {
  const entries = await all('outbox').catch(() => [])
  for (const place of find('queue')) {
    if (place.tagName === 'FORM') continue
    place.replaceChildren(...(entries.length ? [make('ul', { class: 'mc-rows' }, ...entries.map(rowOf))] : []))
  }
}

// A submission that must be corrected comes back into its form, files included, under its own token; it leaves the
// device when it is sent again.
async function bringBack (form) {
  const token = decodeURIComponent((/^#mc-cho=(.+)/.exec(location.hash) || [])[1] || '')
  const entry = token && form.elements.token && await get('outbox', token)
  if (!entry || entry.state !== 'failed' || entry.page !== location.pathname) return
  const box = form.querySelector('[data-mc~=upload]')
  for (const [name, value] of entry.fields) {
    const control = form.elements[name]
    if (box && name === box.dataset.name) box.mcUpload.already(value)
    else if (name === 'csrfmiddlewaretoken' || !control) continue
    else if (control.type === 'checkbox') control.checked = true
    else if (control.type !== 'file') control.value = value
  }
  box?.mcUpload.take((entry.files || []).map(({ file }) => file))
  form.dispatchEvent(new Event('mc:placed'))
  form.addEventListener('submit', event => { if (!event.defaultPrevented) drop('outbox', token) })
}

const fresh = () => [...crypto.getRandomValues(new Uint8Array(24))].map(byte => byte.toString(16).padStart(2, '0')).join('')

function startBanner () {
  const banner = make('div', { class: 'mc-offline', role: 'status' })
  document.body.prepend(banner)
  const update = () => { banner.textContent = navigator.onLine ? '' : say('offline'); banner.hidden = navigator.onLine }
  addEventListener('online', update)
  addEventListener('offline', update)
  update()
}

export function startQueue (root = document) {
  startBanner()
  if (!('indexedDB' in self)) return
  for (const form of find('queue', root)) {
    if (form.tagName !== 'FORM') continue
    if (!form.elements['mc-cho']) form.append(make('input', { type: 'hidden', name: 'mc-cho', value: '1' }))
    // A page kept for reading without network has no token of its own; files that scripts send make the rest plain fields.
    if (form.elements.token && !form.elements.token.value) form.elements.token.value = fresh()
    if (form.querySelector('[data-mc~=upload]')) form.enctype = 'application/x-www-form-urlencoded'
    bringBack(form).catch(() => {})
    form.addEventListener('submit', event => {
      const stuck = [...form.mcSending || []].some(sending => sending.paused)
      if ((navigator.onLine && !stuck) || event.defaultPrevented) return
      event.preventDefault()
      hold(form, event.submitter)
    })
  }
  document.addEventListener('submit', event => {
    if (event.target.getAttribute('action') === '/dang-xuat/') { forget().catch(() => {}); localStorage.clear() }
  })
  navigator.serviceWorker?.addEventListener('message', event => event.data?.mc === 'sent' && told(event.data.entry))
  addEventListener('online', trySending)
  showAll()
  trySending()
}

