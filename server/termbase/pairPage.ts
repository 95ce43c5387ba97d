import { mayTranslate, type Person } from '../people/rules'
import { hasWords, isTranslatable, type Pair } from '../targets/rules'
import { shownText } from '../text/shownText'
import { forbiddenIn, isRendered, renderingIn, termsIn, type TermFinder } from '../text/terms'
import { isName, shortFormOf, type HeldTerm, type Kind } from './rules'

/** The terms and names of one pair, each with the English that is agreed on. */
export interface PairTermsPage {
  slug: string
  number: number
  mayAdd: boolean
  known: KnownRow[]
}

export interface KnownRow {
  id: string
  kind: Kind
  /** As the Korean of the pair writes it. */
  korean: string
  /** What the key puts in: of a person the full name with the title at first, and the short form later. */
  insert: string
  /** What else is accepted. */
  others: string[]
  forbidden: string[]
  note: string
  /** Whether the English says it already. */
  isThere: boolean
  /** Whether it says something that is forbidden. */
  isWrong: boolean
  /** The digit of its key, from 1; null beyond 9. */
  digit: number | null
}

export interface PairFacts {
  slug: string
  pairs: Pair[]
  pair: Pair
  finder: TermFinder<HeldTerm>
  person: Person
}

export function pairTermsPage(facts: PairFacts): PairTermsPage {
  const { slug, pair, person } = facts
  return { slug, number: pair.source.number, mayAdd: mayTranslate(person), known: knownIn(facts) }
}

function knownIn({ pairs, pair, finder }: PairFacts): KnownRow[] {
  if (!isTranslatable(pair)) return []
  const korean = shownText(pair.source.text)
  const found = termsIn(korean, finder)
  const first = new Map([...found].reverse().map((one) => [one.term, one]))
  const distinct = found.filter((one) => first.get(one.term) === one)
  return distinct.map(({ term, from, to }, index) => {
    const ways = waysOf(term, () => standingOf(term, pairs, pair, finder))
    const { text } = pair.target
    return {
      ...{ id: term.entry.publicId, kind: term.entry.kind, korean: korean.slice(from, to) },
      ...{ insert: ways[0]!, others: ways.slice(1), forbidden: term.forbidden ?? [], note: term.entry.note },
      isThere: isRendered(text, term) || (!!term.short && renderingIn(text, term.short) !== null),
      isWrong: hasWords(pair) && forbiddenIn(text, term).length > 0,
      digit: index < 9 ? index + 1 : null,
    }
  })
}

/** Where a name stands: over the article or at a picture, for the first time in its text, or again. */
type Standing = 'beside' | 'first' | 'again'

const besideText = ['title', 'summary', 'byline', 'heading', 'caption', 'alt', 'credit']

function standingOf(term: HeldTerm, pairs: Pair[], { source }: Pair, finder: TermFinder<HeldTerm>): Standing {
  if (besideText.includes(source.kind)) return 'beside'
  const earlier = pairs.filter(
    (one) =>
      one.source.position < source.position && isTranslatable(one) && !besideText.includes(one.source.kind),
  )
  const isNamed = (text: string) =>
    text.includes(term.korean[0]!) && termsIn(text, finder).some((one) => one.term === term)
  return earlier.some((one) => isNamed(one.source.text)) ? 'again' : 'first'
}

/** The English that may stand there, the likeliest first. */
function waysOf({ entry, english, title = '' }: HeldTerm, standing: () => Standing): string[] {
  if (entry.kind !== 'person') return english
  const [spelling = '', ...more] = english
  const introduced = title === '' ? spelling : `${title} ${spelling}`
  const short = shortFormOf(entry)
  const order = {
    beside: [spelling, introduced, short],
    first: [introduced, spelling, short],
    again: [short, spelling, introduced],
  }[standing()]
  return [...new Set([...order, ...more])]
}

/** A place in the Korean as a browser shows it, and whether it is a name's. */
export type Mark = [from: number, to: number, isName: 0 | 1]

/** Where the terms and names stand in each pair, by number; pairs without any are left out. */
export function marksIn(pairs: Pair[], finder: TermFinder<HeldTerm>): Record<number, Mark[]> {
  const marks = pairs.filter(isTranslatable).flatMap(({ source }) => {
    const found = termsIn(shownText(source.text), finder)
    const places = found.map(({ from, to, term }): Mark => [from, to, isName(term.entry) ? 1 : 0])
    return places.length > 0 ? [[source.number, places] as const] : []
  })
  return Object.fromEntries(marks)
}
