import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import { approve, returnVersion } from '../../server/approvals/actions'
import { publish, publishSource, schedule } from '../../server/publications/actions'
import {
  openSchedulesOf,
  publicationsOf,
  publishDue,
  schedulesOf,
  standingPublicationOf,
} from '../../server/publications/store'
import { writtenAt } from '../../server/web/times'
import { inTransaction, ownDatabase } from '../support/database'
import { approvedKimchi, publishedKimchi, submitAgain, submittedKimchi } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

const tomorrow = () => new Date(Date.now() + 24 * 3600 * 1000)

describe('publishing', () => {
  test(
    'puts exactly the approved words before readers, and says that the site has changed',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      let changes = 0

      await visitAs(db, cast.daniel, { siteChanged: () => changes++ })
        .post(`/desk/articles/${article.slug}/versions/1/publication`)
        .expect(303)

      expect(changes).toBe(1)
      expect(await publicEnglish(db, article)).toMatchObject({ title: 'Kimchi day' })
      expect(await standingPublicationOf(db, article, 'en')).toMatchObject({
        number: 1,
        publishedByName: 'Daniel',
        retractedAt: null,
      })
      expect(await told(db, article)).toContainEqual(['published', { language: 'en', version: 1 }])
    }),
  )

  test.each([
    ['a version nobody has approved', 'Only an approved version can be published.', submittedKimchi],
    ['what readers see already', 'This is the version readers see now.', publishedKimchi],
    [
      'a version that was returned',
      'This version was returned.',
      async (db: Db, cast: Cast) => {
        const article = await approvedKimchi(db, cast)
        await returnVersion(db, article, 1, cast.sujin, 'No.')
        return article
      },
    ],
  ])('is refused for %s', (_, sentence, kimchi) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await kimchi(db, cast)
      const before = await publicationsOf(db, article)

      const answer = await visitAs(db, cast.daniel)
        .post(`/desk/articles/${article.slug}/versions/1/publication`)
        .expect(422)

      expect(answer.text).toContain(sentence)
      expect(await publicationsOf(db, article)).toEqual(before)
    })(),
  )

  test(
    'is refused to a translator',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)

      const answer = await visitAs(db, cast.minji)
        .post(`/desk/articles/${article.slug}/versions/1/publication`)
        .expect(422)

      expect(answer.text).toContain('Only an editor can do this.')
      expect(await publicEnglish(db, article)).toBeUndefined()
    }),
  )

  test(
    'finds no version of another article',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      const other = await approvedKimchi(db, cast)
      await submitAgain(db, other, cast.minji, { 2: 'Salted.' })
      await approve(db, other, 2, cast.daniel)

      await visitAs(db, cast.daniel).post(`/desk/articles/${article.slug}/versions/2/publication`).expect(404)
      expect(await publicEnglish(db, article)).toBeUndefined()
    }),
  )

  test(
    'goes back to an earlier version the same way',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      await submitAgain(db, article, cast.minji, { 1: 'The day of kimchi' })
      await approve(db, article, 2, cast.daniel)
      await publish(db, article, 2, cast.daniel)
      expect(await publicEnglish(db, article)).toMatchObject({ title: 'The day of kimchi' })

      const page = await visitAs(db, cast.daniel).get(`/desk/articles/${article.slug}`).expect(200)
      expect(page.text).toContain('Go back to version 1')
      await visitAs(db, cast.daniel).post(`/desk/articles/${article.slug}/versions/1/publication`).expect(303)

      expect(await publicEnglish(db, article)).toMatchObject({ title: 'Kimchi day' })
      expect(await publicationsOf(db, article)).toHaveLength(3)
    }),
  )

  test(
    'takes the Korean through the same gate',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)

      await visitAs(db, cast.minji).post(`/desk/articles/${article.slug}/source/1/publication`).expect(422)
      await visitAs(db, cast.daniel).post(`/desk/articles/${article.slug}/source/1/publication`).expect(303)

      expect(await standingPublicationOf(db, article, 'ko')).toMatchObject({
        number: 1,
        title: '김장하는 날',
      })
      expect(await publicEnglish(db, article)).toBeUndefined()
    }),
  )
})

describe('retracting', () => {
  test(
    'takes the page back with a reason, and refuses to do it twice',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      const path = `/desk/articles/${article.slug}/en/retraction`
      let changes = 0
      const browser = visitAs(db, cast.daniel, { siteChanged: () => changes++ })

      await browser.post(path).type('form').send({ reason: 'The recipe is a family secret.' }).expect(303)

      expect(changes).toBe(1)
      expect(await publicEnglish(db, article)).toBeUndefined()
      expect(await standingPublicationOf(db, article, 'en')).toMatchObject({
        retractedByName: 'Daniel',
        retractionReason: 'The recipe is a family secret.',
      })
      const again = await browser.post(path).type('form').send({ reason: 'Really.' }).expect(422)
      expect(again.text).toContain('It has been taken back already.')
      expect(changes).toBe(1)

      await browser.post(`/desk/articles/${article.slug}/versions/1/publication`).expect(303)
      expect(await publicEnglish(db, article)).toMatchObject({ title: 'Kimchi day' })
    }),
  )

  test.each([
    ['without a reason', 'daniel', 'en', '', 'Please give a reason'],
    ['of what was never published', 'daniel', 'ko', 'Why not.', 'It was never published'],
    ['to a translator', 'minji', 'en', 'Mine.', 'Only an editor can do this.'],
  ] as const)('is refused %s', (_, name, language, reason, sentence) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)

      const answer = await visitAs(db, cast[name])
        .post(`/desk/articles/${article.slug}/${language}/retraction`)
        .type('form')
        .send({ reason })
        .expect(422)

      expect(answer.text).toContain(sentence)
      expect(await publicEnglish(db, article)).toMatchObject({ title: 'Kimchi day' })
    })(),
  )

  test(
    'knows two languages',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      await visitAs(db, cast.daniel).post(`/desk/articles/${article.slug}/fr/retraction`).expect(404)
    }),
  )
})

describe('scheduling', () => {
  test(
    'sets a day by the clocks of the house, asks for the job, and can be called off once',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      const browser = visitAs(db, cast.daniel)
      const at = writtenAt(tomorrow(), 'Asia/Seoul')

      await browser
        .post(`/desk/articles/${article.slug}/versions/1/schedule`)
        .type('form')
        .send({ at })
        .expect(303)

      const [planned] = await openSchedulesOf(db, article)
      expect(planned).toMatchObject({ language: 'en', number: 1, scheduledByName: 'Daniel' })
      expect(writtenAt(planned!.publishAt, 'Asia/Seoul')).toBe(at)
      expect(await publicEnglish(db, article)).toBeUndefined()
      const desk = await browser.get(`/desk/articles/${article.slug}`).expect(200)
      expect(desk.text).toContain('Call it off')

      const path = `/desk/articles/${article.slug}/schedules/${planned!.publicId}/called-off`
      await visitAs(db, cast.minji).post(path).expect(422)
      await browser.post(path).expect(303)
      expect(await openSchedulesOf(db, article)).toEqual([])
      const again = await browser.post(path).expect(422)
      expect(again.text).toContain('This schedule is over already.')
    }),
  )

  test.each([
    ['2001-01-01T09:00', 'That time has passed.'],
    ['2999-01-01T09:00', 'That is too far away.'],
    ['tomorrow', 'Please choose both a day and a time.'],
    ['', 'Please choose both a day and a time.'],
  ])('is refused for “%s”', (at, sentence) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)

      const answer = await visitAs(db, cast.daniel)
        .post(`/desk/articles/${article.slug}/versions/1/schedule`)
        .type('form')
        .send({ at })
        .expect(422)

      expect(answer.text).toContain(sentence)
      expect(await schedulesOf(db, article)).toEqual([])
    })(),
  )

  test(
    'is refused a second time, to a translator, and for what is not approved',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      const at = writtenAt(tomorrow(), 'Asia/Seoul')
      const path = `/desk/articles/${article.slug}/versions/1/schedule`

      await visitAs(db, cast.minji).post(path).type('form').send({ at }).expect(422)
      await visitAs(db, cast.daniel).post(path).type('form').send({ at }).expect(303)
      const second = await visitAs(db, cast.daniel).post(path).type('form').send({ at }).expect(422)
      expect(second.text).toContain('A day is set already.')

      const other = await submittedKimchi(db, cast)
      const third = await visitAs(db, cast.daniel)
        .post(`/desk/articles/${other.slug}/versions/1/schedule`)
        .type('form')
        .send({ at })
        .expect(422)
      expect(third.text).toContain('Only an approved version can be published.')
    }),
  )

  test(
    'belongs to its article: another one’s is not found',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      const other = await approvedKimchi(db, cast)
      await schedule(db, article, 1, cast.daniel, tomorrow())
      const [planned] = await openSchedulesOf(db, article)

      await visitAs(db, cast.daniel)
        .post(`/desk/articles/${other.slug}/schedules/${planned!.publicId}/called-off`)
        .expect(404)
      expect(await openSchedulesOf(db, article)).toHaveLength(1)
    }),
  )

  test(
    'gives way to publishing now, so that no older text comes back later',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      await schedule(db, article, 1, cast.daniel, tomorrow())
      await submitAgain(db, article, cast.minji, { 1: 'The day of kimchi' })
      await approve(db, article, 2, cast.daniel)

      await publish(db, article, 2, cast.daniel)

      expect(await openSchedulesOf(db, article)).toEqual([])
      expect(await told(db, article)).toContainEqual(['schedule-called-off', { language: 'en', version: 1 }])
    }),
  )
})

describe('when the day has come', () => {
  let database: Awaited<ReturnType<typeof ownDatabase>>
  beforeAll(async () => {
    database = await ownDatabase()
  })
  afterAll(() => database.close())

  test('the worker publishes what is due, and what was returned since is refused with the reason shown', async () => {
    const { web, worker } = database
    const cast = await world(web)
    const kept = await approvedKimchi(web, cast)
    const returned = await approvedKimchi(web, cast)
    const later = await approvedKimchi(web, cast)
    for (const article of [kept, returned]) {
      await schedule(web, article, 1, cast.daniel, new Date(Date.now() + 400))
    }
    await schedule(web, later, 1, cast.daniel, tomorrow())
    await publishSource(web, later, 1, cast.daniel)
    await returnVersion(web, returned, 1, cast.sujin, 'On second thoughts, no.')
    expect(await publishDue(worker)).toBe(0)

    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await publishDue(worker)).toBe(1)
    expect(await publishDue(worker)).toBe(0)

    expect(await publicEnglish(web, kept)).toMatchObject({ title: 'Kimchi day' })
    expect(await publicEnglish(web, returned)).toBeUndefined()
    expect(await publicEnglish(web, later)).toBeUndefined()
    expect(await schedulesOf(web, returned)).toMatchObject([{ refused: 'returned' }])

    const page = await visitAs(web, cast.daniel).get(`/desk/articles/${returned.slug}`).expect(200)
    expect(page.text).toContain('was to be published')
    expect(page.text).toContain('This version was returned.')
    expect(page.text).toContain('English version 1 could not be published when its time came.')
  })
})

type Cast = Awaited<ReturnType<typeof world>>

async function publicEnglish(db: Db, article: Article): Promise<unknown> {
  return db('site.pages').where({ articleId: article.id, language: 'en' }).first('title', 'html')
}

async function told(db: Db, article: Article): Promise<[string, unknown][]> {
  const events = await db<{ action: string; detail: unknown; articleId: string }>('events').where({
    articleId: article.id,
  })
  return events.map(({ action, detail }) => [action, detail])
}
