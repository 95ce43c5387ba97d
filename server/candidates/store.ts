import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import type { Pair } from '../targets/rules'
import type { FoundName } from '../text/findingNames'
import type { Candidate, Place } from './rules'

/** An article with its English from an archive, in which nobody has looked for names yet. */
export interface Unsearched {
  entryId: string
  slug: string
}

export async function unsearched(worker: Db, limit: number): Promise<Unsearched[]> {
  return rowsOf<Unsearched>(
    worker.raw(
      `select pairing.entry_id, article.slug from pairings pairing join articles article on article.id = pairing.article_id
       where not exists (select from name_searches search where search.entry_id = pairing.entry_id)
       order by pairing.paired_at, pairing.entry_id limit ?`,
      [limit],
    ),
  )
}

export async function markSearched(trx: Db, { entryId }: Unsearched): Promise<void> {
  await trx('nameSearches').insert({ entryId }).onConflict('entry_id').ignore()
}

/** A name, and the pair it was found in. */
export interface Found {
  pair: Pair
  name: FoundName
}

export async function insertFound(trx: Db, article: Article, found: Found[]): Promise<void> {
  if (found.length === 0) return
  await trx('nameCandidates')
    .insert(
      found.map(({ pair, name }) => ({ ...name, articleId: article.id, segmentId: pair.source.segmentId })),
    )
    .onConflict(['korean', 'english', 'segment_id'])
    .ignore()
}

/** All that were found and that nobody has said no to, with the pairs as they read now. */
export async function candidates(db: Db): Promise<Candidate[]> {
  const rows = await rowsOf<Omit<Candidate, 'places'> & { places: Place[] }>(
    db.raw(
      `select min(found.public_id) as public_id, found.korean, found.kind, found.english, found.name_order,
         json_agg(json_build_object('slug', article.slug, 'title', version.title, 'number', segment.number,
           'korean', source.text, 'english', target.text) order by article.id, source.position) as places
       from name_candidates found
       join articles article on article.id = found.article_id
       join lateral (select id, title from source_versions where article_id = article.id order by number desc limit 1) version on true
       join segments segment on segment.id = found.segment_id
       join source_segments source on source.source_version_id = version.id and source.segment_id = found.segment_id
       join targets target on target.segment_id = found.segment_id
       where position(found.korean in source.text) > 0 and position(found.english in target.text) > 0
         and not exists (select from name_denials denial where denial.korean = found.korean
           and denial.english = found.english and denial.taken_back_at is null)
       group by found.korean, found.kind, found.english, found.name_order`,
    ),
  )
  return rows
}

/** One of them, whether it is still open or not. Throws NotFound. */
export async function candidateById(db: Db, publicId: string): Promise<Omit<Candidate, 'places'>> {
  const found = await db('nameCandidates')
    .where({ publicId })
    .first<Omit<Candidate, 'places'> | undefined>('publicId', 'korean', 'kind', 'english', 'nameOrder')
  if (!found) throw new NotFound()
  return found
}

export async function insertDenial(
  trx: Db,
  { korean, english }: Pick<Candidate, 'korean' | 'english'>,
  person: Person,
): Promise<void> {
  await trx.raw(
    `insert into name_denials (korean, english, said_by) values (?, ?, ?)
     on conflict (korean, english) where taken_back_at is null do nothing`,
    [korean, english, person.id],
  )
}

export interface Denial {
  publicId: string
  korean: string
  english: string
  by: string
  at: Date
}

/** What was said no to, the newest first. */
export async function denials(db: Db, limit: number): Promise<Denial[]> {
  return rowsOf<Denial>(
    db.raw(
      `select (select min(public_id) from name_candidates found where found.korean = denial.korean and found.english = denial.english)
         as public_id, denial.korean, denial.english, sayer.name as by, denial.said_at as at
       from name_denials denial join people sayer on sayer.id = denial.said_by
       where denial.taken_back_at is null order by denial.id desc limit ?`,
      [limit],
    ),
  )
}

export async function takeDenialBack(
  trx: Db,
  { korean, english }: Pick<Candidate, 'korean' | 'english'>,
  person: Person,
): Promise<void> {
  await trx('nameDenials')
    .where({ korean, english, takenBackAt: null })
    .update({ takenBackBy: person.id, takenBackAt: trx.fn.now() })
}
