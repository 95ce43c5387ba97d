import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { jest } from '@jest/globals'
import type { Express } from 'express'
import request from 'supertest'
import type { Standing } from '../../server/db/keepConnected'
import { startPurging } from '../../server/publications/purging'
import { keyOf } from '../../server/web/surrogateKeys'
import { aCategory, anArticle, aSeries, publishEnglish, publishKorean, takeBack } from '../reader/published'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { imprint, siteOn } from '../support/site'
import { world, type World } from '../support/world'

let own: OwnDatabase
let cast: World
let app: Express
let cache: Server
let purging: Standing
let told: { keys: string[]; headers: IncomingHttpHeaders }[]
/** What the cache answers next; 200 when nothing is said. */
let answers: number[]

beforeAll(async () => {
  own = await ownDatabase()
  cast = await world(own.web)
  app = siteOn(own, { config: { ...imprint, purge: { url: 'http://cache.test', header: null } } })
})
beforeEach(async () => {
  told = []
  answers = []
  cache = createServer((req, res) => {
    let said = ''
    req.on('data', (chunk) => (said += chunk))
    req.on('end', () => {
      const status = answers.shift() ?? 200
      if (status === 200)
        told.push({
          keys: (JSON.parse(said) as { surrogate_keys: string[] }).surrogate_keys,
          headers: req.headers,
        })
      res.writeHead(status, { Location: '/elsewhere' }).end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => cache.once('listening', listening))
  await own.worker('purges').delete()
  const url = `http://127.0.0.1:${(cache.address() as AddressInfo).port}/purge`
  purging = startPurging(
    own.urls.worker,
    { url, header: ['Fastly-Key', 'sesame'] },
    { pause: 100, again: 200 },
  )
})
afterEach(async () => {
  await purging.stop()
  cache.closeAllConnections()
  cache.close()
})
afterAll(() => own.close())

test('a publication and a retraction are told by the keys of every page they show on, each twice', async () => {
  const series = await aSeries(own.web, 'valley', '골짜기', 'The valley')
  const article = await anArticle(own.web, cast.minji, { slug: 'bread', series, part: 1 })
  await own.web('articles').where({ id: article.id }).update({ englishSlug: 'good-bread' })
  await quiet()
  told = []
  const source = await publishKorean(own.web, article, cast.minji, cast.daniel, {
    title: '빵',
    body: ['한 문단.'],
  })
  await publishEnglish(own.web, source, cast.minji, cast.daniel, { title: 'Bread', body: ['A paragraph.'] })
  await quiet()
  const keys = [
    keyOf.article('bread'),
    keyOf.article('good-bread'),
    keyOf.lists,
    keyOf.series('valley'),
  ].sort()
  expect(new Set(told.flatMap((one) => one.keys))).toEqual(new Set(keys))
  for (const path of [
    '/ko/bread',
    '/en/good-bread',
    '/ko/',
    '/en/feed.rss',
    '/sitemap.xml',
    '/ko/series/valley',
  ])
    expect([path, (await keysOf(path)).some((key) => keys.includes(key))]).toEqual([path, true])
  // They lead to the other parts.
  for (const path of ['/ko/bread', '/en/good-bread/both', '/ko/bread/interleaved'])
    expect([path, await keysOf(path)]).toEqual([path, expect.arrayContaining([keyOf.series('valley')])])

  told = []
  await takeBack(own.web, article, 'en', cast.daniel)
  await quiet()
  expect(told.map((one) => one.keys)).toEqual([keys, keys])
  expect(told[0]!.headers).toMatchObject({ 'surrogate-key': keys.join(' '), 'fastly-key': 'sesame' })
})

test('whoever links or is related to what comes or goes is told of as well', async () => {
  const linking = await anArticle(own.web, cast.minji, { slug: 'linking' })
  const body = ['<a href="/ko/coming">여기</a>에 적었다.']
  await publishKorean(own.web, linking, cast.minji, cast.daniel, { title: '잇는 글', body })
  const related = await anArticle(own.web, cast.minji, { slug: 'related' })
  await publishKorean(own.web, related, cast.minji, cast.daniel, { title: '이웃 글', body: ['한 문단.'] })
  const coming = await anArticle(own.web, cast.minji, { slug: 'coming' })
  await own.web('relatedArticles').insert({ articleId: related.id, relatedArticleId: coming.id, position: 1 })
  await quiet()
  const before = { linking: await keysOf('/ko/linking'), related: await keysOf('/ko/related') }

  told = []
  await publishKorean(own.web, coming, cast.minji, cast.daniel, { title: '오는 글', body: ['한 문단.'] })
  await quiet()
  const keys = told.flatMap((one) => one.keys)
  expect(before.linking.some((key) => keys.includes(key))).toBe(true)
  expect(before.related.some((key) => keys.includes(key))).toBe(true)
  expect(before.linking.join()).not.toContain('coming')
})

test('what is renamed is told of as the whole site', async () => {
  const category = await aCategory(own.web, 'life', '삶', 'Life')
  await quiet()
  told = []
  await own.web('categories').where({ id: category.id }).update({ nameEn: 'Living' })
  await quiet()
  expect(told.map((one) => one.keys)).toEqual([['site'], ['site']])
  for (const path of ['/ko/', '/ko/bread', '/ko/feed.atom', '/sitemap.xml'])
    expect(await keysOf(path)).toContain('site')
})

test('a day that an archive says later is told of as the whole site', async () => {
  const article = await anArticle(own.web, cast.minji)
  await publishKorean(own.web, article, cast.minji, cast.daniel, { title: '옛 글', body: ['한 문단.'] })
  await quiet()
  told = []
  const [entry] = await own
    .web('archiveEntries')
    .insert({
      ...{ source: 'old', externalId: '1', kind: 'post', status: 'published', language: 'ko' },
      ...{ title: 'x', body: 'x', format: 'html', author: '', address: '', labels: [] },
      ...{ publishedAt: '2011-03-01T00:00:00Z', fingerprint: 'a'.repeat(64), pictures: '[]' },
    })
    .returning<{ id: string }[]>('id')
  await own
    .web('archiveArticles')
    .insert({ entryId: entry!.id, articleId: article.id, madeBy: cast.daniel.id })
  await quiet()
  expect(told.map((one) => one.keys)).toEqual([['site'], ['site']])
})

test('drafts and approvals are told to nobody', async () => {
  await anArticle(own.web, cast.minji, { slug: 'quiet' })
  expect(await own.worker('purges').select('id')).toEqual([])
})

test.each([500, 429, 302])('after %d it is told again, until the cache says yes', async (status) => {
  const complaints = jest.spyOn(console, 'error').mockImplementation(() => {})
  answers = [status]
  const article = await anArticle(own.web, cast.minji)
  await publishKorean(own.web, article, cast.minji, cast.daniel, { title: '글', body: ['한 문단.'] })
  await quiet()
  expect(answers).toEqual([])
  expect(told.map((one) => one.keys.length)).toEqual([2, 2])
  expect(complaints.mock.calls.map(String)).toEqual([
    `PURGE_URL was not told what changed, and will be told again: status ${status}`,
  ])
  complaints.mockRestore()
})

test('a cache that is away is told when it is back', async () => {
  const complaints = jest.spyOn(console, 'error').mockImplementation(() => {})
  const { port } = cache.address() as AddressInfo
  cache.closeAllConnections()
  await new Promise((closed) => cache.close(closed))
  const article = await anArticle(own.web, cast.minji)
  await publishKorean(own.web, article, cast.minji, cast.daniel, { title: '글', body: ['한 문단.'] })
  await until(() => complaints.mock.calls.length > 0)
  cache.listen(port, '127.0.0.1')
  await quiet()
  expect(told).toHaveLength(2)
  expect(String(complaints.mock.calls)).not.toContain('sesame')
  complaints.mockRestore()
})

test('pages say how long such a cache may keep them, and errors say nothing', async () => {
  const { headers } = await request(app).get('/ko/')
  expect(headers).toMatchObject({
    'cache-control': 'public, no-cache',
    'surrogate-control': 'max-age=86400',
    'cdn-cache-control': 'max-age=86400',
  })
  for (const path of ['/ko/nowhere', '/ko/search?q=x', '/desk'])
    expect(Object.keys((await request(app).get(path)).headers).join()).not.toMatch(/surrogate|cdn/)
})

async function keysOf(path: string): Promise<string[]> {
  const { headers } = await request(app).get(path).expect(200)
  return (headers['surrogate-key'] as string).split(' ')
}

/** Nothing is left to tell. */
async function quiet(): Promise<void> {
  await until(async () => (await own.worker('purges').select('id')).length === 0)
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const patience = Date.now() + 10_000
  while (!(await isSo())) {
    if (Date.now() > patience) throw new Error('it did not come to that')
    await sleep(30)
  }
}
