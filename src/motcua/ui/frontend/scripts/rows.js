// Lists of work: tick all rows, say how many are ticked, copy a value with one press, look at a paper without leaving.
import { find, make, say, toast } from './words.js'

export function startRows (root = document) {
  for (const form of find('bulk', root)) {
    const boxes = () => [...form.querySelectorAll('tbody input[type=checkbox], input[type=checkbox][name="viec"]')]
    const all = form.querySelector('[data-mc~="bulk-all"]')
    const allBox = all?.querySelector('input') || all
    const count = form.querySelector('[data-mc~="bulk-count"]')
    const update = () => {
      const ticked = boxes().filter(box => box.checked).length
      if (count) count.textContent = say('chosen', { n: ticked })
      if (allBox) {
        allBox.checked = ticked > 0 && ticked === boxes().length
        allBox.indeterminate = ticked > 0 && ticked < boxes().length
      }
    }
    if (all) all.hidden = false
    allBox?.addEventListener('change', () => { for (const box of boxes()) box.checked = allBox.checked; update() })
    form.addEventListener('change', update)
    addEventListener('pageshow', update)
    update()
  }
  for (const field of find('copy', root)) {
    field.addEventListener('focus', () => field.select?.())
    field.addEventListener('click', () => navigator.clipboard?.writeText(field.value ?? field.textContent).then(() => toast(say('copied'))).catch(() => {}))
  }
}

// A link to a picture of a paper opens over the page; a press with Ctrl still opens a tab.
export function startPeek (root = document) {
  for (const link of find('preview', root)) {
    link.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      const dialog = make('dialog', { class: 'mc-peek', 'aria-label': link.textContent.trim(), onclose: () => dialog.remove() },
        make('img', { src: link.href, alt: link.textContent.trim() }),
        make('form', { method: 'dialog' }, make('button', { class: 'govuk-button' }, say('close'))))
      document.body.append(dialog)
      dialog.showModal()
    })
  }
}
