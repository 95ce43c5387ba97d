import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import type { Block } from '../text/blocks'
import { prepared } from './bodies'
import { linkTo, withPictures } from './pictures'
import type { ArchiveLanguage, Entry, WaitingEntry } from './rules'

/** An entry that was taken before. */
export interface Known {
  id: string
  fingerprint: string
  /** The address of the article it became, or null. */
  slug: string | null
}

export async function knownEntry(
  db: Db,
  { source, externalId }: Pick<Entry, 'source' | 'externalId'>,
): Promise<Known | null> {
  const known = await db('archiveEntries as entry')
    .leftJoin('archiveArticles as made', 'made.entryId', 'entry.id')
    .leftJoin('articles', 'articles.id', 'made.articleId')
    .where({ source, externalId })
    .first<Known | undefined>('entry.id', 'entry.fingerprint', 'articles.slug')
  return known ?? null
}

/** False in a database that was made by an older program. */
export async function hasArchive(db: Db): Promise<boolean> {
  return db.schema.withSchema('desk').hasTable('archive_entries')
}

export interface NewEntry {
  entry: Entry
  /** The text as it is kept. */
  body: string
  title: string
  language: ArchiveLanguage
  fingerprint: string
  pictures: { address: string; media: string | null }[]
}

/** The id of the new row; null when somebody else took the same entry in this moment. */
export async function insertEntry(
  trx: Db,
  person: Person | null,
  { entry, pictures, ...kept }: NewEntry,
): Promise<string | null> {
  const { source, externalId, kind, status, format, author, address, labels, publishedAt, updatedAt } = entry
  const [row] = (await trx('archiveEntries')
    .insert({
      ...{ source, externalId, kind, status, format, author, address, labels, publishedAt, updatedAt },
      ...kept,
      pictures: JSON.stringify(pictures),
      importedBy: person?.id ?? null,
    })
    .onConflict(['source', 'externalId'])
    .ignore()
    .returning('id')) as { id: string }[]
  return row?.id ?? null
}

export async function insertMade(trx: Db, person: Person, entryId: string, article: Article): Promise<void> {
  await trx('archiveArticles').insert({ entryId, articleId: article.id, madeBy: person.id })
}

/** Those in English that nobody has paired yet, in the order they came. */
export async function waitingEntries(db: Db): Promise<WaitingEntry[]> {
  return waiting(db).orderBy('entry.id')
}

/** Throws NotFound for an entry that does not wait, or not any more. */
export async function waitingEntry(db: Db, publicId: string): Promise<WaitingEntry> {
  const [entry] = await waiting(db).where({ 'entry.publicId': publicId })
  if (!entry) throw new NotFound()
  return entry
}

function waiting(db: Db) {
  return db('archiveEntries as entry')
    .leftJoin('people as importer', 'importer.id', 'entry.importedBy')
    .where('entry.language', 'en')
    .whereNotExists(db('pairings').whereRaw('pairings.entry_id = entry.id').select(db.raw('1')))
    .select<WaitingEntry[]>({
      ...{ id: 'entry.id', publicId: 'entry.publicId', source: 'entry.source', title: 'entry.title' },
      ...{ status: 'entry.status', address: 'entry.address', publishedAt: 'entry.publishedAt' },
      ...{ importedBy: 'entry.importedBy', importedByName: 'importer.name' },
    })
}

type Kept = Pick<Entry, 'kind' | 'body' | 'format' | 'author' | 'labels' | 'updatedAt'> & {
  pictures: { address: string; media: string | null }[]
}

/** An entry cut into blocks as an article would be; pictures that are not ours are links. */
export async function blocksOfEntry(db: Db, entry: WaitingEntry): Promise<Block[]> {
  const kept = await db<Kept & { id: string }>('archiveEntries')
    .where({ id: entry.id })
    .first('kind', 'body', 'format', 'author', 'labels', 'updatedAt', 'pictures')
  if (!kept) throw new NotFound()
  const { pictures, ...said } = kept
  const whole: Entry = {
    ...entry,
    ...said,
    ...{
      externalId: entry.id,
      kindSaid: said.kind,
      language: null,
      featured: null,
      folder: null,
      warnings: [],
    },
  }
  const media = new Map(pictures.flatMap(({ address, media }) => (media ? [[address, media] as const] : [])))
  return withPictures(prepared(whole, new Map()).blocks, media, (address) => linkTo(whole, address))
}
