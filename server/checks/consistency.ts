import { renderingIn, termsIn, type Term } from '../text/terms'
import type { Pair } from './pair'
import { spelledIn } from './persons'
import type { ArticleCheck, ArticleFound, Context } from './rules'

/** A person of the termbase whose name the article spells in more than one way. */
export const nameSpellings: ArticleCheck = {
  name: 'name-spellings',
  severity: 'warn',
  find: (pairs, context) =>
    usesOf(pairs, context, 'person').flatMap(({ term, places }) =>
      inSeveralWays(
        places.flatMap((index) => {
          const { english } = pairs[index]!
          const own = term.english
            .map((spelling) => renderingIn(english, spelling))
            .find((place) => place !== null)
          const place = own ?? spelledIn(english, term.korean)
          return place ? [{ index, way: english.slice(place.from, place.to) }] : []
        }),
        (ways) => ({
          sentence: 'name-spelled-otherwise',
          detail: { name: term.korean, spellings: ways.join(', ') },
        }),
      ),
    ),
}

/** A term that the article renders now in this accepted way and now in that. */
export const termRenderings: ArticleCheck = {
  name: 'term-renderings',
  severity: 'info',
  find: (pairs, context) =>
    usesOf(pairs, context, 'term').flatMap(({ term, places }) =>
      inSeveralWays(
        places.flatMap((index) => {
          const used = term.english.filter((form) => renderingIn(pairs[index]!.englishWords, form))
          // Where a paragraph has two of them, nobody can tell which stands for the term.
          return used.length === 1 ? [{ index, way: used[0]! }] : []
        }),
        (ways) => ({
          sentence: 'term-rendered-otherwise',
          detail: { term: term.korean, renderings: ways.join(', ') },
        }),
      ),
    ),
}

function usesOf(pairs: Pair[], { terms }: Context, sort: Term['sort']): { term: Term; places: number[] }[] {
  const uses = new Map<Term, number[]>()
  for (const [index, { korean }] of pairs.entries())
    for (const term of new Set(termsIn(korean, terms).map((found) => found.term)))
      if (term.sort === sort) uses.set(term, [...(uses.get(term) ?? []), index])
  return [...uses].map(([term, places]) => ({ term, places }))
}

function inSeveralWays(
  uses: { index: number; way: string }[],
  say: (ways: string[]) => Omit<ArticleFound, 'pairs'>,
): ArticleFound[] {
  const ways = [...new Set(uses.map(({ way }) => way))]
  return ways.length < 2 ? [] : [{ ...say(ways), pairs: uses.map(({ index }) => index) }]
}
