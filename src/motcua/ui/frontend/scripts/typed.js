// Keeps what an officer typed in a form without a draft on the server, for this tab only: a crash or a reload loses nothing.
import { find } from './words.js'

const KEY = 'mc-typed'
const SKIP = new Set(['csrfmiddlewaretoken', 'khoa', 'token', 'revision'])

function read () {
  try { return JSON.parse(sessionStorage.getItem(KEY)) } catch { return null }
}

function fill (form, fields) {
  const wanted = new Map()
  for (const [name, value] of fields) wanted.set(name, [...(wanted.get(name) || []), value])
  for (const control of form.elements) {
    if (!control.name || SKIP.has(control.name) || ['file', 'submit', 'button', 'hidden', 'password'].includes(control.type)) continue
    const values = wanted.get(control.name)
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = Boolean(values?.includes(control.value))
    else if (values) control.value = values[0]
  }
  form.dispatchEvent(new Event('mc:restored', { bubbles: true }))
}

export function startTyped (root = document) {
  const kept = read()
  if (kept && kept.sent && kept.path !== location.pathname) sessionStorage.removeItem(KEY)
  for (const form of find('keep-typed', root)) {
    // After a refused submission the server's answer already shows what was typed.
    if (kept && kept.path === location.pathname && !document.querySelector('.govuk-error-summary')) fill(form, kept.fields)
    const keep = sent => {
      const fields = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !SKIP.has(name))
      try { sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, fields, sent })) } catch { /* no room: the form still works */ }
    }
    let timer
    form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => keep(false), 600) })
    form.addEventListener('submit', () => { clearTimeout(timer); keep(true) })
  }
}
