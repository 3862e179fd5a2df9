// Procedures looked at on this device, shown on the home page. Nothing of it is sent anywhere.
import { find, make } from './words.js'

const KEY = 'mc-recent'
const MOST = 4

function read () {
  try { return JSON.parse(localStorage.getItem(KEY)) || [] } catch { return [] }
}

export function startRecent () {
  const seen = /^\/thu-tuc\/[^/]*\d[^/]*\/$/.test(location.pathname) && document.querySelector('h1')
  if (seen) {
    const entry = { url: location.pathname, title: seen.textContent.trim().slice(0, 120) }
    try { localStorage.setItem(KEY, JSON.stringify([entry, ...read().filter(one => one.url !== entry.url)].slice(0, MOST))) } catch { /* storage is full or off */ }
  }
  for (const box of find('recent')) {
    const entries = read().filter(one => typeof one.url === 'string' && one.url.startsWith('/thu-tuc/'))
    if (!entries.length) continue
    box.querySelector('ul').replaceChildren(...entries.map(one => make('li', {}, make('a', { class: 'govuk-link', href: one.url }, one.title))))
    box.hidden = false
  }
}
