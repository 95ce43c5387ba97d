import { setTimeout as sleep } from 'node:timers/promises'
import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { EngineFault, isFailure, type Engine, type Outcome, type Translation } from '../engines/rules'
import { refuseIf } from '../errors'
import { exactMatches } from '../memory/store'
import { mayTranslate, type Person } from '../people/rules'
import { latestSourceVersion, sourceVersionById } from '../sources/store'
import { pairsOf } from '../targets/store'
import { fromCodes, toCodes, type Code } from '../text/codes'
import { keepGlossary } from './glossary'
import { contextOf, isDraftable, isWaiting, obstacleToDraft, type Draft, type Piece } from './rules'
import {
  askForJob,
  draftById,
  draftByPublicId,
  finishDraft,
  insertDraft,
  isOurs,
  keepAnswers,
  keepFault,
  latestDraftOf,
  markSent,
  markUnsent,
  nameEngine,
  piecesOf,
  type Answer,
} from './store'

export async function askForDraft(db: Db, article: Article, person: Person): Promise<Draft> {
  return db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const version = await latestSourceVersion(trx, article)
    const pairs = await pairsOf(trx, version)
    refuseIf(obstacleToDraft(person, pairs, await draftUnderWay(trx, article)))

    const draft = await insertDraft(trx, article, version, person, pairs.filter(isDraftable))
    await askForJob(trx, draft)
    await record(trx, { action: 'draft-asked', personId: person.id, articleId: article.id })
    return draft
  })
}

/** Stopped is not over: the answer to the last request may still be on its way, and is not asked for a second time. */
async function draftUnderWay(trx: Db, article: Article): Promise<Draft | null> {
  const latest = await latestDraftOf(trx, article)
  if (!latest) return null
  return latest.finishedAt && (await isOurs(trx, latest)) ? null : latest
}

export async function stopDraft(db: Db, article: Article, publicId: string, person: Person): Promise<void> {
  refuseIf(mayTranslate(person) ? null : 'not-a-translator')
  await db.transaction(async (trx) => {
    const stopped = await finishDraft(trx, await draftByPublicId(trx, article, publicId), 'stopped')
    if (stopped) await record(trx, { action: 'draft-stopped', personId: person.id, articleId: article.id })
  })
}

/** When the process is asked to stop: no new request goes out, the one under way may come back. */
export interface Patience {
  pause: AbortSignal
  hangUp: AbortSignal
  /** Milliseconds before each further try. */
  pauses: readonly number[]
}

/** Thrown so that the queue keeps the job for the next process. */
export class Paused extends Error {
  constructor() {
    super('The draft goes on when the server does.')
  }
}

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
  await worker.transaction(async (lock) => {
    if (!(await isOurs(lock, { id }))) return
    const draft = await draftById(worker, id)
    if (draft.finishedAt) return
    await fromMemory(worker, draft)
    const fault = engine ? await fromEngine(worker, draft, engine, patience) : null
    await finishDraft(lock, draft, fault)
  })
}

async function fromMemory(worker: Db, draft: Draft): Promise<void> {
  const pieces = (await piecesOf(worker, draft)).filter(isWaiting)
  const matches = await exactMatches(
    worker,
    pieces.map(({ sourceText }) => sourceText),
  )
  const answers = pieces.flatMap((piece) => {
    const match = matches.get(piece.sourceText)
    return match ? [{ ...fromNobody, piece, text: match.targetText }] : []
  })
  await worker.transaction((trx) => keepAnswers(trx, draft, answers))
}

const fromNobody = { origin: 'memory', engine: null, markupLost: false, billedCharacters: null } as const

/** The kind of the fault that ended it, or null. A fault that time may mend is tried again twice. */
async function fromEngine(
  worker: Db,
  draft: Draft,
  engine: Engine,
  patience: Patience,
): Promise<string | null> {
  await nameEngine(worker, draft, engine.id)
  await keepGlossary(worker, engine, patience.hangUp)
  const version = await sourceVersionById(worker, draft.sourceVersionId)
  const context = contextOf(await pairsOf(worker, version))

  for (const pause of [...patience.pauses, null]) {
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
  const open = (await piecesOf(worker, draft)).filter(isWaiting)
  const sent: Sent[] = open.map((piece) => ({ piece, ...toCodes(piece.sourceText) }))
  const marked = new Set<Piece>()

  /** A request that was refused unread comes again in halves, so some may be marked already. */
  async function beforeSending(indexes: number[]): Promise<void> {
    if (pause.aborted) throw new Paused()
    if ((await draftById(worker, draft.id)).finishedAt) throw new Stopped()
    const pieces = indexes.map((index) => sent[index]!.piece).filter((piece) => !marked.has(piece))
    await markSent(worker, draft, pieces)
    for (const piece of pieces) marked.add(piece)
  }

  try {
    const texts = sent.map(({ coded }) => coded)
    for await (const outcomes of engine.translate({ texts, context, beforeSending }, hangUp)) {
      await worker.transaction((trx) => keepOutcomes(trx, draft, engine, sent, outcomes))
    }
    return null
  } catch (error) {
    if (costNothing(error)) await markUnsent(worker, draft, [...marked])
    if (error instanceof Stopped) return null
    if (!(error instanceof EngineFault)) throw error
    console.error(`Draft ${draft.id}: ${error.kind}: ${error.message}`)
    return error
  }
}

/** A person has stopped the draft; nothing is the matter. */
class Stopped extends Error {}

/** Whatever is marked and not answered was then refused unread, or not sent at all. */
function costNothing(error: unknown): boolean {
  if (error instanceof EngineFault) return !error.mayBeBilled
  return error instanceof Stopped || error instanceof Paused
}

async function keepOutcomes(
  trx: Db,
  draft: Draft,
  engine: Engine,
  sent: Sent[],
  outcomes: Outcome[],
): Promise<void> {
  const answers = outcomes.flatMap((outcome) =>
    isFailure(outcome) ? [] : [answerFrom(outcome, sent[outcome.index]!, engine)],
  )
  await keepAnswers(trx, draft, answers)
  for (const { index, fault } of outcomes.filter(isFailure)) {
    await keepFault(trx, draft, sent[index]!.piece, fault.kind)
  }
}

function answerFrom(translation: Translation, { piece, codes }: Sent, engine: Engine): Answer {
  const { text, lost } = fromCodes(translation.text, codes)
  const markupLost = lost || (translation.codesLost && codes.length > 0)
  const { billedCharacters } = translation
  return { piece, origin: 'machine', text, engine: engine.id, markupLost, billedCharacters }
}
