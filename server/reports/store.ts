import { rowsOf, type Db } from '../db/connection'
import { NotFound, Refused, TooMany } from '../errors'
import type { Article } from '../articles/rules'
import type { Person } from '../people/rules'
import type { Language } from '../publications/rules'
import type { NumberedBlock } from '../text/blocks'
import type { Report, ReportPlace } from './rules'

/** What readers see of an article in one language, as far as somebody who points at a paragraph needs it. */
export interface PublicText {
  language: Language
  slug: string
  /** Inline Markdown. */
  title: string
  content: NumberedBlock[]
}

/** In the languages it is public in, none where it is not. */
export async function publicTexts(site: Db, language: Language, slug: string): Promise<PublicText[]> {
  return rowsOf(
    site.raw(
      `select language, slug, title, content from site.pages where article_id = site.article_at(:language, :slug)`,
      {
        ...{ language, slug },
      },
    ),
  )
}

/**
 * Hands a report in, through the one door that a reader's process has. What readers cannot see is NotFound there too, and
 * whoever has said much is asked to wait. The connection reads only, but for this.
 */
export async function handIn(site: Db, place: ReportPlace, report: Report, address: string): Promise<void> {
  const { language, slug, number } = place
  const { kind, sentence, text } = report
  try {
    await site.transaction(async (trx) => {
      await trx.raw('set transaction read write')
      await trx.raw('select site.report(?, ?, ?, ?, ?, ?, ?::inet)', [
        ...[language, slug, number],
        ...[kind, sentence, text, address],
      ])
    })
  } catch (error) {
    throw faultOf(error)
  }
}

function faultOf(error: unknown): unknown {
  const { code } = error as { code?: string }
  if (code === 'DY404') return new NotFound()
  if (code === 'DY429') return new TooMany('report-throttled')
  return code === 'DY400' ? new Refused('not-understood') : error
}

/** A report nobody at the desk was told of yet, and where it stands there. */
export interface Untold {
  id: string
  articleId: string
  language: Language
  /** Of the paragraph. */
  number: number
  text: string
}

/** Held until the transaction ends: two processes never tell of the same. */
export async function untoldReports(trx: Db): Promise<Untold[]> {
  return rowsOf<Untold>(
    trx.raw(
      `select report.id, report.article_id, report.language, segment.number, comment.text
       from reports report
       join comments comment on comment.report_id = report.id
       join segments segment on segment.id = comment.segment_id
       where report.told_at is null and report.cleared_at is null
       order by report.id limit 50 for update of report skip locked`,
    ),
  )
}

export async function markTold(trx: Db, { id }: Pick<Untold, 'id'>): Promise<void> {
  await trx('reports').where({ id }).update({ toldAt: trx.fn.now() })
}

/** Who said yes to what readers see in this language, and who brought that Korean in. */
export async function answerableFor(trx: Db, { id }: Pick<Untold, 'id'>): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    trx.raw(
      `select distinct unnest(array[english.approved_by, korean.approved_by,
         case when page.language = 'ko' then source.created_by end]) as id
       from reports report
       join publications page on page.id = report.publication_id
       join source_versions source on source.id = page.source_version_id
       left join approvals english on english.id = page.approval_id
       left join source_approvals korean on korean.id = page.source_approval_id
       where report.id = ?`,
      [id],
    ),
  )
  return rows.flatMap((row) => row.id ?? [])
}

export async function editors(trx: Db): Promise<string[]> {
  const rows = await trx('roleGrants')
    .where({ role: 'editor', revokedAt: null })
    .select<{ personId: string }[]>('personId')
  return rows.map(({ personId }) => personId)
}

/** The report behind a comment, and the number of its pair. Throws NotFound where a person wrote it. */
export async function reportBehind(
  db: Db,
  article: Article,
  publicId: string,
): Promise<{ id: string; number: number }> {
  const [found] = await rowsOf<{ id: string; number: number }>(
    db.raw(
      `select comment.report_id as id, segment.number
       from comments comment join segments segment on segment.id = comment.segment_id
       where comment.article_id = ? and comment.public_id = ? and comment.report_id is not null`,
      [article.id, publicId],
    ),
  )
  if (!found) throw new NotFound()
  return found
}

/** Its words are shown no more, and there is nothing left to settle. */
export async function clear(trx: Db, { id }: { id: string }, person: Person): Promise<void> {
  const now = trx.fn.now()
  await trx('reports').where({ id, clearedAt: null }).update({ clearedBy: person.id, clearedAt: now })
  await trx('comments')
    .where({ reportId: id, settledAt: null })
    .update({ settledBy: person.id, settledAt: now })
}

/** As it was before: open. */
export async function putBack(trx: Db, { id }: { id: string }): Promise<void> {
  await trx('reports').where({ id }).update({ clearedBy: null, clearedAt: null })
  await trx('comments').where({ reportId: id }).update({ settledBy: null, settledAt: null })
}

/** What was kept of where reports came from is thrown away when its time has come. */
export async function forgetReporters(db: Db): Promise<void> {
  await db.raw('select forget_reporters()')
}
