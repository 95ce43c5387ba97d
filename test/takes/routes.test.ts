import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { inTransaction } from '../support/database'
import { freshKimchi } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { personWith, world } from '../support/world'

function takeAs(db: Db, article: Article, person: Person, first: string, last: string) {
  return visitAs(db, person).post(`/desk/articles/${article.slug}/take`).type('form').send({ first, last })
}

describe('paragraphs are taken', () => {
  test(
    'by a form, and others see by whom: above, and beside each of them',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      const { headers } = await takeAs(db, article, cast.jiwoo, '2', '3').expect(303)
      expect(headers.location).toBe(`/desk/articles/${article.slug}/review#takes`)

      const review = `/desk/articles/${article.slug}/review`
      const { text: theirs } = await visitAs(db, cast.minji).get(review)
      expect(theirs).toContain('<li>Jiwoo has taken 2 to 3</li>')
      expect(theirs.match(/Taken by Jiwoo/g)).toHaveLength(2)
      const { text: own } = await visitAs(db, cast.jiwoo).get(review)
      expect(own).toContain('You have taken 2 to 3.')
      expect(own).not.toContain('Taken by Jiwoo')
    }),
  )

  test(
    'one stretch at a time: the next ends the former, and every one of them stays written down',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await takeAs(db, article, cast.jiwoo, '1', '2').expect(303)
      await takeAs(db, article, cast.jiwoo, '4', '4').expect(303)
      await takeAs(db, article, cast.minji, '2', '4').expect(303)

      const rows = await db('takes').where({ articleId: article.id }).orderBy('id')
      expect(
        rows.map((row: { firstNumber: number; endedAt: Date | null }) => [
          row.firstNumber,
          row.endedAt !== null,
        ]),
      ).toEqual([
        [1, true],
        [4, false],
        [2, false],
      ])
      const deeds = await db('events').where({ articleId: article.id, action: 'taken' })
      expect(deeds).toHaveLength(3)
    }),
  )

  test(
    'until they are given back, which may be said twice',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await takeAs(db, article, cast.jiwoo, '1', '2').expect(303)
      for (let times = 0; times < 2; times++)
        await visitAs(db, cast.jiwoo).post(`/desk/articles/${article.slug}/take/end`).expect(303)

      expect(await db('takes').where({ articleId: article.id, endedAt: null })).toEqual([])
      expect(await db('events').where({ articleId: article.id, action: 'given-back' })).toHaveLength(1)
    }),
  )

  test.each([
    ['5', '2', 'This article has no paragraph of that number.'],
    ['3', '2', 'The last paragraph comes before the first.'],
    ['two', '3', 'Please write the numbers of the paragraphs in digits.'],
    ['', '', 'Please write the numbers of the paragraphs in digits.'],
  ])('not from %j to %j, and a sentence says why', (first, last, sentence) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      const { text } = await takeAs(db, article, cast.jiwoo, first, last).expect(422)
      expect(text).toContain(sentence)
      expect(await db('takes').where({ articleId: article.id })).toEqual([])
    })(),
  )

  test(
    'by nobody who does not translate',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      const hana = await personWith(db, 'Hana', ['admin'], cast.sujin.id)
      const { text } = await takeAs(db, article, hana, '1', '2').expect(422)
      expect(text).toContain('Only a translator or an editor can do this.')
    }),
  )

  test(
    'and lock nothing: others save there as ever',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await takeAs(db, article, cast.jiwoo, '1', '4').expect(303)
      await visitAs(db, cast.minji)
        .post(`/desk/articles/${article.slug}/pairs/2`)
        .type('form')
        .send({ text: 'Salt it.', revision: '0' })
        .expect(303)
    }),
  )

  test(
    'in rows that never change but for their end',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await takeAs(db, article, cast.jiwoo, '1', '2').expect(303)
      await expect(db.transaction((trx) => trx('takes').update({ lastNumber: 4 }))).rejects.toThrow()
      await expect(db.transaction((trx) => trx('takes').delete())).rejects.toThrow()
    }),
  )
})
