import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'

/** Processors by their numbers, as Linux writes them: `0`, `1-3,6`. */
export interface Shares {
  /** For the thread that answers. */
  answers: string
  /** For everything else that is ours: other threads, and the PostgreSQL that we start. */
  work: string
}

let held: (Shares & { hand: Hand | null }) | null = null

/**
 * From now on the thread that answers requests has one of several processors to itself among all that is ours. The kernels of
 * servers let whoever is at work go on until their time is over (PREEMPT_NONE, PREEMPT_LAZY: 3 ms and more), whatever the
 * priority of the one who waits; so a page that takes a fifth of a millisecond would wait ten times as long for a draft or a
 * query on its processor. On one processor, and where there is no Linux or no taskset(1), everything stays as it is. For a
 * server that is alone with its database: several of them would all answer on the same processor.
 */
export function leaveOneToAnswers(): void {
  const before = allowed()
  const shares = sharesOf(before)
  if (!shares) return
  const move = (whom: string[], where: string) =>
    spawnSync('taskset', [...whom, '-c', '-p', where, String(process.pid)]).status === 0
  if (move(['-a'], shares.work) && move([], shares.answers)) held = { ...shares, hand: handAt(shares.work) }
  else move(['-a'], before)
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
  held.hand ??= handAt(work)
  held.hand?.do(`taskset -a -c -p ${work} ${process.pid}; taskset -c -p ${answers} ${process.pid}\n`)
}

interface Hand {
  do(line: string): void
}

/**
 * A shell that waits for what to do, and goes when this process does. To begin one each time would hold everything up while the
 * kernel copies what this process has: 5 ms at 100 MB, 50 at 1.5 GB.
 */
function handAt(work: string): Hand | null {
  try {
    const shell = spawn('taskset', ['-c', work, 'sh'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
    const stdin = shell.stdin as Socket
    const hand: Hand = { do: (line) => void stdin.write(line) }
    const gone = () => {
      if (held?.hand === hand) held.hand = null
    }
    shell.on('error', gone).on('exit', gone).unref()
    stdin.on('error', gone).unref()
    return hand
  } catch {
    return null
  }
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
