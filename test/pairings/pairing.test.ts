import { randomUUID } from 'node:crypto'
import { approvalOf } from '../../server/approvals/store'
import type { Db } from '../../server/db/connection'
import { waitingEntries } from '../../server/exchange/store'
import { exactMatches } from '../../server/memory/store'
import { deny, pair, withdrawDenial, type Pairing } from '../../server/pairings/actions'
import { denialOf } from '../../server/pairings/store'
import { publish } from '../../server/publications/actions'
import { latestSourceVersion } from '../../server/sources/store'
import {
  authorsOf,
  contentOf,
  translationVersion,
  translationVersionsOf,
  translatorsOf,
} from '../../server/submissions/store'
import { submit } from '../../server/submissions/actions'
import { save } from '../../server/targets/actions'
import { isConfirmed, needsNone } from '../../server/targets/rules'
import { pairsOf } from '../../server/targets/store'
import { inTransaction } from '../support/database'
import { visit, visitAs } from '../support/visit'
import { world } from '../support/world'
import { bookshop, type Bookshop } from './archive'

const absent = 'The English published earlier has nothing for this paragraph.'

function pairing({ placement }: Bookshop, other: Partial<Pairing> = {}): Pairing {
  return { base: 1, placement, reason: '', absent, publishes: false, ...other }
}

test(
  'what was published becomes a version, approved by the editor who paired it, and is remembered',
  inTransaction(async (db) => {
    const { sujin, daniel } = await world(db)
    const shop = await bookshop(db, sujin)
    expect(await pair(db, shop.article, shop.entry.publicId, daniel, pairing(shop))).toBe(1)

    const version = await translationVersion(db, shop.article, 1)
    expect(version).toMatchObject({ submittedBy: sujin.id, title: 'A village bookshop' })
    expect(await authorsOf(db, version)).toEqual([{ id: sujin.id, name: 'Sujin' }])
    expect(await approvalOf(db, version)).toMatchObject({
      approvedBy: daniel.id,
      ownWorkReason: null,
      importedAsPublished: true,
    })
    const { content, html } = await contentOf(db, version)
    expect(content.map(({ text }) => text.slice(0, 20))).toEqual([
      'A village bookshop',
      'In March 2019 Lee Ch',
      '',
      'In the summer of 202',
      '',
    ])
    expect(html).toContain('4.5 million won')

    const pairs = await pairsOf(db, await latestSourceVersion(db, shop.article))
    expect(pairs.map(({ target }) => target.origin).filter((origin) => origin === 'import')).toHaveLength(3)
    expect(pairs.map((one) => (isConfirmed(one) ? 'confirmed' : needsNone(one) ? 'none' : 'open'))).toEqual([
      ...['confirmed', 'confirmed', 'none', 'confirmed', 'none'],
    ])
    const third = pairs[3]!.source.text
    expect((await exactMatches(db, [third])).get(third)?.targetText).toContain('took the roof')
    expect((await waitingEntries(db)).map(({ id }) => id)).not.toContain(shop.entry.id)
    await expect(pair(db, shop.article, shop.entry.publicId, daniel, pairing(shop))).rejects.toMatchObject({
      status: 404,
    })
  }),
)

test(
  'it goes before readers by the same door, at once where that is asked for',
  inTransaction(async (db) => {
    const { sujin, daniel } = await world(db)
    const [now, later] = [await bookshop(db, sujin), await bookshop(db, sujin)]
    await pair(db, now.article, now.entry.publicId, daniel, pairing(now, { publishes: true }))
    await pair(db, later.article, later.entry.publicId, daniel, pairing(later))
    const publicOnes = async () => {
      const ids = [now.article.id, later.article.id]
      const pages = await db('site.pages')
        .where({ language: 'en' })
        .whereIn('articleId', ids)
        .select('articleId')
      return (pages as { articleId: string }[]).map(({ articleId }) => articleId)
    }
    expect(await publicOnes()).toEqual([now.article.id])
    await publish(db, later.article, 1, daniel)
    expect(await publicOnes()).toHaveLength(2)
    // Both stand in the lists at the day on which the archive had them.
    for (const { article, entry } of [now, later]) {
      const [said, listed] = [
        await db('archiveEntries').where({ id: entry.id }).first<{ publishedAt: Date }>('publishedAt'),
        await db('site.listed')
          .where({ articleId: article.id, language: 'en' })
          .first<{ firstPublishedAt: Date }>('firstPublishedAt'),
      ]
      expect(said.publishedAt).toBeInstanceOf(Date)
      expect(listed.firstPublishedAt).toEqual(said.publishedAt)
    }
    const page = await visit(db).get('/en/a-village-bookshop')
    expect(page.text).toContain('Translated from version 1 of the Korean, of ')
    expect(page.text).toContain('Daniel')
    expect(page.text).not.toContain('Sujin')
    const preview = await visitAs(db, daniel).get(
      `/desk/articles/${encodeURIComponent(now.article.slug)}/versions/1/preview`,
    )
    expect(preview.text.slice(preview.text.indexOf('class="colophon"'))).not.toContain('Sujin')
  }),
)

test(
  'whoever works on imported words later is named as their translator, and whoever brought them in is not',
  inTransaction(async (db) => {
    const { sujin, daniel, minji } = await world(db)
    const shop = await bookshop(db, sujin)
    await pair(db, shop.article, shop.entry.publicId, daniel, pairing(shop))
    const { revision } = (await pairsOf(db, await latestSourceVersion(db, shop.article)))[0]!.target
    const wording = {
      text: 'The village bookshop',
      baseRevision: revision,
      saveId: randomUUID(),
      confirm: true,
    }
    await save(db, { slug: shop.article.slug, number: 1 }, minji, wording)
    await submit(db, shop.article, minji, '')
    const version = await translationVersion(db, shop.article, 2)
    expect(await translatorsOf(db, version)).toEqual(['Minji'])
    expect((await authorsOf(db, version)).map(({ name }) => name)).toEqual(['Minji', 'Sujin'])
  }),
)

test(
  'a draft stays one: its words are in the workshop, open, and nothing is approved',
  inTransaction(async (db) => {
    const { sujin, daniel } = await world(db)
    const shop = await bookshop(db, sujin, { status: 'draft' })
    expect(await pair(db, shop.article, shop.entry.publicId, daniel, pairing(shop))).toBeNull()
    expect(await translationVersionsOf(db, shop.article)).toEqual([])
    const pairs = await pairsOf(db, await latestSourceVersion(db, shop.article))
    expect(pairs.filter(({ target }) => target.text !== '')).toHaveLength(3)
    expect(pairs.some(isConfirmed)).toBe(false)
  }),
)

test.each<[string, string, (shop: Bookshop) => Partial<Pairing>]>([
  ['source-edited-meanwhile', 'the Korean has moved on', () => ({ base: 2 })],
  [
    'placement-astray',
    'the placement is of another text',
    ({ placement }) => ({ placement: placement.slice(1) }),
  ],
  [
    'placement-astray',
    'it points at no paragraph',
    ({ placement }) => ({ placement: placement.with(1, 99) }),
  ],
  [
    'pairing-without-title',
    'no English stands beside the title',
    ({ placement }) => ({ placement: placement.with(0, null) }),
  ],
])('is refused as %s when %s', (rule, _, other) =>
  inTransaction(async (db) => {
    const { sujin, daniel } = await world(db)
    const shop = await bookshop(db, sujin)
    await expect(
      pair(db, shop.article, shop.entry.publicId, daniel, pairing(shop, other(shop))),
    ).rejects.toMatchObject({ rule })
    expect(await translationVersionsOf(db, shop.article)).toEqual([])
  })(),
)

test(
  'only an editor pairs, and not alone the archive they brought in',
  inTransaction(async (db) => {
    const { sujin, minji, daniel } = await world(db)
    const shop = await bookshop(db, sujin)
    const tryAs = (person: typeof minji, reason = '') =>
      pair(db, shop.article, shop.entry.publicId, person, pairing(shop, { reason }))
    await expect(tryAs(minji)).rejects.toMatchObject({ rule: 'not-an-editor' })
    await expect(tryAs({ ...daniel, roles: ['admin'] })).rejects.toMatchObject({ rule: 'not-an-editor' })
    await expect(tryAs(sujin)).rejects.toMatchObject({ rule: 'own-archive' })

    await db('settings').insert({ name: 'own-work-approval', value: 'true' }).onConflict('name').merge()
    await expect(tryAs(sujin)).rejects.toMatchObject({ rule: 'own-work-reason' })
    expect(await tryAs(sujin, 'I am the whole newsroom.')).toBe(1)
    const approval = await approvalOf(db, await translationVersion(db, shop.article, 1))
    expect(approval).toMatchObject({ ownWorkReason: 'I am the whole newsroom.', importedAsPublished: true })
  }),
)

test(
  'words that a person wrote are not overwritten',
  inTransaction(async (db) => {
    const { sujin, minji, daniel } = await world(db)
    const shop = await bookshop(db, sujin)
    const wording = { text: 'A bookshop', baseRevision: '0', saveId: randomUUID(), confirm: false }
    await save(db, { slug: shop.article.slug, number: 1 }, minji, wording)
    await expect(pair(db, shop.article, shop.entry.publicId, daniel, pairing(shop))).rejects.toMatchObject({
      rule: 'english-there',
    })
  }),
)

test(
  'that two do not belong together is said by an editor, and can be taken back',
  inTransaction(async (db) => {
    const { sujin, minji, daniel } = await world(db)
    const { article, entry } = await bookshop(db, sujin)
    await expect(deny(db, article, entry.publicId, minji)).rejects.toMatchObject({ rule: 'not-an-editor' })
    await deny(db, article, entry.publicId, daniel)
    await deny(db, article, entry.publicId, sujin)
    expect(await denialOf(db, entry, article)).toBe('Daniel')
    await withdrawDenial(db, article, entry.publicId, daniel)
    expect(await denialOf(db, entry, article)).toBeNull()
  }),
)

/** As the web role, past all of our own code. */
test.each<
  [string, string, (db: Db, shop: Bookshop, people: Awaited<ReturnType<typeof world>>) => Promise<unknown>]
>([
  [
    'DY010',
    'words brought into the workshop by a translator',
    (db, { entry, article }, { minji }) =>
      db.raw("select import_targets(?, ?, ?, '[]')", [entry.id, article.id, minji.id]),
  ],
  [
    'DY404',
    'words of an entry that is Korean',
    async (db, { article }, { daniel }) => {
      const korean = await db('archiveArticles').where({ articleId: article.id }).first<{ entryId: string }>()
      return db.raw("select import_targets(?, ?, ?, '[]')", [korean.entryId, article.id, daniel.id])
    },
  ],
  [
    'DY400',
    'a pairing of what was published without an approval',
    async (db, { entry, article }, { daniel }) => {
      const source = await latestSourceVersion(db, article)
      return db('pairings').insert({
        ...{ entryId: entry.id, articleId: article.id, sourceVersionId: source.id },
        ...{ alignment: '[]', pairedBy: daniel.id },
      })
    },
  ],
  [
    'DY020',
    'a pairing with the approval of another version',
    async (db, { entry, article }, { sujin, daniel }) => {
      const other = await bookshop(db, sujin)
      await pair(db, other.article, other.entry.publicId, daniel, pairing(other))
      const approval = await approvalOf(db, await translationVersion(db, other.article, 1))
      const source = await latestSourceVersion(db, article)
      return db('pairings').insert({
        ...{ entryId: entry.id, articleId: article.id, sourceVersionId: source.id, alignment: '[]' },
        ...{
          translationVersionId: approval!.translationVersionId,
          approvalId: approval!.id,
          pairedBy: daniel.id,
        },
      })
    },
  ],
])('PostgreSQL answers %s to %s', (code, _, deed) =>
  inTransaction(async (db) => {
    const people = await world(db)
    const shop = await bookshop(db, people.sujin)
    await expect(deed(db, shop, people)).rejects.toMatchObject({ code })
  })(),
)
