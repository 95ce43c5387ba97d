import { jest } from '@jest/globals'
import express, { type Express } from 'express'
import request from 'supertest'
import { cutOut } from '../../server/fonts/cutting'
import { fontCutter } from '../../server/fonts/making'
import { fontRoutes, type PageAt } from '../../server/fonts/routes'
import type { Cut } from '../../server/fonts/rules'
import { keyOf } from '../../server/web/surrogateKeys'
import type { Workbench } from '../../server/workbench'
import {
  aKorean,
  anArticle,
  anEnglish,
  approveKorean,
  publishEnglish,
  publishKorean,
  takeBack,
} from '../reader/published'
import { threadThat } from '../support/bench'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { imprint, siteOn } from '../support/site'
import { world, type World } from '../support/world'
import { charactersOfFont } from './reading'

const korean = { title: '골짜기의 빵', body: ['골짜기에는 빵집이 하나 있다. 늬는 드물다.'] }
const english = { title: 'Bread of the valley', body: ['There is one bakery.'] }
/** A syllable that nothing of the house says. */
const secret = '뷁'

let own: OwnDatabase
let app: Express
let cast: World

beforeAll(async () => {
  own = await ownDatabase()
  app = siteOn(own)
  cast = await world(own.web)
})
afterAll(() => own.close())

test('a published article has its characters, and each cut has no other', async () => {
  const { slug } = await publishedInBoth()
  const page = (await visit(`/ko/${slug}`)).text
  expect(page).toContain(`<link rel="stylesheet" href="/fonts/ko/${slug}/sheet.css">`)

  const { answer, files } = await sheetAt(`/fonts/ko/${slug}`)
  expect(answer.headers).toMatchObject({
    'content-type': expect.stringMatching(/^text\/css/),
    'cache-control': 'public, no-cache',
  })
  const font = await fetched(files[0]!)
  expect(font.headers).toMatchObject({
    'content-type': 'font/woff2',
    'cache-control': expect.stringMatching(/^public, max-age=\d{6,}, s-maxage=\d+, immutable$/),
  })
  const characters = await charactersIn(files)
  expect(characters).toContain('늬')
  expect([...characters].filter((character) => !page.includes(character))).toEqual([])
  for (const character of '골짜기의빵집') expect(characters).toContain(character)
})

test('so have the English page and the page with both, each of its own', async () => {
  const { slug } = await publishedInBoth()
  const sheets = {
    [`/fonts/en/${slug}`]: false,
    [`/fonts/ko/${slug}/both`]: true,
    [`/fonts/en/${slug}/interleaved`]: true,
  }
  for (const [folder, saysIt] of Object.entries(sheets)) {
    const page = (await visit(folder.replace('/fonts', ''))).text
    expect(page).toContain(`href="${folder}/sheet.css"`)
    const { files } = await sheetAt(folder)
    expect([folder, (await charactersIn(files)).has('늬')]).toEqual([folder, saysIt])
  }
})

test('the front has that of its own page, and lists have the whole typeface', async () => {
  await publishedInBoth()
  const front = (await visit('/ko/')).text
  expect(front).toContain('href="/fonts/ko/sheet.css"')
  expect((await charactersIn((await sheetAt('/fonts/ko')).files)).has('골')).toBe(true)
  for (const path of ['/ko/index/', `/ko/search?q=${encodeURIComponent('빵')}`, '/ko/none']) {
    const page = (await visit(path)).text
    expect([path, /\/(fonts|assets\/styles\/korean)[^"]*/.exec(page)?.[0]]).toEqual([
      path,
      '/assets/styles/korean.css',
    ])
  }
})

test('what nobody has published is in none', async () => {
  const article = await anArticle(own.web, cast.minji)
  await approveKorean(own.web, await aKorean(own.web, article, cast.minji, korean), cast.daniel)
  for (const path of [
    `/fonts/ko/${article.slug}/sheet.css`,
    `/fonts/ko/${article.slug}/119-${'0'.repeat(20)}.woff2`,
  ])
    expect([path, (await visit(path)).status]).toEqual([path, 404])

  // A public article of which the workshop has a later wording.
  const { slug, article: told, source } = await publishedInBoth()
  const before = await sheetAt(`/fonts/ko/${slug}`)
  await approveKorean(
    own.web,
    await aKorean(own.web, told, cast.minji, { ...korean, body: [secret] }),
    cast.daniel,
  )
  await anEnglish(own.web, source, cast.minji, { ...english, body: [`“${secret}”`] })
  for (const folder of [`/fonts/ko/${slug}`, `/fonts/en/${slug}`, `/fonts/ko/${slug}/both`]) {
    const { answer, files } = await sheetAt(folder)
    expect(answer.text).not.toContain(secret.codePointAt(0)!.toString(16))
    expect((await charactersIn(files)).has(secret)).toBe(false)
  }
  expect((await sheetAt(`/fonts/ko/${slug}`)).answer.text).toBe(before.answer.text)
})

test('after another wording the old address leads to the whole slice', async () => {
  const { slug, article } = await publishedInBoth()
  const { files } = await sheetAt(`/fonts/ko/${slug}`)
  await publishKorean(own.web, article, cast.minji, cast.daniel, { ...korean, body: ['빵집이 문을 닫았다.'] })
  const now = await sheetAt(`/fonts/ko/${slug}`)
  const old = files.filter((file) => !now.files.includes(file))
  expect(old.length).toBeGreaterThan(0)
  for (const file of old) {
    const answer = await fetched(file)
    expect([answer.status, answer.headers['cache-control']]).toEqual([302, 'no-store'])
    expect((await fetched(answer.headers.location!)).status).toBe(200)
  }
  expect((await charactersIn(now.files)).has('늬')).toBe(false)
})

test('what was taken back is gone, with the page that had both', async () => {
  const { slug, article } = await publishedInBoth()
  const [inEnglish, together] = [await sheetAt(`/fonts/en/${slug}`), await sheetAt(`/fonts/ko/${slug}/both`)]
  await takeBack(own.web, article, 'en', cast.daniel)
  for (const path of [
    `/fonts/en/${slug}/sheet.css`,
    `/fonts/ko/${slug}/both/sheet.css`,
    inEnglish.files[0]!,
    together.files[0]!,
  ]) {
    const answer = await visit(path)
    expect([path, answer.status, answer.headers['cache-control']]).toEqual([path, 410, 'no-store'])
  }
  expect((await visit(`/fonts/ko/${slug}/sheet.css`)).status).toBe(200)
})

test('there is nothing at any other address', async () => {
  const { slug } = await publishedInBoth()
  const { files } = await sheetAt(`/fonts/ko/${slug}`)
  const name = files[0]!.split('/').at(-1)!
  for (const path of [
    '/fonts/ko/none/sheet.css',
    `/fonts/fr/${slug}/sheet.css`,
    `/fonts/ko/${slug}/side/sheet.css`,
    `/fonts/ko/${slug}/${name.replace('.woff2', '.ttf')}`,
    `/fonts/ko/${slug}/120-${'0'.repeat(20)}.woff2`,
    `/fonts/ko/${slug}/..%2f119-${'0'.repeat(20)}.woff2`,
    `/fonts/ko/..%2f${slug}/${name}`,
    `/fonts/ko/${slug}/`,
  ]) {
    const answer = await visit(path)
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.headers['cache-control'] ?? '').not.toMatch(/public/)
  }
})

test('a cache in front forgets it by what it forgets the page by', async () => {
  const { slug } = await publishedInBoth()
  const purged = siteOn(own, { config: { ...imprint, purge: { url: 'http://cache.test', header: null } } })
  const keys = async (path: string) => (await request(purged).get(path)).headers['surrogate-key']
  const ofPage = await keys(`/ko/${slug}`)
  expect(ofPage).toContain(keyOf.article(slug))
  expect(await keys(`/fonts/ko/${slug}/sheet.css`)).toBe(ofPage)
  const file = (await sheetAt(`/fonts/ko/${slug}`)).files[0]!
  expect(await keys(file)).toBe(ofPage)
  // The way to the whole slice is kept nowhere.
  const { status, headers } = await request(purged).get(file.replace(/[0-9a-f]{20}/, '0'.repeat(20)))
  expect([status, headers['surrogate-control']]).toEqual([302, undefined])
})

describe('whatever fails, all of the typeface is there', () => {
  const html = '<body>빵'
  const pageAt = () => Promise.resolve({ status: 200, headers: {}, body: Buffer.from(html) })
  const cutThat = (answers: Parameters<typeof threadThat<Cut>>[0]) =>
    fontCutter({ mostWaiting: 1, thread: threadThat<Cut>(answers).begin })
  const whole = expect.stringMatching(
    /^\/assets\/fonts\/noto-sans-kr\/files\/noto-sans-kr-\d+-wght-normal\.woff2$/,
  )
  let said: jest.SpiedFunction<typeof console.error>

  beforeEach(() => void (said = jest.spyOn(console, 'error').mockImplementation(() => {})))
  afterEach(() => said.mockRestore())

  test('when a cut cannot be made', async () => {
    const failing = alone(
      pageAt,
      cutThat(({ number }) => ({ number, fault: 'blunt' })),
    )
    expect(await insteadOf(failing)).toEqual([302, whole, 'no-store'])
    expect(said).toHaveBeenCalled()
  })

  test('when the thread ends', async () => {
    const thread = threadThat<Cut>((): void => thread.end())
    expect(await insteadOf(alone(pageAt, fontCutter({ thread: thread.begin })))).toEqual([
      302,
      whole,
      'no-store',
    ])
  })

  test('when too many wait', async () => {
    const cutter = cutThat(() => {})
    void cutter.make({ slice: '119', characters: '한' })
    expect(await insteadOf(alone(pageAt, cutter))).toEqual([302, whole, 'no-store'])
  })

  test.each([
    ['when the page cannot be asked', () => Promise.reject(new Error('no database'))],
    [
      'when the page cannot be made',
      () => Promise.resolve({ status: 500, headers: {}, body: Buffer.from('') }),
    ],
  ])('%s', async (_, broken) => {
    const app = alone(broken)
    const answer = await request(app).get('/fonts/ko/bread/sheet.css')
    expect([answer.status, answer.headers.location]).toEqual([302, '/assets/styles/korean.css'])
    const font = await request(app).get(`/fonts/ko/bread/119-${'0'.repeat(20)}.woff2`)
    expect([font.status, font.headers.location]).toEqual([302, whole])
  })

  test('a cut is made once for everybody', async () => {
    let cuts = 0
    const cutter = fontCutter({
      thread: threadThat<Cut>(({ number, asked }, answer) => {
        cuts += 1
        void cutOut(asked).then((bytes) => answer({ number, answer: bytes }))
      }).begin,
    })
    const app = alone(pageAt, cutter)
    const [file] = filesIn(
      '/fonts/ko/bread',
      (await request(app).get('/fonts/ko/bread/sheet.css')).text,
    ).slice(-1)
    const answers = await Promise.all([1, 2, 3].map(() => request(app).get(file!)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(cuts).toBe(1)
  })

  function alone(at: PageAt, cutter?: Workbench<Cut>): Express {
    return express().use(fontRoutes(at, cutter))
  }

  async function insteadOf(app: Express) {
    const sheet = await request(app).get('/fonts/ko/bread/sheet.css')
    const [file] = filesIn('/fonts/ko/bread', sheet.text)
    const { status, headers } = await request(app).get(file!)
    return [status, headers.location, headers['cache-control']]
  }
})

async function publishedInBoth() {
  const article = await anArticle(own.web, cast.minji)
  const source = await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
  await publishEnglish(own.web, source, cast.minji, cast.daniel, english)
  return { article, source, slug: article.slug }
}

async function sheetAt(folder: string) {
  const answer = await visit(`${folder}/sheet.css`)
  return { answer, files: filesIn(folder, answer.text) }
}

function filesIn(folder: string, sheet: string): string[] {
  return [...sheet.matchAll(/src:url\(([^)]+)\)/g)].map(([, file]) => `${folder}/${file}`)
}

async function charactersIn(files: string[]): Promise<Set<string>> {
  const fonts = await Promise.all(files.map(fetched))
  expect(fonts.map(({ status }) => status)).toEqual(files.map(() => 200))
  return new Set(fonts.flatMap(({ body }) => charactersOfFont(body as Buffer)))
}

function fetched(path: string) {
  return request(app).get(path).responseType('blob')
}

function visit(path: string) {
  return request(app).get(path)
}
