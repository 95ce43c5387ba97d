import { stopDraft } from '../../server/drafting/actions'
import type { StubFault } from '../support/deeplStub'
import {
  articleOf,
  asked,
  drafted,
  ended,
  engineAt,
  letGo,
  longArticle,
  startWork,
  targetsOf,
  type,
  until,
  workshop,
} from './workshop'

const shop = workshop()

/** The first batch of fifty goes well; then this happens to the other eleven. */
describe('after a fault in the middle', () => {
  test.each<[StubFault, { fault: string; tries: number; lost: number }]>([
    ['403', { fault: 'auth', tries: 1, lost: 0 }],
    ['456', { fault: 'quota', tries: 1, lost: 0 }],
    ['404', { fault: 'rejected', tries: 1, lost: 0 }],
    ['429', { fault: 'rate', tries: 3, lost: 0 }],
    ['503', { fault: 'unavailable', tries: 3, lost: 0 }],
    ['529', { fault: 'unavailable', tries: 3, lost: 0 }],
    ['reset', { fault: 'unavailable', tries: 1, lost: 11 }],
    ['cut', { fault: 'unavailable', tries: 1, lost: 11 }],
    ['504', { fault: 'timeout', tries: 1, lost: 11 }],
    ['hang', { fault: 'timeout', tries: 1, lost: 11 }],
    ['html', { fault: 'protocol', tries: 1, lost: 11 }],
    ['fewer', { fault: 'protocol', tries: 1, lost: 11 }],
    ['more', { fault: 'protocol', tries: 1, lost: 11 }],
  ])(
    '(%s) the draft ends with %o, and what was drafted stays',
    async (fault, { tries, lost, ...expected }) => {
      const article = await longArticle(shop, 61)
      await startWork(shop, { engine: engineAt(shop.stub, fault === 'hang' ? 900 : 20_000) })
      shop.stub.next('slow', fault, fault, fault)

      expect(await drafted(shop, article)).toMatchObject({
        ...expected,
        total: 61,
        done: 50,
        fromMachine: 50,
        lost,
      })
      expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([
        50,
        ...Array<number>(tries).fill(11),
      ])
      const texts = (await targetsOf(shop, article)).map(({ text }) => text)
      expect(texts.slice(0, 50).every((text) => /[a-z]/.test(text))).toBe(true)
      expect(texts.slice(50)).toEqual(Array(11).fill(''))
      expect(shop.stub.paidTwice()).toEqual([])
      expect(shop.log.join('\n')).toContain(expected.fault)
      expect(shop.log.join('\n')).not.toContain(shop.stub.key)

      await type(shop, article, 61, 'By hand, all the same.')
    },
  )

  test.each(['429', '503'] as const)('that passes (%s), the draft goes on by itself', async (fault) => {
    const article = await longArticle(shop, 61)
    await startWork(shop)
    shop.stub.next('slow', fault, fault)

    expect(await drafted(shop, article)).toMatchObject({ fault: null, done: 61, lost: 0 })
    expect(shop.stub.paidTwice()).toEqual([])
  })

  test('that halved the batch first, both halves are asked for again', async () => {
    const article = await longArticle(shop, 61)
    await startWork(shop)
    shop.stub.next('slow', '413', '503')

    expect(await drafted(shop, article)).toMatchObject({ fault: null, done: 61, lost: 0 })
    expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([50, 11, 6, 11])
    expect(shop.stub.paidTwice()).toEqual([])
  })

  test('that may have been billed, only a person asks for the rest again', async () => {
    const article = await longArticle(shop, 61)
    await startWork(shop)
    shop.stub.next('slow', 'fewer')
    await drafted(shop, article)

    expect(await drafted(shop, article)).toMatchObject({ fault: null, total: 11, done: 11 })
    expect(shop.stub.paidTwice()).toHaveLength(11)
  })
})

describe('a fault of one text', () => {
  test('that is too long leaves it to a person', async () => {
    const article = await articleOf(shop, ['짧은 제목', '긴 글. '.repeat(6_000), '짧은 끝.'])
    await startWork(shop)

    expect(await drafted(shop, article)).toMatchObject({ fault: null, fromMachine: 2, refused: 1, lost: 0 })
    expect((await targetsOf(shop, article)).map(({ text }) => text !== '')).toEqual([true, false, true])
  })

  test('that DeepL will not take costs one text, not the draft', async () => {
    const article = await longArticle(shop, 61)
    await startWork(shop)
    shop.stub.next('slow', '400', 'slow', '400', 'slow', '400', '400')

    expect(await drafted(shop, article)).toMatchObject({ fault: null, fromMachine: 60, refused: 1, lost: 0 })
    expect(shop.stub.requests.map(({ texts }) => texts.length)).toEqual([50, 11, 6, 5, 3, 2, 1, 1])
    expect(shop.stub.paidTwice()).toEqual([])
  })

  test('that came back empty is not an English of nothing', async () => {
    const article = await longArticle(shop, 3)
    await startWork(shop)
    shop.stub.next('empty')

    expect(await drafted(shop, article)).toMatchObject({ fault: null, done: 3, fromMachine: 0, refused: 3 })
    expect((await targetsOf(shop, article)).map(({ text }) => text)).toEqual(['', '', ''])
  })
})

test('DeepL’s refusal of everything ends the draft soon', async () => {
  const article = await longArticle(shop, 61)
  await startWork(shop, { engine: engineAt({ ...shop.stub, key: 'stub-400' }) })

  expect(await drafted(shop, article)).toMatchObject({ fault: 'rejected', fromMachine: 0, lost: 0 })
  expect(shop.stub.requests.length).toBeLessThan(12)
})

test('a wrong key is a fault that does not say the key', async () => {
  const article = await longArticle(shop, 2)
  await startWork(shop, { engine: engineAt({ ...shop.stub, key: 'secret-of-the-house' }) })

  expect(await drafted(shop, article)).toMatchObject({ fault: 'auth', done: 0, lost: 0 })
  expect(shop.log.join('\n')).not.toContain('secret-of-the-house')
})

test('an engine that is not there is a fault, and nothing counts as sent', async () => {
  const article = await longArticle(shop, 2)
  await startWork(shop, { engine: engineAt({ url: 'http://127.0.0.1:1', key: 'stub' }) })

  expect(await drafted(shop, article)).toMatchObject({ fault: 'unavailable', done: 0, lost: 0 })
})

test('a person stops a draft that waits for a better time', async () => {
  const article = await longArticle(shop, 2)
  await startWork(shop, { pauses: [300, 300] })
  shop.stub.next('429', '429', '429')
  const draft = await asked(shop, article)
  await until(() => shop.stub.requests.length === 1)
  await stopDraft(shop.db, article, draft.publicId, shop.minji)

  await letGo(shop, draft)
  expect(await ended(shop, draft)).toMatchObject({ fault: 'stopped', lost: 0 })
  expect(shop.stub.requests).toHaveLength(1)
})
