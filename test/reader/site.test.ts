import type { Express } from 'express'
import request from 'supertest'
import type { Article, Category, Series } from '../../server/articles/rules'
import { keyOf } from '../../server/web/surrogateKeys'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { siteOn } from '../support/site'
import { world, type World } from '../support/world'
import {
  aCategory,
  aKorean,
  anArticle,
  anEnglish,
  aPhotograph,
  approveEnglish,
  approveKorean,
  aSeries,
  publishEnglish,
  publishKorean,
  takeBack,
  type Words,
} from './published'

const korean: Words = {
  title: '골짜기의 빵',
  summary: '새벽 네 시, 반죽이 깨어난다.',
  byline: '글 한소라',
  body: ['골짜기에는 빵집이 하나 있다.', '빵집의 주인은 **마을 모두**다.', '겨울에도 문을 연다.'],
}
const english: Words = {
  title: 'Bread of the *valley*',
  summary: 'At four in the morning the dough wakes up.',
  byline: 'By Han Sora',
  body: ['There is one bakery in the valley.', 'Its owner is the whole village.', 'It opens in winter, too.'],
}

let own: OwnDatabase
let app: Express
let cast: World
let life: Category
let valley: Series

beforeAll(async () => {
  own = await ownDatabase()
  app = siteOn(own)
  cast = await world(own.web)
  life = await aCategory(own.web, 'life', '삶', 'Life')
  valley = await aSeries(own.web, 'valley', '골짜기 이야기', 'Stories of the valley')
})
afterAll(() => own.close())

describe('the way in', () => {
  test.each([
    ['ko', {}],
    ['ko', { 'Accept-Language': 'ko-KR,ko;q=0.9,en;q=0.8' }],
    ['en', { 'Accept-Language': 'en-GB,en;q=0.9,ko;q=0.2' }],
    ['ko', { 'Accept-Language': 'fr, de' }],
    ['en', { 'Accept-Language': 'ko', Cookie: 'reading=en' }],
    ['ko', { 'Accept-Language': 'ko', Cookie: 'reading=../../etc' }],
    ['ko', { 'Accept-Language': '__proto__, ../../, %00' }],
    ['ko', { 'Accept-Language': 'x'.repeat(200), Cookie: 'reading=%E0%A4%A' }],
  ])('leads to /%s/ for %j', async (language, headers) => {
    const answer = await visit('/', headers)
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toBe(`/${language}/`)
    expect(answer.headers.vary).toMatch(/Accept-Language, Cookie/)
    expect(answer.headers['cache-control']).toBe('private')
  })

  test('asks for no other language than the address says', async () => {
    const pages = await Promise.all(
      ['en', 'ko', 'zh', '__proto__'].map((wanted) =>
        visit('/ko/?lng=en', { 'Accept-Language': wanted, Cookie: `reading=${wanted}; locale=${wanted}` }),
      ),
    )
    for (const page of pages) {
      expect(page.status).toBe(200)
      expect(page.text).toBe(pages[0]!.text)
      expect(page.text).toContain('<html lang="ko">')
      expect(page.headers['content-language']).toBe('ko')
      expect(page.headers['set-cookie']).toBeUndefined()
      expect(page.headers.vary ?? '').not.toMatch(/language|cookie/i)
    }
  })

  test('adds the stroke that lists have', async () => {
    expect((await visit('/ko')).headers.location).toBe('/ko/')
    expect((await visit('/en')).headers.location).toBe('/en/')
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    '/?next=//evil.example',
    '/ko?next=//evil.example',
  ])('leads nowhere else for %s', async (path) => {
    const { headers } = await visit(path)
    expect(headers.location ?? '/').toMatch(/^\/(ko\/|en\/)?$/)
  })
})

describe('an article in both languages', () => {
  let article: Article
  let picture: string

  beforeAll(async () => {
    picture = await aPhotograph(own.web, cast.minji)
    article = await anArticle(own.web, cast.minji, {
      slug: '골짜기의-빵',
      category: life,
      series: valley,
      part: 1,
    })
    const source = await publishKorean(own.web, article, cast.minji, cast.daniel, {
      ...korean,
      pictures: [picture],
    })
    await publishEnglish(own.web, source, cast.minji, cast.daniel, { ...english, pictures: [picture] })
  })

  const inKorean = `/ko/${encodeURIComponent('골짜기의-빵')}`
  const inEnglish = `/en/${encodeURIComponent('골짜기의-빵')}`

  test('says everything about itself', async () => {
    const page = await visit(inEnglish)
    expect(page.status).toBe(200)
    expect(page.headers['cache-control']).toBe('public, no-cache')
    expect(page.headers['content-language']).toBe('en')

    const text = page.text
    expect(text).toContain('<html lang="en">')
    expect(text).toContain('Bread of the <em>valley</em>')
    expect(text).toContain('By <a href="/en/authors/han-sora" rel="author">Han Sora</a>')
    expect(text).toContain('<meta property="og:title" content="Bread of the valley">')
    expect(text).toContain('<meta property="og:locale" content="en_US">')
    expect(text).toContain('<meta property="og:locale:alternate" content="ko_KR">')
    expect(text).toContain(`content="http://daeyeok.test/pictures/${picture}/1200.jpeg"`)
    expect(text).toContain(`<link rel="canonical" href="http://daeyeok.test${inEnglish}">`)
    expect(text).toMatch(/Translated by Minji from version 1 of the Korean/)
    expect(text).toMatch(/Approved by Daniel on/)
    expect(text).not.toContain('role="note"')
  })

  test('names both languages in both, and each of them is there', async () => {
    const [one, other] = [
      alternatesIn((await visit(inKorean)).text),
      alternatesIn((await visit(inEnglish)).text),
    ]
    expect(one).toEqual(other)
    expect(one).toEqual({
      ko: `http://daeyeok.test${inKorean}`,
      en: `http://daeyeok.test${inEnglish}`,
      'x-default': `http://daeyeok.test${inKorean}`,
    })
  })

  test('tells search engines which is the translation of which', async () => {
    const data = linkedDataIn((await visit(inEnglish)).text)
    expect(data).toMatchObject({
      inLanguage: 'en',
      headline: 'Bread of the valley',
      translationOfWork: {
        '@id': `http://daeyeok.test${inKorean}`,
        inLanguage: 'ko',
        headline: '골짜기의 빵',
      },
      author: [{ '@type': 'Person', name: 'Han Sora', url: 'http://daeyeok.test/en/authors/han-sora' }],
      isPartOf: { '@type': 'CreativeWorkSeries', name: 'Stories of the valley' },
      position: 1,
      articleSection: 'Life',
      translator: [{ name: 'Minji' }],
    })
    expect(linkedDataIn((await visit(inKorean)).text)).toMatchObject({
      workTranslation: { '@id': `http://daeyeok.test${inEnglish}` },
    })
  })

  test('leads to the same paragraph of the other language, and is else what was approved byte for byte', async () => {
    const { text } = await visit(inKorean)
    expect(text).toContain(
      `<a class="across" href="${inEnglish}#p6" lang="en" hreflang="en" aria-label="This paragraph in English" title="This paragraph in English">¶</a></p>`,
    )
    const [version] = (await own.web('publications').where({ articleId: article.id, language: 'ko' })) as {
      html: string
    }[]
    expect(text.replace(/<a class="across".*?<\/a>/g, '')).toContain(version!.html)
  })

  test('has its link to the other language at the top, in that language', async () => {
    const { text } = await visit(inKorean)
    const link = `lang="en" hreflang="en" rel="alternate" href="${inEnglish}" data-keep-paragraph>English</a>`
    expect(text).toContain(link)
    expect(text.indexOf(link)).toBeLessThan(text.indexOf('<main'))
  })

  test('is found by its address however a machine spells Hangul', async () => {
    const page = await visit(`/ko/${encodeURIComponent('골짜기의-빵'.normalize('NFD'))}`)
    expect(page.status).toBe(200)
    expect(page.text).toBe((await visit(inKorean)).text)
  })

  test('stands in the lists of both languages, with its photograph', async () => {
    const list = await visit('/en/?category=life')
    expect(list.text).toContain(`href="${inEnglish}"`)
    expect(list.text).toContain(`/pictures/${picture}/640.webp 640w`)
    expect(list.text).toContain('At four in the morning the dough wakes up.')
    expect((await visit('/ko/series/valley')).text).toContain('골짜기의 빵')
    expect((await visit('/en/series/valley')).text).toContain('Stories of the valley')
  })

  test('shows its picture, for long', async () => {
    const answer = await visit(`/pictures/${picture}/640.webp`)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringMatching(/^public, max-age=\d{6,}/),
    })
    expect((answer.body as Buffer).toString()).toBe('640 webp')
  })

  test('has no inline script but data, and no style of its own', async () => {
    const { text } = await visit(inEnglish)
    const scripts = [...text.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes)
    expect(scripts.filter((one) => !one!.includes('src=') && !one!.includes('application/ld+json'))).toEqual(
      [],
    )
    expect(text).not.toMatch(/ style=| on\w+=/)
  })
})

describe('what is not there', () => {
  test('no English yet: 404 in English, with a way to the Korean', async () => {
    const article = await anArticle(own.web, cast.minji)
    await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
    const answer = await visit(`/en/${article.slug}`)
    expect(answer.status).toBe(404)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-language']).toBe('en')
    expect(answer.text).toContain('<html lang="en">')
    expect(answer.text).toContain(`href="/ko/${article.slug}" lang="ko" hreflang="ko">골짜기의 빵</a>`)
    expect((await visit(`/ko/${article.slug}`)).text).not.toMatch(/hreflang="en"|class="across"/)
  })

  test.each(['/ko/no-such-thing', '/en/no-such-thing', '/no-such-thing', '/ko/a/b/c'])(
    '%s leads on: to a search, and to all articles in either language',
    async (path) => {
      const { status, text } = await visit(path)
      const [, main] = text.split('<main')
      expect(status).toBe(404)
      expect(main).toMatch(/<form [^>]*role="search" action="\/(?:ko|en)\/search"/)
      expect(main).toContain('<a href="/ko/" lang="ko" hreflang="ko">기사 전체 보기</a>')
      expect(main).toContain('<a href="/en/" lang="en" hreflang="en">All articles</a>')
    },
  )

  test('and the same bytes whatever is in the workshop', async () => {
    const article = await anArticle(own.web, cast.minji)
    const source = await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
    const before = await visit(`/en/${article.slug}`)

    const token = 'canary-5d1f'
    const version = await anEnglish(own.web, source, cast.minji, { ...english, title: token, body: [token] })
    const submitted = await visit(`/en/${article.slug}`)
    await approveEnglish(own.web, source, version, cast.daniel)
    const approved = await visit(`/en/${article.slug}`)

    for (const after of [submitted, approved]) {
      expect(after.status).toBe(404)
      expect(after.text).toBe(before.text)
      expect({ ...after.headers, date: '' }).toEqual({ ...before.headers, date: '' })
    }
  })

  test('an article nobody has approved is an address like any other', async () => {
    const article = await anArticle(own.web, cast.minji)
    await approveKorean(own.web, await aKorean(own.web, article, cast.minji, korean), cast.daniel)
    for (const language of ['ko', 'en']) {
      const hidden = await visit(`/${language}/${article.slug}`)
      const absent = await visit(`/${language}/no-such-thing`)
      expect(hidden.status).toBe(404)
      expect(hidden.text).toBe(absent.text)
      expect({ ...hidden.headers, date: '' }).toEqual({ ...absent.headers, date: '' })
      expect(absent.text).toContain(`<html lang="${language}">`)
    }
  })

  test('taken back: 410, and out of every list', async () => {
    const picture = await aPhotograph(own.web, cast.minji)
    const article = await anArticle(own.web, cast.minji)
    const source = await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
    const words = { ...english, title: 'Taken back', pictures: [picture] }
    await publishEnglish(own.web, source, cast.minji, cast.daniel, words)
    expect((await visit(`/pictures/${picture}/640.webp`)).status).toBe(200)
    await takeBack(own.web, article, 'en', cast.daniel)

    const gone = await visit(`/en/${article.slug}`)
    expect(gone.status).toBe(410)
    expect(gone.headers['cache-control']).toBe('no-store')
    expect(gone.text).toContain(`href="/ko/${article.slug}"`)
    expect(gone.text).not.toContain('Taken back')
    expect((await visit('/en/')).text).not.toContain('Taken back')
    expect((await visit(`/ko/${article.slug}`)).text).not.toContain('hreflang="en"')
    expect((await visit(`/pictures/${picture}/640.webp`)).status).toBe(404)
  })

  test.each([
    '/ko/no-such-thing',
    '/ko/%00',
    '/ko/%E0%A4%A',
    '/ko/a/b/c',
    '/ko/UPPER',
    '/ko/..%2f..%2fdesk',
    '/ko/kimchi.css',
    '/ko/series/none',
    '/ko/series',
    '/ko/authors/none',
    '/ko/authors/__proto__',
    '/ko/years/1901',
    '/ko/years/20x6',
    '/ko/years/2026?page=2',
    '/ko/authors',
    '/ko/?page=0',
    '/ko/?page=999',
    '/ko/?page=1e1',
    '/ko/?page=１',
    '/ko/?page=2&page=3',
    '/ko/?category=none',
    "/ko/?category='--",
    '/ko/?category=life&category=life',
    '/pictures/none/640.webp',
    `/pictures/${'0'.repeat(32)}/640.webp`,
    `/pictures/${'0'.repeat(32)}/640.svg`,
    `/pictures/${'0'.repeat(32)}/640`,
    `/pictures/${'0'.repeat(32)}/99999999999999.webp`,
  ])('%s is not found, and nobody keeps that', async (path) => {
    const answer = await visit(path.replace('１', encodeURIComponent('１')))
    expect([400, 404]).toContain(answer.status)
    expect(answer.headers['cache-control']).not.toMatch(/public/)
  })
})

test('the English says when the Korean has gone ahead, the Korean never', async () => {
  const article = await anArticle(own.web, cast.minji)
  const source = await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
  await publishEnglish(own.web, source, cast.minji, cast.daniel, english)
  const later = await aKorean(own.web, article, cast.minji, { ...korean, body: ['바뀐 문단.'] })
  expect((await visit(`/en/${article.slug}`)).text).not.toContain('role="note"')

  await own.web.raw('select published.publish_source(?, ?)', [
    await approveKorean(own.web, later, cast.daniel),
    cast.daniel.id,
  ])
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'Asia/Seoul' }).format(new Date())
  const page = (await visit(`/en/${article.slug}`)).text
  expect(page).toMatch(/role="note"/)
  expect(page).toContain(`The Korean original was changed on ${day}`)
  expect((await visit(`/ko/${article.slug}`)).text).not.toContain('role="note"')
  expect(page).not.toContain('#p5')
})

test('a series leads from part to part of the same language, and marks what is only in the other', async () => {
  const series = await aSeries(own.web, 'river', '강', 'River')
  const parts = []
  for (const part of [1, 2, 3]) {
    const article = await anArticle(own.web, cast.minji, { series, part })
    const source = await publishKorean(own.web, article, cast.minji, cast.daniel, {
      ...korean,
      title: `강 ${part}`,
    })
    if (part !== 2)
      await publishEnglish(own.web, source, cast.minji, cast.daniel, { ...english, title: `River ${part}` })
    parts.push(article)
  }
  const [one, two, three] = parts
  const last = (await visit(`/en/${three!.slug}`)).text
  expect(last).toContain(`<a href="/en/${one!.slug}">Read Part 1: River 1</a>`)
  expect(last).toMatch(new RegExp(`href="/en/${one!.slug}" rel="prev"`))
  expect(last).toMatch(
    new RegExp(`href="/ko/${two!.slug}" lang="ko" hreflang="ko">강 2</a>.*\\(in Korean\\)`),
  )
  expect(last).not.toContain('rel="next"')
})

test('related articles are in the language of the page where they can be', async () => {
  const [here, both, onlyKorean, hidden] = await Promise.all(
    [1, 2, 3, 4].map(() => anArticle(own.web, cast.minji)),
  )
  for (const article of [here!, both!]) {
    const source = await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
    await publishEnglish(own.web, source, cast.minji, cast.daniel, english)
  }
  await publishKorean(own.web, onlyKorean!, cast.minji, cast.daniel, { ...korean, title: '한국어만' })
  await aKorean(own.web, hidden!, cast.minji, { ...korean, title: 'canary' })
  const related = [onlyKorean!, hidden!, both!]
  await own
    .web('relatedArticles')
    .insert(
      related.map(({ id }, index) => ({ articleId: here!.id, relatedArticleId: id, position: index + 1 })),
    )

  const page = (await visit(`/en/${here!.slug}`)).text
  expect(page).toContain(`href="/en/${both!.slug}"`)
  expect(page).toMatch(
    new RegExp(
      `href="/ko/${onlyKorean!.slug}" lang="ko" hreflang="ko">한국어만</a> <span[^>]*>\\(in Korean\\)`,
    ),
  )
  expect(page).not.toContain(hidden!.slug)
  expect(page).not.toContain('canary')
})

test('a title cannot leave its place', async () => {
  const article = await anArticle(own.web, cast.minji)
  const title = '</script><script>alert(1)</script> "O’Hara & <b>"'
  await publishKorean(own.web, article, cast.minji, cast.daniel, { ...korean, title, summary: title })
  for (const path of [`/ko/${article.slug}`, '/ko/']) {
    const { text } = await visit(path)
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<b>"')
  }
  const data = linkedDataIn((await visit(`/ko/${article.slug}`)).text)
  expect(data.headline).toContain('</script>')
})

test('nothing planted in the workshop shows at any public address', async () => {
  const canary = 'canary-83be'
  const planted = { title: canary, summary: canary, byline: canary, body: [canary] }
  const picture = await aPhotograph(own.web, cast.minji)
  const hiddenCategory = await aCategory(own.web, `${canary}-category`, canary, canary)
  const hiddenSeries = await aSeries(own.web, `${canary}-series`, canary, canary)
  const open = await anArticle(own.web, cast.minji, { slug: 'open-one', category: life })
  const source = await publishKorean(own.web, open, cast.minji, cast.daniel, korean)
  const drafted = await anEnglish(own.web, source, cast.minji, { ...planted, pictures: [picture] })
  await approveEnglish(own.web, source, drafted, cast.daniel)
  await aKorean(own.web, open, cast.minji, planted)
  const hidden = await anArticle(own.web, cast.minji, {
    ...{ slug: `${canary}-article`, category: hiddenCategory, series: hiddenSeries, part: 1 },
  })
  await approveKorean(own.web, await aKorean(own.web, hidden, cast.minji, planted), cast.daniel)
  await own.web('relatedArticles').insert({ articleId: open.id, relatedArticleId: hidden.id, position: 1 })

  const addresses = new Set([
    '/',
    '/ko',
    '/ko/',
    '/en/',
    '/ko/?page=2',
    '/ko/?category=life',
    '/en/open-one',
    '/en/none',
  ])
  for (const address of addresses) {
    const answer = await visit(address, { Cookie: 'session=x; reading=en; preview=1', 'X-Preview': '1' })
    expect([address, JSON.stringify([answer.headers, answer.text ?? ''])]).not.toEqual([
      address,
      expect.stringContaining(canary),
    ])
    const links = (answer.text ?? '').matchAll(
      /(?:href|src)="((?:http:\/\/daeyeok\.test)?\/(?!assets|desk)[^"#]*)/g,
    )
    for (const [, link] of links)
      addresses.add(link!.replace('http://daeyeok.test', '').replaceAll('&amp;', '&'))
  }
  expect(addresses.size).toBeGreaterThan(20)

  for (const path of [
    `/ko/?category=${canary}-category`,
    `/ko/series/${canary}-series`,
    `/ko/authors/${canary}`,
    `/ko/${canary}-article`,
  ]) {
    const answer = await visit(path)
    expect(answer.status).toBe(404)
    expect(answer.text).toBe((await visit('/ko/none')).text)
  }
  expect((await visit(`/pictures/${picture}/640.webp`)).status).toBe(404)
})

test('no header tells whoever guesses that a page links to what is in the workshop', async () => {
  const article = await anArticle(own.web, cast.minji)
  const body = ['<a href="/ko/in-the-workshop">여기</a>에 적었다.']
  await publishKorean(own.web, article, cast.minji, cast.daniel, { title: '잇는 글', body })
  const page = await visit(`/ko/${article.slug}`)
  expect(JSON.stringify(page.headers)).not.toContain(keyOf.article('in-the-workshop'))
})

test('all of it is read as the role that sees public things only', async () => {
  for (const table of [
    'desk.translation_versions',
    'desk.articles',
    'published.publications',
    'desk.people',
  ]) {
    await expect(own.reader.raw(`select 1 from ${table}`)).rejects.toMatchObject({ code: '42501' })
  }
})

function visit(path: string, headers: Record<string, string> = {}) {
  return request(app).get(path).set(headers)
}

function alternatesIn(text: string): Record<string, string> {
  const links = text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)
  return Object.fromEntries([...links].map(([, language, href]) => [language!, href!]))
}

function linkedDataIn(text: string): Record<string, unknown> {
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)!
  return JSON.parse(json!) as Record<string, unknown>
}
