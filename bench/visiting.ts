import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { allowed, sharesOf } from '../server/processors'
import { root } from '../server/root'

/** How the visitors of `visitors.mjs` come. */
export interface Visit {
  port: number
  path: string
  connections: number
  milliseconds: number
  /** Their Accept-Encoding. */
  coding: string
  /** An ETag they have. */
  known?: string
  /** Milliseconds between two visits of one of them; left out, the next follows at once. */
  every?: number
}

const execute = promisify(execFile)

/**
 * Visitors come from elsewhere: where the system lets us (Linux, as root), they go before everything on this machine, so that
 * their own waiting for a processor is not counted as the server's, and do not take the processor that it answers with.
 */
const apart = sharesOf(allowed())
const ahead = [['chrt', '--rr', '1'], apart ? ['taskset', '-c', apart.work] : []]
  .filter(([program, ...words]) => program && spawnSync(program, [...words, 'true']).status === 0)
  .flat()

/** Others who come from elsewhere, and are this process: it leaves that processor as well until it is called back. */
export function standAside(): () => void {
  if (!apart) return () => {}
  const stand = (processors: string) =>
    spawnSync('taskset', ['-a', '-c', '-p', processors, String(process.pid)])
  const before = allowed()
  stand(apart.work)
  return () => stand(before)
}

/** How many answers came, and how many milliseconds each took where the visitors came at even times. */
export async function visit(how: Visit): Promise<{ answers: number; times: number[] }> {
  const program = [process.execPath, join(root, 'bench/visitors.mjs'), JSON.stringify({ every: 0, ...how })]
  const [first, ...words] = how.every ? [...ahead, ...program] : program
  const { stdout } = await execute(first!, words, { maxBuffer: 64 * 1024 * 1024 })
  const { answers, times } = JSON.parse(stdout) as { answers: number; times: number[] }
  return { answers, times: times.sort((a, b) => a - b) }
}

/** Microseconds that a process has had of the processors. */
export function cpuOf(pid: number): number {
  const [, after] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = after!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

export interface Answer {
  status: number
  /** Names and values in turn, without what node:http adds by itself. */
  headers: string[]
  etag: string | undefined
  body: Buffer
}

export function answerOf(port: number, path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () =>
        resolve({
          status: res.statusCode!,
          headers: ownHeaders(res),
          etag: res.headers.etag,
          body: Buffer.concat(chunks),
        }),
      )
    }).on('error', reject)
  })
}

function ownHeaders({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter((_, index) => {
    const name = rawHeaders[index - (index % 2)]!.toLowerCase()
    return !['date', 'connection', 'keep-alive'].includes(name)
  })
}
