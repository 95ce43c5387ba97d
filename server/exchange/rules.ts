import { createHash } from 'node:crypto'
import { mayTranslate, isAdmin, isEditor, type Person } from '../people/rules'

/** One thing in an archive, as its publisher's program wrote it. */
export interface Entry {
  /** Where it comes from, the same in every export of the place: `blogger:ID`, `wordpress:ADDRESS`, `files:FOLDER`. */
  source: string
  /** What it is called there; an entry is known again by source and id. */
  externalId: string
  kind: EntryKind
  /** The word for its kind in the archive. */
  kindSaid: string
  status: EntryStatus
  /** Plain text; '' when it has none. */
  title: string
  body: string
  format: 'html' | 'markdown'
  author: string
  /** Where readers had it, or ''. */
  address: string
  labels: string[]
  publishedAt: Date | null
  updatedAt: Date | null
  /** The language the archive says it is in, or null. */
  language: string | null
  /** A picture that stood above the text without being in it. */
  featured: FeaturedPicture | null
  /** Where pictures with relative addresses may lie, or null. */
  folder: Folder | null
  warnings: Warning[]
}

/** Pictures of a document lie beside it or anywhere under the root, and nowhere else. */
export interface Folder {
  root: string
  beside: string
}

export const entryKinds = [
  'post',
  'page',
  'comment',
  'settings',
  'template',
  'attachment',
  'menu',
  'file',
  'other',
] as const
export type EntryKind = (typeof entryKinds)[number]
export type EntryStatus = 'published' | 'draft' | 'scheduled' | 'private' | 'trashed'

export interface FeaturedPicture {
  src: string
  alt: string
  caption: string
}

/** Something about an entry that whoever imports it should look at. The names are those of `archive.json`. */
export const warnings = [
  'untitled',
  'was-private',
  'was-scheduled',
  'status-unknown',
  'characters-removed',
  'pictures-too-many',
  'shortcodes',
] as const
export type Warning = (typeof warnings)[number]

/** How many pictures are fetched for one article. */
export const mostPictures = 300

/** What becomes of an entry. */
export type Fate =
  /** A Korean article with this as source version 1. */
  | { fate: 'article' }
  /** Kept in the archive and not made an article yet, and why. */
  | { fate: 'kept'; reason: Waiting }
  | { fate: 'already' }
  /** Here already, and not as it is in this file. Nothing is overwritten. */
  | { fate: 'changed' }
  | { fate: 'skipped'; reason: string }

/** Why an entry is kept and no article yet. */
export const waitings = ['waits-english', 'waits-other-language', 'waits-empty', 'waits-nobody'] as const
export type Waiting = (typeof waitings)[number]

/** Why an entry is no article of anybody's, or null. */
export function obstacleToTaking({ kind, status }: Pick<Entry, 'kind' | 'status'>): string | null {
  if (kind !== 'post' && kind !== 'page') return `no-article-${kind}`
  return status === 'trashed' ? 'trashed' : null
}

export function isDraft({ status }: Pick<Entry, 'status'>): boolean {
  return status !== 'published'
}

/** What an entry says, in a number: an export made later has the same one while nobody has edited it. */
export function fingerprintOf({ title, body, labels, status, publishedAt, featured }: Entry): string {
  const said = [title, body, labels, status, publishedAt?.toISOString() ?? null, featured?.src ?? null]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

export type ArchiveLanguage = 'ko' | 'en' | 'other' | 'none'

/**
 * What a text is written in, by its letters. A Hangul syllable holds about as much as two or three Latin letters, and a Korean
 * text may be full of English names, so a fifth is enough to be Korean. 'none' when there is no letter at all.
 */
export function languageOf(text: string): ArchiveLanguage {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0
  const letters = count(/\p{L}/gu)
  if (letters === 0) return 'none'
  if (count(/\p{Script=Hangul}/gu) / letters >= 0.2) return 'ko'
  return count(/\p{Script=Latin}/gu) / letters >= 0.5 ? 'en' : 'other'
}

/** The first name an archive gives an article that may be a category of ours. */
export function categoryIn(labels: string[]): string | null {
  return labels.find((label) => label.length <= longestLabel) ?? null
}

const longestLabel = 200

/**
 * The counts of a report. `articles`: posts and pages taken by this run (in a dry run: that would be taken), drafts among them,
 * whether they became Korean articles or are kept until they can. `drafts`: those of them that were not public: drafts,
 * scheduled, private. `skipped`: all other entries, those that are here already among them, so that articles and skipped come to
 * the number of entries. `pictures`: addresses of pictures in what was taken, each once an article. `warnings`: how many were
 * given. Beyond these: `sources` Korean articles made; `kept` taken and not made articles yet; `already` and `changed`
 * among the skipped; `fetched` pictures that are ours now and `linked` those that stay links.
 */
export interface Counts {
  articles: number
  drafts: number
  skipped: number
  pictures: number
  warnings: number
  sources: number
  kept: number
  already: number
  changed: number
  fetched: number
  linked: number
}

export function noCounts(): Counts {
  return {
    ...{ articles: 0, drafts: 0, skipped: 0, pictures: 0, warnings: 0, sources: 0, kept: 0 },
    ...{ already: 0, changed: 0, fetched: 0, linked: 0 },
  }
}

/** What was done with one entry. */
export interface Outcome {
  file: string
  entry: Pick<
    Entry,
    'source' | 'externalId' | 'kind' | 'kindSaid' | 'status' | 'title' | 'address' | 'labels'
  >
  fate: Fate
  language: ArchiveLanguage | null
  /** Where the article is now, or null. */
  slug: string | null
  warnings: Warning[]
  /** Addresses of its pictures, each once; those that are ours now, and those that stay links. In a dry run nobody knows. */
  pictures: string[]
  fetched: string[]
  linked: string[]
}

export function isTaken({ fate }: Fate): boolean {
  return fate === 'article' || fate === 'kept'
}

/** Counts one more outcome. */
export function counted(counts: Counts, outcome: Outcome): void {
  const { fate, warnings, pictures, fetched, linked } = outcome
  counts.warnings += warnings.length
  if (!isTaken(fate)) {
    counts.skipped++
    if (fate.fate === 'already') counts.already++
    if (fate.fate === 'changed') counts.changed++
    return
  }
  counts.articles++
  if (isDraft(outcome.entry)) counts.drafts++
  if (fate.fate === 'article') counts.sources++
  else counts.kept++
  counts.pictures += pictures.length
  counts.fetched += fetched.length
  counts.linked += linked.length
}

/** Who imports when nobody was named: an admin who may bring articles in, else an editor, else a translator; the first of them. */
export function importerAmong(people: Person[]): Person | null {
  const may = people.filter(mayTranslate)
  return may.find(isAdmin) ?? may.find(isEditor) ?? may[0] ?? null
}

/** An English post or page of an archive that waits for its Korean. */
export interface WaitingEntry {
  id: string
  publicId: string
  source: string
  title: string
  status: EntryStatus
  address: string
  publishedAt: Date | null
  importedBy: string | null
  importedByName: string | null
}

/** An archive that somebody brings in at the desk. */
export interface ArchiveImport {
  id: string
  publicId: string
  /** Whether pictures are asked for from where they lie. */
  mayFetch: boolean
  askedBy: string
  askedByName: string
  askedAt: Date
  /** Names of the first files, and how many there are. */
  files: string[]
  fileCount: number
  /** Entries; null until all files were read to their ends. */
  total: number | null
  done: number
  mended: { file: string; kind: string; count: number }[]
  finishedAt: Date | null
  /** Why it ended before its end: a rule, as in refusals.json, or `stopped`. */
  fault: string | null
  faultDetail: Record<string, string | number>
}

/** A browser may call a file anything; what is kept is a name that no path is hidden in. */
export function nameForFile(said: string): string {
  const name = (said.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{C}:*?"<>|]/gu, '')
    .replace(/^\.+/, '')
    .trim()
  const end = /\.[A-Za-z0-9]{1,12}$/.exec(name)?.[0] ?? ''
  return (
    [...name.slice(0, name.length - end.length)]
      .slice(0, 60)
      .join('')
      .replace(/[. ]+$/, '') + end || 'archive'
  )
}
