import { childrenOf, textIn, type Element } from '../text/xml'
import { dateFrom, dateFromUtc } from './dates'
import { onOneLine, plainFromHtml } from './plainText'
import type { Entry, EntryKind, EntryStatus, FeaturedPicture, Warning } from './rules'

/** What the beginning of a WordPress export says of all its items, and what its attachments say of pictures. */
export interface Site {
  address: string
  language: string | null
  /** Names by login. */
  authors: Map<string, string>
  /** By post id. */
  attachments: Map<string, FeaturedPicture>
}

export function newSite(): Site {
  return { address: '', language: null, authors: new Map(), attachments: new Map() }
}

/** Takes in one element of the channel that is no item, or an item that is a picture. */
export function learn(site: Site, element: Element): void {
  const text = element.text.trim()
  if (element.name === 'wp:base_blog_url') site.address = text || site.address
  else if (element.name === 'wp:base_site_url' || element.name === 'link') site.address ||= text
  else if (element.name === 'language') site.language = text || null
  else if (element.name === 'wp:author')
    site.authors.set(textIn(element, 'wp:author_login'), textIn(element, 'wp:author_display_name'))
  else if (element.name === 'item' && textIn(element, 'wp:post_type') === 'attachment') {
    const src = textIn(element, 'wp:attachment_url')
    if (src) site.attachments.set(textIn(element, 'wp:post_id'), pictureIn(element, src))
  }
}

function pictureIn(element: Element, src: string): FeaturedPicture {
  return {
    src,
    alt: onOneLine(meta(element, '_wp_attachment_image_alt')),
    caption: plainFromHtml(textIn(element, 'excerpt:encoded')),
  }
}

export function wordpressEntry(element: Element, site: Site): Entry {
  const said = textIn(element, 'wp:post_type') || 'post'
  const { status, warnings } = statusFrom(element)
  const author = textIn(element, 'dc:creator')
  const featured = site.attachments.get(meta(element, '_thumbnail_id')) ?? null
  return {
    source: `wordpress:${site.address || 'unknown'}`,
    externalId: textIn(element, 'wp:post_id') || textIn(element, 'guid') || textIn(element, 'link'),
    kind: kindFrom(said),
    kindSaid: said,
    status,
    title: plainFromHtml(textIn(element, 'title')),
    body: textIn(element, 'content:encoded'),
    format: 'html',
    author: site.authors.get(author) || author,
    address: absolute(textIn(element, 'link'), site.address),
    labels: labelsIn(element),
    publishedAt: publishedIn(element),
    updatedAt: dateFromUtc(textIn(element, 'wp:post_modified_gmt')),
    language: site.language,
    featured,
    folder: null,
    warnings,
  }
}

function kindFrom(said: string): EntryKind {
  if (said === 'post' || said === 'page' || said === 'attachment') return said
  return said === 'nav_menu_item' ? 'menu' : 'other'
}

/** Drafts have no date in UTC, and their date of publication is in the year −1. */
function publishedIn(element: Element): Date | null {
  return (
    dateFromUtc(textIn(element, 'wp:post_date_gmt')) ??
    dateFrom(textIn(element, 'pubDate')) ??
    dateFromUtc(textIn(element, 'wp:post_date'))
  )
}

/** A post behind a password was published, and not to everybody. */
function statusFrom(element: Element): { status: EntryStatus; warnings: Warning[] } {
  const said = textIn(element, 'wp:status')
  const hasPassword = textIn(element, 'wp:post_password') !== ''
  if (said === 'trash') return { status: 'trashed', warnings: [] }
  if (said === 'private' || hasPassword) return { status: 'private', warnings: ['was-private'] }
  if (said === 'publish') return { status: 'published', warnings: [] }
  if (said === 'future') return { status: 'scheduled', warnings: ['was-scheduled'] }
  const isKnown = ['draft', 'pending', 'auto-draft', 'inherit'].includes(said)
  return { status: 'draft', warnings: isKnown ? [] : ['status-unknown'] }
}

/** Categories before tags; WordPress's own “none” is no category. */
function labelsIn(element: Element): string[] {
  const of = (domain: string) =>
    childrenOf(element, 'category')
      .filter(({ attributes }) => (attributes.domain ?? 'category') === domain)
      .filter(({ attributes }) => attributes.nicename !== 'uncategorized')
      .map(({ text }) => plainFromHtml(text))
  const labels = [...of('category'), ...of('post_tag'), ...of('tag')]
  return [...new Set(labels)].filter((label) => !['', '미분류', 'Uncategorized'].includes(label))
}

function meta(element: Element, key: string): string {
  const found = childrenOf(element, 'wp:postmeta').find((one) => textIn(one, 'wp:meta_key') === key)
  return found ? textIn(found, 'wp:meta_value') : ''
}

function absolute(address: string, base: string): string {
  return address && URL.canParse(address, base) ? new URL(address, base).href : address
}
