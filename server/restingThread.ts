import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'

/** What a thread is asked, and what it answers to that number. */
export interface Question<Asked> {
  number: number
  asked: Asked
}
export type Reply<Answer> = { number: number; answer: Answer } | { number: number; fault: string }

export interface RestingThread<Asked, Answer> {
  /** Rejects with what went wrong, in the thread or with it; where there can be no more threads, too. */
  ask(asked: Asked): Promise<Answer>
  /** Says something that needs no answer; nobody hears it while there is no thread. */
  tell(word: unknown): void
  /** Whether a question would find a thread begun already. */
  isThere(): boolean
  /** The thread goes, and whoever still waits is told. The next question begins another. */
  end(): Promise<void>
}

export interface Ways {
  /** Begins a thread that answers questions by their numbers. */
  begin: () => Worker
  /** After so many milliseconds without a question the thread ends, and what it had read leaves the memory. */
  rest: number
  /** How it is ended; without it, at once. */
  dismiss?: (thread: Worker) => Promise<unknown>
}

/** A thread that is begun with the first question and anew when it breaks. It keeps no process alive: whoever waits for it does. */
export function restingThread<Asked, Answer>({ begin, rest, dismiss }: Ways): RestingThread<Asked, Answer> {
  const waiting = new Map<number, { done: (answer: Answer) => void; refuse: (fault: Error) => void }>()
  let questions = 0
  let running: Worker | null = null
  let resting: NodeJS.Timeout | undefined

  async function ask(asked: Asked): Promise<Answer> {
    clearTimeout(resting)
    running ??= begun()
    try {
      return await new Promise<Answer>((done, refuse) => {
        const number = ++questions
        waiting.set(number, { done, refuse })
        tell({ number, asked } satisfies Question<Asked>)
      })
    } finally {
      if (waiting.size === 0 && running) resting = setTimeout(() => void end(), rest).unref()
    }
  }

  function begun(): Worker {
    const thread = begin()
    thread.on('message', (reply: Reply<Answer>) => {
      const asker = waiting.get(reply.number)
      waiting.delete(reply.number)
      if ('fault' in reply) asker?.refuse(new Error(reply.fault))
      else asker?.done(reply.answer)
    })
    thread.on('error', (error) => gone(thread, error))
    thread.on('exit', () => gone(thread, new Error('The thread has ended.')))
    thread.unref()
    return thread
  }

  function gone(thread: Worker, error: Error): void {
    if (thread !== running) return
    running = null
    for (const { refuse } of waiting.values()) refuse(error)
    waiting.clear()
  }

  function tell(word: unknown): void {
    running?.postMessage(word)
  }

  async function end(): Promise<void> {
    clearTimeout(resting)
    const thread = running
    if (!thread) return
    gone(thread, new Error('The thread was ended.'))
    await dismiss?.(thread)
    await thread.terminate()
  }

  return { ask, tell, isThere: () => running !== null, end }
}

/** Told to a thread that closes its connections and goes. */
export type End = 'end'

/** How a thread with connections is ended: by itself, and where it does not go, at once. */
export async function dismiss(thread: Worker): Promise<void> {
  const gone = new Promise((done) => thread.once('exit', done))
  thread.postMessage('end' satisfies End)
  await Promise.race([gone, sleep(2000, undefined, { ref: false })])
}

/** In the thread: what becomes of one question, as a reply. */
export async function replyTo<Asked, Answer>(
  { number, asked }: Question<Asked>,
  answer: (asked: Asked) => Promise<Answer>,
): Promise<Reply<Answer>> {
  try {
    return { number, answer: await answer(asked) }
  } catch (error) {
    return { number, fault: String(error) }
  }
}
