// The preview beside an editor's form: the server draws it anew a moment after the last key; nothing is saved.
import { startShowIf } from './forms.js'

const PAUSE = 400

export function startLook () {
  for (const box of document.querySelectorAll('[data-mc-look]')) {
    const form = document.getElementById(box.dataset.mcLook)
    if (!form) continue
    let timer = 0
    let under = null
    const draw = async () => {
      under?.abort()
      under = new AbortController()
      const said = new FormData(form)
      said.set('look', '1')
      try {
        const answer = await fetch(location.href, { method: 'POST', body: said, headers: { 'X-Part': 'look' }, signal: under.signal })
        if (!answer.ok || answer.redirected) return
        box.innerHTML = await answer.text()
        startShowIf(box)
      } catch { /* overtaken by the next key, or the network is away: what stands there stays */ }
    }
    form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(draw, PAUSE) })
  }
}
