import { randomUUID } from 'node:crypto'
import { articleBySlug, seriesNamed } from '../../server/articles/store'
import { findingsIn, findingsInWhole } from '../../server/checks/store'
import type { Db } from '../../server/db/connection'
import { bringIn } from '../../server/sources/actions'
import { latestSourceVersion } from '../../server/sources/store'
import { bringTermBack, changeTerm, importTerms, retireTerm } from '../../server/termbase/actions'
import { termById, termsFor, wordingsOf } from '../../server/termbase/store'
import { pairsOf } from '../../server/targets/store'
import { termsIn } from '../../server/text/terms'
import { inTransaction } from '../support/database'
import { confirmAll, freshKimchi } from '../support/kimchi'
import { world } from '../support/world'
import { agree, agreed, wording } from './agreed'

/** In a savepoint, so that the refusal of PostgreSQL does not end the test's own transaction. */
function refused(deed: Promise<unknown>, rule: string): Promise<void> {
  return expect(deed).rejects.toMatchObject({ rule })
}

test(
  'a term keeps every wording it had, with who and when',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const id = await agree(db, minji, agreed.cabbage)
    const first = await termById(db, id)
    expect(first).toMatchObject({
      accepted: ['napa cabbage', 'kimchi cabbage'],
      forbidden: ['Chinese cabbage'],
    })

    await changeTerm(db, daniel, id, first.id, wording({ ...agreed.cabbage, note: 'not bok choy' }))
    const [now, before] = await wordingsOf(db, id)
    expect(now).toMatchObject({ note: 'not bok choy', writtenByName: 'Daniel', endedAt: null })
    expect(before).toMatchObject({ id: first.id, note: '', writtenByName: 'Minji', endedByName: 'Daniel' })
    expect(await eventsOf(db)).toEqual(['term-added', 'term-changed'])
  }),
)

test(
  'what changes nothing writes nothing',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    const id = await agree(db, minji, agreed.kim)
    await changeTerm(db, minji, id, (await termById(db, id)).id, wording(agreed.kim))
    expect(await wordingsOf(db, id)).toHaveLength(1)
  }),
)

test(
  'nobody overwrites what they have not seen',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const id = await agree(db, minji, agreed.cabbage)
    const seen = (await termById(db, id)).id
    await changeTerm(db, daniel, id, seen, wording({ ...agreed.cabbage, note: 'one' }))
    await refused(
      changeTerm(db, minji, id, seen, wording({ ...agreed.cabbage, note: 'two' })),
      'term-moved-on',
    )
    expect((await termById(db, id)).note).toBe('one')
  }),
)

test(
  'one Korean word stands once in a scope, whatever its blanks',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    const article = await freshKimchi(db, await world(db))
    await agree(db, minji, { korean: '사회적 경제', accepted: 'social economy' })
    await refused(agree(db, minji, { korean: '사회적경제', accepted: 'social economy' }), 'term-known')
    await agree(db, minji, {
      korean: '사회적경제',
      accepted: 'social economy',
      scope: `article:${article.id}`,
    })
    await refused(
      agree(db, minji, { korean: '빵', accepted: 'bread', scope: 'article:999999999' }),
      'choice-gone',
    )
  }),
)

test(
  'an editor retires a term, and the undo brings it back as it was',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const article = await freshKimchi(db, { minji, daniel })
    const id = await agree(db, minji, agreed.cabbage)
    const isFound = async () => termsIn('배추를 절입니다.', await termsFor(db, article)).length === 1
    expect(await isFound()).toBe(true)

    await refused(retireTerm(db, minji, id), 'not-an-editor')
    await retireTerm(db, daniel, id)
    expect(await isFound()).toBe(false)
    await refused(retireTerm(db, daniel, id), 'term-is-retired')
    await refused(
      changeTerm(db, minji, id, (await termById(db, id)).id, wording(agreed.kim)),
      'term-is-retired',
    )

    await bringTermBack(db, daniel, id)
    expect(await isFound()).toBe(true)
    expect(await eventsOf(db)).toEqual(['term-added', 'term-retired', 'term-brought-back'])
  }),
)

test(
  'what was retired does not come back over what was agreed since',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const id = await agree(db, minji, agreed.cabbage)
    await retireTerm(db, daniel, id)
    await agree(db, minji, agreed.cabbage)
    await refused(bringTermBack(db, daniel, id), 'term-known')
  }),
)

test(
  'an import is taken whole or not at all',
  inTransaction(async (db) => {
    const { minji } = await world(db)
    await agree(db, minji, agreed.kim)
    const added = [wording(agreed.cabbage), wording({ ...agreed.kim, korean: '김 왕영' })]
    await refused(importTerms(db, minji, { added, changed: [] }), 'terms-moved-on')
    await refused(importTerms(db, { ...minji, roles: ['admin'] }, { added, changed: [] }), 'not-a-translator')
    expect(await db('terms').where({ korean: '배추' })).toEqual([])
  }),
)

test(
  'the checks of the desk know what is agreed, in its scope only',
  inTransaction(async (db) => {
    const cast = await world(db)
    const [here, elsewhere] = [await freshKimchi(db, cast), await freshKimchi(db, cast)]
    for (const article of [here, elsewhere]) await confirmAll(db, article, cast.minji)
    await agree(db, cast.minji, { ...agreed.cabbage, accepted: 'napa', scope: `article:${here.id}` })

    const found = async (slug: string) => {
      const article = await articleBySlug(db, slug)
      const pairs = await pairsOf(db, await latestSourceVersion(db, article))
      return (await findingsIn(db, article, pairs)).get(2)!.map(({ sentence }) => sentence)
    }
    expect(await found(here.slug)).toEqual(['term-missing'])
    expect(await found(elsewhere.slug)).toEqual([])
  }),
)

test(
  'names and terms are held across an article',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const series = await seriesNamed(db, { nameKo: `빵 ${randomUUID()}`, nameEn: 'Bread' })
    const lines = ['빵집', '김왕영 씨가 배추를 샀다.', '김왕영 씨가 배추를 절였다.']
    const article = await bringIn(db, daniel, {
      ...{
        slug: `bread-${randomUUID().slice(0, 8)}`,
        categoryId: null,
        seriesId: series.id,
        part: 1,
        related: [],
      },
      blocks: lines.map((text, index) => ({ kind: index ? 'paragraph' : 'title', text, attributes: {} })),
    })
    await agree(db, minji, { ...agreed.kim, scope: `series:${series.id}` })
    await agree(db, minji, agreed.cabbage)
    await confirmAll(db, article, minji, {
      1: 'The bakery',
      2: 'President Kim Wang-young bought napa cabbage.',
      3: 'Kim Wangyoung salted the kimchi cabbage.',
    })
    const pairs = await pairsOf(db, await latestSourceVersion(db, article))
    const found = await findingsInWhole(db, article, pairs)
    expect(found.map(({ sentence, pairs }) => [sentence, pairs.map(({ source }) => source.number)])).toEqual([
      ['name-spelled-otherwise', [2, 3]],
      ['term-rendered-otherwise', [2, 3]],
    ])
  }),
)

async function eventsOf(db: Db): Promise<string[]> {
  return db('events').where('action', 'like', 'term%').orderBy('id').pluck('action')
}
