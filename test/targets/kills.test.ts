import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Article } from '../../server/articles/rules'
import { startEmbedded, type Embedded } from '../../server/db/embedded'
import { migrate } from '../../server/db/migrations'
import { openAs, type Database } from '../../server/db/open'
import { askForDraft } from '../../server/drafting/actions'
import { root } from '../../server/root'
import { serveApart, type ServerApart } from '../gate/apart'
import { chanceFrom } from '../gate/chance'
import { approvedKimchi, freshKimchi } from '../support/kimchi'
import { personWith, world, type World } from '../support/world'
import { writerFor, type Save, type Writer } from './writer'

/**
 * A PostgreSQL that writes to the disk as it does for people, two servers and a worker in processes of their own, four people
 * who save without a pause, and drafts. In each round one of them is killed with -9. KILLS makes it longer.
 */
const kills = Number(process.env.KILLS || 3)
const victims = ['web', 'worker', 'database'] as const

const folder = join(root, '.cache', `kills-${process.pid}`)
const data = join(folder, 'postgres')
const writers: Writer[] = []
let postgres: Embedded
let database: Database
let cast: World
let servers: ServerApart[]
let worker: ChildProcess
let over = false

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  postgres = await startEmbedded(data, { database: 'kills' })
  await migrate(postgres.url)
  database = openAs(postgres.url)
  cast = await world(database.web)
  // What the drafts are made of: the memory of an approved translation.
  await approvedKimchi(database.web, cast)
  for (let number = 1; number <= 4; number++) {
    const person = await personWith(database.web, `Writer${number}`, ['translator'], cast.sujin.id)
    writers.push(await writerFor(database.web, person))
  }
  servers = await Promise.all([
    serveApart(postgres.url, { quiet: true }),
    serveApart(postgres.url, { quiet: true }),
  ])
  worker = startWorker()
}, 120_000)
afterAll(async () => {
  for (const { close } of writers) close()
  over = true
  worker.kill('SIGTERM')
  await Promise.all(servers.map(({ close }) => close()))
  await database.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** As under a supervisor: one that ends is started again. */
function startWorker(): ChildProcess {
  const started = spawn(process.execPath, ['--import', 'tsx', 'server/worker.ts'], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: postgres.url, DEEPL_AUTH_KEY: '' },
  })
  started.on('exit', () => {
    if (!over) worker = startWorker()
  })
  return started
}

const kill: Record<(typeof victims)[number], (round: number) => Promise<void>> = {
  web: async (round) => {
    const at = round % 2
    servers[at]!.process.kill('SIGKILL')
    servers[at] = await serveApart(postgres.url, { quiet: true })
  },
  worker: async () => {
    worker.kill('SIGKILL')
    await once(worker, 'exit')
  },
  /** The postmaster and all its children at one blow. */
  database: async () => {
    const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
    for (const pid of [postmaster, ...childrenOf(postmaster)]) tryToKill(pid)
    postgres = await startEmbedded(data, { database: 'kills' })
  },
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number)
  } catch {
    return []
  }
}

function tryToKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has gone already.
  }
}

/** Saves one text after another, each until it is acknowledged, as a browser does; at whichever server answers. */
async function write(
  writer: Writer,
  number: number,
  slug: string,
  token: () => string,
  acknowledged: Save[],
  on: { go: boolean },
) {
  let revision = '0'
  while (on.go) {
    const save = { slug, number, text: token(), revision, save: randomUUID() }
    for (let tries = 0; ; tries++) {
      const answer = await writer.save(servers[tries % 2]!.url, save)
      if (answer?.status === 200) {
        acknowledged.push(save)
        revision = answer.revision
        break
      }
      if (answer && answer.status < 500) throw new Error(`Refused: ${JSON.stringify(answer)}`)
      await sleep(50)
    }
  }
}

test(
  `every acknowledged save is there, once, after ${kills} times kill -9 of web, worker and database under load`,
  async () => {
    const place = await freshKimchi(database.web, cast)
    const { token, roll } = chanceFrom(20261127)
    const acknowledged: Save[] = []
    const on = { go: true }
    const writing = Promise.all(
      writers.map((writer, index) => write(writer, index + 1, place.slug, token, acknowledged, on)),
    )
    const drafted: Article[] = []
    const counts = { web: 0, worker: 0, database: 0 }

    for (let round = 0; round < kills; round++) {
      const victim = victims[round % victims.length]!
      const article = await freshKimchi(database.web, cast)
      await askForDraft(database.web, article, cast.minji)
      drafted.push(article)
      await sleep(50 + roll() * 400)
      await kill[victim](round)
      counts[victim]++
      // Under way again, before the next blow.
      const before = acknowledged.length
      for (let waits = 0; acknowledged.length < before + 20 && waits < 600; waits++) await sleep(50)
      expect(acknowledged.length).toBeGreaterThanOrEqual(before + 20)
    }
    on.go = false
    await writing

    const rows = await database
      .web('targetRevisions')
      .where({ articleId: place.id })
      .select<{ saveId: string; text: string; outcome: string }[]>('saveId', 'text', 'outcome')
    const kept = new Map(rows.map((row) => [row.saveId, row]))
    const missing = acknowledged.filter(({ save, text }) => kept.get(save)?.text !== text)
    const doubled = rows.length - new Set(rows.map(({ text }) => text)).size
    const conflicts = rows.filter(({ outcome }) => outcome === 'conflict').length
    const drafts = await Promise.all(drafted.map(draftedOnce))
    console.log(
      `${kills} kills (${Object.entries(counts)
        .map(([name, times]) => `${times} ${name}`)
        .join(', ')}): ` +
        `${acknowledged.length} saves acknowledged, ${missing.length} missing, ${doubled} doubled, ${conflicts} false conflicts; ` +
        `${drafts.filter(Boolean).length} of ${drafted.length} drafts made, each once`,
    )

    expect(missing).toEqual([])
    expect(rows).toHaveLength(acknowledged.length)
    expect([doubled, conflicts]).toEqual([0, 0])
    expect(drafts).toEqual(drafted.map(() => true))
  },
  60_000 + kills * 40_000,
)

/** Its four pairs come from memory, one revision each, however often whoever made it was killed. */
async function draftedOnce({ id }: Article): Promise<boolean> {
  for (let waits = 0; waits < 900; waits++) {
    const rows = await database
      .web('targetRevisions')
      .where({ articleId: id, origin: 'memory' })
      .select('segmentId')
    const segments = new Set(rows.map(({ segmentId }: { segmentId: string }) => segmentId))
    if (segments.size === 4) return rows.length === 4
    await sleep(100)
  }
  return false
}
