import type { Db } from '../../server/db/connection'
import { returnVersion } from '../../server/approvals/actions'
import type { Article } from '../../server/articles/rules'
import { importPairs } from '../../server/memory/actions'
import { keyOf, neighboursOf, type Match } from '../../server/memory/rules'
import { concordanceOf, exactMatches, matchesFor, remember } from '../../server/memory/store'
import { publish, retract } from '../../server/publications/actions'
import { inTransaction } from '../support/database'
import { approvedKimchi, korean, publishedKimchi } from '../support/kimchi'
import { world } from '../support/world'
import { recallIn } from './recalling'

describe('a look into the memory', () => {
  test(
    'finds what was approved, in context, and says where it came from',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      const texts = korean.map(({ text }) => text)
      const neighbours = neighboursOf(texts)

      const found = await matchesFor(
        db,
        await recallIn(db),
        texts.map((text, index) => ({ text, ...neighbours[index]! })),
      )
      expect(found.map(({ matches }) => matches[0])).toMatchObject([
        { rate: 100, inContext: true, en: 'Kimchi day' },
        { rate: 100, inContext: true, en: 'Salt the cabbage.' },
        { rate: 100, inContext: true, en: 'Wait **overnight**.' },
        { rate: 100, inContext: true, en: 'Share it with the neighbours.' },
      ])
      expect(found[1]!.matches[0]!.origin).toMatchObject({
        articleSlug: article.slug,
        articleTitle: 'Kimchi day',
        version: 1,
        approvedByName: 'Daniel',
        importedFrom: null,
      })
      const [elsewhere] = await matchesFor(db, null, [
        { text: texts[1]!, previousKey: neighbours[0]!.previousKey, nextKey: '' },
      ])
      expect(elsewhere!.matches[0]).toMatchObject({ rate: 100, inContext: false })
    }),
  )

  test(
    'finds what is almost the same, the best first',
    inTransaction(async (db) => {
      await remembering(db, [
        ['배추를 소금에 절입니다.', 'Salt the cabbage.'],
        ['배추를 굵은 소금에 절였습니다.', 'We salted the cabbage with coarse salt.'],
        ['이웃과 나눕니다.', 'Share it with the neighbours.'],
      ])
      expect(await rates(db, '배추는 소금에 절입니다.')).toEqual([[92, 'Salt the cabbage.']])
      expect(await rates(db, '배추를 굵은 소금에 절입니다.')).toEqual([
        [88, 'We salted the cabbage with coarse salt.'],
        [81, 'Salt the cabbage.'],
      ])
      expect(await rates(db, '처음 보는 문장입니다.')).toEqual([])
    }),
  )

  test(
    'offers two renderings of one wording, and one rendering once',
    inTransaction(async (db) => {
      await remembering(db, [
        ['김장하는 날', 'Kimchi day'],
        ['김장하는 날', 'The day of kimchi'],
      ])
      const fromNowhere = { articleId: null, segmentId: null, translationVersionId: null, approvedBy: null }
      await remember(db, [{ sourceText: '김장하는  날', targetText: 'Kimchi day', ...fromNowhere }])
      expect(await rates(db, '김장하는 날')).toEqual([
        [100, 'Kimchi day'],
        [100, 'The day of kimchi'],
      ])
    }),
  )

  test(
    'puts the numbers of this segment into the remembered English, and says so',
    inTransaction(async (db) => {
      await remembering(db, [
        ['광장에 3만 명이 모였습니다.', '30,000 people gathered in the square.'],
        ['조합원 12명이 밤늦게까지 이야기했습니다.', '12 members talked late into the night.'],
        ['배추 스무 포기를 절였습니다.', 'We salted many cabbages.'],
      ])
      const [first] = await matches(db, '광장에 5만 명이 모였습니다.')
      expect(first).toMatchObject({
        rate: 93,
        en: '50,000 people gathered in the square.',
        numbersReplaced: [{ from: '30,000', to: '50,000' }],
      })
      const [second] = await matches(db, '조합원 15명이 밤까지 이야기했습니다.')
      expect(second).toMatchObject({
        en: '15 members talked late into the night.',
        numbersReplaced: [{ from: '12', to: '15' }],
      })
      const [third] = await matches(db, '배추 서른 포기를 절였습니다.')
      expect(third).toMatchObject({ en: 'We salted many cabbages.', numbersReplaced: [] })
      const [same] = await matches(db, '광장에 3만 명이 모였습니다.')
      expect(same).toMatchObject({ rate: 100, numbersReplaced: [] })
    }),
  )

  test(
    'without the copy finds what is the same, and says that it has not seen all',
    inTransaction(async (db) => {
      await remembering(db, [['배추를 소금에 절입니다.', 'Salt the cabbage.']])
      const found = await matchesFor(db, null, [
        { text: '배추를 소금에  절입니다.' },
        { text: '배추는 소금에 절입니다.' },
      ])
      expect(found).toMatchObject([
        { complete: false, matches: [{ rate: 100, en: 'Salt the cabbage.' }] },
        { complete: false, matches: [] },
      ])
      expect(await matchesFor(db, null, [])).toEqual([])
    }),
  )

  test(
    'offers no more what was sent back',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      await returnVersion(db, article, 1, cast.daniel, 'The cabbage is radish.')

      expect(await rates(db, '배추를 소금에 절입니다.')).toEqual([])
      expect(await exactMatches(db, ['배추를 소금에 절입니다.'])).toEqual(new Map())
      expect(await marks(db, article)).toEqual([['withdrawn', 'The cabbage is radish.']])
    }),
  )

  test(
    'offers no more what was retracted, until it is published again',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      expect(await rates(db, '배추는 소금에 절입니다.')).toEqual([[92, 'Salt the cabbage.']])

      await retract(db, article, 'en', cast.daniel, 'A family secret.')
      expect(await rates(db, '배추는 소금에 절입니다.')).toEqual([])
      expect(await exactMatches(db, ['배추를 소금에 절입니다.'])).toEqual(new Map())
      expect(await marks(db, article)).toEqual([['retracted', 'A family secret.']])

      await publish(db, article, 1, cast.daniel)
      expect(await rates(db, '배추는 소금에 절입니다.')).toEqual([[92, 'Salt the cabbage.']])
      expect(await marks(db, article)).toEqual([[null, null]])
    }),
  )

  test(
    'is not blinded by many that were taken back',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      const version = { translationVersionId: await versionId(db, article), articleId: article.id }
      for (let nth = 0; nth < 40; nth++)
        await insert(db, `배추를 소금에 절입니다${'.'.repeat(nth % 3)} ${nth}`, `Old ${nth}`, version)
      await returnVersion(db, article, 1, cast.daniel, 'All of it.')
      await remembering(db, [['배추를 소금에 꼭 절입시다! 12', 'Do salt the cabbage!']])
      expect(await rates(db, '배추를 소금에 절입니다. 12')).toEqual([[77, 'Do salt the cabbage!']])
    }),
  )
})

describe('looking for words', () => {
  const pairs: [string, string][] = [
    ['올해 김장은 **마을 기금**으로 했습니다.', 'This year’s kimchi was paid for by the *village fund*.'],
    ['쌀과 배추', 'Rice and cabbage'],
    ['U.S. 100%', 'The U.S. at 100%'],
  ]

  test.each([
    ['김장', 'ko', ['올해 김장은 **마을 기금**으로 했습니다.']],
    ['마을 기금으로', 'ko', ['올해 김장은 **마을 기금**으로 했습니다.']],
    ['쌀', 'ko', ['쌀과 배추']],
    ['배추', 'ko', ['쌀과 배추']],
    ['김치', 'ko', []],
    ['village fund', 'en', ['올해 김장은 **마을 기금**으로 했습니다.']],
    ['CABBAGE', 'en', ['쌀과 배추']],
    ['fund village', 'en', []],
    ['U.S.', 'en', ['U.S. 100%']],
    ['village “fund”', 'en', []],
    ['100%', 'en', ['U.S. 100%']],
    ['%', 'en', ['U.S. 100%']],
    ["'; drop table memory_entries; --", 'en', []],
    ['a & | ! b:*', 'en', []],
  ] as const)('%s in %s', async (words, language, expected) => {
    await inTransaction(async (db) => {
      await remembering(db, pairs)
      for (const recall of [await recallIn(db), null]) {
        const { entries } = await concordanceOf(db, recall, { words, language })
        const ours = entries.filter(({ importedFrom }) => importedFrom === file)
        expect(ours.map(({ sourceText }) => sourceText)).toEqual(expected)
      }
    })()
  })

  test(
    'an endless paragraph is remembered, and found by its beginning',
    inTransaction(async (db) => {
      const syllable = (nth: number) => String.fromCharCode(0xac00 + (nth % 11_171))
      const word = (nth: number) =>
        `${syllable(nth)}${syllable(nth / 11_171)}가-${syllable(nth * 3)}${syllable(nth / 3_000)}나`
      const endless = Array.from({ length: 25_000 }, (_, nth) => word(nth)).join(' ')
      await remembering(db, [['끝없는 문단', endless]])
      const { entries } = await concordanceOf(db, null, { words: word(4321), language: 'en' })
      expect(entries.map(({ sourceText }) => sourceText)).toEqual(['끝없는 문단'])
    }),
  )
})

const file = 'story.tsv'

async function remembering(db: Db, pairs: [string, string][]): Promise<void> {
  async function* lines() {
    for (const pair of pairs) yield await Promise.resolve(pair.join('\t'))
  }
  await importPairs(db, lines(), file, (line, rule) => {
    throw new Error(`${line}: ${rule}`)
  })
}

async function matches(db: Db, text: string): Promise<Match[]> {
  return (await matchesFor(db, await recallIn(db), [{ text }]))[0]!.matches
}

async function rates(db: Db, text: string): Promise<[number, string][]> {
  return (await matches(db, text)).map(({ rate, en }) => [rate, en])
}

/** What the concordance says of the second paragraph of the article. */
async function marks(db: Db, article: Article): Promise<(string | null)[][]> {
  const { entries } = await concordanceOf(db, await recallIn(db), { words: '배추를 소금에', language: 'ko' })
  return entries
    .filter(({ articleSlug }) => articleSlug === article.slug)
    .map(({ mark, reason }) => [mark, reason])
}

async function versionId(db: Db, article: Article): Promise<string> {
  return ((await db('translationVersions').where({ articleId: article.id }).first('id')) as { id: string }).id
}

async function insert(db: Db, sourceText: string, targetText: string, from: object): Promise<void> {
  await db('memoryEntries').insert({ sourceText, targetText, sourceKey: keyOf(sourceText), ...from })
}
