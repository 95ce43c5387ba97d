import { mayTranslate, type Person } from '../people/rules'
import type { SourceSegment } from '../sources/rules'

/** "I take paragraphs 5 to 12": a word to the others, and no lock. */
export interface Take {
  id: string
  articleId: string
  personId: string
  personPublicId: string
  name: string
  first: number
  last: number
}

/** The numbers of the pairs it begins and ends with; both belong to it. */
export interface Range {
  first: number
  last: number
}

type Numbered = Pick<SourceSegment, 'number' | 'position'>

export type Obstacle = 'not-a-translator' | 'take-not-numbers' | 'take-beyond' | 'take-backwards'

export function obstacleToTake(person: Person, range: Range | null, segments: Numbered[]): Obstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (!range) return 'take-not-numbers'
  const [first, last] = ends(range, segments)
  if (!first || !last) return 'take-beyond'
  return first.position > last.position ? 'take-backwards' : null
}

/** What two fields of a form say, or null where that is no range. */
export function rangeFrom(first: string, last: string): Range | null {
  const isNumber = (digits: string) => /^[1-9][0-9]{0,5}$/.test(digits.trim())
  return isNumber(first) && isNumber(last) ? { first: Number(first), last: Number(last) } : null
}

/**
 * The numbers of the pairs that are taken: from the first to the last in the order of the Korean as it reads today, with
 * whatever has come in between. Where one end has left the article, those whose numbers lie between.
 */
export function numbersIn(range: Range, segments: Numbered[]): number[] {
  const [first, last] = ends(range, segments)
  const belongs =
    first && last
      ? ({ position }: Numbered) => position >= first.position && position <= last.position
      : ({ number }: Numbered) => number >= range.first && number <= range.last
  return segments.filter(belongs).map(({ number }) => number)
}

/** Names of those who have taken a pair, by its number; not of the one who looks. */
export function takersOf(takes: Take[], segments: Numbered[], viewer: Person): Map<number, string[]> {
  const takers = new Map<number, string[]>()
  for (const take of takes.filter(({ personId }) => personId !== viewer.id))
    for (const number of numbersIn(take, segments))
      takers.set(number, [...(takers.get(number) ?? []), take.name])
  return takers
}

function ends({ first, last }: Range, segments: Numbered[]): (Numbered | undefined)[] {
  return [first, last].map((wanted) => segments.find(({ number }) => number === wanted))
}
