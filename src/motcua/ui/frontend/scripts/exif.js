// Where a photo was taken, read on the phone from the file's own notes (EXIF): a proposal for the form, never sent along.
const HEAD = 256 * 1024

// The tables of TIFF: numbers in the order of bytes that the file names itself.
function reader (view, start) {
  const little = view.getUint16(start) === 0x4949
  const short = at => view.getUint16(start + at, little)
  const long = at => view.getUint32(start + at, little)
  const entries = at => Array.from({ length: short(at) }, (_each, number) => at + 2 + number * 12)
  const find = (table, tag) => entries(table).find(at => short(at) === tag)
  const ratio = at => long(at) / (long(at + 4) || 1)
  const angle = entry => { const at = long(entry + 8); return ratio(at) + ratio(at + 8) / 60 + ratio(at + 16) / 3600 }
  return { long, find, angle, letter: entry => String.fromCharCode(view.getUint8(start + entry + 8)) }
}

// Longitude and latitude in the notes of a JPEG; null when there are none.
export function placeIn (buffer) {
  const view = new DataView(buffer)
  if (view.byteLength < 4 || view.getUint16(0) !== 0xFFD8) return null
  for (let at = 2; at + 10 < view.byteLength && view.getUint8(at) === 0xFF; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint16(at) !== 0xFFE1 || view.getUint32(at + 4) !== 0x45786966) continue
    const tiff = reader(view, at + 10)
    const pointer = tiff.find(tiff.long(4), 0x8825)
    if (pointer === undefined) return null
    const table = tiff.long(pointer + 8)
    const [south, high, west, wide] = [1, 2, 3, 4].map(tag => tiff.find(table, tag))
    if (high === undefined || wide === undefined) return null
    const latitude = tiff.angle(high) * (south !== undefined && tiff.letter(south) === 'S' ? -1 : 1)
    const longitude = tiff.angle(wide) * (west !== undefined && tiff.letter(west) === 'W' ? -1 : 1)
    const sound = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude || longitude)
    return sound ? { longitude, latitude } : null
  }
  return null
}

export async function placeOf (file) {
  try {
    return placeIn(await file.slice(0, HEAD).arrayBuffer())
  } catch {
    return null
  }
}
