import { randomUUID } from 'node:crypto'
import { approve, returnVersion } from '../../server/approvals/actions'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import { publish, retract } from '../../server/publications/actions'
import type { Person } from '../../server/people/rules'
import { save } from '../../server/targets/actions'
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

const write = (db: Db, { slug }: Article, person: Person, text: string, baseRevision: string) =>
  save(db, { slug, number: 2 }, person, { text, baseRevision, saveId: randomUUID(), confirm: false })

test(
  'an address that was changed is one of the deeds, on the page of the article and in its history',
  inTransaction(async (db) => {
    const cast = await world(db)
    const article = await freshKimchi(db, cast)
    const moved = `${article.slug}-anew`
    const browser = visitAs(db, cast.daniel)
    await browser
      .post(`/desk/articles/${article.slug}/details`)
      .type('form')
      .send({ slug: moved })
      .expect(303)

    for (const path of [`/desk/articles/${moved}`, `/desk/articles/${moved}/history`])
      expect(plain((await browser.get(path).expect(200)).text)).toContain('Daniel changed the details.')
  }),
)

describe('the history of a pair', () => {
  test(
    'has every wording, who wrote it and what it changed, and the text that lost',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await write(db, article, cast.minji, 'Salt the cabbage.', '0')
      await write(db, article, cast.daniel, 'Salt the white cabbage.', '1')
      await write(db, article, cast.jiwoo, 'Pickle the cabbage.', '1')

      const path = `/desk/articles/${article.slug}/pairs/2/history`
      const { text } = await visitAs(db, cast.minji).get(path).expect(200)

      expect(plain(text)).toContain('Revision 2 What stands now Daniel by hand')
      expect(plain(text)).toContain('Salt the added: white cabbage.')
      expect(plain(text)).toContain('A text that was not taken Jiwoo by hand')
      expect(plain(text)).toContain('removed: Salt added: Pickle the cabbage.')
      expect(text).toContain('<html')
      const part = await visitAs(db, cast.minji).get(`${path}?part=1`).expect(200)
      expect(part.text).not.toContain('<html')
      expect(part.text).toContain('Revision 2')
    }),
  )

  test(
    'tells which versions hold the words, who confirmed them, and for which Korean they were written',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await correctKorean(db, article, cast.daniel)

      const { text } = await visitAs(db, cast.daniel).get(`/desk/articles/${article.slug}/pairs/2/history`)

      expect(plain(text)).toContain('Translation versions with these words: 1')
      expect(plain(text)).toContain('Confirmed by Minji')
      expect(plain(text)).toContain('another Korean than today’s (version 1)')
      expect(plain(text)).toContain('배추를 added: 굵은 소금에')
    }),
  )

  test(
    'puts earlier words back as a new revision of whoever asks, once however often the button is pressed',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await write(db, article, cast.minji, 'Salt the cabbage.', '0')
      await write(db, article, cast.minji, 'Nonsense.', '1')
      const browser = visitAs(db, cast.daniel)
      const form = formIn((await browser.get(`/desk/articles/${article.slug}/pairs/2/history`)).text)

      for (let press = 0; press < 2; press++) {
        await browser
          .post(`/desk/articles/${article.slug}/pairs/2/restoration`)
          .type('form')
          .send(form)
          .expect(303)
      }

      expect(await revisions(db, article)).toEqual([
        ['saved', '1', 'Salt the cabbage.', cast.minji.id],
        ['saved', '2', 'Nonsense.', cast.minji.id],
        ['saved', '3', 'Salt the cabbage.', cast.daniel.id],
      ])
    }),
  )

  test(
    'answers a conflict as any save does when somebody wrote meanwhile, and keeps both texts',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await write(db, article, cast.minji, 'Salt the cabbage.', '0')
      await write(db, article, cast.minji, 'Nonsense.', '1')
      const browser = visitAs(db, cast.daniel)
      const form = formIn((await browser.get(`/desk/articles/${article.slug}/pairs/2/history`)).text)
      await write(db, article, cast.jiwoo, 'Salt it.', '2')

      const answer = await browser
        .post(`/desk/articles/${article.slug}/pairs/2/restoration`)
        .type('form')
        .send(form)
        .expect(409)

      // Both texts are shown word by word against what both started from.
      const said = answer.text.replace(/<span class="visually-hidden"[^>]*>.*?<\/span>|<[^>]+>/gs, '')
      expect(said).toMatch(/Salt\s+it\./)
      expect(answer.text).toContain('Salt the cabbage.')
      expect((await revisions(db, article)).at(-1)).toEqual([
        'conflict',
        '3',
        'Salt the cabbage.',
        cast.daniel.id,
      ])
    }),
  )

  test(
    'puts the text that lost a conflict back as well',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await write(db, article, cast.minji, 'Salt it.', '0')
      await write(db, article, cast.jiwoo, 'Pickle it.', '0')
      const [lost] = await db('targetRevisions')
        .where({ articleId: article.id, outcome: 'conflict' })
        .pluck('save_id')

      await visitAs(db, cast.jiwoo)
        .post(`/desk/articles/${article.slug}/pairs/2/restoration`)
        .type('form')
        .send({ of: lost, revision: '1' })
        .expect(303)

      expect((await revisions(db, article)).at(-1)).toEqual(['saved', '2', 'Pickle it.', cast.jiwoo.id])
    }),
  )

  test(
    'refuses, in a sentence, what stands already, what somebody may not do, and what was never saved here',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await write(db, article, cast.minji, 'Salt it.', '0')
      const [of] = await db('targetRevisions').where({ articleId: article.id }).pluck('save_id')
      const hana = await personWith(db, 'Hana', ['admin'], cast.sujin.id)
      const post = (person: Person, form: object, number = 2) =>
        visitAs(db, person)
          .post(`/desk/articles/${article.slug}/pairs/${number}/restoration`)
          .type('form')
          .send(form)

      const same = await post(cast.minji, { of, revision: '1' }).expect(422)
      expect(same.text).toContain('This is what stands already, so there is nothing to put back.')
      const admin = await post(hana, { of, revision: '1' }).expect(422)
      expect(admin.text).toContain('Only a translator or an editor can do this.')
      await post(cast.minji, { of: randomUUID(), revision: '1' }).expect(404)
      await post(cast.minji, { of, revision: '1' }, 3).expect(404)
      await post(cast.minji, { of, revision: '1' }, 99).expect(404)
      for (const form of [{ of: 'x', revision: '1' }, { of, revision: '-1' }, {}])
        await post(cast.minji, form).expect(422)
      await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}/pairs/99/history`).expect(404)
    }),
  )
})

describe('the history of an article', () => {
  test(
    'tells the way of both sides, with reasons and notes',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await returnVersion(db, article, 1, cast.daniel, 'The salt is missing.')
      await submitAgain(db, article, cast.minji, { 2: 'Salt the cabbage well.' })
      await approve(db, article, 2, cast.daniel)
      await publish(db, article, 2, cast.daniel)
      await retract(db, article, 'en', cast.sujin, 'A family secret.')

      const { text } = await visitAs(db, cast.jiwoo).get(`/desk/articles/${article.slug}/history`).expect(200)

      for (const sentence of [
        'Daniel returned version 1.',
        'The salt is missing.',
        'Minji submitted version 2.',
        'Sujin took English version 2 back.',
        'A family secret.',
        'Compare with version 1',
      ]) {
        expect(text).toContain(sentence)
      }
      const page = await visitAs(db, cast.jiwoo).get(`/desk/articles/${article.slug}`).expect(200)
      expect(page.text).toContain(`/desk/articles/${article.slug}/history"`)
    }),
  )

  test(
    'compares any two versions of the Korean, and any two of the English',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      await correctKorean(db, article, cast.daniel)
      await submitAgain(db, article, cast.minji, { 2: 'Rub coarse salt into the cabbage.' })
      const get = (query: string) =>
        visitAs(db, cast.jiwoo).get(`/desk/articles/${article.slug}/history/comparison?${query}`)

      const ko = await get('ko=1..2').expect(200)
      expect(plain(ko.text)).toContain('2 paragraph Changed 배추를 added: 굵은 소금에 절입니다.')
      expect(plain(ko.text)).toContain('2 paragraphs are the same')
      const en = await get('en=2..1').expect(200)
      expect(plain(en.text)).toContain('Translation version 1 against version 2')
      expect(plain(en.text)).toContain('Changed: 1')
      expect(plain((await get('en=1..1').expect(200)).text)).toContain('Both versions say the same.')

      const chosen = await get('side=en&from=2&to=1').expect(303)
      expect(chosen.headers.location).toBe(`/desk/articles/${article.slug}/history/comparison?en=1..2`)
      await get('en=1..9').expect(404)
      for (const query of ['', 'ko=1', 'ko=a..b', 'side=ko&from=1', 'side=ko&from=1&from=2&to=3'])
        expect((await get(query).expect(422)).text).toContain('Please choose the two versions to compare.')
    }),
  )
})

describe('words changed before the approval', () => {
  test(
    'are shown to whoever wrote them: exactly those, against what was approved',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await submitAgain(db, article, cast.daniel, {
        2: 'Salt the white cabbage.',
        4: 'Give some to the neighbours.',
      })
      await approve(db, article, 2, cast.sujin)
      const get = (person: Person) =>
        visitAs(db, person).get(`/desk/articles/${article.slug}/versions/2/changes`)

      const minji = plain((await get(cast.minji).expect(200)).text)
      expect(minji).toContain('In 2 paragraphs your words were changed.')
      expect(minji).toContain('Salt the added: white cabbage.')
      expect(minji).not.toContain('Wait')
      expect(plain((await get(cast.daniel).expect(200)).text)).toContain('None of your words were changed')
      await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}/versions/9/changes`).expect(404)

      const notices = await kindsFor(db, cast.minji)
      expect(notices).toEqual(['words-changed'])
      expect(await kindsFor(db, cast.daniel)).toEqual(['approved'])
    }),
  )

  test(
    'are none where somebody rewrote only their own, or where the yes came before',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      await submitAgain(db, article, cast.jiwoo, { 2: 'Salt the white cabbage.' })
      await submitAgain(db, article, cast.jiwoo, { 2: 'Salt the cabbage well.' })
      await approve(db, article, 3, cast.sujin)

      expect(await kindsFor(db, cast.minji)).toEqual(['approved', 'approved'])
      expect(await kindsFor(db, cast.jiwoo)).toEqual(['approved'])
    }),
  )
})

async function kindsFor(db: Db, person: Person): Promise<string[]> {
  return db('notices').where({ personId: person.id }).orderBy('id').pluck('kind')
}

/** The words of a page, as a screen reader meets them. */
function plain(page: string): string {
  return page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** The hidden fields of the first button that puts words back. */
function formIn(page: string): Record<string, string> {
  const form = /<form[^>]*restoration.*?<\/form>/s.exec(page)![0]
  return Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  )
}

async function revisions(db: Db, article: Article): Promise<string[][]> {
  const rows = await db<Record<'outcome' | 'revision' | 'text' | 'savedBy' | 'articleId', string>>(
    'targetRevisions',
  )
    .where({ articleId: article.id })
    .orderBy('id')
    .select('outcome', 'revision', 'text', 'savedBy')
  return rows.map(({ outcome, revision, text, savedBy }) => [outcome, revision, text, savedBy])
}
