import { randomUUID } from 'node:crypto'
import type { Article } from '../../server/articles/rules'
import { connect } from '../../server/db/connection'
import { reworkedIn } from '../../server/effort/store'
import { remember } from '../../server/memory/store'
import { save } from '../../server/targets/actions'
import type { Target } from '../../server/targets/rules'
import { visit, visitAs } from '../support/visit'
import { personWith } from '../support/world'
import { articleOf, drafted, engineAt, startWork, targetsOf, workshop } from '../drafting/workshop'

const shop = workshop()
const path = '/desk/effort'

test('counts what people made of drafts, from the memory and by machine, and of nothing else', async () => {
  const nowhere = { articleId: null, segmentId: null, translationVersionId: null, approvedBy: null }
  await remember(shop.db, [{ ...nowhere, sourceText: '나눔의 날', targetText: 'A day of sharing' }])
  const article = await articleOf(shop, [
    '나눔의 날',
    '배추를 절였다.',
    '아무도 확인하지 않은 문단.',
    '손으로 쓴 문단.',
  ])
  await write(article, 4, 'By hand.')
  await startWork(shop)
  await drafted(shop, article)
  const [title, machine] = await targetsOf(shop, article)

  await write(article, 1, title!.text)
  await write(article, 2, `${machine!.text} Changed.`, shop.jiwoo, false)
  await write(article, 2, `${machine!.text} Mended.`, shop.jiwoo)

  const rows = (await reworkedIn(shop.db, 30)).filter(({ slug }) => slug === article.slug)
  expect(
    rows
      .map(({ number, source, matchRate, draft, english, personName }) => ({
        number,
        source,
        matchRate,
        draft,
        english,
        personName,
      }))
      .sort((a, b) => a.number - b.number),
  ).toEqual([
    {
      number: 1,
      source: 'memory',
      matchRate: 100,
      draft: 'A day of sharing',
      english: 'A day of sharing',
      personName: 'Minji',
    },
    {
      number: 2,
      source: 'deepl',
      matchRate: null,
      draft: machine!.text,
      english: `${machine!.text} Mended.`,
      personName: 'Jiwoo',
    },
  ])
})

test('a pair for which an alternative was taken began as that', async () => {
  const article = await articleOf(shop, ['다른 초안을 쓴 글', '첫째 문단.'])
  await startWork(shop)
  await drafted(shop, article)
  const [{ segmentId, sourceSegmentId }] = (await targetsOf(shop, article)) as [Target]
  const { id: askedBy } = shop.minji
  const place = { articleId: article.id, segmentId, sourceSegmentId, askedBy }
  const [other] = await shop
    .db('alternatives')
    .insert([
      { ...place, engine: 'openai', question: 'q', nth: 1 },
      { ...place, engine: 'libretranslate', question: 'q', nth: 1 },
    ])
    .returning<{ id: string }[]>('id')
  const answer = { answeredAt: shop.db.fn.now(), sentAt: shop.db.fn.now() }
  await shop.database
    .worker('alternatives')
    .where({ segmentId })
    .update({ ...answer, text: 'Not taken.' })
  await shop.database.worker('alternatives').where({ id: other!.id }).update({ text: 'Taken over.' })
  await write(article, 1, 'Taken over.', shop.minji, false)
  await write(article, 1, 'Taken over, and mended.')

  const [row] = (await reworkedIn(shop.db, 30)).filter(({ slug }) => slug === article.slug)
  expect(row).toMatchObject({ source: 'openai', draft: 'Taken over.', english: 'Taken over, and mended.' })
})

test('counts the time between deeds, and no pause of more than five minutes', async () => {
  const article = await articleOf(shop, ['시간을 재는 글', '첫째 문단.', '둘째 문단.'])
  await startWork(shop)
  await drafted(shop, article)
  const deeds = [
    [1, 'T', 1_000],
    [2, 'A', 960],
    [2, 'B', 920],
    [3, 'C', 100],
    [3, 'D', 70],
  ] as const
  for (const [number, text] of deeds) await write(article, number, text, shop.jiwoo)
  const admin = connect(shop.database.adminUrl, { max: 1 })
  await admin.transaction(async (trx) => {
    await trx.raw('set local session_replication_role = replica')
    await trx.raw('alter table desk.target_revisions disable trigger no_rewriting')
    await trx.raw('alter table desk.confirmations disable trigger no_rewriting')
    for (const [number, text, ago] of deeds) {
      await trx.raw(
        `update desk.target_revisions kept set saved_at = now() - make_interval(secs => ?)
         from desk.segments segment where segment.id = kept.segment_id and segment.article_id = ? and segment.number = ? and kept.text = ?`,
        [ago, article.id, number, text],
      )
    }
    await trx.raw(
      `update desk.confirmations said set at = kept.saved_at from desk.target_revisions kept
       where kept.segment_id = said.segment_id and kept.revision = said.revision and said.article_id = ? and kept.outcome = 'saved'`,
      [article.id],
    )
    await trx.raw('alter table desk.target_revisions enable always trigger no_rewriting')
    await trx.raw('alter table desk.confirmations enable always trigger no_rewriting')
  })
  await admin.destroy()

  const rows = (await reworkedIn(shop.db, 30)).filter(({ slug }) => slug === article.slug)
  const seconds = new Map(rows.map((row) => [row.number, row.seconds]))
  expect(seconds.get(2)).toBe(80)
  expect(seconds.get(3)).toBe(30)
})

test('the page shows it in both languages, and a file has every pair', async () => {
  const article = await articleOf(shop, ['보이는 글', '첫째 문단.'])
  await startWork(shop)
  await drafted(shop, article)
  const [title] = await targetsOf(shop, article)
  await write(article, 1, title!.text)
  const browser = visitAs(shop.db, shop.daniel, { engine: engineAt(shop.stub) })

  const page = await browser.get(path).expect(200)
  expect(page.text).toContain('What drafts were worth')
  expect(page.text).toContain('보이는 글')
  expect(page.text).toMatch(/<th scope="row">DeepL<\/th>/)
  expect(page.text).toContain('Minji')
  expect(page.text).not.toMatch(/style=|NaN|undefined/)
  const year = await browser.get(`${path}?days=365`).expect(200)
  expect(year.text).toMatch(/<option value="365"\s+selected/)

  const korean = visitAs(shop.db, { ...shop.daniel, locale: 'ko' }).set('Accept-Language', 'ko')
  expect((await korean.get(path)).text).toContain('초안이 얼마나 쓸모 있었나')

  const file = await browser.get('/desk/effort.csv?days=30').expect(200)
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.headers['content-disposition']).toBe('attachment; filename=effort-30.csv')
  expect(file.text).toContain(`${article.slug},보이는 글,1,deepl,,Minji,`)
})

test('a translator sees of people only herself, and nobody from outside sees anything', async () => {
  const other = await personWith(shop.db, 'Haneul', ['translator'], shop.sujin.id)
  const page = await visitAs(shop.db, other).get(path).expect(200)
  expect(page.text).toContain('Of people you see your own figures.')
  expect(page.text).not.toContain('Minji')
  const file = await visitAs(shop.db, other).get('/desk/effort.csv').expect(200)
  expect(file.text.trim().split('\r\n')).toHaveLength(1)
  await visit(shop.db).get(path).expect(303)
  await visit(shop.db).get('/desk/effort.csv').expect(303)
})

async function write(article: Article, number: number, text: string, person = shop.minji, confirm = true) {
  const [target] = [(await targetsOf(shop, article))[number - 1]!]
  const wording = { text, baseRevision: target.revision, saveId: randomUUID(), confirm }
  const { outcome } = await save(shop.db, { slug: article.slug, number }, person, wording)
  expect(['saved', 'same']).toContain(outcome)
}
