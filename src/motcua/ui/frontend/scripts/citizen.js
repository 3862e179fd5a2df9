// Citizen pages: everything here is a help that the page does without where scripts are off.
import { startLive } from './live.js'
import { startPlace } from './place.js'
import { startQueue } from './queue.js'
import { startRecent } from './recent.js'
import { startShared } from './start.js'
import { startSuggest } from './suggest.js'
import { find } from './words.js'

startShared(startQueue)
startRecent()
startSuggest()
startLive()
startPlace()
// Work for the phone only where a form asks for it: fetched then, so that a first visit stays light.
const proof = new URL('./proof.js', import.meta.url).href
if (find('proof').length) import(proof).then(({ startProof }) => startProof()).catch(() => {})
const push = new URL('./push.js', import.meta.url).href
if (find('push').length) import(push).then(({ startPush }) => startPush()).catch(() => {})
// On a phone the menu scrolls sideways: show where one is.
const current = document.querySelector('.mc-nav [aria-current]')
if (current) current.closest('ul').scrollLeft = current.offsetLeft - 40
if ('serviceWorker' in navigator) addEventListener('load', () => navigator.serviceWorker.register('/sw.js').catch(() => {}))
