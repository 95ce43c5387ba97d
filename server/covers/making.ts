import type { Worker } from 'node:worker_threads'
import { fingerprintOf, type Cover } from '../reader/rules'
import { threadOf } from '../thread'

export interface Order {
  id: number
  cover: Cover
}
export type Drawing = { id: number; png: Uint8Array } | { id: number; fault: string }

/** The covers of the house: drawn when somebody asks, and kept by what they show while there is room. */
export interface CoverMaker {
  /** PNG. Null when so many are being drawn that nobody should wait. */
  cover(cover: Cover): Promise<Buffer | null>
  /** Bytes kept now. */
  size(): number
}

export interface Making {
  maxBytes?: number
  /** So many may wait at once. */
  mostWaiting?: number
  /** After so many milliseconds without work the thread ends, and its typefaces leave the memory. */
  rest?: number
  thread?: () => Worker
}

export function coverMaker({
  maxBytes = 16 * 1024 * 1024,
  mostWaiting = 40,
  rest = 60_000,
  thread = newThread,
}: Making = {}): CoverMaker {
  const kept = new Map<string, Buffer>()
  const inTheMaking = new Map<string, Promise<Buffer>>()
  const waiting = new Map<number, { done: (png: Buffer) => void; refuse: (fault: Error) => void }>()
  let held = 0
  let orders = 0
  let running: Worker | null = null
  let resting: NodeJS.Timeout | undefined

  async function cover(asked: Cover): Promise<Buffer | null> {
    const name = fingerprintOf(asked)
    const known = kept.get(name)
    if (known) {
      kept.delete(name)
      kept.set(name, known)
      return known
    }
    const begun = inTheMaking.get(name)
    if (begun) return begun
    if (inTheMaking.size >= mostWaiting) return null

    const making = draw(asked).finally(() => inTheMaking.delete(name))
    inTheMaking.set(name, making)
    const png = await making
    keep(name, png)
    return png
  }

  function keep(name: string, png: Buffer): void {
    kept.set(name, png)
    held += png.length
    for (const [oldest, { length }] of kept) {
      if (held <= maxBytes) return
      kept.delete(oldest)
      held -= length
    }
  }

  function draw(asked: Cover): Promise<Buffer> {
    clearTimeout(resting)
    running ??= begin()
    return new Promise<Buffer>((done, refuse) => {
      const id = ++orders
      waiting.set(id, { done, refuse })
      running!.postMessage({ id, cover: asked } satisfies Order)
    }).finally(() => {
      if (waiting.size === 0) resting = setTimeout(end, rest).unref()
    })
  }

  function begin(): Worker {
    const begun = thread()
    begun.on('message', (drawing: Drawing) => {
      const asked = waiting.get(drawing.id)
      waiting.delete(drawing.id)
      if ('png' in drawing) asked?.done(Buffer.from(drawing.png))
      else asked?.refuse(new Error(drawing.fault))
    })
    begun.on('error', (error) => broken(begun, error))
    begun.on('exit', () => broken(begun, new Error('The thread that draws covers has ended.')))
    // It keeps no process alive: whoever waits for a cover does.
    begun.unref()
    return begun
  }

  /** Whoever waits is told; the next one begins it anew. */
  function broken(which: Worker, error: Error): void {
    if (which !== running) return
    running = null
    for (const { refuse } of waiting.values()) refuse(error)
    waiting.clear()
  }

  function end(): void {
    const ended = running
    running = null
    void ended?.terminate()
  }

  return { cover, size: () => held }
}

function newThread(): Worker {
  return threadOf({ built: 'dist/covers.js', source: 'server/covers/coverThread.ts' })
}
