// Citizen pages: everything here is a help that the page does without where scripts are off.
import { startQueue } from './queue.js'
import { startRecent } from './recent.js'
import { startShared } from './start.js'

startShared(startQueue)
startRecent()
if ('serviceWorker' in navigator) addEventListener('load', () => navigator.serviceWorker.register('/sw.js').catch(() => {}))
