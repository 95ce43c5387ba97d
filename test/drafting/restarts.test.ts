import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from '../../server/db/connection'
import { insertDraft, markSent, piecesOf } from '../../server/drafting/store'
import { root } from '../../server/root'
import { latestSourceVersion } from '../../server/sources/store'
import { pairsOf } from '../../server/targets/store'
import { asked, drafted, ended, longArticle, startWork, targetsOf, until, workshop } from './workshop'
import type { Draft } from '../../server/drafting/rules'

const shop = workshop()
const budget = { characters: null, timeZone: 'Asia/Seoul' }

describe('a server that is stopped in the middle of a draft', () => {
  test('takes the answer under way, and the next one goes on from there', async () => {
    const article = await longArticle(shop, 120)
    const first = await startWork(shop)
    shop.stub.next('slow')
    const draft = await asked(shop, article)
    await until(() => shop.stub.requests.length === 1)
    await first.stop()

    expect(shop.stub.requests).toHaveLength(1)
    expect(shop.log).toEqual([])
    expect((await targetsOf(shop, article)).filter(({ text }) => text !== '')).toHaveLength(50)

    await startWork(shop)
    expect(await ended(shop, draft)).toMatchObject({ fault: null, done: 120, lost: 0 })
    expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([50, 50, 20])
    expect(shop.stub.paidTwice()).toEqual([])
  })

  test('between two halves of a batch forgets nothing and sends nothing twice', async () => {
    const article = await longArticle(shop, 50)
    const first = await startWork(shop)
    shop.stub.next('413', 'slow')
    const draft = await asked(shop, article)
    await until(() => shop.stub.requests.length === 2)
    await first.stop()
    await startWork(shop)

    expect(await ended(shop, draft)).toMatchObject({ fault: null, done: 50, lost: 0 })
    expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([50, 25, 25])
    expect(shop.stub.paidTwice()).toEqual([])
  })

  test('while it waits for a better time does not wait to its end', async () => {
    const article = await longArticle(shop, 3)
    const first = await startWork(shop, { pauses: [60_000] })
    shop.stub.next('429')
    const draft = await asked(shop, article)
    await until(() => shop.stub.requests.length === 1)
    await first.stop()
    await startWork(shop)

    expect(await ended(shop, draft)).toMatchObject({ fault: null, done: 3, lost: 0 })
    expect(shop.stub.requests).toHaveLength(2)
  })

  test('hangs up on an engine that does not answer, and what was sent is not sent again', async () => {
    const article = await longArticle(shop, 60)
    const first = await startWork(shop)
    shop.stub.next('hang')
    const draft = await asked(shop, article)
    await until(() => shop.stub.requests.length === 1)
    const began = Date.now()
    await first.stop()
    expect(Date.now() - began).toBeLessThan(5_000)
    await until(() => shop.stub.hangUps === 1)

    await startWork(shop)
    expect(await ended(shop, draft)).toMatchObject({ fault: null, done: 10, fromMachine: 10, lost: 50 })
    expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([50, 10])
  })
})

describe('a draft whose process died', () => {
  test('is finished by the next one without what may have been paid', async () => {
    const article = await longArticle(shop, 70)
    const draft = await draftWithoutJob(article)
    const pieces = await piecesOf(shop.database.worker, draft)
    await markSent(shop.database.worker, draft, pieces.slice(0, 50), budget)
    await startWork(shop)

    expect(await ended(shop, draft)).toMatchObject({ fault: null, total: 70, done: 20, lost: 50 })
    expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([20])
    expect((await targetsOf(shop, article)).map(({ text }) => text !== '')).toEqual([
      ...Array<boolean>(50).fill(false),
      ...Array<boolean>(20).fill(true),
    ])

    expect(await drafted(shop, article)).toMatchObject({ total: 50, done: 50, lost: 0 })
  })

  test('refuses to send what another process has sent', async () => {
    const draft = await draftWithoutJob(await longArticle(shop, 3))
    const pieces = await piecesOf(shop.database.worker, draft)
    await markSent(shop.database.worker, draft, pieces.slice(1, 2), budget)

    await expect(markSent(shop.database.worker, draft, pieces, budget)).rejects.toThrow('another process')
    const sent = (await piecesOf(shop.database.worker, draft)).map(({ sentAt }) => sentAt !== null)
    expect(sent).toEqual([false, true, false])
  })

  test('is made by one process only, however many ask for it', async () => {
    const article = await longArticle(shop, 60)
    const draft = await draftWithoutJob(article)
    shop.stub.next('slow', 'slow')
    await Promise.all([startWork(shop), startWork(shop)])

    expect(await ended(shop, draft)).toMatchObject({ fault: null, done: 60 })
    expect(shop.stub.paidTwice()).toEqual([])
  })
})

describe('the program that only does the jobs', () => {
  test('drafts, and stops politely within five seconds', async () => {
    const article = await longArticle(shop, 3)
    const worker = await startWorker()
    expect(await ended(shop, await asked(shop, article))).toMatchObject({ fault: null, done: 3 })

    const began = Date.now()
    worker.kill('SIGTERM')
    expect(await once(worker, 'exit')).toEqual([0, null])
    expect(Date.now() - began).toBeLessThan(5_000)
  })

  test('killed in the middle, leaves a draft that the next one finishes', async () => {
    const article = await longArticle(shop, 60)
    const worker = await startWorker()
    shop.stub.next('hang')
    const draft = await asked(shop, article)
    await until(() => shop.stub.requests.length === 1)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    await makeOld(draft)
    await startWork(shop)

    expect(await ended(shop, draft)).toMatchObject({ fault: null, done: 10, lost: 50 })
    expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([50, 10])
  })

  test('does not start without a database that others can reach', async () => {
    const worker = spawnWorker({ DATABASE_URL: '' })
    expect(await firstLineOf(worker, 'stderr')).toContain('needs DATABASE_URL')
    expect(worker.exitCode ?? (await once(worker, 'exit'))[0]).toBe(1)
  })
})

/** As a process leaves it that died with its job. */
async function draftWithoutJob(article: Awaited<ReturnType<typeof longArticle>>): Promise<Draft> {
  const version = await latestSourceVersion(shop.db, article)
  const draft = await shop.db.transaction(async (trx) =>
    insertDraft(trx, article, version, shop.minji, await pairsOf(trx, version)),
  )
  await makeOld(draft)
  return draft
}

/** A process takes over what was asked for a while ago; nobody but the administrator can turn back that clock. */
async function makeOld({ id }: Draft): Promise<void> {
  const admin = connect(shop.database.adminUrl, { max: 1 })
  await admin.raw("update desk.drafts set asked_at = asked_at - interval '1 minute' where id = ?", [id])
  await admin.destroy()
}

const workers: ChildProcess[] = []
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

async function startWorker(): Promise<ChildProcess> {
  const worker = spawnWorker({
    DATABASE_URL: shop.database.adminUrl,
    DEEPL_AUTH_KEY: shop.stub.key,
    DEEPL_SERVER_URL: shop.stub.url,
  })
  expect(await firstLineOf(worker, 'stdout')).toContain('does the jobs')
  return worker
}

function spawnWorker(env: Record<string, string>): ChildProcess {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'server/worker.ts'], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  workers.push(worker)
  return worker
}

async function firstLineOf(worker: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> {
  const [chunk] = (await once(worker[stream]!, 'data')) as [Buffer]
  return chunk.toString()
}
