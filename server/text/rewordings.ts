import type { Block } from './blocks'
import { sortOf } from './fingerprint'
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

/** How alike two paragraphs must be to be one, wherever they stand and whatever they are. */
const WHEREVER = 0.5
/**
 * The same where only these two could be meant, and the least there is. Of paragraphs of one Korean article that have
 * nothing to do with each other 95 in 100 are below 0.25 and 99 below 0.4; what is rewritten in its place can fall to 0.3.
 */
const ONLY_THESE = 0.25
/** More for each doubling of the gap. */
const CROWDED = 0.04
/** More for a few syllables, where one that is shared says little. */
const SHORT = 0.15
/** More for Latin letters, and so for code: there are so few of them that strangers share many. */
const LATIN = 0.15
/** Less if nearly all of the shorter text stands in the longer: much was added, or much taken away. */
const CONTAINED = 0.08

function tieWherever(sides: Sides, ties: Ties): void {
  const places = placesIn(ties)
  const meetings = [...meetingsInPlace(ties, places), ...meetingsOfAlike(sides, ties)]
  tieBest(couplesOf(meetings, sides), ties, places, () => WHEREVER)
}

function tieInPlace(sides: Sides, ties: Ties): void {
  const places = placesIn(ties)
  const kin = meetingsOfKin(sides, ties)
  const crowdAround = crowdsIn(ties, places, kin)
  tieBest(couplesOf([...kin, ...meetingsInPlace(ties, places)], sides), ties, places, (couple) =>
    couple.isOneSort ? barInPlace(couple, crowdAround(couple)) : WHEREVER,
  )
}

/** Among how many two paragraphs of one gap stand; 1 for kin and for neighbours that went elsewhere together. */
function crowdsIn(ties: Ties, { gapOfOld, gapOfNew }: Places, kin: Meeting[]): (couple: Couple) => number {
  const olds = untiedByGap(ties.newOf, gapOfOld)
  const news = untiedByGap(ties.oldOf, gapOfNew)
  const kinOf = new Map(kin.map(([old, now]) => [now, old]))
  return ({ old, now }) => {
    const gap = gapOfOld[old]!
    if (gap !== gapOfNew[now] || kinOf.get(now) === old) return 1
    return Math.max(olds.get(gap)!.length, news.get(gap)!.length)
  }
}

function barInPlace({ one, other }: Couple, crowd: number): number {
  const shorter = Math.min(one.length, other.length)
  const contained = sharedBy(one, other) / shorter
  const isLatin = hangulIn(one) < 0.2 && hangulIn(other) < 0.2
  const bar =
    ONLY_THESE +
    CROWDED * Math.log2(crowd) +
    (shorter < 6 && contained < 1 ? SHORT : 0) +
    (isLatin ? LATIN : contained >= 0.8 ? -CONTAINED : 0)
  return Math.min(WHEREVER, Math.max(ONLY_THESE, bar))
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

function isWordless({ kind }: Block): boolean {
  return kind === 'figure' || kind === 'break'
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
