import { stopDraft } from '../../server/drafting/actions'
import { spend, spentThisMonth } from '../../server/engines/store'
import { connect } from '../../server/db/connection'
import { visitAs } from '../support/visit'
import {
  articleOf,
  asked,
  drafted,
  ended,
  engineAt,
  longArticle,
  startWork,
  targetsOf,
  workshop,
} from './workshop'

const shop = workshop()
const budgetOf = (characters: number | null) => ({ characters, timeZone: 'Asia/Seoul' })
const spent = () => spentThisMonth(shop.db, budgetOf(null))

test('what a draft cost is counted, and what the memory had costs nothing', async () => {
  const before = await spent()
  const article = await articleOf(shop, ['제목', '여섯 글자다', ' '])
  await startWork(shop)

  expect(await drafted(shop, article)).toMatchObject({ cost: 8 })
  expect(await spent()).toBe(before + 8)
  const { text } = await visitAs(shop.db, shop.minji).get(`/desk/articles/${article.slug}/review`)
  expect(text).toContain('It sent 8 characters of Korean to the engine.')
})

test('a draft ends where the budget does, with what was drafted, and a sentence', async () => {
  const article = await longArticle(shop, 60)
  const first = (await koreanOf(article)).slice(0, 50).join('').length
  const budget = budgetOf((await spent()) + first + 10)
  const engine = engineAt(shop.stub)
  await startWork(shop, { engine, budget })
  const browser = visitAs(shop.db, shop.minji, { engine, budget })
  const page = `/desk/articles/${article.slug}/review`
  expect((await browser.get(page)).text).toMatch(/only [\d,]+ of the house’s own [\d,]+ characters are left/)

  expect(await drafted(shop, article)).toMatchObject({ fault: 'budget', done: 50, lost: 0, cost: first })
  expect(shop.stub.requests).toHaveLength(1)
  expect((await targetsOf(shop, article)).filter(({ text }) => text !== '')).toHaveLength(50)
  expect((await browser.get(page)).text).toContain('own budget of characters for this month is used up')
})

test('a request that was refused costs nothing, one whose answer never came costs what it may', async () => {
  const before = await spent()
  const article = await longArticle(shop, 2)
  await startWork(shop, { engine: engineAt(shop.stub, 300) })
  shop.stub.next('456')
  expect(await drafted(shop, article)).toMatchObject({ fault: 'quota', cost: 0 })
  expect(await spent()).toBe(before)

  shop.stub.next('hang')
  const cost = (await koreanOf(article)).join('').length
  expect(await drafted(shop, article)).toMatchObject({ fault: 'timeout', lost: 2, cost })
  expect(await spent()).toBe(before + cost)
})

test('two drafts at once do not spend the same rest', async () => {
  const articles = [await longArticle(shop, 3), await longArticle(shop, 3)]
  const cost = Math.max(...(await Promise.all(articles.map(koreanOf))).map((texts) => texts.join('').length))
  const before = await spent()
  shop.stub.next('slow', 'slow')
  const drafts = await Promise.all(articles.map((article) => asked(shop, article)))
  await startWork(shop, { budget: budgetOf(before + cost) })

  const ends = await Promise.all(drafts.map((draft) => ended(shop, draft)))
  expect(ends.map(({ fault }) => fault).sort()).toEqual(['budget', null])
  expect(await spent()).toBeLessThanOrEqual(before + cost)
  expect(shop.stub.requests).toHaveLength(1)
})

test('one process at a time spends: the next one sees what the first has written down', async () => {
  const article = await longArticle(shop, 2)
  const texts = await koreanOf(article)
  const draft = await asked(shop, article)
  const budget = budgetOf((await spent()) + texts.join('').length)
  const { worker } = shop.database
  const written = gate()
  const held = gate()
  const first = worker.transaction(async (trx) => {
    await spend(trx, budget, texts)
    await trx('draftSegments').where({ draftId: draft.id }).update({ sentAt: trx.fn.now() })
    written.open()
    await held.opened
  })
  await written.opened
  const second = worker.transaction((trx) => spend(trx, budget, texts)).catch((fault: unknown) => fault)
  const early = await Promise.race([second, new Promise((done) => setTimeout(done, 200, 'waits'))])
  held.open()
  await first
  expect(early).toBe('waits')
  expect(await second).toMatchObject({ kind: 'budget' })
  await stopDraft(shop.db, article, draft.publicId, shop.minji)
})

test('a new month begins at nothing', async () => {
  const article = await longArticle(shop, 2)
  await startWork(shop)
  await drafted(shop, article)
  const admin = connect(shop.database.adminUrl, { max: 1 })
  await admin.raw(
    "update desk.draft_segments set sent_at = sent_at - interval '32 days' where sent_at is not null",
  )
  await admin.destroy()
  expect(await spent()).toBe(0)
})

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((done) => (open = done))
  return { opened, open }
}

async function koreanOf({ id }: { id: string }): Promise<string[]> {
  const rows = (await shop
    .db('sourceSegments as source')
    .join('segments as segment', 'segment.id', 'source.segmentId')
    .where('segment.articleId', id)
    .orderBy('source.position')
    .pluck('source.text')) as string[]
  return rows
}
