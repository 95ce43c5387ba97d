import { parentPort, type Worker } from 'node:worker_threads'

export interface Order<Asked> {
  id: number
  asked: Asked
}
export type Delivery = { id: number; bytes: Uint8Array } | { id: number; fault: string }

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
  /** After so many milliseconds without work the thread ends, and what it had read leaves the memory. */
  rest: number
  /** Begins a thread that stands `atTheBench`. */
  thread: () => Worker
}

export function workbench<Asked>(
  nameOf: (asked: Asked) => string,
  { maxBytes, mostWaiting, rest, thread }: Furnishing,
): Workbench<Asked> {
  const kept = new Map<string, Buffer>()
  const inTheMaking = new Map<string, Promise<Buffer>>()
  const waiting = new Map<number, { done: (bytes: Buffer) => void; refuse: (fault: Error) => void }>()
  let held = 0
  let orders = 0
  let running: Worker | null = null
  let resting: NodeJS.Timeout | undefined

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

    const making = order(asked).finally(() => inTheMaking.delete(name))
    inTheMaking.set(name, making)
    const bytes = await making
    keep(name, bytes)
    return bytes
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

  function order(asked: Asked): Promise<Buffer> {
    clearTimeout(resting)
    running ??= begin()
    return new Promise<Buffer>((done, refuse) => {
      const id = ++orders
      waiting.set(id, { done, refuse })
      running!.postMessage({ id, asked } satisfies Order<Asked>)
    }).finally(() => {
      if (waiting.size === 0) resting = setTimeout(end, rest).unref()
    })
  }

  function begin(): Worker {
    const begun = thread()
    begun.on('message', (delivery: Delivery) => {
      const asked = waiting.get(delivery.id)
      waiting.delete(delivery.id)
      if ('bytes' in delivery) asked?.done(Buffer.from(delivery.bytes))
      else asked?.refuse(new Error(delivery.fault))
    })
    begun.on('error', (error) => broken(begun, error))
    begun.on('exit', () => broken(begun, new Error('The thread at the workbench has ended.')))
    // It keeps no process alive: whoever waits for its work does.
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

  return { make, size: () => held }
}

/** In the thread: makes what is ordered, one after the other. */
export function atTheBench<Asked>(make: (asked: Asked) => Promise<Uint8Array>): void {
  let last: Promise<unknown> = Promise.resolve()
  parentPort!.on('message', (order: Order<Asked>) => {
    last = last.then(() => answer(order))
  })

  async function answer({ id, asked }: Order<Asked>): Promise<void> {
    try {
      parentPort!.postMessage({ id, bytes: await make(asked) } satisfies Delivery)
    } catch (error) {
      parentPort!.postMessage({ id, fault: String(error) } satisfies Delivery)
    }
  }
}
