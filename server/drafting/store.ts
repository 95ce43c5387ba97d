import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
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

export async function unfinishedDraftOf(db: Db, article: Article): Promise<Draft | null> {
  const draft = await db<Draft>('drafts').where({ articleId: article.id, finishedAt: null }).first()
  return draft ?? null
}

export async function insertDraft(
  trx: Db,
  article: Article,
  version: SourceVersion,
  person: Person,
  pairs: Pair[],
): Promise<Draft> {
  const [draft] = await trx<Draft>('drafts')
    .insert({ articleId: article.id, sourceVersionId: version.id, askedBy: person.id })
    .returning('*')
  await trx.batchInsert(
    'draftSegments',
    pairs.map(({ source }) => ({
      draftId: draft!.id,
      segmentId: source.segmentId,
      sourceSegmentId: source.id,
    })),
    500,
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

/** True for one process at a time, until the transaction ends. */
export async function isOurs(trx: Db, draft: Draft): Promise<boolean> {
  const [row] = await rowsOf<{ ours: boolean }>(
    trx.raw("select pg_try_advisory_xact_lock(hashtext('daeyeok draft'), ?::int) as ours", [
      Number(draft.id) % 2 ** 31,
    ]),
  )
  return row!.ours
}

/** What a draft is made of, in reading order. */
export async function piecesOf(db: Db, draft: Draft): Promise<Piece[]> {
  return db('draftSegments as piece')
    .join('sourceSegments as source', 'source.id', 'piece.sourceSegmentId')
    .where({ draftId: draft.id })
    .orderBy('source.position')
    .select<Piece[]>('piece.segmentId', 'piece.sourceSegmentId', 'piece.sentAt', 'piece.answeredAt', {
      sourceText: 'source.text',
    })
}

/** Written down before the request goes out. */
export async function markSent(worker: Db, draft: Draft, pieces: Piece[]): Promise<void> {
  await ofPieces(worker, draft, pieces).update({ sentAt: worker.fn.now() })
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
}

/** Keeps an answer and puts it where nothing stands yet, in the caller's transaction. */
export async function keepAnswer(trx: Db, draft: Draft, answer: Answer): Promise<void> {
  const placed = await placeDraft(trx, draft, answer)
  await ofPieces(trx, draft, [answer.piece]).update({
    answeredAt: trx.fn.now(),
    origin: answer.origin,
    text: answer.text,
    markupLost: answer.markupLost,
    billedCharacters: answer.billedCharacters,
    placed,
  })
}

async function placeDraft(trx: Db, draft: Draft, { piece, ...answer }: Answer): Promise<boolean> {
  await trx('targets')
    .insert({
      segmentId: piece.segmentId,
      articleId: draft.articleId,
      sourceSegmentId: piece.sourceSegmentId,
    })
    .onConflict()
    .ignore()
  const changed = await trx('targets')
    .where({ segmentId: piece.segmentId, text: '' })
    .update({
      text: answer.text,
      origin: answer.origin,
      machineText: answer.origin === 'machine' ? answer.text : null,
      engine: answer.engine,
      markupLost: answer.markupLost,
      sourceSegmentId: piece.sourceSegmentId,
      savedBy: draft.askedBy,
      baseRevision: trx.ref('revision'),
      saveId: trx.raw('gen_random_uuid()'),
    })
  return changed > 0
}

export async function keepFault(worker: Db, draft: Draft, piece: Piece, fault: string): Promise<void> {
  await ofPieces(worker, draft, [piece]).update({ answeredAt: worker.fn.now(), fault })
}

export async function nameEngine(worker: Db, draft: Draft, engine: string): Promise<void> {
  await worker('drafts').where({ id: draft.id }).update({ engine })
}

export async function finishDraft(db: Db, draft: Draft, fault: string | null): Promise<void> {
  await db('drafts').where({ id: draft.id, finishedAt: null }).update({ finishedAt: db.fn.now(), fault })
}

export async function progressOf(db: Db, draft: Draft): Promise<Progress> {
  const [progress] = await rowsOf<Progress>(
    db.raw(
      `select count(*)::int as total, count(answered_at)::int as done,
         count(*) filter (where origin = 'memory')::int as from_memory,
         count(*) filter (where origin = 'machine')::int as from_machine,
         count(*) filter (where markup_lost)::int as markup_lost,
         count(fault)::int as refused,
         count(*) filter (where sent_at is not null and answered_at is null)::int as lost
       from draft_segments where draft_id = ?`,
      [draft.id],
    ),
  )
  return progress!
}
