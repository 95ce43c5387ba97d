import { approvalsOf } from '../../server/approvals/store'
import { revokeRole } from '../../server/people/store'
import { publicationsOf } from '../../server/publications/store'
import { inTransaction, ownDatabase } from '../support/database'
import { approvedKimchi, correctKorean, publishedKimchi, submittedKimchi } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

describe('two at once', () => {
  let database: Awaited<ReturnType<typeof ownDatabase>>
  beforeAll(async () => {
    database = await ownDatabase()
  })
  afterAll(() => database.close())

  test('two editors approve: one of them is told that it is done', async () => {
    const cast = await world(database.web)
    const article = await submittedKimchi(database.web, cast)
    const path = `/desk/articles/${article.slug}/versions/1/approval`

    const answers = await Promise.all(
      [cast.daniel, cast.sujin].map((editor) => visitAs(database.web, editor).post(path)),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(answers.find(({ status }) => status === 422)!.text).toContain('This version is approved already.')
    expect(await approvalsOf(database.web, article)).toHaveLength(1)
  })

  test('an approval and a new Korean: whichever comes second knows of the first', async () => {
    const cast = await world(database.web)
    const article = await submittedKimchi(database.web, cast)

    const [answer] = await Promise.all([
      visitAs(database.web, cast.daniel).post(`/desk/articles/${article.slug}/versions/1/approval`),
      correctKorean(database.web, article, cast.sujin),
    ])

    const approved = (await approvalsOf(database.web, article)).length
    expect([answer.status, approved]).toEqual(answer.status === 303 ? [303, 1] : [422, 0])
  })

  test('a double click publishes once', async () => {
    const cast = await world(database.web)
    const article = await approvedKimchi(database.web, cast)
    const path = `/desk/articles/${article.slug}/versions/1/publication`

    const answers = await Promise.all([1, 2].map(() => visitAs(database.web, cast.daniel).post(path)))

    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(await publicationsOf(database.web, article)).toHaveLength(1)
  })
})

describe('an editor who is one no more, and whose screen does not know it yet', () => {
  test.each([
    ['approve', submittedKimchi, 'versions/1/approval'],
    ['return', submittedKimchi, 'versions/1/return'],
    ['publish', approvedKimchi, 'versions/1/publication'],
    ['publish the Korean', submittedKimchi, 'source/1/publication'],
    ['retract', publishedKimchi, 'en/retraction'],
  ])('cannot %s, and reads why', (_, kimchi, path) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await kimchi(db, cast)
      await revokeRole(db, cast.daniel, 'editor', cast.sujin)

      const answer = await visitAs(db, cast.daniel)
        .post(`/desk/articles/${article.slug}/${path}`)
        .type('form')
        .send({ reason: 'A reason.', reasons: 'A reason.' })
        .expect(422)

      expect(answer.text).toContain('Only an editor can do this.')
    })(),
  )
})
