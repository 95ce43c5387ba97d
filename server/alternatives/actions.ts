import { setTimeout as sleep } from 'node:timers/promises'
import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import { isOurs } from '../db/alone'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { Paused, type Patience } from '../drafting/actions'
import { enginesIn, questionOf, waitAfter, withMarkup, type Means } from '../drafting/rules'
import { EngineFault, isFailure, type Engine, type Outcome } from '../engines/rules'
import { spentThisMonth } from '../engines/store'
import { NotFound, refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion, sourceVersionById } from '../sources/store'
import { pairsOf } from '../targets/store'
import { toCodes } from '../text/codes'
import { answersTo, nextAnswer, obstacleToAlternative, type Asked } from './rules'
import {
  alternativesOf,
  askedById,
  askForJob,
  insertAlternative,
  keepAnswer,
  keepFault,
  markSent,
  markUnsent,
} from './store'

/**
 * Asks an engine for other English of a pair. `seen` is how many answers to the same question were in sight: whoever asks
 * twice, or beside somebody else, is led to the answer that is there or on its way, and pays for none.
 */
export async function askForAlternative(
  db: Db,
  means: Pick<Means, 'engine' | 'others' | 'budget' | 'terms'>,
  article: Article,
  number: number,
  wish: { engine: string; seen: number },
  person: Person,
): Promise<void> {
  const terms = await means.terms(article.id)
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const pairs = await pairsOf(trx, await latestSourceVersion(trx, article))
    const pair = pairs.find(({ source }) => source.number === number)
    const engine = enginesIn(means).find(({ id }) => id === wish.engine)
    const { characters } = means.budget
    const left = characters === null ? null : characters - (await spentThisMonth(trx, means.budget))
    if (!pair) throw new NotFound()
    const facts = { person, pair, isSetUp: engine !== undefined, left }
    refuseIf(obstacleToAlternative({ ...facts, nth: 1, left: null }))

    const { name: question } = questionOf(engine!, pairs, pair.source.segmentId, terms)
    const had = answersTo(question, await alternativesOf(trx, pair)).length
    const nth = nextAnswer(had, engine!.can.variety, wish.seen)
    if (nth === null) return
    refuseIf(obstacleToAlternative({ ...facts, nth }))
    const asked = await insertAlternative(trx, article, pair, person, { engine: engine!.id, question, nth })
    if (!asked) return
    await askForJob(trx, asked)
    await record(trx, {
      ...{ action: 'alternative-asked', personId: person.id, articleId: article.id },
      detail: { number, engine: engine!.id },
    })
  })
}

/** The job: one request about one pair. What was sent and never answered is told as lost, and not sent again. */
export async function makeAlternative(
  worker: Db,
  means: Means,
  id: string,
  patience: Patience,
): Promise<void> {
  await worker.transaction(async (lock) => {
    if (!(await isOurs(lock, 'alternative', id))) return
    const asked = await askedById(worker, id)
    if (asked.answeredAt) return
    if (asked.sentAt) return keepFault(worker, asked, 'lost', null)
    const engine = enginesIn(means).find((one) => one.id === asked.engine)
    if (!engine) return keepFault(worker, asked, 'gone', 0)
    await askPatiently(worker, asked, engine, means, patience)
  })
}

async function askPatiently(
  worker: Db,
  asked: Asked,
  engine: Engine,
  means: Means,
  patience: Patience,
): Promise<void> {
  for (const pause of [...patience.pauses, null]) {
    const fault = await ask(worker, asked, engine, means, patience)
    if (!fault) return
    const wait = waitAfter(fault, pause)
    if (wait === null) return keepFault(worker, asked, fault.kind, fault.mayBeBilled ? null : 0)
    await sleep(wait, undefined, { signal: patience.pause }).catch(() => {
      throw new Paused()
    })
  }
}

async function ask(
  worker: Db,
  asked: Asked,
  engine: Engine,
  means: Means,
  { pause, hangUp }: Patience,
): Promise<EngineFault | null> {
  const pairs = await pairsOf(worker, await sourceVersionById(worker, asked.sourceVersionId))
  const pair = pairs.find(({ source }) => source.segmentId === asked.segmentId)!
  const agreed = await means.terms(asked.articleId)
  const { context, neighbours, terms } = questionOf(engine, pairs, asked.segmentId, agreed)
  const had = answersTo(asked.question, await alternativesOf(worker, pair)).at(-1)?.text ?? ''
  const { coded, codes } = toCodes(asked.sourceText)
  const beforeSending = async () => {
    if (pause.aborted) throw new Paused()
    await markSent(worker, asked, means.budget)
  }
  const request = { texts: [coded], context, neighbours: [neighbours], terms, instead: [had], beforeSending }
  try {
    for await (const [outcome] of engine.translate(request, hangUp)) await keep(outcome!)
    return null
  } catch (error) {
    if (error instanceof EngineFault ? !error.mayBeBilled : error instanceof Paused)
      await markUnsent(worker, asked)
    if (!(error instanceof EngineFault)) throw error
    console.error(`Alternative ${asked.id}: ${error.kind}: ${error.message}`)
    return error
  }

  function keep(outcome: Outcome): Promise<void> {
    const { billedCharacters } = outcome
    if (isFailure(outcome)) return keepFault(worker, asked, outcome.fault.kind, billedCharacters)
    return keepAnswer(worker, asked, {
      ...withMarkup(outcome, codes),
      ...{ billedCharacters, model: outcome.model },
    })
  }
}
