import { approve } from '../../server/approvals/actions'
import { approvalOf, returnOf } from '../../server/approvals/store'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import { updateOwnWorkApproval } from '../../server/people/store'
import { translationVersion } from '../../server/submissions/store'
import { comment } from '../../server/targets/actions'
import { inTransaction } from '../support/database'
import {
  approvedKimchi,
  correctKorean,
  publishedKimchi,
  submitAgain,
  submittedKimchi,
} from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

describe('approving a version', () => {
  test(
    'keeps the editor’s name, remembers the pairs and writes history',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await submittedKimchi(db, { minji, daniel })

      await visitAs(db, daniel).post(`/desk/articles/${article.slug}/versions/1/approval`).expect(303)

      const version = await translationVersion(db, article, 1)
      expect(await approvalOf(db, version)).toMatchObject({ approvedByName: 'Daniel', ownWorkReason: null })
      expect(await remembered(db, article)).toEqual([
        ['김장하는 날', 'Kimchi day'],
        ['배추를 소금에 절입니다.', 'Salt the cabbage.'],
        ['하룻밤 **기다립니다**.', 'Wait **overnight**.'],
        ['이웃과 나눕니다.', 'Share it with the neighbours.'],
      ])
      expect(await db('events').where({ articleId: article.id, action: 'approved' }).pluck('detail')).toEqual(
        [{ version: 1, ownWork: false }],
      )
    }),
  )

  test(
    'is refused to a translator, in a sentence they can read',
    inTransaction(async (db) => {
      const { minji, jiwoo, daniel } = await world(db)
      const article = await submittedKimchi(db, { minji, daniel })

      const answer = await visitAs(db, jiwoo)
        .post(`/desk/articles/${article.slug}/versions/1/approval`)
        .expect(422)

      expect(answer.text).toContain('Only an editor can do this.')
      expect(await approvalOf(db, await translationVersion(db, article, 1))).toBeNull()
    }),
  )

  test(
    'is refused to an editor whose own words it holds, until the house allows it and they say why',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await submittedKimchi(db, { minji, daniel })
      await submitAgain(db, article, minji, { 2: 'Salt the cabbages.' })
      await submitAgain(db, article, daniel, { 3: 'Wait one night.' })
      const path = `/desk/articles/${article.slug}/versions/3/approval`

      const first = await visitAs(db, daniel).post(path).expect(422)
      expect(first.text).toContain('Another editor has to approve what you have written yourself.')

      await updateOwnWorkApproval(db, true)
      const second = await visitAs(db, daniel).post(path).expect(422)
      expect(second.text).toContain('Approving your own words asks for a reason.')

      await visitAs(db, daniel).post(path).type('form').send({ reason: 'Nobody else is here.' }).expect(303)
      expect(await approvalOf(db, await translationVersion(db, article, 3))).toMatchObject({
        ownWorkReason: 'Nobody else is here.',
      })
    }),
  )

  test.each([
    [
      'twice',
      'This version is approved already.',
      (db: Db, article: Article, { sujin }: Cast) => approve(db, article, 1, sujin),
    ],
    [
      'of an older version',
      'A newer version has been submitted.',
      (db: Db, article: Article, { minji }: Cast) => submitAgain(db, article, minji, { 2: 'Salted.' }),
    ],
    [
      'after the Korean has moved on',
      'The Korean has moved on.',
      (db: Db, article: Article, { sujin }: Cast) => correctKorean(db, article, sujin),
    ],
    [
      'after it was returned',
      'This version was returned.',
      (db: Db, article: Article, { sujin }: Cast) => sendBack(db, article, sujin),
    ],
  ])('is refused %s', (_, sentence, before) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await before(db, article, cast)

      const answer = await visitAs(db, cast.daniel)
        .post(`/desk/articles/${article.slug}/versions/1/approval`)
        .expect(422)

      expect(answer.text).toContain(sentence)
    })(),
  )

  test(
    'of what is not there, or belongs to another article, is not found',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      const other = await submittedKimchi(db, cast)
      await submitAgain(db, other, cast.minji, { 2: 'Salted.' })
      const browser = visitAs(db, cast.daniel)

      await browser.post(`/desk/articles/${article.slug}/versions/2/approval`).expect(404)
      await browser.post(`/desk/articles/${article.slug}/versions/1e0/approval`).expect(404)
      await browser.post('/desk/articles/nowhere/versions/1/approval').expect(404)
    }),
  )
})

describe('returning a version', () => {
  test(
    'reaches the translator with its reasons, and takes an approval and what was remembered back',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)

      await sendBack(db, article, cast.daniel, 'Cabbage is heavier than that.')

      expect(await returnOf(db, await translationVersion(db, article, 1))).toMatchObject({
        returnedByName: 'Daniel',
        reasons: 'Cabbage is heavier than that.',
      })
      expect(await remembered(db, article)).toEqual([])
      const page = await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}`).expect(200)
      expect(page.text).toContain('Cabbage is heavier than that.')
      const desk = await visitAs(db, cast.minji).get('/desk').expect(200)
      expect(desk.text).toContain('Cabbage is heavier than that.')
    }),
  )

  test.each([
    ['without a reason', ' ', 'Please give a reason', submittedKimchi],
    ['while readers see it', 'Wrong.', 'Readers see this version now.', publishedKimchi],
  ])('is refused %s', (_, reasons, sentence, kimchi) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await kimchi(db, cast)

      const answer = await visitAs(db, cast.daniel)
        .post(`/desk/articles/${article.slug}/versions/1/return`)
        .type('form')
        .send({ reasons })
        .expect(422)

      expect(answer.text).toContain(sentence)
    })(),
  )

  test(
    'is refused to a translator, and twice to anyone',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      const path = `/desk/articles/${article.slug}/versions/1/return`

      await visitAs(db, cast.minji)
        .post(path)
        .type('form')
        .send({ reasons: 'I changed my mind.' })
        .expect(422)
      expect(await returnOf(db, await translationVersion(db, article, 1))).toBeNull()

      await sendBack(db, article, cast.daniel)
      const answer = await visitAs(db, cast.sujin)
        .post(path)
        .type('form')
        .send({ reasons: 'Me too.' })
        .expect(422)
      expect(answer.text).toContain('This version was returned.')
    }),
  )
})

describe('reading a version', () => {
  test(
    'stands beside its Korean, with what changed word by word and what was said',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      await submitAgain(db, article, cast.minji, { 2: 'Salt the heavy cabbage.' })
      await comment(db, { slug: article.slug, number: 2 }, cast.minji, 'Is “heavy” too much?')

      const { text } = await visitAs(db, cast.daniel)
        .get(`/desk/articles/${article.slug}/versions/2`)
        .expect(200)

      expect(text).toContain('배추를 소금에 절입니다.')
      expect(text).toMatch(/<ins>.*heavy/s)
      expect(text).toContain('1 paragraph has changed since version 1, which was approved last.')
      expect(text).toContain('Is “heavy” too much?')
      expect(text).toContain('Wait <strong>overnight</strong>.')
    }),
  )

  test(
    'greys the button and says why, as the refused request would',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await correctKorean(db, article, cast.daniel)

      const { text } = await visitAs(db, cast.daniel)
        .get(`/desk/articles/${article.slug}/versions/1`)
        .expect(200)

      expect(text).toContain('The Korean has moved on.')
      expect(text).toMatch(/<button class="button" aria-describedby="approve-means" disabled>/)
    }),
  )
})

type Cast = Awaited<ReturnType<typeof world>>

async function sendBack(db: Db, article: Article, editor: Cast['daniel'], reasons = 'Not yet.') {
  await visitAs(db, editor)
    .post(`/desk/articles/${article.slug}/versions/1/return`)
    .type('form')
    .send({ reasons })
    .expect(303)
}

async function remembered(db: Db, article: Article): Promise<string[][]> {
  const closed = db('closedVersions').select('translationVersionId')
  const entries = await db<{ sourceText: string; targetText: string; articleId: string }>('memoryEntries')
    .where({ articleId: article.id })
    .whereNotIn('translationVersionId', closed)
    .orderBy('id')
  return entries.map(({ sourceText, targetText }) => [sourceText, targetText])
}
