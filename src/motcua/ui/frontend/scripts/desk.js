// Staff pages: the shared helps, tabs, ticking rows, drop-downs that close, "/" for the search box.
import { Tabs } from 'govuk-frontend/dist/govuk/components/tabs/tabs.mjs'
import { startClashes } from './clashes.js'
import { startLook } from './look.js'
import { startPeek, startRows } from './rows.js'
import { startShared } from './start.js'
import { startTyped } from './typed.js'

startShared()
startTyped()
startRows()
startPeek()
startClashes()
startLook()
for (const box of document.querySelectorAll('.govuk-tabs')) new Tabs(box)

const drops = document.querySelectorAll('.mc-drop')
document.addEventListener('click', event => drops.forEach(drop => { if (!drop.contains(event.target)) drop.open = false }))
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') drops.forEach(drop => { if (drop.open) { drop.open = false; drop.querySelector('summary').focus() } })
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    const box = document.querySelector('.mc-find input, [type=search]')
    if (box) { event.preventDefault(); box.focus() }
  }
})
