// Citizen pages: everything here is a help that the page does without where scripts are off.
import { startLive } from './live.js'
import { startPlace } from './place.js'
import { startProof } from './proof.js'
import { startQueue } from './queue.js'
import { startRecent } from './recent.js'
import { startShared } from './start.js'
import { startSuggest } from './suggest.js'

startShared(startQueue)
startRecent()
startSuggest()
startLive()
startPlace()
startProof()
// On a phone the menu scrolls sideways: show where one is.
const current = document.querySelector('.mc-nav [aria-current]')
if (current) current.closest('ul').scrollLeft = current.offsetLeft - 40
if ('serviceWorker' in navigator) addEventListener('load', () => navigator.serviceWorker.register('/sw.js').catch(() => {}))
