// The place where the phone is, put into the form's hidden fields; the written address stays possible beside it.
import { find, say } from './words.js'

export function startPlace () {
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
      }, () => { told.textContent = say('noPlace') }, { enableHighAccuracy: true, timeout: 15000 })
    })
  }
}
