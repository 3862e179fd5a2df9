// Proof of work instead of a picture puzzle: a number whose SHA-256 begins with 16 zero bits, looked for while the form is
// being filled in. Without scripts a form is taken as well, only not many times in a row from one address.
import { find } from './words.js'

const BITS = 16
const AT_ONCE = 1500
const K = new Uint32Array(64)
const START = new Uint32Array(8)

// The constants of the standard: fractional parts of square and cube roots of the first primes.
function prepare () {
  const fraction = x => ((x - Math.floor(x)) * 4294967296) >>> 0
  for (let number = 2, count = 0; count < 64; number++) {
    let prime = true
    for (let by = 2; by * by <= number; by++) if (number % by === 0) { prime = false; break }
    if (!prime) continue
    if (count < 8) START[count] = fraction(Math.sqrt(number))
    K[count++] = fraction(Math.cbrt(number))
  }
}

// The words of a short ASCII text with its padding: one or two blocks.
function blocks (text) {
  const words = new Uint32Array(text.length > 55 ? 32 : 16)
  for (let i = 0; i < text.length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3))
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3))
  words[words.length - 1] = text.length * 8
  return words
}

const turn = (x, n) => (x >>> n) | (x << (32 - n))
const w = new Uint32Array(64)

// SHA-256 of a text of at most 119 ASCII letters, as eight words.
export function sha256 (text) {
  if (!K[0]) prepare()
  const words = blocks(text)
  const h = START.slice()
  for (let from = 0; from < words.length; from += 16) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) { w[i] = words[from + i]; continue }
      const a = w[i - 15]
      const b = w[i - 2]
      w[i] = (w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0
    }
    let [a, b, c, d, e, f, g, k] = h
    for (let i = 0; i < 64; i++) {
      const one = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      k = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0
    }
    ;[a, b, c, d, e, f, g, k].forEach((value, i) => { h[i] += value })
  }
  return h
}

export const proves = (challenge, number, bits = BITS) => Math.clz32(sha256(`${challenge}:${number}`)[0]) >= bits

function look (input, from) {
  for (let number = from; number < from + AT_ONCE; number++) {
    if (!proves(input.dataset.challenge, number)) continue
    input.value = `${input.dataset.challenge}:${number}`
    return
  }
  setTimeout(look, 0, input, from + AT_ONCE)
}

export function startProof () {
  for (const input of find('proof')) input.form.addEventListener('focusin', () => look(input, 0), { once: true })
}
