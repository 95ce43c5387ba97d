import { join } from 'node:path'
import { run, Logger } from 'graphile-worker'
import pg from 'pg'
import { askForUnanswered } from './alternatives/store'
import { findNames } from './candidates/actions'
import type { Config } from './config'
import type { Db } from './db/connection'
import { keepGlossaries } from './drafting/glossary'
import { enginesIn, type Means } from './drafting/rules'
import { askForUnfinished } from './drafting/store'
import type { Budget, Engine, Term } from './engines/rules'
import { askForUnfinishedImports } from './exchange/imports'
import { isPause, longWork, type LongWork } from './longWork'
import type { Recall } from './memory/rules'
import { deliverLetters, type PostOffice } from './notices/delivery'
import { mailerFor } from './notices/mailer'
import { isSearchDue } from './pairings/store'
import { startPurging, type OutsideCache } from './publications/purging'
import { publishDue } from './publications/store'
import { tellOfReports } from './reports/actions'
import { askForUnfinishedTakeovers } from './takeovers/store'
import { agreedRenderings } from './termbase/store'
import { root } from './root'
import { loadWords, speechIn } from './web/locale'

export interface JobNeeds {
  /** As the worker role. */
  worker: Db
  /** As the role of the desk, for what is done there in the name of a person. */
  desk: Db
  workerUrl: string
  engine: Engine | null
  otherEngines?: readonly Engine[]
  /** The copy of the memory that finds what is alike; without it drafts take only the very same from it. */
  recall?: Recall | null
  budget?: Budget
  /** Agreed renderings of terms and names, for engines that listen. */
  terms?: (articleId: string) => Promise<Term[]>
  /** Null when no mail is set up: letters that wait go on waiting. */
  office?: PostOffice | null
  /** Null when no cache in front of the site wants to be told what changed. */
  purge?: OutsideCache | null
  /** Milliseconds before an engine is asked again after a fault that time may mend. */
  pauses?: readonly number[]
  /** Who does what takes long; without it, this process does. */
  apart?: LongWork | null
}

export interface Jobs {
  /** Nothing new is begun; what is under way has this many milliseconds, then it goes back to the queue. */
  stop(): Promise<void>
}

const grace = 3000

/** The work that waits in PostgreSQL's queue, done in this process until it is stopped. */
export async function startJobs({
  worker,
  desk,
  workerUrl,
  engine,
  otherEngines: others = [],
  recall = null,
  budget = { characters: null, timeZone: 'Asia/Seoul' },
  terms = (articleId) => agreedRenderings(worker, articleId),
  office = null,
  purge = null,
  pauses,
  apart = null,
}: JobNeeds): Promise<Jobs> {
  const means: Means = { engine, others, recall, budget, terms }
  const pgPool = new pg.Pool({ connectionString: workerUrl, max: 5 })
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  const works = apart ?? longWork({ worker, desk, means, ...(pauses && { pauses }) })
  const pausing = new AbortController()
  const signals = (hangUp: AbortSignal | undefined) => ({ pause: pausing.signal, hangUp: hangUp! })
  const purging = purge && startPurging(workerUrl, purge)

  const runner = await run({
    pgPool,
    concurrency: 2,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: grace,
    // Only what it does in batches does the queue wait for when it stops: without these the last job stays locked.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    crontab: [
      'publish-due',
      'resume-drafts',
      'resume-imports',
      'resume-takeovers',
      'find-pairs',
      'deliver-letters',
      'tell-of-reports',
      'find-names',
    ]
      .map((task) => `* * * * * ${task}`)
      .join('\n'),
    logger: quiet,
    taskList: {
      draft: (payload, { abortSignal }) => works.draft(idIn(payload, 'draft'), signals(abortSignal)),
      alternative: (payload, { abortSignal }) =>
        works.alternative(idIn(payload, 'alternative'), signals(abortSignal)),
      import: (payload, { abortSignal }) => works.import(idIn(payload, 'import'), signals(abortSignal)),
      'take-over': (payload, { abortSignal }) => works.takeover(idIn(payload, 'job'), signals(abortSignal)),
      // The terms have changed; whatever goes wrong is told on the screens, and tried again with the next draft.
      glossaries: (_payload, { abortSignal }) => keepGlossaries(worker, enginesIn(means), abortSignal!),
      'find-pairs': async (payload, { abortSignal }) => {
        if (isAnew(payload) || (await isSearchDue(worker))) await works.pairs('', signals(abortSignal))
      },
      'resume-imports': () => askForUnfinishedImports(worker),
      'resume-takeovers': () => askForUnfinishedTakeovers(worker),
      'resume-drafts': () => askForWhatIsUnfinished(worker),
      'deliver-letters': async () => void (await deliverLetters(worker, office)),
      'find-names': async () => void (await findNames(worker, pausing.signal)),
      'tell-of-reports': async () => void (await tellOfReports(desk)),
      'publish-due': async () => void (await publishDue(worker)),
    },
  })
  await askForWhatIsUnfinished(worker)
  await askForUnfinishedImports(worker)
  await askForUnfinishedTakeovers(worker)

  return {
    stop: async () => {
      pausing.abort()
      await Promise.all([runner.stop(), purging?.stop()])
      await pgPool.end()
    },
  }
}

/** What letters are written and sent with, or null when the settings name no mail server. */
export function officeFrom({
  mail,
  publicUrl,
  publisher,
  timeZone,
}: Pick<Config, 'mail' | 'publicUrl' | 'publisher' | 'timeZone'>): PostOffice | null {
  if (!mail) return null
  const words = loadWords(join(root, 'locales'))
  const speech = { ko: speechIn(words, 'ko', timeZone), en: speechIn(words, 'en', timeZone) }
  return { send: mailerFor(mail), speech, publicUrl, publisher }
}

function idIn(payload: unknown, name: string): string {
  const id = (payload as Record<string, unknown>)[name]
  if (typeof id !== 'string') throw new Error(`A job of this kind names its ${name}.`)
  return id
}

async function askForWhatIsUnfinished(worker: Db): Promise<void> {
  await askForUnfinished(worker)
  await askForUnanswered(worker)
}

/** Whether somebody asked for it; by itself it only looks when there is something new. */
function isAnew(payload: unknown): boolean {
  return (payload as { anew?: unknown } | null)?.anew === true
}

/** Only what an operator has to know: the queue's own chatter stays silent. */
const quiet = new Logger(() => (level, message, meta) => {
  if (level === 'error' && !isPause(meta?.error)) console.error(message)
})
