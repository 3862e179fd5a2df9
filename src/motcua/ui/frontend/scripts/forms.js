// Small helps for forms: one press of a button is one submission, conditional parts, errors in sight, leaving with a question.
import { find, make, say, toast } from './words.js'

// A form is sent once; while it is under way the button turns and says so. Uploads under way are waited for.
export function startGuard () {
  document.addEventListener('submit', event => {
    const form = event.target
    if (event.defaultPrevented || form.method !== 'post') return
    if (form.mcUploads) {
      event.preventDefault()
      toast(say('wait'))
      form.addEventListener('mc:uploaded', () => form.requestSubmit(event.submitter), { once: true })
      return
    }
    if (form.mcSent) {
      event.preventDefault()
      return
    }
    form.mcSent = true
    const button = event.submitter
    if (!button) return
    button.setAttribute('aria-busy', 'true')
    setTimeout(() => { if (button.getAttribute('aria-busy')) button.append(make('span', { class: 'govuk-visually-hidden', role: 'status' }, say('sending'))) }, 1000)
  })
  addEventListener('pageshow', () => {
    for (const form of document.forms) form.mcSent = false
    for (const button of document.querySelectorAll('[aria-busy=true]')) button.removeAttribute('aria-busy')
  })
}

export function valuesOf (form, name) {
  return new FormData(form).getAll(name).filter(value => typeof value === 'string')
}

// Whether a condition holds: {field, equals | in | not | filled} or {all: […]} or {any: […]}.
export function holds (condition, values) {
  if (condition.all) return condition.all.every(one => holds(one, values))
  if (condition.any) return condition.any.some(one => holds(one, values))
  const said = values(condition.field)
  if ('equals' in condition) return said.includes(String(condition.equals))
  if ('in' in condition) return condition.in.some(value => said.includes(String(value)))
  if ('not' in condition) return !said.includes(String(condition.not))
  return said.some(Boolean) === (condition.filled ?? true)
}

export function startShowIf (root = document) {
  const parts = [...root.querySelectorAll('[data-mc-show-if]')]
  const forms = new Set(parts.map(part => part.closest('form')).filter(Boolean))
  const update = form => {
    for (const part of parts) {
      if (part.closest('form') !== form) continue
      let shown = true
      try { shown = holds(JSON.parse(part.dataset.mcShowIf), name => valuesOf(form, name)) } catch { /* an unreadable condition hides nothing */ }
      part.toggleAttribute('data-mc-hidden', !shown)
    }
  }
  for (const form of forms) {
    form.noValidate = true
    for (const kind of ['input', 'change', 'mc:restored']) form.addEventListener(kind, () => update(form))
    update(form)
  }
}

// The error summary takes the focus; its links go to the control itself, with its label in sight.
export function startErrorSummary () {
  const box = document.querySelector('.govuk-error-summary')
  if (!box) return
  box.setAttribute('tabindex', '-1')
  box.focus()
  box.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]')
    const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!control) return
    event.preventDefault()
    const label = control.closest('fieldset, .govuk-form-group')?.querySelector('legend, label') || control
    label.scrollIntoView({ block: 'start' })
    control.focus({ preventScroll: true })
  })
}

// Asks before leaving a form that would lose what was typed.
export function startLeave (root = document) {
  for (const form of find('leave', root)) {
    form.addEventListener('input', () => { form.mcDirty = true })
  }
  addEventListener('beforeunload', event => {
    for (const form of document.forms) {
      const unsaved = form.mcAutosave ? form.mcAutosave.dirty : form.mcDirty
      if ((unsaved && !form.mcSent) || form.mcUploads) event.preventDefault()
    }
  })
}
