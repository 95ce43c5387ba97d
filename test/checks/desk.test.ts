import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { bringIn } from '../../server/sources/actions'
import { inTransaction } from '../support/database'
import { confirmAll } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

const wrong = 'The village has 3,000 members.'
const right = 'The village has 30,000 members.'

describe('what is found in a pair', () => {
  test(
    'is said with what was read, and with the English as it would be right',
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, wrong)
      const { text } = await visitAs(db, minji).get(findings(article)).expect(200)
      expect(text).toContain('30,000')
      expect(text).toContain(`name="text" value="${right}"`)
    }),
  )

  test(
    'holds the submission up until it is mended',
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, wrong)
      const visit = visitAs(db, minji)
      const submission = `/desk/articles/${article.slug}/submission`
      expect((await visit.get(submission)).text).toContain('findings say that something is wrong')
      await visit.post(submission).type('form').send({ note: '' }).expect(422)

      await confirmAll(db, article, minji, { 2: right })
      await visit.post(submission).type('form').send({ note: '' }).expect(303)
    }),
  )

  test(
    'or judged right by somebody, for these two wordings only',
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, wrong)
      const visit = visitAs(db, minji)
      await judge(db, minji, article).then((answer) => expect(answer.status).toBe(303))
      expect((await visit.get(findings(article))).text).toContain('Minji judged it right as it is.')
      expect(await db('events').where({ articleId: article.id }).pluck('action')).toContain(
        'finding-dismissed',
      )

      await confirmAll(db, article, minji, { 2: `${wrong} All of them.` })
      expect((await visit.get(findings(article))).text).not.toContain('Minji judged it right')
    }),
  )

  test(
    'may be found again when the judgement is taken back',
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, wrong)
      const finding = await keyIn(db, minji, article)
      await judge(db, minji, article)
      const back = `/desk/articles/${article.slug}/pairs/2/dismissals/withdrawal`
      await visitAs(db, minji).post(back).type('form').send({ finding }).expect(303)
      expect((await visitAs(db, minji).get(findings(article))).text).not.toContain('judged it right')
      await visitAs(db, minji).post(back).type('form').send({ finding }).expect(422)
    }),
  )

  test(
    'is judged once, by one who translates, and only while it is found',
    inTransaction(async (db) => {
      const { article, minji, sujin } = await desk(db, wrong)
      expect((await judge(db, { ...sujin, roles: ['admin'] }, article)).status).toBe(422)
      expect((await judge(db, minji, article)).status).toBe(303)
      expect((await judge(db, minji, article)).status).toBe(422)
      const address = `/desk/articles/${article.slug}/pairs/2/dismissals`
      await visitAs(db, minji).post(address).type('form').send({ finding: 'something else' }).expect(422)
      await visitAs(db, minji).get(`/desk/articles/${article.slug}/pairs/99/findings`).expect(404)
    }),
  )
})

describe('a check', () => {
  test(
    'is switched off by an admin and then finds nothing',
    inTransaction(async (db) => {
      const { article, minji, sujin } = await desk(db, wrong)
      const page = await visitAs(db, sujin).get('/desk/checks').expect(200)
      const names = [...page.text.matchAll(/name="on" value="([\w-]+)"/g)].map(([, name]) => name!)
      const on = names.filter((name) => !['magnitude', 'missing-number', 'added-number'].includes(name))
      await visitAs(db, sujin).post('/desk/checks').type('form').send({ on }).expect(303)

      expect((await visitAs(db, minji).get(findings(article))).text).toContain('Nothing was found.')
      await visitAs(db, minji).post('/desk/checks').type('form').send({ on: [] }).expect(422)
    }),
  )
})

async function desk(db: Db, english: string) {
  const cast = await world(db)
  const article = await bringIn(db, cast.daniel, {
    ...{ slug: 'members', categoryId: null, seriesId: null, part: null, related: [] },
    blocks: [
      { kind: 'title', text: '조합원', attributes: {} },
      { kind: 'paragraph', text: '마을 조합원은 3만 명입니다.', attributes: {} },
    ],
  })
  await confirmAll(db, article, cast.minji, { 1: 'Members', 2: english })
  return { ...cast, article }
}

function findings({ slug }: Article): string {
  return `/desk/articles/${slug}/pairs/2/findings`
}

async function keyIn(db: Db, person: Person, article: Article): Promise<string> {
  const { text } = await visitAs(db, person).get(findings(article))
  return /name="finding" value="([^"]+)"/.exec(text)![1]!.replaceAll('&#34;', '"').replaceAll('&amp;', '&')
}

async function judge(db: Db, person: Person, article: Article) {
  const finding = await keyIn(db, { ...person, roles: ['translator'] }, article)
  return visitAs(db, person)
    .post(`/desk/articles/${article.slug}/pairs/2/dismissals`)
    .type('form')
    .send({ finding })
}
