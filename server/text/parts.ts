import { hangulIn, type Bigrams } from './likeness'
import type { Side, Sides } from './sides'
import type { Ties } from './ties'

/** A paragraph that stands in another one of the other version: what was cut off it, or what was joined to it. */
export interface Part {
  whole: number
  part: number
}

/** New paragraphs that were cut off an old one, which itself goes on in its likest part. */
export function splitsIn({ before, after }: Sides, { newOf, oldOf }: Ties): Part[] {
  return partsOf(before, after, newOf, oldOf)
}

/** Old paragraphs that were joined to the end or the beginning of another, which goes on. */
export function mergersIn({ before, after }: Sides, { newOf, oldOf }: Ties): Part[] {
  return partsOf(after, before, oldOf, newOf)
}

function partsOf(wholes: Side, parts: Side, partOf: Int32Array, wholeOf: Int32Array): Part[] {
  const best = new Map<number, Part & { contained: number }>()
  for (const [whole, main] of partOf.entries()) {
    const text = wholes.bigrams[whole]!
    if (main === -1 || text.length === 0) continue
    const rest = leftover(text, parts.bigrams[main]!)
    for (const part of neighbours(main, wholeOf)) {
      const contained = portionIn(rest, parts.bigrams[part]!)
      if (contained >= barFor(parts.bigrams[part]!) && contained > (best.get(part)?.contained ?? 0))
        best.set(part, { whole, part, contained })
    }
  }
  return [...best.values()].map(({ whole, part }) => ({ whole, part }))
}

/** The positions on either side of one, as far as they are tied to nothing. */
function* neighbours(position: number, ties: Int32Array): Iterable<number> {
  for (let at = position + 1; ties[at] === -1; at++) yield at
  for (let at = position - 1; ties[at] === -1; at--) yield at
}

/** How much of a part must stand in what the whole lost. A few syllables stand in anything; so do Latin letters. */
function barFor(part: Bigrams): number {
  if (part.length < 4) return Infinity
  if (part.length < 8) return 1
  return hangulIn(part) < 0.2 ? 0.9 : 0.75
}

/** The bigrams of a text that are not in another one, with their number. */
function leftover(text: Bigrams, other: Bigrams): Map<number, number> {
  const rest = countsOf(text)
  for (const bigram of other) rest.set(bigram, (rest.get(bigram) ?? 0) - 1)
  return rest
}

function portionIn(rest: Map<number, number>, part: Bigrams): number {
  let found = 0
  for (const [bigram, count] of countsOf(part)) found += Math.max(0, Math.min(count, rest.get(bigram) ?? 0))
  return found / part.length
}

function countsOf(bigrams: Bigrams): Map<number, number> {
  const counts = new Map<number, number>()
  for (const bigram of bigrams) counts.set(bigram, (counts.get(bigram) ?? 0) + 1)
  return counts
}
