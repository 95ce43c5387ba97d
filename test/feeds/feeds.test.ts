import type { Express } from 'express'
import { SaxesParser } from 'saxes'
import request from 'supertest'
import type { Article, Category } from '../../server/articles/rules'
import type { OembedCard } from '../../server/feeds/oembedPage'
import {
  aCategory,
  aKorean,
  anArticle,
  aPhotograph,
  approveKorean,
  publishEnglish,
  publishKorean,
  takeBack,
} from '../reader/published'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { imprint, siteOn } from '../support/site'
import { world, type World } from '../support/world'

const publicUrl = 'https://news.example'
const publisher = { ko: '골짜기 신문', en: 'Valley & News' }
const config = { ...imprint, publicUrl, publisher }

let own: OwnDatabase
let app: Express
let cast: World
let life: Category

beforeAll(async () => {
  own = await ownDatabase()
  app = siteOn(own, { config })
  cast = await world(own.web)
  life = await aCategory(own.web, 'life', '삶과 밥', 'Life & food')
  await publishKorean(
    own.web,
    await anArticle(own.web, cast.minji, { slug: 'soup' }),
    cast.minji,
    cast.daniel,
    {
      title: '국',
      body: ['국이 끓는다.'],
    },
  )
  const bread = await anArticle(own.web, cast.minji, { slug: 'bread', category: life })
  const source = await publishKorean(own.web, bread, cast.minji, cast.daniel, {
    title: '“빵” & <밥>',
    byline: '글 한소라',
    summary: '골짜기의 & 아침',
    body: ['빵집 &#x26; 밥집은 <a href="/ko/soup">국집</a> 옆이다.', '1 &#x3C; 2라고 했다.'],
  })
  await publishEnglish(own.web, source, cast.minji, cast.daniel, {
    title: '“Bread” & *rice*',
    byline: 'By Han Sora',
    summary: 'Bread for the valley.',
    body: ['Next to the <a href="/ko/soup">soup</a>.', 'They said 1 &#x3C; 2.'],
  })
  const draft = await anArticle(own.web, cast.minji, { slug: 'draft' })
  const secret = await aKorean(own.web, draft, cast.minji, { title: '비밀 원고', body: ['아직 비밀.'] })
  await approveKorean(own.web, secret, cast.daniel)
})
afterAll(() => own.close())

describe.each(['atom', 'rss'])('the feed as %s', (format) => {
  test('is well formed, in the language of its address, and carries whole articles', async () => {
    const korean = await xml(`/ko/feed.${format}`)
    expect(korean.type).toContain(`application/${format}+xml`)
    expect(korean.texts).toContain('“빵” & <밥>')
    expect(korean.texts).toContain('골짜기의 & 아침')
    const body = korean.texts.find((text) => text.includes('빵집 '))!
    expect(body).toContain('빵집 &#x26; 밥집은')
    expect(body).toContain('<a href="https://news.example/ko/soup">국집</a>')
    expect(korean.languages).toEqual(new Set(['ko']))

    const english = await xml(`/en/feed.${format}`)
    expect(english.texts).toContain('“Bread” & rice')
    expect(english.texts.find((text) => text.includes('Next to'))).toContain('(in Korean)')
    expect(english.texts).toContain('Han Sora')
    expect(english.text).not.toContain('By Han Sora')
    expect(english.languages).toEqual(new Set(['en']))
  })

  test('says nothing of what is approved and not published', async () => {
    const { text } = await xml(`/ko/feed.${format}`)
    expect(text).not.toContain('비밀')
    expect(text).not.toContain('draft')
  })
})

test('an empty feed is a feed', async () => {
  const empty = await ownDatabase()
  try {
    const quiet = siteOn(empty, { config })
    const { text } = await request(quiet).get('/en/feed.atom').expect(200)
    expect(parsed(text).texts).toContain('Valley & News')
    const { body } = await request(quiet).get('/ko/feed.json').expect(200)
    expect(body).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', language: 'ko', items: [] })
  } finally {
    await empty.close()
  }
})

test('the feed as JSON names its articles by their addresses', async () => {
  const { body, type } = await request(app).get('/en/feed.json').expect(200)
  expect(type).toBe('application/feed+json')
  const { items } = body as { items: Record<string, unknown>[] }
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({
    id: 'https://news.example/en/bread',
    title: '“Bread” & rice',
    authors: [{ name: 'Han Sora' }],
    tags: ['Life & food'],
  })
})

test.each(['/en/', '/en/bread', '/en/index/', '/en/search'])(
  '%s announces the feed of its language in every format, and leads people to one',
  async (path) => {
    const text = await read(path)
    const announced = text.matchAll(
      /<link rel="alternate" type="([^"]*)" hreflang="en" title="[^"]*" href="([^"]*)"/g,
    )
    const feeds = [...announced].map(([, type, href]) => [href!, type])
    expect(feeds).toEqual([
      ['/en/feed.atom', 'application/atom+xml'],
      ['/en/feed.rss', 'application/rss+xml'],
      ['/en/feed.json', 'application/feed+json'],
    ])
    for (const [href, type] of feeds) expect((await request(app).head(href!)).type).toBe(type)
    expect(text.match(/<a href="[^"]*feed\.[^"]*"/g)).toEqual(['<a href="/en/feed.atom"'])
  },
)

describe('the sitemap', () => {
  test('names every public address, with the other language where there is one', async () => {
    const index = await xml('/sitemap.xml')
    expect(index.texts).toEqual(['https://news.example/sitemap/1.xml'])
    const { texts, text } = await xml('/sitemap/1.xml')
    expect(texts.filter((one) => one.startsWith('https'))).toEqual([
      'https://news.example/ko/',
      'https://news.example/en/',
      'https://news.example/ko/index/',
      'https://news.example/en/index/',
      'https://news.example/ko/soup',
      'https://news.example/ko/bread',
      'https://news.example/en/bread',
    ])
    expect(text.match(/hreflang="x-default" href="https:\/\/news\.example\/ko\/bread"/g)).toHaveLength(2)
    expect(text).not.toContain('hreflang="en" href="https://news.example/en/soup"')
    expect(text).not.toContain('draft')
  })

  test.each(['/ko/', '/en/', '/ko/index/', '/en/index/', '/ko/soup', '/ko/bread', '/en/bread'])(
    'says of %s the same as the page itself',
    async (path) => {
      const { text } = await xml('/sitemap/1.xml')
      const entry = text.split('<url>').find((one) => one.includes(`<loc>${publicUrl}${path}</loc>`))!
      const page = await read(path)
      expect(otherAddressesIn(entry)).toEqual(otherAddressesIn(page))
      expect(otherAddressesIn(page)).not.toEqual([])
    },
  )

  test.each(['/sitemap/2.xml', '/sitemap/0.xml', '/sitemap/01.xml', '/sitemap/x.xml', '/sitemap/99999.xml'])(
    '%s is nothing',
    (path) => request(app).get(path).expect(404),
  )

  test('is named to robots, who are asked to leave the desk alone', async () => {
    const { text } = await request(app).get('/robots.txt').expect(200)
    expect(text).toBe('User-agent: *\nDisallow: /desk\n\nSitemap: https://news.example/sitemap.xml\n')
  })
})

describe('what other sites may show', () => {
  let oven: Article
  beforeAll(async () => {
    oven = await anArticle(own.web, cast.minji, { slug: 'oven' })
    const pictures = [await aPhotograph(own.web, cast.minji)]
    const words = { title: '화덕', body: ['화덕이 있다.'], pictures }
    await publishKorean(own.web, oven, cast.minji, cast.daniel, words)
  })
  afterAll(() => takeBack(own.web, oven, 'ko', cast.daniel))

  const ask = (url: string, format?: string) =>
    request(app)
      .get('/oembed')
      .query({ url, ...(format && { format }) })

  test('is the title and who publishes it', async () => {
    const { body } = await ask('https://news.example/en/bread').expect(200)
    expect(body).toEqual({
      version: '1.0',
      type: 'link',
      title: '“Bread” & rice',
      author_name: 'Han Sora',
      provider_name: 'Valley & News',
      provider_url: 'https://news.example/en/',
    })
    const { text } = await ask('https://news.example/en/bread', 'xml').expect(200)
    expect(parsed(text).texts).toContain('“Bread” & rice')
  })

  test.each([
    ['', '1200.jpeg', 800],
    ['&maxwidth=1200', '1200.jpeg', 800],
    ['&maxwidth=1199', '640.jpeg', 427],
    ['&maxheight=799', '640.jpeg', 427],
    ['&maxwidth=2000&maxheight=427', '640.jpeg', 427],
    ['&maxwidth=wide', '1200.jpeg', 800],
    ['&maxwidth=300&maxwidth=640', '1200.jpeg', 800],
    ['&maxwidth=639', undefined, undefined],
    ['&maxwidth=640&maxheight=426', undefined, undefined],
  ])('with %p has the thumbnail %p', async (asked, file, height) => {
    const url = encodeURIComponent('https://news.example/ko/oven')
    const { body } = await request(app).get(`/oembed?url=${url}${asked}`).expect(200)
    const { thumbnail_url, thumbnail_width, thumbnail_height } = body as Partial<OembedCard>
    expect(thumbnail_url?.split('/').pop()).toBe(file)
    expect(thumbnail_width).toBe(file && parseInt(file))
    expect(thumbnail_height).toBe(height)
  })

  test('is asked for at the address the page gives', async () => {
    const { text } = await request(app).get('/en/bread').expect(200)
    const [, href] = /type="application\/json\+oembed" href="([^"]*)"/.exec(text)!
    const address = new URL(href!.replaceAll('&#38;', '&').replaceAll('&amp;', '&'))
    expect(address.origin).toBe(publicUrl)
    await request(app)
      .get(address.pathname + address.search)
      .expect(200)
  })

  test.each([
    'https://news.example/en/soup',
    'https://news.example/ko/draft',
    'https://news.example/en/',
    'https://news.example/desk/articles/bread',
    'https://other.example/en/bread',
    'https://news.example/en/bread/more',
    'https://news.example/en/%E0%A4%A',
    'no address at all',
    '',
  ])('is nothing for %p', (url) => ask(url).expect(404))

  test('is nothing where no address is given, or two', async () => {
    await request(app).get('/oembed').expect(404)
    await request(app).get('/oembed?url=https://news.example/en/bread&url=x').expect(404)
  })
})

test('a character that XML has no place for breaks no feed', async () => {
  const odd = await anArticle(own.web, cast.minji, { slug: 'odd' })
  await publishKorean(own.web, odd, cast.minji, cast.daniel, {
    title: '이상한\uffff 글자',
    body: ['여기\ufffe도.'],
  })
  for (const format of ['atom', 'rss'])
    expect((await xml(`/ko/feed.${format}`)).texts).toContain('이상한 글자')
  const card = await read(`/oembed?format=xml&url=${encodeURIComponent('https://news.example/ko/odd')}`)
  expect(parsed(card).texts).toContain('이상한 글자')
  await takeBack(own.web, odd, 'ko', cast.daniel)
})

test('what is taken back is gone from everything', async () => {
  const gone = await anArticle(own.web, cast.minji, { slug: 'gone' })
  const words = { title: '사라질 글', body: ['곧 사라진다.'] }
  await publishKorean(own.web, gone, cast.minji, cast.daniel, words)
  expect((await xml('/ko/feed.atom')).text).toContain('사라질 글')
  await takeBack(own.web, gone, 'ko', cast.daniel)
  for (const path of ['/ko/feed.atom', '/ko/feed.rss', '/ko/feed.json', '/sitemap/1.xml'])
    expect(await read(path)).not.toMatch(/사라질|gone/)
  await request(app).get('/oembed').query({ url: 'https://news.example/ko/gone' }).expect(404)
})

async function read(path: string): Promise<string> {
  const { body, text } = await request(app).get(path).buffer(true).expect(200)
  return text ?? JSON.stringify(body)
}

async function xml(path: string) {
  const text = await read(path)
  const { headers } = await request(app).head(path)
  return { text, type: headers['content-type'], ...parsed(text) }
}

/** In which languages a page is, and where, as its head or its entry in the sitemap says. */
function otherAddressesIn(text: string): (string | undefined)[][] {
  const links = text.matchAll(/<(?:xhtml:)?link rel="alternate" hreflang="([^"]*)" href="([^"]*)"/g)
  return [...links].map(([, language, address]) => [language, address]).sort()
}

/** Throws where the document is not well formed, namespaces included. */
function parsed(document: string): { texts: string[]; languages: Set<string> } {
  const texts: string[] = []
  const languages = new Set<string>()
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('text', (text) => text.trim() && texts.push(text))
  parser.on('opentag', ({ attributes }) => {
    const language = attributes['xml:lang']
    if (language) languages.add(language.value)
  })
  parser.write(document).close()
  return { texts, languages }
}
