import type { PictureSize } from '../articles/rules'
import type { Language } from '../publications/rules'
import type { Kind, NumberedBlock } from '../text/blocks'
import { plain, renderInline } from '../text/rendering'
import { firstSentencesOf, openingOf, readingMinutes } from '../text/words'
import { authorsIn } from './authorPage'
import { leadOf, type Addresses, type Imprint, type Mention, type Named } from './rules'

/** A way to somewhere; `language` is that of the page it leads to. */
export interface Way {
  href: string
  title: string
  language: Language
}

export interface Picture {
  /** For everyone; `webp` is the same for those who can. Both are `srcset`s but `src`. */
  src: string
  srcset: string
  webp: string
  width: number
  height: number
  alt: string
}

/** What the head of every reader page says about itself. All addresses are whole. */
export interface Head {
  title: string
  description: string
  canonical: string
  alternates: { hreflang: string; href: string }[]
  otherLanguage: { href: string; language: Language } | null
  /** The way to both languages together. */
  both?: { href: string } | null
  modules: string[]
  /** What other sites show of it. */
  image: SharedImage
  /** What search engines read: JSON, made safe for a page. */
  jsonLd: string
}

export interface SharedImage {
  src: string
  width: number
  height: number
  alt: string
}

/** What every page is made with beside its own facts. */
export interface Means extends Imprint {
  pathTo: Addresses
  pictures: Map<string, PictureSize>
}

/** Each page names itself and all others, so the sets of both languages are the same. The Korean is the original. */
export function alternates(
  publicUrl: string,
  present: readonly Language[],
  pathIn: (language: Language) => string,
) {
  const original = present.includes('ko') ? 'ko' : 'en'
  return [
    ...present.map((language) => ({ hreflang: language as string, href: publicUrl + pathIn(language) })),
    { hreflang: 'x-default', href: publicUrl + pathIn(original) },
  ]
}

/** JSON that cannot end the element it stands in. */
export function safeJson(data: object): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, escapeForScript)
}

function escapeForScript(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** How large a picture may be. */
export interface Room {
  width: number
  height: number
}

const anyRoom: Room = { width: Infinity, height: Infinity }

/** In the sizes that fit; null where there is no photograph, or none fits. */
export function leadPicture(
  { pathTo, pictures }: Pick<Means, 'pathTo' | 'pictures'>,
  content: NumberedBlock[],
  room = anyRoom,
): Picture | null {
  const lead = leadOf(content)
  const size = lead && pictures.get(lead.media)
  if (!size) return null

  const { publicId, fallback, width, height } = size
  const heightAt = (one: number) => Math.round((height * one) / width)
  const widths = size.widths.filter((one) => one <= room.width && heightAt(one) <= room.height)
  if (widths.length === 0) return null
  const largest = Math.max(...widths)
  const srcset = (format: string) =>
    widths.map((one) => `${pathTo.picture(publicId, one, format)} ${one}w`).join(', ')
  return {
    src: pathTo.picture(publicId, largest, fallback),
    srcset: srcset(fallback),
    webp: srcset('webp'),
    width: largest,
    height: heightAt(largest),
    alt: plain(lead.alt),
  }
}

/** The summary, which is whole unless it is a text of its own; or the opening of the text. */
export function excerptOf(content: NumberedBlock[], language: Language): string {
  const summary = blockOf(content, 'summary')
  if (summary) return firstSentencesOf(summary.text, longestSummary[language])
  const first = blockOf(content, 'paragraph')
  return first ? openingOf(first.text, 160) : ''
}

/** Room for three sentences, in characters. */
const longestSummary: Record<Language, number> = { ko: 160, en: 320 }

/** As the byline says, which is words and not a name that could be looked up. */
export function authorOf(content: NumberedBlock[]): string | null {
  const byline = blockOf(content, 'byline')
  return byline ? plain(byline.text) : null
}

/** The names of those who wrote, as other sites and programs read them; the whole byline where it names nobody. */
export function writersOf(content: NumberedBlock[]): string[] {
  const names = authorsIn(bylineOf(content)).map(({ name }) => name)
  const words = authorOf(content)
  return names.length === 0 && words ? [words] : names
}

/** In Markdown; '' where there is none. */
export function bylineOf(content: NumberedBlock[]): string {
  return blockOf(content, 'byline')?.text ?? ''
}

export function inlineOf(content: NumberedBlock[], kind: Kind): string | null {
  const block = blockOf(content, kind)
  return block ? renderInline(block.text) : null
}

export function blockOf(content: NumberedBlock[], kind: Kind): NumberedBlock | undefined {
  return content.find((block) => block.kind === kind)
}

/** Kinds of block that take time to read. */
const readKinds: Kind[] = ['summary', 'heading', 'paragraph', 'item', 'quotation', 'note', 'caption', 'table']

/** Counted on words whose marks are cut off rather than parsed: a list has the words of twenty articles to count. */
export function minutesOf(content: NumberedBlock[], language: Language): number {
  const texts = content.filter(({ kind }) => readKinds.includes(kind)).map(({ text }) => text)
  const words = texts.join(' ').replace(/\]\([^)]*\)|\w+:\/\/\S+|www\.|[\\`*_[\]<~&@|\n]/g, ' ')
  return readingMinutes(words, language)
}

type Read = Pick<Mention, 'language' | 'slug' | 'title'>

export function wayTo(pathTo: Addresses, { language, slug, title }: Read): Way {
  return { href: pathTo.read(language, slug), title: plain(title), language }
}

export function categoryWay(pathTo: Addresses, language: Language, category: Named): Way {
  return { href: pathTo.list(language, { category: category.slug }), title: category[language], language }
}

export function seriesWay(pathTo: Addresses, language: Language, series: Named): Way {
  return { href: pathTo.readSeries(language, series.slug), title: series[language], language }
}
