import { basename, dirname } from 'node:path'
import { textOf } from '../text/intake'
import { dateSaid } from './dates'
import { frontMatterOf, line, list } from './frontMatter'
import { onOneLine, plainFromHtml } from './plainText'
import type { Entry, EntryStatus } from './rules'

/** A file of Markdown or HTML that is an article by itself. */
export interface DocumentFile {
  /** Where it is. */
  path: string
  /** Its path from the folder that was named, with that folder: what it is known by. */
  name: string
  /** The folder its pictures may lie in, with everything below it. */
  folder: string
}

export function isDocument(name: string): boolean {
  return /\.(md|markdown|html?)$/i.test(name)
}

/** Pictures and the like: they belong to the documents beside them and are no entries. */
export function isPictureFile(name: string): boolean {
  return /\.(jpe?g|png|gif|webp|avif|heic|svg|bmp|ico)$/i.test(name)
}

/** Refused when the bytes are in no encoding we know. */
export function documentEntry(file: DocumentFile, bytes: Buffer): Entry {
  const text = textOf(bytes)
  return /\.html?$/i.test(file.name) ? htmlEntry(file, text) : markdownEntry(file, text)
}

function markdownEntry(file: DocumentFile, text: string): Entry {
  const { said, body } = frontMatterOf(text)
  const isPage = /^page$/i.test(line(said, 'type', 'layout', 'post_type'))
  return {
    ...commonParts(file),
    kind: isPage ? 'page' : 'post',
    kindSaid: isPage ? 'page' : 'post',
    status: statusFrom(file, said),
    title: onOneLine(line(said, 'title')),
    body,
    format: 'markdown',
    author: onOneLine(line(said, 'author', 'authors')),
    address: onOneLine(line(said, 'permalink', 'url', 'link')),
    labels: list(said, 'categories', 'category', 'tags', 'labels', 'keywords'),
    publishedAt: dateSaid(line(said, 'date', 'published_at')) ?? dateInName(file.name),
    updatedAt: dateSaid(line(said, 'updated', 'lastmod', 'last_modified_at', 'modified')),
    language: line(said, 'lang', 'language') || null,
  }
}

function statusFrom({ name }: DocumentFile, said: Record<string, string | string[]>): EntryStatus {
  const status = line(said, 'status', 'post_status').toLowerCase()
  const isDraft =
    /^(true|yes)$/i.test(line(said, 'draft')) ||
    /^(false|no)$/i.test(line(said, 'published')) ||
    /(^|\/)_?drafts\//i.test(name) ||
    ['draft', 'pending'].includes(status)
  if (status === 'private') return 'private'
  return isDraft ? 'draft' : 'published'
}

function htmlEntry(file: DocumentFile, text: string): Entry {
  const head = /<head\b[\s\S]*?<\/head\s*>/i.exec(text)?.[0] ?? ''
  const headline = /<h1\b[^>]*>([\s\S]*?)<\/h1\s*>/i.exec(text)?.[1] ?? ''
  const title = /<title\b[^>]*>([\s\S]*?)<\/title\s*>/i.exec(head || text)?.[1] ?? ''
  const status = metaIn(head, 'status')
  return {
    ...commonParts(file),
    kind: 'post',
    kindSaid: 'post',
    status: status === 'draft' || /(^|\/)_?drafts\//i.test(file.name) ? 'draft' : 'published',
    title: plainFromHtml(headline.replace(/<[^>]*>/g, ' ')) || plainFromHtml(title),
    body: text.replace(/<head\b[\s\S]*?<\/head\s*>/i, '').replace(/<title\b[\s\S]*?<\/title\s*>/i, ''),
    format: 'html',
    author: metaIn(head, 'author'),
    address: /<link\b[^>]*rel=["']?canonical["']?[^>]*href=["']([^"']+)/i.exec(head)?.[1] ?? '',
    labels: metaIn(head, 'keywords')
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== ''),
    publishedAt:
      dateSaid(metaIn(head, 'article:published_time') || metaIn(head, 'date')) ?? dateInName(file.name),
    updatedAt: dateSaid(metaIn(head, 'article:modified_time')),
    language: /<html\b[^>]*\blang=["']?([\w-]+)/i.exec(text)?.[1] ?? null,
  }
}

function metaIn(head: string, name: string): string {
  const tag = head
    .match(/<meta\b[^>]*>/gi)
    ?.find((one) => new RegExp(`(?:name|property)=["']?${name}["'\\s/>]`, 'i').test(one))
  return plainFromHtml(
    /content=(?:"([^"]*)"|'([^']*)')/i
      .exec(tag ?? '')
      ?.slice(1)
      .find(Boolean) ?? '',
  )
}

function commonParts({ path, name, folder }: DocumentFile) {
  const place = name.includes('/') ? name.slice(0, name.indexOf('/')) : ''
  return {
    source: `files:${place}`.normalize('NFC'),
    externalId: (place ? name.slice(place.length + 1) : name).normalize('NFC'),
    featured: null,
    folder: { root: folder, beside: dirname(path) },
    warnings: [],
  }
}

/** Blogs made of files put the day in front of the name: `2026-03-02-장터.md`. */
function dateInName(name: string): Date | null {
  const found = /^(\d{4}-\d\d-\d\d)[-_]/.exec(basename(name))
  return found ? dateSaid(`${found[1]}T00:00:00Z`) : null
}

/** A title for a file that says none. */
export function titleFromName(name: string): string {
  return onOneLine(
    basename(name)
      .replace(/\.[a-z]+$/i, '')
      .replace(/^\d{4}-\d\d-\d\d[-_]/, '')
      .replace(/^index$/i, basename(dirname(name)))
      .replace(/[-_]+/g, ' '),
  )
}
