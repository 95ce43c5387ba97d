import type { Db } from '../../server/db/connection'
import { insertEntry, insertMade } from '../../server/exchange/store'
import type { Entry } from '../../server/exchange/rules'
import type { Article } from '../../server/articles/rules'
import type { Person } from '../../server/people/rules'
import { spellingsOf } from '../../server/reader/former'
import { changeDetails } from '../../server/sources/actions'
import { pair } from '../../server/pairings/actions'
import { inTransaction } from '../support/database'
import { visit } from '../support/visit'
import { world } from '../support/world'
import { bookshop } from '../pairings/archive'
import { aKorean, anArticle, approveKorean, publishKorean, takeBack } from './published'

const words = { title: '옛 글', body: ['한 문단.'] }

test.each([
  ['/2023/05/some-post.html', 'http://blog.example/2023/05/some-post.html'],
  ['/2023/05/some-post.html?m=1', 'https://blog.example/2023/05/some-post.html'],
  ['/2023/05/%EC%9E%A5%ED%84%B0/', 'https://field.example/2023/05/%ec%9e%a5%ed%84%b0/'],
  ['/2023/05/%ec%9e%a5%ed%84%b0', 'https://field.example/2023/05/%EC%9E%A5%ED%84%B0/'],
  ['/2023/05/%EC%9E%A5%ED%84%B0', 'https://field.example/2023/05/장터'],
  ['/about/?utm_source=letter', 'https://field.example/about/'],
  ['/view.php?id=7', 'https://old.example/view.php?id=7#top'],
  ['/p/about.html', '/p/about.html'],
  ['/notes/market', 'notes/market/'],
  ['/en/old/market/', 'https://field.example/en/old/market/'],
  ['/ko/some_post.html', 'https://field.example/ko/some_post.html'],
])('%s leads to what the archive had at %s', (asked, address) =>
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const article = await anArticle(db, minji)
    await kept(db, minji, article, { address })
    await publishKorean(db, article, minji, daniel, words)
    const answer = await visit(db).get(asked)
    expect([answer.status, answer.headers.location]).toEqual([301, `/ko/${article.slug}`])
    expect((await visit(db).head(asked)).status).toBe(301)
    expect((await visit(db).post(asked)).status).toBe(404)
  })(),
)

test.each(['/?p=4711', '/?p=4711&preview=true', '/index.php?p=4711'])('%s is a post of WordPress', (asked) =>
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const article = await anArticle(db, minji)
    await kept(db, minji, article, { address: 'https://field.example/x/', externalId: '4711' })
    await publishKorean(db, article, minji, daniel, words)
    expect((await visit(db).get(asked)).headers.location).toBe(`/ko/${article.slug}`)
    expect((await visit(db).get('/?p=4712')).headers.location).toBe('/en/')
  })(),
)

test(
  'the English of a pair has an old address of its own, once it is public',
  inTransaction(async (db) => {
    const { sujin, daniel } = await world(db)
    const shop = await bookshop(db, sujin)
    const old = new URL(shop.entry.address).pathname
    const pairing = { base: 1, placement: shop.placement, reason: '', absent: 'None.', publishes: false }
    await pair(db, shop.article, shop.entry.publicId, daniel, pairing)
    const before = await visit(db).get(old)
    expect(before.status).toBe(404)
    await db.raw('select published.publish((select id from approvals where article_id = ?), ?)', [
      shop.article.id,
      daniel.id,
    ])
    expect((await visit(db).get(old)).headers.location).toBe('/en/a-village-bookshop')
  }),
)

test(
  'where two archives had the same path, the domain that is asked for decides',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const [one, other] = [await anArticle(db, minji), await anArticle(db, minji)]
    await kept(db, minji, one, { address: 'https://one.example/about/' })
    await kept(db, minji, other, { address: 'https://other.example/about/' })
    for (const article of [one, other]) await publishKorean(db, article, minji, daniel, words)
    const at = async (host: string) => (await visit(db).get('/about/').set('Host', host)).headers.location
    expect(await at('one.example')).toBe(`/ko/${one.slug}`)
    expect(await at('Other.example:8080')).toBe(`/ko/${other.slug}`)
    expect([`/ko/${one.slug}`, `/ko/${other.slug}`]).toContain(await at('third.example'))
  }),
)

test(
  'what is not public, not public any more, or was a draft, answers as what never was',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const [waiting, retracted, draft] = [
      await anArticle(db, minji),
      await anArticle(db, minji),
      await anArticle(db, minji),
    ]
    await kept(db, minji, waiting, { address: 'https://field.example/secret-title/' })
    await kept(db, minji, retracted, { address: 'https://field.example/retracted/' })
    await kept(db, minji, draft, { address: 'https://field.example/drafted/', status: 'draft' })
    await approveKorean(db, await aKorean(db, waiting, minji, words), daniel)
    await publishKorean(db, retracted, minji, daniel, words)
    await publishKorean(db, draft, minji, daniel, words)
    expect((await visit(db).get('/retracted')).status).toBe(301)
    await takeBack(db, retracted, 'ko', daniel)

    for (const under of ['', '/ko', '/en']) {
      const never = await visit(db).get(`${under}/never-was`)
      for (const path of ['secret-title', 'retracted', 'drafted']) {
        const answer = await visit(db).get(`${under}/${path}`)
        expect(answer.status).toBe(404)
        expect(answer.text.replaceAll(path, 'never-was')).toBe(never.text)
        expect(named(answer.headers)).toEqual(named(never.headers))
      }
    }
  }),
)

test(
  'an article that got another slug is found under the one before, in the languages it is public in',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const article = await anArticle(db, minji)
    await publishKorean(db, article, minji, daniel, words)
    const place = { category: null, series: null, part: null, related: [] }
    const next = await changeDetails(db, article, daniel, { ...place, slug: `${article.slug}-2` })
    await changeDetails(db, next, daniel, { ...place, slug: `${article.slug}-3` })
    for (const slug of [article.slug, next.slug]) {
      const answer = await visit(db).get(`/ko/${slug}`)
      expect([answer.status, answer.headers.location]).toEqual([301, `/ko/${article.slug}-3`])
      expect((await visit(db).get(`/en/${slug}`)).status).toBe(404)
    }
    expect((await visit(db).get(`/ko/${article.slug}-3`)).status).toBe(200)
  }),
)

test(
  'a slash behind the address of an article is taken off, where there is an article',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const article = await anArticle(db, minji, { slug: 'village-bus' })
    await publishKorean(db, article, minji, daniel, words)
    const at = async (path: string) => {
      const { status, headers } = await visit(db).get(path)
      return [status, headers.location]
    }
    expect(await at('/ko/village-bus/')).toEqual([301, '/ko/village-bus'])
    expect(await at('/ko/village-bus/?a=1&b=%EA%B0%80')).toEqual([301, '/ko/village-bus?a=1&b=%EA%B0%80'])
    expect(await at('/en/village-bus/')).toEqual([404, undefined])
    expect(await at('/ko/village-bus//')).toEqual([404, undefined])
    expect(await at('/ko/village-train/')).toEqual([404, undefined])
    expect(await at('/ko/')).toEqual([200, undefined])

    const place = { category: null, series: null, part: null, related: [] }
    await changeDetails(db, article, daniel, { ...place, slug: 'valley-bus' })
    expect(await at('/ko/village-bus/')).toEqual([301, '/ko/valley-bus'])

    await takeBack(db, article, 'ko', daniel)
    expect(await at('/ko/valley-bus/')).toEqual([404, undefined])
  }),
)

test.each([
  '//evil.example/a',
  '/%5cevil.example',
  '/https://evil.example/',
  '/%00',
  '/%E0%A4%A',
  `/${'a'.repeat(3000)}`,
])('%s leads nowhere', (asked) =>
  inTransaction(async (db) => {
    const answer = await visit(db).get(asked)
    expect(answer.status).toBe(404)
    expect(answer.headers.location).toBeUndefined()
  })(),
)

test('an address has a handful of spellings, however it was asked for', () => {
  expect(spellingsOf('/2023/%EC%9E%A5/?m=1')).toEqual(['/2023/%EC%9E%A5', '/2023/장', '/2023/%ec%9e%a5'])
  expect(spellingsOf('/')).toEqual([])
  expect(spellingsOf('/a?p=1')).toEqual(['/a', '/a?p=1'])
  expect(spellingsOf('/?p=12')).toEqual(['/?p=12'])
})

let next = 0

async function kept(
  db: Db,
  person: Person,
  article: Article,
  { address, externalId = `post-${++next}`, status = 'published' }: Partial<Entry>,
): Promise<void> {
  const entry: Entry = {
    ...{ source: 'wordpress:https://field.example', externalId, kind: 'post', kindSaid: 'post', status },
    ...{ title: '옛 글', body: '글', format: 'html', author: '', address: address!, labels: [] },
    ...{ publishedAt: null, updatedAt: null, language: null, featured: null, folder: null, warnings: [] },
  }
  const id = await insertEntry(db, person, {
    ...{ entry, body: '글', title: '옛 글', language: 'ko', fingerprint: 'a'.repeat(64), pictures: [] },
  })
  await insertMade(db, person, id!, article)
}

/** Without those that differ from answer to answer. */
function named({ date: _date, 'content-length': _length, ...headers }: Record<string, string>) {
  return headers
}
