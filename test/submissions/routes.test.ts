import {
  latestTranslationVersionOf,
  authorsOf,
  contentOf,
  translationVersion,
} from '../../server/submissions/store'
import { inTransaction } from '../support/database'
import { confirmAll, correctKorean, freshKimchi, submitAgain, submittedKimchi } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

describe('submitting the English', () => {
  test(
    'freezes every word and the page made of them, with the names of those who wrote',
    inTransaction(async (db) => {
      const { minji, jiwoo, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await confirmAll(db, article, minji)
      await confirmAll(db, article, jiwoo, { 4: 'Share it with everyone next door.' })

      const answer = await visitAs(db, minji)
        .post(`/desk/articles/${article.slug}/submission`)
        .type('form')
        .send({ note: 'The neighbours gave me trouble.' })
        .expect(303)

      expect(answer.headers.location).toBe(`/desk/articles/${article.slug}/versions/1`)
      const version = await translationVersion(db, article, 1)
      expect(version).toMatchObject({
        number: 1,
        sourceNumber: 1,
        title: 'Kimchi day',
        submittedByName: 'Minji',
        note: 'The neighbours gave me trouble.',
      })
      const { content, html } = await contentOf(db, version)
      expect(content.map(({ number, text }) => [number, text])).toEqual([
        [1, 'Kimchi day'],
        [2, 'Salt the cabbage.'],
        [3, 'Wait **overnight**.'],
        [4, 'Share it with everyone next door.'],
      ])
      expect(html).toContain('<p id="p3">Wait <strong>overnight</strong>.</p>')
      expect((await authorsOf(db, version)).map(({ name }) => name)).toEqual(['Jiwoo', 'Minji'])
      expect(await db('events').where({ articleId: article.id }).pluck('action')).toContain('submitted')
    }),
  )

  test(
    'leaves the workshop open: what is changed afterwards belongs to the next version',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await submittedKimchi(db, { minji, daniel })

      await confirmAll(db, article, minji, { 2: 'Salt the cabbages.' })

      const first = await contentOf(db, await translationVersion(db, article, 1))
      expect(first.content[1]!.text).toBe('Salt the cabbage.')
      expect(await submitAgain(db, article, minji)).toBe(2)
    }),
  )

  test(
    'is refused while pairs are open, saying how many, and keeps the note',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await submittedKimchi(db, { minji, daniel })
      await correctKorean(db, article, daniel)

      const answer = await visitAs(db, minji)
        .post(`/desk/articles/${article.slug}/submission`)
        .type('form')
        .send({ note: 'A note that took me a while to write.' })
        .expect(422)

      expect(answer.text).toContain('Paragraphs still to be confirmed: 1.')
      expect(answer.text).toContain('A note that took me a while to write.')
      expect((await latestTranslationVersionOf(db, article))!.number).toBe(1)
    }),
  )

  test(
    'is refused to whoever neither translates nor edits',
    inTransaction(async (db) => {
      const { minji, daniel, sujin } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await confirmAll(db, article, minji)
      const admin = { ...sujin, roles: ['admin' as const] }

      const answer = await visitAs(db, admin).post(`/desk/articles/${article.slug}/submission`).expect(422)

      expect(answer.text).toContain('Only a translator or an editor can do this.')
      expect(await latestTranslationVersionOf(db, article)).toBeNull()
    }),
  )

  test(
    'is refused when nothing has changed since, but not once the Korean has moved on',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await submittedKimchi(db, { minji, daniel })
      const browser = visitAs(db, minji)

      const answer = await browser.post(`/desk/articles/${article.slug}/submission`).expect(422)
      expect(answer.text).toContain('Nothing has changed since the last submission.')

      await correctKorean(db, article, daniel)
      await confirmAll(db, article, minji)
      await browser.post(`/desk/articles/${article.slug}/submission`).expect(303)
      expect(await translationVersion(db, article, 2)).toMatchObject({ sourceNumber: 2 })
    }),
  )

  test(
    'is refused for an article without any English, and for none at all',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })

      const answer = await visitAs(db, minji).post(`/desk/articles/${article.slug}/submission`).expect(422)
      expect(answer.text).toContain('There is no English to submit yet.')
      await visitAs(db, minji).post('/desk/articles/nowhere/submission').expect(404)
    }),
  )
})

test(
  'the page before it shows what is open, with the way there, and what will be frozen',
  inTransaction(async (db) => {
    const { minji, daniel } = await world(db)
    const article = await submittedKimchi(db, { minji, daniel })
    await correctKorean(db, article, daniel)

    const answer = await visitAs(db, minji).get(`/desk/articles/${article.slug}/submission`).expect(200)

    expect(answer.text).toContain(`/desk/articles/${article.slug}/review?show=open#p2`)
    expect(answer.text).toContain('배추를 굵은소금에 절입니다.')
    expect(answer.text).toContain('Wait <strong>overnight</strong>.')
    expect(answer.text).toMatch(/<button class="button"[^>]* disabled>/)
  }),
)
