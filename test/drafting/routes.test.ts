import type { Article } from '../../server/articles/rules'
import { openAs } from '../../server/db/open'
import { draftByPublicId } from '../../server/drafting/store'
import { visit, visitAs } from '../support/visit'
import { personWith } from '../support/world'
import {
  articleOf,
  asked,
  drafted,
  ended,
  engineAt,
  latest,
  letGo,
  longArticle,
  startWork,
  type,
  until,
  workshop,
} from './workshop'

const shop = workshop()
const pathOf = (article: Article, ...rest: string[]) =>
  ['/desk/articles', article.slug, 'drafts', ...rest].join('/')
const reviewOf = (article: Article) => `/desk/articles/${article.slug}/review`

describe('asking for a draft', () => {
  test('leads back to the review screen, where the job tells how far it is', async () => {
    const article = await longArticle(shop, 3)
    const browser = visitAs(shop.db, shop.minji)

    const answer = await browser.post(pathOf(article)).expect(303)

    expect(answer.headers.location).toBe(reviewOf(article))
    const { publicId } = await latest(shop, article)
    const page = await browser.get(reviewOf(article)).expect(200)
    expect(page.text).toContain('0 of 3 paragraphs drafted.')
    expect(page.text).toContain(`data-source="${pathOf(article, publicId, 'progress')}"`)
    expect(page.text).toContain(`action="${pathOf(article, publicId, 'stop')}"`)
    expect(page.text).toMatch(/<noscript>.*See how far it is now/)
  })

  test('at once in two servers makes one draft and one refusal', async () => {
    const article = await longArticle(shop, 3)
    const other = openAs(shop.database.adminUrl)
    const answers = await Promise.all([
      visitAs(shop.db, shop.minji).post(pathOf(article)),
      visitAs(other.web, shop.jiwoo).post(pathOf(article)),
    ])
    await other.close()

    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(answers.find(({ status }) => status === 422)!.text).toContain('is being made already')
    expect(await shop.db('drafts').where({ articleId: article.id })).toHaveLength(1)
  })

  test('is refused to who does not translate', async () => {
    const article = await longArticle(shop, 2)
    const admin = await personWith(shop.db, 'Ara', ['admin'], shop.sujin.id)

    const answer = await visitAs(shop.db, admin).post(pathOf(article)).expect(422)

    expect(answer.text).toContain('Only a translator or an editor can do this.')
    expect(await shop.db('drafts').where({ articleId: article.id })).toEqual([])
  })

  test('is refused when nothing is open', async () => {
    const article = await articleOf(shop, ['제목', '본문'])
    await type(shop, article, 1, 'Title')
    await type(shop, article, 2, 'Text')

    const answer = await visitAs(shop.db, shop.minji).post(pathOf(article)).expect(422)
    expect(answer.text).toContain('Nothing is left to draft')
    expect((await visitAs(shop.db, shop.minji).get(reviewOf(article))).text).toMatch(
      /data-key="draft" disabled/,
    )
  })

  test('is refused to foreign pages, to nobody and for no article', async () => {
    const article = await longArticle(shop, 2)
    await visitAs(shop.db, shop.minji)
      .post(pathOf(article))
      .set('Origin', 'https://elsewhere.example')
      .expect(403)
    await visit(shop.db).post(pathOf(article)).expect(401)
    await visitAs(shop.db, shop.minji).post('/desk/articles/no-such-article/drafts').expect(404)
    expect(await shop.db('drafts').where({ articleId: article.id })).toEqual([])
  })
})

describe('stopping a draft', () => {
  test('ends it, says so, and lets another begin', async () => {
    const article = await longArticle(shop, 3)
    const { publicId } = await asked(shop, article)
    const browser = visitAs(shop.db, shop.minji)

    const answer = await browser.post(pathOf(article, publicId, 'stop')).expect(303)

    expect(answer.headers.location).toBe(reviewOf(article))
    expect((await browser.get(reviewOf(article))).text).toContain('The draft was stopped before its end.')
    await browser.post(pathOf(article, publicId, 'stop')).expect(303)
    await browser.post(pathOf(article)).expect(303)
    expect(await draftByPublicId(shop.db, article, publicId)).toMatchObject({ fault: 'stopped' })
  })

  test('is refused to who does not translate, and the draft goes on', async () => {
    const article = await longArticle(shop, 3)
    const draft = await asked(shop, article)
    const admin = await personWith(shop.db, 'Ara', ['admin'], shop.sujin.id)

    await visitAs(shop.db, admin)
      .post(pathOf(article, draft.publicId, 'stop'))
      .expect(422)

    await startWork(shop)
    expect(await ended(shop, draft)).toMatchObject({ fault: null, done: 3 })
  })

  test('that belongs to another article, or is none, finds nothing', async () => {
    const article = await longArticle(shop, 2)
    const other = await longArticle(shop, 2)
    const { publicId } = await asked(shop, article)
    const browser = visitAs(shop.db, shop.minji)

    for (const id of [publicId, 'f'.repeat(32), '1', "'"]) {
      await browser.post(pathOf(other, encodeURIComponent(id), 'stop')).expect(404)
      await browser.get(pathOf(other, encodeURIComponent(id), 'progress')).expect(404)
    }
    expect((await latest(shop, article)).finishedAt).toBeNull()
  })
})

describe('the progress of a draft', () => {
  test('is told while it goes on, and its end once', async () => {
    const article = await longArticle(shop, 120)
    await startWork(shop)
    shop.stub.next('slow', 'slow', 'slow')
    const { publicId } = await asked(shop, article)

    const answer = await visitAs(shop.db, shop.minji)
      .get(pathOf(article, publicId, 'progress'))
      .expect(200)

    expect(answer.headers['content-type']).toMatch(/^text\/event-stream/)
    expect(answer.headers['cache-control']).toContain('no-store')
    expect(answer.headers['content-encoding']).toBeUndefined()
    const told = [...answer.text.matchAll(/^event: progress\ndata: (.*)$/gm)].map(
      ([, data]) => JSON.parse(data!) as { done: number; total: number },
    )
    const done = told.map((progress) => progress.done)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    expect(new Set(done).size).toBeGreaterThan(2)
    expect(told.at(-1)).toEqual({ done: 120, total: 120 })
    expect(answer.text).toMatch(/event: ended\ndata: \{\}\n\n$/)
    expect(answer.text.match(/event: ended/g)).toHaveLength(1)
  })

  test('of a draft that has ended ends at once', async () => {
    const article = await longArticle(shop, 2)
    await startWork(shop)
    await drafted(shop, article)
    const { publicId } = await latest(shop, article)

    const answer = await visitAs(shop.db, shop.minji)
      .get(pathOf(article, publicId, 'progress'))
      .expect(200)
    expect(answer.text).toBe('event: progress\ndata: {"done":2,"total":2}\n\nevent: ended\ndata: {}\n\n')
  })

  test('is nobody’s business who is not signed in', async () => {
    const article = await longArticle(shop, 2)
    const { publicId } = await asked(shop, article)
    await visit(shop.db)
      .get(pathOf(article, publicId, 'progress'))
      .expect(303)
  })
})

describe('the review screen', () => {
  test('says before asking how many characters a draft would send, and then what the account has used', async () => {
    const article = await articleOf(shop, ['제목', '가나다 **라마** 😀', '이미 옮긴 문단'])
    await type(shop, article, 3, 'Done already.')
    shop.stub.used = 1_234
    const browser = visitAs(shop.db, shop.minji, { engine: engineAt(shop.stub) })

    const first = await browser.get(reviewOf(article)).expect(200)
    expect(first.text).toContain('14 characters of Korean are open for a draft')

    const usage = 'DeepL: 1,234 of 500,000 characters used in this period.'
    await until(async () => (await browser.get(reviewOf(article))).text.includes(usage))
  })

  test('does not wait for an engine that does not answer', async () => {
    const article = await longArticle(shop, 2)
    const engine = { ...engineAt(shop.stub), usage: () => new Promise<null>(() => {}) }
    await visitAs(shop.db, shop.minji, { engine }).get(reviewOf(article)).expect(200)
  })

  test('says that no engine is set up, and counts no characters then', async () => {
    const { text } = await visitAs(shop.db, shop.minji).get(reviewOf(await longArticle(shop, 2)))
    expect(text).toContain('No translation engine is set up')
    expect(text).not.toContain('id="estimate"')
  })

  test.each([
    ['456', 'All characters that DeepL allows for this period are used up.', false],
    ['403', 'DeepL did not accept the key.', false],
    ['404', 'DeepL refused this request', false],
    ['reset', 'DeepL cannot be reached at the moment', true],
    ['504', 'DeepL did not answer in time.', true],
    ['fewer', 'did not match the paragraphs', true],
  ] as const)(
    'says after %s what happened and what it may have cost',
    async (fault, sentence, maybeBilled) => {
      const article = await longArticle(shop, 3)
      const engine = engineAt(shop.stub)
      await startWork(shop, { engine })
      shop.stub.next(fault)
      await drafted(shop, article)

      const { text } = await visitAs(shop.db, shop.minji, { engine }).get(reviewOf(article)).expect(200)
      expect(text).toContain(sentence)
      expect(text.includes('may have been charged all the same')).toBe(maybeBilled)
      expect(text.includes('3 paragraphs were sent and got no answer.')).toBe(maybeBilled)
      expect(text).not.toContain(shop.stub.key)
      expect(text).toMatch(/data-key="draft"\s+aria-describedby/)
    },
  )

  test('marks the pairs that lost their formatting, and counts them', async () => {
    const article = await articleOf(shop, ['**굵은** 제목', '본문'])
    await startWork(shop)
    shop.stub.next('same-words')
    await drafted(shop, article)

    const { text } = await visitAs(shop.db, shop.minji).get(reviewOf(article)).expect(200)
    expect(text).toContain('In 1 paragraph the machine lost bold text or links.')
    expect(text.match(/Markup was lost/g)).toHaveLength(1)
  })
})

/** Drafts that a story left unfinished end with it, or the next one's jobs would send them. */
afterEach(async () => {
  const open = await shop.db('drafts').where({ finishedAt: null }).select('id')
  await shop
    .db('drafts')
    .where({ finishedAt: null })
    .update({ finishedAt: shop.db.fn.now(), fault: 'stopped' })
  for (const draft of open as { id: string }[]) await letGo(shop, draft)
})
