/**
 * Counts the edits (a character more, fewer or another) between one text and many, by Myers' bit vectors: 32 characters of
 * the text a step. The answer is exact up to `limit`; whatever is farther away is `limit + 1`, found out early.
 */
export function distanceFrom(text: string): (other: string, limit: number) => number {
  const blocks = Math.max(1, Math.ceil(text.length / 32))
  const places = placesIn(text, blocks)
  const nowhere = new Int32Array(blocks)
  const [more, fewer] = [new Int32Array(blocks), new Int32Array(blocks)]
  const last = (text.length - 1) & 31

  return (other, limit) => {
    if (Math.abs(text.length - other.length) > limit) return limit + 1
    if (text.length === 0) return other.length
    more.fill(-1)
    fewer.fill(0)
    let distance = text.length
    for (let at = 0; at < other.length; at++) {
      distance += step(places.get(other.charCodeAt(at)) ?? nowhere, more, fewer, last)
      if (distance - (other.length - at - 1) > limit) return limit + 1
    }
    return distance
  }
}

/** For each character, a bit wherever it stands. */
function placesIn(text: string, blocks: number): Map<number, Int32Array> {
  const places = new Map<number, Int32Array>()
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    let bits = places.get(character)
    if (!bits) places.set(character, (bits = new Int32Array(blocks)))
    bits[at >> 5]! |= 1 << (at & 31)
  }
  return places
}

/** One character of the other text: one column of the table of distances, as differences between its cells. */
function step(equal: Int32Array, more: Int32Array, fewer: Int32Array, last: number): number {
  let [up, down] = [1, 0]
  for (let block = 0; ; block++) {
    const [plus, minus] = [more[block]!, fewer[block]!]
    let same = equal[block]!
    const vertical = same | minus
    same |= down
    const diagonal = (((same & plus) + plus) ^ plus) | same
    let rise = minus | ~(diagonal | plus)
    let fall = plus & diagonal
    if (block === equal.length - 1) {
      const change = ((rise >>> last) & 1) - ((fall >>> last) & 1)
      rise = (rise << 1) | up
      more[block] = (fall << 1) | down | ~(vertical | rise)
      fewer[block] = rise & vertical
      return change
    }
    const [carriedUp, carriedDown] = [rise >>> 31, fall >>> 31]
    rise = (rise << 1) | up
    fall = (fall << 1) | down
    more[block] = fall | ~(vertical | rise)
    fewer[block] = rise & vertical
    ;[up, down] = [carriedUp, carriedDown]
  }
}
