import { run, Logger } from 'graphile-worker'
import pg from 'pg'
import type { Db } from './db/connection'
import { makeDraft } from './drafting/actions'
import { askForUnfinished } from './drafting/store'
import type { Engine } from './engines/rules'
import { publishDue } from './publications/store'

export interface JobNeeds {
  /** As the worker role. */
  worker: Db
  workerUrl: string
  engine: Engine | null
}

export interface Jobs {
  /** Nothing new is begun; what is under way has this many milliseconds, then it goes back to the queue. */
  stop(): Promise<void>
}

const grace = 3000

/** The work that waits in PostgreSQL's queue, done in this process until it is stopped. */
export async function startJobs({ worker, workerUrl, engine }: JobNeeds): Promise<Jobs> {
  const pgPool = new pg.Pool({ connectionString: workerUrl, max: 5 })
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  const pausing = new AbortController()

  const runner = await run({
    pgPool,
    concurrency: 2,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: grace,
    crontab: '* * * * * publish-due\n* * * * * resume-drafts',
    logger: quiet,
    taskList: {
      draft: (payload, { abortSignal }) =>
        makeDraft(worker, engine, draftIn(payload), { pause: pausing.signal, hangUp: abortSignal! }),
      'resume-drafts': () => askForUnfinished(worker),
      'publish-due': async () => void (await publishDue(worker)),
    },
  })
  await askForUnfinished(worker)

  return {
    stop: async () => {
      pausing.abort()
      await runner.stop()
      await pgPool.end()
    },
  }
}

function draftIn(payload: unknown): string {
  const { draft } = payload as { draft?: unknown }
  if (typeof draft !== 'string') throw new Error('A draft job names its draft.')
  return draft
}

/** Only what an operator has to know: the queue's own chatter stays silent. */
const quiet = new Logger(() => (level, message) => {
  if (level === 'error') console.error(message)
})
