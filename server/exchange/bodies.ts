import type { Block } from '../text/blocks'
import { blocksFromHtml } from '../text/intake'
import { blocksOf } from '../text/markdown'
import { plain } from '../text/rendering'
import { asInline } from '../text/writing'
import { escape } from '../text/html'
import { figure, htmlOfWordpress } from './classicText'
import { withoutEmbedded, type EmbeddedPicture } from './embedded'
import { pictureAddresses } from './pictures'
import { onOneLine, wordsOfBody } from './plainText'
import {
  languageOf,
  mostPictures,
  type ArchiveLanguage,
  type Entry,
  type FeaturedPicture,
  type Warning,
} from './rules'

/** An entry as an article would have it. */
export interface Prepared {
  /** Title first. Pictures still have the addresses of the archive. */
  blocks: Block[]
  title: string
  /** The text as it came, without what cannot be kept. */
  body: string
  language: ArchiveLanguage
  /** Whether there is anything to read or to look at. */
  isEmpty: boolean
  /** Addresses of its pictures, each once. */
  pictures: string[]
  embedded: EmbeddedPicture[]
  warnings: Warning[]
}

/** Cuts an entry into blocks. Throws `UnreadableText` when the text is nested too deep or is too long. */
export function prepared(entry: Entry, attachments: ReadonlyMap<string, FeaturedPicture>): Prepared {
  const { text, html, embedded, warnings } = bodyOf(entry, attachments)
  const body = html === null ? blocksOf(text) : blocksFromHtml(html)
  const said = withoutUnholdable(entry.title).text.normalize('NFC')
  const { title, blocks } = titled(said, body)
  if (said === '' && !body.some(({ kind }) => kind === 'title')) warnings.push('untitled')

  const pictures = pictureAddresses(blocks)
  if (pictures.length > mostPictures) warnings.push('pictures-too-many')
  const hasWords = blocks.some(({ kind, text }) => kind !== 'title' && hasLetters(text))
  return {
    blocks: hasWords ? blocks : described(blocks),
    title: plain(title),
    body: text,
    language: languageIn(entry, said, text),
    isEmpty: pictures.length === 0 && !hasWords,
    pictures,
    embedded,
    warnings,
  }
}

/** The text of an entry as it is kept, and as the HTML it means, or null for Markdown. */
export function bodyOf(
  entry: Entry,
  attachments: ReadonlyMap<string, FeaturedPicture>,
): Pick<Prepared, 'embedded' | 'warnings'> & { text: string; html: string | null } {
  const { body, embedded } = withoutEmbedded(entry.body)
  const { text, isClean } = withoutUnholdable(body)
  const warnings: Warning[] = isClean ? [...entry.warnings] : [...entry.warnings, 'characters-removed']
  if (entry.format === 'markdown') return { text, html: null, embedded, warnings }

  const isWordpress = entry.source.startsWith('wordpress:')
  const { html, shortcodes } = isWordpress
    ? htmlOfWordpress(text, attachments)
    : { html: text, shortcodes: false }
  if (shortcodes) warnings.push('shortcodes')
  const { featured } = entry
  const above = featured && !html.includes(featured.src) ? figure(featured) : ''
  return { text, html: above + withEmoji(html), embedded, warnings }
}

/** Programs put small pictures for emoji; the emoji is in the alt text. */
function withEmoji(html: string): string {
  return html.replace(/<img\b[^<>]*>/gi, (image) => {
    const [, one, other] = /\balt=(?:"([^"]{1,12})"|'([^']{1,12})')/i.exec(image) ?? []
    const alt = one ?? other ?? ''
    return EMOJI.test(alt) ? escape(alt) : image
  })
}

const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f)+$/u

/** The title is what the archive says it is; a headline in the text that says the same goes, another becomes a heading. */
function titled(said: string, body: Block[]): { title: string; blocks: Block[] } {
  const own = body.find(({ kind }) => kind === 'title')
  const rest = body.filter((block) => block !== own)
  if (said === '') {
    const title = own?.text ?? firstWords(rest)
    return { title, blocks: title === '' ? rest : [{ kind: 'title', text: title, attributes: {} }, ...rest] }
  }
  const title = asInline(said)
  const top: Block[] = [{ kind: 'title', text: title, attributes: {} }]
  if (!own || onOneLine(plain(own.text)) === onOneLine(said)) return { title, blocks: [...top, ...rest] }
  const head = rest.filter(({ kind }) => kind === 'summary' || kind === 'byline')
  const heading: Block = { kind: 'heading', text: own.text, attributes: { level: 2 } }
  return { title, blocks: [...top, ...head, heading, ...rest.filter((block) => !head.includes(block))] }
}

const LONGEST_MADE_TITLE = 60

/** What people would call a text without a title: its first words. */
function firstWords(blocks: Block[]): string {
  const first = blocks.map(({ text }) => onOneLine(plain(text))).find(hasLetters) ?? ''
  const sentence = /^.*?[.!?。…](?=\s|$)/.exec(first)?.[0] ?? first
  if (sentence.length <= LONGEST_MADE_TITLE) return asInline(sentence)
  const cut = sentence.slice(0, LONGEST_MADE_TITLE)
  return asInline(`${cut.slice(0, Math.max(cut.lastIndexOf(' '), 20)).replace(/[\ud800-\udbff]$/, '')}…`)
}

/** A post of pictures alone: they are what its title says. */
function described(blocks: Block[]): Block[] {
  const title = blocks.find(({ kind }) => kind === 'title')
  if (!title) return blocks
  return blocks.flatMap((block): Block[] =>
    block.kind === 'figure'
      ? [block, { kind: 'alt', text: plain(title.text), attributes: { figure: block.attributes.figure } }]
      : [block],
  )
}

function hasLetters(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)
}

/** By its letters; a text without any is in the language the archive speaks of, or else Korean. */
export function languageIn({ language }: Entry, title: string, body: string): ArchiveLanguage {
  const found = languageOf(`${title}\n${wordsOfBody(body)}`)
  if (found !== 'none') return found
  return /^ko/i.test(language ?? 'ko') ? 'ko' : /^en/i.test(language!) ? 'en' : 'other'
}

/** Without the characters that no article may hold; what was meant by them is lost already. */
function withoutUnholdable(text: string): { text: string; isClean: boolean } {
  // eslint-disable-next-line no-control-regex
  const unholdable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|\p{Surrogate}|\ufffd/gu
  const cleaned = text.replace(unholdable, '')
  return { text: cleaned, isClean: cleaned.length === text.length }
}
