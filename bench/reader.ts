import { execFile } from 'node:child_process'
import { createServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../server/root'
import { pageCache } from '../server/web/pageCache'
import type { Figure } from './figures'

const address = '/en/bread-of-the-valley'
const rounds = 4

/**
 * A reader page answered from memory, beside a bare `node:http` server that sends the same bytes under the same headers.
 * The two take turns in one run and one process, and the visitors live in another.
 */
export async function benchReader(): Promise<Figure[]> {
  const ours = await listening(fromMemory())
  await answerOf(ours)
  const bare = await listening(sending(await answerOf(ours)))
  try {
    await Promise.all([rate(ours, 500), rate(bare, 500)])
    const runs: { ours: Rate; bare: Rate }[] = []
    for (let round = 0; round < rounds; round++) runs.push({ bare: await rate(bare), ours: await rate(ours) })
    return figures(
      runs.map((run) => run.ours),
      runs.map((run) => run.bare),
    )
  } finally {
    for (const server of [ours, bare]) {
      server.closeAllConnections()
      server.close()
    }
  }
}

/** The page cache in front of an application that costs something, which it should not have to ask twice. */
function fromMemory(): RequestListener {
  const pages = pageCache({ under: ['/en/'], parameters: ['page'] })
  return (req, res) =>
    pages(req, res, (_req, made) => {
      made.setHeader('Content-Type', 'text/html; charset=utf-8')
      made.setHeader('Content-Language', 'en')
      made.setHeader('Cache-Control', 'public, no-cache')
      made.setHeader(
        'Content-Security-Policy',
        "default-src 'self';img-src 'self' data: blob:;object-src 'none'",
      )
      made.setHeader('X-Content-Type-Options', 'nosniff')
      made.setHeader('Referrer-Policy', 'same-origin')
      made.end(article())
    })
}

function sending({ headers, body }: Answer): RequestListener {
  return (_req, res) => {
    res.writeHead(200, headers)
    res.end(body)
  }
}

/** About as long as an interview. */
function article(): string {
  const words =
    'bread flour valley winter oven neighbour morning cooperative letter river salt table song'.split(' ')
  const sentence = (n: number) => Array.from({ length: 14 }, (_, i) => words[(n * 7 + i * i) % 13]).join(' ')
  const paragraphs = Array.from(
    { length: 60 },
    (_, n) => `<p id="p${n}">${sentence(n)}. ${sentence(n + 5)}.</p>`,
  )
  return `<!doctype html><html lang="en"><title>Bread of the valley</title>${paragraphs.join('\n')}</html>`
}

interface Rate {
  answers: number
  cpu: number
}

const execute = promisify(execFile)

/** Answers a second, and microseconds of our own CPU for each. */
async function rate(server: Server, milliseconds = 1500): Promise<Rate> {
  const before = process.cpuUsage()
  const { stdout } = await execute(process.execPath, [
    join(root, 'bench/load.mjs'),
    ...[portOf(server), address, '32', String(milliseconds)],
  ])
  const { user, system } = process.cpuUsage(before)
  return { answers: Number(stdout) / (milliseconds / 1000), cpu: (user + system) / Number(stdout) }
}

function figures(ours: Rate[], bare: Rate[]): Figure[] {
  const [rateOurs, rateBare] = [
    median(ours.map(({ answers }) => answers)),
    median(bare.map(({ answers }) => answers)),
  ]
  const [cpuOurs, cpuBare] = [median(ours.map(({ cpu }) => cpu)), median(bare.map(({ cpu }) => cpu))]
  return [
    {
      name: 'reader page from memory',
      value: Math.round(rateOurs),
      unit: 'requests/s',
      ratio: rateOurs / rateBare,
    },
    { name: 'the same bytes from bare node:http', value: Math.round(rateBare), unit: 'requests/s' },
    { name: 'CPU of a page from memory', value: Math.round(cpuOurs), unit: 'µs', ratio: cpuOurs / cpuBare },
  ]
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}

async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  return server
}

function portOf(server: Server): string {
  return String((server.address() as AddressInfo).port)
}

interface Answer {
  headers: string[]
  body: Buffer
}

function answerOf(server: Server): Promise<Answer> {
  const options = { port: portOf(server), path: address, headers: { 'Accept-Encoding': 'br' } }
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', ...options }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => resolve({ headers: ownHeaders(res), body: Buffer.concat(chunks) }))
    }).on('error', reject)
  })
}

/** Without what node:http adds by itself. */
function ownHeaders({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter((_, index) => {
    const name = rawHeaders[index - (index % 2)]!.toLowerCase()
    return !['date', 'connection', 'keep-alive'].includes(name)
  })
}
