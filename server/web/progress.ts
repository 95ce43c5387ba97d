import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from 'express'

export interface Progress {
  done: number
  total: number
  isOver: boolean
}

/** How often a watcher is told, and how long before its browser asks anew, in milliseconds. */
const beat = 500
const longest = 10 * 60_000

/**
 * Server-sent events: `progress` while something goes on, `ended` once. `ask` reads it off the rows, which are the truth,
 * whichever process works on them.
 */
export async function tellProgress(res: Response, ask: () => Promise<Progress>): Promise<void> {
  const until = Date.now() + longest
  let progress = await ask()
  res.set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  })
  for (;;) {
    const { done, total, isOver } = progress
    res.write(`event: progress\ndata: ${JSON.stringify({ done, total })}\n\n`)
    if (isOver) return void res.end('event: ended\ndata: {}\n\n')
    await sleep(beat)
    if (res.closed || Date.now() > until) return void res.end()
    progress = await ask()
  }
}
