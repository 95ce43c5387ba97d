import { isWordless, sortOf } from './fingerprint'
import { greatestLikeness, hangulIn, likenessOf, sharedBy, type Bigrams } from './likeness'
import { meetingsInPlace, meetingsOfAlike, meetingsOfKin, untiedByGap, type Meeting } from './meetings'
import type { Sides } from './sides'
import { areFree, placesIn, tie, untied, type Places, type Ties } from './ties'

/**
 * Ties paragraphs whose words changed: first those that are alike wherever they stand; then those at one place, where
 * less will do, again and again while what was found makes the gaps smaller.
 */
export function tieReworded(sides: Sides, ties: Ties): void {
  tieWherever(sides, ties)
  for (let round = 0; round < ROUNDS; round++) {
    const left = untied(ties.oldOf).length
    tieInPlace(sides, ties)
    if (untied(ties.oldOf).length === left) return
  }
}

const ROUNDS = 4

/**
 * How alike two paragraphs must be to be one, wherever they stand; and where only these two could be meant, the least
 * there is. Of paragraphs of one Korean article that have nothing to do with each other 95 in 100 are below 0.25 and 99
 * below 0.4; what is written anew in its place can fall to 0.3.
 */
const WHEREVER = 0.45
const ONLY_THESE = 0.25
/** More for each doubling of the gap. */
const CROWDED = 0.04
/** More for a few syllables, where one that is shared says little. */
const SHORT = 0.15
/** More for Latin letters, and so for code: there are so few of them that strangers share many. */
const LATIN = 0.15
const LATIN_WHEREVER = 0.5
/** Less if nearly all of the shorter text stands in the longer: much was added, or much taken away. */
const CONTAINED = 0.08

function tieWherever(sides: Sides, ties: Ties): void {
  const places = placesIn(ties)
  const meetings = [...meetingsInPlace(ties, places), ...meetingsOfAlike(sides, ties)]
  tieBest(couplesOf(meetings, sides), ties, places, barWherever)
}

function tieInPlace(sides: Sides, ties: Ties): void {
  const places = placesIn(ties)
  const kin = meetingsOfKin(sides, ties)
  const kinOf = new Map(kin.map(([old, now]) => [now, old]))
  const crowdAround = crowdsIn(ties, places)
  tieBest(couplesOf([...kin, ...meetingsInPlace(ties, places)], sides), ties, places, (couple) => {
    if (kinOf.get(couple.now) === couple.old) return ONLY_THESE
    return couple.isOneSort ? barInPlace(couple, crowdAround(couple)) : barWherever(couple)
  })
}

/** Among how many two paragraphs of one gap stand; 1 for those that stand beside tied ones in different gaps. */
function crowdsIn(ties: Ties, { gapOfOld, gapOfNew }: Places): (couple: Couple) => number {
  const olds = untiedByGap(ties.newOf, gapOfOld)
  const news = untiedByGap(ties.oldOf, gapOfNew)
  return ({ old, now }) => {
    const gap = gapOfOld[old]!
    if (gap !== gapOfNew[now]) return 1
    return Math.max(olds.get(gap)!.length, news.get(gap)!.length)
  }
}

function barWherever(couple: Couple): number {
  return isLatin(couple) ? LATIN_WHEREVER : WHEREVER
}

function barInPlace(couple: Couple, crowd: number): number {
  const { one, other } = couple
  const shorter = Math.min(one.length, other.length)
  const contained = sharedBy(one, other) / shorter
  const bar =
    ONLY_THESE +
    CROWDED * Math.log2(crowd) +
    (shorter < 6 && contained < 1 ? SHORT : 0) +
    (isLatin(couple) ? LATIN : contained >= 0.8 ? -CONTAINED : 0)
  return Math.min(barWherever(couple), Math.max(ONLY_THESE, bar))
}

function isLatin({ one, other }: Couple): boolean {
  return hangulIn(one) < 0.2 && hangulIn(other) < 0.2
}

/** Two paragraphs that met. */
interface Couple {
  old: number
  now: number
  one: Bigrams
  other: Bigrams
  isOneSort: boolean
}

/** Each meeting once, without those that could never be one paragraph. */
function couplesOf(meetings: Meeting[], { before, after }: Sides): Couple[] {
  const met = new Set<number>()
  return meetings.flatMap(([old, now]) => {
    const meeting = now * before.blocks.length + old
    if (met.has(meeting)) return []
    met.add(meeting)
    const [one, other] = [before.bigrams[old]!, after.bigrams[now]!]
    const isOneSort = sortOf(before.blocks[old]!) === sortOf(after.blocks[now]!)
    const mayBeOne = isOneSort || !(isWordless(before.blocks[old]!) || isWordless(after.blocks[now]!))
    return mayBeOne && greatestLikeness(one, other) >= ONLY_THESE ? [{ old, now, one, other, isOneSort }] : []
  })
}

/** The likest first; place and sort decide between those that are about as like. */
function tieBest(couples: Couple[], ties: Ties, places: Places, barFor: (couple: Couple) => number): void {
  const candidates = couples.flatMap((couple) => {
    const likeness = likenessOf(couple.one, couple.other)
    if (likeness < ONLY_THESE || likeness < barFor(couple)) return []
    return [{ ...couple, score: likeness + (couple.isOneSort ? 0.05 : 0) + placeScore(couple, places) }]
  })
  candidates.sort((a, b) => b.score - a.score || a.now - b.now || a.old - b.old)
  for (const { old, now } of candidates) if (areFree(ties, old, now)) tie(ties, old, now)
}

function placeScore({ old, now }: Couple, { gapOfOld, gapOfNew, expected }: Places): number {
  const distance = Math.abs(expected[old]! - now)
  return (gapOfOld[old] === gapOfNew[now] ? 0.1 : 0) + 0.05 / (1 + distance)
}
