import { randomUUID } from 'node:crypto'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { contentOf, translationVersion } from '../../server/submissions/store'
import { isOpen, needsNone, stateOf } from '../../server/targets/rules'
import { save } from '../../server/targets/actions'
import { pairsOf } from '../../server/targets/store'
import { addSourceVersion } from '../../server/sources/actions'
import { latestSourceVersion, sourceSegments } from '../../server/sources/store'
import { inTransaction } from '../support/database'
import { confirmAll, freshKimchi, submitAgain } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

describe('a paragraph without a counterpart', () => {
  test(
    'needs no English once somebody has said why, is not missed, and stands in no version',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await confirmAll(db, article, minji)
      await empty(db, minji, article, 4)

      await say(db, minji, article, 4, { kind: 'none', reason: 'A greeting to local readers.' }).expect(303)

      const pair = await pairAt(db, article, 4)
      expect([needsNone(pair), isOpen(pair), stateOf(pair)]).toEqual([true, false, 'none'])
      const number = await submitWithout(db, article, minji)
      const { html } = await contentOf(db, await translationVersion(db, article, number))
      expect(html).not.toContain('id="p4"')
      expect(await db('events').where({ articleId: article.id }).pluck('action')).toContain(
        'counterpart-said',
      )
    }),
  )

  test(
    'is missed again when its Korean changes, and when the word is taken back',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await say(db, minji, article, 4, { kind: 'none', reason: 'Local.' }).expect(303)
      await change(db, article, daniel, 4, '온 마을 이웃과 나눕니다.')
      expect(stateOf(await pairAt(db, article, 4))).toBe('empty')

      await say(db, minji, article, 3, { kind: 'none', reason: 'Local.' }).expect(303)
      const back = `/desk/articles/${article.slug}/pairs/3/counterpart/withdrawal`
      await visitAs(db, minji).post(back).expect(303)
      expect(stateOf(await pairAt(db, article, 3))).toBe('empty')
      await visitAs(db, minji).post(back).expect(422)
    }),
  )

  test(
    'may say something more for foreign readers, in paragraphs of its own',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      const more = 'Share it.\n\nKimjang is the communal making of kimchi for the winter.'
      await submitAgain(db, article, minji, { 4: more })
      await say(db, minji, article, 4, {
        kind: 'added',
        reason: 'Foreign readers do not know kimjang.',
      }).expect(303)

      const { html } = await contentOf(db, await translationVersion(db, article, 1))
      expect(html).toContain('<p id="p4">Share it.</p>\n<p>Kimjang is the communal making of kimchi')
      const { text } = await visitAs(db, minji).get(`/desk/articles/${article.slug}/review`)
      expect(text).toContain('Foreign readers do not know kimjang.')
    }),
  )

  test.each([
    ['without a reason', 4, { kind: 'none', reason: ' ' }, 'Please give a reason'],
    ['for a title', 1, { kind: 'none', reason: 'No.' }, 'A title needs English'],
    ['as added where there are no words', 4, { kind: 'added', reason: 'Yes.' }, 'There is no English yet'],
    ['of a kind there is not', 4, { kind: 'maybe', reason: 'Yes.' }, ''],
  ])('is not accepted %s', (_, number, form, sentence) =>
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      const { text } = await say(db, minji, article, number, form).expect(422)
      expect(text).toContain(sentence)
    })(),
  )

  test(
    'is not said of a pair with words, twice, or by one who does not translate',
    inTransaction(async (db) => {
      const { minji, daniel, sujin } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      const none = { kind: 'none', reason: 'Local.' }
      await say(db, { ...sujin, roles: ['admin'] }, article, 4, none).expect(422)
      await say(db, minji, article, 4, none).expect(303)
      await say(db, minji, article, 4, none).expect(422)
      await confirmAll(db, article, minji)
      await say(db, minji, article, 3, none).expect(422)
    }),
  )
})

describe('English that is parted and joined as its Korean was', () => {
  test(
    'goes on in the new pair from the place that was named',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await confirmAll(db, article, minji, { 2: 'Salt the cabbage. Rinse it well.' })
      await part(db, article, daniel)

      const page = await visitAs(db, minji).get(`/desk/articles/${article.slug}/pairs/2`).expect(200)
      expect(page.text).toContain('name="at" value="18"')
      await visitAs(db, minji)
        .post(`/desk/articles/${article.slug}/pairs/2/parting`)
        .type('form')
        .send({ into: '5', at: '18', revision: '1' })
        .expect(303)

      expect((await pairAt(db, article, 2)).target.text).toBe('Salt the cabbage.')
      expect((await pairAt(db, article, 5)).target.text).toBe('Rinse it well.')
    }),
  )

  test.each([
    ['at its end', { into: '5', at: '99', revision: '1' }],
    ['into a pair that has words', { into: '3', at: '18', revision: '1' }],
    ['without a number', { into: '5', at: 'here', revision: '1' }],
    ['into a pair past all numbers', { into: '999999999999999', at: '18', revision: '1' }],
    ['on top of a revision past all numbers', { into: '5', at: '18', revision: '9'.repeat(19) }],
  ])('is not parted %s', (_, form) =>
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await confirmAll(db, article, minji, { 2: 'Salt the cabbage. Rinse it well.' })
      await part(db, article, daniel)
      const address = `/desk/articles/${article.slug}/pairs/2/parting`
      await visitAs(db, minji).post(address).type('form').send(form).expect(422)
      expect((await pairAt(db, article, 2)).target.text).toBe('Salt the cabbage. Rinse it well.')
    })(),
  )

  test(
    'is not parted over somebody else’s later words, and then neither pair changes',
    inTransaction(async (db) => {
      const { minji, daniel, jiwoo } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await confirmAll(db, article, minji, { 2: 'Salt the cabbage. Rinse it well.' })
      await part(db, article, daniel)
      await confirmAll(db, article, jiwoo, { 2: 'Salt the cabbages. Rinse them well.', 5: '' }).catch(
        () => {},
      )
      const text = (await pairAt(db, article, 2)).target.text

      const answer = await visitAs(db, minji)
        .post(`/desk/articles/${article.slug}/pairs/2/parting`)
        .type('form')
        .send({ into: '5', at: '18', revision: '1' })
        .expect(422)
      expect(answer.text).toContain('Somebody else saved this paragraph meanwhile')
      expect((await pairAt(db, article, 2)).target.text).toBe(text)
      expect((await pairAt(db, article, 5)).target.text).toBe('')
    }),
  )

  test(
    'is not parted at a place that was meant for other words, even of the same person',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await confirmAll(db, article, minji, { 2: 'Salt the cabbage. Rinse it well.' })
      await part(db, article, daniel)
      const wording = { text: 'First, salt the cabbage. Rinse it well.', baseRevision: '1', confirm: false }
      await save(db, { slug: article.slug, number: 2 }, minji, { ...wording, saveId: randomUUID() })

      await visitAs(db, minji)
        .post(`/desk/articles/${article.slug}/pairs/2/parting`)
        .type('form')
        .send({ into: '5', at: '18', revision: '1' })
        .expect(422)
      expect((await pairAt(db, article, 2)).target.text).toBe('First, salt the cabbage. Rinse it well.')
    }),
  )

  test(
    'takes in the English of the paragraph that was joined to it',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await confirmAll(db, article, minji)
      const [title, salt, wait, share] = await sourceSegments(db, await latestSourceVersion(db, article))
      const joined = { ...salt!, text: `${salt!.text} ${wait!.text}` }
      await addSourceVersion(db, article, daniel, {
        blocks: [title!, joined, share!].map(({ kind, text, attributes }) => ({ kind, text, attributes })),
        ...{ significance: 'update', note: '' },
        identities: [title!, salt!, share!].map(({ segmentId }) => segmentId),
        links: [
          {
            kind: 'edited',
            corrected: false,
            oldSegmentId: salt!.segmentId,
            newSegmentId: salt!.segmentId,
            position: 1,
          },
          {
            kind: 'merged',
            corrected: false,
            oldSegmentId: wait!.segmentId,
            newSegmentId: salt!.segmentId,
            position: 1,
          },
        ],
      })

      const { text } = await visitAs(db, minji).get(`/desk/articles/${article.slug}/pairs/2`).expect(200)
      expect(text).toContain('Wait **overnight**.')
      await visitAs(db, minji)
        .post(`/desk/articles/${article.slug}/pairs/2/joining`)
        .type('form')
        .send({ joined: 'Wait **overnight**.', before: 'no', revision: '1' })
        .expect(303)
      expect((await pairAt(db, article, 2)).target.text).toBe('Salt the cabbage. Wait **overnight**.')
    }),
  )
})

function say(db: Db, person: Person, { slug }: Article, number: number, form: object) {
  return visitAs(db, person)
    .post(`/desk/articles/${slug}/pairs/${number}/counterpart`)
    .type('form')
    .send(form)
}

async function pairAt(db: Db, article: Article, number: number) {
  const pairs = await pairsOf(db, await latestSourceVersion(db, article))
  return pairs.find(({ source }) => source.number === number)!
}

async function empty(db: Db, person: Person, { slug }: Article, number: number): Promise<void> {
  const address = `/desk/articles/${slug}/pairs/${number}`
  await visitAs(db, person).post(address).type('form').send({ text: '', revision: '1' }).expect(303)
}

async function submitWithout(db: Db, { slug }: Article, person: Person): Promise<number> {
  const answer = await visitAs(db, person)
    .post(`/desk/articles/${slug}/submission`)
    .type('form')
    .send({ note: '' })
    .expect(303)
  return Number(answer.headers.location!.split('/').pop())
}

async function change(db: Db, article: Article, editor: Person, number: number, text: string): Promise<void> {
  const segments = await sourceSegments(db, await latestSourceVersion(db, article))
  await addSourceVersion(db, article, editor, {
    blocks: segments.map((one) => ({
      kind: one.kind,
      attributes: one.attributes,
      text: one.number === number ? text : one.text,
    })),
    ...{ significance: 'update', note: '' },
    identities: segments.map(({ segmentId }) => segmentId),
  })
}

/** The second paragraph is cut in two. */
async function part(db: Db, article: Article, editor: Person): Promise<void> {
  const [title, salt, ...rest] = await sourceSegments(db, await latestSourceVersion(db, article))
  const half = { ...salt!, text: '배추를 소금에.' }
  const other = { kind: 'paragraph' as const, text: '그러고는 헹굽니다.', attributes: {} }
  await addSourceVersion(db, article, editor, {
    blocks: [title!, half, other, ...rest].map(({ kind, text, attributes }) => ({ kind, text, attributes })),
    ...{ significance: 'update', note: '' },
    identities: [title!.segmentId, salt!.segmentId, null, ...rest.map(({ segmentId }) => segmentId)],
    links: [
      {
        kind: 'edited',
        corrected: false,
        oldSegmentId: salt!.segmentId,
        newSegmentId: salt!.segmentId,
        position: 1,
      },
      { kind: 'split', corrected: false, oldSegmentId: salt!.segmentId, newSegmentId: null, position: 2 },
    ],
  })
}
