import { buckets, leastShared, writeGrams } from './grams'
import { leastRate, longestLikened } from './rules'
import { firstAtLeast, hasBit, shelfSize, type Pile, type Shelf } from './shelf'

/** A text that may be like the one looked for. */
export interface Likely {
  number: number
  /** Edits there are at least, in parts of the longer length. */
  difference: number
}

/** How often a text has each bucket, and the lengths that anything like it can have. */
export interface Query {
  length: number
  weights: Map<number, number>
  shortest: number
  longest: number
}

const gramsOfQuery = new Uint32Array(longestLikened + 1)

export function queryOf(words: string): Query {
  const count = writeGrams(words, gramsOfQuery, 0)
  const weights = new Map<number, number>()
  for (let at = 0; at < count; at++) {
    const bucket = gramsOfQuery[at]!
    weights.set(bucket, (weights.get(bucket) ?? 0) + 1)
  }
  const { length } = words
  return {
    ...{ length, weights },
    shortest: Math.ceil((length * leastRate) / 100),
    longest: Math.floor((length * 100) / leastRate),
  }
}

// How many pairs each text of the shelf in hand shares with the query; all zero between two looks.
const shared = new Uint16Array(shelfSize)

export function likelyOn(shelf: Shelf, query: Query): Likely[] {
  const { lengths, places } = shelf
  const from = firstAtLeast(lengths, query.shortest, 0, shelf.size)
  const to = firstAtLeast(lengths, query.longest + 1, from, shelf.size)
  if (from === to) return []

  const counted = rarestFirst(shelf, query)
  const uncounted = takenOut(counted, query)
  const left = weightOf(uncounted)
  const least = Math.max(1, leastShared(query.length, leastRate) - left)
  const inQuestion: number[] = []
  const count = (place: number, weight: number) => {
    const before = shared[place]!
    shared[place] = before + weight
    if (before < least && before + weight >= least) inQuestion.push(place)
  }
  for (const { bits, at: start, end, weight } of counted) {
    if (bits) {
      for (let place = from; place < to; place++) if (hasBit(bits, place)) count(place, weight)
      continue
    }
    for (let at = firstAtLeast(places, from, start, end); at < end; at++) {
      const place = places[at]!
      if (place >= to) break
      count(place, weight)
    }
  }
  const found = inQuestion.flatMap((place): Likely[] => {
    const longer = Math.max(query.length, lengths[place]!)
    const all = withUncounted(shared[place]!, place, places, uncounted, left, leastShared(longer, leastRate))
    return all > 0 ? [{ number: shelf.numbers[place]!, difference: differenceOf(longer, all) }] : []
  })
  shared.fill(0, from, to)
  return found
}

/** Who has one pair of the query on a shelf: a piece of its places, or bits where many have it. */
interface Holders {
  bits: Uint8Array | undefined
  at: number
  end: number
  /** How often the query has the pair. */
  weight: number
}

function rarestFirst({ common, starts }: Shelf, { weights }: Query): Holders[] {
  const lists: Holders[] = []
  for (const [bucket, weight] of weights)
    lists.push({ bits: common.get(bucket), at: starts[bucket]!, end: starts[bucket + 1]!, weight })
  return lists.sort((one, other) => manyOf(one) - manyOf(other))
}

function manyOf({ bits, at, end }: Holders): number {
  return bits ? shelfSize : end - at
}

/** Of what a match has to share, the part that may be looked for in the longest lists, among few texts. */
const uncountedShare = 0.6

/** Characters beyond which nothing is 70 % alike and shares no pair of characters but the very commonest. */
const shortText = 40

/**
 * Takes the longest lists out of those that are gone through: what they hold is only asked of texts that are in question for
 * something rarer. A short text could match by pairs alone that many have, so there as many of them are counted as leave
 * no doubt.
 */
function takenOut(lists: Holders[], { length }: Query): Holders[] {
  const needed = leastShared(length, leastRate)
  const most = length > shortText ? Infinity : needed - 1
  const uncounted: Holders[] = []
  let left = 0
  for (let nth = lists.length - 1; nth >= 0; nth--) {
    const { bits, weight } = lists[nth]!
    if (left + weight > (bits ? most : needed * uncountedShare)) {
      if (bits) continue
      break
    }
    uncounted.push(...lists.splice(nth, 1))
    left += weight
  }
  return uncounted.reverse()
}

function weightOf(uncounted: Holders[]): number {
  return uncounted.reduce((sum, { weight }) => sum + weight, 0)
}

/** All that a text shares; 0 as soon as it cannot come to what is needed. */
function withUncounted(
  count: number,
  place: number,
  places: Uint16Array,
  uncounted: Holders[],
  left: number,
  needed: number,
): number {
  for (let nth = 0; count + left >= needed; nth++) {
    if (nth === uncounted.length) return count
    const { bits, at, end, weight } = uncounted[nth]!
    left -= weight
    if (bits ? hasBit(bits, place) : isIn(places, place, at, end)) count += weight
  }
  return 0
}

function isIn(places: Uint16Array, place: number, from: number, end: number): boolean {
  const at = firstAtLeast(places, place, from, end)
  return at < end && places[at] === place
}

function differenceOf(longer: number, all: number): number {
  return Math.max(0, longer + 1 - all) / (2 * longer)
}

// Which buckets the query in hand has; all zero between two looks.
const asked = new Uint8Array(buckets)

/** The texts of a pile are looked through one by one. */
export function likelyIn(pile: Pile, { length, weights, shortest, longest }: Query): Likely[] {
  const found: Likely[] = []
  for (const bucket of weights.keys()) asked[bucket] = 1
  for (let nth = 0; nth < pile.size; nth++) {
    if (pile.lengths[nth]! < shortest || pile.lengths[nth]! > longest) continue
    const longer = Math.max(length, pile.lengths[nth]!)
    const end = pile.ends[nth]!
    let all = 0
    for (let at = pile.ends[nth - 1] ?? 0; at < end; at++) all += asked[pile.grams[at]!]!
    if (all >= leastShared(longer, leastRate))
      found.push({ number: pile.numbers[nth]!, difference: differenceOf(longer, all) })
  }
  for (const bucket of weights.keys()) asked[bucket] = 0
  return found
}
