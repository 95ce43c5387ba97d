import { mayTranslate, type Person } from '../people/rules'
import { hasWords, isOpen, isTranslatable, type Pair } from '../targets/rules'
import type { NumberedBlock } from '../text/blocks'

/** The whole English of an article, frozen at submission against one source version. */
export interface TranslationVersion {
  id: string
  articleId: string
  sourceVersionId: string
  sourceNumber: number
  number: number
  submittedBy: string
  submittedByName: string
  submittedAt: Date
  note: string
  title: string
}

/** What a version says: the blocks in reading order and the sanitised page made of them. */
export interface Content {
  content: NumberedBlock[]
  html: string
}

/** The newest version there is, with its words; and whether the Korean has moved on since. */
export interface LatestVersion extends TranslationVersion {
  content: NumberedBlock[]
  sourceMovedOn: boolean
}

export interface Facts {
  person: Person
  pairs: Pair[]
  latest: LatestVersion | null
  /** How many findings say that something is wrong, and nobody has mended or dismissed them; 0 where nobody looked. */
  blocking?: number
}

export type Obstacle =
  'not-a-translator' | 'nothing-to-submit' | 'pairs-open' | 'findings-open' | 'nothing-new'

/** The first thing that stands between the English of the workshop and its submission. */
export function obstacleToSubmission({ person, pairs, latest, blocking = 0 }: Facts): Obstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (!pairs.some((pair) => isTranslatable(pair) && hasWords(pair))) return 'nothing-to-submit'
  if (pairs.some(isOpen)) return 'pairs-open'
  if (blocking > 0) return 'findings-open'
  if (latest && !latest.sourceMovedOn && saysTheSame(latest.content, contentOfPairs(pairs)))
    return 'nothing-new'
  return null
}

/** Long enough for a letter to the editor. */
export const longestNote = 10_000

export function obstacleToNote(note: string): 'note-too-long' | null {
  return note.length > longestNote ? 'note-too-long' : null
}

/** English where there is English; what has none of its own follows the Korean. */
export function contentOfPairs(pairs: Pair[]): NumberedBlock[] {
  return pairs.map((pair) => ({
    number: pair.source.number,
    kind: pair.source.kind,
    text: isTranslatable(pair) ? pair.target.text : pair.source.text,
    attributes: pair.source.attributes,
  }))
}

function saysTheSame(one: NumberedBlock[], other: NumberedBlock[]): boolean {
  return (
    one.length === other.length &&
    one.every((block, index) => {
      const twin = other[index]!
      return block.number === twin.number && block.kind === twin.kind && block.text === twin.text
    })
  )
}
