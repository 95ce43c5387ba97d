import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import { nameForFile, type ArchiveImport, type Fate, type Outcome } from './rules'

export async function importByPublicId(db: Db, publicId: string): Promise<ArchiveImport> {
  const [found] = await imports(db).where({ 'import.publicId': publicId })
  if (!found) throw new NotFound()
  return found
}

export async function importById(db: Db, id: string): Promise<ArchiveImport> {
  const [found] = await imports(db).where({ 'import.id': id })
  if (!found) throw new NotFound()
  return found
}

/** The last of them, the newest first. */
export async function latestImports(db: Db): Promise<ArchiveImport[]> {
  return imports(db).orderBy('import.id', 'desc').limit(50)
}

function imports(db: Db) {
  return db('archiveImports as import')
    .join('people as asker', 'asker.id', 'import.askedBy')
    .select({
      ...{ id: 'import.id', publicId: 'import.publicId', mayFetch: 'import.mayFetch' },
      ...{ askedBy: 'import.askedBy', askedByName: 'asker.name', askedAt: 'import.askedAt' },
      ...{ total: 'import.total', mended: 'import.mended', finishedAt: 'import.finishedAt' },
      ...{ fault: 'import.fault', faultDetail: 'import.faultDetail' },
    })
    .select<ArchiveImport[]>(
      db.raw(
        'array(select name from archive_import_files where import_id = import.id order by id limit 20) as files',
      ),
      db.raw('(select count(*)::int from archive_import_files where import_id = import.id) as file_count'),
      db.raw(
        '(select coalesce(max(number), 0) from archive_import_outcomes where import_id = import.id) as done',
      ),
    )
}

export async function insertImport(trx: Db, person: Person): Promise<Pick<ArchiveImport, 'id' | 'publicId'>> {
  const [made] = (await trx('archiveImports')
    .insert({ mayFetch: false, askedBy: person.id })
    .returning(['id', 'publicId'])) as Pick<ArchiveImport, 'id' | 'publicId'>[]
  return made!
}

export async function letFetch(trx: Db, id: string): Promise<void> {
  await trx('archiveImports').where({ id }).update({ mayFetch: true })
}

/** In the transaction that keeps the files: an import that is kept is a job that will be done. */
export async function askForImport(trx: Db, id: string): Promise<void> {
  await trx.raw('select graphile_worker.ask_for_job(?, ?, ?, now())', [
    ...['import', JSON.stringify({ import: id }), `import-${id}`],
  ])
}

/** Imports whose process died with them. As the worker role, which owns the queue. */
export async function askForUnfinishedImports(worker: Db): Promise<void> {
  await worker.raw(
    `select graphile_worker.add_job('import', json_build_object('import', id::text), job_key => 'import-' || id || '-again')
     from archive_imports where finished_at is null and asked_at < now() - interval '20 seconds'`,
  )
}

const CHUNK = 1 << 20

/** Keeps a file as it streams in, up to `most` bytes; says how many there were, which may be more. */
export async function keepFile(
  trx: Db,
  id: string,
  name: string,
  stream: Readable,
  most: number,
): Promise<number> {
  const [file] = (await trx('archiveImportFiles')
    .insert({ importId: id, name: nameForFile(name) })
    .returning('id')) as { id: string }[]
  let [size, position, held] = [0, 0, [] as Buffer[]]
  const put = async () => {
    const bytes = Buffer.concat(held)
    held = []
    if (bytes.length > 0)
      await trx('archiveImportChunks').insert({ fileId: file!.id, position: position++, bytes })
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) continue
    held.push(chunk)
    if (held.reduce((sum, { length }) => sum + length, 0) >= CHUNK) await put()
  }
  await put()
  return size
}

/** Writes the files of an import into a folder and says what they are called there: two of one name get different ones. */
export async function unpackFiles(db: Db, { id }: ArchiveImport, folder: string): Promise<string[]> {
  const files = await db<{ id: string; importId: string; name: string }>('archiveImportFiles')
    .where({ importId: id })
    .orderBy('id')
    .select('id', 'name')
  const names = new Set<string>()
  for (const file of files) {
    let name = file.name
    for (let nth = 2; names.has(name); nth++) name = `${nth}-${file.name}`
    names.add(name)
    await unpackFile(db, file.id, join(folder, name))
  }
  return [...names]
}

async function unpackFile(db: Db, fileId: string, path: string): Promise<void> {
  const written = await open(path, 'wx')
  try {
    for (let position = 0; ; position++) {
      const chunk = await db('archiveImportChunks')
        .where({ fileId, position })
        .first<{ bytes: Buffer } | undefined>('bytes')
      if (!chunk) return
      await written.write(chunk.bytes)
    }
  } finally {
    await written.close()
  }
}

export async function setTotal(
  db: Db,
  id: string,
  total: number,
  mended: ArchiveImport['mended'],
): Promise<void> {
  await db('archiveImports')
    .where({ id })
    .update({ total, mended: JSON.stringify(mended) })
}

export async function insertOutcome(db: Db, id: string, number: number, outcome: Outcome): Promise<void> {
  await db('archiveImportOutcomes').insert({ importId: id, number, outcome: JSON.stringify(outcome) })
}

/** What became of these entries, in the order of the archive. */
export async function outcomesOf(
  db: Db,
  { id }: ArchiveImport,
  from: number,
  most: number,
): Promise<Outcome[]> {
  const rows = await db<{ importId: string; number: number; outcome: Outcome }>('archiveImportOutcomes')
    .where({ importId: id })
    .where('number', '>', from)
    .orderBy('number')
    .limit(most)
    .select('outcome')
  return rows.map(({ outcome }) => outcome)
}

/** All of them, for the counts. */
export async function allOutcomes(db: Db, { id }: ArchiveImport): Promise<Outcome[]> {
  const rows = await db<{ importId: string; number: number; outcome: Outcome }>('archiveImportOutcomes')
    .where({ importId: id })
    .orderBy('number')
    .select('outcome')
  return rows.map(({ outcome }) => outcome)
}

/** False when it had ended before. The bytes are needed no more. */
export async function finishImport(
  db: Db,
  { id }: Pick<ArchiveImport, 'id'>,
  fault: { rule: string; detail: Record<string, string | number> } | null,
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const ended = await trx('archiveImports')
      .where({ id, finishedAt: null })
      .update({
        finishedAt: trx.fn.now(),
        fault: fault?.rule ?? null,
        faultDetail: JSON.stringify(fault?.detail ?? {}),
      })
    await trx('archiveImportChunks')
      .whereIn('fileId', trx('archiveImportFiles').where({ importId: id }).select('id'))
      .delete()
    return ended > 0
  })
}

/**
 * What an import that died had done with an entry before it could write that down; null when the entry was here before the
 * import was asked for.
 */
export async function fateBefore(
  db: Db,
  { askedAt }: ArchiveImport,
  { entry }: Outcome,
): Promise<{ fate: Fate; slug: string | null } | null> {
  const kept = await db('archiveEntries as entry')
    .leftJoin('archiveArticles as made', 'made.entryId', 'entry.id')
    .leftJoin('articles', 'articles.id', 'made.articleId')
    .where({ source: entry.source, externalId: entry.externalId })
    .where('entry.importedAt', '>=', askedAt)
    .first<{ slug: string | null; language: string } | undefined>('articles.slug', 'entry.language')
  if (!kept) return null
  if (kept.slug) return { fate: { fate: 'article' }, slug: kept.slug }
  const reasons = { en: 'waits-english', other: 'waits-other-language' } as const
  const reason = reasons[kept.language as keyof typeof reasons] ?? 'waits-empty'
  return { fate: { fate: 'kept', reason }, slug: null }
}
