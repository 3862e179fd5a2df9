// What presses and scanned keys mean, without the page: tested on its own.

// A text after one more key of the screen's own keyboard.
export const added = (text, key, most) => key === 'back' ? text.slice(0, -1) : most > 0 && text.length >= most ? text : text + key

// A scanner types quickly and ends with Enter; a hand is slower. `found(text)` is called for what a scanner typed.
export function wedge (found, { gap = 250, least = 6 } = {}) {
  let text = ''
  let last = 0
  return (key, time) => {
    if (time - last > gap) text = ''
    last = time
    if (key === 'Enter') {
      if (text.length >= least) found(text)
      text = ''
    } else if (key.length === 1) text += key
  }
}
