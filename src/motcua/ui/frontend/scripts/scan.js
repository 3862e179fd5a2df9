// Reads a Code 128 barcode or a QR code from the camera or from a photo. Loaded only when somebody presses the button;
// the reader in WebAssembly only where the browser has none of its own.
import { make, say } from './words.js'

const FORMATS = ['code_128', 'qr_code']

async function native () {
  if (!('BarcodeDetector' in self)) return null
  const known = await self.BarcodeDetector.getSupportedFormats().catch(() => [])
  if (!FORMATS.every(format => known.includes(format))) return null
  const detector = new self.BarcodeDetector({ formats: FORMATS })
  return async image => (await detector.detect(image)).map(found => found.rawValue)
}

async function wasm () {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const file = new URL('./zxing_reader.wasm', import.meta.url).href
  await prepareZXingModule({ overrides: { locateFile: () => file }, fireImmediately: true })
  const canvas = document.createElement('canvas')
  return async image => {
    const width = image.videoWidth || image.width
    const height = image.videoHeight || image.height
    if (!width) return []
    const scale = Math.min(1, 1600 / Math.max(width, height))
    canvas.width = width * scale
    canvas.height = height * scale
    const context = canvas.getContext('2d', { willReadFrequently: true })
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    const found = await readBarcodes(context.getImageData(0, 0, canvas.width, canvas.height), { formats: ['Code128', 'QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })
    return found.map(one => one.text).filter(Boolean)
  }
}

function dialogOf (close, pick) {
  const video = make('video', { playsinline: true, muted: true, autoplay: true })
  const words = make('p', { role: 'status' }, say('starting'))
  const file = make('input', { type: 'file', accept: 'image/*', class: 'govuk-visually-hidden', tabindex: '-1', 'aria-hidden': 'true', onchange: () => pick(file.files[0]) })
  const dialog = make('dialog', { class: 'mc-scan', 'aria-label': say('scanTitle') },
    make('div', { class: 'mc-scan__view' }, video),
    make('div', { class: 'mc-scan__foot' }, words, file,
      make('button', { type: 'button', class: 'govuk-button govuk-button--secondary', onclick: () => file.click() }, say('pickPhoto')),
      make('button', { type: 'button', class: 'govuk-button', onclick: close }, say('close'))))
  return { dialog, video, words }
}

// Opens the scanner; answers the text of the first code, or null when closed.
export async function scan () {
  let stream
  let reader
  let over
  const result = new Promise(resolve => { over = resolve })
  const { dialog, video, words } = dialogOf(() => over(null), async file => {
    const image = file && await createImageBitmap(file).catch(() => null)
    const found = image && reader ? await (await reader)(image) : []
    if (found.length) over(found[0])
    else words.textContent = say('noCode')
  })
  document.body.append(dialog)
  dialog.addEventListener('cancel', () => over(null))
  dialog.showModal()
  reader = native().then(own => own || wasm())
  let looking = true
  const look = async () => {
    const read = await reader
    words.textContent = say('scanTitle')
    while (looking) {
      const found = await read(video).catch(() => [])
      if (found.length) return over(found[0])
      await new Promise(resolve => setTimeout(resolve, 120))
    }
  }
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } })
    video.srcObject = stream
    await video.play()
    look()
  } catch {
    words.textContent = say('noCamera')
  }
  const text = await result
  looking = false
  stream?.getTracks().forEach(track => track.stop())
  dialog.close()
  dialog.remove()
  return text
}

// A slip's QR code holds a whole address: only its path below `open` is followed, on this site.
export function destination (text, open) {
  const path = /^https?:\/\//.test(text) ? new URL(text) : null
  if (path && path.pathname.startsWith(open)) return path.pathname + path.search
  return open + encodeURIComponent(text.trim())
}

export async function scanFor (button) {
  const text = await scan()
  if (text == null) return
  if (button.dataset.open) {
    location.assign(destination(text, button.dataset.open))
    return
  }
  const target = document.getElementById(button.dataset.target)
  target.value = text.trim()
  target.dispatchEvent(new Event('input', { bubbles: true }))
  target.focus()
}
