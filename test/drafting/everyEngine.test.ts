import { libreTranslate } from '../../server/engines/libretranslate'
import { openAi } from '../../server/engines/openai'
import type { Engine } from '../../server/engines/rules'
import { visitAs } from '../support/visit'
import {
  englishFor,
  startChatStub,
  startLibreTranslateStub,
  type EngineFaultName,
  type EngineStub,
} from '../support/engineStub'
import { agree } from '../termbase/agreed'
import { askForDraft } from '../../server/drafting/actions'
import { articleOf, drafted, ended, engineAt, latest, startWork, targetsOf, type, workshop } from './workshop'

/** DeepL's own faults are told in faults.test. What is promised there, the other engines hold as well. */
const shop = workshop()
let stub: EngineStub
afterEach(() => stub.close())

const engines: Record<string, () => Promise<Engine>> = {
  libretranslate: async () => {
    stub = await startLibreTranslateStub()
    return libreTranslate({ url: stub.url, timeoutMs: 900, limits })
  },
  openai: async () => {
    stub = await startChatStub()
    return openAi({ url: `${stub.url}/v1`, model: 'small-model', timeoutMs: 900, limits })
  },
}
const limits = { maxTexts: 3, maxBytes: 20_000 }

interface Told {
  fault: string | null
  tries: number
  done: number
  lost: number
  sentence: string
}
const ofThem = (fault: string, tries: number, lost: number, sentence: string): Told => ({
  ...{ fault, tries, lost, done: 3, sentence },
})

/** The first request of three paragraphs goes well; then this happens to the other two. */
describe.each(Object.keys(engines))('%s', (name) => {
  test.each<[EngineFaultName, Told]>([
    ['403', ofThem('auth', 1, 0, 'did not accept the key. Ask an admin to check the setting')],
    ['456', ofThem('quota', 1, 0, 'allows for this period are used up')],
    ['429', ofThem('rate', 3, 0, 'Try again in a few minutes')],
    ['500', ofThem('unavailable', 3, 0, 'cannot be reached at the moment')],
    ['404', ofThem('rejected', 1, 0, 'ask an admin to look at the server’s log')],
    ['reset', ofThem('unavailable', 1, 2, 'cannot be reached at the moment')],
    ['cut', ofThem('unavailable', 1, 2, 'may have been charged all the same')],
    ['hang', ofThem('timeout', 1, 2, 'did not answer in time')],
    ['html', ofThem('protocol', 1, 2, 'ask an admin to check the setting')],
    ['nothing', ofThem('protocol', 1, 2, 'did not match the paragraphs')],
    ['huge', ofThem('protocol', 1, 2, 'did not match the paragraphs')],
  ])('%s ends the draft with %o, and what was drafted stays', async (fault, { sentence, tries, ...told }) => {
    const engine = await engines[name]!()
    const article = await articleOf(shop, five)
    await startWork(shop, { engine })
    stub.next('slow', fault, fault, fault)

    expect(await drafted(shop, article)).toMatchObject({ ...told, total: 5 })
    expect(stub.requests.map(({ texts }) => texts.length)).toEqual([3, ...Array<number>(tries).fill(2)])
    expect(stub.paidTwice()).toEqual([])
    expect(await wordsOf(article)).toEqual([...five.slice(0, 3).map(englishFor), '', ''])
    const page = await visitAs(shop.db, shop.minji, { engine }).get(`/desk/articles/${article.slug}/review`)
    expect(page.text).toContain(sentence)
    expect(page.text).not.toContain('{{')
    await type(shop, article, 5, 'By hand, all the same.')
  })

  test('429 that says when to come back is waited for, and the draft goes on by itself', async () => {
    const engine = await engines[name]!()
    const article = await articleOf(shop, five)
    await startWork(shop, { engine })
    stub.next('slow', '429-later')

    const began = performance.now()
    expect(await drafted(shop, article)).toMatchObject({ fault: null, done: 5, lost: 0 })
    expect(performance.now() - began).toBeGreaterThanOrEqual(1_000)
    expect(stub.paidTwice()).toEqual([])
  })

  test.each<EngineFaultName>(['empty', 'korean', 'endless'])(
    '%s answers are counted as paid and left to a person',
    async (fault) => {
      const engine = await engines[name]!()
      const article = await articleOf(shop, five)
      await startWork(shop, { engine })
      stub.next('slow', fault)

      const cost = five.join('').length
      expect(await drafted(shop, article)).toMatchObject({
        fault: null,
        fromMachine: 3,
        refused: 2,
        lost: 0,
        cost,
      })
      expect(await wordsOf(article)).toEqual([...five.slice(0, 3).map(englishFor), '', ''])
      expect(stub.paidTwice()).toEqual([])
    },
  )

  test.each<EngineFaultName>(['drop-tag', 'swap-tags'])('%s is marked as markup lost', async (fault) => {
    const engine = await engines[name]!()
    const article = await articleOf(shop, ['제목', '**굵은** 말과 *기운* 말이 있다.'])
    await startWork(shop, { engine })
    stub.next(fault)

    await drafted(shop, article)
    const [title, paragraph] = await targetsOf(shop, article)
    expect(title!.markupLost).toBe(false)
    if (fault === 'drop-tag') expect(paragraph).toMatchObject({ markupLost: true })
    // Bold and italics that changed places are codes as they should be: both are there, around other words.
    expect(paragraph!.text).not.toMatch(/<[gxk/]/)
  })
})

test.each<[EngineFaultName, (number | null)[]]>([
  ['fewer', [null, 1, 2, 3, 4]],
  ['more', [null, null, null, 3, 4]],
  ['renumbered', [null, null, null, 3, 4]],
  ['reordered', [0, 1, 2, 3, 4]],
  ['twice', [null, null, 2, 3, 4]],
])('openai: %s puts no English under another paragraph', async (fault, expected) => {
  const engine = await engines.openai!()
  const article = await articleOf(shop, five)
  await startWork(shop, { engine })
  stub.next(fault)

  expect(await drafted(shop, article)).toMatchObject({ fault: null, done: 5, lost: 0 })
  expect(await wordsOf(article)).toEqual(expected.map((nth) => (nth === null ? '' : englishFor(five[nth]!))))
  expect(stub.paidTwice()).toEqual([])
})

test.each<EngineFaultName>(['fewer', 'more'])(
  'libretranslate: %s gives nothing to any paragraph',
  async (fault) => {
    const engine = await engines.libretranslate!()
    const article = await articleOf(shop, five)
    await startWork(shop, { engine })
    stub.next(fault)

    expect(await drafted(shop, article)).toMatchObject({ fault: 'protocol', done: 0, lost: 3 })
    expect(await wordsOf(article)).toEqual(['', '', '', '', ''])
  },
)

test('openai is told the terms that hold in the article and the neighbours of each paragraph', async () => {
  const engine = await engines.openai!()
  const article = await articleOf(shop, five)
  const elsewhere = await articleOf(shop, five)
  await agree(shop.db, shop.minji, { korean: '텃밭', accepted: 'vegetable garden' })
  await agree(shop.db, shop.minji, { korean: '텃밭', accepted: 'allotment', scope: `article:${article.id}` })
  await agree(shop.db, shop.minji, { korean: '감자', accepted: 'spud', scope: `article:${elsewhere.id}` })
  await startWork(shop, { engine })
  await drafted(shop, article)

  const [system, user] = stub.requests[0]!.body.messages as { content: string }[]
  expect(system!.content).toContain('텃밭 = allotment')
  expect(system!.content).not.toMatch(/vegetable garden|spud/)
  expect(system!.content).toContain(five[0])
  const { paragraphs } = JSON.parse(user!.content) as { paragraphs: object[] }
  expect(paragraphs).toMatchObject([
    { text: five[0], after: five[1] },
    { before: five[0], text: five[1], after: five[2] },
    { before: five[1], text: five[2], after: five[3] },
  ])
})

test('an article may be drafted by another engine than the first', async () => {
  const engine = await engines.openai!()
  const needs = { engine: engineAt(shop.stub), otherEngines: [engine] }
  const article = await articleOf(shop, five)
  await startWork(shop, needs)
  const browser = visitAs(shop.db, shop.minji, needs)
  const page = await browser.get(`/desk/articles/${article.slug}/review`).expect(200)
  expect(page.text).toMatch(
    /<option value="deepl">DeepL<\/option><option value="openai">small-model<\/option>/,
  )

  const drafts = `/desk/articles/${article.slug}/drafts`
  const answer = await browser.post(drafts).type('form').send({ engine: 'babelfish' }).expect(422)
  expect(answer.text).toContain('That engine is not set up.')
  await browser.post(drafts).type('form').send({ engine: 'openai' }).expect(303)
  expect(await ended(shop, await latest(shop, article))).toMatchObject({ fault: null, fromMachine: 5 })
  expect(shop.stub.requests).toEqual([])
  expect((await targetsOf(shop, article)).map((target) => target.engine)).toEqual(Array(5).fill('openai'))
})

test('a draft whose engine is gone where the jobs are done says so', async () => {
  const engine = await engines.openai!()
  const article = await articleOf(shop, five)
  await startWork(shop)
  const draft = await askForDraft(shop.db, article, shop.minji, engine.id)
  expect(await ended(shop, draft)).toMatchObject({ fault: 'gone', done: 0, lost: 0 })
  expect(shop.stub.requests).toEqual([])
})

const five = [
  '텃밭을 일구는 사람들',
  '봄에는 감자를 심는다.',
  '여름에는 오이를 딴다.',
  '가을에는 배추를 거둔다.',
  '겨울에는 쉰다.',
]

async function wordsOf(article: Parameters<typeof targetsOf>[1]): Promise<string[]> {
  return (await targetsOf(shop, article)).map(({ text }) => text)
}
