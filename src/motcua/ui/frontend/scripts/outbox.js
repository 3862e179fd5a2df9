// Submissions waiting for the network. The server answers a repeated token with the first result, so that sending again
// after a lost answer makes no second dossier. Used by pages and by the service worker.
import { all, drop, get, put } from './store.js'

const KEEP_RESULT = 7 * 24 * 3600 * 1000

export const tokenOf = fields => (fields.find(([name]) => name === 'token') || [])[1]

// Keeps a submission with its files ({ name, file }); a token already waiting is not kept twice.
export async function keep ({ url, page, title, fields, files = [] }) {
  const token = tokenOf(fields) || url
  const known = await get('outbox', token)
  if (!known || known.state === 'failed') {
    await put('outbox', { token, url, page, title, fields, files, at: Date.now(), state: 'waiting' })
  }
  return token
}

// What goes out: plain fields as a form, with files as the form without scripts would send them.
function bodyOf ({ fields, files = [] }) {
  if (!files.length) return new URLSearchParams(fields)
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  for (const { name, file } of files) body.append(name, file, file.name)
  return body
}

export const secretIn = html => (/name="csrfmiddlewaretoken" value="([^"]+)"/.exec(html) || [])[1]

// The form's secret of today, when the one that was kept is no longer taken.
async function renewed (entry) {
  const page = await fetch(entry.page, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
  const secret = secretIn(await page.text())
  if (!secret) return null
  return { ...entry, fields: entry.fields.map(([name, value]) => [name, name === 'csrfmiddlewaretoken' ? secret : value]) }
}

const post = entry => fetch(entry.url, {
  method: 'POST', body: bodyOf(entry), credentials: 'same-origin', headers: { 'X-Requested-With': 'queue', Accept: 'text/html' }
})

async function send (entry) {
  let answer
  try {
    answer = await post(entry)
    if (answer.status === 403) {
      const again = await renewed(entry)
      if (again) answer = await post(again)
    }
  } catch {
    return null
  }
  if (answer.status === 429 || answer.status >= 500) return null
  if (answer.ok && answer.redirected) return { ...entry, fields: [], files: [], state: 'sent', result: answer.url, sentAt: Date.now() }
  // A page without a redirect is the form again, with what must be corrected.
  return { ...entry, state: 'failed', status: answer.status }
}

async function sendEach (told) {
  let left = 0
  for (const entry of await all('outbox')) {
    if (entry.state === 'sent' && Date.now() - entry.sentAt > KEEP_RESULT) await drop('outbox', entry.token)
    if (entry.state !== 'waiting') continue
    const after = await send(entry)
    if (!after) {
      left += 1
      continue
    }
    await put('outbox', after)
    await told(after)
  }
  return left
}

// Sends what waits, one sender at a time over all tabs and the worker; answers how many still wait.
export function sendAll (told = async () => {}) {
  const locks = self.navigator.locks
  return locks ? locks.request('mc-outbox', () => sendEach(told)) : sendEach(told)
}
