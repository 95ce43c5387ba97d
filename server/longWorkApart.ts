import { setTimeout as sleep } from 'node:timers/promises'
import type { MessagePort, Worker } from 'node:worker_threads'
import type { Config } from './config'
import type { Database } from './db/open'
import { Paused } from './drafting/actions'
import type { KindOfWork, LongWork, Signals } from './longWork'
import { lend } from './memory/lending'
import type { Recall } from './memory/rules'
import { threadOf } from './thread'

/** What the thread begins with; what it borrows of the memory comes by the port. */
export interface Given {
  config: Config
  urls: Database['urls']
  recall: MessagePort
}

/** What the thread is told. Works have numbers, and are hung up on by them. */
export type Order =
  { begin: { number: number; kind: KindOfWork; id: string } } | { hangUp: number } | 'pause' | 'end'
/** What it says when a work is over; `paused` when the work goes on with the next process. */
export interface Over {
  number: number
  fault: string | null
  paused: boolean
}

export interface LongWorkApart extends LongWork {
  stop(): Promise<void>
}

export interface Apart {
  /** After so many milliseconds without work the thread ends, and gives its memory back. */
  rest?: number
  thread?: (recall: MessagePort) => Worker
}

/**
 * The long works in a thread of their own, begun with the first of them: hundreds of paragraphs are read, taken apart and
 * written while pages and saves never wait for more than their own work. A thread that breaks fails what it had under way, and
 * the queue gives that to the next one.
 */
export function longWorkApart(
  config: Config,
  urls: Database['urls'],
  recall: Recall,
  { rest = 60_000, thread = (port) => newThread({ config, urls, recall: port }) }: Apart = {},
): LongWorkApart {
  const underWay = new Map<number, { done: () => void; refuse: (fault: Error) => void }>()
  let works = 0
  let running: Worker | null = null
  let resting: NodeJS.Timeout | undefined
  let pausing = false

  function begin(): Worker {
    const lent = lend(recall)
    const begun = thread(lent.port)
    begun.on('message', ({ number, fault, paused }: Over) => {
      const work = underWay.get(number)
      underWay.delete(number)
      if (fault === null) work?.done()
      else work?.refuse(paused ? new Paused() : new Error(fault))
    })
    begun.on('error', (error) => broken(begun, error))
    begun.on('exit', () => {
      lent.takeBack()
      broken(begun, new Error('The thread of the long works has ended.'))
    })
    return begun
  }

  function broken(which: Worker, error: Error): void {
    if (which !== running) return
    running = null
    for (const { refuse } of underWay.values()) refuse(error)
    underWay.clear()
  }

  function tell(order: Order): void {
    running?.postMessage(order)
  }

  async function work(kind: KindOfWork, id: string, { pause, hangUp }: Signals): Promise<void> {
    clearTimeout(resting)
    running ??= begin()
    const number = ++works
    const passOn = () => tell({ hangUp: number })
    const passPauseOn = () => tell('pause')
    hangUp.addEventListener('abort', passOn)
    pause.addEventListener('abort', passPauseOn)
    try {
      await new Promise<void>((done, refuse) => {
        underWay.set(number, { done, refuse })
        tell({ begin: { number, kind, id } })
        if (pause.aborted) passPauseOn()
      })
    } finally {
      hangUp.removeEventListener('abort', passOn)
      pause.removeEventListener('abort', passPauseOn)
      if (underWay.size === 0 && !pausing) resting = setTimeout(() => void end(), rest).unref()
    }
  }

  /** It closes its connections and goes; where it does not, it is ended. */
  async function end(): Promise<void> {
    clearTimeout(resting)
    const ended = running
    running = null
    if (!ended) return
    const gone = new Promise((done) => ended.once('exit', done))
    ended.postMessage('end' satisfies Order)
    await Promise.race([gone, sleep(2000, undefined, { ref: false })])
    await ended.terminate()
  }

  return {
    draft: (id, signals) => work('draft', id, signals),
    alternative: (id, signals) => work('alternative', id, signals),
    import: (id, signals) => work('import', id, signals),
    stop: () => {
      pausing = true
      return end()
    },
  }
}

function newThread(given: Given): Worker {
  const program = { built: 'dist/longWork.js', source: 'server/longWorkThread.ts' }
  return threadOf(program, { workerData: given, transferList: [given.recall] })
}
