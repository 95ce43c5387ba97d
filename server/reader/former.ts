import type { Request } from 'express'
import { rowsOf, type Db } from '../db/connection'
import type { Language } from '../publications/rules'
import { pathTo } from '../web/paths'

/**
 * Where readers find now what they had at this address before it came here; null when that was nothing, or is not public in its
 * language. It leads to an article of ours and never anywhere else, whatever was asked for.
 */
export async function formerlyAt(site: Db, { originalUrl, hostname }: Request): Promise<string | null> {
  const spellings = spellingsOf(originalUrl)
  if (spellings.length === 0) return null
  const [found] = await rowsOf<{ slug: string; language: Language }>(
    site
      .raw(
        `select slug, language from site.former_addresses where path = any(?)
         order by host = ? desc, language = 'ko' desc, slug limit 1`,
        [spellings, (hostname ?? '').toLowerCase()],
      )
      .options({ name: 'formerly-at' }),
  )
  return found ? pathTo.read(found.language, found.slug) : null
}

/** The same for the slug an article had before it got another one. */
export async function formerlyCalled(site: Db, language: Language, slug: string): Promise<string | null> {
  const found = await site('site.former_slugs')
    .where({ former: slug, language })
    .orderBy('leftAt', 'desc')
    .options({ name: 'formerly-called' })
    .first<{ slug: string } | undefined>('slug')
  return found ? pathTo.read(language, found.slug) : null
}

/**
 * The ways in which an archive may have written an address that was asked for: with Hangul or its percent signs, in capitals or
 * not, with what was asked behind it or without. A last slash, and what phones and mailings add, count for nothing.
 */
export function spellingsOf(address: string): string[] {
  if (address.length > LONGEST) return []
  const [asked = '', ...rest] = address.split('?')
  const paths = waysToWrite(asked.replace(/\/+$/, ''))
  const query = rest
    .join('?')
    .split('&')
    .filter((part) => part !== '' && !/^(?:m|utm_\w+|fbclid|gclid)=/.test(part))
    .join('&')
  const whole =
    query === '' ? [] : paths.flatMap((path) => waysToWrite(query).map((said) => `${path}?${said}`))
  const short = /^(?:\/index\.php|\/)?$/.test(asked)
    ? /(?:^|&)((?:p|page_id)=\d{1,20})(?:&|$)/.exec(query)?.[1]
    : null
  const all = [
    ...paths.filter((path) => path.length > 1),
    ...whole.map(rooted),
    ...(short ? [`/?${short}`] : []),
  ]
  return [...new Set(all)]
}

const LONGEST = 2_000

function waysToWrite(text: string): string[] {
  const plain = decoded(text)
  if (plain === null) return [text]
  const composed = plain.normalize('NFC')
  const written = encodeURI(composed)
  return [
    ...new Set([text, composed, written, written.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]),
  ]
}

/** `?p=1` of a site's front page is `/?p=1`. */
function rooted(path: string): string {
  return path.startsWith('?') ? `/${path}` : path
}

function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text)
    return plain.includes('\0') ? null : plain
  } catch {
    return null
  }
}
