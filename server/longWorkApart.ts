import type { MessagePort, Worker } from 'node:worker_threads'
import type { Config } from './config'
import type { Database } from './db/open'
import { Paused } from './drafting/actions'
import type { KindOfWork, LongWork, Signals } from './longWork'
import { lend } from './memory/lending'
import type { Recall } from './memory/rules'
import { dismiss, restingThread, type End } from './restingThread'
import { threadOf } from './thread'

/** What the thread begins with; what it borrows of the memory comes by the port. */
export interface Given {
  config: Config
  urls: Database['urls']
  recall: MessagePort
}

/** A work that the thread is asked to do, and how it may end. It is hung up on by its number. */
export interface Work {
  work: number
  kind: KindOfWork
  id: string
}
/** `paused`: it goes on with the next process. */
export type Ending = 'done' | 'paused'
/** What else the thread is told. */
export type Word = { hangUp: number } | 'pause' | End

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
  const running = restingThread<Work, Ending>({ begin, rest, dismiss })
  const tell = (word: Word) => running.tell(word)
  let works = 0

  function begin(): Worker {
    const lent = lend(recall)
    return thread(lent.port).once('exit', lent.takeBack)
  }

  async function work(kind: KindOfWork, id: string, { pause, hangUp }: Signals): Promise<void> {
    const number = ++works
    const passOn = () => tell({ hangUp: number })
    const passPauseOn = () => tell('pause')
    hangUp.addEventListener('abort', passOn)
    pause.addEventListener('abort', passPauseOn)
    try {
      const asked = running.ask({ work: number, kind, id })
      if (pause.aborted) passPauseOn()
      if ((await asked) === 'paused') throw new Paused()
    } finally {
      hangUp.removeEventListener('abort', passOn)
      pause.removeEventListener('abort', passPauseOn)
    }
  }

  return {
    draft: (id, signals) => work('draft', id, signals),
    alternative: (id, signals) => work('alternative', id, signals),
    import: (id, signals) => work('import', id, signals),
    takeover: (id, signals) => work('takeover', id, signals),
    pairs: (none, signals) => work('pairs', none, signals),
    stop: () => running.end(),
  }
}

function newThread(given: Given): Worker {
  const program = { built: 'dist/longWork.js', source: 'server/longWorkThread.ts' }
  return threadOf(program, { workerData: given, transferList: [given.recall] })
}
