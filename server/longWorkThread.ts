import { parentPort, workerData } from 'node:worker_threads'
import { connect } from './db/connection'
import { budgetFrom, enginesFrom } from './engines/configured'
import { isPause, longWork } from './longWork'
import type { Ending, Given, Word, Work } from './longWorkApart'
import { borrowed } from './memory/lending'
import { replyTo, type Question } from './restingThread'
import { agreedRenderings } from './termbase/store'
import { giveWay } from './thread'

/** The thread that does the long works, two at a time at most, as the queue sends them. */
const { config, urls, recall } = workerData as Given
const [engine = null, ...others] = enginesFrom(config)
const worker = connect(urls.worker, { max: 4 })
const desk = connect(urls.web, { max: 4 })
const works = longWork({
  ...{ worker, desk },
  means: {
    ...{ engine, others, recall: borrowed(recall), budget: budgetFrom(config) },
    terms: (articleId) => agreedRenderings(worker, articleId),
  },
})
const pausing = new AbortController()
const hangingUp = new Map<number, AbortController>()
giveWay()

parentPort!.on('message', async (message: Question<Work> | Word) => {
  if (message === 'pause') return pausing.abort()
  if (message === 'end') return end()
  if ('hangUp' in message) return hangingUp.get(message.hangUp)?.abort()
  parentPort!.postMessage(await replyTo(message, ended))
})

async function ended({ work, kind, id }: Work): Promise<Ending> {
  const own = new AbortController()
  hangingUp.set(work, own)
  try {
    await works[kind](id, { pause: pausing.signal, hangUp: own.signal })
    return 'done'
  } catch (error) {
    if (isPause(error)) return 'paused'
    throw error
  } finally {
    hangingUp.delete(work)
  }
}

async function end(): Promise<void> {
  await Promise.all([worker.destroy(), desk.destroy()])
  recall.close()
  parentPort!.close()
}
