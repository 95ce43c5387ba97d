import { CODE } from './blanking'
import type { Span } from './spans'

/** An address a text links to or shows, as it is written, and where the address stands. */
export interface Link extends Span {
  address: string
  /** The words that are linked, or '' for a bare address. */
  words: string
}

/** Every address in the text, in order: Markdown links, bare addresses, and reStructuredText's `words <address>`_. */
export function linksIn(text: string): Link[] {
  if (!/\]\(|:\/\//.test(text)) return []
  const prose = text.replace(CODE, (code) => ' '.repeat(code.length))
  const inline = [...prose.matchAll(INLINE)].map((match) => linkAt(match, 1, wordsBefore(prose, match.index)))
  const rest = prose.replace(INLINE, (match) => ' '.repeat(match.length))
  const bare = [...rest.matchAll(BARE)].map((match) => linkAt(match, 0, ''))
  const titled = [...text.matchAll(TITLED)].map((match) => linkAt(match, 2, match[1]!.trim()))
  return [...inline, ...bare, ...titled].sort((one, other) => one.from - other.from)
}

const INLINE = /\]\(\s?<?((?:[^()\s<>]|\([^()\s]*\))+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s?\)/dg
const BARE = /https?:\/\/[^\s)<>\]"'”’`가-힣]+/dg
const TITLED = /`([^`<]*)<(https?:[^<>`]+)>`_/dg

function linkAt(match: RegExpExecArray, group: number, words: string): Link {
  const [from, to] = match.indices![group]!
  const address = match[group]!.replace(/[.,;:!?*]+$/, '')
  return { address, words, from, to: to - (match[group]!.length - address.length) }
}

/** The words in the brackets before a target, as far as no other bracket stands between. */
function wordsBefore(text: string, bracket: number): string {
  const opening = text.lastIndexOf('[', bracket)
  const words = text.slice(opening + 1, bracket)
  return opening < 0 || bracket - opening > 300 || words.includes(']') ? '' : words
}

/** How a publisher's hosts are to be compared: a host by the name of another, or as a place on the own site for ''. */
export type Hosts = Readonly<Record<string, string>>

/**
 * An address as it is compared across languages: without its scheme, `www.`, an archive before it, what marks the language, a fragment; a
 * fragment alone is `#`, because headings are called otherwise in every language.
 */
export function comparable(address: string, hosts: Hosts = {}): string {
  if (address.startsWith('#')) return '#'
  const bare = decoded(address)
    .replace(ARCHIVED, '')
    .replace(/#.*$/s, '')
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/([?&])(?:hl|lang|locale|language)=[a-z-]*&?/gi, '$1')
    .replace(/[?&]$/, '')
    .replace(/\/(?:ko|ko-kr|kr|en|en-us|en-gb)(?=\/|$)/gi, '')
  const [, host = '', path = ''] = /^([^/?]*)(.*)$/s.exec(bare)!
  const known = hosts[host.toLowerCase()]
  const language = WIKIPEDIA.test(host) ? '' : /^(?:ko|en|kr)\./i
  const place = known !== undefined && host !== '' ? known : host.replace(language, '')
  return (place + path).replace(/[)>.,;:!?'"*]+$/, '').replace(/\/+$/, '')
}

/** The language of the Wikipedia that an address leads to, null for any other. */
export function encyclopedia(address: string): string | null {
  return WIKIPEDIA.exec(comparable(address))?.[1]?.toLowerCase() ?? null
}

const WIKIPEDIA = /^([a-z-]+)\.(?:m\.)?wikipedia\.org/i

/** A copy kept by an archive is the page that it is a copy of. */
const ARCHIVED = /^https?:\/\/web\.archive\.org\/web\/\d+(?:[a-z]+_)?\//i

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
