import { randomUUID } from 'node:crypto'
import { keepGlossary } from '../../server/drafting/glossary'
import { bringTermBack, changeTerm, retireTerm } from '../../server/termbase/actions'
import { glossaryFaultOf, termById } from '../../server/termbase/store'
import { agree, wording } from '../termbase/agreed'
import { visitAs } from '../support/visit'
import {
  articleOf,
  drafted,
  engineAt,
  startTwoWords,
  startWork,
  targetsOf,
  until,
  workshop,
  type Workshop,
} from './workshop'

const shop = workshop()
const never = new AbortController().signal

/** Terms outlive a test, so each begins with none, and with an account that knows nothing of us. */
beforeEach(async () => {
  await shop
    .db('terms')
    .where({ endedAt: null })
    .update({ endedBy: shop.daniel.id, endedAt: shop.db.fn.now() })
  await shop.database.worker('engineGlossaries').update({ externalId: null, fingerprint: null, fault: null })
})

function library(english: string): Promise<string> {
  return agree(shop.db, shop.minji, { korean: '마을 도서관', accepted: `${english}\nlibrary` })
}

async function changeTo(id: string, english: string): Promise<void> {
  const latest = await termById(shop.db, id)
  await changeTerm(shop.db, shop.daniel, id, latest.id, wording({ korean: '마을 도서관', accepted: english }))
}

/** What the account holds for us, by the Korean. */
function held({ stub }: Workshop): Record<string, string>[] {
  return [...stub.glossaries.all.values()].map(({ entries }) => Object.fromEntries(entries))
}

/** A new sentence every time, since the memory and the drafts before it know the others. */
function story() {
  return articleOf(shop, [randomUUID(), `${randomUUID()} 마을도서관에서 만나요.`])
}

test('a draft uses the terms as they stand: made once, replaced when they change, removed with the last one', async () => {
  await startWork(shop, { engine: engineAt(shop.stub) })
  const id = await library('Village Library')
  const first = await story()
  await drafted(shop, first)
  expect(held(shop)).toEqual([{ '마을 도서관': 'Village Library', 마을도서관: 'Village Library' }])
  expect((await targetsOf(shop, first))[1]!.text).toContain('Village Library')

  await changeTo(id, 'Town Library')
  const second = await story()
  await drafted(shop, second)
  expect(held(shop)).toEqual([{ '마을 도서관': 'Town Library', 마을도서관: 'Town Library' }])
  expect((await targetsOf(shop, second))[1]!.text).toContain('Town Library')

  await retireTerm(shop.db, shop.daniel, id)
  const third = await story()
  await drafted(shop, third)
  expect(held(shop)).toEqual([])
  expect(shop.stub.requests.at(-1)!.fields.glossary_id).toBeUndefined()
  expect(await glossaryFaultOf(shop.db)).toBeNull()
})

test('the account is in step a moment after a change, without any draft', async () => {
  await startWork(shop, { engine: engineAt(shop.stub) })
  const id = await library('Village Library')
  await until(() => held(shop).length === 1)
  await retireTerm(shop.db, shop.daniel, id)
  await until(() => held(shop).length === 0)
  await bringTermBack(shop.db, shop.daniel, id)
  await until(() => held(shop).length === 1)
})

test('after a restart the same glossary is used, and nothing is sent again', async () => {
  await library('Village Library')
  await keepGlossary(shop.database.worker, engineAt(shop.stub), never)
  const [id] = shop.stub.glossaries.all.keys()
  shop.stub.glossaries.calls.length = 0

  await startWork(shop, { engine: engineAt(shop.stub) })
  await drafted(shop, await story())
  expect(shop.stub.glossaries.calls.every((call) => call === `GET ${id}`)).toBe(true)
  expect(shop.stub.requests.at(-1)!.fields.glossary_id).toBe(id)
})

test('a glossary whose id was never written down is found by its name', async () => {
  await library('Village Library')
  await keepGlossary(shop.database.worker, engineAt(shop.stub), never)
  await shop.database.worker('engineGlossaries').update({ externalId: null, fingerprint: null })
  await keepGlossary(shop.database.worker, engineAt(shop.stub), never)
  expect(held(shop)).toHaveLength(1)
  expect(shop.stub.glossaries.calls.filter((call) => call === 'POST')).toHaveLength(1)
})

test('a glossary that somebody removed at the engine is made again, and nobody else is touched', async () => {
  await library('Village Library')
  shop.stub.glossaries.all.set('theirs', { name: 'house style', entries: new Map([['집', 'house']]) })
  await keepGlossary(shop.database.worker, engineAt(shop.stub), never)
  const ours = [...shop.stub.glossaries.all.keys()].find((id) => id !== 'theirs')!
  shop.stub.glossaries.all.delete(ours)
  await keepGlossary(shop.database.worker, engineAt(shop.stub), never)
  expect(held(shop)).toHaveLength(2)
  expect(held(shop)[0]).toEqual({ 집: 'house' })
})

test.each([
  [503, 'unavailable', 'DeepL cannot be reached'],
  [456, 'quota', 'The limit of the DeepL account is reached'],
  [400, 'rejected', 'DeepL refused the termbase'],
])('a fault %i of the glossary is said, and the draft is made without', async (status, kind, sentence) => {
  const id = await library('Village Library')
  await keepGlossary(shop.database.worker, engineAt(shop.stub), never)
  await changeTo(id, 'Town Library')
  const article = await story()
  shop.stub.glossaries.next(...Array.from({ length: 6 }, () => status))
  const jobs = await startWork(shop, { engine: engineAt(shop.stub) })
  expect(await drafted(shop, article)).toMatchObject({ fault: null, fromMachine: 2 })
  await jobs.stop()
  expect(shop.stub.requests.at(-1)!.fields.glossary_id).toBeUndefined()
  expect(await glossaryFaultOf(shop.db)).toEqual({ engine: 'DeepL', kind })
  expect((await visitAs(shop.db, shop.minji).get('/desk/terms')).text).toContain(sentence)
  const review = `/desk/articles/${article.slug}/review`
  expect((await visitAs(shop.db, shop.minji, { engine: engineAt(shop.stub) }).get(review)).text).toContain(
    sentence,
  )

  shop.stub.glossaries.next()
  shop.stub.glossaries.all.clear()
  await keepGlossaryUntilWell(shop)
  expect(await glossaryFaultOf(shop.db)).toBeNull()
})

test('where the account refuses the glossary in the very request, the words are translated without it', async () => {
  await library('Village Library')
  const engine = engineAt(shop.stub)
  await keepGlossary(shop.database.worker, engine, never)
  shop.stub.glossaries.all.clear()
  const outcomes = []
  for await (const some of engine.translate({ texts: ['마을도서관'] }, never)) outcomes.push(...some)
  expect(outcomes).toMatchObject([{ index: 0, codesLost: false }])
})

test('an engine without glossaries of ours drafts as before', async () => {
  const other = await startTwoWords()
  await library('Village Library')
  await startWork(shop, { engine: engineAt(other) })
  expect(await drafted(shop, await story())).toMatchObject({ fault: null, fromMachine: 2 })
  await other.close()
})

/** Faults that were planned and not met wait for whoever comes next. */
async function keepGlossaryUntilWell({ database, stub, db }: Workshop): Promise<void> {
  await until(async () => {
    await keepGlossary(database.worker, engineAt(stub), never)
    return (await glossaryFaultOf(db)) === null
  })
}
