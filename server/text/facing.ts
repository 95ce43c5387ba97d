import { outermost } from './outermost'

/** The two languages of one article as they face each other: pieces of their HTML that hold the same paragraphs. */
export interface Facing {
  /** What needs to be seen only once: a photograph, a break, code. `lang` is whose words it carries, such as the alt text. */
  once: { html: string; lang: 'ko' | 'en' } | null
  ko: string | null
  en: string | null
}

/**
 * Sets the rendered bodies of both languages in rows, by the numbers of their paragraphs and in the order of the Korean.
 * What only one of them has stands in a row with nothing beside it. Every `id` is there once: a paragraph that both have
 * keeps its own in the Korean and is `p12-en` in the English.
 */
export function facing(korean: string, english: string, reading: 'ko' | 'en'): Facing[] {
  const rowOf = new Map<number, Row>()
  const rows = piecesOf(korean).map((ko): Row => {
    const row = { ko, en: [] }
    for (const number of ko.numbers) rowOf.set(number, row)
    return row
  })

  let last: Row | null = null
  for (const piece of piecesOf(english)) {
    const found = piece.numbers.map((number) => rowOf.get(number)).find((row) => row !== undefined)
    const row = found ?? { ko: null, en: [] }
    row.en.push(piece)
    if (!found) rows.splice(last ? rows.indexOf(last) + 1 : 0, 0, row)
    last = row
  }
  return withOwnIds(rows.map((row) => faced(row, reading)))
}

interface Row {
  ko: Piece | null
  en: Piece[]
}

interface Piece {
  html: string
  numbers: number[]
}

/** The elements of a body, each item of a list by itself. What has no number belongs to what stands before it. */
function piecesOf(html: string): Piece[] {
  const pieces: Piece[] = []
  for (const part of outermost(html).flatMap(itemsOf)) {
    const numbers = numbersIn(part)
    const before = pieces.at(-1)
    if (numbers.length === 0 && before) before.html += `\n${part}`
    else pieces.push({ html: part, numbers })
  }
  return pieces
}

/** In tags only: an article may write of `id="p1"`. */
const IDS = /<[a-z][^<>]* id="p(\d+)"/g

function numbersIn(html: string): number[] {
  return [...html.matchAll(IDS)].map(([, number]) => Number(number))
}

/** A list as lists of one item, so that each can stand beside its own. */
function itemsOf(element: string): string[] {
  const [, name, start, inside] = /^<(ul|ol)(?: start="(\d+)")?>(.*)<\/\1>$/s.exec(element) ?? []
  if (!name) return [element]
  return outermost(inside!).map((item, index) => {
    const number = Number(start ?? 1) + index
    return name === 'ol' ? `<ol start="${number}">${item}</ol>` : `<ul>${item}</ul>`
  })
}

function faced({ ko, en }: Row, reading: 'ko' | 'en'): Facing {
  const korean = ko?.html ?? null
  const english = en.length > 0 ? en.map(({ html }) => html).join('\n') : null
  if (korean === null || english === null) return { once: null, ko: korean, en: english }
  if (korean === english && !HAS_WORDS.test(korean))
    return { once: { html: korean, lang: 'ko' }, ko: null, en: null }

  const [one, other] = [pictureIn(korean), pictureIn(english)]
  if (!one || !other || one.src !== other.src) return { once: null, ko: korean, en: english }
  const shown = reading === 'ko' ? one : other
  return { once: { html: shown.html, lang: reading }, ko: one.words, en: other.words }
}

/** What has no language: a break, code. */
const HAS_WORDS = /^<(?!hr|pre)/

/** A figure as its picture and its words. */
function pictureIn(html: string): { src: string; html: string; words: string | null } | null {
  const found = /^(<figure[^<>]*>)(.*?)(<figcaption>.*<\/figcaption>)?<\/figure>$/s.exec(html)
  const src = found && /<img [^<>]*src="([^"]*)"/.exec(found[2]!)?.[1]
  if (!found || !src) return null
  const [, opening, picture, words] = found
  return { src, html: `${opening}${picture}</figure>`, words: words ? `<figure>${words}</figure>` : null }
}

/** An address within the page leads to the one place that has it, and in the English to the English. */
function withOwnIds(rows: Facing[]): Facing[] {
  const korean = rows.map(({ once, ko }) => (once?.lang === 'ko' ? once.html : '') + (ko ?? '')).join('')
  const taken = new Set([...korean.matchAll(/<[a-z][^<>]* id="([pr]\d+(?:-\d+)?)"/g)].map(([, id]) => id!))
  const own = (html: string) =>
    html.replace(/<[a-z][^<>]*>/g, (tag) =>
      tag.replace(/ (id="|href="#)([pr]\d+(?:-\d+)?)"/g, (whole, before: string, id: string) =>
        taken.has(id) ? ` ${before}${id}-en"` : whole,
      ),
    )
  return rows.map(({ once, ko, en }) => ({
    once: once?.lang === 'en' ? { ...once, html: own(once.html) } : once,
    ko,
    en: en === null ? null : own(en),
  }))
}
