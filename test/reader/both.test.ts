import type { Express } from 'express'
import request from 'supertest'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { siteOn } from '../support/site'
import { world, type World } from '../support/world'
import {
  aKorean,
  anArticle,
  anEnglish,
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
  body: ['골짜기에는 빵집이 하나 있다.', '겨울에도 문을 연다.'],
}
const english: Words = {
  title: 'Bread of the *valley*',
  summary: 'At four in the morning the dough wakes up.',
  body: ['There is one bakery in the valley.', 'It opens in winter, too.'],
}

let own: OwnDatabase
let app: Express
let cast: World

beforeAll(async () => {
  own = await ownDatabase()
  app = siteOn(own)
  cast = await world(own.web)
})
afterAll(() => own.close())

async function anArticleInBoth(place: Parameters<typeof anArticle>[2] = {}) {
  const article = await anArticle(own.web, cast.minji, place)
  const source = await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
  await publishEnglish(own.web, source, cast.minji, cast.daniel, english)
  return { article, source }
}

describe('both languages together', () => {
  test.each([
    ['ko', 'both'],
    ['en', 'both'],
    ['ko', 'interleaved'],
    ['en', 'interleaved'],
  ] as const)(
    '/%s/…/%s has every paragraph beside its own, each in its language',
    async (language, layout) => {
      const { article } = await anArticleInBoth()
      const page = await visit(`/${language}/${article.slug}/${layout}`)
      expect(page.status).toBe(200)
      expect(page.text).toContain(`<html lang="${language}">`)
      expect(page.text).toContain(`facing--${layout}`)
      const sides = [...page.text.matchAll(/facing__side[^"]*" lang="(ko|en)">(.*?)<\/(?:div|p|h1)>/gs)]
      const said = sides.map(([, side, html]) => `${side}: ${html!.replace(/<[^<>]*>|¶/g, '').trim()}`)
      expect(said).toEqual([
        `ko: ${korean.title}`,
        'en: Bread of the valley',
        `ko: ${korean.summary}`,
        `en: ${english.summary}`,
        ...korean.body.flatMap((words, index) => [`ko: ${words}`, `en: ${english.body[index]}`]),
      ])
      expect(page.text.match(/<h1 /g)).toHaveLength(1)
    },
  )

  test('is kept like every page, listed nowhere, and says which page it is of', async () => {
    const { article } = await anArticleInBoth()
    const page = await visit(`/en/${article.slug}/both`)
    expect(page.headers['cache-control']).toBe('public, no-cache')
    expect(page.headers.vary ?? '').not.toMatch(/cookie|language/i)
    expect(page.text).toContain('<meta name="robots" content="noindex">')
    expect(page.text).toContain(`<link rel="canonical" href="http://daeyeok.test/en/${article.slug}">`)
    expect(page.text).not.toContain('<link rel="alternate" hreflang')
  })

  test('the pages in one language lead to it and it leads to both', async () => {
    const { article } = await anArticleInBoth()
    for (const language of ['ko', 'en']) {
      const single = await visit(`/${language}/${article.slug}`)
      expect(single.text).toContain(`href="/${language}/${article.slug}/both"`)
      const both = await visit(`/${language}/${article.slug}/both`)
      for (const there of ['ko', 'en'])
        expect(both.text).toMatch(new RegExp(`hreflang="${there}"[^>]* href="/${there}/${article.slug}"`))
      expect(both.text).toContain(`href="/${language}/${article.slug}/interleaved"`)
    }
  })

  test('without scripts each paragraph leads to the same one alone', async () => {
    const { article } = await anArticleInBoth()
    const { text } = await visit(`/en/${article.slug}/both`)
    expect(text).toContain(`href="/ko/${article.slug}#p4"`)
    expect(text).toContain(`href="/en/${article.slug}#p4"`)
  })

  test('every id is there once', async () => {
    const { article } = await anArticleInBoth()
    const { text } = await visit(`/en/${article.slug}/both`)
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
    expect(ids).toEqual(expect.arrayContaining(['p1', 'p2', 'p4', 'p4-en', 'p5']))
  })

  test('the part before and the part after are read together too, where they can be', async () => {
    const series = await aSeries(own.web, 'valley', '골짜기 이야기', 'Stories of the valley')
    const first = await anArticleInBoth({ slug: 'valley-1', series, part: 1 })
    await anArticleInBoth({ slug: 'valley-2', series, part: 2 })
    const last = await anArticle(own.web, cast.minji, { slug: 'valley-3', series, part: 3 })
    await publishKorean(own.web, last, cast.minji, cast.daniel, korean)

    const middle = await visit('/ko/valley-2/interleaved')
    expect(middle.text).toContain('href="/ko/valley-1/interleaved" rel="prev"')
    expect(middle.text).toContain('href="/ko/valley-3" rel="next"')
    const english = await visit('/en/valley-2/both')
    expect(english.text).toContain('href="/en/valley-1/both" rel="prev"')
    expect(english.text).not.toContain('rel="next"')
    expect((await visit(`/en/${first.article.slug}/both`)).text).not.toContain('rel="prev"')
  })

  test('related articles are read together too, where they can be, and only where they are public', async () => {
    const { article } = await anArticleInBoth()
    const { article: together } = await anArticleInBoth()
    const alone = await anArticle(own.web, cast.minji)
    await publishKorean(own.web, alone, cast.minji, cast.daniel, { ...korean, title: '혼자 있는 빵' })
    const hidden = await anArticle(own.web, cast.minji)
    await own.web('relatedArticles').insert(
      [together, alone, hidden].map(({ id }, index) => ({
        ...{ articleId: article.id, relatedArticleId: id, position: index + 1 },
      })),
    )

    const page = await visit(`/en/${article.slug}/interleaved`)
    const related = /<nav class="ways"[\s\S]*?<\/nav>/.exec(page.text)![0]
    expect([...related.matchAll(/href="([^"]+)" lang="(ko|en)"/g)].map(([, href]) => href)).toEqual([
      `/en/${together.slug}/interleaved`,
      `/ko/${alone.slug}`,
    ])
    expect(related).toContain('혼자 있는 빵')
    expect(related).toContain('in Korean')
    expect(page.text).not.toContain(hidden.slug)
    expect((await visit(`/en/${together.slug}/both`)).text).not.toContain('class="ways"')
  })

  test('English that is behind says so, and which paragraphs', async () => {
    const { article } = await anArticleInBoth()
    const changed = { ...korean, body: [...korean.body, '봄에는 닫는다.'] }
    const second = await aKorean(own.web, article, cast.minji, changed)
    await own.web.raw('select published.publish_source(?, ?)', [
      await approveKorean(own.web, second, cast.daniel),
      cast.daniel.id,
    ])
    const { text } = await visit(`/en/${article.slug}/both`)
    expect(text).toContain('The Korean original was changed on')
    expect(text).toMatch(
      /<div class="facing__row">\s*<div class="facing__side[^"]*" lang="ko"><p id="p6">봄에는[^\n]*\s*<\/div>/,
    )
  })
})

describe('where only one language is public', () => {
  test.each(['ko', 'en'])('/%s/…/both is not there and shows the way to what is', async (language) => {
    const article = await anArticle(own.web, cast.minji)
    await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
    const page = await visit(`/${language}/${article.slug}/both`)
    expect(page.status).toBe(404)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.text).toContain(`href="/ko/${article.slug}"`)
    expect(page.text).not.toContain(korean.body[0])
    expect((await visit(`/ko/${article.slug}`)).text).not.toContain('/both"')
  })

  test('what is in the workshop makes no difference', async () => {
    const article = await anArticle(own.web, cast.minji)
    const source = await publishKorean(own.web, article, cast.minji, cast.daniel, korean)
    const before = await visit(`/en/${article.slug}/both`)
    const version = await anEnglish(own.web, source, cast.minji, { ...english, body: ['canary-77ab'] })
    await approveEnglish(own.web, source, version, cast.daniel)
    const after = await visit(`/en/${article.slug}/both`)
    expect(after.text).toBe(before.text)
    expect(after.status).toBe(404)
  })

  test.each(['ko', 'en'] as const)('once the %s is taken back, it is gone', async (taken) => {
    const { article } = await anArticleInBoth()
    await takeBack(own.web, article, taken, cast.daniel)
    for (const layout of ['both', 'interleaved']) {
      const page = await visit(`/en/${article.slug}/${layout}`)
      expect(page.status).toBe(410)
      expect(page.text).not.toContain(taken === 'ko' ? korean.body[0] : english.body[0])
    }
  })

  test.each(['/en/no-such-thing/both', '/ko/no-such-thing/interleaved', '/en/a/other', '/en/a/both/'])(
    '%s is not found',
    async (path) => {
      const page = await visit(path)
      expect(page.status).toBe(404)
      expect(page.headers['cache-control']).toBe('no-store')
    },
  )
})

function visit(path: string) {
  return request(app).get(path)
}
