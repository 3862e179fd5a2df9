// What pages of every channel share.
import { startAutosave } from './autosave.js'
import { startErrorSummary, startGuard, startLeave, startShowIf } from './forms.js'
import { startUpload } from './upload.js'
import { find } from './words.js'

// A file of its own beside this one, fetched when the first button is pressed.
const scanner = new URL('./scan.js', import.meta.url).href

export function startShared (before = () => {}) {
  document.documentElement.classList.add('mc-js')
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  startShowIf()
  startUpload()
  startAutosave()
  startLeave()
  startErrorSummary()
  before()
  startGuard()
  for (const button of find('print')) button.addEventListener('click', () => print())
  for (const button of find('scan')) {
    if (!navigator.mediaDevices) continue
    button.addEventListener('click', async () => (await import(scanner)).scanFor(button))
  }
}
