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
const sharedByTwo = new Uint32Array(shared.buffer)

export function likelyOn(shelf: Shelf, query: Query): Likely[] {
  const { lengths, starts, places } = shelf
  const from = firstAtLeast(lengths, query.shortest, 0, shelf.size)
  const to = firstAtLeast(lengths, query.longest + 1, from, shelf.size)
  if (from === to) return []

  const common: Common[] = []
  for (const [bucket, weight] of query.weights) {
    const bits = shelf.common.get(bucket)
    if (bits) {
      common.push({ bits, weight })
      continue
    }
    const end = starts[bucket + 1]!
    for (let at = firstAtLeast(places, from, starts[bucket]!, end); at < end; at++) {
      const place = places[at]!
      if (place >= to) break
      shared[place]!++
    }
  }
  return gather(shelf, query, uncounted(common, query, from, to), from, to)
}

/** A pair that many texts of a shelf have, and how often the query has it. */
interface Common {
  bits: Uint8Array
  weight: number
}

/** Characters beyond which nothing is 70 % alike and shares no pair of characters but the very commonest. */
const shortText = 40

/**
 * What many texts have is only asked of those that are in question for something rarer. A short text could match by
 * common pairs alone, so there as many of them are counted as leave no doubt; the others are given back.
 */
function uncounted(common: Common[], { length }: Query, from: number, to: number): Common[] {
  let left = weightOf(common)
  const needed = leastShared(length, leastRate)
  if (length > shortText || left < needed) return common
  const rest = [...common]
  while (left >= needed) {
    const { bits, weight } = rest.pop()!
    for (let place = from; place < to; place++) if (hasBit(bits, place)) shared[place]! += weight
    left -= weight
  }
  return rest
}

function weightOf(common: Common[]): number {
  return common.reduce((sum, { weight }) => sum + weight, 0)
}

/** Goes once over what was counted, and leaves it at zero. */
function gather(
  { lengths, numbers }: Shelf,
  { length }: Query,
  common: Common[],
  from: number,
  to: number,
): Likely[] {
  const found: Likely[] = []
  const left = weightOf(common)
  const least = Math.max(1, leastShared(length, leastRate) - left)
  const end = (to + 1) >> 1
  for (let two = from >> 1; two < end; two++) {
    if (sharedByTwo[two] === 0) continue
    for (let place = two * 2; place < two * 2 + 2; place++) {
      const count = shared[place]!
      shared[place] = 0
      if (count < least) continue
      const longer = Math.max(length, lengths[place]!)
      const all = withCommon(count, place, common, left, leastShared(longer, leastRate))
      if (all > 0) found.push({ number: numbers[place]!, difference: differenceOf(longer, all) })
    }
  }
  return found
}

/** All that a text shares; 0 as soon as it cannot come to what is needed. */
function withCommon(count: number, place: number, common: Common[], left: number, needed: number): number {
  for (let nth = 0; count + left >= needed; nth++) {
    if (nth === common.length) return count
    const { bits, weight } = common[nth]!
    left -= weight
    if (hasBit(bits, place)) count += weight
  }
  return 0
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
