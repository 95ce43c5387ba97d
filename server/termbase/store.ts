import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import type { TermFinder } from '../text/terms'
import { finderFor, standingTerms as standing } from './holding'
import { readTerms } from './reading'
import {
  entriesFor,
  keyOf,
  type HeldTerm,
  type Scope,
  type TermEntry,
  type TermSearch,
  type Wording,
} from './rules'

/** The terms and names that hold in an article, made ready for being looked for. */
export async function termsFor(db: Db, { id, seriesId }: Article): Promise<TermFinder<HeldTerm>> {
  return finderFor(db, { articleId: id, seriesId })
}

/** Every term that stands, in the order of the Korean alphabet. */
export async function standingTerms(db: Db): Promise<TermEntry[]> {
  return standing(db)
}

/** The newest wording of a term, retired or not. */
export async function termById(db: Db, publicId: string): Promise<TermEntry> {
  const [entry] = await wordingsOf(db, publicId)
  if (!entry) throw new NotFound()
  return entry
}

/** The same, held still until the transaction ends. */
export async function lockTerm(trx: Db, publicId: string): Promise<TermEntry> {
  await trx('terms').where({ publicId }).orderBy('id').forUpdate().select('id')
  return termById(trx, publicId)
}

/** Every wording a term ever had, the newest first. */
export async function wordingsOf(db: Db, publicId: string): Promise<TermEntry[]> {
  return readTerms(db, 'term.public_id = ?', [publicId], 'term.id desc')
}

export const pageLength = 100

/** One page of what was looked for, and how many there are. */
export async function searchTerms(
  db: Db,
  search: TermSearch,
): Promise<{ entries: TermEntry[]; count: number }> {
  const { where, values } = conditionOf(search)
  const [row] = await rowsOf<{ count: number }>(
    db.raw(`select count(*)::int as count from terms term where ${where}`, values),
  )
  const entries = await readTerms(
    db,
    where,
    [...values, pageLength, (search.page - 1) * pageLength],
    'term.korean collate "ko-x-icu", term.id limit ? offset ?',
  )
  return { entries, count: row!.count }
}

function conditionOf({ words, kind, scope, retired }: TermSearch): { where: string; values: string[] } {
  const conditions: string[] = [
    retired
      ? 'term.ended_at is not null and not exists (select from terms later where later.public_id = term.public_id and later.id > term.id)'
      : 'term.ended_at is null',
  ]
  const values: string[] = []
  if (words !== '') {
    const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(`(replace(term.korean, ' ', '') like replace(?, ' ', '') or term.note ilike ? or exists (
      select from term_forms form where form.term_id = term.id and form.text ilike ?))`)
    values.push(pattern, pattern, pattern)
  }
  if (kind) {
    conditions.push('term.kind = ?')
    values.push(kind)
  }
  const [, place, id] = /^(series|article):(\d{1,18})$/.exec(scope) ?? []
  if (scope === 'all') conditions.push('term.series_id is null and term.article_id is null')
  else if (place) {
    conditions.push(`term.${place}_id = ?`)
    values.push(id!)
  }
  return { where: conditions.join(' and '), values }
}

/** As a new term, or as the next wording of the one with this public id. */
export async function insertWording(
  trx: Db,
  { accepted, forbidden, ...wording }: Wording,
  person: Person,
  publicId?: string,
): Promise<{ id: string; publicId: string }> {
  const [row] = (await trx('terms')
    .insert({ ...wording, writtenBy: person.id, ...(publicId && { publicId }) })
    .returning(['id', 'publicId'])) as { id: string; publicId: string }[]
  const forms = (standing: string, texts: string[]) =>
    texts.map((text, index) => ({ termId: row!.id, standing, position: index + 1, text }))
  await trx('termForms').insert([...forms('accepted', accepted), ...forms('forbidden', forbidden)])
  return row!
}

export async function endWording(trx: Db, { id }: TermEntry, person: Person): Promise<void> {
  await trx('terms').where({ id }).update({ endedBy: person.id, endedAt: trx.fn.now() })
}

export async function reviveWording(trx: Db, { id }: TermEntry): Promise<void> {
  await trx('terms').where({ id }).update({ endedBy: null, endedAt: null })
}

/** Whether there is such a series or article. */
export async function isScope(db: Db, { seriesId, articleId }: Scope): Promise<boolean> {
  if (seriesId) return (await db('series').where({ id: seriesId }).first('id')) !== undefined
  return !articleId || (await db('articles').where({ id: articleId }).first('id')) !== undefined
}

/** Articles by id or by slug, under the title of their newest Korean. */
export async function articlesTitled(
  db: Db,
  { ids, slug }: { ids: string[]; slug: string },
): Promise<{ id: string; title: string }[]> {
  return rowsOf(
    db.raw(
      `select article.id, coalesce((select version.title from source_versions version where version.article_id = article.id
         order by version.number desc limit 1), article.slug) as title
       from articles article where article.id = any(?::bigint[]) or article.slug = ?`,
      [ids, slug],
    ),
  )
}

/** What files call series and articles. */
export async function scopesBySlug(
  db: Db,
): Promise<Record<'series' | 'articles', { id: string; slug: string }[]>> {
  const [series, articles] = await Promise.all([
    db('series').select<{ id: string; slug: string }[]>('id', 'slug'),
    db('articles').select<{ id: string; slug: string }[]>('id', 'slug'),
  ])
  return { series, articles }
}

/** In the transaction of the deed: engines that keep our terms are brought into step a moment later. */
export async function askForGlossaries(trx: Db): Promise<void> {
  await trx.raw(
    "select graphile_worker.ask_for_job('glossaries', '{}', 'glossaries', now() + interval '2 seconds')",
  )
}

/** Which engine has not got the terms as they stand, and the kind of its fault; null when all is well. */
export async function glossaryFaultOf(db: Db): Promise<{ engine: string; kind: string } | null> {
  const row = (await db('engineGlossaries').whereNotNull('fault').first('label', 'fault')) as
    { label: string; fault: string } | undefined
  return row ? { engine: row.label, kind: row.fault } : null
}

/**
 * What engines are told of the terms that hold in an article, or everywhere: the Korean, with its blanks and without, and
 * the English that is preferred.
 */
export async function agreedRenderings(
  db: Db,
  articleId: string | null = null,
): Promise<{ ko: string; en: string }[]> {
  const place = articleId && (await db<Article>('articles').where({ id: articleId }).first('seriesId'))
  const entries = entriesFor(await standing(db), { articleId, seriesId: (place && place.seriesId) || null })
  const renderings = new Map(
    entries.flatMap((entry) => [
      [keyOf(entry), entry.accepted[0]!] as const,
      [entry.korean, entry.accepted[0]!] as const,
    ]),
  )
  return [...renderings].map(([ko, en]) => ({ ko, en })).sort((one, other) => (one.ko < other.ko ? -1 : 1))
}
