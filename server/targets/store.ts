import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import { NotFound, Refused, SignedOut, SomeoneElse } from '../errors'
import type { Person } from '../people/rules'
import { hashOfSession } from '../people/store'
import type { SourceSegment, SourceVersion } from '../sources/rules'
import { structuralKinds, type Kind } from '../text/blocks'
import type { MachinePair } from '../text/unmodified'
import type { Comment, Confirmation, Counterpart, Pair, SaveOutcome, Target } from './rules'

/** Every source segment in reading order, each with its target; one nobody has touched has an empty target. */
export async function pairsOf(db: Db, version: SourceVersion): Promise<Pair[]> {
  return pairsWhere(db, 'pairs-of', 'source.source_version_id = ?', [version.id])
}

/** The pair people know by this number. Throws NotFound. */
export async function pairByNumber(db: Db, version: SourceVersion, number: number): Promise<Pair> {
  const [pair] = await pairsWhere(
    db,
    'pair-by-number',
    'source.source_version_id = ? and segment.number = ?',
    [version.id, number],
  )
  if (!pair) throw new NotFound()
  return pair
}

/** Those of them that the newest Korean has, in its order. */
export async function pairsNumbered(db: Db, version: SourceVersion, numbers: number[]): Promise<Pair[]> {
  return pairsWhere(db, 'pairs-numbered', 'source.source_version_id = ? and number = any(?)', [
    version.id,
    numbers,
  ])
}

/**
 * The pair of this number in the newest Korean of an article, between those that are read before and after it, in their order;
 * none where there is no such pair. One statement from the address to the words, since people wait for it at every paragraph.
 */
export async function pairsAround(db: Db, { slug, number }: Place): Promise<Pair[]> {
  return pairsWhere(
    db,
    'pairs-around',
    `source.id in (
       select unnest(array[before, id, after]) from (
         select text.id, place.number, lag(text.id) over reading as before, lead(text.id) over reading as after
         from source_segments text join segments place on place.id = text.segment_id
         where text.kind <> all (?) and text.source_version_id = (
           select version.id from source_versions version join articles article on article.id = version.article_id
           where article.slug = ? order by version.number desc limit 1)
         window reading as (order by text.position)
       ) around where number = ?)`,
    [[...structuralKinds], slug, number],
  )
}

/**
 * Written out, because it is read for every screen: one statement, a plan that PostgreSQL keeps, names that need no change,
 * nothing in it twice, and rows that leave as they are found, to be put in order here.
 */
async function pairsWhere(
  db: Db,
  name: string,
  condition: string,
  values: (string | number | number[] | Kind[])[],
): Promise<Pair[]> {
  const rows = await rowsOf<PairRow>(
    db
      .raw(
        `select source.id, source.segment_id as "segmentId", segment.number, source.position, source.kind, source.text,
         source.attributes, source.fingerprint, target.text as "targetText", target.revision, target.origin,
         target.machine_text as "machineText", target.engine, target.markup_lost as "markupLost",
         target.match_rate as "matchRate", target.source_segment_id as "sourceSegmentId",
         target.saved_by as "savedBy", target.saved_at as "savedAt", target.confirmed_by as "confirmedBy",
         target.confirmed_at as "confirmedAt", target.confirmed_revision as "confirmedRevision",
         target.confirmed_source_segment_id as "confirmedSourceSegmentId",
         case when target.source_segment_id <> source.id then
           (select fingerprint from source_segments where id = target.source_segment_id) end as "writtenFingerprint",
         case when target.confirmed_source_segment_id <> source.id then
           (select fingerprint from source_segments where id = target.confirmed_source_segment_id) end as "confirmedFingerprint",
         counterpart.kind as "counterpartKind", counterpart.reason as "counterpartReason", sayer.name as "counterpartBy"
       from source_segments source
       join segments segment on segment.id = source.segment_id
       left join targets target on target.segment_id = source.segment_id
       left join counterparts counterpart on counterpart.segment_id = source.segment_id and counterpart.taken_back_at is null
         and exists (select from source_segments said where said.id = counterpart.source_segment_id and said.fingerprint = source.fingerprint)
       left join people sayer on sayer.id = counterpart.said_by
       where ${condition}`,
        values,
      )
      .options({ name }),
  )
  return rows.map(toPair).sort((one, other) => one.source.position - other.source.position)
}

/** What stands in `targets` is null where nobody has written yet; fingerprints come where the Korean reads otherwise only. */
interface PairRow extends SourceSegment, Nullable<Omit<Target, 'segmentId' | 'text'>> {
  targetText: string | null
  counterpartKind: Counterpart['kind'] | null
  counterpartReason: string
  counterpartBy: string
}

type Nullable<Row> = { [Field in keyof Row]: Row[Field] | null }

/** Every field by its name: taking the rest of a row apart would cost as much as everything else on the review screen. */
function toPair(row: PairRow): Pair {
  return {
    source: {
      id: row.id,
      segmentId: row.segmentId,
      number: row.number,
      position: row.position,
      kind: row.kind,
      text: row.text,
      attributes: row.attributes,
      fingerprint: row.fingerprint,
    },
    target: {
      segmentId: row.segmentId,
      text: row.targetText ?? '',
      revision: row.revision ?? '0',
      origin: row.origin ?? 'person',
      machineText: row.machineText,
      matchRate: row.matchRate,
      engine: row.engine,
      markupLost: row.markupLost ?? false,
      sourceSegmentId: row.sourceSegmentId ?? row.id,
      savedBy: row.savedBy,
      savedAt: row.savedAt,
      confirmedBy: row.confirmedBy,
      confirmedAt: row.confirmedAt,
      confirmedRevision: row.confirmedRevision,
      confirmedSourceSegmentId: row.confirmedSourceSegmentId,
      writtenFingerprint: row.sourceSegmentId === row.id ? row.fingerprint : row.writtenFingerprint,
      confirmedFingerprint:
        row.confirmedSourceSegmentId === row.id ? row.fingerprint : row.confirmedFingerprint,
    },
    counterpart: row.counterpartKind && {
      kind: row.counterpartKind,
      reason: row.counterpartReason,
      by: row.counterpartBy,
    },
  }
}

/** A pair as an address names it: the number of a segment in the newest Korean of an article. */
export interface Place {
  slug: string
  number: number
}

export interface Wording {
  text: string
  /** The revision the words were written on top of. */
  baseRevision: string
  /** Made by whoever saves, once a save: the same id again changes nothing and succeeds. */
  saveId: string
  confirm: boolean
  /** Whoever confirms says that they have read what a machine wrote. */
  read?: boolean
}

/** The Korean of a pair and what a machine wrote for it; null where none did. */
export async function machineWordsAt(
  db: Db,
  { slug, number }: Place,
): Promise<Pick<MachinePair, 'korean' | 'machine'> | null> {
  const [words] = await rowsOf<Pick<MachinePair, 'korean' | 'machine'>>(
    db
      .raw(
        `select source.text as korean, target.machine_text as machine from articles article
       join segments segment on segment.article_id = article.id and segment.number = ?
       join targets target on target.segment_id = segment.id and target.machine_text is not null
       join source_segments source on source.segment_id = segment.id and source.source_version_id =
         (select id from source_versions where article_id = article.id order by number desc limit 1)
       where article.slug = ?`,
        [number, slug],
      )
      .options({ name: 'machine-words' }),
  )
  return words ?? null
}

/**
 * The guarded save of DESIGN §3: finding the pair, keeping the words and writing the revision are one statement, so
 * one round trip and one commit. A conflict is an outcome, not an error: its text is kept as well. Throws NotFound.
 */
export async function saveTarget(
  db: Db,
  place: Place,
  person: Person,
  wording: Wording,
): Promise<SaveOutcome> {
  const [outcome] = await rowsOf<SaveOutcome>(
    db
      .raw(
        `select saved.*, (select name from people where id = saved.saved_by) as saved_by_name
       from (
         select source.segment_id, source.id from articles article
         join segments segment on segment.article_id = article.id and segment.number = ?
         join source_segments source on source.segment_id = segment.id and source.kind <> all (?) and source.text <> ''
         where article.slug = ? and source.source_version_id =
           (select id from source_versions where article_id = article.id order by number desc limit 1)
       ) pair
       cross join lateral save_target(pair.segment_id, pair.id, ?, ?, ?, ?, ?) saved`,
        [
          ...[place.number, [...structuralKinds], place.slug],
          ...[wording.baseRevision, wording.saveId, wording.text, person.id, wording.confirm],
        ],
      )
      .options({ name: 'save-target' }),
  )
  if (!outcome) throw new NotFound()
  return outcome
}

/**
 * The same for the holder of a session, who is looked up on the way: one round trip in all. `as` is the public id of the
 * person whose words these are, where the browser knows it. Throws SignedOut and SomeoneElse as well.
 */
export async function saveTargetBySession(
  db: Db,
  place: Place,
  session: string,
  { baseRevision, saveId, text, confirm }: Wording,
  as: string | null = null,
): Promise<SaveOutcome> {
  const [answer] = await rowsOf<
    Omit<SaveOutcome, 'outcome'> & { outcome: SaveOutcome['outcome'] | Hindrance }
  >(
    db
      .raw('select * from save_by_session(?, ?, ?, ?, ?, ?, ?, ?)', [
        ...[hashOfSession(session), place.slug, place.number],
        ...[baseRevision, saveId, text, confirm, as],
      ])
      .options({ name: 'save-by-session' }),
  )
  const { outcome, ...stands } = answer!
  if (outcome === 'signed-out') throw new SignedOut()
  if (outcome === 'someone-else') throw new SomeoneElse()
  if (outcome === 'nothing-here') throw new NotFound()
  if (outcome === 'not-a-translator') throw new Refused(outcome)
  return { ...stands, outcome }
}

type Hindrance = 'signed-out' | 'someone-else' | 'nothing-here' | 'not-a-translator'

/** Takes a yes back. False when there was none for the words that stand. */
export async function endConfirmation(db: Db, pair: Pair, person: Person): Promise<boolean> {
  const [{ ended }] = (await rowsOf<{ ended: boolean }>(
    db.raw('select withdraw_confirmation(?, ?) as ended', [pair.source.segmentId, person.id]),
  )) as [{ ended: boolean }]
  return ended
}

/** How the last yes to each pair of an article came about. */
export async function confirmationsOf(db: Db, article: Article): Promise<Confirmation[]> {
  return db('confirmations as confirmation')
    .join('people as person', 'person.id', 'confirmation.personId')
    .where('confirmation.articleId', article.id)
    .distinctOn('confirmation.segmentId')
    .orderBy([{ column: 'confirmation.segmentId' }, { column: 'confirmation.id', order: 'desc' }])
    .select<Confirmation[]>({
      segmentId: 'confirmation.segmentId',
      manner: 'confirmation.manner',
      by: 'person.name',
      at: 'confirmation.at',
    })
    .options({ name: 'confirmations-of' })
}

export async function insertCounterpart(
  db: Db,
  article: Article,
  { source }: Pair,
  person: Person,
  { kind, reason }: Pick<Counterpart, 'kind' | 'reason'>,
): Promise<void> {
  const { segmentId, id: sourceSegmentId } = source
  await db('counterparts').insert({
    ...{ articleId: article.id, segmentId, sourceSegmentId, kind, reason },
    saidBy: person.id,
  })
}

/** For this wording of the Korean, under whichever version it was said. */
export async function takeBackCounterpart(db: Db, { source }: Pair, person: Person): Promise<void> {
  await db('counterparts')
    .where({ segmentId: source.segmentId, takenBackAt: null })
    .whereIn('sourceSegmentId', db('sourceSegments').where({ fingerprint: source.fingerprint }).select('id'))
    .update({ takenBackBy: person.id, takenBackAt: db.fn.now() })
}

/** All comments on the pairs of an article, oldest first. */
export async function commentsOf(db: Db, article: Article): Promise<Comment[]> {
  return comments(db).where({ 'comment.articleId': article.id }).options({ name: 'comments-of' })
}

export async function commentByPublicId(db: Db, article: Article, publicId: string): Promise<Comment> {
  const comment = (await comments(db)
    .where({ 'comment.articleId': article.id, 'comment.publicId': publicId })
    .first()) as Comment | undefined
  if (!comment) throw new NotFound()
  return comment
}

function comments(db: Db) {
  return db('comments as comment')
    .join('segments as segment', 'segment.id', 'comment.segmentId')
    .leftJoin('people as writer', 'writer.id', 'comment.writtenBy')
    .leftJoin('reports as report', 'report.id', 'comment.reportId')
    .leftJoin('people as settler', 'settler.id', 'comment.settledBy')
    .orderBy('comment.id')
    .select<Comment[]>({
      id: 'comment.id',
      publicId: 'comment.publicId',
      segmentId: 'comment.segmentId',
      number: 'segment.number',
      text: 'comment.text',
      writtenBy: 'comment.writtenBy',
      writtenByName: 'writer.name',
      writtenAt: 'comment.writtenAt',
      reportLanguage: 'report.language',
      reportKind: 'report.kind',
      reportSentence: 'report.sentence',
      clearedAt: 'report.clearedAt',
      settledAt: 'comment.settledAt',
      settledByName: 'settler.name',
    })
}

export async function insertComment(
  db: Db,
  article: Article,
  pair: Pair,
  person: Person,
  text: string,
): Promise<void> {
  await db('comments').insert({
    articleId: article.id,
    segmentId: pair.source.segmentId,
    text,
    writtenBy: person.id,
  })
}

export async function settleComment(db: Db, comment: Comment, person: Person): Promise<void> {
  await db('comments')
    .where({ id: comment.id, settledAt: null })
    .update({ settledBy: person.id, settledAt: db.fn.now() })
}
