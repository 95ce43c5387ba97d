import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'

/** A thread that does nothing: a test hears what it is told, and says what it answers. */
export class FakeThread extends EventEmitter {
  told: unknown[] = []

  unref(): void {}

  postMessage(word: unknown): void {
    this.told.push(word)
    if (word === 'end') setImmediate(() => this.emit('exit', 0))
  }

  terminate(): Promise<number> {
    return Promise.resolve(0)
  }
}

/** Begins one and adds it to these. */
export function fakeThread(threads: FakeThread[]): Worker {
  const thread = new FakeThread()
  threads.push(thread)
  return thread as unknown as Worker
}
