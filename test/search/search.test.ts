import type { Express } from 'express'
import request from 'supertest'
import {
  aCategory,
  aKorean,
  anArticle,
  approveKorean,
  publishEnglish,
  publishKorean,
  takeBack,
} from '../reader/published'
import { lastPage } from '../../server/search/rules'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { siteOn } from '../support/site'
import { world, type World } from '../support/world'

let own: OwnDatabase
let app: Express
let cast: World

beforeAll(async () => {
  own = await ownDatabase()
  app = siteOn(own)
  cast = await world(own.web)
  const category = await aCategory(own.web, 'life', '삶', 'Life')
  const bread = await anArticle(own.web, cast.minji, { slug: 'bread', category })
  const source = await publishKorean(own.web, bread, cast.minji, cast.daniel, {
    title: '골짜기의 빵',
    body: ['빵집은 **협동조합**이 꾸린다.', '[여기](https://elsewhere.example/zebra)에 적었다.'],
  })
  await publishEnglish(own.web, source, cast.minji, cast.daniel, {
    title: 'Bread of the valley',
    body: ['The bakery is run by its cooperatives & friends.', 'It is written here, by e-mail.'],
  })
  await publishKorean(
    own.web,
    await anArticle(own.web, cast.minji, { slug: 'fund' }),
    cast.minji,
    cast.daniel,
    {
      title: '마을 기금',
      body: ['협동조합의 기금은 <모두>의 것이다.'],
    },
  )
  const draft = await anArticle(own.web, cast.minji, { slug: 'draft' })
  const secret = await aKorean(own.web, draft, cast.minji, { title: '숨은 협동조합', body: ['숨은 이야기.'] })
  await approveKorean(own.web, secret, cast.daniel)
})
afterAll(() => own.close())

test.each([
  ['ko', '협동조합', ['/ko/bread', '/ko/fund']],
  ['ko', '협동조합을', ['/ko/bread', '/ko/fund']],
  ['ko', '조합', ['/ko/bread', '/ko/fund']],
  ['ko', '기금 조합', ['/ko/fund']],
  ['ko', '빵', ['/ko/bread']],
  ['ko', '짜', ['/ko/bread']],
  ['ko', '짜 금', []],
  ['ko', 'cooperative', ['/ko/bread']],
  ['en', 'cooperative', ['/en/bread']],
  ['en', 'COOPERATIVES', ['/en/bread']],
  ['en', '협동조합', ['/en/bread', '/ko/fund']],
  ['en', 'bakery 빵집', []],
  ['en', 'e-mail', ['/en/bread']],
  ['en', 'zebra', []],
  ['ko', '숨은', []],
  ['ko', '없는 말', []],
  ['en', 'the of', []],
  ['en', "' | & ! <-> :* \\", []],
])('in %s, %p finds %j', async (language, query, paths) => {
  const found = await search(language, query)
  expect(new Set(found.paths)).toEqual(new Set(paths))
})

describe('of words that PostgreSQL stems in its own way', () => {
  beforeAll(async () => {
    const articles = [
      ['roof', 'The school roof leaks', ['It cost 5 won, and the buses stop. Gases and lenses. Pluses.']],
      [
        'yard',
        'The roof',
        ['Beside the school they won a prize. The bus depot is near. Gas and a lens. A plus.'],
      ],
    ] as const
    for (const [slug, title, body] of articles) {
      const article = await anArticle(own.web, cast.minji, { slug })
      const words = { title: '글', body: ['글이다.'] }
      const source = await publishKorean(own.web, article, cast.minji, cast.daniel, words)
      await publishEnglish(own.web, source, cast.minji, cast.daniel, { title, body: [...body] })
    }
  })

  test.each([
    ['buses', ['/en/roof', '/en/yard']],
    ['bus', ['/en/roof', '/en/yard']],
    ['bus depot', ['/en/yard']],
    ...['gas', 'gases', 'lens', 'lenses', 'plus', 'pluses'].map((word): [string, string[]] => [
      word,
      ['/en/roof', '/en/yard'],
    ]),
    ["won't", []],
    ['won’t leak', ['/en/roof']],
  ])('%p finds %j', async (query, paths) => {
    expect(new Set((await search('en', query)).paths)).toEqual(new Set(paths))
  })
})

test('titles come first', async () => {
  expect((await search('ko', '기금')).paths[0]).toBe('/ko/fund')
})

test('what was found is marked, in the language it stands in, and is never markup', async () => {
  const { text } = await search('ko', '협동조합')
  expect(text).toContain('<mark>협동조합</mark>의 기금은 &lt;모두&gt;의 것이다.')
  const through = (await search('ko', 'cooperative')).text
  expect(through).toMatch(/found__passage text" lang="en">[^]*?<mark>cooperatives<\/mark> &amp; friends/)
  expect(through).toContain('영어 기사에서 찾음')
  expect((await search('en', '기금')).text).toContain('(in Korean)')
})

test('how many were found is said, and that there are more than were counted', async () => {
  expect((await search('ko', '협동조합')).text).toContain('기사 2건을 찾았습니다.')
  expect((await search('en', 'bakery')).text).toContain('1 article was found.')
  expect((await search('en', 'zebra')).text).not.toContain('found__count')
})

test('a page shows ten and leads to the next, each article once, a title before the newest', async () => {
  const first = await anArticle(own.web, cast.minji, { slug: 'lentils-1' })
  const titled = { title: '렌틸콩 이야기', body: ['여기에 있다.'] }
  await publishKorean(own.web, first, cast.minji, cast.daniel, titled)
  for (let n = 2; n <= 12; n++) {
    const article = await anArticle(own.web, cast.minji, { slug: `lentils-${n}` })
    const words = { title: '이야기', body: [`렌틸콩 ${n}.`] }
    const source = await publishKorean(own.web, article, cast.minji, cast.daniel, words)
    const english = { title: 'A story', body: ['Of 렌틸콩.'] }
    await publishEnglish(own.web, source, cast.minji, cast.daniel, english)
  }
  const page = await search('ko', '렌틸콩')
  expect(page.paths).toEqual([1, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((n) => `/ko/lentils-${n}`))
  expect(page.text).toContain('기사 12건을 찾았습니다.')
  const next = await request(app).get('/ko/search').query({ page: 2, q: '렌틸콩' }).expect(200)
  expect(next.text).toContain('/ko/lentils-2"')
  expect(next.text).not.toContain('page=3')
})

test('an empty search is a form, and one without a result says what to do', async () => {
  const { text } = await search('en', '')
  expect(text).toContain('role="search"')
  expect(text).not.toContain('Nothing was found')
  expect((await search('en', 'zebra')).text).toContain('Nothing was found for “zebra”.')
})

test('what was asked stands in the form again, as it was typed', async () => {
  const { text } = await search('en', '"><script>alert(1)</script>')
  expect(text).toContain('value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  expect(text).not.toContain('<script>alert')
})

test('nothing that is asked goes wrong', async () => {
  for (const query of [
    '\0',
    '가'.repeat(500),
    'a '.repeat(1000),
    "'",
    '\\',
    '%',
    '_',
    ':*',
    '()',
    'e-mail',
    'a.b-c’d',
    'x/y-z',
    'bus',
    "bus:* & !c' buses | \\",
  ])
    expect((await request(app).get(`/ko/search?q=${encodeURIComponent(query)}`)).status).toBe(200)
  expect((await request(app).get('/ko/search?q=a&q=b')).status).toBe(200)
  expect((await request(app).get('/ko/search?q=%ff')).status).toBe(200)
  for (const page of ['0', '2', 'x', '99999', '-1'])
    expect((await request(app).get(`/ko/search?page=${page}&q=${encodeURIComponent('조합')}`)).status).toBe(
      404,
    )
})

test('it is kept by nobody and indexed by nobody', async () => {
  const { headers, text } = await request(app).get('/ko/search?q=x')
  expect(headers['cache-control']).toBe('private, no-cache')
  expect(text).toContain('<meta name="robots" content="noindex">')
})

test('a page beyond the last that is counted is not asked for', async () => {
  await request(app).get('/ko/search').query({ page: lastPage, q: '없는 말' }).expect(404)
  await request(app)
    .get('/ko/search')
    .query({ page: lastPage + 1, q: '조합' })
    .expect(404)
})

test('an article of a hundred thousand syllables without a blank is published and found like any', async () => {
  const article = await anArticle(own.web, cast.minji)
  const body = [`${'가'.repeat(99_950)}흠뻑`]
  await publishKorean(own.web, article, cast.minji, cast.daniel, { title: '한 낱말', body })
  expect((await search('ko', '흠뻑')).paths).toEqual([`/ko/${article.slug}`])
})

test('a later version is found by its own words only, and what is taken back by none', async () => {
  const article = await anArticle(own.web, cast.minji, { slug: 'news' })
  await publishKorean(own.web, article, cast.minji, cast.daniel, {
    title: '새 소식',
    body: ['옛날말이 있다.'],
  })
  expect((await search('ko', '옛날말')).paths).toEqual(['/ko/news'])
  await publishKorean(own.web, article, cast.minji, cast.daniel, {
    title: '새 소식',
    body: ['요즘말이 있다.'],
  })
  expect((await search('ko', '옛날말')).paths).toEqual([])
  expect((await search('ko', '요즘말')).paths).toEqual(['/ko/news'])
  await takeBack(own.web, article, 'ko', cast.daniel)
  expect((await search('ko', '요즘말')).paths).toEqual([])
  expect((await search('ko', '소식')).paths).toEqual([])
})

async function search(language: string, query: string) {
  const { text } = await request(app).get(`/${language}/search`).query({ q: query }).expect(200)
  return { text, paths: [...text.matchAll(/found__title[^>]*><a href="([^"]*)"/g)].map(([, path]) => path!) }
}

test('an article of two hundred thousand different words is published, and found by its title and its beginning', async () => {
  const word = (nth: number) => `w${nth.toString(36)}x${(nth * 7919).toString(36)}`
  const body = Array.from({ length: 400 }, (_, at) =>
    Array.from({ length: 500 }, (__, nth) => word(at * 500 + nth)).join(' '),
  )
  const endless = await anArticle(own.web, cast.minji, { slug: 'endless' })
  await publishKorean(own.web, endless, cast.minji, cast.daniel, { title: '끝없는 이야기', body })
  for (const query of ['끝없는', word(1), word(20_000)])
    expect((await search('ko', query)).paths).toEqual(['/ko/endless'])
  expect((await search('ko', word(199_999))).paths).toEqual([])
})
