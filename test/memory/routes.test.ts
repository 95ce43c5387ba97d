import { randomUUID } from 'node:crypto'
import { importPairs } from '../../server/memory/actions'
import type { Article } from '../../server/articles/rules'
import type { Person } from '../../server/people/rules'
import { bringIn } from '../../server/sources/actions'
import { latestSourceVersion } from '../../server/sources/store'
import { pairByNumber } from '../../server/targets/store'
import type { Db } from '../../server/db/connection'
import { inTransaction } from '../support/database'
import { approvedKimchi, correctKorean, freshKimchi } from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'
import { recallIn } from './recalling'

describe('looking for words at the desk', () => {
  test(
    'shows both sides, the words marked, and where they came from',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await approvedKimchi(db, cast)
      const { text } = await visitAs(db, cast.minji, { recall: await recallIn(db) })
        .get('/desk/memory?words=배추')
        .expect(200)
      expect(text).toContain('<mark>배추</mark>를 소금에 절입니다.')
      expect(text).toContain('Salt the cabbage.')
      expect(text).toContain('Kimchi day, version 1')
      expect(text).toContain(`/desk/articles/${article.slug}/versions/1`)
      expect(text).toContain('approved by Daniel')
    }),
  )

  test(
    'looks for English in the English, and for what it is told',
    inTransaction(async (db) => {
      const cast = await world(db)
      await approvedKimchi(db, cast)
      const browser = () => visitAs(db, cast.minji)
      expect((await browser().get('/desk/memory?words=CABBAGE')).text).toContain('<mark>cabbage</mark>')
      const nothing = await browser().get('/desk/memory?words=cabbage&language=ko').expect(200)
      expect(nothing.text).toContain('No pair has these words.')
    }),
  )

  test(
    'says nothing before anything was asked',
    inTransaction(async (db) => {
      const { minji } = await world(db)
      const { text } = await visitAs(db, minji).get('/desk/memory').expect(200)
      expect(text).toContain('Every approved pair is kept here.')
      expect(text).not.toContain('No pair has these words.')
    }),
  )

  test.each([
    [`words=${'가'.repeat(201)}`, 'Please look for at most 200 characters at once.'],
    ['words=**', 'Type the words you are looking for.'],
    ['words=%00', 'The text has a character that cannot be kept.'],
    ['words=%EF%BF%BD', 'The text has a character that cannot be kept.'],
  ])('%s is refused in a sentence', async (query, sentence) => {
    await inTransaction(async (db) => {
      const { minji } = await world(db)
      const { text } = await visitAs(db, minji).get(`/desk/memory?${query}`).expect(422)
      expect(text).toContain(sentence)
    })()
  })

  test.each([
    'words=<script>alert(1)</script>',
    'words=%25%25%25_',
    'words=a&words=b',
    'words[a]=b',
    'words=%E0%A4%A',
    "words=';--",
    'words=a:*%20%26%20!b',
    'language=fr&words=김장',
  ])('%s breaks nothing', async (query) => {
    await inTransaction(async (db) => {
      const { minji } = await world(db)
      const { status, text } = await visitAs(db, minji).get(`/desk/memory?${query}`)
      expect([200, 422]).toContain(status)
      expect(text).not.toContain('<script>alert(1)')
    })()
  })
})

describe('the matches of a pair', () => {
  test(
    'show rate and difference, and are taken over by the guarded save',
    inTransaction(async (db) => {
      const cast = await world(db)
      await approvedKimchi(db, cast)
      const article = await freshKimchi(db, cast)
      await correctKorean(db, article, cast.daniel)
      const browser = visitAs(db, cast.minji, { recall: await recallIn(db) })
      const path = `/desk/articles/${article.slug}/pairs/2`

      const { text } = await browser.get(`${path}/matches?part=1`).expect(200)
      expect(text).not.toContain('<html')
      expect(text).toContain('86% match')
      expect(text).toMatch(/<ins>.*굵은/s)
      expect(text).toContain(`<form method="post" action="${path}">`)
      expect((await browser.get(`${path}/matches`).expect(200)).text).toContain('Matches for paragraph 2')

      const form = { text: 'Salt the cabbage.', revision: '0', save: randomUUID() }
      await browser.post(path).type('form').send(form).expect(303)
      expect(await targetOf(db, article, 2)).toBe('Salt the cabbage.')
      expect((await browser.get(`${path}/matches?part=1`)).text).toContain('This English stands in the pair.')
      await visitAs(db, cast.jiwoo)
        .post(path)
        .type('form')
        .send({ ...form, text: 'Other words.', save: randomUUID() })
        .expect(409)
    }),
  )

  test(
    'say so when numbers were replaced, and show what was remembered as text',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      await remembering(db, '배추 3포기를 소금에 절입니다.\tSalt 3 cabbages.')
      await remembering(db, '하룻밤 기다립니다!\tWait <b>&')
      const { text } = await visitAs(db, cast.minji, { recall: await recallIn(db) })
        .get(`/desk/articles/${article.slug}/pairs/3/matches?part=1`)
        .expect(200)
      expect(text).toContain('Wait &lt;b&gt;&amp;')

      const other = await bringInOne(db, cast.daniel, '배추 5포기를 소금에 절입니다.')
      const { text: replaced } = await visitAs(db, cast.minji, { recall: await recallIn(db) })
        .get(`/desk/articles/${other.slug}/pairs/2/matches?part=1`)
        .expect(200)
      expect(replaced).toContain('Salt <mark>5</mark> cabbages.')
      expect(replaced).toContain('Numbers replaced: 3 → 5')
      expect(replaced.match(/data-key=match/g)).toHaveLength(1)
      expect(replaced).toContain('<kbd>Alt T</kbd>')
      const { text: alone } = await visitAs(db, cast.minji, { recall: await recallIn(db) })
        .get(`/desk/articles/${other.slug}/pairs/2/matches`)
        .expect(200)
      expect(alone).toContain('Salt <mark>5</mark> cabbages.')
      expect(alone).not.toContain('Alt T')

      await remembering(db, '이 마을 집 15채가 배추 3포기를 나눕니다.\tThe 15 houses here share 3 cabbages.')
      const third = await bringInOne(db, cast.daniel, '이 마을 집 15채가 배추 5포기를 나눕니다.')
      const { text: later } = await visitAs(db, cast.minji, { recall: await recallIn(db) })
        .get(`/desk/articles/${third.slug}/pairs/2/matches?part=1`)
        .expect(200)
      expect(later).toContain('The 15 houses here share <mark>5</mark> cabbages.')
    }),
  )

  test(
    'are empty, and say that they may be missing, where no copy is kept',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await freshKimchi(db, cast)
      const { text } = await visitAs(db, cast.minji).get(
        `/desk/articles/${article.slug}/pairs/2/matches?part=1`,
      )
      expect(text).toContain('The memory has nothing like this paragraph.')
      expect(text).toContain('The memory is still being read in')
    }),
  )

  test(
    'cannot be taken by somebody who does not translate, and are not there for what is not there',
    inTransaction(async (db) => {
      const cast = await world(db)
      await approvedKimchi(db, cast)
      const article = await freshKimchi(db, cast)
      const admin = visitAs(db, { ...cast.sujin, roles: ['admin'] })
      const { text } = await admin.get(`/desk/articles/${article.slug}/pairs/2/matches?part=1`).expect(200)
      expect(text).toContain('100% match')
      expect(text).not.toContain('<form')
      await admin.get(`/desk/articles/${article.slug}/pairs/99/matches`).expect(404)
      await admin.get('/desk/articles/no-such-article/matches').expect(404)
    }),
  )

  test(
    'of all open pairs come in one answer',
    inTransaction(async (db) => {
      const cast = await world(db)
      await approvedKimchi(db, cast)
      const article = await freshKimchi(db, cast)
      const { body } = await visitAs(db, cast.minji, { recall: await recallIn(db) })
        .get(`/desk/articles/${article.slug}/matches`)
        .expect(200)
      expect(body).toMatchObject({
        complete: true,
        pairs: [1, 2, 3, 4].map((number) => ({ number, matches: [{ rate: 100, inContext: true }] })),
      })
    }),
  )
})

async function remembering(db: Db, line: string): Promise<void> {
  async function* lines() {
    yield await Promise.resolve(line)
  }
  await importPairs(db, lines(), 'story.tsv', () => {})
}

async function bringInOne(db: Db, editor: Person, text: string): Promise<Article> {
  const place = { slug: `one-${randomUUID().slice(0, 8)}`, categoryId: null, seriesId: null, part: null }
  const blocks = [
    { kind: 'title' as const, text: '한 문단', attributes: {} },
    { kind: 'paragraph' as const, text, attributes: {} },
  ]
  return bringIn(db, editor, { ...place, related: [], blocks })
}

async function targetOf(db: Db, article: Article, number: number): Promise<string> {
  return (await pairByNumber(db, await latestSourceVersion(db, article), number)).target.text
}
