import { setTimeout as sleep } from 'node:timers/promises'
import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { EngineFault, isFailure, type Engine, type Outcome } from '../engines/rules'
import { refuseIf } from '../errors'
import { exactMatches } from '../memory/store'
import { mayTranslate, type Person } from '../people/rules'
import { latestSourceVersion, sourceVersionById } from '../sources/store'
import { pairsOf } from '../targets/store'
import { fromCodes, toCodes, type Code } from '../text/codes'
import { contextOf, isDraftable, isUnsent, obstacleToDraft, pauses, type Draft, type Piece } from './rules'
import {
  askForJob,
  draftById,
  draftByPublicId,
  finishDraft,
  insertDraft,
  isOurs,
  keepAnswer,
  keepFault,
  markSent,
  markUnsent,
  nameEngine,
  piecesOf,
  unfinishedDraftOf,
} from './store'

export async function askForDraft(db: Db, article: Article, person: Person): Promise<Draft> {
  return db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const version = await latestSourceVersion(trx, article)
    const pairs = await pairsOf(trx, version)
    refuseIf(obstacleToDraft(person, pairs, await unfinishedDraftOf(trx, article)))

    const draft = await insertDraft(trx, article, version, person, pairs.filter(isDraftable))
    await askForJob(trx, draft)
    await record(trx, { action: 'draft-asked', personId: person.id, articleId: article.id })
    return draft
  })
}

export async function stopDraft(db: Db, article: Article, publicId: string, person: Person): Promise<void> {
  refuseIf(mayTranslate(person) ? null : 'not-a-translator')
  await finishDraft(db, await draftByPublicId(db, article, publicId), 'stopped')
}

/** When the process is asked to stop: no new request goes out, the one under way may come back. */
export interface Patience {
  pause: AbortSignal
  hangUp: AbortSignal
}

/** Thrown so that the queue keeps the job for the next process. */
export class Paused extends Error {}

/**
 * The job: memory first, then the engine for what is still open. What was sent is written down before it is sent, and
 * an answer is kept in the transaction that places it; so whatever dies, nothing is paid for twice by itself.
 */
export async function makeDraft(
  worker: Db,
  engine: Engine | null,
  id: string,
  patience: Patience,
): Promise<void> {
  const draft = await draftById(worker, id)
  if (draft.finishedAt) return
  await worker.transaction(async (lock) => {
    if (!(await isOurs(lock, draft))) return
    await fromMemory(worker, draft)
    const fault = engine ? await fromEngine(worker, draft, engine, patience) : null
    await finishDraft(worker, draft, fault)
  })
}

async function fromMemory(worker: Db, draft: Draft): Promise<void> {
  const pieces = (await piecesOf(worker, draft)).filter(isUnsent)
  const matches = await exactMatches(
    worker,
    pieces.map(({ sourceText }) => sourceText),
  )
  await worker.transaction(async (trx) => {
    for (const piece of pieces) {
      const match = matches.get(piece.sourceText)
      if (!match) continue
      const memory = { origin: 'memory', engine: null, markupLost: false, billedCharacters: null } as const
      await keepAnswer(trx, draft, { piece, text: match.targetText, ...memory })
    }
  })
}

/** The kind of the fault that ended it, or null. A fault that time may mend is tried again twice. */
async function fromEngine(
  worker: Db,
  draft: Draft,
  engine: Engine,
  patience: Patience,
): Promise<string | null> {
  await nameEngine(worker, draft, engine.id)
  const version = await sourceVersionById(worker, draft.sourceVersionId)
  const context = contextOf(await pairsOf(worker, version))

  for (const pause of [...pauses, null]) {
    const fault = await askEngine(worker, draft, engine, context, patience)
    if (fault === null || !fault.laterHelps || fault.mayBeBilled || pause === null) return fault?.kind ?? null
    await sleep(pause, undefined, { signal: patience.pause }).catch(() => {
      throw new Paused()
    })
  }
  return null
}

interface Sent {
  piece: Piece
  coded: string
  codes: Code[]
}

async function askEngine(
  worker: Db,
  draft: Draft,
  engine: Engine,
  context: string,
  { pause, hangUp }: Patience,
): Promise<EngineFault | null> {
  const open = (await piecesOf(worker, draft)).filter(isUnsent)
  const sent: Sent[] = open.map((piece) => ({ piece, ...toCodes(piece.sourceText) }))
  let underWay: Piece[] = []

  async function beforeSending(indexes: number[]): Promise<void> {
    if (pause.aborted) throw new Paused()
    if ((await draftById(worker, draft.id)).finishedAt) throw new Stopped()
    underWay = indexes.map((index) => sent[index]!.piece)
    await markSent(worker, draft, underWay)
  }

  try {
    const texts = sent.map(({ coded }) => coded)
    for await (const outcomes of engine.translate({ texts, context, beforeSending }, hangUp)) {
      await worker.transaction((trx) => keepOutcomes(trx, draft, engine, sent, outcomes))
    }
    return null
  } catch (error) {
    if (error instanceof Stopped) return null
    if (!(error instanceof EngineFault)) throw error
    console.error(`Draft ${draft.id}: ${error.kind}: ${error.message}`)
    if (!error.mayBeBilled) await markUnsent(worker, draft, underWay)
    return error
  }
}

/** A person has stopped the draft; nothing is the matter. */
class Stopped extends Error {}

async function keepOutcomes(
  trx: Db,
  draft: Draft,
  engine: Engine,
  sent: Sent[],
  outcomes: Outcome[],
): Promise<void> {
  for (const outcome of outcomes) {
    const { piece, codes } = sent[outcome.index]!
    if (isFailure(outcome)) {
      await keepFault(trx, draft, piece, outcome.fault.kind)
      continue
    }
    const { text, lost } = fromCodes(outcome.text, codes)
    const markupLost = lost || (outcome.codesLost && codes.length > 0)
    const { billedCharacters } = outcome
    await keepAnswer(trx, draft, {
      piece,
      origin: 'machine',
      text,
      engine: engine.id,
      markupLost,
      billedCharacters,
    })
  }
}
