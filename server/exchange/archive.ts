import { createReadStream, type Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Refused } from '../errors'
import { textOf } from '../text/intake'
import { elementsOf, newDocument, type Document, type Element, type Reading } from '../text/xml'
import { apiEntry, bloggerEntry, isApiPost } from './blogger'
import { documentEntry, isDocument, isPictureFile, titleFromName } from './documents'
import { wordsOfBody } from './plainText'
import { beginningOf, rootIn, startOf } from './recognising'
import type { Entry, FeaturedPicture } from './rules'
import { learn, newSite, wordpressEntry, type Site } from './wordpress'

/** A file or folder that was looked through from end to end and found sound; its entries can be read again and again. */
export interface Archive {
  path: string
  /** Such as `blogger` or `wordpress`, for people. */
  format: 'blogger' | 'wordpress' | 'blogger-json' | 'document' | 'unknown'
  entries: number
  /** Bytes, for the progress. */
  size: number
  /** What had to be put right in order to read it. */
  mended: Document['mended']
  /** Comments that lie inside items, which are no entries. */
  comments: number
  /** Pictures by the ids that posts know them by. */
  attachments: ReadonlyMap<string, FeaturedPicture>
  read(): AsyncGenerator<Entry>
}

/** Told how many bytes of a file have been looked at. */
export type Progress = (path: string, bytes: number, size: number) => void

/**
 * Every archive that a path leads to: itself, or all files of a folder, in the order of their names. Each is read to its end
 * first, so that whatever is wrong with it is known before anything of it is kept.
 */
export async function archivesAt(path: string, progress: Progress = () => {}): Promise<Archive[]> {
  const kind = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refused('archive-unreadable', { path, reason: error.code ?? error.message })
  })
  if (!kind.isDirectory()) return [await archiveIn(path, basename(path), dirname(path), progress)]
  const root = resolve(path)
  const archives: Archive[] = []
  for (const name of await filesUnder(root)) {
    if (isPictureFile(name)) continue
    archives.push(await archiveIn(join(root, name), `${basename(root)}/${name}`, root, progress, true))
  }
  if (archives.length === 0) throw new Refused('archive-folder-empty', { path })
  return archives
}

/** Regular files only: a link may lead out of the folder. */
async function filesUnder(folder: string, inside = ''): Promise<string[]> {
  const found = await readdir(join(folder, inside), { withFileTypes: true })
  const names: string[] = []
  for (const one of found.sort(byName)) {
    if (one.name.startsWith('.') || one.name === 'node_modules') continue
    const name = inside ? `${inside}/${one.name}` : one.name
    if (one.isDirectory()) names.push(...(await filesUnder(folder, name)))
    else if (one.isFile()) names.push(name)
  }
  return names
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1
}

async function archiveIn(
  path: string,
  name: string,
  folder: string,
  progress: Progress,
  isInFolder = false,
): Promise<Archive> {
  try {
    const { size } = await stat(path)
    const start = await startOf(path)
    const root = rootIn(start)
    if (root === 'feed' || root === 'rss') return await xmlArchive(path, size, progress)
    if (isTheme(name)) return foreignFile(path, name, size, 'template')
    if (isDocument(name)) return await documentArchive({ path, name, folder }, size)
    if (isInFolder) return foreignFile(path, name, size, 'file')
    if (start.length === 0) throw new Refused('archive-empty')
    if (start.subarray(0, 2).toString('latin1') === 'PK') throw new Refused('archive-zip')
    const beginning = beginningOf(start).trimStart()
    if (/^[[{]/.test(beginning)) return await jsonArchive(path, size)
    if (beginning.startsWith('<')) return await xmlArchive(path, size, progress)
    throw new Refused('archive-unknown')
  } catch (error) {
    if (error instanceof Refused) throw new Refused(error.rule, { ...error.detail, path })
    const { code } = error as NodeJS.ErrnoException
    if (code) throw new Refused('archive-unreadable', { path, reason: code })
    throw error
  }
}

/** Takeout puts the looks of a blog beside its texts. */
function isTheme(name: string): boolean {
  return /(^|\/)theme-(classic|layouts)\.(html|xml)$/i.test(name)
}

const PREFIXES: [RegExp, string][] = [
  [/^http:\/\/www\.w3\.org\/2005\/Atom$/, ''],
  [/^http:\/\/schemas\.google\.com\/blogger\/2018$/, 'blogger'],
  [/^http:\/\/(?:purl\.org\/atom\/app#|www\.w3\.org\/2007\/app)$/, 'app'],
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/excerpt\/?$/, 'excerpt'],
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/?$/, 'wp'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/$/, 'content'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\/$/, 'dc'],
]

const reading: Reading = {
  depth: (root) => (root === 'feed' ? 1 : 2),
  prefixOf: (namespace) => PREFIXES.find(([pattern]) => pattern.test(namespace))?.[1] ?? null,
  isPassed: (name) => name === 'wp:comment',
}

async function xmlArchive(path: string, size: number, progress: Progress): Promise<Archive> {
  const document = newDocument()
  const site = newSite()
  let entries = 0
  let isBlogger = false
  let isWordpress = false
  for await (const element of elementsIn(path, document, (bytes) => progress(path, bytes, size))) {
    if (element.name === 'item' || element.name === 'entry') entries++
    if (document.root === 'rss') learn(site, element)
    isBlogger ||= document.root === 'feed' && isOfBlogger(element)
    isWordpress ||= document.root === 'rss' && isOfWordpress(element)
  }
  const prefixes = new Set([...document.namespaces].map(reading.prefixOf))
  isBlogger ||= document.root === 'feed' && prefixes.has('blogger')
  isWordpress ||= document.root === 'rss' && prefixes.has('wp')
  if (!isBlogger && !isWordpress) throw new Refused('archive-plain-feed')
  return {
    path,
    format: isBlogger ? 'blogger' : 'wordpress',
    entries,
    size,
    mended: { ...document.mended },
    comments: document.passed.get('wp:comment') ?? 0,
    attachments: site.attachments,
    read: () => entriesOf(path, site),
  }
}

function isOfBlogger(element: Element): boolean {
  if (element.name === 'id') return element.text.trim().startsWith('tag:blogger.com,')
  return element.children.some(({ name, text }) =>
    name === 'id' ? text.trim().startsWith('tag:blogger.com,') : name === 'blogger:type',
  )
}

function isOfWordpress(element: Element): boolean {
  return element.name.startsWith('wp:') || element.children.some(({ name }) => name.startsWith('wp:'))
}

async function* entriesOf(path: string, site: Site): AsyncGenerator<Entry> {
  for await (const element of elementsIn(path, newDocument(), () => {})) {
    if (element.name === 'entry') yield bloggerEntry(element)
    if (element.name === 'item') yield wordpressEntry(element, site)
  }
}

async function* elementsIn(
  path: string,
  document: Document,
  progress: (bytes: number) => void,
): AsyncGenerator<Element> {
  const stream = createReadStream(path, { highWaterMark: 1 << 18 })
  async function* chunks(): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      progress((bytes += chunk.length))
      yield chunk
    }
  }
  try {
    yield* elementsOf(chunks(), reading, document)
  } finally {
    stream.destroy()
  }
}

/** Documents and JSON are read in one piece, so they have a size that one piece may have. */
const LARGEST_PIECE = 50_000_000

async function documentArchive(
  file: { path: string; name: string; folder: string },
  size: number,
): Promise<Archive> {
  const read = async () => {
    const entry = documentEntry(file, await readFile(file.path))
    return entry.title !== '' || /^\s*#\s/m.test(entry.body) || wordsOfBody(entry.body).trim() === ''
      ? entry
      : { ...entry, title: titleFromName(file.name) }
  }
  if (size > LARGEST_PIECE) throw new Refused('archive-too-large', { line: 1 })
  await read()
  return {
    ...one(file.path, size),
    format: 'document',
    async *read() {
      yield await read()
    },
  }
}

async function jsonArchive(path: string, size: number): Promise<Archive> {
  if (size > LARGEST_PIECE) throw new Refused('archive-too-large', { line: 1 })
  const posts = postsIn(textOf(await readFile(path)))
  return {
    ...one(path, size),
    format: 'blogger-json',
    entries: posts.length,
    async *read() {
      for (const post of posts) yield post
    },
  }
}

function postsIn(text: string): Entry[] {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Refused('archive-malformed-json')
  }
  const list = Array.isArray(value) ? value : (value as { items?: unknown } | null)?.items
  const posts: unknown[] = Array.isArray(list) ? list : [value]
  if (posts.length === 0 || !posts.every(isApiPost)) throw new Refused('archive-unknown')
  return posts.map(apiEntry)
}

/** A file in a folder that is none of ours is told of and passed over. */
function foreignFile(path: string, name: string, size: number, kind: 'file' | 'template'): Archive {
  return {
    ...one(path, size),
    format: 'unknown',
    async *read() {
      yield {
        ...{ source: 'files:', externalId: name, kind, kindSaid: kind, status: 'published' },
        ...{ title: basename(name), body: '', format: 'markdown', author: '', address: '', labels: [] },
        ...{ publishedAt: null, updatedAt: null, language: null, featured: null, folder: null, warnings: [] },
      }
    },
  }
}

function one(path: string, size: number): Omit<Archive, 'format' | 'read'> {
  return {
    path,
    size,
    entries: 1,
    mended: { ampersands: 0, characters: 0 },
    comments: 0,
    attachments: new Map(),
  }
}
