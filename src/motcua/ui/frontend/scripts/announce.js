// Announcements one after the other: a chime, then the sentence twice; once when people wait to be announced.
// What is over before its turn (the person is at the counter and gone) is not shouted any more.
export function announcer ({ chime, speak, stands, most = 6 }) {
  const waiting = []
  let running = false
  async function run () {
    running = true
    while (waiting.length) {
      const call = waiting.shift()
      if (!stands(call)) continue
      await chime()
      for (let time = waiting.length > 2 ? 1 : 0; time < 2; time++) await speak(call)
    }
    running = false
  }
  return call => {
    waiting.push(call)
    while (waiting.length > most) waiting.shift()
    return running ? undefined : run()
  }
}
