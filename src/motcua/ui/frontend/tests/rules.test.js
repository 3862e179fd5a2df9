// The pure parts of the scripts: conditions of conditional fields, where a scanned code leads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeIn } from '../scripts/exif.js'
import { holds } from '../scripts/forms.js'
import { proves, sha256 } from '../scripts/proof.js'
import { tokenOf } from '../scripts/outbox.js'
import { added, wedge } from '../scripts/pressed.js'
import { destination } from '../scripts/scan.js'

const values = { who: ['other'], papers: ['a', 'c'], note: [''], none: [] }
const ask = name => values[name] || []

test('conditions', () => {
  assert.equal(holds({ field: 'who', equals: 'other' }, ask), true)
  assert.equal(holds({ field: 'who', equals: 'self' }, ask), false)
  assert.equal(holds({ field: 'papers', equals: 'c' }, ask), true)
  assert.equal(holds({ field: 'papers', in: ['b', 'c'] }, ask), true)
  assert.equal(holds({ field: 'papers', in: [] }, ask), false)
  assert.equal(holds({ field: 'who', not: 'self' }, ask), true)
  assert.equal(holds({ field: 'note', filled: true }, ask), false)
  assert.equal(holds({ field: 'none', filled: false }, ask), true)
  assert.equal(holds({ all: [{ field: 'who', equals: 'other' }, { any: [{ field: 'note' }, { field: 'papers' }] }] }, ask), true)
})

test('a scanned address is followed on this site only, below the wanted path', () => {
  assert.equal(destination('H29.18-1', '/tra-cuu/'), '/tra-cuu/H29.18-1')
  assert.equal(destination('https://mot-cua.example/tra-cuu/H29?s=AB', '/tra-cuu/'), '/tra-cuu/H29?s=AB')
  assert.equal(destination('https://evil.example/dang-nhap/', '/tra-cuu/'), '/tra-cuu/https%3A%2F%2Fevil.example%2Fdang-nhap%2F')
  assert.equal(destination('//evil.example', '/tra-cuu/'), '/tra-cuu/%2F%2Fevil.example')
  assert.equal(destination('javascript:alert(1)', '/tra-cuu/'), '/tra-cuu/javascript%3Aalert(1)')
})

test('the token of a submission', () => {
  assert.equal(tokenOf([['a', '1'], ['token', 'x']]), 'x')
  assert.equal(tokenOf([]), undefined)
})

test('a scanner types quickly and ends with Enter, a hand does not', () => {
  const found = []
  const read = wedge(text => found.push(text))
  'H29.1-260101-0001'.split('').forEach((key, place) => read(key, place * 20))
  read('Enter', 400)
  'abcdefgh'.split('').forEach((key, place) => read(key, 1000 + place * 400))
  read('Enter', 4300)
  for (const [place, key] of ['A', 'Shift', 'B', 'Enter'].entries()) read(key, 9000 + place)
  assert.deepEqual(found, ['H29.1-260101-0001'])
})

test('keys of the screen', () => {
  assert.equal(added('H29', '.', 60), 'H29.')
  assert.equal(added('H29', 'back', 60), 'H2')
  assert.equal(added('ABC', 'D', 3), 'ABC')
})

test('the place in the notes of a photo', () => {
  const bytes = new Uint8Array(200)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0xFFD8FFE1)
  view.setUint16(4, 180)
  view.setUint32(6, 0x45786966)
  const start = 12
  const entry = (at, tag, value) => { view.setUint16(start + at, tag); view.setUint32(start + at + 8, value) }
  view.setUint16(start, 0x4D4D)
  view.setUint32(start + 4, 8)
  view.setUint16(start + 8, 1)
  entry(10, 0x8825, 26)
  view.setUint16(start + 26, 4)
  for (const [number, value] of [0x4E000000, 80, 0x45000000, 104].entries()) entry(28 + number * 12, number + 1, value)
  for (const [number, value] of [10, 53, 12, 106, 35, 31].entries()) {
    view.setUint32(start + 80 + number * 8, value)
    view.setUint32(start + 84 + number * 8, 1)
  }
  const place = placeIn(bytes.buffer)
  assert.ok(Math.abs(place.latitude - 10.886667) < 1e-5 && Math.abs(place.longitude - 106.591944) < 1e-5)
  assert.equal(placeIn(new ArrayBuffer(3)), null)
})

test('the proof of work is the SHA-256 of the standard', () => {
  const hex = text => [...sha256(text)].map(word => word.toString(16).padStart(8, '0')).join('')
  assert.equal(hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  assert.equal(hex('a'.repeat(100)), '2816597888e4a0d3a36b82b83316ab32680eb8f00f8cd3b904d681246d285a0e')
  assert.equal(proves('x', 0, 0), true)
})
