// Saves a form while one types. Offline the text is kept on the device and comes back when the page is opened again.
import { drop, get, put } from './store.js'
import { clockTime, find, make, say } from './words.js'

const SECRET = new Set(['csrfmiddlewaretoken', 'token', 'revision', 'password'])

function typed (form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !SECRET.has(name) && !isSecret(form, name))
}

function isSecret (form, name) {
  const control = form.elements.namedItem(name)
  return control instanceof HTMLInputElement && (control.type === 'password' || control.autocomplete === 'one-time-code')
}

function restore (form, fields) {
  const wanted = new Map()
  for (const [name, value] of fields) wanted.set(name, [...(wanted.get(name) || []), value])
  let changed = false
  for (const control of form.elements) {
    if (!control.name || SECRET.has(control.name) || ['file', 'submit', 'button', 'hidden', 'password'].includes(control.type)) continue
    const values = wanted.get(control.name)
    if (control.type === 'radio' || control.type === 'checkbox') {
      const on = Boolean(values && values.includes(control.value))
      changed ||= control.checked !== on
      control.checked = on
    } else if (values && control.value !== values[0]) {
      control.value = values[0]
      changed = true
    }
  }
  return changed
}

export class Autosave {
  constructor (form) {
    this.form = form
    this.url = form.dataset.url || form.action
    // Screens of one draft are saved at one address; each keeps its own text, or one would come back into another.
    this.key = `${this.url}#${form.elements.namedItem('muc')?.value || location.pathname}`
    this.line = form.querySelector('.mc-saved') || form.insertAdjacentElement('afterbegin', make('p', { class: 'mc-saved' }))
    this.line.setAttribute('role', 'status')
    this.dirty = false
    form.addEventListener('input', () => this.touched(1500))
    form.addEventListener('change', () => this.touched(300))
    form.addEventListener('focusout', () => this.dirty && this.touched(200))
    form.addEventListener('submit', () => { this.gone = true; clearTimeout(this.timer) })
    addEventListener('pageshow', event => { if (event.persisted) this.gone = false })
    document.addEventListener('visibilitychange', () => document.hidden && this.dirty && this.save(true))
    addEventListener('online', () => this.dirty && this.save())
    this.bringBack()
  }

  tell (text, waiting = false) {
    this.line.textContent = text
    this.line.classList.toggle('mc-saved--waiting', waiting)
  }

  touched (delay) {
    this.dirty = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), delay)
  }

  async bringBack () {
    const kept = await get('drafts', this.key).catch(() => null)
    if (!kept || !restore(this.form, kept.fields)) return
    this.tell(say('restored', { t: clockTime(kept.at) }))
    this.form.dispatchEvent(new Event('mc:restored', { bubbles: true }))
    this.touched(800)
  }

  async save (leaving = false) {
    if (this.gone) return
    clearTimeout(this.timer)
    if (this.busy && !leaving) {
      this.touched(700)
      return
    }
    this.busy = true
    this.dirty = false
    const at = Date.now()
    const body = new FormData(this.form)
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name)
    await put('drafts', { key: this.key, fields: typed(this.form), at }).catch(() => {})
    try {
      const answer = await fetch(this.url, { method: 'POST', body, keepalive: leaving, credentials: 'same-origin', headers: { 'X-Requested-With': 'autosave', Accept: 'application/json' } })
      await this.heard(answer, at)
    } catch {
      this.dirty = true
      this.tell(say('kept'), true)
    } finally {
      this.busy = false
    }
  }

  async heard (answer, at) {
    if (answer.ok && !answer.redirected) {
      await drop('drafts', this.key).catch(() => {})
      this.tell(say('saved', { t: clockTime(at) }))
    } else if (answer.status === 401 || answer.status === 403 || answer.redirected) {
      this.tell(say('signIn'), true)
    } else {
      const told = await answer.json().catch(() => ({}))
      this.tell(told.message || say('unsaved'), true)
      this.dirty = answer.status >= 500 || answer.status === 429
      if (this.dirty) this.timer = setTimeout(() => this.save(), 15000)
    }
  }
}

export const startAutosave = root => find('autosave', root).forEach(form => { form.mcAutosave = new Autosave(form) })
