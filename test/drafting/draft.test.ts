import { stopDraft } from '../../server/drafting/actions'
import { remember } from '../../server/memory/store'
import {
  articleOf,
  asked,
  drafted,
  ended,
  engineAt,
  latest,
  letGo,
  longArticle,
  startTwoWords,
  startWork,
  targetsOf,
  type,
  until,
  workshop,
} from './workshop'

const shop = workshop()

describe('a draft', () => {
  test('takes from the memory what it has and asks the engine for the rest', async () => {
    await remembered('나눔의 날', 'A day of sharing')
    const article = await articleOf(shop, ['나눔의 날', '배추를 절였다.', '“나눔의 날”'])
    await startWork(shop)

    expect(await drafted(shop, article)).toEqual({
      fault: null,
      ...{ total: 3, done: 3, fromMemory: 1, fromMachine: 2, markupLost: 0, refused: 0, lost: 0 },
      cost: 15,
    })
    const [title, paragraph] = await targetsOf(shop, article)
    expect(title).toMatchObject({
      text: 'A day of sharing',
      origin: 'memory',
      machineText: null,
      engine: null,
    })
    expect(paragraph).toMatchObject({ origin: 'machine', engine: 'deepl', revision: '1', confirmedBy: null })
    expect(paragraph!.text).toMatch(/^[A-Z][a-z ]+\.$/)
    expect(paragraph!.machineText).toBe(paragraph!.text)
    expect(shop.stub.requests.map(({ texts }) => texts)).toEqual([['배추를 절였다.', '“나눔의 날”']])
  })

  test('comes from the memory alone when no engine is set up', async () => {
    await remembered('함께 담근 김치', 'Kimchi made together')
    const article = await articleOf(shop, ['함께 담근 김치', '아무도 옮긴 적이 없는 문장.'])
    await startWork(shop, { engine: null })

    expect(await drafted(shop, article)).toMatchObject({
      fault: null,
      total: 2,
      done: 1,
      fromMemory: 1,
      lost: 0,
    })
    expect((await targetsOf(shop, article)).map(({ text }) => text)).toEqual(['Kimchi made together', ''])
    expect((await latest(shop, article)).engine).toBeNull()
  })

  test('of a long article goes out in batches that the engine takes, with its headings and what stands around as context', async () => {
    const article = await longArticle(shop, 120)
    await startWork(shop)

    expect(await drafted(shop, article)).toMatchObject({ total: 120, done: 120, fromMachine: 120 })
    expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([50, 50, 20])
    const lines = shop.stub.requests.map(({ fields }) => fields.context!.split('\n'))
    expect(lines.map((all) => all.map((line) => line.replace(/^\S+ 마을 도서관의 /, '')))).toEqual([
      ['1번째 이야기', '51번째 이야기'],
      ['1번째 이야기', '50번째 이야기', '101번째 이야기'],
      ['1번째 이야기', '100번째 이야기'],
    ])
    expect(shop.stub.paidTwice()).toEqual([])
    expect((await targetsOf(shop, article)).every(({ text }) => /[a-z]/.test(text))).toBe(true)
    expect(await billed(article.id)).toBe(shop.stub.used)
  })

  test('fills only what is open, and what a person has emptied counts as open', async () => {
    const article = await articleOf(shop, ['제목', '첫째 문단', '둘째 문단', '셋째 문단'])
    await type(shop, article, 2, 'By hand.')
    await type(shop, article, 3, 'To be taken out.')
    await type(shop, article, 3, ' ', '1')
    await startWork(shop)

    expect(await drafted(shop, article)).toMatchObject({ total: 3, fromMachine: 3 })
    const [, byHand, emptied] = await targetsOf(shop, article)
    expect(byHand).toMatchObject({ text: 'By hand.', origin: 'person', revision: '1', machineText: null })
    expect(emptied).toMatchObject({ origin: 'machine', revision: '3' })
  })

  test('can be asked for again, and then asks only for what is still open', async () => {
    const article = await longArticle(shop, 60)
    await startWork(shop)
    shop.stub.next('slow', '456')
    expect(await drafted(shop, article)).toMatchObject({ fault: 'quota', done: 50 })

    expect(await drafted(shop, article)).toMatchObject({ fault: null, total: 10, done: 10 })
    expect(shop.stub.paidTwice()).toEqual([])
  })
})

describe('inline formatting', () => {
  const formatted = [
    '**김장**하는 날',
    '[김보람](https://a.kr/?a=1&b=2)은 `npm ci`를 치고 *웃었다*.  \n그리고 R&D <1 % 이야기.',
    '아무 서식이 없는 문단.',
  ]

  test('survives as codes', async () => {
    const article = await articleOf(shop, formatted)
    await startWork(shop)

    expect(await drafted(shop, article)).toMatchObject({ fromMachine: 3, markupLost: 0 })
    const [title, paragraph, plain] = (await targetsOf(shop, article)).map(({ text }) => text)
    expect(title).toMatch(/^\*\*[A-Za-z ]+\*\*/)
    expect(paragraph).toMatch(/\[[A-Za-z ]+\]\(https:\/\/a\.kr\/\?a=1&b=2\)/)
    expect(paragraph).toMatch(/`npm ci`[^]*\*[a-z ]+\*/)
    expect(paragraph).toMatch(/(\\| {2})\n/)
    expect(plain).not.toMatch(/[*[`]/)
    expect(shop.stub.requests[0]!.texts[1]).toContain('R&amp;D')
  })

  test.each(['drop-tag', 'swap-tags'] as const)(
    'that an answer got wrong (%s) is marked, and the words are kept',
    async (distortion) => {
      const article = await articleOf(shop, formatted)
      await startWork(shop)
      shop.stub.next(distortion)

      const { markupLost } = await drafted(shop, article)
      const targets = await targetsOf(shop, article)
      expect(targets[1]).toMatchObject({ markupLost: true, origin: 'machine' })
      expect(targets[1]!.text).toMatch(/[a-z]/)
      expect(targets[1]!.text).not.toMatch(/<[gxk/]|https/)
      expect(targets[2]).toMatchObject({ markupLost: false })
      expect(markupLost).toBe(targets.filter((target) => target.markupLost).length)
    },
  )

  test('is marked as lost by an engine that answers everything with two words', async () => {
    const other = await startTwoWords()
    const article = await articleOf(shop, formatted)
    await startWork(shop, { engine: engineAt(other) })

    expect(await drafted(shop, article)).toMatchObject({ fault: null, fromMachine: 3, markupLost: 2 })
    const targets = await targetsOf(shop, article)
    expect(targets.map(({ text, markupLost }) => [text, markupLost])).toEqual([
      ['proton beam', true],
      ['proton beam', true],
      ['proton beam', false],
    ])
    await other.close()
  })

  test('is no longer marked once a person has put it right', async () => {
    const article = await articleOf(shop, formatted)
    await startWork(shop)
    shop.stub.next('same-words')
    await drafted(shop, article)

    await type(shop, article, 1, '**Kimchi** day', '1')
    expect((await targetsOf(shop, article))[0]).toMatchObject({
      markupLost: false,
      machineText: 'proton beam',
    })
  })
})

describe('a person’s words', () => {
  test('written while the engine thinks stay, and the answer is kept beside them', async () => {
    const article = await longArticle(shop, 3)
    await startWork(shop)
    shop.stub.next('slow')
    const draft = await asked(shop, article)
    await until(() => shop.stub.requests.length === 1)
    await type(shop, article, 2, 'My own words.')

    expect(await ended(shop, draft)).toMatchObject({ fault: null, done: 3 })
    const [, mine] = await targetsOf(shop, article)
    expect(mine).toMatchObject({ text: 'My own words.', origin: 'person', revision: '1', machineText: null })
    const placed = await shop
      .db('draftSegments')
      .where({ draftId: draft.id })
      .orderBy('segmentId')
      .pluck('placed')
    expect(placed).toEqual([true, false, true])
  })

  test('written before the job begins are neither sent nor touched', async () => {
    const article = await longArticle(shop, 3)
    const draft = await asked(shop, article)
    await type(shop, article, 2, 'My own words.')
    await startWork(shop)

    expect(await ended(shop, draft)).toMatchObject({ fault: null, fromMachine: 2, lost: 0 })
    expect((await targetsOf(shop, article))[1]).toMatchObject({ text: 'My own words.', revision: '1' })
    expect(shop.stub.requests.flatMap(({ texts }) => texts)).toHaveLength(2)
  })

  test('begun on the empty pair are saved over a draft that came meanwhile', async () => {
    const article = await longArticle(shop, 2)
    await startWork(shop)
    await drafted(shop, article)

    await type(shop, article, 2, 'Begun before the draft came.', '0')
    expect((await targetsOf(shop, article))[1]).toMatchObject({ origin: 'person', revision: '2' })
  })
})

describe('a draft that is stopped', () => {
  test('is over at once, and no second one begins before the last answer is in', async () => {
    const article = await longArticle(shop, 120)
    await startWork(shop)
    shop.stub.next('slow')
    const draft = await asked(shop, article)
    await until(() => shop.stub.requests.length === 1)

    await stopDraft(shop.db, article, draft.publicId, shop.jiwoo)
    await expect(asked(shop, article)).rejects.toThrow('already-drafting')
    await letGo(shop, draft)

    expect(await ended(shop, draft)).toMatchObject({ fault: 'stopped', done: 50, lost: 0 })
    expect(shop.stub.requests).toHaveLength(1)
    expect(await drafted(shop, article)).toMatchObject({ fault: null, total: 70, done: 70 })
    expect(shop.stub.paidTwice()).toEqual([])
    const told = await shop.db('events').where({ articleId: article.id }).orderBy('id').pluck('action')
    expect(told).toEqual(['brought-in', 'draft-asked', 'draft-stopped', 'draft-asked'])
  })
})

async function remembered(sourceText: string, targetText: string): Promise<void> {
  const origin = { articleId: null, segmentId: null, translationVersionId: null, approvedBy: shop.daniel.id }
  await remember(shop.db, [{ sourceText, targetText, ...origin }])
}

async function billed(articleId: string): Promise<number> {
  const [row] = await shop
    .db('draftSegments as piece')
    .join('drafts as draft', 'draft.id', 'piece.draftId')
    .where({ articleId })
    .sum({ characters: 'billedCharacters' })
  return Number((row as { characters: string }).characters)
}
