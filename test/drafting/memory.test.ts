import { besideEachOther } from '../../server/memory/rules'
import { remember } from '../../server/memory/store'
import { startRecall, type RunningRecall } from '../../server/memory/recall'
import { visitAs } from '../support/visit'
import { articleOf, drafted, startWork, targetsOf, workshop } from './workshop'

const shop = workshop()
let recall: RunningRecall
beforeAll(() => {
  recall = startRecall(shop.database.urls.worker)
})
afterAll(() => recall.stop())

const known = '마을 도서관은 지난 3월 2일에 새로운 건물에서 문을 열었다.'
const english = 'The village library opened in a new building on March 2.'

test('what is alike at 75 % and more is a draft, with its rate and its own numbers', async () => {
  await remembered(known, english)
  const alike = '마을 도서관은 지난 3월 9일에 새로운 건물에서 문을 열었다.'
  const article = await articleOf(shop, ['도서관 소식', alike])
  await startWork(shop, { recall })

  expect(await drafted(shop, article)).toMatchObject({ fault: null, fromMemory: 1, fromMachine: 1 })
  const [, paragraph] = await targetsOf(shop, article)
  expect(paragraph).toMatchObject({
    ...{ origin: 'memory', engine: null, machineText: null, confirmedBy: null, confirmedRevision: null },
    text: 'The village library opened in a new building on March 9.',
  })
  expect(paragraph!.matchRate).toBeGreaterThanOrEqual(75)
  expect(paragraph!.matchRate).toBeLessThan(100)
  expect(shop.stub.requests.flatMap(({ texts }) => texts)).toEqual(['도서관 소식'])

  const browser = visitAs(shop.db, shop.minji, { recall })
  const page = await browser.get(`/desk/articles/${article.slug}/review`).expect(200)
  expect(page.text).toContain(`<span class="pair__origin">${paragraph!.matchRate}%</span>`)
  const dock = await browser.get(`/desk/articles/${article.slug}/pairs/2/matches?part=1`).expect(200)
  expect(dock.text).toContain(`${paragraph!.matchRate}% match`)
  expect(dock.text).toMatch(/<del>.*2.*<\/del>[^]*<ins>.*9.*<\/ins>/)
})

test('what is alike at less is left to the engine', async () => {
  await remembered('어린이 도서관에서 그림책을 함께 읽는 모임이 있다.', 'There is a picture book circle.')
  const article = await articleOf(shop, ['제목 하나', '어린이 놀이터에서 그림책을 혼자 읽는 친구가 많다.'])
  await startWork(shop, { recall })

  expect(await drafted(shop, article)).toMatchObject({ fromMemory: 0, fromMachine: 2 })
  expect((await targetsOf(shop, article))[1]).toMatchObject({ origin: 'machine', matchRate: null })
})

test('of two that are the same, the one between the same neighbours is the draft', async () => {
  const entries = [
    ['앞에 있던 문단입니다.', 'Before.'],
    ['다음과 같습니다.', 'It goes as follows.'],
    ['뒤에 있던 문단입니다.', 'After.'],
  ] as const
  const all = entries.map(([sourceText, targetText]) => entry(sourceText, targetText))
  await remember(shop.db, besideEachOther(all))
  await remember(shop.db, [entry('다음과 같습니다.', 'As below.')])
  const article = await articleOf(
    shop,
    entries.map(([korean]) => korean),
  )
  await startWork(shop, { recall })

  await drafted(shop, article)
  const targets = await targetsOf(shop, article)
  expect(targets.map(({ text, matchRate }) => [text, matchRate])).toEqual([
    ['Before.', 100],
    ['It goes as follows.', 100],
    ['After.', 100],
  ])
})

test('a copy that is not kept leaves the very same', async () => {
  await remembered('딱 같은 문장이 여기에 있다.', 'The very same.')
  const article = await articleOf(shop, ['딱 같은 문장이 여기에 있다.', '거의 같은 문장이 여기에 있다.'])
  await startWork(shop, { engine: null, recall: null })
  expect(await drafted(shop, article)).toMatchObject({ fromMemory: 1, done: 1 })
})

async function remembered(sourceText: string, targetText: string): Promise<void> {
  await remember(shop.db, [entry(sourceText, targetText)])
  while ((await recall.likely([sourceText], 1)).answer[0]!.length === 0)
    await new Promise((done) => setTimeout(done, 20))
}

function entry(sourceText: string, targetText: string) {
  const nowhere = { articleId: null, segmentId: null, translationVersionId: null }
  return { ...nowhere, sourceText, targetText, approvedBy: null }
}
