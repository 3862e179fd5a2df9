// Submissions waiting for the network. The server answers a repeated token with the first result, so that sending again
// after a lost answer makes no second dossier. Used by pages and by the service worker.
import { all, drop, get, put } from './store.js'

const KEEP_RESULT = 7 * 24 * 3600 * 1000

export const tokenOf = fields => (fields.find(([name]) => name === 'token') || [])[1]

// Keeps a submission; a token already kept is not kept twice.
export async function keep ({ url, page, title, fields }) {
  const token = tokenOf(fields) || url
  if (!await get('outbox', token)) {
    await put('outbox', { token, url, page, title, fields, at: Date.now(), state: 'waiting' })
  }
  return token
}

async function send (entry) {
  const body = new URLSearchParams(entry.fields)
  let answer
  try {
    answer = await fetch(entry.url, { method: 'POST', body, credentials: 'same-origin', headers: { 'X-Requested-With': 'queue', Accept: 'text/html' } })
  } catch {
    return null
  }
  if (answer.status === 429 || answer.status >= 500) return null
  if (answer.ok && answer.redirected) return { ...entry, fields: [], state: 'sent', result: answer.url, sentAt: Date.now() }
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
