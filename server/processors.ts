import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Processors by their numbers, as Linux writes them: `0`, `1-3,6`. */
export interface Shares {
  /** For the thread that answers. */
  answers: string
  /** For everything else that is ours: other threads, and the PostgreSQL that we start. */
  work: string
}

let held: Shares | null = null

/**
 * From now on the thread that answers requests has one of several processors to itself among all that is ours. The kernels of
 * servers let whoever is at work go on until their time is over (PREEMPT_NONE, PREEMPT_LAZY: 3 ms and more), whatever the
 * priority of the one who waits; so a page that takes a fifth of a millisecond would wait ten times as long for a draft or a
 * query on its processor. On one processor, and where there is no Linux or no taskset(1), everything stays as it is. For a
 * server that is alone with its database: several of them would all answer on the same processor.
 */
export function leaveOneToAnswers(): void {
  const shares = sharesOf(allowed())
  if (!shares) return
  const { status } = spawnSync('taskset', ['-c', '-p', shares.answers, String(process.pid)])
  if (status === 0) held = shares
}

/** A program that is to work beside the answers, as it is to be started. */
export function beside(command: string, args: string[]): { command: string; args: string[] } {
  return held ? { command: 'taskset', args: ['-c', held.work, command, ...args] } : { command, args }
}

/**
 * To be called when a thread has been begun, which has its processors from whoever began it. With it go the threads that Node
 * began by itself, which collect garbage, compile and compress.
 */
export function threadsBeside(): void {
  if (!held) return
  const { answers, work } = held
  const all = `taskset -a -c -p ${work} ${process.pid}`
  const first = `taskset -c -p ${answers} ${process.pid}`
  spawn('sh', ['-c', `${all}; ${first}`], { stdio: 'ignore' })
    .on('error', () => {})
    .unref()
}

/** One of them for answers, the rest for work; null when there is only one. */
export function sharesOf(list: string): Shares | null {
  const [first, ...rest] = list.split(',')
  const [, low, high] = /^(\d+)(?:-(\d+))?$/.exec(first ?? '') ?? []
  if (!low) return null
  const next = Number(low) + 1
  const others = high === undefined ? rest : [next === Number(high) ? high : `${next}-${high}`, ...rest]
  return others.length > 0 ? { answers: low, work: others.join(',') } : null
}

/** Those this process may use; '' where nobody says so. */
export function allowed(): string {
  try {
    return /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? ''
  } catch {
    return ''
  }
}
