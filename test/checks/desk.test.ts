import { randomUUID } from 'node:crypto'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { bringIn } from '../../server/sources/actions'
import { save } from '../../server/targets/actions'
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
      expect((await visit.get(submission)).text).toContain('Findings that say something is wrong')
      const note = 'The mayor’s name is as she spells it.'
      const refused = await visit.post(submission).type('form').send({ note }).expect(422)
      expect(refused.text).toContain('role="alert"')
      expect(refused.text).toContain('Findings that say something is wrong: 1.')
      expect(refused.text).toContain(`href="${findings(article)}"`)
      expect(refused.text).toContain(`\n${note}</textarea>`)

      await confirmAll(db, article, minji, { 2: right })
      await visit.post(submission).type('form').send({ note: '' }).expect(303)
    }),
  )

  test(
    'stands before the submission with what holds it up first',
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, wrong)
      await confirmAll(db, article, minji, { 1: 'Members members', 2: wrong })
      const { text } = await visitAs(db, minji).get(`/desk/articles/${article.slug}/submission`).expect(200)
      const severities = [...text.matchAll(/finding finding--(\w+)/g)].map(([, severity]) => severity)
      expect(severities).toEqual(['block', 'warn'])
    }),
  )

  test(
    'is mended by the key where something more serious cannot be mended by any',
    inTransaction(async (db) => {
      const { article, minji } = await desk(db, `The ${right.replace('The', 'the')} “Yes.`)
      const { text } = await visitAs(db, minji)
        .get(`${findings(article)}?part=1`)
        .expect(200)
      expect(text.match(/data-key=repair/g)).toHaveLength(1)
      expect(text.match(/<kbd>Alt R<\/kbd>/g)).toHaveLength(1)
      expect(text.match(/data-key=dismiss/g)).toHaveLength(1)
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
      const finding = await keyOf(db, minji, article)
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

describe('what is found in an article as a whole', () => {
  const [opening, money] = [
    '2026년 3월 5일, 동네 빵집이 문을 열었다. 조합원 37명이 돈을 모았다.',
    '내년에는 1억 2천만 원을 들여 두 번째 가게를 연다.',
  ]
  const openingEnglish =
    'On March 5, 2026, a bakery opened in the neighbourhood. Its 37 members had put money together.'
  const moneyEnglish = 'Next year they will open a second shop for 120 million won.'
  const exchanged = { 1: 'A bakery', 2: moneyEnglish, 3: openingEnglish }

  test(
    'is said by the numbers people see, with a way to each of the pairs',
    inTransaction(async (db) => {
      const { article, minji } = await bakery(db)
      await confirmAll(db, article, minji, exchanged)
      const visit = visitAs(db, minji)
      const review = await visit.get(`/desk/articles/${article.slug}/review`).expect(200)
      expect(review.text).toContain(`href="/desk/articles/${article.slug}/findings"`)

      const { text } = await visit.get(whole(article)).expect(200)
      expect(text).toContain('The English of paragraphs 2 and 3 seems to be exchanged.')
      expect(text).toContain(`href="/desk/articles/${article.slug}/review#p3"`)
      const { text: submission } = await visit.get(`/desk/articles/${article.slug}/submission`)
      expect(submission).toContain('The English of paragraphs 2 and 3 seems to be exchanged.')
    }),
  )

  test(
    'is judged right for the two texts of each pair it is about, and found again when one changes',
    inTransaction(async (db) => {
      const { article, minji, sujin } = await bakery(db)
      await confirmAll(db, article, minji, exchanged)
      const visit = visitAs(db, minji)
      const finding = keyIn((await visit.get(whole(article))).text)
      const judge = (person: Person, part = 'dismissals') =>
        visitAs(db, person).post(`/desk/articles/${article.slug}/${part}`).type('form').send({ finding })

      const submission = `/desk/articles/${article.slug}/submission`
      const refusal = async () => (await visit.post(submission).send('note=').expect(422)).text
      expect(await refusal()).toContain('Findings that say something is wrong: 6.')

      await judge({ ...sujin, roles: ['admin'] }).expect(422)
      await judge(minji).expect(303)
      await judge(minji).expect(422)
      expect((await visit.get(whole(article))).text).toContain('Minji judged it right as it is.')
      expect(await refusal()).toContain('Findings that say something is wrong: 5.')
      const { text } = await visit.get(`/desk/articles/${article.slug}/submission`)
      expect(text).not.toContain('seems to be exchanged')

      await judge(minji, 'dismissals/withdrawal').expect(303)
      expect((await visit.get(whole(article))).text).not.toContain('judged it right')
      await judge(minji).expect(303)
      await confirmAll(db, article, minji, { ...exchanged, 3: `${openingEnglish} Bread followed.` })
      expect((await visit.get(whole(article))).text).not.toContain('judged it right')
      await judge(minji).expect(303)
      expect((await visit.get(whole(article))).text).toContain('judged it right')
    }),
  )

  test(
    'is no paragraph that nobody has come to yet, but one that was passed over',
    inTransaction(async (db) => {
      const { article, minji } = await bakery(db)
      const write = (number: number, text: string) =>
        save(db, { slug: article.slug, number }, minji, {
          ...{ text, baseRevision: '0', saveId: randomUUID(), confirm: false },
        })
      await write(1, 'A bakery')
      expect((await visitAs(db, minji).get(whole(article))).text).toContain('Nothing was found.')
      await write(3, moneyEnglish)
      const { text } = await visitAs(db, minji).get(whole(article))
      expect(text).toContain('Paragraph 2 has no English.')
      expect(text).not.toContain('name="finding"')
    }),
  )

  test(
    'is not looked for where an admin has switched it off',
    inTransaction(async (db) => {
      const { article, minji, sujin } = await bakery(db)
      await confirmAll(db, article, minji, exchanged)
      const { text } = await visitAs(db, sujin).get('/desk/checks')
      const names = [...text.matchAll(/name="on" value="([\w-]+)"/g)].map(([, name]) => name!)
      expect(names).toContain('swapped-neighbours')
      const on = names.filter((name) => name !== 'swapped-neighbours')
      await visitAs(db, sujin).post('/desk/checks').type('form').send({ on }).expect(303)
      expect((await visitAs(db, minji).get(whole(article))).text).toContain('Nothing was found.')
    }),
  )

  async function bakery(db: Db) {
    const cast = await world(db)
    const article = await bringIn(db, cast.daniel, {
      ...{ slug: 'bakery', categoryId: null, seriesId: null, part: null, related: [] },
      blocks: ['빵집', opening, money].map((text, index) => ({
        ...{ kind: index === 0 ? ('title' as const) : ('paragraph' as const), text, attributes: {} },
      })),
    })
    return { ...cast, article }
  }

  function whole({ slug }: Article): string {
    return `/desk/articles/${slug}/findings`
  }
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

async function keyOf(db: Db, person: Person, article: Article): Promise<string> {
  return keyIn((await visitAs(db, person).get(findings(article))).text)
}

function keyIn(text: string): string {
  return /name="finding" value="([^"]+)"/.exec(text)![1]!.replaceAll('&#34;', '"').replaceAll('&amp;', '&')
}

async function judge(db: Db, person: Person, article: Article) {
  const finding = await keyOf(db, { ...person, roles: ['translator'] }, article)
  return visitAs(db, person)
    .post(`/desk/articles/${article.slug}/pairs/2/dismissals`)
    .type('form')
    .send({ finding })
}
