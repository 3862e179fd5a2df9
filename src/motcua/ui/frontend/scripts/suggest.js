// Suggestions while one types in a search box (data-mc="suggest" data-url): a list of links for eyes, keys and screen readers.
// Without scripts the box is a plain form; with them Enter still sends the form unless a suggestion was chosen by arrow.
import { find, make, say } from './words.js'

const WAIT = 160

export function startSuggest (root = document) {
  for (const box of find('suggest', root)) attach(box)
}

function attach (box) {
  const id = `${box.id}-goi-y`
  const list = make('ul', { class: 'mc-suggest', id, role: 'listbox', 'aria-label': box.labels?.[0]?.textContent.trim() || '', lang: 'vi', hidden: true })
  const told = make('div', { class: 'govuk-visually-hidden', role: 'status' })
  box.after(list)
  box.form.append(told)
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id })) box.setAttribute(name, value)
  const unit = box.form.querySelector('[name="don-vi"]')?.value
  let at = -1
  let timer
  let asking

  const options = () => [...list.children]
  const close = () => { list.hidden = true; at = -1; box.setAttribute('aria-expanded', 'false'); box.removeAttribute('aria-activedescendant') }
  const choose = place => {
    const all = options()
    at = (place + all.length + 1) % (all.length + 1)
    if (at === all.length) at = -1
    all.forEach((one, number) => one.setAttribute('aria-selected', String(number === at)))
    if (at < 0) box.removeAttribute('aria-activedescendant')
    else { box.setAttribute('aria-activedescendant', all[at].id); all[at].scrollIntoView({ block: 'nearest' }) }
  }
  const show = items => {
    list.replaceChildren(...items.map((item, number) => make('li', { class: 'mc-suggest__item', id: `${id}-${number}`, role: 'option', 'aria-selected': 'false', 'data-url': item.url },
      item.title, make('span', { class: 'mc-suggest__note' }, item.note))))
    told.textContent = items.length ? say('suggested', { n: items.length }) : say('noneSuggested')
    if (!items.length) return close()
    at = -1
    list.hidden = false
    box.setAttribute('aria-expanded', 'true')
  }
  const ask = async () => {
    const words = box.value.trim()
    asking?.abort()
    if (words.length < 2) { told.textContent = ''; return close() }
    asking = new AbortController()
    try {
      const query = new URLSearchParams({ q: words, ...(unit ? { 'don-vi': unit } : {}) })
      const answer = await fetch(`${box.dataset.url}?${query}`, { signal: asking.signal })
      if (answer.ok && document.activeElement === box) show((await answer.json()).items)
    } catch { /* typed on, or no network: the plain form is still there */ }
  }
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, WAIT) })
  box.addEventListener('keydown', event => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) { ask(); return }
      event.preventDefault()
      if (event.key === 'ArrowDown') choose(at + 1)
      else choose(at < 0 ? options().length - 1 : at - 1)
    } else if (event.key === 'Enter' && at >= 0 && !list.hidden) {
      event.preventDefault()
      location.assign(options()[at].dataset.url)
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === 'Tab') close()
  })
  list.addEventListener('mousedown', event => event.preventDefault())
  list.addEventListener('click', event => {
    const item = event.target.closest('[data-url]')
    if (item) location.assign(item.dataset.url)
  })
  box.addEventListener('blur', close)
}
