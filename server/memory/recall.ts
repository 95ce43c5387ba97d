import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { littleYouth, threadOf } from '../thread'
import type { Recall } from './rules'

/** What the thread is asked, and what it answers. Ids of entries travel as numbers. */
export type Question = { id: number } & Asked
type Asked =
  | { kind: 'likely'; texts: string[]; most: number }
  | { kind: 'holding'; words: string; most: number }
  | { kind: 'state' }
export interface Answer {
  id: number
  complete: boolean
  answer: unknown
}

/** How much the thread holds: wordings, bytes of the lists, bytes of everything else in its heap. */
export interface RecallState {
  wordings: number
  bytes: number
  heap: number
}

export interface RunningRecall extends Recall {
  state(): Promise<RecallState & { complete: boolean }>
  /**
   * True when all that is in PostgreSQL now is in the copy; false when it was stopped, or nothing has come for `patience`
   * milliseconds.
   */
  filled(patience?: number): Promise<boolean>
  stop(): Promise<void>
}

/**
 * Starts the copy of the memory in a thread of its own, as the role of this address. Nobody waits for it: until it is full
 * it answers from what it has and says so, and when it breaks it is begun anew.
 */
export function startRecall(url: string, thread = () => threadAs(url)): RunningRecall {
  const waiting = new Map<number, { kind: Asked['kind']; done: (answer: Answer) => void }>()
  let asked = 0
  let stopped = false
  /** Null while it is to be begun anew. */
  let running: Worker | null = begin()

  function begin(): Worker {
    const begun = thread()
    begun.on('message', (answer: Answer) => {
      waiting.get(answer.id)?.done(answer)
      waiting.delete(answer.id)
    })
    begun.on('error', (error) => console.error('The copy of the memory broke and is begun anew.', error))
    begun.on('exit', () => void again())
    return begun
  }

  async function again(): Promise<void> {
    running = null
    for (const [id, { kind, done }] of waiting) done({ id, complete: false, answer: nothing(kind) })
    waiting.clear()
    if (stopped) return
    await sleep(1000, undefined, { ref: false })
    if (!stopped) running = begin()
  }

  function ask(question: Asked): Promise<Answer> {
    return new Promise((done) => {
      const id = ++asked
      if (stopped || !running) return done({ id, complete: false, answer: nothing(question.kind) })
      waiting.set(id, { kind: question.kind, done })
      running.postMessage({ id, ...question } satisfies Question)
    })
  }

  async function state() {
    const { answer, complete } = await ask({ kind: 'state' })
    return { ...(answer as RecallState), complete }
  }

  return {
    likely: async (texts, most) => {
      const { answer, complete } = await ask({ kind: 'likely', texts, most })
      return { answer: (answer as number[][] | null)?.map(asIds) ?? texts.map(() => []), complete }
    },
    holding: async (words, most) => {
      const { answer, complete } = await ask({ kind: 'holding', words, most })
      return { answer: asIds(answer as number[]), complete }
    },
    state,
    filled: async (patience = 60_000) => {
      let known = -1
      let since = performance.now()
      while (!stopped) {
        const { complete, wordings } = await state()
        if (complete) return true
        if (wordings !== known) since = performance.now()
        else if (performance.now() - since > patience) return false
        known = wordings
        await sleep(20)
      }
      return false
    },
    stop: async () => {
      if (stopped) return
      stopped = true
      await running?.terminate()
    },
  }
}

export function threadAs(url: string): Worker {
  const program = { built: 'dist/recall.js', source: 'server/memory/recallThread.ts' }
  return threadOf(program, { workerData: { url }, resourceLimits: littleYouth })
}

function nothing(kind: Asked['kind']): unknown {
  if (kind === 'holding') return []
  return kind === 'state' ? { wordings: 0, bytes: 0, heap: 0 } : null
}

function asIds(numbers: number[]): string[] {
  return numbers.map(String)
}
