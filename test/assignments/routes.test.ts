import type { Article } from '../../server/articles/rules'
import { assignmentOf } from '../../server/assignments/store'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { inTransaction } from '../support/database'
import { freshKimchi } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { personWith, world } from '../support/world'

const tomorrow = () => new Date(Date.now() + 36 * 3600 * 1000).toISOString().slice(0, 10)

const post = (db: Db, person: Person, { slug }: Article, path: string, form: object = {}) =>
  visitAs(db, person).post(`/desk/articles/${slug}/assignment${path}`).type('form').send(form)

const heading = (page: string) =>
  /<section class="assignment".*?<\/section>/s
    .exec(page)![0]
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('an assignment', () => {
  test(
    'is given by an editor, told to whoever gets it, and kept as a row when another follows',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await post(db, cast.daniel, article, '', { person: cast.minji.publicId, due: tomorrow() }).expect(303)
      await post(db, cast.daniel, article, '', { person: cast.jiwoo.publicId, due: tomorrow() }).expect(303)

      expect(await assignmentOf(db, article)).toMatchObject({
        person: { name: 'Jiwoo' },
        dueOn: tomorrow(),
        assignedBy: 'Daniel',
      })
      expect(await db('assignments').where({ articleId: article.id })).toHaveLength(2)
      expect(await db('notices').where({ personId: cast.minji.id, kind: 'assigned' })).toHaveLength(1)
      const { text } = await visitAs(db, cast.jiwoo).get(`/desk/articles/${article.slug}`).expect(200)
      expect(heading(text)).toContain('Jiwoo has it, due')
      expect(text).toContain('Daniel gave the article to Minji.')
    }),
  )

  test(
    'is taken by a translator where nobody has it, with the day that was set; and put down again',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await post(db, cast.daniel, article, '', { person: '', due: tomorrow() }).expect(303)
      const before = await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}`)
      expect(heading(before.text)).toContain('Take it on')

      await post(db, cast.minji, article, '/mine').expect(303)
      expect(await assignmentOf(db, article)).toMatchObject({ person: { name: 'Minji' }, dueOn: tomorrow() })
      expect(await db('notices').where({ personId: cast.minji.id })).toEqual([])
      const late = await post(db, cast.jiwoo, article, '/mine').expect(422)
      expect(late.text).toContain('Somebody has this article already.')

      const others = await post(db, cast.jiwoo, article, '/end').expect(422)
      expect(others.text).toContain('Only an editor can do this.')
      await post(db, cast.minji, article, '/end').expect(303)
      expect(await assignmentOf(db, article)).toBeNull()
    }),
  )

  test(
    'is refused in a sentence: a day that has passed, nobody who translates, nothing chosen',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      const hana = await personWith(db, 'Hana', ['admin'], cast.sujin.id)
      const person = cast.minji.publicId

      for (const [form, sentence] of [
        [{ person, due: '2021-01-01' }, 'That day has passed.'],
        [{ person, due: '2999-01-01' }, 'That is too far away.'],
        [{ person, due: 'soon' }, 'Please write the day like 2027-03-01.'],
        [{ person: hana.publicId }, 'An article can only be given to a translator or an editor.'],
        [{ person: 'nobody' }, 'This choice is no longer there.'],
        [{}, 'Please choose a person, or a day, or both.'],
      ] as const) {
        expect((await post(db, cast.daniel, article, '', form).expect(422)).text).toContain(sentence)
      }
      expect((await post(db, cast.minji, article, '', { person }).expect(422)).text).toContain(
        'Only an editor can do this.',
      )
      expect(await db('assignments').where({ articleId: article.id })).toEqual([])
    }),
  )

  test(
    'brings the article to the list of whoever has it, and keeps it from waiting for others',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await post(db, cast.daniel, article, '', { person: cast.minji.publicId, due: tomorrow() }).expect(303)

      const mine = await visitAs(db, cast.minji).get('/desk?queue=mine').expect(200)
      expect(mine.text).toContain(article.slug)
      expect(mine.text).toContain('You have it')
      expect((await visitAs(db, cast.jiwoo).get('/desk?queue=mine').expect(200)).text).not.toContain(
        article.slug,
      )
      const waiting = /aria-labelledby="waiting".*?<\/section>/s.exec(
        (await visitAs(db, cast.jiwoo).get('/desk')).text,
      )
      expect(waiting![0]).not.toContain(article.slug)
    }),
  )

  test(
    'is one at a time, and never rewritten',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await post(db, cast.minji, article, '/mine').expect(303)
      const row = { articleId: article.id, personId: cast.jiwoo.id, assignedBy: cast.daniel.id }

      const refused = (deed: (trx: Db) => Promise<unknown>) =>
        db.transaction(deed).catch((error: { code: string }) => error.code)
      expect(await refused((trx) => trx('assignments').insert(row))).toBe('23505')
      expect(await refused((trx) => trx('assignments').update({ personId: cast.jiwoo.id }))).toBe('42501')
      expect(await refused((trx) => trx('assignments').delete())).toBe('42501')
    }),
  )
})
