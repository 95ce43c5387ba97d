import { changeDetails } from '../../server/sources/actions'
import type { Article } from '../../server/articles/rules'
import { articleBySlug, giveEnglishSlug } from '../../server/articles/store'
import type { Db } from '../../server/db/connection'
import { inTransaction, ownDatabase } from '../support/database'
import { visit, visitAs } from '../support/visit'
import { world, type World } from '../support/world'
import { anArticle, publishEnglish, publishKorean, takeBack, type Words } from './published'

const korean: Words = { title: '골짜기의 빵', body: ['골짜기에는 빵집이 하나 있다.'] }
const english: Words = { title: 'Bread of the valley', body: ['There is one bakery in the valley.'] }
const place = { category: null, series: null, part: null, related: [] }

async function called(db: Db, { minji, daniel }: World, slug: string, englishSlug: string | null) {
  const article = await anArticle(db, minji, { slug })
  const source = await publishKorean(db, article, minji, daniel, korean)
  if (englishSlug) await changeDetails(db, article, daniel, { ...place, slug, englishSlug })
  return { article: await articleBySlug(db, slug), source }
}

async function inBoth(db: Db, cast: World, slug: string, englishSlug: string | null): Promise<Article> {
  const { article, source } = await called(db, cast, slug, englishSlug)
  await publishEnglish(db, source, cast.minji, cast.daniel, english)
  return article
}

describe('an article that has an address of its own in English', () => {
  test(
    'is read at it, and each language leads to the other’s',
    inTransaction(async (db) => {
      await inBoth(db, await world(db), '골짜기-빵', 'valley-bread')
      const ko = encodeURI('/ko/골짜기-빵')
      const pages = await Promise.all([ko, '/en/valley-bread'].map((path) => visit(db).get(path).expect(200)))
      for (const { text } of pages) {
        expect(text).toContain(`hreflang="ko" href="http://daeyeok.test${ko}"`)
        expect(text).toContain('hreflang="en" href="http://daeyeok.test/en/valley-bread"')
        expect(text).not.toContain(encodeURI('/en/골짜기-빵'))
      }
      expect(pages[1]!.text).toContain('rel="canonical" href="http://daeyeok.test/en/valley-bread"')
      expect(pages[0]!.text).toContain('href="/en/valley-bread#p4"')
      const together = await visit(db).get('/en/valley-bread/both').expect(200)
      expect(together.text).toContain(`href="${ko}"`)
      expect(together.text).not.toContain(encodeURI('/en/골짜기-빵'))
    }),
  )

  test(
    'is led to from where the other language would be, and from where it was before',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await inBoth(db, cast, 'valley', null)
      await changeDetails(db, article, cast.daniel, { ...place, slug: 'valley', englishSlug: 'first' })
      await changeDetails(db, article, cast.daniel, { ...place, slug: 'valley', englishSlug: 'second' })
      for (const [from, to] of [
        ['/en/valley', '/en/second'],
        ['/en/first', '/en/second'],
        ['/ko/second', '/ko/valley'],
        ['/en/valley/both', '/en/second/both'],
        ['/ko/second/interleaved', '/ko/valley/interleaved'],
      ]) {
        const answer = await visit(db).get(from!)
        expect([from, answer.status, answer.headers.location]).toEqual([from, 301, to])
      }
      await changeDetails(db, article, cast.daniel, { ...place, slug: 'valley', englishSlug: null })
      await visit(db).get('/en/valley').expect(200)
      expect((await visit(db).get('/en/second')).headers.location).toBe('/en/valley')
    }),
  )

  test(
    'is called so by nobody as long as its English is not public, and gone under it once it was taken back',
    inTransaction(async (db) => {
      const cast = await world(db)
      const { article, source } = await called(db, cast, 'valley', 'secret-name')
      const never = await visit(db).get('/en/never-was').expect(404)
      const asked = await visit(db).get('/en/secret-name').expect(404)
      expect(asked.text.replaceAll('secret-name', 'never-was')).toBe(never.text)
      expect((await visit(db).get('/ko/secret-name')).status).toBe(404)
      expect((await visit(db).get('/en/valley').expect(404)).text).toContain('href="/ko/valley"')
      expect((await visit(db).get('/ko/valley')).text).not.toContain('secret-name')

      await publishEnglish(db, source, cast.minji, cast.daniel, english)
      await visit(db).get('/en/secret-name').expect(200)
      await takeBack(db, article, 'en', cast.daniel)
      await visit(db).get('/en/secret-name').expect(410)
    }),
  )

  test(
    'is called so in links, feeds, the sitemap, oEmbed, and where something is reported',
    inTransaction(async (db) => {
      const cast = await world(db)
      await inBoth(db, cast, 'valley', 'valley-bread')
      const linking = await anArticle(db, cast.minji, { slug: 'linking' })
      const body = ['<a href="/ko/valley">여기</a>에 적었다.']
      const source = await publishKorean(db, linking, cast.minji, cast.daniel, { title: '잇는 글', body })
      await publishEnglish(db, source, cast.minji, cast.daniel, { title: 'Links', body })

      const get = async (path: string) => (await visit(db).get(path).expect(200)).text
      expect(await get('/en/linking')).toContain('<a href="/en/valley-bread">여기</a>')
      expect(await get('/ko/linking')).toContain('<a href="/ko/valley">여기</a>')
      const xml = async (path: string) => (await visit(db).get(path).buffer(true).expect(200)).text
      expect(await xml('/ko/feed.atom')).toContain('http://daeyeok.test/en/valley-bread')
      const sitemap = await xml('/sitemap/1.xml')
      expect(sitemap).toContain('<loc>http://daeyeok.test/en/valley-bread</loc>')
      expect(sitemap).not.toContain('http://daeyeok.test/en/valley<')
      const embedded = await visit(db).get(
        `/oembed?url=${encodeURIComponent('http://daeyeok.test/en/valley-bread')}`,
      )
      expect((embedded.body as { title: string }).title).toBe('Bread of the valley')
      expect(await get('/en/valley-bread/report?p=4')).toContain('There is one bakery in the valley.')
    }),
  )
})

describe('an address in English that a title gives', () => {
  test.each([
    ['Bread of the Valley', 'bread-of-the-valley'],
    ['Crème brûlée won’t last', 'creme-brulee-wont-last'],
    ['Valley', null],
    ['골짜기', null],
    ['Taken', 'taken-2'],
    ['Taken in English', 'taken-in-english-2'],
  ])('%s: %s', (title, englishSlug) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      await called(db, cast, 'taken', null)
      await called(db, cast, 'other', 'taken-in-english')
      const { article } = await called(db, cast, 'valley', null)
      await giveEnglishSlug(db, article, title)
      expect(await articleBySlug(db, 'valley')).toMatchObject({ englishSlug })
    })(),
  )

  test(
    'is left as it is where there is one',
    inTransaction(async (db) => {
      const { article } = await called(db, await world(db), 'valley', 'valley-bread')
      await giveEnglishSlug(db, article, 'Another title')
      expect(await articleBySlug(db, 'valley')).toMatchObject({ englishSlug: 'valley-bread' })
    }),
  )

  test('goes to whoever is first, and the other is told so', async () => {
    const own = await ownDatabase()
    try {
      const cast = await world(own.web)
      const { article: one } = await called(own.web, cast, 'one', null)
      const { article: other } = await called(own.web, cast, 'other', null)
      const first = await own.web.transaction()
      await giveEnglishSlug(first, one, 'Bread')
      const second = expect(
        own.web.transaction((trx) => giveEnglishSlug(trx, other, 'Bread')),
      ).rejects.toMatchObject({ rule: 'english-slug-taken' })
      await new Promise((done) => setTimeout(done, 200))
      await first.commit()
      await second
    } finally {
      await own.close()
    }
  })
})

describe('an address in English is refused', () => {
  test.each([
    ['Valley', 'english-slug-malformed'],
    ['골짜기', 'english-slug-malformed'],
    ['valley--bread', 'english-slug-malformed'],
    ['a'.repeat(121), 'english-slug-too-long'],
    ['search', 'english-slug-reserved'],
    ['taken', 'english-slug-taken'],
    ['taken-in-english', 'english-slug-taken'],
  ])('%s: %s', (englishSlug, rule) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      await called(db, cast, 'taken', null)
      await called(db, cast, 'other', 'taken-in-english')
      const { article } = await called(db, cast, 'valley', null)
      const deed = changeDetails(db, article, cast.daniel, { ...place, slug: 'valley', englishSlug })
      await expect(deed).rejects.toMatchObject({ rule })
    })(),
  )

  test(
    'beside its field, with what was typed; and a new article cannot take what another has in English',
    inTransaction(async (db) => {
      const cast = await world(db)
      const { article } = await called(db, cast, 'valley', 'valley-bread')
      const answer = await visitAs(db, cast.daniel)
        .post(`/desk/articles/${article.slug}/details`)
        .type('form')
        .send({ slug: 'valley', 'english-slug': 'Valley Bread!' })
        .expect(422)
      expect(answer.text).toContain('value="Valley Bread!"')
      expect(answer.text).toMatch(/id="field-english-slug-error"|english-slug-error/)
      await expect(anArticle(db, cast.minji, { slug: 'valley-bread' })).rejects.toThrow()
    }),
  )
})
