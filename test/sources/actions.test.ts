import { articleBySlug, relatedOf } from '../../server/articles/store'
import { keepPhotograph } from '../../server/articles/actions'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { addSourceVersion, approveSource, bringIn, changeDetails } from '../../server/sources/actions'
import {
  isKoreanApproved,
  latestSourceVersion,
  sourceApprovalOf,
  sourceContent,
  sourceHtml,
  sourceSegments,
  sourceVersion,
} from '../../server/sources/store'
import type { Block } from '../../server/text/blocks'
import { blocksOf } from '../../server/text/markdown'
import { inTransaction, ownDatabase } from '../support/database'
import { jpeg } from '../support/pictures'
import { world } from '../support/world'

const markdown = `# 김장하는 날

배추를 소금에 절입니다.

## 이튿날

하룻밤 **기다립니다**.
`
const nowhere = { categoryId: null, seriesId: null, part: null, related: [] }

function kimchi(db: Db, person: Person, slug = `kimchi-${Math.random().toString(36).slice(2)}`) {
  return bringIn(db, person, { ...nowhere, slug, blocks: blocksOf(markdown) })
}

describe('bringing in an article', () => {
  test(
    'makes source version 1 with numbered segments, its content and its page, and tells it',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const article = await kimchi(db, minji)

      const version = await latestSourceVersion(db, article)
      expect(version).toMatchObject({
        number: 1,
        significance: null,
        title: '김장하는 날',
        createdBy: minji.id,
      })
      const segments = await sourceSegments(db, version)
      expect(segments.map(({ number, position, kind, text }) => [number, position, kind, text])).toEqual([
        [1, 1, 'title', '김장하는 날'],
        [2, 2, 'paragraph', '배추를 소금에 절입니다.'],
        [3, 3, 'heading', '이튿날'],
        [4, 4, 'paragraph', '하룻밤 **기다립니다**.'],
      ])
      const { content, html } = await sourceContent(db, version)
      expect(content[2]).toEqual({ number: 3, kind: 'heading', text: '이튿날', attributes: { level: 2 } })
      expect(html).toContain('<h2 id="p3">이튿날</h2>')
      expect(html).not.toContain('김장하는 날')

      const events = await db('events').where({ articleId: article.id }).select('action', 'personId')
      expect(events).toEqual([{ action: 'brought-in', personId: minji.id }])
    }),
  )

  test(
    'shows its photographs at their public addresses, in all their sizes',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const { publicId } = await keepPhotograph(db, minji, { name: '빵.jpg', bytes: await jpeg(1200, 800) })
      const blocks = blocksOf(`# 빵\n\n![굽는 사람](media:${publicId} "새벽 (사진=보람)")\n\n글입니다.`)

      const article = await bringIn(db, minji, { ...nowhere, blocks })

      const html = await sourceHtml(db, await latestSourceVersion(db, article))
      for (const width of [480, 960, 1200])
        expect(html).toContain(`/pictures/${publicId}/${width}.webp ${width}w`)
      expect(html).toContain(`src="/pictures/${publicId}/960.jpeg"`)
      expect(html).toContain('width="960" height="640"')
      expect(html).toContain('alt="굽는 사람"')
    }),
  )

  test(
    'makes an address of the title when none is given, and another when that is taken',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const title = `김장 ${Math.random().toString(36).slice(2)}`
      const blocks = blocksOf(`# ${title}\n\n글`)
      const first = await bringIn(db, minji, { ...nowhere, blocks })
      const second = await bringIn(db, minji, { ...nowhere, blocks })
      expect(first.slug).toBe(title.replace(' ', '-'))
      expect(second.slug).toBe(`${first.slug}-2`)
    }),
  )

  test.each([
    ['may-not-bring-in', { roles: ['admin' as const] }, {}],
    ['title-missing', {}, { blocks: blocksOf('글만 있습니다.') }],
    ['text-missing', {}, { blocks: blocksOf('# 제목만') }],
    ['photograph-missing', {}, { blocks: blocksOf('# 제목\n\n![](빵.jpg)\n\n글') }],
    ['slug-reserved', {}, { slug: 'new' }],
    ['slug-malformed', {}, { slug: 'A b' }],
  ])('is refused: %s', (rule, who, what) =>
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const before = await db('articles').count()
      const bringing = bringIn(
        db,
        { ...minji, ...who },
        { ...nowhere, slug: 'kimchi-refused', blocks: blocksOf(markdown), ...what },
      )
      await expect(bringing).rejects.toMatchObject({ rule })
      expect(await db('articles').count()).toEqual(before)
    })(),
  )

  test(
    'is refused when the address or the part is another article’s, and leaves nothing behind',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const [series] = (await db('series')
        .insert({ slug: `s-${Date.now()}`, nameKo: '돌봄', nameEn: 'Care' })
        .returning('id')) as { id: string }[]
      const place = { ...nowhere, seriesId: series!.id, part: 1, blocks: blocksOf(markdown) }
      await bringIn(db, minji, { ...place, slug: 'taken-kimchi' })

      await expect(bringIn(db, minji, { ...place, part: 2, slug: 'taken-kimchi' })).rejects.toMatchObject({
        rule: 'slug-taken',
      })
      await expect(bringIn(db, minji, { ...place, slug: 'other-kimchi' })).rejects.toMatchObject({
        rule: 'part-taken',
      })
      await expect(articleBySlug(db, 'other-kimchi')).rejects.toMatchObject({ status: 404 })
    }),
  )

  test('twice at the same moment at one address: one is kept, one gets a sentence', async () => {
    const database = await ownDatabase()
    try {
      const { minji } = await world(database.web)
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => kimchi(database.web, minji, '같은-주소')))
      const refused = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason as Error] : [],
      )
      expect(refused).toEqual([
        expect.objectContaining({ rule: 'slug-taken' }),
        expect.objectContaining({ rule: 'slug-taken' }),
      ])
      expect(await database.web('sourceVersions').count()).toEqual([{ count: '1' }])
    } finally {
      await database.close()
    }
  })
})

describe('approving the Korean', () => {
  test(
    'is an editor’s, once, of the newest version, and is told',
    inTransaction(async (db) => {
      const { minji, daniel, sujin } = await world(db)
      const article = await kimchi(db, minji)
      const version = await latestSourceVersion(db, article)
      await expect(approveSource(db, article, version, minji)).rejects.toMatchObject({
        rule: 'not-an-editor',
      })
      expect(await isKoreanApproved(db, article)).toBe(false)

      await approveSource(db, article, version, daniel)
      await approveSource(db, article, version, daniel)

      expect(await sourceApprovalOf(db, version)).toMatchObject({
        approvedBy: daniel.id,
        approvedByName: 'Daniel',
      })
      expect(await isKoreanApproved(db, article)).toBe(true)
      await expect(approveSource(db, article, version, sujin)).rejects.toMatchObject({
        rule: 'source-already-approved',
      })
      expect(await db('events').where({ articleId: article.id }).orderBy('id').pluck('action')).toEqual([
        'brought-in',
        'source-approved',
      ])
    }),
  )

  test(
    'is refused by the database too, to one who lost the role in the last second',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const article = await kimchi(db, minji)
      const pretender = { ...minji, roles: ['editor' as const] }
      await expect(
        approveSource(db, article, await latestSourceVersion(db, article), pretender),
      ).rejects.toMatchObject({ rule: 'not-an-editor' })
    }),
  )
})

describe('a new source version', () => {
  const change = (blocks: Block[]): Block[] => [
    blocks[0]!,
    { kind: 'paragraph', text: '먼저 배추를 씻습니다.', attributes: {} },
    { ...blocks[1]!, text: '배추를 굵은소금에 절입니다.' },
    blocks[3]!,
  ]

  test(
    'keeps the numbers of what stayed, gives the next ones to what is new, and waits for its own approval',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await kimchi(db, minji)
      const first = await latestSourceVersion(db, article)
      await approveSource(db, article, first, daniel)
      const before = await sourceSegments(db, first)

      const version = await addSourceVersion(db, article, daniel, {
        blocks: change(before.map(({ kind, text, attributes }) => ({ kind, text, attributes }))),
        significance: 'correction',
        note: '소금의 종류를 바로잡음',
        identities: [before[0]!.segmentId, null, before[1]!.segmentId, before[3]!.segmentId],
      })

      expect(version).toMatchObject({ number: 2, significance: 'correction', note: '소금의 종류를 바로잡음' })
      const after = await sourceSegments(db, version)
      expect(after.map(({ number, position, text }) => [number, position, text])).toEqual([
        [1, 1, '김장하는 날'],
        [5, 2, '먼저 배추를 씻습니다.'],
        [2, 3, '배추를 굵은소금에 절입니다.'],
        [4, 4, '하룻밤 **기다립니다**.'],
      ])
      expect(after[3]!.fingerprint).toBe(before[3]!.fingerprint)
      expect(after[2]!.fingerprint).not.toBe(before[1]!.fingerprint)
      expect(await sourceSegments(db, await sourceVersion(db, article, 1))).toEqual(before)
      expect(await sourceApprovalOf(db, version)).toBeNull()
      await expect(approveSource(db, article, first, minji)).rejects.toMatchObject({ rule: 'not-an-editor' })

      // A number is never given twice: paragraph 3 is gone, and what is new again does not become 3.
      const third = await addSourceVersion(db, article, daniel, {
        blocks: after.map(({ kind, text, attributes }) => ({ kind, text, attributes })),
        significance: 'update',
        note: '',
        identities: [after[0]!.segmentId, after[1]!.segmentId, null, after[3]!.segmentId],
      })
      expect((await sourceSegments(db, third)).map(({ number }) => number)).toEqual([1, 5, 6, 4])
    }),
  )

  test(
    'is refused to a translator, and with segments that are not of this article',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const [article, other] = [await kimchi(db, minji), await kimchi(db, minji)]
      const blocks = blocksOf(markdown)
      const [foreign] = await sourceSegments(db, await latestSourceVersion(db, other))
      const addition = { blocks, significance: 'typo' as const, note: '', identities: blocks.map(() => null) }

      await expect(addSourceVersion(db, article, minji, addition)).rejects.toMatchObject({
        rule: 'not-an-editor',
      })
      for (const id of [foreign!.segmentId, '0', '999999999']) {
        const identities = [id, null, null, null]
        await expect(
          addSourceVersion(db, article, daniel, { ...addition, identities }),
        ).rejects.toMatchObject({ rule: 'identities-astray' })
      }
      expect((await latestSourceVersion(db, article)).number).toBe(1)
    }),
  )
})

describe('moving an article', () => {
  const details = { category: null, series: null, part: null, related: [] }

  test(
    'gives it an address, a new category, a new series, and others to read, and tells it',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const [article, other] = [await kimchi(db, minji), await kimchi(db, minji)]
      const slug = `moved-${Date.now()}`
      await changeDetails(db, article, minji, {
        slug,
        category: { nameKo: '살림', nameEn: 'Home' },
        series: { nameKo: '겨울 나기', nameEn: 'Through winter' },
        part: 1,
        related: [other.id, other.id, article.id],
      })

      const moved = await articleBySlug(db, slug)
      expect(moved).toMatchObject({ id: article.id, part: 1 })
      expect(moved.categoryId).not.toBeNull()
      expect((await relatedOf(db, moved)).map(({ id }) => id)).toEqual([other.id])
      expect(await db('events').where({ articleId: article.id, action: 'details-changed' })).toHaveLength(1)

      await changeDetails(db, moved, minji, { ...details, slug })
      expect(await articleBySlug(db, slug)).toMatchObject({ categoryId: null, seriesId: null, part: null })
      expect(await relatedOf(db, moved)).toEqual([])
    }),
  )

  test(
    'is a translator’s only until the Korean is approved, an editor’s always',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await kimchi(db, minji)
      await changeDetails(db, article, minji, { ...details, slug: article.slug })
      await approveSource(db, article, await latestSourceVersion(db, article), daniel)

      await expect(
        changeDetails(db, article, minji, { ...details, slug: 'other-address' }),
      ).rejects.toMatchObject({ rule: 'details-settled' })
      const moved = await changeDetails(db, article, daniel, { ...details, slug: `${article.slug}-2` })
      expect(moved.slug).toBe(`${article.slug}-2`)
    }),
  )

  test(
    'a category made twice is one category',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const [one, other] = [await kimchi(db, minji), await kimchi(db, minji)]
      const category = { nameKo: `살림 ${Date.now()}`, nameEn: 'Home' }
      const first = await changeDetails(db, one, minji, { ...details, slug: one.slug, category })
      const second = await changeDetails(db, other, minji, { ...details, slug: other.slug, category })
      expect(second.categoryId).toBe(first.categoryId)
    }),
  )
})
