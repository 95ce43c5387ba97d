import { Agent, request } from 'node:http'
import type { Figure } from './figures'

export interface Shot {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface Result {
  /** Requests a second. */
  rate: number
  /** Milliseconds, sorted. */
  times: number[]
  failures: number
}

/** Sends shots over this many keep-alive connections, each waiting for its answer, for so many seconds. */
export async function load(
  port: number,
  connections: number,
  seconds: number,
  shot: (connection: number, nth: number) => Shot,
  answered: (connection: number, nth: number, body: string, status: number) => void = () => {},
): Promise<Result> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let failures = 0
  const start = performance.now()
  const end = start + seconds * 1000

  async function run(connection: number): Promise<void> {
    for (let nth = 0; performance.now() < end; nth++) {
      const begun = performance.now()
      const { status, body } = await send(agent, port, shot(connection, nth))
      times.push(performance.now() - begun)
      if (status >= 400) failures++
      answered(connection, nth, body, status)
    }
  }

  await Promise.all(Array.from({ length: connections }, (_, index) => run(index)))
  const rate = (times.length / (performance.now() - start)) * 1000
  agent.destroy()
  return { rate, times: times.sort((a, b) => a - b), failures }
}

export function send(
  agent: Agent,
  port: number,
  { method, path, headers, body }: Shot,
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  return new Promise((done, refuse) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: { ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          done({
            status: answer.statusCode!,
            body: Buffer.concat(chunks).toString(),
            headers: answer.headers,
          }),
        )
      },
    )
    sent.on('error', refuse)
    sent.end(body)
  })
}

export function median(sorted: number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

export function inMilliseconds(name: string, value: number, goal?: string): Figure {
  return { name, value, unit: 'ms', ...(goal && { goal }) }
}
