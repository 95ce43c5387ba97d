import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { jest } from '@jest/globals'
import type { Article } from '../../server/articles/rules'
import { isOurs } from '../../server/db/alone'
import type { Db } from '../../server/db/connection'
import { askForDraft } from '../../server/drafting/actions'
import type { Draft, Progress } from '../../server/drafting/rules'
import { draftById, latestDraftOf, progressOf } from '../../server/drafting/store'
import { deepl } from '../../server/engines/deepl'
import type { Engine } from '../../server/engines/rules'
import { startJobs, type JobNeeds, type Jobs } from '../../server/jobs'
import { bringIn } from '../../server/sources/actions'
import { latestSourceVersion } from '../../server/sources/store'
import { save } from '../../server/targets/actions'
import type { Target } from '../../server/targets/rules'
import { pairsOf } from '../../server/targets/store'
import type { Block } from '../../server/text/blocks'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { startDeeplStub, type DeeplStub } from '../support/deeplStub'
import { world, type World } from '../support/world'

/** A newsroom with a queue of jobs and a DeepL on the loopback. One a file; articles, jobs and DeepL are new in every test. */
export interface Workshop extends World {
  database: OwnDatabase
  db: Db
  stub: DeeplStub
  /** What was written to the server's log in this test. */
  log: string[]
}

export function workshop(): Workshop {
  const shop = {} as Workshop
  beforeAll(async () => {
    const database = await ownDatabase()
    Object.assign(shop, { database, db: database.web, ...(await world(database.web)) })
  })
  beforeEach(async () => {
    shop.stub = await startDeeplStub()
    shop.log = []
    jest.spyOn(console, 'error').mockImplementation((...said) => void shop.log.push(said.join(' ')))
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map((jobs) => jobs.stop()))
    await shop.stub.close()
  })
  afterAll(() => shop.database.close())
  return shop
}

const running: Jobs[] = []

/** Jobs as a process would do them. They are stopped at the end of the test at the latest. */
export async function startWork(
  { database, stub }: Workshop,
  { engine = engineAt(stub), pauses = [20, 20], ...needs }: Partial<JobNeeds> = {},
): Promise<Jobs> {
  const { web: desk, worker, urls } = database
  const jobs = await startJobs({ worker, desk, workerUrl: urls.worker, engine, pauses, ...needs })
  const stopped = once(jobs.stop)
  running.push({ stop: stopped })
  return { stop: stopped }
}

function once(stop: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | null = null
  return () => (stopping ??= stop())
}

export function engineAt({ url, key }: Pick<DeeplStub, 'url' | 'key'>, timeoutMs = 20_000): Engine {
  return deepl({ authKey: key, serverUrl: url, timeoutMs })
}

export async function articleOf({ db, daniel }: Workshop, texts: string[]): Promise<Article> {
  const [title, ...paragraphs] = texts
  const blocks: Block[] = [
    { kind: 'title', text: title!, attributes: {} },
    ...paragraphs.map((text): Block => ({ kind: 'paragraph', text, attributes: {} })),
  ]
  const place = { slug: `draft-${randomUUID().slice(0, 8)}`, categoryId: null, seriesId: null, part: null }
  return bringIn(db, daniel, { ...place, related: [], blocks })
}

/** An article of this many segments, no two alike in this file's memory or any other. */
export function longArticle(shop: Workshop, segments: number): Promise<Article> {
  const name = randomUUID().slice(0, 8)
  return articleOf(
    shop,
    Array.from({ length: segments }, (_, n) => `${name} 마을 도서관의 ${n + 1}번째 이야기`),
  )
}

/** Asks for a draft and waits for its end. */
export async function drafted(shop: Workshop, article: Article): Promise<Ended> {
  return ended(shop, await asked(shop, article))
}

export function asked({ db, minji }: Workshop, article: Article): Promise<Draft> {
  return askForDraft(db, article, minji)
}

export interface Ended extends Progress {
  fault: string | null
}

export async function ended({ db }: Workshop, { id }: Draft): Promise<Ended> {
  await until(async () => (await draftById(db, id)).finishedAt !== null)
  const draft = await draftById(db, id)
  return { fault: draft.fault, ...(await progressOf(db, draft)) }
}

/** Waits until no process works on the draft any more. */
export function letGo({ db }: Workshop, draft: Pick<Draft, 'id'>): Promise<void> {
  return until(() => db.transaction((trx) => isOurs(trx, 'draft', draft.id)))
}

export async function latest({ db }: Workshop, article: Article): Promise<Draft> {
  return (await latestDraftOf(db, article))!
}

/** What stands in the workshop, in reading order. */
export async function targetsOf({ db }: Workshop, article: Article): Promise<Target[]> {
  const pairs = await pairsOf(db, await latestSourceVersion(db, article))
  return pairs.map(({ target }) => target)
}

/** Minji types into a pair that she sees at this revision. */
export async function type(
  { db, minji }: Workshop,
  { slug }: Article,
  number: number,
  text: string,
  baseRevision = '0',
): Promise<void> {
  const wording = { text, baseRevision, saveId: randomUUID(), confirm: false }
  const { outcome } = await save(db, { slug, number }, minji, wording)
  expect(outcome).toBe('saved')
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10)
}

export interface TwoWords {
  url: string
  key: string
  close(): Promise<unknown>
}

/** A DeepL as others mock it: it knows two English words, no tags, and does not say what it bills. */
export async function startTwoWords(): Promise<TwoWords> {
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk: Buffer) => (body += chunk.toString()))
    req.on('end', () => {
      const texts = new URLSearchParams(body).getAll('text')
      const translations = texts.map(() => ({ detected_source_language: 'KO', text: 'proton beam' }))
      res.setHeader('content-type', 'application/json').end(JSON.stringify({ translations }))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: 'anything',
    close: () => new Promise((done) => server.close(done)),
  }
}
