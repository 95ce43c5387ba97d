import { isHead } from './beside'
import type { Block } from './blocks'
import { likestTexts } from './likest'
import type { Sides } from './sides'
import { areFree, untied, type Places, type Ties } from './ties'

/** Two paragraphs whose words are worth comparing, by position. */
export type Meeting = [old: number, now: number]

/** In how many meetings a gap may let everybody meet everybody. */
const ALL = 2500
/** How far from their place in a longer gap two paragraphs may stand. */
const NEAR = 8

/** Those that stand in one gap, and those beside two that are tied, wherever these went. */
export function meetingsInPlace(ties: Ties, { gapOfOld, gapOfNew }: Places): Meeting[] {
  const olds = untiedByGap(ties.newOf, gapOfOld)
  const inGaps = [...untiedByGap(ties.oldOf, gapOfNew)].flatMap(([gap, news]) =>
    meetingsIn(olds.get(gap) ?? [], news),
  )
  return [...inGaps, ...meetingsBesideTied(ties)]
}

function meetingsIn(olds: number[], news: number[]): Meeting[] {
  const isShort = olds.length * news.length <= ALL
  return news.flatMap((now, at) => {
    const level = Math.round((at * olds.length) / news.length)
    const near = isShort ? olds : olds.slice(Math.max(0, level - NEAR), level + NEAR + 1)
    return near.map((old): Meeting => [old, now])
  })
}

function meetingsBesideTied(ties: Ties): Meeting[] {
  return untied(ties.oldOf).flatMap((now) => {
    const [previous = -1, next = -1] = [ties.oldOf[now - 1], ties.oldOf[now + 1]]
    const beside = [previous === -1 ? -1 : previous + 1, next - 1]
    return beside.filter((old) => areFree(ties, old, now)).map((old): Meeting => [old, now])
  })
}

export function untiedByGap(side: Int32Array, gapOf: Int32Array): Map<number, number[]> {
  const byGap = new Map<number, number[]>()
  for (const at of untied(side)) {
    const others = byGap.get(gapOf[at]!)
    if (others) others.push(at)
    else byGap.set(gapOf[at]!, [at])
  }
  return byGap
}

/** Those of which there is only one: title with title, the caption of a picture with the caption of the same picture. */
export function meetingsOfKin({ before, after }: Sides, ties: Ties): Meeting[] {
  const figures = new Map(
    after.blocks.flatMap(({ kind, attributes }, now) =>
      kind === 'figure' && ties.oldOf[now] !== -1
        ? [[attributes.figure, before.blocks[ties.oldOf[now]!]!.attributes.figure]]
        : [],
    ),
  )
  const olds = new Map(untied(ties.newOf).map((old) => [roleOf(before.blocks[old]!), old]))
  olds.delete(null)
  return untied(ties.oldOf).flatMap((now): Meeting[] => {
    const old = olds.get(roleOf(after.blocks[now]!, (figure) => figures.get(figure)))
    return old === undefined ? [] : [[old, now]]
  })
}

function roleOf(
  { kind, attributes }: Block,
  counterpart: (figure: number) => number | undefined = (figure) => figure,
): string | null {
  if (isHead(kind)) return kind
  if (kind === 'figure' || attributes.figure === undefined) return null
  const figure = counterpart(attributes.figure)
  return figure === undefined ? null : `${kind} ${figure}`
}

/** Those that share uncommon bigrams, wherever they stand. */
export function meetingsOfAlike({ before, after }: Sides, ties: Ties): Meeting[] {
  const [olds, news] = [untied(ties.newOf), untied(ties.oldOf)]
  const likest = likestTexts(
    olds.map((old) => before.bigrams[old]!),
    news.map((now) => after.bigrams[now]!),
  )
  return news.flatMap((now, at) => likest[at]!.map((index): Meeting => [olds[index]!, now]))
}
