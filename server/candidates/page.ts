import type { Person } from '../people/rules'
import { plain } from '../text/rendering'
import { obstacleToDeciding, type Candidate, type Place } from './rules'
import type { Denial } from './store'

export interface CandidatesPage {
  rows: CandidateRow[]
  count: number
  mayDecide: boolean
  denials: Denial[]
  /** The first one has the keyboard: somebody is working down the list. */
  goesOn: boolean
}

export interface CandidateRow extends Omit<Candidate, 'places'> {
  places: PlaceRow[]
  /** Places that are not shown. */
  more: number
  /** Other English that was found for the same Korean. */
  others: string[]
}

interface PlaceRow extends Pick<Place, 'slug' | 'title' | 'number'> {
  korean: Quote
  english: Quote
}

/** A name with a few words around it. */
interface Quote {
  before: string
  name: string
  after: string
}

export const rowsOnAPage = 50
const placesShown = 2

export function candidatesPage(facts: {
  open: Candidate[]
  denials: Denial[]
  person: Person
  goesOn: boolean
}): CandidatesPage {
  const { open, denials, person, goesOn } = facts
  return {
    rows: open.slice(0, rowsOnAPage).map((one) => rowOf(one, open)),
    count: open.length,
    mayDecide: obstacleToDeciding(person) === null,
    ...{ denials, goesOn },
  }
}

function rowOf(one: Candidate, open: Candidate[]): CandidateRow {
  const { places, korean, english, ...rest } = one
  return {
    ...{ ...rest, korean, english },
    places: places.slice(0, placesShown).map(({ slug, title, number, ...texts }) => ({
      ...{ slug, number, title: plain(title) },
      korean: quoteOf(texts.korean, korean, 24),
      english: quoteOf(texts.english, english, 48),
    })),
    more: Math.max(0, places.length - placesShown),
    others: open
      .filter((other) => other.korean === korean && other.english !== english)
      .map((other) => other.english),
  }
}

function quoteOf(markdown: string, name: string, around: number): Quote {
  const text = plain(markdown).replace(/\s+/g, ' ')
  const at = text.indexOf(name)
  if (at < 0) return { before: '', name, after: '' }
  const [before, after] = [text.slice(0, at), text.slice(at + name.length)]
  return {
    before: before.length > around ? `…${before.slice(-around).replace(/^\S+(?= )/, '')}` : before,
    name,
    after: after.length > around ? `${after.slice(0, around).replace(/ \S*$/, '')}…` : after,
  }
}
