import { approve, returnVersion } from '../../server/approvals/actions'
import { take } from '../../server/assignments/actions'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { setRoles } from '../../server/people/actions'
import { sayWhetherMailIsSetUp } from '../../server/people/store'
import { comment } from '../../server/targets/actions'
import { inTransaction } from '../support/database'
import {
  approvedKimchi,
  correctKorean,
  freshKimchi,
  publishedKimchi,
  submitAgain,
  submittedKimchi,
} from '../support/kimchi'
import { visitAs } from '../support/visit'
import { personWith, world } from '../support/world'

interface NoticeRow {
  publicId: string
  personId: string
  kind: string
  detail: Record<string, unknown>
  readAt: Date | null
}

const told = (db: Db, person: Person) =>
  db<NoticeRow>('notices')
    .where({ personId: person.id })
    .orderBy('id')
    .select('kind', 'detail', 'publicId', 'readAt')
const kindsOf = async (db: Db, person: Person) => (await told(db, person)).map(({ kind }) => kind)

describe('people are told', () => {
  test(
    'of a return with its reasons: whose words it holds, and whoever has the article; never who did it',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await take(db, article, cast.jiwoo)
      await returnVersion(db, article, 1, cast.daniel, 'The salt is missing.')

      expect(await told(db, cast.minji)).toMatchObject([
        { kind: 'returned', detail: { version: 1, words: 'The salt is missing.' }, readAt: null },
      ])
      expect(await kindsOf(db, cast.jiwoo)).toEqual(['returned'])
      expect(await kindsOf(db, cast.daniel)).toEqual([])
      expect(await kindsOf(db, cast.sujin)).toEqual([])
    }),
  )

  test(
    'of an approval, and of nothing when it was refused',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await expect(approve(db, article, 1, cast.jiwoo)).rejects.toThrow('not-an-editor')
      expect(await kindsOf(db, cast.minji)).toEqual([])
      await approve(db, article, 1, cast.daniel)
      expect(await kindsOf(db, cast.minji)).toEqual(['approved'])
    }),
  )

  test(
    'when they are called by name in a comment, but not by themselves',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await comment(db, { slug: article.slug, number: 2 }, cast.daniel, '@Minji and @Daniel: which salt?')

      expect(await told(db, cast.minji)).toMatchObject([
        { kind: 'mentioned', detail: { number: 2, words: '@Minji and @Daniel: which salt?' } },
      ])
      expect(await kindsOf(db, cast.daniel)).toEqual([])
    }),
  )

  test(
    'of a correction of the Korean they translated, and not of a typo',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      await correctKorean(db, article, cast.daniel)

      expect((await told(db, cast.minji)).at(-1)).toMatchObject({ kind: 'corrected', detail: { version: 2 } })
      expect(await kindsOf(db, cast.jiwoo)).toEqual([])
    }),
  )

  test(
    'only as long as they work here',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await setRoles(db, cast.sujin, cast.minji, [])
      await approve(db, article, 1, cast.daniel)
      expect(await kindsOf(db, cast.minji)).toEqual([])
    }),
  )

  test(
    'in the way they chose for each kind: not at all, at the desk, or by mail where mail is set up',
    inTransaction(async (db) => {
      const cast = await world(db)
      await sayWhetherMailIsSetUp(db, true)
      const choose = (person: Person, returned: string) =>
        visitAs(db, person)
          .post('/desk/notices/choices')
          .type('form')
          .send({ ...allBy('mail'), returned })
          .expect(303)
      await choose(cast.minji, 'none')
      await choose(cast.jiwoo, 'desk')

      const article = await submittedKimchi(db, cast)
      await submitAgain(db, article, cast.jiwoo, { 2: 'Salt it well.' })
      await submitAgain(db, article, cast.sujin, { 3: 'Wait a night.' })
      await returnVersion(db, article, 3, cast.daniel, 'Not yet.')

      expect(await kindsOf(db, cast.minji)).toEqual([])
      expect(await kindsOf(db, cast.jiwoo)).toEqual(['returned'])
      expect(await kindsOf(db, cast.sujin)).toEqual(['returned'])
      expect(await lettersTo(db, cast.jiwoo)).toBe(0)
      expect(await lettersTo(db, cast.sujin)).toBe(1)

      await sayWhetherMailIsSetUp(db, false)
      await submitAgain(db, article, cast.sujin, { 3: 'Wait a whole night.' })
      await returnVersion(db, article, 4, cast.daniel, 'Not yet.')
      expect(await lettersTo(db, cast.sujin)).toBe(1)
    }),
  )

  test(
    'of the approval all the same when they want to hear nothing of changed words',
    inTransaction(async (db) => {
      const cast = await world(db)
      const choices = { ...allBy('desk'), 'words-changed': 'none' }
      await visitAs(db, cast.minji).post('/desk/notices/choices').type('form').send(choices).expect(303)
      const article = await submittedKimchi(db, cast)
      await submitAgain(db, article, cast.daniel, { 2: 'Salt it well.' })
      await approve(db, article, 2, cast.sujin)
      expect(await kindsOf(db, cast.minji)).toEqual(['approved'])
    }),
  )
})

describe('the page of notices', () => {
  test(
    'says what was done and leads there; following is reading',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await returnVersion(db, article, 1, cast.daniel, 'The salt is missing.')
      const browser = visitAs(db, cast.minji)

      const { text } = await browser.get('/desk/notices').expect(200)
      expect(text).toContain('Daniel returned version 1 of “<span lang="ko">김장하는 날</span>”.')
      expect(text).toContain('The salt is missing.')
      expect(text).toContain('There is 1 unread notice.')
      expect((await browser.get('/desk')).text).toContain('(1 unread)')

      const [notice] = await told(db, cast.minji)
      const followed = await browser.get(`/desk/notices/${notice!.publicId}`).expect(303)
      expect(followed.headers.location).toBe(`/desk/articles/${article.slug}/versions/1`)
      expect((await browser.get('/desk/notices')).text).toContain('You have read all notices.')
      expect((await browser.get('/desk')).text).not.toContain('unread)')
    }),
  )

  test(
    'marks one as read, or all',
    inTransaction(async (db) => {
      const cast = await world(db)
      const browser = visitAs(db, cast.minji)
      for (let count = 0; count < 3; count++) await approvedKimchi(db, cast)
      const [first] = await told(db, cast.minji)

      await browser.post(`/desk/notices/${first!.publicId}/read`).expect(303)
      expect((await told(db, cast.minji)).map(({ readAt }) => readAt !== null)).toEqual([true, false, false])
      await browser.post('/desk/notices/read').expect(303)
      expect((await told(db, cast.minji)).every(({ readAt }) => readAt !== null)).toBe(true)
    }),
  )

  test(
    'is one’s own: of the notices of others there is nothing to see',
    inTransaction(async (db) => {
      const cast = await world(db)
      await approvedKimchi(db, cast)
      const [notice] = await told(db, cast.minji)
      await visitAs(db, cast.jiwoo).get(`/desk/notices/${notice!.publicId}`).expect(404)
      await visitAs(db, cast.jiwoo).post(`/desk/notices/${notice!.publicId}/read`).expect(404)
      await visitAs(db, cast.jiwoo).get('/desk/notices/nothing').expect(404)
      expect((await told(db, cast.minji))[0]!.readAt).toBeNull()
    }),
  )

  test(
    'leads to the paragraph, to what the correction changed, to the words that were changed, to the article',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      const path = `/desk/articles/${article.slug}`
      await comment(db, { slug: article.slug, number: 2 }, cast.daniel, '@Minji?')
      await submitAgain(db, article, cast.daniel, { 2: 'Salt it well.' })
      await approve(db, article, 2, cast.sujin)
      await correctKorean(db, article, cast.daniel)

      const places = []
      for (const { publicId } of await told(db, cast.minji)) {
        places.push(
          (await visitAs(db, cast.minji).get(`/desk/notices/${publicId}`).expect(303)).headers.location,
        )
      }
      expect(places).toEqual([
        `${path}/review#p2`,
        `${path}/versions/2/changes`,
        `${path}/history/comparison?ko=1..2`,
      ])
      await visitAs(db, cast.minji).get(places[2]!).expect(200)
    }),
  )

  test(
    'refuses a way there is none of, and keeps what was chosen before',
    inTransaction(async (db) => {
      const cast = await world(db)
      const browser = visitAs(db, cast.minji)
      await browser.post('/desk/notices/choices').type('form').send(allBy('desk')).expect(303)
      const { text } = await browser
        .post('/desk/notices/choices')
        .type('form')
        .send({ ...allBy('none'), returned: 'pigeon' })
        .expect(422)
      expect(text).toContain('Please choose one way for each kind of notice.')
      expect(await db('noticeChoices').where({ personId: cast.minji.id, way: 'desk' })).toHaveLength(7)
    }),
  )
})

test(
  'how the letters fare is for admins, and says whether mail is set up',
  inTransaction(async (db) => {
    const cast = await world(db)
    const hana = await personWith(db, 'Hana', ['admin'], cast.sujin.id)
    await sayWhetherMailIsSetUp(db, false)
    expect((await visitAs(db, hana).get('/desk/people/letters').expect(200)).text).toContain(
      'No mail server is set up',
    )
    await visitAs(db, cast.daniel).get('/desk/people/letters').expect(404)
    expect((await visitAs(db, hana).get('/desk/people').expect(200)).text).toContain(
      'No mail server is set up',
    )
    await sayWhetherMailIsSetUp(db, true)
    expect((await visitAs(db, hana).get('/desk/people').expect(200)).text).toContain(
      'A mail server is set up.',
    )
  }),
)

function allBy(way: string): Record<string, string> {
  const kinds = ['returned', 'approved', 'words-changed', 'mentioned', 'corrected', 'assigned', 'reported']
  return Object.fromEntries(kinds.map((kind) => [kind, way]))
}

async function lettersTo(db: Db, person: Person): Promise<number> {
  const rows = await db('letters as letter')
    .join('notices as notice', 'notice.id', 'letter.noticeId')
    .where({ 'notice.personId': person.id })
    .select('letter.id')
  return rows.length
}
