import { renderingIn, termsIn, type FoundTerm, type Term } from '../text/terms'
import type { Pair } from './pair'
import type { Check, Context, Found } from './rules'

/** Common nouns of the termbase that the English renders otherwise. */
export const term: Check = {
  name: 'term',
  severity: 'warn',
  find: (pair, context) =>
    unrendered(pair, context, 'term').map(({ term, places }) => said('term-missing', term, places)),
}

/** Names of organisations and places in the termbase that the English does not have. */
export const name: Check = {
  name: 'name',
  severity: 'block',
  find: (pair, context) =>
    unrendered(pair, context, 'name').map(({ term, places }) => said('name-missing', term, places)),
}

function unrendered(
  { korean, englishWords }: Pair,
  { terms }: Context,
  sort: Term['sort'],
): { term: Term; places: FoundTerm[] }[] {
  const found = termsIn(korean, terms).filter((one) => one.term.sort === sort)
  return [...new Set(found.map((one) => one.term))]
    .filter((one) => !one.english.some((rendering) => renderingIn(englishWords, rendering)))
    .map((one) => ({ term: one, places: found.filter((place) => place.term === one) }))
}

function said(sentence: string, { korean, english }: Term, places: FoundTerm[]): Found {
  return { sentence, detail: { term: korean, renderings: english.join(' / ') }, korean: places }
}
