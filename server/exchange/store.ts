import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import type { Person } from '../people/rules'
import type { ArchiveLanguage, Entry } from './rules'

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
