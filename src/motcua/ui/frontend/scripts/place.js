// The place where the phone is, put into the form's hidden fields; the written address stays possible beside it.
import { find, say } from './words.js'

// What is known near the chosen place, shown before anything is sent.
async function showNear (form, box) {
  const body = new FormData()
  for (const name of ['longitude', 'latitude', 'csrfmiddlewaretoken']) body.append(name, form.elements[name].value)
  const answer = await fetch(box.dataset.url, { method: 'POST', body, credentials: 'same-origin' }).catch(() => null)
  if (!answer?.ok) return
  box.innerHTML = await answer.text()
  if (box.querySelector('.mc-row')) form.elements.seen.value = '1'
}

export function startPlace () {
  for (const box of find('near')) {
    const form = box.closest('form')
    let soon
    form.addEventListener('mc:placed', () => { clearTimeout(soon); soon = setTimeout(() => showNear(form, box), 400) })
  }
  for (const button of find('place')) {
    const form = button.closest('form')
    const told = form.querySelector('[data-mc-place]')
    if (!navigator.geolocation) {
      button.hidden = true
      continue
    }
    button.addEventListener('click', () => {
      told.textContent = say('placing')
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        form.elements.longitude.value = coords.longitude.toFixed(6)
        form.elements.latitude.value = coords.latitude.toFixed(6)
        told.textContent = say('placed', { m: Math.round(coords.accuracy) })
        form.dispatchEvent(new Event('mc:placed'))
      }, () => { told.textContent = say('noPlace') }, { enableHighAccuracy: true, timeout: 15000 })
    })
  }
}
