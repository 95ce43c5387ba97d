import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { jest } from '@jest/globals'
import type { Article } from '../../server/articles/rules'
import { checkRoutes } from '../../server/checks/routes'
import { isLookUp, lookUpsApart, type Apart } from '../../server/lookUpsApart'
import { memoryRoutes } from '../../server/memory/routes'
import { startRecall, type RunningRecall } from '../../server/memory/recall'
import type { Person } from '../../server/people/rules'
import { newToken } from '../../server/people/secrets'
import { insertSession } from '../../server/people/store'
import { termbaseRoutes } from '../../server/termbase/routes'
import type { Handler } from '../../server/web/pageAsking'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { fakeThread, type FakeThread } from '../support/fakeThread'
import { approvedKimchi, freshKimchi } from '../support/kimchi'
import { listening, type Listening } from '../support/listening'
import { appFor } from '../support/visit'
import { world, type World } from '../support/world'

let database: OwnDatabase
let cast: World
let recall: RunningRecall
let article: Article
const open: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  database = await ownDatabase()
  cast = await world(database.web)
  await approvedKimchi(database.web, cast)
  article = await freshKimchi(database.web, cast)
  recall = startRecall(database.urls.web)
  await recall.filled()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await Promise.all(open.splice(0).map((one) => one.stop()))
})
afterAll(async () => {
  await recall.stop()
  await database.close()
})

describe('what the thread answers', () => {
  let whole: Asking
  let apart: Asking
  let servers: { stop(): Promise<void> }[]

  beforeAll(async () => {
    const app = appFor(database.web, { recall })
    const lookUps = lookUpsApart(settings, database.urls.web, recall)
    const [before, behind] = [await serving(app), await serving((req, res) => lookUps(req, res, refuse))]
    servers = [before, behind, lookUps]
    ;[whole, apart] = [before.asking, behind.asking]
    await calling(behind)
  })
  afterAll(() => Promise.all(servers.map((one) => one.stop())))

  const pair = () => `/desk/articles/${article.slug}/pairs`
  test.each<[string, () => string]>([
    ['matches for the dock', () => `${pair()}/2/matches?part=1`],
    ['matches on a page', () => `${pair()}/2/matches`],
    ['findings for the dock', () => `${pair()}/2/findings?part=1`],
    ['terms for the dock', () => `${pair()}/2/terms?part=1`],
    ['matches of an article', () => `/desk/articles/${article.slug}/matches`],
    ['findings of an article', () => `/desk/articles/${article.slug}/findings?part=1`],
    ['places of terms', () => `/desk/articles/${article.slug}/terms`],
    ['words looked for', () => '/desk/memory?words=배추'],
    ['no words', () => '/desk/memory?words=**'],
    ['a pair that is not there', () => `${pair()}/99/matches?part=1`],
    ['a pair that cannot be', () => `${pair()}/two/matches?part=1`],
    ['an article that is not there', () => '/desk/articles/nowhere/pairs/1/matches?part=1'],
    ['an address that is none', () => '/desk/articles/%E0%A4/pairs/1/matches?part=1'],
  ])('%s: the same as the application, to whoever asks in either language', async (_name, path) => {
    for (const headers of [await signedIn(cast.minji, 'en'), await signedIn(cast.daniel, 'ko'), {}]) {
      const [expected, answer] = [await whole(path(), headers), await apart(path(), headers)]
      expect(answer).toEqual(expected)
    }
  })

  test('a match is found in the memory that is lent to it', async () => {
    const { body } = await apart(`${pair()}/2/matches?part=1`, await signedIn(cast.minji, 'en'))
    expect(body).toContain('Salt the cabbage.')
  })

  test('a script hears that nobody is signed in, and a person is led to where one signs in', async () => {
    const path = `${pair()}/2/matches?part=1`
    expect(await apart(path, { 'sec-fetch-dest': 'empty' })).toMatchObject({ status: 401 })
    const { status, headers } = await apart(path, {})
    expect(status).toBe(303)
    expect(headers.location).toContain(encodeURIComponent(path))
  })
})

test('all that can be looked up beside a text is looked up there', () => {
  const routers = [checkRoutes(database.web), memoryRoutes(database.web, null), termbaseRoutes(database.web)]
  const paths = routers.flatMap(({ stack }) =>
    (stack as Layer[]).flatMap(({ route }) => (route?.methods.get ? [route.path] : [])),
  )
  const apart = paths.filter((path) => isLookUp({ method: 'GET', url: `/desk${path.replace(/:\w+/g, '1')}` }))
  expect(apart.toSorted()).toEqual([
    '/articles/:slug/findings',
    '/articles/:slug/matches',
    '/articles/:slug/pairs/:number/findings',
    '/articles/:slug/pairs/:number/matches',
    '/articles/:slug/pairs/:number/terms',
    '/articles/:slug/terms',
    '/memory',
  ])
  const others = paths.filter((path) => !apart.includes(path))
  expect(others.filter((path) => !/^\/(terms|checks)(\/|$)/.test(path))).toEqual([])
})

/** What a router says of itself. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> }
}

describe('whom it asks', () => {
  test.each([
    ['POST', '/desk/articles/a/pairs/1/matches'],
    ['HEAD', '/desk/memory'],
    ['GET', '/desk/articles/a/pairs/1'],
    ['GET', '/desk/articles/a/pairs/1/matches/more'],
    ['GET', '/desk/memory/more'],
    ['GET', '/desk'],
    ['GET', '/en/desk/memory'],
  ])('%s %s is no look-up', async (method, path) => {
    const threads: FakeThread[] = []
    const { answers } = await served({ thread: () => fakeThread(threads) })
    expect(await answers(path, method)).toBe('application')
    expect(threads).toEqual([])
  })

  test('the application answers until the thread is there, which only the first look-up calls', async () => {
    const threads: FakeThread[] = []
    const { answers } = await served({ thread: () => fakeThread(threads) })
    expect([await answers('/desk/memory'), await answers('/desk/memory')]).toEqual([
      'application',
      'application',
    ])
    expect(threads.map(({ told }) => told)).toEqual([[{ number: 1, asked: 'there' }]])

    threads[0]!.emit('message', { number: 1, answer: 'there' })
    const answer = answers('/desk/memory?words=a')
    await until(() => threads[0]!.told.length === 2)
    expect(threads[0]!.told[1]).toMatchObject({ number: 2, asked: { url: '/desk/memory?words=a' } })
    const body = Buffer.from('thread')
    threads[0]!.emit('message', { number: 2, answer: { status: 200, headers: {}, body } })
    expect(await answer).toBe('thread')
  })

  test('the application answers what the thread cannot, and another one is begun', async () => {
    const log = loggedIn()
    const threads: FakeThread[] = []
    const { answers } = await served({ patience: 0, thread: () => fakeThread(threads) })
    await answers('/desk/memory')
    threads[0]!.emit('message', { number: 1, answer: 'there' })

    const faulty = answers('/desk/memory')
    await until(() => threads[0]!.told.length === 2)
    threads[0]!.emit('message', { number: 2, fault: 'out of order' })
    expect(await faulty).toBe('application')

    const broken = answers('/desk/memory')
    await until(() => threads[0]!.told.length === 3)
    threads[0]!.emit('error', new Error('out of memory'))
    threads[0]!.emit('exit', 1)
    expect(await broken).toBe('application')
    expect(await answers('/desk/memory')).toBe('application')
    expect(threads).toHaveLength(2)
    expect(log).toEqual([expect.stringContaining('out of order'), expect.stringContaining('out of memory')])
  })

  test('a thread that breaks as soon as it is begun is not begun with every look-up', async () => {
    const log = loggedIn()
    const threads: FakeThread[] = []
    const { answers } = await served({ patience: 60_000, thread: () => fakeThread(threads) })
    await answers('/desk/memory')
    threads[0]!.emit('error', new Error('no such program'))
    expect([await answers('/desk/memory'), await answers('/desk/memory')]).toEqual([
      'application',
      'application',
    ])
    expect(threads).toHaveLength(1)
    expect(log).toEqual([expect.stringContaining('no such program')])
  })

  test('where there can be no more threads, the application answers', async () => {
    const log = loggedIn()
    const full = () => {
      throw new Error('ERR_WORKER_INIT_FAILED')
    }
    const { answers } = await served({ patience: 0, thread: full })
    expect([await answers('/desk/memory'), await answers('/desk/memory')]).toEqual([
      'application',
      'application',
    ])
    expect(log).toHaveLength(2)
  })

  test('nobody calls a thread any more once it was stopped', async () => {
    const threads: FakeThread[] = []
    const { lookUps, answers } = await served({ thread: () => fakeThread(threads) })
    await lookUps.stop()
    expect(await answers('/desk/memory')).toBe('application')
    expect(threads).toEqual([])
  })

  test('it ends when nobody has looked anything up for a while', async () => {
    const threads: FakeThread[] = []
    const { answers } = await served({ rest: 10, patience: 0, thread: () => fakeThread(threads) })
    await answers('/desk/memory')
    const gone = once(threads[0]!, 'exit')
    threads[0]!.emit('message', { number: 1, answer: 'there' })
    await gone
    expect(threads[0]!.told.at(-1)).toBe('end')
    expect(await answers('/desk/memory')).toBe('application')
    expect(threads).toHaveLength(2)
  })
})

/** What is said to whoever keeps the server, a line each. */
function loggedIn(): string[] {
  const log: string[] = []
  jest.spyOn(console, 'error').mockImplementation((...said: unknown[]) => void log.push(said.join(' ')))
  return log
}

const settings = { timeZone: 'Asia/Seoul', trustProxy: false }

type Asking = (path: string, headers: Record<string, string>) => Promise<Answer>
interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}
/** What differs from one answer to the next without a reason of ours is left out. */
async function serving(answering: Handler): Promise<Listening & { asking: Asking }> {
  const { url, stop } = await listening(answering)
  const asking: Asking = async (path, headers) => {
    const answer = await fetch(`${url}${path}`, { redirect: 'manual', headers })
    const told = Object.fromEntries(answer.headers)
    for (const name of ['date', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'])
      delete told[name]
    const body = (await answer.text()).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'some-uuid')
    return { status: answer.status, headers: told, body }
  }
  return { asking, url, stop }
}

/** A server whose look-ups have a thread of the test's, and whose application says so when it is asked. */
async function served(how: Apart) {
  const lookUps = lookUpsApart(settings, database.urls.web, recall, how)
  const { url, stop } = await listening((req, res) =>
    lookUps(req, res, (_req, res) => res.setHeader('Answered-By', 'application').end('application')),
  )
  open.push({ stop }, lookUps)
  const answers = async (path: string, method = 'GET') => {
    const answer = await fetch(`${url}${path}`, { method })
    return answer.headers.get('answered-by') ?? answer.text()
  }
  return { lookUps, answers }
}

function refuse(_req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(500).end('the application was asked')
}

/** The thread is there when the application is asked no more. */
async function calling({ asking }: { asking: Asking }): Promise<void> {
  while ((await asking('/desk/memory', {})).status === 500) await new Promise((done) => setTimeout(done, 50))
}

async function signedIn(person: Person, locale: 'ko' | 'en'): Promise<Record<string, string>> {
  const token = newToken()
  await insertSession(database.web, person, token, 'A test')
  return { cookie: `daeyeok=${token}; locale=${locale}` }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((done) => setTimeout(done, 5))
}
