import { parentPort, workerData } from 'node:worker_threads'
import { connect } from './db/connection'
import { Paused } from './drafting/actions'
import { budgetFrom, enginesFrom } from './engines/configured'
import { ImportPaused } from './importJob'
import { longWork } from './longWork'
import type { Given, Order, Over } from './longWorkApart'
import { borrowed } from './memory/lending'
import { giveWay } from './thread'
import { agreedRenderings } from './termbase/store'

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

parentPort!.on('message', (order: Order) => {
  if (order === 'pause') return pausing.abort()
  if (order === 'end') return void end()
  if ('hangUp' in order) return hangingUp.get(order.hangUp)?.abort()
  void begin(order.begin)
})

async function begin({ number, kind, id }: Extract<Order, { begin: unknown }>['begin']): Promise<void> {
  const own = new AbortController()
  hangingUp.set(number, own)
  const over = (fault: unknown = null) =>
    parentPort!.postMessage({
      number,
      fault: fault === null ? null : String(fault),
      paused: isPause(fault),
    } satisfies Over)
  await works[kind](id, { pause: pausing.signal, hangUp: own.signal }).then(() => over(), over)
  hangingUp.delete(number)
}

function isPause(fault: unknown): boolean {
  return fault instanceof Paused || fault instanceof ImportPaused
}

async function end(): Promise<void> {
  await Promise.all([worker.destroy(), desk.destroy()])
  recall.close()
  parentPort!.close()
}
