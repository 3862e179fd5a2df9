// Sends each chosen file at once, in pieces, with progress; a lost connection goes on from where it stopped (tus 1.0).
import { find, make, say } from './words.js'

const PIECE = 1024 * 1024
const encode = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
const pause = ms => new Promise(resolve => {
  const timer = setTimeout(done, ms)
  function done () { clearTimeout(timer); removeEventListener('online', done); resolve() }
  addEventListener('online', done)
})
const sizeOf = bytes => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1).replace('.', ',')} MB`

class Refused extends Error {}

// One file begins after the other: the first answer brings the browser's session, by which the server knows whose the files are.
let begun = Promise.resolve()
const inTurn = act => {
  const turn = begun.then(act)
  begun = turn.catch(() => {})
  return turn
}

class Sending {
  constructor (file, box, token, later) {
    this.file = file
    this.token = token
    this.later = later
    this.key = `mc-tep:${file.name}:${file.size}:${file.lastModified}`
    this.bar = make('progress', { max: 100, value: 0, 'aria-label': file.name })
    this.state = make('span', { class: 'mc-upload__state', role: 'status' }, say('uploading', { p: 0 }))
    this.button = make('button', { type: 'button', class: 'mc-link-button mc-upload__remove', onclick: () => this.cancel() }, say('cancel'))
    this.button.append(make('span', { class: 'govuk-visually-hidden' }, ` ${file.name}`))
    this.row = make('li', { class: 'mc-upload__file' },
      make('span', {}, make('span', { class: 'mc-upload__name' }, file.name), ' ', make('span', { class: 'mc-upload__size' }, sizeOf(file.size))),
      this.button, this.bar, this.state)
    box.append(this.row)
  }

  request (method, url, headers = {}, body = null) {
    return new Promise((resolve, reject) => {
      const request = this.active = new XMLHttpRequest()
      request.open(method, url)
      for (const [name, value] of Object.entries({ 'Tus-Resumable': '1.0.0', 'X-CSRFToken': this.token, Accept: 'application/json', ...headers })) request.setRequestHeader(name, value)
      request.upload.onprogress = event => this.show((this.offset || 0) + event.loaded)
      request.onload = () => resolve(request)
      request.onerror = request.ontimeout = () => reject(new TypeError('network'))
      request.onabort = () => reject(new DOMException('', 'AbortError'))
      request.send(body)
    })
  }

  show (sent) {
    this.percent = Math.min(100, Math.round(100 * sent / Math.max(1, this.file.size)))
    this.bar.value = this.percent
    this.state.textContent = say('uploading', { p: this.percent })
  }

  told (request) {
    try { return JSON.parse(request.responseText) } catch { return {} }
  }

  check (request) {
    if (request.status >= 500 || request.status === 429 || request.status === 409 || request.status === 423) throw new TypeError('later')
    if (request.status >= 400) throw new Refused(this.told(request).message || say('refused'))
    return request
  }

  async begin () {
    this.url = sessionStorage.getItem(this.key)
    if (this.url) return
    const request = this.check(await inTurn(() => this.request('POST', '/tep/', { 'Upload-Length': this.file.size, 'Upload-Metadata': `filename ${encode(this.file.name)}${this.later ? ',later' : ''}` })))
    this.url = request.getResponseHeader('Location')
    this.offset = 0
    sessionStorage.setItem(this.key, this.url)
  }

  async reach () {
    if (this.offset != null) return
    const request = await this.request('HEAD', this.url)
    if (request.status === 404 || request.status === 403 || request.status === 410) {
      sessionStorage.removeItem(this.key)
      await this.begin()
      return
    }
    this.offset = Number(this.check(request).getResponseHeader('Upload-Offset') || 0)
  }

  async pieces () {
    let last = {}
    while (this.offset < this.file.size) {
      const piece = this.file.slice(this.offset, this.offset + PIECE)
      const request = this.check(await this.request('PATCH', this.url, { 'Upload-Offset': this.offset, 'Content-Type': 'application/offset+octet-stream' }, piece))
      this.offset = Number(request.getResponseHeader('Upload-Offset') || this.offset + piece.size)
      last = this.told(request)
    }
    return last.id ? last : this.told(this.check(await this.request('GET', this.url)))
  }

  async run () {
    for (let tries = 0; ; tries += 1) {
      try {
        await this.begin()
        await this.reach()
        return await this.pieces()
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        this.offset = null
        this.paused = true
        this.state.textContent = say('paused', { p: this.percent || 0 })
        await pause(Math.min(30000, 1000 * 2 ** Math.min(tries, 5)))
        if (this.cancelled) throw new DOMException('', 'AbortError')
        this.paused = false
      }
    }
  }

  done (told, name) {
    sessionStorage.removeItem(this.key)
    this.bar.remove()
    this.row.classList.add('mc-upload__file--done')
    this.row.append(make('input', { type: 'hidden', name, value: told.id }))
    this.state.textContent = told.message || say('uploaded')
    this.button.firstChild.textContent = say('remove')
  }

  bad (message) {
    sessionStorage.removeItem(this.key)
    this.bar.remove()
    this.row.classList.add('mc-upload__file--bad')
    this.state.setAttribute('role', 'alert')
    this.state.textContent = message
    this.button.firstChild.textContent = say('remove')
  }

  // The file goes another way: nothing more is tried here.
  handOver () {
    this.cancelled = true
    this.active?.abort()
    sessionStorage.removeItem(this.key)
    return { name: this.field, file: this.file }
  }

  cancel () {
    this.cancelled = true
    this.active?.abort()
    if (this.url) this.request('DELETE', this.url).catch(() => {})
    sessionStorage.removeItem(this.key)
    const form = this.row.closest('form')
    this.row.remove()
    form?.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

export class Upload {
  constructor (box) {
    this.box = box
    this.input = box.querySelector('input[type=file]')
    this.list = box.querySelector('.mc-upload__list') || box.appendChild(make('ul', { class: 'mc-upload__list' }))
    this.form = box.closest('form')
    this.name = box.dataset.name
    box.mcUpload = this
    this.input.addEventListener('change', () => { this.take([...this.input.files]); this.input.value = '' })
    box.addEventListener('dragover', event => { event.preventDefault(); box.classList.add('mc-upload--over') })
    box.addEventListener('dragleave', () => box.classList.remove('mc-upload--over'))
    box.addEventListener('drop', event => { event.preventDefault(); box.classList.remove('mc-upload--over'); this.take([...event.dataTransfer.files]) })
  }

  take (files) {
    const token = this.form?.elements.csrfmiddlewaretoken?.value || ''
    if ('single' in this.box.dataset) {
      this.list.replaceChildren()
      files = files.slice(0, 1)
    }
    for (const file of files) this.send(new Sending(file, this.list, token, 'later' in this.box.dataset))
  }

  // A file that is on the server from before.
  already (id) {
    this.list.append(make('li', { class: 'mc-upload__file mc-upload__file--done' },
      make('span', { class: 'mc-upload__name' }, say('uploaded')), make('input', { type: 'hidden', name: this.name, value: id })))
  }

  async send (sending) {
    this.form.mcUploads = (this.form.mcUploads || 0) + 1
    sending.field = this.input.name
    this.form.mcSending = (this.form.mcSending || new Set()).add(sending)
    try {
      const told = await sending.run()
      sending.done(told, this.name)
      this.form.dispatchEvent(new Event('change', { bubbles: true }))
    } catch (error) {
      if (!sending.cancelled) sending.bad(error instanceof Refused ? error.message : say('refused'))
    } finally {
      this.form.mcUploads -= 1
      this.form.mcSending.delete(sending)
      if (!this.form.mcUploads) this.form.dispatchEvent(new Event('mc:uploaded'))
    }
  }
}

export const startUpload = root => find('upload', root).forEach(box => new Upload(box))
