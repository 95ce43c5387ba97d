import type { NameOrder, Wording } from '../termbase/rules'
import { keyOf, type TermEntry } from '../termbase/rules'
import { mayTranslate, type Person } from '../people/rules'
import { inOrder } from '../text/order'

/** A name as it was found, with every place it stands in; nobody has agreed on it. */
export interface Candidate {
  /** Of its first place. */
  publicId: string
  korean: string
  kind: 'person' | 'organisation'
  english: string
  nameOrder: NameOrder | null
  places: Place[]
}

/** A pair in which a name stands, with the wordings of now. */
export interface Place {
  slug: string
  /** Of the article. */
  title: string
  number: number
  korean: string
  english: string
}

export function obstacleToDeciding(person: Person): 'not-a-translator' | null {
  return mayTranslate(person) ? null : 'not-a-translator'
}

/** Those that the termbase does not know under any English, the most frequent first. */
export function stillOpen(candidates: Candidate[], agreed: Pick<TermEntry, 'korean'>[]): Candidate[] {
  const known = new Set(agreed.map(keyOf))
  const open = candidates.filter((one) => !known.has(keyOf(one)))
  return inOrder(open, 'ko', ({ korean }) => korean).sort(
    (one, other) => other.places.length - one.places.length,
  )
}

/** What taking it over agrees on: this one spelling, everywhere. */
export function wordingOf({ korean, kind, english, nameOrder }: Omit<Candidate, 'places'>): Wording {
  return {
    ...{ korean, kind, nameOrder, accepted: [english], forbidden: [], partOfSpeech: null, exactCase: false },
    ...{ title: '', shortForm: '', note: '', seriesId: null, articleId: null },
  }
}
