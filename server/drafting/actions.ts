import { setTimeout as sleep } from 'node:timers/promises'
import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import { breather } from '../breath'
import { isOurs } from '../db/alone'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import {
  EngineFault,
  isFailure,
  type Budget,
  type Engine,
  type Neighbours,
  type Outcome,
  type Term,
  type Translation,
} from '../engines/rules'
import { refuseIf } from '../errors'
import { neighboursOf } from '../memory/rules'
import { matchesFor } from '../memory/store'
import { mayTranslate, type Person } from '../people/rules'
import { latestSourceVersion, sourceVersionById } from '../sources/store'
import type { Pair } from '../targets/rules'
import { pairsOf } from '../targets/store'
import { isTranslated } from '../text/blocks'
import { toCodes, type Code } from '../text/codes'
import { keepGlossary } from './glossary'
import {
  contextOf,
  enginesIn,
  isDraftable,
  isWaiting,
  leastDraftedRate,
  nameOfQuestion,
  neighboursIn,
  obstacleToDraft,
  waitAfter,
  withMarkup,
  type Draft,
  type Means,
  type Piece,
} from './rules'
import {
  askForJob,
  draftById,
  draftByPublicId,
  finishDraft,
  insertDraft,
  keepAnswers,
  keepFault,
  latestDraftOf,
  markSent,
  markUnsent,
  nameEngine,
  piecesOf,
  type Answer,
} from './store'

/** `engine` by its id where another one than the first was chosen. */
export async function askForDraft(
  db: Db,
  article: Article,
  person: Person,
  engine: string | null = null,
): Promise<Draft> {
  return db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const version = await latestSourceVersion(trx, article)
    const pairs = await pairsOf(trx, version)
    refuseIf(obstacleToDraft(person, pairs, await draftUnderWay(trx, article)))

    const draft = await insertDraft(trx, article, version, person, pairs.filter(isDraftable), engine)
    await askForJob(trx, draft)
    await record(trx, { action: 'draft-asked', personId: person.id, articleId: article.id })
    return draft
  })
}

/** Stopped is not over: the answer to the last request may still be on its way, and is not asked for a second time. */
async function draftUnderWay(trx: Db, article: Article): Promise<Draft | null> {
  const latest = await latestDraftOf(trx, article)
  if (!latest) return null
  return latest.finishedAt && (await isOurs(trx, 'draft', latest.id)) ? null : latest
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
export async function makeDraft(worker: Db, means: Means, id: string, patience: Patience): Promise<void> {
  await worker.transaction(async (lock) => {
    if (!(await isOurs(lock, 'draft', id))) return
    const draft = await draftById(worker, id)
    if (draft.finishedAt) return
    const pairs = await pairsOf(worker, await sourceVersionById(worker, draft.sourceVersionId))
    await fromMemory(worker, draft, means, pairs, patience)
    const engine = engineOf(draft, means)
    const fault = engine ? await fromEngine(worker, draft, means, engine, pairs, patience) : whyNone(draft)
    await finishDraft(lock, draft, fault)
  })
}

/** The engine that was chosen, or that began the draft before a restart; the first one otherwise. */
function engineOf({ engine: chosen }: Draft, means: Means): Engine | null {
  return chosen ? (enginesIn(means).find(({ id }) => id === chosen) ?? null) : means.engine
}

function whyNone({ engine }: Draft): 'gone' | null {
  return engine ? 'gone' : null
}

/** What is the same, and then what is alike enough; the best match of each. */
async function fromMemory(
  worker: Db,
  draft: Draft,
  { recall }: Means,
  pairs: Pair[],
  { pause }: Patience,
): Promise<void> {
  const pieces = (await piecesOf(worker, draft)).filter(isWaiting)
  const around = keysAround(pairs)
  const wanted = pieces.map(({ segmentId, sourceText }) => ({ text: sourceText, ...around.get(segmentId) }))
  let found = await matchesFor(worker, recall, wanted)
  for (let look = 1; recall && look < mostLooks && !found.every(({ complete }) => complete); look++) {
    await sleep(500, undefined, { signal: pause }).catch(() => {
      throw new Paused()
    })
    found = await matchesFor(worker, recall, wanted)
  }
  const answers = pieces.flatMap((piece, index) => {
    const match = found[index]!.matches.find(({ rate }) => rate >= leastDraftedRate)
    return match ? [{ ...fromNobody, piece, text: match.en, matchRate: match.rate }] : []
  })
  await worker.transaction((trx) => keepAnswers(trx, draft, answers))
}

/** The copy of the memory fills in the first seconds of a server; it is asked so often, and then taken as it is. */
const mostLooks = 20

const fromNobody = { origin: 'memory', engine: null, markupLost: false, billedCharacters: null } as const

/** For each segment, what stands before and after it, as the memory knows it. */
function keysAround(pairs: Pair[]): Map<string, { previousKey: string; nextKey: string }> {
  const told = pairs.filter(({ source }) => isTranslated(source.kind))
  const keys = neighboursOf(told.map(({ source }) => source.text))
  return new Map(told.map(({ source }, index) => [source.segmentId, keys[index]!]))
}

/** The kind of the fault that ended it, or null. A fault that time may mend is tried again twice. */
async function fromEngine(
  worker: Db,
  draft: Draft,
  means: Means,
  engine: Engine,
  pairs: Pair[],
  patience: Patience,
): Promise<string | null> {
  await nameEngine(worker, draft, engine.id)
  await keepGlossary(worker, engine, patience.hangUp)
  const asking: Asking = {
    ...{ engine, budget: means.budget, terms: await means.terms(draft.articleId) },
    ...{ context: contextOf(pairs), neighbours: neighboursIn(pairs) },
  }
  for (const pause of [...patience.pauses, null]) {
    const fault = await askEngine(worker, draft, asking, patience)
    const wait = fault && waitAfter(fault, pause)
    if (fault === null || wait === null) return fault?.kind ?? null
    await sleep(wait, undefined, { signal: patience.pause }).catch(() => {
      throw new Paused()
    })
  }
  return null
}

interface Asking {
  engine: Engine
  budget: Budget
  terms: Term[]
  context: string
  neighbours: Map<string, Neighbours>
}

interface Sent {
  piece: Piece
  coded: string
  codes: Code[]
  neighbours: Neighbours
  question: string
}

function sentFrom(piece: Piece, { engine, terms, context, neighbours: all }: Asking): Sent {
  const { coded, codes } = toCodes(piece.sourceText)
  const neighbours = all.get(piece.segmentId) ?? { before: '', after: '' }
  const question = nameOfQuestion(engine, { text: piece.sourceText, context, neighbours, terms })
  return { piece, coded, codes, neighbours, question }
}

/** Hundreds of paragraphs are taken apart, and others wait for none of them but one. */
async function inTurns<One, Made>(all: One[], make: (one: One) => Made): Promise<Made[]> {
  const breathe = breather()
  const made: Made[] = []
  for (const one of all) {
    made.push(make(one))
    await breathe()
  }
  return made
}

async function askEngine(
  worker: Db,
  draft: Draft,
  asking: Asking,
  { pause, hangUp }: Patience,
): Promise<EngineFault | null> {
  const { engine, budget, terms, context } = asking
  const open = (await piecesOf(worker, draft)).filter(isWaiting)
  const sent = await inTurns(open, (piece) => sentFrom(piece, asking))
  const marked = new Set<Piece>()

  /** A request that was refused unread comes again in halves, so some may be marked already. */
  async function beforeSending(indexes: number[]): Promise<void> {
    if (pause.aborted) throw new Paused()
    if ((await draftById(worker, draft.id)).finishedAt) throw new Stopped()
    const pieces = indexes.map((index) => sent[index]!.piece).filter((piece) => !marked.has(piece))
    await markSent(worker, draft, pieces, budget)
    for (const piece of pieces) marked.add(piece)
  }

  try {
    const texts = sent.map(({ coded }) => coded)
    const neighbours = sent.map((one) => one.neighbours)
    const request = { texts, context, neighbours, terms, beforeSending }
    for await (const outcomes of engine.translate(request, hangUp)) {
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
  for (const { index, fault, billedCharacters } of outcomes.filter(isFailure)) {
    await keepFault(trx, draft, sent[index]!.piece, fault.kind, billedCharacters)
  }
}

function answerFrom(translation: Translation, { piece, codes, question }: Sent, engine: Engine): Answer {
  const { billedCharacters, model } = translation
  const facts = { piece, engine: engine.id, billedCharacters, question, model }
  return { origin: 'machine', ...facts, ...withMarkup(translation, codes) }
}
