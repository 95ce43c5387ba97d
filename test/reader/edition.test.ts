import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { jest } from '@jest/globals'
import pg from 'pg'
import { watchEdition } from '../../server/db/edition'
import type { Standing } from '../../server/db/keepConnected'
import { pageCache, type PageCache } from '../../server/web/pageCache'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { siteOn } from '../support/site'
import { world, type World } from '../support/world'
import { anArticle, anEnglish, approveEnglish, publishEnglish, publishKorean, takeBack } from './published'

const words = { title: '첫 글', body: ['한 문단.'] }
const english = { title: 'First words', body: ['A paragraph.'] }

let own: OwnDatabase
let cast: World
let pages: PageCache
let server: Server
let edition: Standing
/** A second process, which nobody tells of anything but PostgreSQL. */
let other: { server: Server; edition: Standing }

beforeAll(async () => {
  own = await ownDatabase()
  cast = await world(own.web)
  const kept = { under: ['/ko/', '/en/', '/pictures/', '/sitemap'], parameters: ['category', 'page'] }
  pages = pageCache(kept)
  edition = watchEdition(own.urls.reader, pages.clear, { pause: 200 })
  const app = siteOn(own)
  server = createServer((req, res) => pages(req, res, app)).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const others = pageCache(kept)
  other = {
    server: createServer((req, res) => others(req, res, app)).listen(0, '127.0.0.1'),
    edition: watchEdition(own.urls.reader, others.clear),
  }
})
afterAll(async () => {
  for (const one of [server, other.server]) {
    one.closeAllConnections()
    one.close()
  }
  await Promise.all([edition.stop(), other.edition.stop()])
  await own.close()
})

test('a page changes for readers as soon as it is published again, and is gone as soon as it is taken back', async () => {
  const article = await anArticle(own.web, cast.minji)
  const source = await publishKorean(own.web, article, cast.minji, cast.daniel, words)
  await publishEnglish(own.web, source, cast.minji, cast.daniel, english)
  const address = `/en/${article.slug}`
  await settled()
  expect(await read(address)).toMatchObject({ status: 200, text: expect.stringContaining('First words') })
  expect(pages.size()).toBeGreaterThan(0)

  await publishEnglish(own.web, source, cast.minji, cast.daniel, { ...english, title: 'Better words' })
  await until(async () => (await read(address)).text.includes('Better words'))

  await takeBack(own.web, article, 'en', cast.daniel)
  await until(async () => (await read(address)).status === 410)
  expect((await read('/en/')).text).not.toContain('Better words')
})

test('every process shows it, and shows it no more, in pages, lists, feeds, search and sitemap', async () => {
  const places = [
    '/ko/everywhere',
    '/ko/',
    '/ko/feed.atom',
    '/ko/feed.rss',
    '/ko/feed.json',
    '/sitemap/1.xml',
  ]
  const search = `/ko/search?q=${encodeURIComponent('어디에나')}`
  const all = [...places, search].flatMap((path) => [
    { path, of: server },
    { path, of: other.server },
  ])
  await Promise.all(all.map(({ path, of }) => read(path, of)))

  const article = await anArticle(own.web, cast.minji, { slug: 'everywhere' })
  await publishKorean(own.web, article, cast.minji, cast.daniel, { ...words, title: '어디에나 있는 글' })
  for (const { path, of } of all)
    await until(async () => (await read(path, of)).text.includes('/ko/everywhere'))

  await takeBack(own.web, article, 'ko', cast.daniel)
  for (const { path, of } of all)
    await until(
      async () => !/어디에나 있는 글|http:\/\/daeyeok.test\/ko\/everywhere/.test((await read(path, of)).text),
    )
  expect(await read('/ko/everywhere', other.server)).toMatchObject({ status: 410 })
})

test('drafts, submissions and approvals do not touch what is kept', async () => {
  const article = await anArticle(own.web, cast.minji)
  const source = await publishKorean(own.web, article, cast.minji, cast.daniel, words)
  await settled()
  await read(`/ko/${article.slug}`)
  const held = pages.size()

  const version = await anEnglish(own.web, source, cast.minji, english)
  await approveEnglish(own.web, source, version, cast.daniel)
  await sleep(500)
  expect(pages.size()).toBe(held)
  expect(held).toBeGreaterThan(0)
})

test('readers are served from memory while PostgreSQL is away, and hear of changes when it is back', async () => {
  const article = await anArticle(own.web, cast.minji)
  const source = await publishKorean(own.web, article, cast.minji, cast.daniel, words)
  await settled()
  await read(`/ko/${article.slug}`)

  for (const loud of ['error', 'log'] as const) jest.spyOn(console, loud).mockImplementation(() => {})
  await refusingConnections(true)
  await sleep(600)
  expect(await read(`/ko/${article.slug}`)).toMatchObject({
    status: 200,
    text: expect.stringContaining('첫 글'),
  })
  const unknown = await read('/ko/never-read-before')
  expect(unknown.status).toBeGreaterThanOrEqual(500)
  expect(unknown.cacheControl).toBe('no-store')

  await refusingConnections(false)
  await publishEnglish(own.web, source, cast.minji, cast.daniel, english)
  await until(async () => (await read(`/ko/${article.slug}`)).text.includes(`href="/en/${article.slug}"`))
  jest.restoreAllMocks()
})

test('the number alone is enough: nobody has to be told', async () => {
  const numbers: number[] = []
  const watch = watchEdition(own.urls.reader, () => numbers.push(Date.now()), { pause: 100 })
  await until(() => Promise.resolve(numbers.length === 1))
  await asAdmin('update published.editions set number = number + 1')
  await until(() => Promise.resolve(numbers.length === 2))
  await watch.stop()
})

/** What was published before is heard of by now. */
async function settled(): Promise<void> {
  await sleep(500)
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const patience = Date.now() + 5000
  while (!(await isSo())) {
    if (Date.now() > patience) throw new Error('it did not come to that')
    await sleep(30)
  }
}

/** Nobody gets in, and whoever is in is thrown out: how PostgreSQL looks while it restarts. */
async function refusingConnections(refuse: boolean): Promise<void> {
  const name = new URL(own.adminUrl).pathname.slice(1)
  await asAdmin(`alter database ${name} allow_connections ${!refuse}`, 'postgres')
  if (refuse)
    await asAdmin(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      'postgres',
    )
}

async function asAdmin(sql: string, database?: string): Promise<void> {
  const url = new URL(own.adminUrl)
  if (database) url.pathname = `/${database}`
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query(sql)
  await admin.end()
}

function read(
  path: string,
  of = server,
): Promise<{ status: number; text: string; cacheControl: string | undefined }> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: (of.address() as AddressInfo).port, path }, (res) => {
      let text = ''
      res.setEncoding('utf8')
      res.on('data', (chunk: string) => (text += chunk))
      res.on('end', () =>
        resolve({ status: res.statusCode!, text, cacheControl: res.headers['cache-control'] }),
      )
    }).on('error', reject)
  })
}
