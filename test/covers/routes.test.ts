import type { Express } from 'express'
import sharp from 'sharp'
import request from 'supertest'
import { coverMaker } from '../../server/covers/making'
import type { Cover } from '../../server/reader/rules'
import { threadThat } from '../support/bench'
import {
  aKorean,
  anArticle,
  anEnglish,
  aPhotograph,
  approveEnglish,
  publishEnglish,
  publishKorean,
  takeBack,
} from '../reader/published'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { siteOn } from '../support/site'
import { world, type World } from '../support/world'

const korean = { title: '골짜기의 빵', body: ['골짜기에는 빵집이 하나 있다.'] }
const english = { title: 'Bread of the valley', body: ['There is one bakery.'] }

let own: OwnDatabase
let app: Express
let cast: World

beforeAll(async () => {
  own = await ownDatabase()
  app = siteOn(own)
  cast = await world(own.web)
})
afterAll(() => own.close())

test('an article without a photograph has a cover, and says how large it is and what is on it', async () => {
  const article = await anArticle(own.web, cast.minji)
  await publishEnglish(
    own.web,
    await publishKorean(own.web, article, cast.minji, cast.daniel, korean),
    cast.minji,
    cast.daniel,
    english,
  )
  const page = (await visit(`/en/${article.slug}`)).text
  expect(page).toContain('<meta property="og:image:width" content="1200">')
  expect(page).toContain('<meta property="og:image:height" content="630">')
  expect(page).toContain('<meta property="og:image:alt" content="Bread of the valley · 골짜기의 빵">')
  expect(page).toContain('<meta name="twitter:card" content="summary_large_image">')

  const answer = await visit(coverIn(page))
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': expect.stringMatching(/^public, max-age=\d{6,}, s-maxage=\d+$/),
  })
  expect(await sharp(answer.body as Buffer).metadata()).toMatchObject({ width: 1200, height: 630 })
})

test('one with a photograph shows that', async () => {
  const picture = await aPhotograph(own.web, cast.minji)
  const article = await anArticle(own.web, cast.minji)
  await publishKorean(own.web, article, cast.minji, cast.daniel, { ...korean, pictures: [picture] })
  const page = (await visit(`/ko/${article.slug}`)).text
  expect(page).toContain(`og:image" content="http://daeyeok.test/pictures/${picture}/1200.jpeg"`)
  expect(page).toContain('<meta property="og:image:width" content="1200">')
})

test('lists have the cover of the site', async () => {
  const path = coverIn((await visit('/ko/')).text)
  expect(path).toMatch(/^\/covers\/ko\/[0-9a-f]{20}\.png$/)
  expect((await visit(path)).status).toBe(200)
  expect(coverIn((await visit('/ko/index/')).text)).toBe(path)
  expect(coverIn((await visit('/en/')).text)).not.toBe(path)
})

test('what a cover shows is what is public: an old address leads to the new one', async () => {
  const article = await anArticle(own.web, cast.minji)
  const source = await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
  const alone = coverIn((await visit(`/ko/${article.slug}`)).text)

  // Nothing in the workshop changes it.
  await approveEnglish(own.web, source, await anEnglish(own.web, source, cast.minji, english), cast.daniel)
  await aKorean(own.web, article, cast.minji, { ...korean, title: '아무도 모르는 제목' })
  expect(coverIn((await visit(`/ko/${article.slug}`)).text)).toBe(alone)
  expect((await visit(alone)).status).toBe(200)

  await publishKorean(own.web, article, cast.minji, cast.daniel, { ...korean, title: '새 제목' })
  const renamed = coverIn((await visit(`/ko/${article.slug}`)).text)
  const old = await visit(alone)
  expect([old.status, old.headers.location, old.headers['cache-control']]).toEqual([302, renamed, 'no-store'])
  const guessed = await visit(renamed.replace(/[0-9a-f]{20}/, '0'.repeat(20)))
  expect(guessed.headers.location).toBe(renamed)
})

test('one that was taken back is gone with its article, and from the other language', async () => {
  const article = await anArticle(own.web, cast.minji)
  await publishEnglish(
    own.web,
    await publishKorean(own.web, article, cast.minji, cast.daniel, korean),
    cast.minji,
    cast.daniel,
    english,
  )
  const [inKorean, inEnglish] = [
    coverIn((await visit(`/ko/${article.slug}`)).text),
    coverIn((await visit(`/en/${article.slug}`)).text),
  ]
  expect([(await visit(inKorean)).status, (await visit(inEnglish)).status]).toEqual([200, 200])
  await takeBack(own.web, article, 'en', cast.daniel)

  const gone = await visit(inEnglish)
  expect([gone.status, gone.headers['cache-control'], gone.text]).toEqual([
    410,
    'no-store',
    'No longer published',
  ])
  expect((await visit(inKorean)).status).toBe(302)
  expect((await visit(`/ko/${article.slug}`)).text).not.toContain('Bread of the valley')
})

test('there is none of what is not public', async () => {
  const article = await anArticle(own.web, cast.minji)
  await aKorean(own.web, article, cast.minji, korean)
  for (const path of [
    `/covers/ko/${article.slug}/${'0'.repeat(20)}.png`,
    `/covers/ko/none/${'0'.repeat(20)}.png`,
    `/covers/fr/${'0'.repeat(20)}.png`,
    '/covers/ko/x.png',
    `/covers/ko/..%2f/${'0'.repeat(20)}.png`,
    `/covers/ko/${article.slug}/${'0'.repeat(20)}.svg`,
  ]) {
    const answer = await visit(path)
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.headers['cache-control'] ?? '').not.toMatch(/public/)
  }
})

describe('the maker of covers', () => {
  const cover: Cover = { language: 'ko', publisher: 'x', place: '', title: 'x', across: null }
  const titled = (title: string) => ({ ...cover, title })

  test('draws each once, and keeps what it has room for', async () => {
    const thread = threadThat<Cover>(({ number, asked: { title } }) => ({
      number,
      answer: Buffer.alloc(100, title),
    }))
    const maker = coverMaker({ maxBytes: 250, thread: thread.begin })
    const [one, again] = await Promise.all([maker.make(titled('a')), maker.make(titled('a'))])
    expect(one).toEqual(again)
    await maker.make(titled('a'))
    expect(thread.orders).toBe(1)
    for (const title of ['b', 'c', 'd']) await maker.make(titled(title))
    expect(maker.size()).toBe(200)
    await maker.make(titled('d'))
    expect(thread.orders).toBe(4)
    await maker.make(titled('a'))
    expect(thread.orders).toBe(5)
  })

  test('says no when too many wait, and draws again when they are done', async () => {
    const held: (() => void)[] = []
    const thread = threadThat<Cover>(
      ({ number }, answer) => void held.push(() => answer({ number, answer: Buffer.alloc(1) })),
    )
    const maker = coverMaker({ mostWaiting: 2, thread: thread.begin })
    const waiting = [maker.make(titled('a')), maker.make(titled('b'))]
    expect(await maker.make(titled('c'))).toBeNull()
    for (const done of held.splice(0)) done()
    await Promise.all(waiting)
    const after = maker.make(titled('c'))
    for (const done of held.splice(0)) done()
    expect(await after).toHaveLength(1)
  })

  test('passes a fault on, and keeps nothing of it', async () => {
    let broken = true
    const thread = threadThat<Cover>(({ number }) =>
      broken ? { number, fault: 'no ink' } : { number, answer: Buffer.alloc(1) },
    )
    const maker = coverMaker({ thread: thread.begin })
    await expect(maker.make(cover)).rejects.toThrow('no ink')
    broken = false
    expect(await maker.make(cover)).toHaveLength(1)
  })

  test('begins a thread anew that has ended', async () => {
    const thread = threadThat<Cover>(({ number }) => ({ number, answer: Buffer.alloc(1) }))
    const maker = coverMaker({ thread: thread.begin })
    await maker.make(titled('a'))
    thread.end()
    expect(await maker.make(titled('b'))).toHaveLength(1)
    expect(thread.begun).toBe(2)
  })
})

function visit(path: string) {
  return request(app).get(path)
}

function coverIn(text: string): string {
  return /og:image" content="http:\/\/daeyeok\.test(\/covers\/[^"]+)"/.exec(text)![1]!
}
