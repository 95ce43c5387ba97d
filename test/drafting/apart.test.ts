import { once } from 'node:events'
import { readConfig } from '../../server/config'
import { longWorkApart, type Apart, type LongWorkApart } from '../../server/longWorkApart'
import { startRecall, type RunningRecall } from '../../server/memory/recall'
import { remember } from '../../server/memory/store'
import { fakeThread, type FakeThread } from '../support/fakeThread'
import {
  articleOf,
  asked,
  drafted,
  ended,
  latest,
  longArticle,
  startWork,
  targetsOf,
  until,
  workshop,
} from './workshop'

const shop = workshop()
let recall: RunningRecall
const open: LongWorkApart[] = []

beforeAll(() => {
  recall = startRecall(shop.database.urls.worker)
})
afterEach(() => Promise.all(open.splice(0).map((apart) => apart.stop())))
afterAll(() => recall.stop())

/** The long works in a thread that asks this test's DeepL, as a server would have it. */
function apartWith(how: Apart = {}): LongWorkApart {
  const { url, key } = shop.stub
  const config = readConfig({ PORT: '0', DEEPL_AUTH_KEY: key, DEEPL_SERVER_URL: url })
  const apart = longWorkApart(config, shop.database.urls, recall, how)
  open.push(apart)
  return apart
}

test('a draft is made in the thread, from the memory that is lent to it and from the engine of the settings', async () => {
  const known = '마을 도서관은 지난 3월 2일에 새로운 건물에서 문을 열었다.'
  const nowhere = { articleId: null, segmentId: null, translationVersionId: null, approvedBy: null }
  const english = 'The village library opened in a new building on March 2.'
  await remember(shop.db, [{ ...nowhere, sourceText: known, targetText: english }])
  const article = await articleOf(shop, ['도서관 소식', known.replace('2일', '9일')])
  await startWork(shop, { recall, apart: apartWith() })

  expect(await drafted(shop, article)).toMatchObject({ fault: null, fromMemory: 1, fromMachine: 1 })
  const [title, paragraph] = await targetsOf(shop, article)
  expect(title).toMatchObject({ origin: 'machine', engine: 'deepl' })
  expect(paragraph).toMatchObject({ origin: 'memory' })
  expect(shop.stub.requests.flatMap(({ texts }) => texts)).toEqual(['도서관 소식'])
})

test('a process that stops hands the draft back, and the next one goes on without paying twice', async () => {
  const article = await longArticle(shop, 120)
  const jobs = await startWork(shop, { apart: apartWith() })
  const draft = await asked(shop, article)
  await until(() => shop.stub.requests.length > 0)
  await jobs.stop()
  await open.splice(0)[0]!.stop()
  expect((await latest(shop, article)).finishedAt).toBeNull()

  await startWork(shop, { apart: apartWith() })
  expect(await ended(shop, draft)).toMatchObject({ fault: null, fromMachine: 120 })
  expect(shop.stub.paidTwice()).toEqual([])
})

test('a thread that breaks refuses what it had under way, and the next work begins another', async () => {
  const threads: FakeThread[] = []
  const apart = apartWith({ thread: () => fakeThread(threads) })
  const signals = { pause: new AbortController().signal, hangUp: new AbortController().signal }
  const refused = apart.draft('1', signals)
  threads[0]!.emit('error', new Error('out of memory'))
  await expect(refused).rejects.toThrow('out of memory')

  const done = apart.import('2', signals)
  expect(threads).toHaveLength(2)
  expect(threads[1]!.told).toEqual([{ number: 2, asked: { work: 2, kind: 'import', id: '2' } }])
  threads[1]!.emit('message', { number: 2, answer: 'done' })
  await done
})

test('it ends when it has rested, and passes on that one work is hung up on and that all pause', async () => {
  const threads: FakeThread[] = []
  const apart = apartWith({ rest: 10, thread: () => fakeThread(threads) })
  const [pause, hangUp] = [new AbortController(), new AbortController()]
  const refused = apart.alternative('7', { pause: pause.signal, hangUp: hangUp.signal })
  pause.abort()
  hangUp.abort()
  expect(threads[0]!.told).toEqual([
    { number: 1, asked: { work: 1, kind: 'alternative', id: '7' } },
    'pause',
    { hangUp: 1 },
  ])
  threads[0]!.emit('message', { number: 1, answer: 'paused' })
  await expect(refused).rejects.toThrow('goes on when the server does')

  await once(threads[0]!, 'exit')
  expect(threads[0]!.told.at(-1)).toBe('end')
})
