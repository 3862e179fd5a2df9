// The switch for notices on this device. The browser is asked only after the press; what it can't or won't do is said.
import { find } from './words.js'

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
const same = (one, two) => one.length === two.length && one.every((byte, place) => byte === two[place])
const installable = () => /iPhone|iPad/.test(navigator.userAgent) && !navigator.standalone

class Switch {
  constructor (form) {
    this.form = form
    this.key = bytes(form.dataset.key)
    for (const button of form.querySelectorAll('[data-mc-press]')) {
      button.addEventListener('click', () => this.press(button))
    }
  }

  show (state, said = '') {
    for (const text of this.form.querySelectorAll('[data-mc-state]')) text.hidden = text.dataset.mcState !== state
    const words = this.form.querySelector('[data-mc-push-said]')
    words.textContent = said
    words.hidden = !said
    this.form.querySelector('[data-mc-press=on]').hidden = !['off', 'failed'].includes(state)
    this.form.querySelector('[data-mc-press=off]').hidden = state !== 'on'
    this.form.hidden = false
  }

  async ask (address, found, keys = {}) {
    const body = new FormData(this.form)
    for (const [name, value] of Object.entries({ endpoint: found.endpoint, ...keys })) body.set(name, value)
    const answer = await fetch(address, { method: 'POST', body, credentials: 'same-origin', headers: { Accept: 'application/json' } })
    const said = await answer.json().catch(() => ({}))
    if (!answer.ok) throw Object.assign(new Error('refused'), { said: said.message || '' })
    return said
  }

  async look () {
    if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
      return this.show(installable() ? 'install' : 'unable')
    }
    if (Notification.permission === 'denied') return this.show('denied')
    try {
      const worker = await navigator.serviceWorker.getRegistration('/')
      const found = await worker?.pushManager.getSubscription()
      this.show(found && (await this.ask(this.form.action, found)).on ? 'on' : 'off')
    } catch {
      this.show('off')
    }
  }

  async press (button) {
    button.disabled = true
    try {
      await (button.dataset.mcPress === 'on' ? this.begin() : this.end())
      const shown = this.form.querySelector('[data-mc-press]:not([hidden])')
      if (document.activeElement === document.body) shown?.focus()
    } catch (error) {
      this.show(Notification.permission === 'denied' ? 'denied' : 'failed', error.said)
    } finally {
      button.disabled = false
    }
  }

  async begin () {
    if (await Notification.requestPermission() !== 'granted') return this.show(Notification.permission === 'denied' ? 'denied' : 'off')
    await navigator.serviceWorker.register('/sw.js')
    const { pushManager } = await navigator.serviceWorker.ready
    let found = await pushManager.getSubscription()
    const known = found?.options?.applicationServerKey
    if (known && !same(new Uint8Array(known), this.key)) {
      await found.unsubscribe()
      found = null
    }
    found ||= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.key })
    const { keys } = found.toJSON()
    this.found = found
    await this.ask(this.form.dataset.begin, found, keys)
    this.show('on')
  }

  async end () {
    const { pushManager } = await navigator.serviceWorker.ready
    const found = await pushManager.getSubscription() || this.found
    if (found && !(await this.ask(this.form.dataset.end, found)).needed) await found.unsubscribe()
    this.show('off')
  }
}

export function startPush () {
  for (const form of find('push')) new Switch(form).look()
}
