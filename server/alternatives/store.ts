import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import type { Budget } from '../engines/rules'
import { spend } from '../engines/store'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import type { Pair } from '../targets/rules'
import type { Alternative, Asked } from './rules'

/** Everything engines wrote for the Korean of a pair as it reads now, or are about to write; the oldest first. */
export async function alternativesOf(db: Db, { source }: Pair): Promise<Alternative[]> {
  return rowsOf<Alternative>(
    db.raw(
      `select cast(null as text) as id, draft.engine, piece.question, 1 as nth, piece.text, piece.markup_lost, null as fault, piece.answered_at
       from draft_segments piece
       join drafts draft on draft.id = piece.draft_id
       join source_segments source on source.id = piece.source_segment_id and source.fingerprint = :fingerprint
       where piece.segment_id = :segment and piece.origin = 'machine' and piece.text is not null
       union all
       select cast(other.id as text), other.engine, other.question, other.nth, other.text, other.markup_lost, other.fault, other.answered_at
       from alternatives other
       join source_segments source on source.id = other.source_segment_id and source.fingerprint = :fingerprint
       where other.segment_id = :segment
       order by answered_at nulls last`,
      { segment: source.segmentId, fingerprint: source.fingerprint },
    ),
  )
}

/** Null when the same answer has been asked for already. */
export async function insertAlternative(
  trx: Db,
  article: Article,
  { source }: Pair,
  person: Person,
  asked: { engine: string; question: string; nth: number },
): Promise<{ id: string } | null> {
  const [row] = await rowsOf<{ id: string }>(
    trx.raw(
      `insert into alternatives (article_id, segment_id, source_segment_id, engine, question, nth, asked_by)
       values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id`,
      [article.id, source.segmentId, source.id, asked.engine, asked.question, asked.nth, person.id],
    ),
  )
  return row ?? null
}

/** In the transaction of the deed. */
export async function askForJob(trx: Db, { id }: { id: string }): Promise<void> {
  await trx.raw('select graphile_worker.ask_for_job(?, ?, ?, now())', [
    'alternative',
    JSON.stringify({ alternative: id }),
    `alternative-${id}`,
  ])
}

/** Those whose process died with them. As the worker role, which owns the queue. */
export async function askForUnanswered(worker: Db): Promise<void> {
  await worker.raw(
    `select graphile_worker.add_job('alternative', json_build_object('alternative', id::text), job_key => 'alternative-' || id || '-again')
     from alternatives where answered_at is null and asked_at < now() - interval '20 seconds'`,
  )
}

export async function askedById(db: Db, id: string): Promise<Asked> {
  const [asked] = await rowsOf<Asked>(
    db.raw(
      `select other.id, other.article_id, other.segment_id, other.source_segment_id, source.source_version_id,
         source.text as source_text, other.engine, other.question, other.nth, other.sent_at, other.answered_at
       from alternatives other join source_segments source on source.id = other.source_segment_id where other.id = ?`,
      [id],
    ),
  )
  if (!asked) throw new NotFound()
  return asked
}

/** Written down before the request goes out. Throws, and writes nothing, when the month's budget has not as much left. */
export async function markSent(worker: Db, { id, sourceText }: Asked, budget: Budget): Promise<void> {
  await worker.transaction(async (trx) => {
    await spend(trx, budget, [sourceText])
    await trx('alternatives').where({ id }).update({ sentAt: trx.fn.now() })
  })
}

/** The request did not reach the engine, or was refused unread. */
export async function markUnsent(worker: Db, { id }: Asked): Promise<void> {
  await worker('alternatives').where({ id, answeredAt: null }).update({ sentAt: null })
}

export interface Answer {
  text: string
  markupLost: boolean
  billedCharacters: number | null
  model: string | null
}

export async function keepAnswer(worker: Db, { id }: Asked, answer: Answer): Promise<void> {
  await worker('alternatives')
    .where({ id })
    .update({ ...answer, answeredAt: worker.fn.now() })
}

export async function keepFault(
  worker: Db,
  { id }: Asked,
  fault: string,
  billedCharacters: number | null,
): Promise<void> {
  await worker('alternatives').where({ id }).update({ fault, billedCharacters, answeredAt: worker.fn.now() })
}
