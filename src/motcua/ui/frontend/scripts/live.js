// A followed number: the part that changes is fetched anew now and then, and when one looks at the page again.
import { find } from './words.js'

const EVERY = 15000

export function startLive () {
  for (const part of find('live')) {
    let timer = 0
    const renew = async () => {
      clearTimeout(timer)
      try {
        const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const newer = page.querySelector('[data-mc~="live"]')
        if (answer.ok && !newer) return location.reload()
        if (newer && newer.innerHTML !== part.innerHTML) part.innerHTML = newer.innerHTML
      } catch { /* the network is away: what stands there stays */ }
      timer = setTimeout(renew, EVERY + Math.random() * 5000)
    }
    timer = setTimeout(renew, EVERY)
    document.addEventListener('visibilitychange', () => { if (!document.hidden) renew() })
  }
}
