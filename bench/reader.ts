import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Figure } from './figures'
import { benchBusy } from './busy'
import { benchFirstPaint } from './firstPaint'
import { benchKoreanType } from './koreanType'
import { program, startHouse, stopProgram, type ReaderHouse } from './readerHouse'
import { answerOf, cpuOf, visit, type Answer } from './visiting'

const path = '/en/care-kitchen-part-1'
const rounds = 5

interface Form {
  name: string
  coding: string
  known: boolean
  goal: string
}

const forms: Form[] = [
  { name: 'a page from memory, plain', coding: 'identity', known: false, goal: 'at least 0.85' },
  { name: 'gzip', coding: 'gzip, deflate', known: false, goal: 'at least 0.85' },
  { name: 'brotli', coding: 'gzip, deflate, br, zstd', known: false, goal: 'at least 0.85' },
  { name: 'a 304 to who has it', coding: 'gzip, deflate, br, zstd', known: true, goal: 'at least 0.75' },
]

/**
 * The reader's pages of the built product. From memory: beside a bare `node:http` server that sends the same bytes and looks at
 * nothing, each in a process of its own, in turns, with the same visitors from a third process.
 */
export async function benchReader(only?: string): Promise<Figure[]> {
  const house = await startHouse(benchBusy.articles)
  const parts = { memory: benchMemory, busy: benchBusy, paint: benchFirstPaint, type: benchKoreanType }
  try {
    const figures: Figure[] = []
    for (const [name, measure] of Object.entries(parts))
      if (!only || only === name) figures.push(...(await measure(house)))
    return figures
  } finally {
    await house.stop()
  }
}

/** A server for each form, on ports that it prints. */
export async function servePageBare(port: number): Promise<void> {
  process.once('SIGINT', () => process.exit(0))
  for (const form of forms) {
    const { status, headers, body } = await answerIn(form, port)
    const server = createServer((_req, res) => {
      res.writeHead(status, headers)
      res.end(status === 304 ? undefined : body)
    })
    server.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${(server.address() as AddressInfo).port}`))
  }
}

async function answerIn({ coding, known }: Form, port: number): Promise<Answer> {
  const first = await answerOf(port, path, { 'Accept-Encoding': coding })
  return known ? answerOf(port, path, { 'Accept-Encoding': coding, 'If-None-Match': first.etag! }) : first
}

interface Rate {
  /** Requests a second. */
  rate: number
  /** Microseconds of processor time for each. */
  cpu: number
}

async function benchMemory({ port, pid }: ReaderHouse): Promise<Figure[]> {
  const bare = await program(['dist/bench.js', 'bare-page', String(port)], {}, forms.length)
  const bareBy = await portsByForm(bare.ports)
  try {
    const runs = forms.map(() => [] as { ours: Rate; bare: Rate }[])
    // The first two rounds only warm up.
    for (let round = -1; round <= rounds; round++)
      for (const [at, form] of forms.entries()) {
        const both = {
          bare: await rate(form, bareBy[at]!, bare.child.pid!),
          ours: await rate(form, port, pid),
        }
        if (round > 0) runs[at]!.push(both)
      }
    return forms.flatMap((form, at) => figuresOf(form, runs[at]!))
  } finally {
    await stopProgram(bare)
  }

  /** They listen in whatever order; each is known by what it answers. */
  async function portsByForm(ports: number[]): Promise<number[]> {
    const said = await Promise.all(ports.map(async (one) => keyOf(await answerOf(one, path, {}))))
    return Promise.all(forms.map(async (form) => ports[said.indexOf(keyOf(await answerIn(form, port)))]!))
  }
}

function keyOf({ status, headers }: Answer): string {
  return JSON.stringify([status, headers])
}

async function rate({ coding, known }: Form, port: number, pid: number): Promise<Rate> {
  const etag = known ? (await answerOf(port, path, { 'Accept-Encoding': coding })).etag! : undefined
  const milliseconds = 1000
  const before = cpuOf(pid)
  const { answers } = await visit({ port, path, connections: 32, milliseconds, coding, known: etag })
  return { rate: answers / (milliseconds / 1000), cpu: (cpuOf(pid) - before) / answers }
}

function figuresOf({ name, goal }: Form, runs: { ours: Rate; bare: Rate }[]): Figure[] {
  const rates = sorted(runs.map(({ ours, bare }) => ours.rate / bare.rate))
  const costs = sorted(runs.map(({ ours, bare }) => bare.cpu / ours.cpu))
  return [
    {
      ...{ name, value: middle(sorted(runs.map(({ ours }) => ours.rate))), unit: '/s', goal },
      ...{ ratio: middle(rates), spread: [rates[0]!, rates.at(-1)!] },
    },
    { name: '  bare node:http', value: middle(sorted(runs.map(({ bare }) => bare.rate))), unit: '/s' },
    {
      ...{
        name: '  processor time of one, bare to ours',
        value: middle(sorted(runs.map(({ ours }) => ours.cpu))),
      },
      ...{ unit: 'µs', ratio: middle(costs), spread: [costs[0]!, costs.at(-1)!] },
    },
  ]
}

function sorted(values: number[]): number[] {
  return values.sort((a, b) => a - b)
}

function middle(values: number[]): number {
  return values[Math.floor(values.length / 2)]!
}
