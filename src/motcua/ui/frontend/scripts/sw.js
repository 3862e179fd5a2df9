// The service worker: the look of the site, pages about procedures and forms of reports stay readable without network;
// submissions made without network are sent later, once. Personal pages are never kept.
import { keep, sendAll } from './outbox.js'

const { version, shell, offline, icon } = self.motcua || { version: 'none', shell: [], offline: '/ngoai-tuyen/' }
const SHELL = `mc-shell-${version}`
const PAGES = 'mc-pages'
const MOST_PAGES = 40
const isForm = url => url.pathname.startsWith('/phan-anh/gui/') && !url.search
const isKept = url => url.pathname.startsWith('/thu-tuc/') || isForm(url)
// A kept form has no token: each filling without network is given its own by the page.
const TOKEN = /(name="token" value=")[^"]*/g

self.addEventListener('install', event => {
  event.waitUntil((async () => {
    const cache = await caches.open(SHELL)
    await cache.addAll([...shell, offline].map(url => new Request(url, { credentials: 'omit' })))
    await self.skipWaiting()
  })())
})

self.addEventListener('activate', event => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== SHELL && name !== PAGES) await caches.delete(name)
    await self.clients.claim()
  })())
})

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (request.method === 'GET' && url.pathname.startsWith('/static/')) event.respondWith(fromShell(request))
  else if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(page(event, url))
  else if (request.mode === 'navigate' && request.method === 'POST' && isQueueable(request)) event.respondWith(submit(request))
})

async function fromShell (request) {
  const kept = await caches.match(request, { cacheName: SHELL })
  return kept || fetch(request)
}

async function page (event, url) {
  try {
    const answer = await fetch(event.request)
    if (answer.ok && isKept(url)) event.waitUntil(remember(url, answer.clone()))
    return answer
  } catch {
    const cache = await caches.open(PAGES)
    return (isKept(url) && await cache.match(url.href)) || caches.match(offline, { cacheName: SHELL })
  }
}

// The page as anybody sees it, when it shows who is signed in: kept is what holds nothing personal. '' when only that
// person may open it.
async function nobodys (url, text) {
  if (!text.includes('data-person')) return text
  if (!isForm(url)) return ''
  const plain = await fetch(url.href, { credentials: 'omit', headers: { Accept: 'text/html' } })
  const shown = plain.ok && !plain.redirected ? await plain.text() : ''
  return shown.includes('data-person') ? '' : shown
}

async function remember (url, answer) {
  const text = await nobodys(url, await answer.text())
  if (!text) return
  const cache = await caches.open(PAGES)
  await cache.put(url.href, new Response(text.replace(TOKEN, '$1'), { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': answer.headers.get('Content-Security-Policy') || '' } }))
  const kept = await cache.keys()
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_PAGES))) await cache.delete(old)
}

const isQueueable = request => (request.headers.get('Content-Type') || '').startsWith('application/x-www-form-urlencoded')

// Tries a submission; without network one that may wait (hidden field mc-cho) is kept and sent later.
async function submit (request) {
  const copy = request.clone()
  try {
    return await fetch(request)
  } catch {
    const fields = [...new URLSearchParams(await copy.text())]
    if (fields.some(([name]) => name === 'mc-cho')) {
      const from = new URL(request.referrer || request.url)
      await keep({ url: request.url, page: from.pathname, title: (fields.find(([name]) => name === 'mc-ten') || [])[1] || from.pathname, fields })
      await self.registration.sync?.register('mc-outbox').catch(() => {})
    }
    return Response.redirect(offline, 303)
  }
}

async function told (entry) {
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) client.postMessage({ mc: 'sent', entry })
  if (self.Notification?.permission !== 'granted') return
  const sent = entry.state === 'sent'
  await self.registration.showNotification('Một cửa', {
    body: sent ? `Đã gửi / Sent: ${entry.title}` : `Cần xem lại / Needs a look: ${entry.title}`, tag: entry.token, data: { url: sent ? entry.result : entry.page }
  })
}

self.addEventListener('sync', event => {
  if (event.tag === 'mc-outbox') event.waitUntil(sendAll(told).then(left => { if (left) throw new Error('still waiting') }))
})

// An address of this site, whatever a message says.
function own (address) {
  try {
    const url = new URL(address || '/', self.location.origin)
    return url.origin === self.location.origin ? url.href : self.location.origin + '/'
  } catch {
    return self.location.origin + '/'
  }
}

self.addEventListener('push', event => {
  let said = {}
  try { said = event.data.json() } catch { /* a browser wants something shown for every message */ }
  event.waitUntil(self.registration.showNotification(said.title || 'Một cửa', {
    body: said.body || '', tag: said.tag, lang: said.lang || 'vi', icon, badge: icon, data: { url: own(said.url) }
  }))
})

// Opens the page of a notice, or goes to the window that shows it already.
async function open (url) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const shown = windows.find(each => each.url.split('#')[0] === url)
  return shown ? shown.focus() : self.clients.openWindow(url)
}

self.addEventListener('notificationclick', event => {
  event.notification.close()
  event.waitUntil(open(own(event.notification.data?.url)))
})
