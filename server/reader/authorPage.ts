import type { Language } from '../publications/rules'
import { namesIn, slugOfName } from '../text/bylines'
import { plain } from '../text/rendering'
import type { Addresses, BylinePair } from './rules'

/** Somebody whom bylines name, as they are called in an address and on the page. */
export interface Author {
  slug: string
  name: string
}

/** The way to all articles of an author. */
interface AuthorWay {
  href: string
  title: string
  language: Language
}

/** Bylines are few and stand in many articles: each is read once. */
const known = new Map<string, Author[]>()
const mostKnown = 5_000
/** So much of a byline is what lists find an article by (`published.byline_of`), in characters. */
const listedLength = 200

/** Who wrote, as a byline in Markdown says; of one with long addresses only those whom lists find as well. */
export function authorsIn(whole: string): Author[] {
  const byline = whole.length > listedLength ? [...whole].slice(0, listedLength).join('') : whole
  const before = known.get(byline)
  if (before) return before
  const authors = readAuthors(byline)
  if (known.size >= mostKnown) known.clear()
  known.set(byline, authors)
  return authors
}

function readAuthors(byline: string): Author[] {
  const words = /[\\`*_[\]<~&]/.test(byline) ? plain(byline) : byline
  return namesIn(words)
    .map((name) => ({ slug: slugOfName(name), name }))
    .filter(({ slug }) => slug !== '' && slug.length <= 120)
}

/** The bylines that name this author, and the author as most of them write the name; null where none does. */
export function authorCalled(slug: string, bylines: string[]): { author: Author; bylines: string[] } | null {
  const naming = bylines
    .map((byline) => ({ byline, author: authorsIn(byline).find((one) => one.slug === slug) }))
    .filter(({ author }) => author)
  const name = mostOften(naming.map(({ author }) => [author!.name, 1]))
  return name === null ? null : { author: { slug, name }, bylines: naming.map(({ byline }) => byline) }
}

/**
 * Who an author is in the other language: the name at the same place of the byline there, in most of the articles that have
 * both; null where no article says.
 */
export function authorAcross(slug: string, pairs: BylinePair[]): string | null {
  return mostOften(
    pairs.flatMap(({ here, there, times }): [string, number][] => {
      const [own, other] = [authorsIn(here), authorsIn(there)]
      const place = own.findIndex((one) => one.slug === slug)
      return place >= 0 && own.length === other.length ? [[other[place]!.slug, times]] : []
    }),
  )
}

function mostOften(votes: [one: string, times: number][]): string | null {
  const sums = new Map<string, number>()
  for (const [one, times] of votes) sums.set(one, (sums.get(one) ?? 0) + times)
  const [first] = [...sums].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  return first ? first[0] : null
}

export function authorWay(pathTo: Addresses, language: Language, { slug, name }: Author): AuthorWay {
  return { href: pathTo.readAuthor(language, slug), title: name, language }
}

/**
 * A byline in HTML with each name a way to what else they wrote. Its words stay as they were approved; one with links of its
 * own keeps those.
 */
export function withAuthors(html: string, authors: AuthorWay[]): string {
  if (html.includes('<a ')) return html
  return authors.reduce((linked, { href, title }) => {
    const name = title.replace(/&/g, '&#x26;').replace(/</g, '&#x3C;')
    const place = outsideTags(linked, name)
    if (place < 0) return linked
    const after = place + name.length
    return `${linked.slice(0, place)}<a href="${href}" rel="author">${name}</a>${linked.slice(after)}`
  }, html)
}

/** Where these words first stand in the text of some HTML and in no link; -1 where they do not. */
function outsideTags(html: string, words: string): number {
  for (let at = html.indexOf(words); at >= 0; at = html.indexOf(words, at + 1)) {
    const before = html.slice(0, at)
    if (before.lastIndexOf('<') > before.lastIndexOf('>')) continue
    if (before.lastIndexOf('<a ') > before.lastIndexOf('</a>')) continue
    return at
  }
  return -1
}
