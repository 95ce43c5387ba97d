import type { Article } from '../articles/rules'
import { breather } from '../breath'
import { rowsOf, type Db } from '../db/connection'
import type { Budget } from '../engines/rules'
import { spend } from '../engines/store'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import type { SourceVersion } from '../sources/rules'
import type { Pair } from '../targets/rules'
import type { Draft, Piece, Progress } from './rules'

export async function draftByPublicId(db: Db, article: Article, publicId: string): Promise<Draft> {
  const draft = await db<Draft>('drafts').where({ articleId: article.id, publicId }).first()
  if (!draft) throw new NotFound()
  return draft
}

export async function draftById(db: Db, id: string): Promise<Draft> {
  const draft = await db<Draft>('drafts').where({ id }).first()
  if (!draft) throw new NotFound()
  return draft
}

/** The draft asked for last, finished or not. */
export async function latestDraftOf(db: Db, article: Article): Promise<Draft | null> {
  const draft = await db<Draft>('drafts').where({ articleId: article.id }).orderBy('id', 'desc').first()
  return draft ?? null
}

export async function insertDraft(
  trx: Db,
  article: Article,
  version: SourceVersion,
  person: Person,
  pairs: Pair[],
  engine: string | null = null,
): Promise<Draft> {
  const [draft] = await trx<Draft>('drafts')
    .insert({ articleId: article.id, sourceVersionId: version.id, askedBy: person.id, engine })
    .returning('*')
  await trx.raw(
    `insert into draft_segments (draft_id, segment_id, source_segment_id)
     select ?, segment_id, source_segment_id from unnest(?::bigint[], ?::bigint[]) piece (segment_id, source_segment_id)`,
    [draft!.id, pairs.map(({ source }) => source.segmentId), pairs.map(({ source }) => source.id)],
  )
  return draft!
}

/** In the transaction of the deed: a draft that is kept is a job that will be done. */
export async function askForJob(trx: Db, draft: Draft): Promise<void> {
  await trx.raw('select graphile_worker.ask_for_job(?, ?, ?, now())', [
    'draft',
    JSON.stringify({ draft: draft.id }),
    `draft-${draft.id}`,
  ])
}

/** Drafts whose process died with them. As the worker role, which owns the queue. */
export async function askForUnfinished(worker: Db): Promise<void> {
  await worker.raw(
    `select graphile_worker.add_job('draft', json_build_object('draft', id::text), job_key => 'draft-' || id || '-again')
     from drafts where finished_at is null and asked_at < now() - interval '20 seconds'`,
  )
}

/** What a draft is made of, in reading order. */
export async function piecesOf(db: Db, draft: Draft): Promise<Piece[]> {
  return rowsOf<Piece>(
    db.raw(
      `select piece.segment_id, piece.source_segment_id, source.text as source_text, piece.sent_at, piece.answered_at,
         coalesce(target.${hasWords}, false) as written
       from draft_segments piece
       join source_segments source on source.id = piece.source_segment_id
       left join targets target on target.segment_id = piece.segment_id
       where piece.draft_id = ?
       order by source.position`,
      [draft.id],
    ),
  )
}

/** As `hasWords` of targets/rules. */
const hasWords = "text ~ '\\S'"

/**
 * Written down before the request goes out. Throws, and writes nothing, when any of them was sent before, or when the
 * month's budget has not as much left.
 */
export async function markSent(worker: Db, draft: Draft, pieces: Piece[], budget: Budget): Promise<void> {
  await worker.transaction(async (trx) => {
    await spend(
      trx,
      budget,
      pieces.map(({ sourceText }) => sourceText),
    )
    const marked = await ofPieces(trx, draft, pieces).whereNull('sentAt').update({ sentAt: trx.fn.now() })
    if (marked < pieces.length) throw new Error(`Draft ${draft.id}: another process has sent these already.`)
  })
}

/** The request did not reach the engine, or was refused unread. */
export async function markUnsent(worker: Db, draft: Draft, pieces: Piece[]): Promise<void> {
  await ofPieces(worker, draft, pieces).whereNull('answeredAt').update({ sentAt: null })
}

function ofPieces(db: Db, draft: Draft, pieces: Piece[]) {
  return db('draftSegments')
    .where({ draftId: draft.id })
    .whereIn(
      'segmentId',
      pieces.map(({ segmentId }) => segmentId),
    )
}

export interface Answer {
  piece: Piece
  origin: 'memory' | 'machine'
  text: string
  engine: string | null
  markupLost: boolean
  billedCharacters: number | null
  /** Of the memory's answers, in percent. */
  matchRate?: number | null
  /** What the engine was asked, by name, and which model answered. */
  question?: string | null
  model?: string | null
}

/**
 * Keeps answers and puts them where nothing stands yet, in the caller's transaction; in two statements, since people
 * who save in the meantime wait for it.
 */
export async function keepAnswers(trx: Db, draft: Draft, answers: Answer[]): Promise<void> {
  const breathe = breather()
  for (let from = 0; from < answers.length; from += atOnce) {
    await keepSome(trx, draft, answers.slice(from, from + atOnce))
    await breathe()
  }
}

/** A statement about many more would keep a processor for milliseconds, and pages wait for it where there are few. */
const atOnce = 10

async function keepSome(trx: Db, draft: Draft, answers: Answer[]): Promise<void> {
  await beginTargets(trx, draft, answers)
  await trx.raw(
    `with answer as (
       select * from json_to_recordset(?) as answer (
         segment_id bigint, source_segment_id bigint, origin text, text text, engine text, markup_lost boolean,
         billed_characters integer, match_rate smallint, question text, model text)
     ), placed as (
       update targets target
       set text = answer.text, origin = answer.origin, engine = answer.engine, markup_lost = answer.markup_lost,
         match_rate = answer.match_rate, machine_text = case answer.origin when 'machine' then answer.text end,
         source_segment_id = answer.source_segment_id, saved_by = ?,
         base_revision = target.revision, save_id = gen_random_uuid()
       from answer where target.segment_id = answer.segment_id and not (target.${hasWords})
       returning target.segment_id
     )
     update draft_segments piece
     set answered_at = now(), origin = answer.origin, text = answer.text, markup_lost = answer.markup_lost,
       billed_characters = answer.billed_characters, match_rate = answer.match_rate, question = answer.question,
       model = answer.model,
       placed = exists (select from placed where placed.segment_id = piece.segment_id)
     from answer where piece.draft_id = ? and piece.segment_id = answer.segment_id`,
    [JSON.stringify(answers.map(toRow)), draft.askedBy, draft.id],
  )
}

async function beginTargets(trx: Db, { articleId }: Draft, answers: Answer[]): Promise<void> {
  await trx.raw(
    `insert into targets (segment_id, article_id, source_segment_id)
     select segment_id, ?, source_segment_id from unnest(?::bigint[], ?::bigint[]) begun (segment_id, source_segment_id)
     on conflict do nothing`,
    [
      articleId,
      answers.map(({ piece }) => piece.segmentId),
      answers.map(({ piece }) => piece.sourceSegmentId),
    ],
  )
}

function toRow({ piece, origin, text, engine, markupLost, billedCharacters, ...answer }: Answer) {
  const { matchRate = null, question = null, model = null } = answer
  return {
    ...{ segment_id: piece.segmentId, source_segment_id: piece.sourceSegmentId, origin, text, engine },
    ...{ markup_lost: markupLost, billed_characters: billedCharacters },
    ...{ match_rate: matchRate, question, model },
  }
}

export async function keepFault(
  worker: Db,
  draft: Draft,
  piece: Piece,
  fault: string,
  billedCharacters: number | null,
): Promise<void> {
  await ofPieces(worker, draft, [piece]).update({ answeredAt: worker.fn.now(), fault, billedCharacters })
}

export async function nameEngine(worker: Db, draft: Draft, engine: string): Promise<void> {
  await worker('drafts').where({ id: draft.id }).update({ engine })
}

/** False when it had ended before. */
export async function finishDraft(db: Db, draft: Draft, fault: string | null): Promise<boolean> {
  const ended = await db('drafts')
    .where({ id: draft.id, finishedAt: null })
    .update({ finishedAt: db.fn.now(), fault })
  return ended > 0
}

export async function progressOf(db: Db, draft: Draft): Promise<Progress> {
  const [progress] = await rowsOf<Progress>(
    db.raw(
      `select count(*)::int as total, count(answered_at)::int as done,
         count(*) filter (where piece.origin = 'memory')::int as from_memory,
         count(*) filter (where origin = 'machine')::int as from_machine,
         count(*) filter (where markup_lost)::int as markup_lost,
         count(fault)::int as refused,
         count(*) filter (where sent_at is not null and answered_at is null)::int as lost,
         coalesce(sum(coalesce(billed_characters, char_length(source.text))) filter (where sent_at is not null), 0)::int as cost
       from draft_segments piece
       join source_segments source on source.id = piece.source_segment_id where draft_id = ?`,
      [draft.id],
    ),
  )
  return progress!
}
