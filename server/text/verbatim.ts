import type { Block } from './blocks'
import { evenedWording, gist, sortOf, wordingOf } from './fingerprint'
import { placesIn, tie, untied, type Ties } from './ties'

/** Ties every paragraph that says what an old one said, wherever it stands now, for as long as copies last. */
export function tieVerbatim(before: Block[], after: Block[], ties: Ties): void {
  const [picturesBefore, picturesAfter] = [picturesBeside(before), picturesBeside(after)]
  for (const read of readings) {
    const numberOf = numbering()
    const readAll = (blocks: Block[], pictures: string[], side: Int32Array) =>
      Int32Array.from(blocks, (block, at) => (side[at] === -1 ? numberOf(read(block, pictures[at]!)) : -1))
    tieEqual(readAll(before, picturesBefore, ties.newOf), readAll(after, picturesAfter, ties.oldOf), ties)
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
  (block) => `${ownSort(block)}\n${wordingOf(block)}`,
  (block) => gist(block),
  (block) => `${ownSort(block)}\n${evenedWording(block)}`,
]

/** Figures and breaks have no words that could be said by anything else. */
function ownSort({ kind }: Block): string {
  return kind === 'figure' || kind === 'break' ? kind : ''
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

/** Equal numbers say the same; -1 takes no part. */
function tieEqual(before: Int32Array, after: Int32Array, ties: Ties): void {
  tieOnlyOnes(before, after, ties)
  tieNeighbours(before, after, ties)
  tieCopies(before, after, ties, { inTheirGap: true })
  tieCopies(before, after, ties, { inTheirGap: false })
}

/** What stands once on either side is the same paragraph. */
function tieOnlyOnes(before: Int32Array, after: Int32Array, ties: Ties): void {
  const news = copiesOf(after, ties.oldOf)
  for (const [said, olds] of copiesOf(before, ties.newOf)) {
    const [now, ...more] = news.get(said) ?? []
    if (olds.length === 1 && now !== undefined && more.length === 0) tie(ties, olds[0]!, now)
  }
}

/** A copy goes with the paragraph before it or after it, or with the edge of the text. */
function tieNeighbours(before: Int32Array, after: Int32Array, ties: Ties): void {
  const { newOf, oldOf } = ties
  const tieIfEqual = (old: number, now: number) => {
    const isFree = newOf[old] === -1 && oldOf[now] === -1
    if (isFree && before[old] !== -1 && before[old] === after[now]) tie(ties, old, now)
  }
  const last = oldOf.length - 1
  tieIfEqual(0, 0)
  for (let now = 1; now <= last; now++) if (oldOf[now - 1] !== -1) tieIfEqual(oldOf[now - 1]! + 1, now)
  tieIfEqual(newOf.length - 1, last)
  for (let now = last - 1; now >= 0; now--) if (oldOf[now + 1] !== -1) tieIfEqual(oldOf[now + 1]! - 1, now)
}

/** Of several copies those go together that stand nearest, in order. */
function tieCopies(
  before: Int32Array,
  after: Int32Array,
  ties: Ties,
  { inTheirGap }: { inTheirGap: boolean },
): void {
  const { gapOfOld, gapOfNew, expected } = placesIn(ties)
  const olds = copiesOf(before, ties.newOf, inTheirGap ? gapOfOld : undefined)
  const news = copiesOf(after, ties.oldOf, inTheirGap ? gapOfNew : undefined)
  const distance = (old: number, now: number) => Math.abs(expected[old]! - now)
  for (const [said, copies] of olds)
    for (const [old, now] of nearestInOrder(copies, news.get(said) ?? [], distance)) tie(ties, old, now)
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
