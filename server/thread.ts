import { readlinkSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { threadsBeside } from './processors'
import { isBuilt, root } from './root'

/**
 * A thread that runs a program of ours: from the build, or from its source (`server/memory/recallThread.ts`) where there is no
 * build.
 */
export function threadOf(
  { built, source }: { built: string; source: string },
  how: WorkerOptions = {},
): Worker {
  const thread = isBuilt
    ? new Worker(join(root, built), how)
    : new Worker(readingTypeScript(source), { eval: true, ...how })
  threadsBeside()
  return thread
}

/**
 * For a thread through which much passes that is gone as soon as it is read or answered: with little room for the young it does
 * not pile up in the heap.
 */
export const littleYouth = { maxYoungGenerationSizeMb: 8 }

/** Node needs tsx for it; in a thread that has to be said inside it. */
function readingTypeScript(source: string): string {
  const program = pathToFileURL(join(root, source)).href
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(program)}) })`
}

/**
 * To be called in a thread whose work nobody waits for: where threads have a priority of their own (Linux), it takes a lower one.
 * Pages are not to wait until its time on the processor is over.
 */
export function giveWay(): void {
  try {
    const thread = Number(basename(readlinkSync('/proc/thread-self')))
    setPriority(thread, Math.max(getPriority(thread), constants.priority.PRIORITY_BELOW_NORMAL))
  } catch {
    // Nowhere else do threads have one, and it does its work all the same.
  }
}
