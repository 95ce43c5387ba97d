import { familySpellings, namePattern } from '../text/names'
import { replaced, type Span } from '../text/spans'
import { isRendered, renderingIn, termsIn, type FoundTerm } from '../text/terms'
import type { Pair } from './pair'
import type { Check, Context, Found } from './rules'

/** Persons of the termbase whom the English does not name. The family name alone is enough. */
export const person: Check = {
  name: 'person',
  severity: 'block',
  find: (pair, context) =>
    personsIn(pair, context)
      .filter(({ spelled, isOwn }) => !spelled && !isOwn)
      .filter(({ place }) => !hasFamilyName(pair.english, place))
      .map(({ place }) => said('person-missing', place, {})),
}

/** Persons whose name is spelled otherwise than they spell it themselves. */
export const personSpelling: Check = {
  name: 'person-spelling',
  severity: 'warn',
  find: (pair, context) =>
    personsIn(pair, context).flatMap(({ place, spelled, isOwn }) => {
      const own = place.term.english[0]
      if (!spelled || isOwn || !own) return []
      return [
        {
          ...said('person-spelling', place, { english: pair.english.slice(spelled.from, spelled.to) }),
          english: [spelled],
          repair: replaced(pair.english, [{ ...spelled, words: own }]),
        },
      ]
    }),
}

function personsIn({ korean, english }: Pair, { terms }: Context) {
  const found = termsIn(korean, terms).filter(({ term }) => term.sort === 'person')
  const distinct = [...new Map(found.map((place) => [place.term, place])).values()]
  return distinct.map((place) => ({
    place,
    isOwn: isRendered(english, place.term),
    spelled: spelledIn(english, place.term.korean),
  }))
}

/** Where the English has a full name that may be a spelling of this one. */
export function spelledIn(english: string, korean: string): Span | null {
  const match = namePattern(korean)?.exec(english)
  return match ? { from: match.index, to: match.index + match[0].length } : null
}

function hasFamilyName(english: string, { term }: FoundTerm): boolean {
  if (term.short && renderingIn(english, term.short)) return true
  const own = term.english.flatMap((spelling) => spelling.split(/\s+/))
  const families = familySpellings(term.korean).filter((family) => own.length === 0 || own.includes(family))
  return families.some((family) => new RegExp(`\\b${family}\\b`).test(english))
}

function said(sentence: string, place: FoundTerm, detail: Record<string, string>): Found {
  const { korean, english } = place.term
  return { sentence, detail: { name: korean, spelling: english[0] ?? '', ...detail }, korean: [place] }
}
