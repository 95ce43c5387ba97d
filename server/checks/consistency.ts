import { isRendered, renderingIn, termsIn, type Term } from '../text/terms'
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
            .map((spelling) => renderingIn(english, spelling, term.exactCase))
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
          const used = term.english.filter((form) =>
            renderingIn(pairs[index]!.englishWords, form, term.exactCase),
          )
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

/** A person who is called by the short form before anybody said who that is, or introduced without their title. */
export const firstMentions: ArticleCheck = {
  name: 'first-mentions',
  severity: 'info',
  find: (pairs, context) =>
    usesOf(pairs, context, 'person').flatMap(({ term, places }) => {
      const { short, title = '' } = term
      // The first of them all is the title, which introduces nobody.
      const texts = places
        .filter((index) => index > 0)
        .map((index) => ({ index, text: pairs[index]!.english }))
      const full = texts.find(({ text }) => isRendered(text, term))
      if (!full) return []
      const detail = { name: term.korean, spelling: term.english[0]!, title, short: short ?? '' }
      const early = short
        ? texts.find(({ index, text }) => index < full.index && renderingIn(text, short))
        : null
      if (early) return [{ sentence: 'short-before-full', detail, pairs: [early.index, full.index] }]
      return title === '' || renderingIn(full.text, title)
        ? []
        : [{ sentence: 'introduced-without-title', detail, pairs: [full.index] }]
    }),
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
