import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import type { WaitingEntry } from '../exchange/rules'
import type { Person } from '../people/rules'
import type { SourceVersion } from '../sources/rules'
import type { Proposal } from '../text/bitext/proposing'
import type { ProposedPairing, Search } from './rules'

/** What may belong together, by entry and rank. Articles that have English by now are proposed no more. */
export async function proposedPairings(db: Db, entry?: WaitingEntry): Promise<ProposedPairing[]> {
  return rowsOf<ProposedPairing>(
    db.raw(
      `select proposal.entry_id, article.slug, version.title, proposal.rank, proposal.score, proposal.reasons, sayer.name as denied_by
       from archive_proposals proposal
       join articles article on article.id = proposal.article_id
       join lateral (select title from source_versions where article_id = article.id order by number desc limit 1) version on true
       left join pairing_denials denial on denial.entry_id = proposal.entry_id and denial.article_id = proposal.article_id
         and denial.taken_back_at is null
       left join people sayer on sayer.id = denial.said_by
       where (:entry::bigint is null or proposal.entry_id = :entry)
         and not exists (select from pairings where pairings.article_id = article.id)
         and not exists (select from pairings where pairings.entry_id = proposal.entry_id)
       order by proposal.entry_id, proposal.rank`,
      { entry: entry?.id ?? null },
    ),
  )
}

export async function lastSearch(db: Db): Promise<Search | null> {
  const search = await db<Search & { id: string }>('archiveSearches')
    .orderBy('id', 'desc')
    .first('beganAt', 'finishedAt')
  return search ?? null
}

export async function askForSearch(db: Db): Promise<void> {
  await db.raw("select graphile_worker.ask_for_job('find-pairs', '{\"anew\": true}', 'find-pairs', now())")
}

/** Who said that these two do not belong together, or null. */
export async function denialOf(db: Db, entry: WaitingEntry, article: Article): Promise<string | null> {
  const denial = await db('pairingDenials as denial')
    .join('people as sayer', 'sayer.id', 'denial.saidBy')
    .where({ entryId: entry.id, articleId: article.id, takenBackAt: null })
    .first<{ name: string } | undefined>('sayer.name')
  return denial?.name ?? null
}

export async function insertDenial(
  trx: Db,
  entry: WaitingEntry,
  article: Article,
  person: Person,
): Promise<void> {
  await trx.raw(
    `insert into pairing_denials (entry_id, article_id, said_by) values (?, ?, ?)
     on conflict (entry_id, article_id) where taken_back_at is null do nothing`,
    [entry.id, article.id, person.id],
  )
}

export async function takeDenialBack(
  db: Db,
  entry: WaitingEntry,
  article: Article,
  person: Person,
): Promise<void> {
  await db('pairingDenials')
    .where({ entryId: entry.id, articleId: article.id, takenBackAt: null })
    .update({ takenBackBy: person.id, takenBackAt: db.fn.now() })
}

/** Puts the words of an entry into the workshop; says by id whose they are. */
export async function importTargets(
  trx: Db,
  entry: WaitingEntry,
  article: Article,
  editor: Person,
  words: { segment: string; text: string }[],
): Promise<string> {
  const [row] = await rowsOf<{ whose: string }>(
    trx.raw('select import_targets(?, ?, ?, ?::jsonb) as whose', [
      ...[entry.id, article.id, editor.id],
      JSON.stringify(words),
    ]),
  )
  return row!.whose
}

export interface NewPairing {
  entry: WaitingEntry
  source: SourceVersion
  alignment: { number: number; english: number[] }[]
  /** Null for a draft. */
  approval: { id: string; translationVersionId: string } | null
}

export async function insertPairing(
  trx: Db,
  editor: Person,
  { entry, source, alignment, approval }: NewPairing,
): Promise<void> {
  await trx('pairings').insert({
    entryId: entry.id,
    articleId: source.articleId,
    sourceVersionId: source.id,
    alignment: JSON.stringify(alignment),
    translationVersionId: approval?.translationVersionId ?? null,
    approvalId: approval?.id ?? null,
    pairedBy: editor.id,
  })
}

/** An article without English, and where readers had it. */
export interface OpenArticle extends Article {
  address: string
  publishedAt: Date | null
}

/** Articles that an English post may still belong to: those in which nobody has written English. */
export async function openArticles(db: Db): Promise<OpenArticle[]> {
  return rowsOf<OpenArticle>(
    db.raw(
      `select article.*, coalesce(entry.address, '') as address, entry.published_at from articles article
       left join lateral (
         select archive_entries.* from archive_articles made join archive_entries on archive_entries.id = made.entry_id
         where made.article_id = article.id order by made.entry_id limit 1
       ) entry on true
       where not exists (select from pairings where pairings.article_id = article.id)
         and not exists (select from targets where targets.article_id = article.id and targets.origin in ('person', 'import')
           and targets.text ~ '\\S')
       order by article.id`,
    ),
  )
}

/** Those of them whose title has these words in it, the newest first. */
export async function openArticlesTitled(db: Db, words: string): Promise<{ slug: string; title: string }[]> {
  return rowsOf(
    db.raw(
      `select article.slug, version.title from articles article
       join lateral (select title from source_versions where article_id = article.id order by number desc limit 1) version on true
       where position(lower(?) in lower(version.title)) > 0
         and not exists (select from pairings where pairings.article_id = article.id)
       order by article.id desc limit 20`,
      [words],
    ),
  )
}

/** Whether something came that the last search has not seen. */
export async function isSearchDue(worker: Db): Promise<boolean> {
  const [row] = await rowsOf<{ due: boolean }>(
    worker.raw(
      `select exists (select from archive_entries entry where entry.language = 'en'
           and not exists (select from pairings where pairings.entry_id = entry.id))
         and greatest((select max(imported_at) from archive_entries), (select max(created_at) from source_versions))
           > coalesce((select max(began_at) from archive_searches where finished_at is not null), '-infinity') as due`,
    ),
  )
  return row!.due
}

/** True for one process at a time, until the transaction ends. */
export async function maySearch(trx: Db): Promise<boolean> {
  const [row] = await rowsOf<{ free: boolean }>(
    trx.raw("select pg_try_advisory_xact_lock(hashtext('daeyeok pairs')) as free"),
  )
  return row!.free
}

export async function beginSearch(worker: Db): Promise<string> {
  const [search] = (await worker('archiveSearches').insert({}).returning('id')) as { id: string }[]
  return search!.id
}

/** What was proposed before makes way for what is proposed now. */
export async function endSearch(worker: Db, search: string, proposals: Proposal[][]): Promise<void> {
  const rows = proposals.flatMap((found) =>
    found.map(({ english, korean, score, reasons }, index) => ({
      ...{ entryId: english, articleId: korean, rank: index + 1, score },
      reasons: JSON.stringify(reasons),
    })),
  )
  await worker.transaction(async (trx) => {
    await trx('archiveProposals').delete()
    await trx.batchInsert('archiveProposals', rows, 500)
    await trx('archiveSearches').where({ id: search }).update({ finishedAt: trx.fn.now() })
  })
}
