import type { Block } from './blocks'
import { likenessOf } from './likeness'
import { mergersIn, splitsIn, type Part } from './parts'
import { tieReworded } from './rewordings'
import { sidesOf, type Sides } from './sides'
import { noTies, placesIn, untied, type Ties } from './ties'
import { tieVerbatim } from './verbatim'

/**
 * What became of a paragraph from one version to the next. Positions count from 0; likeness is from 0 to 1.
 *
 * `same`: the same words where they were. `moved`: the same words, but not in their old order. `edited`: other words, in
 * the old order or not. These three go on: the new paragraph is the old one. `split`: the new paragraph was cut off the
 * old one, which goes on elsewhere. `merged`: the old paragraph was joined to a new one that goes on from another.
 */
export type Link = Kept | Come | Gone

export interface Kept {
  old: number
  new: number
  kind: 'same' | 'edited' | 'moved' | 'split' | 'merged'
  likeness: number
}

interface Come {
  old: null
  new: number
  kind: 'new'
  likeness: null
}

interface Gone {
  old: number
  new: null
  kind: 'gone'
  likeness: null
}

/**
 * Aligns two versions of an article. What says the same is found first, wherever it went; then what was reworded; then
 * what was cut off or joined; the rest is new or gone. The new positions come first, each with one link, in their order;
 * then the old ones from which nothing goes on.
 */
export function align(before: Block[], after: Block[]): Link[] {
  const ties = noTies(before.length, after.length)
  tieVerbatim(before, after, ties)
  const sides = sidesOf(before, after, ties)
  tieReworded(sides, ties)
  return linksOf(sides, ties)
}

/** For each new position the old one whose identity it keeps, or null: it is a paragraph of its own. */
export function heirs(links: Link[]): (number | null)[] {
  const heirs: (number | null)[] = []
  for (const link of links)
    if (link.new !== null) heirs[link.new] = goesOn(link) ? link.old : (heirs[link.new] ?? null)
  return heirs
}

function goesOn({ kind }: Link): boolean {
  return kind === 'same' || kind === 'edited' || kind === 'moved'
}

function linksOf(sides: Sides, ties: Ties): Link[] {
  const { isInOrder } = placesIn(ties)
  const wholes = wholeByPart(splitsIn(sides, ties))
  const joined = wholeByPart(mergersIn(sides, ties))
  const linked = (kind: Kept['kind'], old: number, now: number): Link => {
    return {
      old,
      new: now,
      kind,
      likeness: likenessOf(sides.before.bigrams[old]!, sides.after.bigrams[now]!),
    }
  }
  const ofNew = sides.after.blocks.map((_, now): Link => {
    const [old, whole] = [ties.oldOf[now]!, wholes.get(now)]
    if (old !== -1)
      return linked(wasReworded(sides, old) ? 'edited' : isInOrder[now] ? 'same' : 'moved', old, now)
    if (whole !== undefined) return linked('split', whole, now)
    return { old: null, new: now, kind: 'new', likeness: null }
  })
  const ofOthers = untied(ties.newOf).map((old): Link => {
    const now = joined.get(old)
    return now === undefined ? { old, new: null, kind: 'gone', likeness: null } : linked('merged', old, now)
  })
  return [...ofNew, ...ofOthers]
}

function wholeByPart(parts: Part[]): Map<number, number> {
  return new Map(parts.map(({ whole, part }) => [part, whole]))
}

/** What was tied before anyone looked at its bigrams says the same. */
function wasReworded({ before }: Sides, old: number): boolean {
  return before.bigrams[old]!.length > 0
}
