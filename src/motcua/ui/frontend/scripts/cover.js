// Covers parts of a photo before it is published: boxes drawn with mouse, pen or finger, above the grid of ticks, which stays
// the way for keyboards. Each box is a field of the form with its four sides in fractions of the photo.
import { find, make } from './words.js'

const SVG = 'http://www.w3.org/2000/svg'
// A press that moved less, in pixels of the screen, drew nothing.
const LEAST = 5
const NUMBERS = ['x', 'y', 'width', 'height']

const within = value => Math.min(1, Math.max(0, value))
const between = (a, b) => ({ left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), right: Math.max(a.x, b.x), bottom: Math.max(a.y, b.y) })

class Cover {
  constructor (sheet) {
    this.sheet = sheet
    this.part = sheet.closest('fieldset')
    this.svg = sheet.querySelector('svg')
    this.cells = [...sheet.querySelectorAll('input[type=checkbox]')]
    this.boxes = []
    this.svg.replaceChildren()
    // What the page came with as ticks becomes boxes that can be taken away.
    for (const kept of this.part.querySelectorAll(`input[name="${sheet.dataset.name}"]`)) {
      const [left, top, right, bottom] = kept.value.split(',').map(Number)
      if (kept.checked) this.add({ left, top, right, bottom })
      kept.remove()
    }
    this.part.classList.add('mc-redact--drawing')
    find('cover-last', this.part)[0].addEventListener('click', () => this.drop(this.boxes.at(-1)))
    find('cover-none', this.part)[0].addEventListener('click', () => this.clear())
    sheet.addEventListener('change', () => this.tell())
    this.svg.addEventListener('pointerdown', event => this.begin(event))
    this.svg.addEventListener('pointermove', event => this.follow(event))
    this.svg.addEventListener('pointerup', event => this.end(event))
    this.svg.addEventListener('pointercancel', () => this.giveUp())
    addEventListener('keydown', event => { if (event.key === 'Escape') this.giveUp() })
    this.tell()
  }

  // The place of a pointer on the photo, on its edge when it is outside.
  at (event) {
    const { left, top, width, height } = this.svg.getBoundingClientRect()
    return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) }
  }

  begin (event) {
    // A second finger zooms the page.
    if (!event.isPrimary) return this.giveUp()
    if (event.button !== 0) return
    event.preventDefault()
    this.svg.setPointerCapture(event.pointerId)
    this.from = { ...this.at(event), clientX: event.clientX, clientY: event.clientY }
    this.live = this.svg.appendChild(document.createElementNS(SVG, 'rect'))
    this.live.classList.add('mc-cover__live')
  }

  follow (event) {
    if (this.live && event.isPrimary) this.put(this.live, between(this.from, this.at(event)))
  }

  end (event) {
    if (!this.live || !event.isPrimary) return
    const box = between(this.from, this.at(event))
    const wide = Math.abs(event.clientX - this.from.clientX) >= LEAST && Math.abs(event.clientY - this.from.clientY) >= LEAST
    this.giveUp()
    if (wide && box.left < box.right && box.top < box.bottom) this.add(box)
    else if (!wide) this.untick(event)
  }

  giveUp () {
    this.live?.remove()
    this.live = null
  }

  // A plain press on a covered cell of the grid uncovers it.
  untick ({ clientX, clientY }) {
    const cell = document.elementsFromPoint(clientX, clientY).find(each => this.cells.includes(each))
    if (cell?.checked) cell.click()
  }

  put (rect, { left, top, right, bottom }) {
    const values = [left, top, right - left, bottom - top]
    NUMBERS.forEach((name, place) => rect.setAttribute(name, `${(values[place] * 100).toFixed(4)}%`))
  }

  add (sides) {
    const rect = this.svg.appendChild(document.createElementNS(SVG, 'rect'))
    this.put(rect, sides)
    const value = [sides.left, sides.top, sides.right, sides.bottom].map(side => side.toFixed(6)).join(',')
    const field = make('input', { type: 'hidden', name: this.sheet.dataset.name, value })
    const box = { rect, field }
    box.button = make('button', { type: 'button', class: 'mc-cover__drop', onclick: () => this.drop(box) }, '×')
    box.button.style.left = `${sides.right * 100}%`
    box.button.style.top = `${sides.top * 100}%`
    this.boxes.push(box)
    this.sheet.append(field, box.button)
    this.tell()
  }

  drop (box) {
    if (!box) return
    const place = this.boxes.indexOf(box)
    const focused = document.activeElement === box.button
    for (const part of Object.values(box)) part.remove()
    this.boxes.splice(place, 1)
    if (focused) (this.boxes[Math.min(place, this.boxes.length - 1)]?.button || find('cover-last', this.part)[0]).focus()
    this.tell()
  }

  clear () {
    for (const box of this.boxes.splice(0)) for (const part of Object.values(box)) part.remove()
    for (const cell of this.cells) cell.checked = false
    this.tell()
  }

  // How many parts are covered, for eyes and screen readers.
  tell () {
    this.boxes.forEach(({ button }, place) => button.setAttribute('aria-label', `${this.sheet.dataset.drop} ${place + 1}`))
    const [count] = find('cover-count', this.part)
    const ticked = this.cells.filter(cell => cell.checked).length
    count.textContent = `${count.dataset.words} ${this.boxes.length + ticked}`
  }
}

for (const sheet of find('cover')) new Cover(sheet)
