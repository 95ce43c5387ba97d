import { buckets } from './grams'

/**
 * Up to 65,536 texts, sorted by length, as lists of who has which pair of characters: two bytes a place in a list, a
 * bit a text where more than every eighth has it. The texts themselves are not kept. A shelf never changes.
 */
export interface Shelf {
  size: number
  /** Characters of each text, ascending. */
  lengths: Uint16Array
  /** The number by which the index knows each text. */
  numbers: Uint32Array
  /** `places[starts[bucket]]` up to `starts[bucket + 1]` are the texts that have it, ascending. */
  starts: Uint32Array
  places: Uint16Array
  common: Map<number, Uint8Array>
}

export const shelfSize = 65_536

/** Texts that are not on a shelf yet: their buckets one after the other. */
export interface Pile {
  size: number
  lengths: number[]
  numbers: number[]
  /** Where the buckets of each text end. */
  ends: number[]
  grams: Uint32Array
}

export function emptyPile(): Pile {
  return { size: 0, lengths: [], numbers: [], ends: [], grams: new Uint32Array(1 << 14) }
}

/** Makes room for so many more buckets. */
export function widen(pile: Pile, more: number): void {
  const used = pile.ends[pile.size - 1] ?? 0
  if (used + more <= pile.grams.length) return
  const wider = new Uint32Array(Math.max(used + more, pile.grams.length * 2))
  wider.set(pile.grams.subarray(0, used))
  pile.grams = wider
}

export function shelve(pile: Pile): Shelf {
  const order = byLength(pile)
  const lengths = Uint16Array.from(order, (nth) => pile.lengths[nth]!)
  const numbers = Uint32Array.from(order, (nth) => pile.numbers[nth]!)
  const used = pile.ends[pile.size - 1] ?? 0

  const counts = new Uint32Array(buckets)
  for (let at = 0; at < used; at++) counts[pile.grams[at]!]!++
  const common = new Map<number, Uint8Array>()
  const starts = new Uint32Array(buckets + 1)
  for (let bucket = 0; bucket < buckets; bucket++) {
    const isCommon = pile.size >= 1024 && counts[bucket]! > pile.size / 8
    if (isCommon) common.set(bucket, new Uint8Array(Math.ceil(pile.size / 8)))
    starts[bucket + 1] = starts[bucket]! + (isCommon ? 0 : counts[bucket]!)
  }

  const places = new Uint16Array(starts[buckets]!)
  const next = starts.slice(0, buckets)
  for (let place = 0; place < order.length; place++) {
    const nth = order[place]!
    const end = pile.ends[nth]!
    for (let at = nth === 0 ? 0 : pile.ends[nth - 1]!; at < end; at++) {
      const bucket = pile.grams[at]!
      if (starts[bucket + 1]! > starts[bucket]!) places[next[bucket]!++] = place
      else common.get(bucket)![place >> 3]! |= 1 << (place & 7)
    }
  }
  return { size: pile.size, lengths, numbers, starts, places, common }
}

function byLength({ size, lengths }: Pile): Uint32Array {
  const sortable = Float64Array.from({ length: size }, (_, nth) => lengths[nth]! * shelfSize + nth).sort()
  return Uint32Array.from(sortable, (one) => one % shelfSize)
}

/** The texts of several shelves as a pile again. A common pair that a text had twice in one bucket comes back once. */
export function unshelve(shelves: Shelf[]): Pile {
  const size = shelves.reduce((sum, shelf) => sum + shelf.size, 0)
  const counts = new Uint32Array(size)
  eachPlace(shelves, (text) => counts[text]!++)
  const ends = new Uint32Array(size)
  for (let text = 0; text < size; text++) ends[text] = (ends[text - 1] ?? 0) + counts[text]!

  const grams = new Uint32Array(ends[size - 1] ?? 0)
  const next = Uint32Array.from(ends, (end, text) => end - counts[text]!)
  eachPlace(shelves, (text, bucket) => (grams[next[text]!++] = bucket))
  return {
    size,
    lengths: shelves.flatMap((shelf) => [...shelf.lengths]),
    numbers: shelves.flatMap((shelf) => [...shelf.numbers]),
    ends: [...ends],
    grams,
  }
}

function eachPlace(shelves: Shelf[], see: (text: number, bucket: number) => void): void {
  let before = 0
  for (const { size, starts, places, common } of shelves) {
    for (let bucket = 0; bucket < buckets; bucket++)
      for (let at = starts[bucket]!; at < starts[bucket + 1]!; at++) see(before + places[at]!, bucket)
    for (const [bucket, bits] of common)
      for (let place = 0; place < size; place++) if (hasBit(bits, place)) see(before + place, bucket)
    before += size
  }
}

export function hasBit(bits: Uint8Array, place: number): boolean {
  return ((bits[place >> 3]! >> (place & 7)) & 1) === 1
}

/** The first place whose value is at least so much, between `from` and `to`; `to` when there is none. */
export function firstAtLeast(values: Uint16Array, least: number, from: number, to: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1
    if (values[middle]! < least) from = middle + 1
    else to = middle
  }
  return from
}

export function bytesOf({ lengths, numbers, starts, places, common }: Shelf): number {
  const bits = [...common.values()].reduce((sum, one) => sum + one.byteLength, 0)
  return lengths.byteLength + numbers.byteLength + starts.byteLength + places.byteLength + bits
}
