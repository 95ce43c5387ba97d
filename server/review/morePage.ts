import type { Article } from '../articles/rules'
import { mayTranslate, type Person } from '../people/rules'
import { hasWords, isTranslatable, type Counterpart, type Pair } from '../targets/rules'
import { renderInline } from '../text/rendering'
import { joinsInto, sentenceEnds, splitsFrom, type Parting } from './rules'

/** What can be done with one pair and is not asked for often: beside the pair by script, a page of its own without. */
export interface MorePage {
  article: { slug: string }
  number: number
  /** HTML. */
  korean: string
  english: string
  revision: string
  mayEdit: boolean
  /** Whether it has English of its own. */
  isTranslated: boolean
  counterpart: Counterpart | null
  /** What may be said of it now. */
  mayNeedNone: boolean
  mayHaveAdded: boolean
  splits: { into: number; korean: string; places: { at: number; before: string; after: string }[] }[]
  joins: { number: number; precedes: boolean; english: string }[]
}

export interface MoreFacts {
  article: Article
  pair: Pair
  pairs: Pair[]
  partings: Parting[]
  person: Person
}

export function morePage({ article, pair, pairs, partings, person }: MoreFacts): MorePage {
  const { source, target, counterpart } = pair
  const isOurs = mayTranslate(person) && isTranslatable(pair)
  const { text } = target
  const places = sentenceEnds(text).map((at) => ({
    at,
    before: endOf(text.slice(0, at)),
    after: startOf(text.slice(at)),
  }))
  return {
    ...{ article: { slug: article.slug }, number: source.number, counterpart },
    korean: renderInline(source.text),
    english: text,
    revision: target.revision,
    mayEdit: isOurs,
    isTranslated: isTranslatable(pair),
    mayNeedNone: isOurs && !counterpart && !hasWords(pair) && source.kind !== 'title',
    mayHaveAdded: isOurs && !counterpart && hasWords(pair),
    splits: splitsFrom(pair, pairs, partings).map((into) => ({
      into,
      korean: koreanOf(pairs, into),
      places,
    })),
    joins: joinsInto(pair, partings).map(({ from, precedes, english }) => ({
      number: from,
      precedes,
      english,
    })),
  }
}

function koreanOf(pairs: Pair[], number: number): string {
  return renderInline(pairs.find(({ source }) => source.number === number)?.source.text ?? '')
}

/** Enough of a sentence to know it by. */
const known = 40

function endOf(text: string): string {
  const tidy = text.trimEnd()
  return tidy.length > known ? `…${tidy.slice(-known)}` : tidy
}

function startOf(text: string): string {
  return text.length > known ? `${text.slice(0, known)}…` : text
}
