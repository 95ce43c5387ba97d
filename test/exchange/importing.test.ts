import type { Db } from '../../server/db/connection'
import { Fetcher } from '../../server/exchange/fetching'
import { importerAmong } from '../../server/exchange/rules'
import { isKoreanApproved, sourceSegments, sourceVersion } from '../../server/sources/store'
import { articleBySlug, categoryOf } from '../../server/articles/store'
import { inTransaction } from '../support/database'
import { jpeg } from '../support/pictures'
import { world } from '../support/world'
import { fates, file, folder, imported, item, legacy, legacyEntry, wxr } from './archives'

const LABEL = `<category scheme='http://www.blogger.com/atom/ns#' term='봄 소식'/>`

test(
  'a Korean post becomes an article that waits for its approval, in the category of its label',
  inTransaction(async (db) => {
    const { sujin } = await world(db)
    const html = '<p>장터가 열렸다.</p><img src="https://blog.example/a.jpg" alt="좌판">'
    const path = await file('one.xml', legacy(legacyEntry('post', 'post-1', '가져온 장터', html, LABEL)))
    const { outcomes, counts } = await imported(path, { db, person: sujin, isDry: false })
    expect(counts).toMatchObject({ articles: 1, sources: 1, pictures: 1, fetched: 0, linked: 1 })

    const article = await articleBySlug(db, outcomes[0]!.slug!)
    expect(article.broughtInBy).toBe(sujin.id)
    expect((await categoryOf(db, article))?.nameKo).toBe('봄 소식')
    expect(await isKoreanApproved(db, article)).toBe(false)
    expect(await textsOf(db, article.slug)).toEqual([
      'title: 가져온 장터',
      'paragraph: 장터가 열렸다.',
      'paragraph: [좌판](https://blog.example/a.jpg)',
    ])
    expect(await db('archiveEntries').where({ source: 'blogger:77' }).first()).toMatchObject({
      externalId: 'post-1',
      status: 'published',
      language: 'ko',
      author: '한새벽',
      labels: ['봄 소식'],
      publishedAt: new Date('2019-03-02T00:10:00Z'),
      importedBy: sujin.id,
      pictures: [{ address: 'https://blog.example/a.jpg', media: null }],
    })
  }),
)

test(
  'the same file again changes nothing; an entry that was edited meanwhile is told of and left',
  inTransaction(async (db) => {
    const { sujin } = await world(db)
    const how = { db, person: sujin, isDry: false }
    const page = item('page', 'draft', 2, '소개', '우리를 소개합니다.')
    const english = item('post', 'publish', 3, 'The market', 'The market opened in spring.')
    const before = await file(
      'again/1.xml',
      wxr(item('post', 'publish', 1, '장터', '봄이 왔다.'), page, english),
    )
    const after = await file(
      'again/2.xml',
      wxr(item('post', 'publish', 1, '장터', '여름이 왔다.'), page, english),
    )

    const first = await imported(before, how)
    expect(fates(first.outcomes)).toEqual([
      '장터: article',
      '소개: article',
      'The market: kept: waits-english',
    ])
    const rows = await counted(db)
    const second = await imported(before, how)
    expect(fates(second.outcomes)).toEqual(['장터: already', '소개: already', 'The market: already'])
    expect(second.counts).toMatchObject({
      articles: 0,
      drafts: 0,
      skipped: 3,
      already: 3,
      pictures: 0,
      warnings: 0,
    })
    const third = await imported(after, how)
    expect(fates(third.outcomes)).toEqual(['장터: changed', '소개: already', 'The market: already'])
    expect(third.outcomes[0]!.slug).toBe(first.outcomes[0]!.slug)
    expect(await counted(db)).toEqual(rows)
    expect(await textsOf(db, first.outcomes[0]!.slug!)).toEqual(['title: 장터', 'paragraph: 봄이 왔다.'])
  }),
)

test(
  'a dry run says what is here already and keeps nothing',
  inTransaction(async (db) => {
    const { sujin } = await world(db)
    const one = await file('dry/1.xml', wxr(item('post', 'publish', 1, '장터', '봄이 왔다.')))
    const two = await file(
      'dry/2.xml',
      wxr(
        item('post', 'publish', 1, '장터', '봄이 왔다.'),
        item('post', 'publish', 2, '새 글', '새 글이다.'),
      ),
    )
    await imported(one, { db, person: sujin, isDry: false })
    const rows = await counted(db)
    const { outcomes } = await imported(two, { db, person: sujin, isDry: true })
    expect(fates(outcomes)).toEqual(['장터: already', '새 글: article'])
    expect(await counted(db)).toEqual(rows)
  }),
)

test(
  'while nobody works here entries are kept, and become articles when somebody imports them again',
  inTransaction(async (db) => {
    const path = await file('nobody.xml', wxr(item('post', 'publish', 1, '장터', '봄이 왔다.')))
    const alone = { db, person: null, isDry: false }
    expect(fates((await imported(path, alone)).outcomes)).toEqual(['장터: kept: waits-nobody'])
    expect(fates((await imported(path, alone)).outcomes)).toEqual(['장터: already'])

    const { sujin } = await world(db)
    const with_ = { ...alone, person: sujin }
    expect(fates((await imported(path, with_)).outcomes)).toEqual(['장터: article'])
    expect(fates((await imported(path, with_)).outcomes)).toEqual(['장터: already'])
  }),
)

test(
  'pictures that lie beside a text or in it are ours; what lies outside the folder is not',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    const picture = await jpeg(60, 40)
    await file('with/pictures/장터 1.jpg', picture)
    await file('with/pictures/false.jpg', 'this is no picture')
    await file('secret.jpg', picture)
    const inside = `data:image/jpeg;base64,${picture.toString('base64')}`
    await file(
      'with/texts/market.md',
      `# 장터\n\n![좌판](../pictures/장터%201.jpg "봄 장터")\n\n![안](${inside})\n\n![밖](../../secret.jpg)\n\n![거짓](/pictures/false.jpg)\n\n글이다.\n`,
    )
    const { outcomes, counts } = await imported(folder('with'), { db, person: minji, isDry: false })
    expect(outcomes[0]!.fetched.map(decodeURIComponent)).toEqual([
      '../pictures/장터 1.jpg',
      'embedded-picture-1.jpeg',
    ])
    expect(outcomes[0]!.linked).toEqual(['../../secret.jpg', '/pictures/false.jpg'])
    expect(counts).toMatchObject({ pictures: 4, fetched: 2, linked: 2 })
    expect(await textsOf(db, outcomes[0]!.slug!)).toEqual([
      'title: 장터',
      ...['figure: ', 'alt: 좌판', 'caption: 봄 장터'],
      ...['figure: ', 'alt: 안'],
      ...['paragraph: 밖', 'paragraph: 거짓', 'paragraph: 글이다.'],
    ])
  }),
)

test(
  'photographs of one entry are kept as far as there is room for them',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    for (const name of ['a', 'b']) await file(`room/${name}.jpg`, await jpeg(60, 40))
    await file('room/text.md', '# 장터\n\n![하나](a.jpg)\n\n![둘](b.jpg)\n\n글이다.\n')
    const how = { db, person: minji, isDry: false, room: 1 }
    const { outcomes } = await imported(folder('room'), how)
    expect(outcomes[0]).toMatchObject({ fetched: ['a.jpg'], linked: ['b.jpg'] })
  }),
)

test(
  'what is in a text and is no photograph leaves its words and leads nowhere',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    const html = '<p>글이다.</p><img src="data:image/png;base64,AAAA" alt="그림">'
    const path = await file('broken.xml', wxr(item('post', 'publish', 1, '장터', html)))
    const { outcomes } = await imported(path, { db, person: minji, isDry: false })
    expect(await textsOf(db, outcomes[0]!.slug!)).toEqual([
      'title: 장터',
      'paragraph: 글이다.',
      'paragraph: 그림',
    ])
  }),
)

test(
  'a picture on a private address stays a link, even when the archive asks for it',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    const html = '<p>글이다.</p><img src="http://127.0.0.1:9/a.jpg"><img src="http://[::1]/b.jpg" alt="둘">'
    const path = await file('private.xml', legacy(legacyEntry('post', 'post-1', '글', html)))
    const { outcomes } = await imported(path, { db, person: minji, isDry: false, fetcher: new Fetcher() })
    expect(outcomes[0]!.linked).toEqual(['http://127.0.0.1:9/a.jpg', 'http://[::1]/b.jpg'])
  }),
)

test.each([
  'update desk.archive_entries set title = title',
  'delete from desk.archive_entries',
  'delete from desk.archive_articles',
])('%s is refused', (deed) =>
  inTransaction(async (db) => {
    const { sujin } = await world(db)
    const path = await file('frozen.xml', wxr(item('post', 'publish', 1, '장터', '봄이 왔다.')))
    await imported(path, { db, person: sujin, isDry: false })
    await expect(db.raw(deed)).rejects.toMatchObject({ code: '42501' })
  })(),
)

test(
  'whoever imports is an admin who may bring articles in, before an editor, before a translator',
  inTransaction(async (db) => {
    const { minji, daniel, sujin } = await world(db)
    const pureAdmin = { ...minji, roles: ['admin' as const] }
    expect(importerAmong([pureAdmin, minji, daniel, sujin])).toBe(sujin)
    expect(importerAmong([pureAdmin, minji, daniel])).toBe(daniel)
    expect(importerAmong([pureAdmin, minji])).toBe(minji)
    expect(importerAmong([pureAdmin])).toBeNull()
  }),
)

async function textsOf(db: Db, slug: string): Promise<string[]> {
  const version = await sourceVersion(db, await articleBySlug(db, slug), 1)
  return (await sourceSegments(db, version)).map(({ kind, text }) => `${kind}: ${text}`)
}

async function counted(db: Db): Promise<Record<string, unknown>> {
  const tables = [
    'articles',
    'sourceVersions',
    'archiveEntries',
    'archiveArticles',
    'categories',
    'media',
    'events',
  ]
  const counts = await Promise.all(tables.map((table) => db(table).count('* as rows').first()))
  return Object.fromEntries(tables.map((table, index) => [table, counts[index]]))
}
