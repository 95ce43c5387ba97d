import type { Language } from '../publications/rules'
import type { Kind, NumberedBlock } from '../text/blocks'
import { plain } from '../text/rendering'
import { openingOf } from '../text/words'
import { kindsIn, placesIn, sentencesOf, wordsOf, type ReportKind } from './rules'
import type { PublicText } from './store'

export interface ReportAddresses {
  read(language: Language, slug: string): string
  report(language: Language, slug: string, at?: { number: number | null; sentence?: string }): string
}

interface Head {
  robots: 'noindex'
  otherLanguage: { href: string; language: Language } | null
  article: { title: string; href: string }
}

/** Which paragraph is it? */
export interface PlacesPage extends Head {
  places: { href: string; kind: Kind; words: string }[]
}

/** What is wrong with it? */
export interface FormPage extends Head {
  number: number
  paragraph: string
  kind: Kind
  /** Empty where the paragraph is one sentence. */
  sentences: { words: string; chosen: boolean }[]
  whole: boolean
  kinds: { kind: ReportKind; chosen: boolean }[]
  text: string
  elsewhere: string
  refusal: string | null
}

export interface ThanksPage extends Head {
  back: string
}

interface Facts {
  pathTo: ReportAddresses
  text: PublicText
  texts: PublicText[]
}

export function placesPage(facts: Facts): PlacesPage {
  const { pathTo, text } = facts
  return {
    ...headOf(facts, null),
    places: placesIn(text.content).map((block) => ({
      href: pathTo.report(text.language, text.slug, { number: block.number }),
      kind: block.kind,
      words: openingOf(wordsOf(block), 160),
    })),
  }
}

export interface Typed {
  kind: ReportKind
  sentence: string
  text: string
  refusal: string | null
}

export function formPage(facts: Facts & { block: NumberedBlock; typed: Typed }): FormPage {
  const { pathTo, text, block, typed } = facts
  const { number, kind } = block
  const sentences = sentencesOf(block, text.language)
  const picked = typed.sentence && !sentences.includes(typed.sentence) ? [typed.sentence] : []
  return {
    ...headOf(facts, number),
    ...{ number, kind, text: typed.text, refusal: typed.refusal },
    paragraph: wordsOf(block),
    sentences: [...picked, ...sentences].map((words) => ({ words, chosen: words === typed.sentence })),
    whole: typed.sentence === '',
    kinds: kindsIn(text.language).map((one) => ({ kind: one, chosen: one === typed.kind })),
    elsewhere: pathTo.report(text.language, text.slug),
  }
}

export function thanksPage(facts: Facts, number: number | null): ThanksPage {
  const { pathTo, text } = facts
  const href = pathTo.read(text.language, text.slug)
  return { ...headOf(facts, null), back: number ? `${href}#p${number}` : href }
}

/** The other language has the form too, at the same paragraph where it stands there. */
function headOf({ pathTo, text, texts }: Facts, number: number | null): Head {
  const other = texts.find(({ language }) => language !== text.language)
  const isThere = other && number && placesIn(other.content).some((block) => block.number === number)
  return {
    robots: 'noindex',
    otherLanguage: other
      ? {
          href: pathTo.report(other.language, other.slug, { number: isThere ? number : null }),
          language: other.language,
        }
      : null,
    article: { title: plain(text.title), href: pathTo.read(text.language, text.slug) },
  }
}
