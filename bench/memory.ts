import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../server/config'
import { startEmbedded } from '../server/db/embedded'
import { openDatabase, type Database } from '../server/db/open'
import { importPairs } from '../server/memory/actions'
import { startRecall, type RunningRecall } from '../server/memory/recall'
import { evened, leastRate } from '../server/memory/rules'
import { matchesFor } from '../server/memory/store'
import { hashOfPassword, newToken } from '../server/people/secrets'
import { grantRole, insertPerson, insertSession } from '../server/people/store'
import { root } from '../server/root'
import { serve } from '../server/serve'
import { bringIn } from '../server/sources/actions'
import { distanceFrom } from '../server/text/distance'
import type { Figure } from './figures'
import { median } from './load'
import { almost, chanceFrom, realPairs, variations, type PairOfTexts } from './variations'

const folder = join(root, '.cache/bench-memory')

/** The memory with so many entries, made of real pairs, on a PostgreSQL that syncs every commit. */
export async function benchMemory(data: string, count: number): Promise<Figure[]> {
  const real = realPairs(data)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const database = await openDatabase({ databaseUrl: null, dataDir: folder })
  try {
    const figures = await filling(database, real, count)
    const looks = looksInto(real, count)
    figures.push(...(await requests(database, looks)))
    const recall = startRecall(database.urls.web)
    try {
      figures.push(...(await copying(recall)))
      await analysed()
      const bare = await withTrigrams()
      try {
        figures.push(...(await lookUps(database, recall, bare, looks)))
        figures.push(...(await recalled(database, recall, real, count, looks)))
        figures.push(...(await following(database, recall)))
      } finally {
        await bare.client.end()
      }
      figures.push({ name: 'pg_trgm: making its GIN index', value: bare.seconds, unit: 's' })
    } finally {
      await recall.stop()
    }
    return figures
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function filling({ web }: Database, real: PairOfTexts[], count: number): Promise<Figure[]> {
  async function* lines() {
    for (const [ko, en] of variations(real, count, 1)) yield `${ko}\t${en}\tbench`
  }
  const begun = performance.now()
  const { taken, known, refused } = await importPairs(web, lines(), 'bench', () => {})
  const seconds = (performance.now() - begun) / 1000
  console.error(`  ${taken} entries taken, ${known} known, ${refused} refused in ${seconds.toFixed(0)} s`)
  return [
    { name: 'entries', value: taken, unit: '' },
    { name: 'taking a file, entries a second', value: taken / seconds, unit: '/s' },
  ]
}

interface Looks {
  /** Segments that have a match of 70 % or more by the way they are made. */
  alike: string[]
  exact: string[]
  /** Segments that hardly have one. */
  strange: string[]
}

function looksInto(real: PairOfTexts[], count: number): Looks {
  const chance = chanceFrom(7)
  const entries = [...variations(real, Math.min(count, 60_000), 1)].map(([ko]) => ko)
  const pick = () => entries[Math.floor(chance() * entries.length)]!
  const some = (many: number, make: () => string) => Array.from({ length: many }, make)
  return {
    alike: some(400, () => almost(pick(), 0.12, real, chance)),
    exact: some(200, pick),
    strange: some(200, () => almost(pick(), 0.75, real, chance)),
  }
}

/** All open pairs of an article of a hundred, as the desk asks for them. */
async function requests(database: Database, { alike, strange }: Looks): Promise<Figure[]> {
  const serving = await serve(readConfig({ PORT: '0', JOBS: 'no' }), database)
  try {
    const token = await furnished(database, [...alike.slice(0, 60), ...strange.slice(0, 39)])
    const address = `http://127.0.0.1:${serving.port}/desk/articles/hundred/matches`
    const ask = async () => {
      const begun = performance.now()
      const response = await fetch(address, { headers: { cookie: `daeyeok=${token}` } })
      const { complete, pairs } = (await response.json()) as { complete: boolean; pairs: unknown[] }
      return { complete, pairs: pairs.length, time: performance.now() - begun }
    }
    while (!(await ask()).complete) await new Promise((done) => setTimeout(done, 200))
    for (let round = 0; round < 3; round++) await ask()
    const times: number[] = []
    let asked = 0
    for (let round = 0; round < 11; round++) {
      const { time, pairs } = await ask()
      times.push(time)
      asked = pairs
    }
    times.sort((one, other) => one - other)
    return [
      {
        name: `${asked} open pairs in one request`,
        value: median(times),
        unit: 'ms',
        goal: 'at most 250 at 100,000',
      },
    ]
  } finally {
    await serving.stop()
  }
}

async function furnished({ web }: Database, paragraphs: string[]): Promise<string> {
  const passwordHash = await hashOfPassword(newToken())
  const email = 'bench@daeyeok.example'
  const person = (await insertPerson(web, { name: '벤치', email, locale: 'ko', passwordHash }))!
  await grantRole(web, person, 'admin', null)
  await grantRole(web, person, 'translator', person.id)
  const said = { slug: 'hundred', categoryId: null, seriesId: null, part: null, related: [] }
  const blocks = [
    { kind: 'title' as const, text: '백 문단', attributes: {} },
    ...paragraphs.map((text) => ({ kind: 'paragraph' as const, text, attributes: {} })),
  ]
  await bringIn(web, { ...person, roles: ['translator'] }, { ...said, blocks })
  const token = newToken()
  await insertSession(web, person, token, 'bench')
  return token
}

async function copying(recall: RunningRecall): Promise<Figure[]> {
  const begun = performance.now()
  const before = process.memoryUsage.rss()
  await recall.filled()
  const seconds = (performance.now() - begun) / 1000
  const { bytes, heap } = await recall.state()
  return [
    { name: 'filling the copy, in its thread', value: seconds, unit: 's' },
    {
      name: 'memory of the copy, lists and heap of its thread',
      value: (bytes + heap) / 1e6,
      unit: 'MB',
      goal: 'at most 250 at 1,000,000',
    },
    {
      name: 'growth of the process while it filled',
      value: (process.memoryUsage.rss() - before) / 1e6,
      unit: 'MB',
    },
  ]
}

interface Bare {
  client: pg.Client
  seconds: number
}

/** What PostgreSQL has by itself: pg_trgm with a GIN index over the very same texts. */
async function withTrigrams(): Promise<Bare> {
  const client = new pg.Client({ connectionString: (await startEmbedded(join(folder, 'postgres'))).url })
  await client.connect()
  const begun = performance.now()
  await client.query('create extension pg_trgm schema pg_catalog')
  await client.query("set maintenance_work_mem = '512MB'")
  await client.query(
    'create index bench_trigrams on desk.memory_entries using gin ((source_text::text) gin_trgm_ops)',
  )
  await client.query('analyze desk.memory_entries')
  return { client, seconds: (performance.now() - begun) / 1000 }
}

async function analysed(): Promise<void> {
  const client = new pg.Client({ connectionString: (await startEmbedded(join(folder, 'postgres'))).url })
  await client.connect()
  await client.query('vacuum analyze desk.memory_entries')
  await client.end()
}

async function lookUps(
  { web }: Database,
  recall: RunningRecall,
  { client }: Bare,
  looks: Looks,
): Promise<Figure[]> {
  const ours = (text: string) => matchesFor(web, recall, [{ text }])
  const theirs = (text: string) =>
    client.query({
      name: 'trigrams',
      text: `select id, source_text, target_text, similarity(source_text, $1) as likeness from desk.memory_entries
        where source_text::text % $1 order by likeness desc limit 5`,
      values: [text],
    })
  const figures: Figure[] = []
  for (const [name, texts] of Object.entries(looks) as [keyof Looks, string[]][]) {
    const mine: number[] = []
    const bare: number[] = []
    for (const [index, text] of texts.entries()) {
      mine.push(await timed(ours, text))
      if (index < 60) bare.push(await timed(theirs, text))
    }
    for (const times of [mine, bare]) times.sort((one, other) => one - other)
    figures.push(
      {
        name: `look-up, ${says[name]}, median`,
        value: median(mine),
        unit: 'ms',
        ratio: median(mine) / median(bare),
        ...(name === 'alike' && { goal: 'at most 5 at 100,000, 10 at 1,000,000' }),
      },
      {
        name: `look-up, ${says[name]}, p95`,
        value: mine[Math.floor(mine.length * 0.95)]!,
        unit: 'ms',
        ratio: mine[Math.floor(mine.length * 0.95)]! / bare[Math.floor(bare.length * 0.95)]!,
        goal: 'at most 50',
      },
      { name: `pg_trgm beside it, ${says[name]}, median`, value: median(bare), unit: 'ms' },
    )
  }
  return figures
}

const says: Record<keyof Looks, string> = {
  alike: 'has a match',
  exact: 'is there word for word',
  strange: 'hardly has a match',
}

async function timed(look: (text: string) => Promise<unknown>, text: string): Promise<number> {
  const begun = performance.now()
  await look(text)
  return performance.now() - begun
}

/** Every entry is measured against the segment: what is found that way is the truth. */
async function recalled(
  { web }: Database,
  recall: RunningRecall,
  real: PairOfTexts[],
  count: number,
  { alike, strange }: Looks,
): Promise<Figure[]> {
  const wordings = [...new Set([...variations(real, count, 1)].map(([ko]) => evened(ko)))]
  const many = count > 200_000 ? 60 : 200
  let [there, found] = [0, 0]
  for (const text of [...alike.slice(0, many), ...strange.slice(0, many / 4)]) {
    const best = bestRate(evened(text), wordings)
    if (best < leastRate) continue
    there++
    const [first] = await matchesFor(web, recall, [{ text }])
    const rate = first?.matches[0]?.rate ?? 0
    if (Math.min(99, rate) >= Math.min(99, best)) found++
  }
  return [
    {
      name: `best match found, of ${there} that brute force finds`,
      value: (100 * found) / there,
      unit: '%',
      goal: 'at least 98',
    },
  ]
}

function bestRate(words: string, wordings: string[]): number {
  const distance = distanceFrom(words)
  let best = 0
  for (const wording of wordings) {
    const longer = Math.max(words.length, wording.length)
    const limit = Math.floor((longer * (100 - Math.max(leastRate, best))) / 100)
    if (Math.abs(words.length - wording.length) > limit) continue
    const edits = distance(wording, limit)
    if (edits <= limit) best = Math.max(best, Math.floor((100 * (longer - edits)) / longer))
  }
  return best
}

/** From the commit of a new entry until a segment like it is answered by it. */
async function following({ web }: Database, recall: RunningRecall): Promise<Figure[]> {
  const times: number[] = []
  for (let nth = 0; nth < 9; nth++) {
    const text = `${nth}번째로 새로 들어온 문장은 물안개 낀 갯벌에서 짱뚱어를 세는 일을 다룬다`
    async function* line() {
      yield `${text}\tNew ${nth}`
    }
    await importPairs(web, line(), 'bench', () => {})
    const begun = performance.now()
    while ((await recall.likely([`${text}.`], 1)).answer[0]!.length === 0)
      await new Promise((done) => setTimeout(done, 2))
    times.push(performance.now() - begun)
  }
  return [
    {
      name: 'from a commit to its being found, the slowest of nine',
      value: Math.max(...times),
      unit: 'ms',
      goal: 'at most 1000',
    },
  ]
}
