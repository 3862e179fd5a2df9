// Announcements come one after the other; what is over is left out, a rush is kept short.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { announcer } from '../scripts/announce.js'

function hall (gone = []) {
  const heard = []
  const about = { chime: async () => heard.push('*'), speak: async call => heard.push(call), stands: call => !gone.includes(call) }
  return { heard, announce: announcer({ ...about, most: 4 }) }
}

test('one call: a chime and the sentence twice', async () => {
  const { heard, announce } = hall()
  await announce('a')
  assert.deepEqual(heard, ['*', 'a', 'a'])
})

test('a second call waits for the first', async () => {
  const { heard, announce } = hall()
  const ends = announce('a')
  assert.equal(announce('b'), undefined)
  await ends
  assert.deepEqual(heard, ['*', 'a', 'a', '*', 'b', 'b'])
})

test('in a rush each is said once, the oldest of too many and what is over are left out', async () => {
  const { heard, announce } = hall(['d'])
  const ends = announce('a')
  for (const call of 'bcdefg') announce(call)
  await ends
  assert.deepEqual(heard, ['*', 'a', '*', 'e', 'e', '*', 'f', 'f', '*', 'g', 'g'])
})
