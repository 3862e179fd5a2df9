// Maps: moves and zooms the drawing of the server, lays tiles under it where a server of tiles is set, puts the pin of a report.
import { placeOf } from './exif.js'
import { find, make, say } from './words.js'

const SVG = 'http://www.w3.org/2000/svg'
const CLOSEST = 250
const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const shape = (name, values) => {
  const made = document.createElementNS(SVG, name)
  for (const key in values) made.setAttribute(key, values[key])
  return made
}

const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

class Sheet {
  constructor (box) {
    this.box = box
    this.svg = box.querySelector('svg')
    this.left = Number(box.dataset.left)
    this.top = Number(box.dataset.top)
    this.side = Number(box.dataset.side)
    const [x, y, w, h] = this.svg.getAttribute('viewBox').split(' ').map(Number)
    this.whole = { x, y, w, h }
    this.view = { x, y, w, h }
    this.dots = [...box.querySelectorAll('circle')]
    this.names = [...box.querySelectorAll('.mc-map__name')]
    this.counts = [...box.querySelectorAll('.mc-map__count')]
    this.widths = [...box.querySelectorAll('.mc-map__outline')].map(outline => outline.getBBox().width)
    this.size = Math.max(w, h)
    this.fingers = new Map()
    if (box.dataset.tiles) box.classList.add('mc-map--tiled')
    this.buttons()
    this.gestures()
    this.show(this.view)
  }

  buttons () {
    const button = (text, label, by) => make('button', { type: 'button', 'aria-label': label, onclick: () => this.zoom(by) }, text)
    this.box.append(make('div', { class: 'mc-map__zoom' }, button('+', say('closer'), 0.5), button('−', say('farther'), 2)))
  }

  // The place of the drawing under a point of the screen.
  at (event) {
    const matrix = this.svg.getScreenCTM().inverse()
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
  }

  show (view) {
    const w = Math.min(this.whole.w * 1.5, Math.max(CLOSEST, view.w))
    const h = w * view.h / view.w
    this.view = { x: view.x, y: view.y, w, h }
    this.svg.setAttribute('viewBox', `${view.x} ${view.y} ${w} ${h}`)
    // Dots and names keep their size on the screen.
    const scale = this.svg.getScreenCTM()?.a || 1
    for (const dot of this.dots) dot.setAttribute('r', (dot.dataset.dot ? 9 * dot.dataset.dot : 7) / scale)
    for (const count of this.counts) count.setAttribute('font-size', 12 / scale)
    // A name is left out where it is wider than its unit or would lie over another name.
    const shown = []
    for (const [place, name] of this.names.entries()) {
      name.setAttribute('font-size', 12 / scale)
      const box = name.getBBox()
      const fits = box.width <= this.widths[place] * 1.1 && !shown.some(other => overlap(box, other))
      name.setAttribute('visibility', fits ? 'visible' : 'hidden')
      if (fits) shown.push(box)
    }
    this.here?.setAttribute('r', 10 / scale)
    this.tiles()
  }

  zoom (by, centre) {
    const { x, y, w, h } = this.view
    const middle = centre || { x: x + w / 2, y: y + h / 2 }
    const real = Math.min(this.whole.w * 1.5, Math.max(CLOSEST, w * by)) / w
    this.show({ x: middle.x - (middle.x - x) * real, y: middle.y - (middle.y - y) * real, w: w * real, h: h * real })
  }

  tiles () {
    const ground = this.svg.querySelector('.mc-map__tiles')
    const pattern = this.box.dataset.tiles
    if (!pattern) return
    // What the screen shows is wider or higher than the view where their shapes differ.
    const scale = this.svg.getScreenCTM().a
    const [w, h] = [this.svg.clientWidth / scale, this.svg.clientHeight / scale]
    const [x, y] = [this.view.x + (this.view.w - w) / 2, this.view.y + (this.view.h - h) / 2]
    const level = Math.max(8, Math.min(19, Math.round(Math.log2(this.side * scale / 256))))
    const length = this.side / 2 ** level
    const wanted = []
    for (let column = Math.floor((this.left + x) / length); column <= (this.left + x + w) / length; column += 1) {
      for (let row = Math.floor((this.top + y) / length); row <= (this.top + y + h) / length; row += 1) {
        if (wanted.length > 80) break
        const href = pattern.replace('{z}', level).replace('{x}', column).replace('{y}', row)
        wanted.push(shape('image', { href, x: column * length - this.left, y: row * length - this.top, width: length, height: length }))
      }
    }
    ground.replaceChildren(...wanted)
  }

  gestures () {
    this.svg.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      this.zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, this.at(event))
    }, { passive: false })
    this.svg.addEventListener('pointerdown', event => {
      this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
      this.moved = this.fingers.size > 1
    })
    addEventListener('pointermove', event => this.drag(event))
    for (const name of ['pointerup', 'pointercancel']) addEventListener(name, event => this.fingers.delete(event.pointerId))
    this.svg.addEventListener('click', event => { if (this.moved) event.preventDefault() }, true)
  }

  drag (event) {
    const before = this.fingers.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    const scale = 1 / this.svg.getScreenCTM().a
    if (this.fingers.size === 1) {
      if (!this.moved && Math.hypot(now.x - before.x, now.y - before.y) < 6) return
      this.moved = true
      this.show({ ...this.view, x: this.view.x - (now.x - before.x) * scale, y: this.view.y - (now.y - before.y) * scale })
    } else {
      const other = [...this.fingers].find(([id]) => id !== event.pointerId)[1]
      const far = point => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y))
      this.zoom(far(before) / far(now), this.at({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }))
    }
    this.fingers.set(event.pointerId, now)
  }

  drawn (longitude, latitude) {
    const north = Math.asinh(Math.tan(latitude * Math.PI / 180))
    return { x: (longitude + 180) / 360 * this.side - this.left, y: (1 - north / Math.PI) / 2 * this.side - this.top }
  }

  earth ({ x, y }) {
    const north = Math.PI * (1 - 2 * (y + this.top) / this.side)
    return { longitude: (x + this.left) / this.side * 360 - 180, latitude: Math.atan(Math.sinh(north)) * 180 / Math.PI }
  }

  // The name of the unit around a place of the drawing; "" outside all of them.
  around (point) {
    const place = new DOMPoint(point.x, point.y)
    return [...this.box.querySelectorAll('.mc-map__outline')].find(outline => outline.isPointInFill(place))?.dataset.name || ''
  }

  // The pin of the place chosen; `near` shows its surroundings.
  pin (point, near = false) {
    this.here = this.here || this.svg.appendChild(shape('circle', { class: 'mc-map__here' }))
    this.here.setAttribute('cx', point.x)
    this.here.setAttribute('cy', point.y)
    const w = near ? Math.min(this.view.w, this.size / 6) : this.view.w
    const h = w * this.view.h / this.view.w
    this.show(near ? { x: point.x - w / 2, y: point.y - h / 2, w, h } : this.view)
  }
}

function startPick (form, sheet) {
  const { longitude, latitude } = form.elements
  const told = form.querySelector('[data-mc-place]')
  const chosen = () => longitude.value && latitude.value
  const choose = (place, words) => {
    longitude.value = place.longitude.toFixed(6)
    latitude.value = place.latitude.toFixed(6)
    form.dispatchEvent(new Event('mc:placed'))
    if (told && words) told.textContent = words
  }
  form.addEventListener('change', async event => {
    if (event.target.type !== 'file' || chosen()) return
    for (const file of [...event.target.files]) {
      const place = await placeOf(file).catch(() => null)
      if (place && !chosen()) choose(place, say('fromPhoto'))
    }
  }, true)
  if (!sheet) return
  const follow = () => chosen() && sheet.pin(sheet.drawn(Number(longitude.value), Number(latitude.value)), true)
  form.addEventListener('mc:placed', event => { if (!sheet.choosing) follow() })
  const put = point => {
    sheet.pin(point)
    sheet.choosing = true
    choose(sheet.earth(point), say('pinned', { w: sheet.around(point) }))
    sheet.choosing = false
  }
  sheet.svg.addEventListener('click', event => sheet.moved || put(sheet.at(event)))
  sheet.svg.addEventListener('keydown', event => {
    const step = STEP[event.key]
    if (!step) return
    event.preventDefault()
    const { x, y, w, h } = sheet.view
    const from = chosen() ? sheet.drawn(Number(longitude.value), Number(latitude.value)) : { x: x + w / 2, y: y + h / 2 }
    put({ x: from.x + step[0] * w / 50, y: from.y + step[1] * w / 50 })
  })
  follow()
}

for (const box of find('map')) {
  const sheet = new Sheet(box)
  if ('pick' in box.dataset) box.mcSheet = sheet
}
for (const button of find('place')) {
  const form = button.closest('form')
  startPick(form, form.querySelector('.mc-map')?.mcSheet)
}
