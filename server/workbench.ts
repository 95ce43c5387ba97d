import { parentPort, type Worker } from 'node:worker_threads'
import { replyTo, restingThread, type Question } from './restingThread'

/** What takes a thread of ours a while to make: made when somebody asks, and kept by name while there is room. */
export interface Workbench<Asked> {
  /** Null when so many are being made that nobody should wait. */
  make(asked: Asked): Promise<Buffer | null>
  /** Bytes kept now. */
  size(): number
}

export interface Furnishing {
  maxBytes: number
  /** So many may wait at once. */
  mostWaiting: number
  /** After so many milliseconds without work the thread ends. */
  rest: number
  /** Begins a thread that stands `atTheBench`. */
  thread: () => Worker
}

export function workbench<Asked>(
  nameOf: (asked: Asked) => string,
  { maxBytes, mostWaiting, rest, thread: begin }: Furnishing,
): Workbench<Asked> {
  const thread = restingThread<Asked, Uint8Array>({ begin, rest })
  const kept = new Map<string, Buffer>()
  const inTheMaking = new Map<string, Promise<Buffer>>()
  let held = 0

  async function make(asked: Asked): Promise<Buffer | null> {
    const name = nameOf(asked)
    const known = kept.get(name)
    if (known) {
      kept.delete(name)
      kept.set(name, known)
      return known
    }
    const begun = inTheMaking.get(name)
    if (begun) return begun
    if (inTheMaking.size >= mostWaiting) return null

    const making = thread.ask(asked).then((bytes) => Buffer.from(bytes))
    inTheMaking.set(name, making)
    try {
      const bytes = await making
      keep(name, bytes)
      return bytes
    } finally {
      inTheMaking.delete(name)
    }
  }

  function keep(name: string, bytes: Buffer): void {
    kept.set(name, bytes)
    held += bytes.length
    for (const [oldest, { length }] of kept) {
      if (held <= maxBytes) return
      kept.delete(oldest)
      held -= length
    }
  }

  return { make, size: () => held }
}

/** In the thread: makes what is ordered, one after the other. */
export function atTheBench<Asked>(make: (asked: Asked) => Promise<Uint8Array>): void {
  let last: Promise<unknown> = Promise.resolve()
  parentPort!.on('message', (question: Question<Asked>) => {
    last = last.then(async () => parentPort!.postMessage(await replyTo(question, make)))
  })
}
