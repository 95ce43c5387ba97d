import type { Language } from '../publications/rules'
import type { Entry } from '../reader/rules'

/** A public article as a feed carries it, whole. */
export interface FeedArticle extends Entry {
  /** As it was approved: sanitised HTML of the body. */
  html: string
  /** In the other language; null where it is not public in it. */
  otherSlug: string | null
}

/** A public article in a sitemap: since when it reads as it does in each language; null where it is not public. */
export interface SitemapArticle extends Record<Language, Date | null> {
  koreanSlug: string | null
  englishSlug: string | null
}

/** So many articles a feed; readers of feeds come often, and older ones have had them. */
export const feedLength = 20

/** So many articles a part of the sitemap: two addresses each, and the protocol allows 50,000 (sitemaps.org). */
export const sitemapLength = 20_000

export const feedFormats = ['atom', 'rss', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

/**
 * The same HTML for a place that has no address of its own: what points into the site says where that is, and what points
 * into the page says which page. Our HTML is written by one serialiser, so attributes have one spelling.
 */
export function withWholeAddresses(html: string, publicUrl: string, pageUrl: string): string {
  return html.replace(/<[a-z][^<>]*>/g, (tag) =>
    tag
      .replace(/ (href|src)="(\/(?!\/)|#)/g, (_, name: string, start: string) =>
        start === '#' ? ` ${name}="${pageUrl}#` : ` ${name}="${publicUrl}/`,
      )
      .replace(
        / srcset="([^"]*)"/g,
        (_, set: string) => ` srcset="${set.replace(/(^|, )\//g, `$1${publicUrl}/`)}"`,
      ),
  )
}
