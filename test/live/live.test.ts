import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Article } from '../../server/articles/rules'
import { readConfig } from '../../server/config'
import { connect } from '../../server/db/connection'
import { openAs, type Database } from '../../server/db/open'
import { openLive } from '../../server/live/hub'
import type { HereEvent, PairEvent, Standing, TakeEvent, TalkEvent } from '../../server/live/rules'
import { notify } from '../../server/live/store'
import type { Person } from '../../server/people/rules'
import { newToken } from '../../server/people/secrets'
import { deleteSession, insertSession } from '../../server/people/store'
import { serve, type Serving } from '../../server/serve'
import { saveTarget } from '../../server/targets/store'
import { openHouse, type House } from '../support/house'
import { correctKorean, freshKimchi } from '../support/kimchi'
import { appFor } from '../support/visit'
import type { World } from '../support/world'
import { listenAt, type Listener } from './listener'

/** Two whole servers on one PostgreSQL, and browsers that listen at either. */
let here: House & World
let database: Database
let serving: Serving
let there: string

const sessions = new Map<string, string>()
const listeners: Listener[] = []

beforeAll(async () => {
  here = await openHouse()
  database = openAs(here.database.adminUrl)
  serving = await serve(readConfig({ PORT: '0', JOBS: 'no' }), database)
  there = `http://127.0.0.1:${serving.port}`
})
afterEach(() => {
  for (const { hangUp } of listeners.splice(0)) hangUp()
})
afterAll(async () => {
  await serving.stop()
  await database.close()
  await here.close()
})

async function sessionOf(person: Person): Promise<string> {
  if (!sessions.has(person.id)) {
    sessions.set(person.id, newToken())
    await insertSession(here.database.web, person, sessions.get(person.id)!, 'A test')
  }
  return sessions.get(person.id)!
}

async function listen(url: string, article: Article, person: Person): Promise<Listener> {
  const listener = await listenAt(`${url}/desk/articles/${article.slug}/live`, await sessionOf(person))
  listeners.push(listener)
  return listener
}

async function post(url: string, path: string, person: Person, form: Record<string, string>) {
  const body = new URLSearchParams(form)
  const headers = { Cookie: `daeyeok=${await sessionOf(person)}`, Origin: url, Accept: 'application/json' }
  return fetch(url + path, { method: 'POST', body, headers, redirect: 'manual' })
}

async function save(
  url: string,
  article: Article,
  person: Person,
  text: string,
  { number = 2, revision = 0 } = {},
) {
  const form = { text, revision: String(revision), save: randomUUID() }
  return post(url, `/desk/articles/${article.slug}/pairs/${number}`, person, form)
}

describe('whoever has an article open', () => {
  test('is told what stands, and then each save of others, at whichever process', async () => {
    const article = await freshKimchi(here.database.web, here)
    await save(here.url, article, here.minji, 'Salt it.')
    const near = await listen(here.url, article, here.minji)
    const far = await listen(there, article, here.daniel)

    for (const listener of [near, far])
      expect(await listener.hears<Standing[]>('standing')).toEqual([
        [1, '0', 'empty'],
        [2, '1', 'edited'],
        [3, '0', 'empty'],
        [4, '0', 'empty'],
      ])
    await save(here.url, article, here.jiwoo, 'Salt it well.', { revision: 1 })

    for (const listener of [near, far])
      expect(await listener.hears<PairEvent>('pair')).toEqual({
        number: 2,
        revision: '2',
        text: 'Salt it well.',
        state: 'edited',
        origin: 'person',
        by: { publicId: here.jiwoo.publicId, name: 'Jiwoo' },
        at: expect.any(String) as string,
      })
  })

  test('hears of confirmations and of their withdrawal, which write no revision', async () => {
    const article = await freshKimchi(here.database.web, here)
    await save(here.url, article, here.minji, 'Salt it.')
    const far = await listen(there, article, here.daniel)
    await far.hears('standing')
    const confirmation = `/desk/articles/${article.slug}/pairs/2/confirmation`

    await post(here.url, confirmation, here.jiwoo, { text: 'Salt it.', revision: '1', save: randomUUID() })
    expect(await far.hears<PairEvent>('pair', ({ state }) => state === 'confirmed')).toMatchObject({
      number: 2,
      revision: '1',
      by: { name: 'Jiwoo' },
    })
    await post(here.url, `${confirmation}/withdrawal`, here.jiwoo, {})
    expect(await far.hears<PairEvent>('pair', ({ state }) => state === 'edited')).toMatchObject({ number: 2 })
  })

  test('hears of comments, of what is settled, and of new Korean', async () => {
    const article = await freshKimchi(here.database.web, here)
    await save(here.url, article, here.minji, 'Salt it.')
    const far = await listen(there, article, here.daniel)
    await far.hears('talk')

    await post(here.url, `/desk/articles/${article.slug}/pairs/3/comments`, here.minji, {
      text: 'Which night?',
    })
    expect(await far.hears<TalkEvent[]>('talk', (talk) => talk.length > 0)).toEqual([[3, 1, 1]])

    await correctKorean(here.database.web, article, here.daniel)
    expect(await far.hears('source')).toEqual({ number: 2 })
    expect(await far.hears<PairEvent>('pair')).toMatchObject({ number: 2, state: 'attention' })
  })

  test('hears what is written by a process that tells nobody, a little later', async () => {
    const article = await freshKimchi(here.database.web, here)
    await save(here.url, article, here.minji, 'Salt it.')
    const far = await listen(there, article, here.daniel)
    await far.hears('standing')

    await here.database
      .worker('targets')
      .where({ articleId: article.id })
      .update({ text: 'Do.', baseRevision: 1, saveId: randomUUID(), savedBy: here.minji.id })
    expect(await far.hears<PairEvent>('pair')).toMatchObject({ number: 2, text: 'Do.', revision: '2' })
  })

  test('gets what it missed when it asks for it, and only what is there', async () => {
    const article = await freshKimchi(here.database.web, here)
    await save(here.url, article, here.minji, 'Salt it.')
    const ask = async (numbers: string) =>
      fetch(`${there}/desk/articles/${article.slug}/live/pairs/${numbers}`, {
        headers: { Cookie: `daeyeok=${await sessionOf(here.daniel)}`, Accept: 'application/json' },
      })

    expect(await (await ask('2,99')).json()).toMatchObject([
      { number: 2, text: 'Salt it.', by: { name: 'Minji' } },
    ])
    for (const wrong of ['0', '2;3', 'two', '2,', Array(101).fill('2').join()])
      expect((await ask(wrong)).status).toBe(404)
  })
})

describe('who is where', () => {
  const inPair = (name: string, number: number | null) => (people: HereEvent[]) =>
    people.some((one) => one.name === name && one.number === number)

  test('is known at every process, and ends with the stream', async () => {
    const article = await freshKimchi(here.database.web, here)
    const far = await listen(there, article, here.daniel)
    const near = await listen(here.url, article, here.jiwoo)
    const { stream } = (await near.hears<{ stream: string }>('hello'))!
    expect(await far.hears('here', inPair('Jiwoo', null))).not.toBeNull()

    const place = `/desk/articles/${article.slug}/live/${stream}`
    expect((await post(here.url, place, here.jiwoo, { number: '3' })).status).toBe(204)
    expect(await far.hears('here', inPair('Jiwoo', 3))).not.toBeNull()

    far.forget()
    near.hangUp()
    expect(await far.hears<HereEvent[]>('here', (people) => people.length === 1)).toEqual([
      { publicId: here.daniel.publicId, name: 'Daniel', number: null },
    ])
  })

  test('is nobody else’s to say, and no place that there is not', async () => {
    const article = await freshKimchi(here.database.web, here)
    const near = await listen(here.url, article, here.jiwoo)
    const { stream } = (await near.hears<{ stream: string }>('hello'))!
    const place = `/desk/articles/${article.slug}/live/`

    expect((await post(here.url, place + stream, here.minji, { number: '3' })).status).toBe(404)
    expect((await post(here.url, place + randomUUID(), here.jiwoo, { number: '3' })).status).toBe(404)
    expect((await post(here.url, `${place}nowhere`, here.jiwoo, { number: '3' })).status).toBe(404)
    expect((await post(here.url, place + stream, here.jiwoo, { number: '3; 4' })).status).toBe(422)
  })

  test('is forgotten where nobody has moved for long, and where a process has ended without a word', async () => {
    const article = await freshKimchi(here.database.web, here)
    const far = await listen(there, article, here.daniel)
    const presence = (values: object) =>
      here.database
        .web('presences')
        .insert({ articleId: article.id, personId: here.minji.id, number: 2, ...values })
    const ago = (time: string) => here.database.web.raw(`now() - interval '${time}'`)
    await presence({ streamId: randomUUID(), movedAt: ago('6 minutes') })
    await presence({ streamId: randomUUID(), personId: here.jiwoo.id, seenAt: ago('1 minute') })

    expect(await far.hears('here', inPair('Minji', null))).not.toBeNull()
    expect(
      far
        .all<HereEvent[]>('here')
        .flat()
        .some(({ name }) => name === 'Jiwoo'),
    ).toBe(false)
  })
})

describe('paragraphs that somebody takes', () => {
  test('are shown to others, until they are given back or others are taken', async () => {
    const article = await freshKimchi(here.database.web, here)
    const far = await listen(there, article, here.daniel)
    const take = `/desk/articles/${article.slug}/take`
    const taken = (first: number) => (takes: TakeEvent[]) => takes[0]?.first === first

    await post(here.url, take, here.jiwoo, { first: '2', last: '3' })
    expect(await far.hears('takes', taken(2))).toEqual([
      { publicId: here.jiwoo.publicId, name: 'Jiwoo', first: 2, last: 3, numbers: [2, 3] },
    ])
    await post(here.url, take, here.jiwoo, { first: '4', last: '4' })
    expect(await far.hears<TakeEvent[]>('takes', taken(4))).toHaveLength(1)

    far.forget()
    await post(here.url, `${take}/end`, here.jiwoo, {})
    expect(await far.hears<TakeEvent[]>('takes')).toEqual([])
  })
})

describe('a stream', () => {
  test('is for people who are signed in, and of articles that there are', async () => {
    const article = await freshKimchi(here.database.web, here)
    const address = `${here.url}/desk/articles/${article.slug}/live`
    expect((await listenAt(address, newToken())).status).toBe(303)
    expect(
      (await listenAt(`${here.url}/desk/articles/nothing-here/live`, await sessionOf(here.minji))).status,
    ).toBe(404)
  })

  test('is refused to a person who has twenty of them', async () => {
    const article = await freshKimchi(here.database.web, here)
    await sessionOf(here.sujin)
    const open = await Promise.all(Array.from({ length: 20 }, () => listen(here.url, article, here.sujin)))
    expect(open.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect((await listen(here.url, article, here.sujin)).status).toBe(429)
    expect((await listen(here.url, article, here.minji)).status).toBe(200)
  })

  test('is not held back to be packed', async () => {
    const article = await freshKimchi(here.database.web, here)
    const answer = await fetch(`${here.url}/desk/articles/${article.slug}/live`, {
      headers: { Cookie: `daeyeok=${await sessionOf(here.minji)}`, 'Accept-Encoding': 'gzip' },
    })
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    await answer.body!.cancel()
  })

  test('ends when the server stops, and keeps it from nothing', async () => {
    const article = await freshKimchi(here.database.web, here)
    const other = openAs(here.database.adminUrl)
    const stopping = await serve(readConfig({ PORT: '0', JOBS: 'no' }), other)
    const listener = await listen(`http://127.0.0.1:${stopping.port}`, article, here.minji)
    await listener.hears('standing')

    await stopping.stop()
    await listener.ended
    await other.close()
    const left = await here.database.web('presences').where({ articleId: article.id })
    expect(left).toEqual([])
  })
})

test('what is told is ids of articles and nothing else', async () => {
  const article = await freshKimchi(here.database.web, here)
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: here.database.urls.reader })
  await client.connect()
  const payloads: (string | undefined)[] = []
  client.on('notification', ({ payload }) => payloads.push(payload))
  await client.query('listen desk')
  await save(here.url, article, here.minji, 'Salt it.')
  // Other articles of this file may still have something to tell, before this one and with it.
  const told = () => payloads.join(' ').split(' ')
  while (!told().includes(article.id)) await sleep(20)
  await client.end()
  expect(payloads.join(' ')).toMatch(/^\d+( \d+)*$/)
})

test('many saves at once are told in few notices', async () => {
  const article = await freshKimchi(here.database.web, here)
  const live = openLive(here.database.web, null, { gather: 50 })
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: here.database.urls.web })
  await client.connect()
  let notices = 0
  client.on('notification', () => notices++)
  await client.query('listen desk')
  for (let times = 0; times < 100; times++) live.changed(article.slug)
  await sleep(400)
  await live.stop()
  await client.end()
  expect(notices).toBe(1)
})

test('what is said while a notice is on its way is told as well', async () => {
  const [first, second] = [
    await freshKimchi(here.database.web, here),
    await freshKimchi(here.database.web, here),
  ]
  const { web } = here.database
  let saidMeanwhile = false
  const watched = new Proxy(web, {
    get: (db, name: keyof typeof web) => {
      if (name === 'raw' && !saidMeanwhile) {
        saidMeanwhile = true
        live.changed(second.slug)
      }
      return db[name] as unknown
    },
  })
  const live = openLive(watched, null, { gather: 10 })
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: here.database.urls.web })
  await client.connect()
  const told = new Set<string>()
  client.on('notification', ({ payload }) => {
    for (const id of payload?.split(' ') ?? []) told.add(id)
  })
  await client.query('listen desk')
  live.changed(first.slug)
  while (!told.has(second.id)) await sleep(10)
  expect(told.has(first.id)).toBe(true)
  await live.stop()
  await client.end()
})

test('a session that has ended gets no further', async () => {
  const article = await freshKimchi(here.database.web, here)
  const token = newToken()
  await insertSession(here.database.web, here.jiwoo, token, 'A test')
  const live = openLive(here.database.web, null, { beat: 200 })
  const server = createServer(appFor(here.database.web, { live })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const listener = await listenAt(`http://127.0.0.1:${port}/desk/articles/${article.slug}/live`, token)
  listeners.push(listener)
  await listener.hears('standing')
  await deleteSession(here.database.web, token)
  await listener.ended
  await live.stop()
  await new Promise((closed) => server.close(closed))
})

test('an article whose notice was lost is looked at, however many notices of another come', async () => {
  const { web, urls } = here.database
  const [quiet, busy] = [await freshKimchi(web, here), await freshKimchi(web, here)]
  const live = openLive(web, urls.web, { pause: 200 })
  const heard: string[] = []
  const send = (event: string) => void heard.push(event)
  await live.join(quiet, { person: here.minji, send, end: () => {} })
  await live.join(busy, { person: here.minji, send: () => {}, end: () => {} })
  const noise = setInterval(() => void notify(web, [busy.slug]).catch(() => {}), 30)
  try {
    await sleep(1000)
    const wording = { text: 'Salt it.', baseRevision: '0', saveId: randomUUID(), confirm: false }
    await saveTarget(web, { slug: quiet.slug, number: 2 }, here.minji, wording)
    for (let tries = 0; tries < 100 && !heard.includes('pair'); tries++) await sleep(30)
  } finally {
    clearInterval(noise)
    await live.stop()
  }
  expect(heard).toContain('pair')
})

test('an article that cannot be read keeps nobody out of another', async () => {
  const { web, adminUrl } = here.database
  const [broken, whole] = [await freshKimchi(web, here), await freshKimchi(web, here)]
  const live = openLive(web, null)
  const stream = { person: here.minji, send: () => {}, end: () => {} }
  const admin = connect(adminUrl, { max: 2 })
  const lock = await admin.transaction()
  await lock.raw('lock table desk.comments in access exclusive mode')
  const refused = live.join(broken, stream).catch((error: Error) => error)
  while ((await admin.raw<{ rows: unknown[] }>(`select pid ${pulseWaiting}`)).rows.length === 0)
    await sleep(20)
  const joined = live.join(whole, stream)
  joined.catch(() => {})
  await sleep(50)
  await admin.raw(`select pg_cancel_backend(pid) ${pulseWaiting}`)
  expect(await refused).toBeInstanceOf(Error)
  await lock.rollback()
  expect((await joined).id).toMatch(/^[0-9a-f-]{36}$/)
  await live.stop()
  await admin.destroy()
})

const pulseWaiting =
  "from pg_stat_activity where wait_event_type = 'Lock' and query like '%from presences presence%'"
