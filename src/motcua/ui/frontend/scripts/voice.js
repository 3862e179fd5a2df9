// The sound of a hall display: a chime made here, the sentence by a Vietnamese voice of this machine, else by the server's
// sound, else by a voice that the browser fetches from elsewhere.
const NOTES = [[659.25, 0], [523.25, 0.35]]
const LONGEST = 20_000
const Context = window.AudioContext || window.webkitAudioContext
const context = Context ? new Context() : null
const sounds = new Map()

const voices = () => 'speechSynthesis' in window ? speechSynthesis.getVoices().filter(one => /^vi([-_]|$)/i.test(one.lang)) : []
export const own = () => voices().find(one => one.localService)
export const possible = Boolean(context) || 'speechSynthesis' in window
// A browser that was told to let pages play by themselves needs no press.
export const allowed = () => context?.state === 'running'
export const wake = () => context?.resume()

const within = promise => Promise.race([promise, new Promise(resolve => setTimeout(resolve, LONGEST))])

export function chime () {
  if (!context) return Promise.resolve()
  const begin = context.currentTime + 0.05
  for (const [pitch, after] of NOTES) {
    const tone = new OscillatorNode(context, { type: 'sine', frequency: pitch })
    const loud = new GainNode(context, { gain: 0 })
    loud.gain.setValueAtTime(0, begin + after)
    loud.gain.linearRampToValueAtTime(0.6, begin + after + 0.02)
    loud.gain.exponentialRampToValueAtTime(0.001, begin + after + 0.9)
    tone.connect(loud).connect(context.destination)
    tone.start(begin + after)
    tone.stop(begin + after + 1)
  }
  return new Promise(resolve => setTimeout(resolve, 1100))
}

function said (text, voice) {
  return within(new Promise(resolve => {
    const words = new SpeechSynthesisUtterance(text)
    words.voice = voice
    words.lang = 'vi-VN'
    words.rate = 0.9
    words.onend = () => resolve(true)
    words.onerror = () => resolve(false)
    speechSynthesis.speak(words)
  }))
}

async function sound (address) {
  if (!sounds.has(address)) {
    if (sounds.size > 20) sounds.delete(sounds.keys().next().value)
    sounds.set(address, fetch(address).then(async answer => answer.ok ? context.decodeAudioData(await answer.arrayBuffer()) : null).catch(() => null))
  }
  const ready = await sounds.get(address)
  if (!ready) sounds.delete(address)
  return ready
}

async function played (address) {
  const ready = await sound(address)
  if (!ready) return false
  await within(new Promise(resolve => {
    const source = new AudioBufferSourceNode(context, { buffer: ready })
    source.connect(context.destination)
    source.onended = resolve
    source.start()
  }))
  return true
}

// Speaks one call; `base` is the folder of the server's sounds.
export async function speak (call, base) {
  if (own() && await said(call.say, own())) return
  if (context && call.sound && await played(base + call.sound)) return
  const other = voices()[0]
  if (other) await said(call.say, other)
}
