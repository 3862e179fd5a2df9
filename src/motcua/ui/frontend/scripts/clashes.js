// Asks, while an entry of the work calendar is being planned, whether its people and its room are free.
import { find } from './words.js'

const ASKED = new Set(['day', 'starts', 'ends', 'room', 'chair', 'people', 'more_people'])

export function startClashes () {
  for (const form of find('clashes')) {
    const place = form.querySelector('[data-mc-clashes]')
    let timer
    let newest = 0
    const ask = async () => {
      const number = ++newest
      try {
        // A session that ended answers scripts with 401 instead of the page to sign in.
        const answer = await fetch(form.dataset.url, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } })
        const text = await answer.text()
        if (answer.ok && number === newest && !place.contains(document.activeElement)) place.innerHTML = text
      } catch {
        // Without network the form says it when it is sent.
      }
    }
    form.addEventListener('change', event => {
      if (!ASKED.has(event.target.name)) return
      clearTimeout(timer)
      timer = setTimeout(ask, 200)
    })
  }
}
