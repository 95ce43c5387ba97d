import type { Express } from 'express'
import request from 'supertest'
import type { Article } from '../../server/articles/rules'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { siteOn } from '../support/site'
import { world, type World } from '../support/world'
import {
  aCategory,
  anArticle,
  aPhotograph,
  aSeries,
  publishEnglish,
  publishKorean,
  takeBack,
  type Words,
} from './published'

const words: Words = { title: '골짜기의 빵', body: ['골짜기에는 빵집이 하나 있다.'] }

let own: OwnDatabase
let app: Express
let cast: World

beforeAll(async () => {
  own = await ownDatabase()
  app = siteOn(own)
  cast = await world(own.web)
})
afterAll(() => own.close())

describe('pages of a list', () => {
  test('are numbered from the oldest, so that a page stays what it is', async () => {
    const category = await aCategory(own.web, 'many', '많음', 'Many')
    const add = async (from: number, to: number) => {
      for (let n = from; n <= to; n++)
        await korean(await anArticle(own.web, cast.minji, { category }), { title: `기사 ${n}.` })
    }
    await add(1, 29)
    const all = await visit('/ko/?category=many')
    expect(titlesIn(all.text)).toEqual(numbers(29, 1))
    expect(all.text).not.toContain('class="pager"')

    await add(30, 31)
    const front = await visit('/ko/?category=many')
    expect(titlesIn(front.text)).toEqual(numbers(31, 21))
    expect(front.text).toContain('href="/ko/?category=many&amp;page=1" rel="next"')
    const oldest = (await visit('/ko/?category=many&page=1')).text
    expect(titlesIn(oldest)).toEqual(numbers(20, 1))
    expect(oldest).toContain('rel="canonical" href="http://daeyeok.test/ko/?category=many&amp;page=1"')
    expect(oldest).toContain('<title>많음 – 1쪽 – 골짜기 신문</title>')
    expect(oldest).toContain('href="/ko/?category=many" rel="prev"')
    expect(alternatesIn(oldest)).toEqual({})

    await add(32, 51)
    expect(titlesIn((await visit('/ko/?category=many&page=1')).text)).toEqual(numbers(20, 1))
    expect(titlesIn((await visit('/ko/?category=many&page=2')).text)).toEqual(numbers(40, 21))
    expect((await visit('/ko/?category=many&page=3')).headers.location).toBe('/ko/?category=many')
    expect((await visit('/ko/?category=many&page=4')).status).toBe(404)
    expect((await visit('/en/?category=many')).status).toBe(404)
  })

  test('leave no hole where something was taken back', async () => {
    const category = await aCategory(own.web, 'taken', '거둠', 'Taken')
    const articles: Article[] = []
    for (let n = 1; n <= 31; n++) {
      const article = await anArticle(own.web, cast.minji, { category })
      await korean(article, { title: `기사 ${n}.` })
      articles.push(article)
    }
    await takeBack(own.web, articles[4]!, 'ko', cast.daniel)
    expect(titlesIn((await visit('/ko/?category=taken&page=1')).text)).toEqual(
      numbers(21, 1).filter((title) => title !== '기사 5.'),
    )
    expect(titlesIn((await visit('/ko/?category=taken')).text)).toEqual(numbers(31, 22))
  })
})

describe('an article in a list', () => {
  test('has its photograph with who took it, who wrote it, its day and how long it takes', async () => {
    const picture = await aPhotograph(own.web, cast.minji)
    const series = await aSeries(own.web, 'hill', '언덕', 'Hill')
    const category = await aCategory(own.web, 'hills', '언덕들', 'Hills')
    const article = await anArticle(own.web, cast.minji, { category, series, part: 2 })
    const source = await korean(article, {
      byline: '글 한소라 · 사진 박지훈',
      pictures: [picture],
      credit: '사진 박지훈',
    })
    await english(source, { title: 'Hill two', byline: 'By Han Sora', body: ['word '.repeat(700)] })
    const entry = entryOf(article, (await visit('/ko/?category=hills')).text)
    expect(entry).toContain(`/pictures/${picture}/640.webp 640w`)
    expect(entry).toContain('<p class="entry__credit">사진 박지훈</p>')
    expect(entry).toContain(`<a href="/ko/authors/${encodeURIComponent('한소라')}" rel="author">한소라</a>`)
    expect(entry).not.toContain('>박지훈<')
    expect(entry).toContain('<a href="/ko/series/hill">언덕 2부</a>')
    expect(entry).toContain('읽는 데 1분')
    expect(entryOf(article, (await visit('/en/?category=hills')).text)).toContain('3 minutes to read')
  })

  test('is cut at a word where no editor wrote a summary', async () => {
    const article = await anArticle(own.web, cast.minji)
    await korean(article, { body: [`${'가나다라마바사아자 '.repeat(30)}끝.`] })
    const [, excerpt] = /entry__excerpt text">([^<]*)</.exec(entryOf(article, (await visit('/ko/')).text))!
    expect(excerpt).toMatch(/^(가나다라마바사아자 )+가나다라마바사아자…$/)
    expect(excerpt!.length).toBeLessThanOrEqual(161)
  })
})

describe('the articles of an author', () => {
  let both: Article
  beforeAll(async () => {
    both = await anArticle(own.web, cast.minji)
    const source = await korean(both, { title: '둘이 쓴 글', byline: '오세림, 배도현 기자' })
    await english(source, { title: 'Written by two', byline: 'By Oh Serim and Bae Do-hyun' })
    const alone = await anArticle(own.web, cast.minji)
    await korean(alone, { title: '혼자 쓴 글', byline: '글 = 배도현' })
  })

  test('are found by each of the names in a byline, and lead to the other language and back', async () => {
    const here = `/ko/authors/${encodeURIComponent('배도현')}`
    const page = (await visit(here)).text
    expect(titlesIn(page)).toEqual(['혼자 쓴 글', '둘이 쓴 글'])
    expect(titlesIn((await visit(`/ko/authors/${encodeURIComponent('오세림')}`)).text)).toEqual([
      '둘이 쓴 글',
    ])
    expect(page).toContain('기사 2편')
    const there = (await visit('/en/authors/bae-do-hyun')).text
    expect(titlesIn(there)).toEqual(['Written by two'])
    expect(there).toContain('>Bae Do-hyun</h1>')
    expect(alternatesIn(page)).toEqual({
      ko: `http://daeyeok.test${here}`,
      en: 'http://daeyeok.test/en/authors/bae-do-hyun',
      'x-default': `http://daeyeok.test${here}`,
    })
    expect(alternatesIn(there)).toEqual(alternatesIn(page))
  })

  test('are one click from the article, whose byline stays as it was approved', async () => {
    const { text } = await visit(`/ko/${both.slug}`)
    const [, byline] = /article__byline"[^>]*>(.*?)<\/span>/.exec(text)!
    expect(byline!.match(/rel="author"/g)).toHaveLength(2)
    expect(byline!.replace(/<[^>]+>/g, '')).toBe('오세림, 배도현 기자')
  })

  test('are only led to where they are found, however long a byline is', async () => {
    const link = (name: string) => `[${name}](https://example.org/${'x'.repeat(90)})`
    const article = await anArticle(own.web, cast.minji)
    await korean(article, { byline: `글 ${link('긴하나')}, ${link('긴두리')}, 긴세찌` })
    const entry = entryOf(article, (await visit('/ko/')).text)
    const ways = [...entry.matchAll(/href="([^"]*)" rel="author"/g)].map(([, way]) => way!)
    expect(ways).toEqual([`/ko/authors/${encodeURIComponent('긴하나')}`])
    for (const way of ways) expect([way, (await visit(way)).status]).toEqual([way, 200])
  })

  test('have no other language where none names the author', async () => {
    await korean(await anArticle(own.web, cast.minji), { byline: '글 홀로' })
    const page = (await visit(`/ko/authors/${encodeURIComponent('홀로')}`)).text
    expect(Object.keys(alternatesIn(page))).toEqual(['ko', 'x-default'])
  })

  test('are nobody’s once the English is taken back', async () => {
    const article = await anArticle(own.web, cast.minji)
    await english(await korean(article, { byline: '글 잠시' }), { byline: 'By Only Here' })
    expect((await visit('/en/authors/only-here')).status).toBe(200)
    await takeBack(own.web, article, 'en', cast.daniel)
    expect((await visit('/en/authors/only-here')).status).toBe(404)
    expect((await visit('/en/index/')).text).not.toContain('Only Here')
    const page = (await visit(`/ko/authors/${encodeURIComponent('잠시')}`)).text
    expect(Object.keys(alternatesIn(page))).toEqual(['ko', 'x-default'])
  })
})

describe('an article that readers had elsewhere before', () => {
  let entries = 0
  const archived = async (article: Article, publishedAt: string, status = 'published') => {
    const [entry] = await own
      .web('archiveEntries')
      .insert({
        ...{ source: 'wordpress:old', externalId: String(++entries), kind: 'post', status, language: 'ko' },
        ...{ title: 'x', body: 'x', format: 'html', author: '', address: '', labels: [], publishedAt },
        ...{ fingerprint: 'a'.repeat(64), pictures: '[]' },
      })
      .returning<{ id: string }[]>('id')
    await own
      .web('archiveArticles')
      .insert({ entryId: entry!.id, articleId: article.id, madeBy: cast.minji.id })
  }

  test('stands at its own day, among the articles of its own year', async () => {
    const category = await aCategory(own.web, 'old', '옛글', 'Old')
    const [newer, older, oldest] = await Promise.all(
      [1, 2, 3].map(() => anArticle(own.web, cast.minji, { category })),
    )
    await korean(newer!, { title: '새 글' })
    await archived(older!, '2012-12-31T15:30:00Z')
    const source = await korean(older!, { title: '옛 글' })
    await english(source, { title: 'Old in Korean, new in English' })
    // An archive may be told of after the publication, too.
    await korean(oldest!, { title: '더 옛 글' })
    await archived(oldest!, '2009-05-01T00:00:00Z')

    expect(titlesIn((await visit('/ko/?category=old')).text)).toEqual(['새 글', '옛 글', '더 옛 글'])
    const year = (await visit('/ko/years/2013')).text
    expect(titlesIn(year)).toEqual(['옛 글'])
    expect(year).toContain('href="/ko/years/2009">2009년</a>')
    expect((await visit('/ko/years/2012')).status).toBe(404)
    expect((await visit('/en/years/2013')).status).toBe(404)
    expect(Object.keys(alternatesIn(year))).toEqual(['ko', 'x-default'])

    const page = (await visit(`/ko/${older!.slug}`)).text
    expect(page).toContain('<a href="/ko/years/2013">2013년 1월 1일</a>')
    expect(page).not.toContain('고침</time>')
    expect(linkedDataIn(page)).toMatchObject({
      datePublished: '2012-12-31T15:30:00.000Z',
      dateModified: '2012-12-31T15:30:00.000Z',
    })
    expect((await visit(`/en/${older!.slug}`)).text).not.toContain('/en/years/2013')
  })

  test('says when it was changed here', async () => {
    const article = await anArticle(own.web, cast.minji)
    await archived(article, '2011-03-01T00:00:00Z')
    await korean(article, {})
    await korean(article, { body: ['고친 글'] })
    const page = (await visit(`/ko/${article.slug}`)).text
    expect(page).toContain('2011년 3월 1일')
    expect(page).toContain('고침</time>')
  })

  test('has no day of an entry that was never published', async () => {
    const article = await anArticle(own.web, cast.minji)
    await archived(article, '2008-03-01T00:00:00Z', 'private')
    await korean(article, {})
    expect((await visit('/ko/years/2008')).status).toBe(404)
  })
})

describe('the index', () => {
  test('has everything readers can go by, in the order of each language', async () => {
    const [late, early] = [
      await aCategory(own.web, 'zebras', '가축', 'Zebras'),
      await aCategory(own.web, 'apples', '하늘', 'Apples'),
    ]
    await aCategory(own.web, 'nothing', '없음', 'Nothing')
    for (const category of [late, early]) {
      const article = await anArticle(own.web, cast.minji, { category })
      await english(await korean(article, { byline: '글 까치, 강하늘' }), {
        byline: 'By Zoe Élan and Émile Zahn',
      })
    }
    const [ko, en] = [(await visit('/ko/index/')).text, (await visit('/en/index/')).text]
    expect(ko.indexOf('>가축</a>')).toBeLessThan(ko.indexOf('>하늘</a>'))
    expect(en.indexOf('>Apples</a>')).toBeLessThan(en.indexOf('>Zebras</a>'))
    expect(ko.indexOf('>강하늘</a>')).toBeLessThan(ko.indexOf('>까치</a>'))
    expect(ko).toMatch(/<h3>ㄱ<\/h3>[\s\S]*강하늘<\/a> <span>기사 2편<\/span>/)
    expect(en.indexOf('>Émile Zahn</a>')).toBeLessThan(en.indexOf('>Zoe Élan</a>'))
    expect(ko + en).not.toMatch(/없음|Nothing/)
    expect(alternatesIn(ko)).toEqual(alternatesIn(en))
    expect((await visit('/ko/authors/')).headers.location).toBe('/ko/index/#authors')
  })

  test('stands in the order of the alphabet above a list as well', async () => {
    const { text } = await visit('/en/')
    expect(text.indexOf('>Apples</a>')).toBeLessThan(text.indexOf('>Zebras</a>'))
  })
})

test('an article that moves to another category moves in the lists', async () => {
  const [from, to] = [
    await aCategory(own.web, 'from', '여기', 'From'),
    await aCategory(own.web, 'to', '저기', 'To'),
  ]
  const article = await anArticle(own.web, cast.minji, { category: from })
  await korean(article, {})
  expect((await visit('/ko/?category=from')).status).toBe(200)
  await own.web('articles').where({ id: article.id }).update({ categoryId: to.id })
  expect((await visit('/ko/?category=from')).status).toBe(404)
  expect((await visit('/ko/?category=to')).status).toBe(200)
})

function korean(article: Article, said: Partial<Words>) {
  return publishKorean(own.web, article, cast.minji, cast.daniel, { ...words, ...said })
}

function english(source: Awaited<ReturnType<typeof korean>>, said: Partial<Words>) {
  const plain = { title: 'Bread of the valley', body: ['There is one bakery.'] }
  return publishEnglish(own.web, source, cast.minji, cast.daniel, { ...plain, ...said })
}

function visit(path: string) {
  return request(app).get(path)
}

function titlesIn(text: string): string[] {
  return [...text.matchAll(/<h2 class="entry__title text"><a [^>]*>([^<]*)</g)].map(([, title]) => title!)
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: from - to + 1 }, (_, at) => `기사 ${from - at}.`)
}

function entryOf({ slug }: Article, text: string): string {
  return text
    .split('<li class="listing__entry">')
    .slice(1)
    .find((entry) => entry.includes(`/${slug}"`))!
}

function alternatesIn(text: string): Record<string, string> {
  const links = text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)
  return Object.fromEntries([...links].map(([, language, href]) => [language!, href!]))
}

function linkedDataIn(text: string): Record<string, unknown> {
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)!
  return JSON.parse(json!) as Record<string, unknown>
}
