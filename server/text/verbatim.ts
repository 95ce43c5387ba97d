import type { Block } from './blocks'
import { evenedWording, gist, isWordless, sortOf, wordingOf } from './fingerprint'
import { areFree, placesIn, tie, untied, type Ties } from './ties'

/** Ties every paragraph that says what an old one said, wherever it stands now, for as long as copies last. */
export function tieVerbatim(before: Block[], after: Block[], ties: Ties): void {
  const [picturesBefore, picturesAfter] = [picturesBeside(before), picturesBeside(after)]
  for (const read of readings) {
    const numberOf = numbering()
    const readAll = (blocks: Block[], pictures: string[], side: Int32Array) =>
      Int32Array.from(blocks, (block, at) => (side[at] === -1 ? numberOf(read(block, pictures[at]!)) : -1))
    const said = {
      before: readAll(before, picturesBefore, ties.newOf),
      after: readAll(after, picturesAfter, ties.oldOf),
    }
    tieOnlyOnes(said, ties)
    tieNeighbours(said, ties, (now) => after[now]!.kind === 'heading')
    tieCopies(said, ties, { inTheirGap: true })
    tieCopies(said, ties, { inTheirGap: false })
  }
}

/** Gives equal words equal numbers, from 0. */
function numbering(): (words: string) => number {
  const numbers = new Map<string, number>()
  return (words) => {
    const number = numbers.get(words) ?? numbers.size
    numbers.set(words, number)
    return number
  }
}

type Reading = (block: Block, picture: string) => string

/**
 * The ways in which two blocks may say the same, the strictest first. To the letter: as the same sort of text beside the
 * same picture, beside any, as any sort of text; then with spaces and quotes evened, as a fingerprint has them.
 */
const readings: Reading[] = [
  (block, picture) => `${sortOf(block)}\n${picture}\n${wordingOf(block)}`,
  (block) => `${sortOf(block)}\n${wordingOf(block)}`,
  (block) => `${anySort(block)}\n${wordingOf(block)}`,
  (block) => gist(block),
  (block) => `${anySort(block)}\n${evenedWording(block)}`,
]

/** Words may be said by any sort of text; what has none stays what it is. */
function anySort(block: Block): string {
  return isWordless(block) ? block.kind : ''
}

/** For each block the address of the picture it stands beside, or ''. */
function picturesBeside(blocks: Block[]): string[] {
  const addresses = new Map(
    blocks
      .filter(({ kind }) => kind === 'figure')
      .map((block) => [block.attributes.figure, wordingOf(block)]),
  )
  return blocks.map(({ attributes }) =>
    attributes.figure === undefined ? '' : (addresses.get(attributes.figure) ?? ''),
  )
}

/** What every paragraph says, as a number: equal numbers say the same, and -1 takes no part. */
interface Said {
  before: Int32Array
  after: Int32Array
}

/** What stands once on either side is the same paragraph. */
function tieOnlyOnes(said: Said, ties: Ties): void {
  const news = copiesOf(said.after, ties.oldOf)
  for (const [words, olds] of copiesOf(said.before, ties.newOf)) {
    const [now, ...more] = news.get(words) ?? []
    if (olds.length === 1 && now !== undefined && more.length === 0) tie(ties, olds[0]!, now)
  }
}

/** A copy goes with the paragraph before it or else the one after it, and a heading rather with that. */
function tieNeighbours(said: Said, ties: Ties, isHeading: (now: number) => boolean): void {
  const last = said.after.length - 1
  const tieToNext = (now: number) => {
    const next = now === last ? said.before.length : ties.oldOf[now + 1]!
    if (next > 0) tieIfEqual(next - 1, now, said, ties)
  }
  const tieToPrevious = (now: number) => {
    const previous = now === 0 ? -1 : ties.oldOf[now - 1]!
    if (now === 0 || previous !== -1) tieIfEqual(previous + 1, now, said, ties)
  }
  for (let now = last; now >= 0; now--) if (isHeading(now)) tieToNext(now)
  for (let now = 0; now <= last; now++) tieToPrevious(now)
  for (let now = last; now >= 0; now--) tieToNext(now)
}

function tieIfEqual(old: number, now: number, { before, after }: Said, ties: Ties): void {
  if (before[old] !== -1 && before[old] === after[now] && areFree(ties, old, now)) tie(ties, old, now)
}

/** Of several copies those go together that stand nearest, in order. */
function tieCopies(said: Said, ties: Ties, { inTheirGap }: { inTheirGap: boolean }): void {
  const { gapOfOld, gapOfNew, expected } = placesIn(ties)
  const olds = copiesOf(said.before, ties.newOf, inTheirGap ? gapOfOld : undefined)
  const news = copiesOf(said.after, ties.oldOf, inTheirGap ? gapOfNew : undefined)
  const distance = (old: number, now: number) => Math.abs(expected[old]! - now)
  for (const [words, copies] of olds)
    for (const [old, now] of nearestInOrder(copies, news.get(words) ?? [], distance)) tie(ties, old, now)
}

/** The positions of what is said and not tied yet, by what is said, and by gap if gaps are given. */
function copiesOf(said: Int32Array, side: Int32Array, gapOf?: Int32Array): Map<number, number[]> {
  const copies = new Map<number, number[]>()
  for (const at of untied(side)) {
    if (said[at] === -1) continue
    const key = gapOf ? said[at]! * 2 ** 24 + gapOf[at]! : said[at]!
    const known = copies.get(key)
    if (known) known.push(at)
    else copies.set(key, [at])
  }
  return copies
}

/** As many pairs as the shorter list has, none crossing another. */
function nearestInOrder(
  olds: number[],
  news: number[],
  distance: (old: number, now: number) => number,
): [number, number][] {
  if (olds.length > news.length)
    return nearestInOrder(news, olds, (now, old) => distance(old, now)).map(([now, old]) => [old, now])
  let at = 0
  return olds.map((old, index) => {
    const last = news.length - (olds.length - index)
    while (at < last && distance(old, news[at + 1]!) < distance(old, news[at]!)) at++
    return [old, news[at++]!]
  })
}
