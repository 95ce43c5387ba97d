import { childOf, childrenOf, textIn, type Element } from '../text/xml'
import { onOneLine, plainFromHtml } from './plainText'
import type { Entry, EntryKind, EntryStatus, Warning } from './rules'
import { dateFrom } from './dates'

/** An `entry` of either dialect of Blogger's: the legacy back-up and the Takeout feed. */
export function bloggerEntry(element: Element): Entry {
  return childOf(element, 'blogger:type') ? takeoutEntry(element) : legacyEntry(element)
}

const SCHEME_OF_KINDS = 'http://schemas.google.com/g/2005#kind'
const SCHEME_OF_LABELS = 'http://www.blogger.com/atom/ns#'

function legacyEntry(element: Element): Entry {
  const categories = childrenOf(element, 'category').map(({ attributes }) => attributes)
  const said =
    categories
      .find(({ scheme }) => scheme === SCHEME_OF_KINDS)
      ?.term?.split('#')
      .at(-1) ?? ''
  const labels = categories.filter(({ scheme }) => scheme === SCHEME_OF_LABELS)
  const control = childOf(element, 'app:control')
  const isDraft = control !== null && textIn(control, 'app:draft').toLowerCase() === 'yes'
  const isHtml = childOf(element, 'title')?.attributes.type === 'html'
  return {
    ...commonParts(element),
    ...kindFrom(said || kindInId(textIn(element, 'id'))),
    status: isDraft ? 'draft' : 'published',
    title: isHtml ? plainFromHtml(textIn(element, 'title')) : onOneLine(textIn(element, 'title')),
    labels: labelsFrom(labels.map(({ term }) => term)),
    warnings: [],
  }
}

/** Titles of Takeout are HTML, whatever they say, and a status may be one we do not know yet. */
function takeoutEntry(element: Element): Entry {
  const { status, warnings } = statusFrom(textIn(element, 'blogger:status'))
  const isTrashed = textIn(element, 'blogger:trashed') !== ''
  const common = commonParts(element)
  return {
    ...common,
    ...kindFrom(textIn(element, 'blogger:type').toLowerCase()),
    status: isTrashed ? 'trashed' : status,
    title: plainFromHtml(textIn(element, 'title')),
    address: common.address || textIn(element, 'blogger:filename'),
    labels: labelsFrom(childrenOf(element, 'category').map(({ attributes }) => attributes.term)),
    warnings: isTrashed ? [] : warnings,
  }
}

function commonParts(element: Element) {
  const id = textIn(element, 'id')
  const [, blog, own] = /blog-(\d+)\.(.+)$/.exec(id) ?? []
  const author = childOf(element, 'author')
  const alternate = childrenOf(element, 'link').find(({ attributes }) => attributes.rel === 'alternate')
  return {
    source: `blogger:${blog ?? 'unknown'}`,
    externalId: own ?? id,
    body: textIn(element, 'content'),
    format: 'html' as const,
    author: author ? onOneLine(textIn(author, 'name')) : '',
    address: alternate?.attributes.href ?? '',
    publishedAt: dateFrom(textIn(element, 'published')),
    updatedAt: dateFrom(textIn(element, 'updated')),
    language: null,
    featured: null,
    folder: null,
  }
}

const KINDS = new Set(['post', 'page', 'comment', 'settings', 'template'])

function kindFrom(said: string): Pick<Entry, 'kind' | 'kindSaid'> {
  return { kind: KINDS.has(said) ? (said as EntryKind) : 'other', kindSaid: said }
}

/** Feeds that were put together by other programs may have lost the kinds; the ids keep them. */
function kindInId(id: string): string {
  const found = /\.(post|page|settings|layout)\b/.exec(id)?.[1] ?? ''
  return found === 'layout' ? 'template' : found
}

function statusFrom(said: string): { status: EntryStatus; warnings: Warning[] } {
  const word = said.toUpperCase()
  if (word === 'LIVE') return { status: 'published', warnings: [] }
  if (word === 'DRAFT') return { status: 'draft', warnings: [] }
  if (word === 'SCHEDULED') return { status: 'scheduled', warnings: ['was-scheduled'] }
  if (/TRASHED/.test(word)) return { status: 'trashed', warnings: [] }
  return { status: 'draft', warnings: ['status-unknown'] }
}

function labelsFrom(terms: (string | undefined)[]): string[] {
  return [...new Set(terms.map((term) => plainFromHtml(term ?? '')).filter((label) => label !== ''))]
}

/** What Blogger's interface for programs answers: posts and pages as JSON. */
interface ApiPost {
  kind: string
  id: string
  blog?: { id?: string }
  status?: string
  title?: string
  content?: string
  url?: string
  published?: string
  updated?: string
  author?: { displayName?: string }
  labels?: string[]
}

export function isApiPost(value: unknown): value is ApiPost {
  if (typeof value !== 'object' || value === null) return false
  const { kind, id } = value as Record<string, unknown>
  return typeof kind === 'string' && kind.startsWith('blogger#') && typeof id === 'string'
}

export function apiEntry(post: ApiPost): Entry {
  const kind = kindFrom(post.kind.replace('blogger#', ''))
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    source: `blogger:${text(post.blog?.id) || 'unknown'}`,
    externalId: `${kind.kindSaid}-${post.id}`,
    ...kind,
    ...statusFrom(text(post.status) || 'LIVE'),
    title: plainFromHtml(text(post.title)),
    body: text(post.content),
    format: 'html',
    author: plainFromHtml(text(post.author?.displayName)),
    address: text(post.url),
    labels: labelsFrom(Array.isArray(post.labels) ? post.labels.map(text) : []),
    publishedAt: dateFrom(text(post.published)),
    updatedAt: dateFrom(text(post.updated)),
    language: null,
    featured: null,
    folder: null,
  }
}
