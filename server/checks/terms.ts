import { replaced } from '../text/spans'
import { forbiddenIn, isRendered, termsIn, type FoundTerm, type Forbidden, type Term } from '../text/terms'
import type { Pair } from './pair'
import { MOST, type Check, type Context, type Found } from './rules'

/** Common nouns of the termbase that the English renders otherwise; where it does so in a forbidden way, that is said instead. */
export const term: Check = {
  name: 'term',
  severity: 'warn',
  find: (pair, context) =>
    unrendered(pair, context, 'term')
      .filter(({ term }) => forbiddenIn(pair.english, term).length === 0)
      .map(({ term, places }) => said('term-missing', term, places)),
}

/** Names of organisations and places in the termbase that the English does not have. */
export const name: Check = {
  name: 'name',
  severity: 'block',
  find: (pair, context) =>
    unrendered(pair, context, 'name').map(({ term, places }) => said('name-missing', term, places)),
}

/** English that the termbase forbids for what the Korean says. */
export const forbidden: Check = {
  name: 'forbidden',
  severity: 'warn',
  find({ korean, english }, { terms }) {
    const found = [...new Map(termsIn(korean, terms).map((place) => [place.term, place])).values()]
    return found.flatMap((place) => {
      const [wrong, ...more] = forbiddenIn(english, place.term)
      if (!wrong) return []
      return [
        {
          ...said('term-forbidden', place.term, [place]),
          detail: { ...said('', place.term, []).detail, form: english.slice(wrong.from, wrong.to) },
          english: [wrong, ...more].slice(0, MOST),
          repair: repairOf(english, [wrong, ...more], place.term),
        },
      ]
    })
  },
}

/** Certain where every one of them stands as it was written down, without another ending. */
function repairOf(english: string, wrong: Forbidden[], { english: [preferred] }: Term): string | null {
  const words = wrong.map(({ from, to, form }) => ({ word: english.slice(from, to), form }))
  if (!preferred || words.some(({ word, form }) => word.toLowerCase() !== form.toLowerCase())) return null
  return replaced(
    english,
    wrong.map((place) => ({ ...place, words: asCapitalAs(english[place.from]!, preferred) })),
  )
}

function asCapitalAs(letter: string, words: string): string {
  return /\p{Lu}/u.test(letter) ? words.charAt(0).toUpperCase() + words.slice(1) : words
}

function unrendered(
  { korean, englishWords }: Pair,
  { terms }: Context,
  sort: Term['sort'],
): { term: Term; places: FoundTerm[] }[] {
  const found = termsIn(korean, terms).filter((one) => one.term.sort === sort)
  return [...new Set(found.map((one) => one.term))]
    .filter((one) => !isRendered(englishWords, one))
    .map((one) => ({ term: one, places: found.filter((place) => place.term === one) }))
}

function said(sentence: string, { korean, english }: Term, places: FoundTerm[]): Found {
  return { sentence, detail: { term: korean, renderings: english.join(' / ') }, korean: places }
}
