// Lists of work: tick all rows, say how many are ticked, copy a value with one press.
import { find, say, toast } from './words.js'

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
