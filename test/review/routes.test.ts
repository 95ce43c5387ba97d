import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { root } from '../../server/root'
import { bringIn } from '../../server/sources/actions'
import type { Block } from '../../server/text/blocks'
import { save } from '../../server/targets/actions'
import { inTransaction } from '../support/database'
import { correctKorean, freshKimchi } from '../support/kimchi'
import { queriesDuring } from '../support/queries'
import { visitAs } from '../support/visit'
import { world, type World } from '../support/world'

const paragraphs = 60

describe('what the review screen asks PostgreSQL for', () => {
  test(
    'is who has taken what, once',
    inTransaction(async (db) => {
      const { minji, article } = await longArticle(db)
      const asked = await queriesDuring(db, () =>
        visitAs(db, minji).get(`/desk/articles/${article.slug}/review`).expect(200),
      )
      expect(asked.filter((sql) => /from "?takes/.test(sql))).toHaveLength(1)
    }),
  )

  test(
    'is little for the talk about one pair, which is a part of a page and says nothing of notices',
    inTransaction(async (db) => {
      const { minji, article } = await longArticle(db)
      const asked = await queriesDuring(db, () =>
        visitAs(db, minji)
          .get(`/desk/articles/${article.slug}/pairs/3/comments`)
          .set('Accept', '*/*')
          .expect(200),
      )
      expect(asked.filter((sql) => /source_links|confirmations|takes|media|notices/.test(sql))).toEqual([])
    }),
  )
})

test(
  'the list of keys has every letter that a script of the screen listens to',
  inTransaction(async (db) => {
    const { minji, article } = await longArticle(db)
    const { text } = await visitAs(db, minji).get(`/desk/articles/${article.slug}/review`).expect(200)
    const list = /<dl class="keys">(.*?)<\/dl>/s.exec(text)![1]!
    const listed = [...list.matchAll(/<kbd>([A-Z/])<\/kbd>/g)].map(([, key]) => key)
    const scripts = ['add-term', 'pair-alternatives', 'pair-dock', 'review-keys'].map((name) =>
      readFileSync(join(root, `public/elements/${name}.js`), 'utf8'),
    )
    const heard = scripts.flatMap((script) =>
      [...script.matchAll(/\bKey([A-Z])\b|\b(Slash)\b/g)].map(([, letter]) => letter ?? '/'),
    )
    expect(heard.length).toBeGreaterThan(15)
    expect(new Set(listed)).toEqual(new Set(heard))
  }),
)

describe('the review screen of a long article', () => {
  test(
    'comes with its first pairs, and the rest follows in the order of the Korean',
    inTransaction(async (db) => {
      const { minji, article } = await longArticle(db)
      const visit = visitAs(db, minji)

      const { text: page } = await visit.get(`/desk/articles/${article.slug}/review`).expect(200)
      const first = numbersIn(page)
      const { text: rest } = await visit.get(restIn(page)).expect(200)

      expect(first.length).toBeLessThan(20)
      expect([...first, ...numbersIn(rest)]).toEqual(Array.from({ length: paragraphs + 1 }, (_, n) => n + 1))
      expect(rest).toMatch(/^\s*<li class="pair"/)
    }),
  )

  test(
    'comes whole for a browser without script, and goes back whole after a save',
    inTransaction(async (db) => {
      const { minji, article } = await longArticle(db)
      const visit = visitAs(db, minji)
      const review = `/desk/articles/${article.slug}/review`

      const { text: page } = await visit.get(review)
      expect(page).toContain(
        `<noscript><meta http-equiv="refresh" content="0;url=${review}?whole=1"></noscript>`,
      )
      const { text: whole } = await visit.get(`${review}?whole=1`).expect(200)
      expect(numbersIn(whole)).toHaveLength(paragraphs + 1)
      expect(whole).not.toContain('rest-of-pairs data')

      const back = await visit
        .post(`/desk/articles/${article.slug}/pairs/50`)
        .set('Referer', `http://desk.example${review}?whole=1`)
        .type('form')
        .send({ text: 'Fifty.', revision: '0' })
        .expect(303)
      expect(back.headers.location).toBe(`${review}?whole=1#p50`)
    }),
  )

  test(
    'brings what follows a pair of the filter that is shown, even when that pair has left it meanwhile',
    inTransaction(async (db) => {
      const { minji, article } = await longArticle(db)
      const visit = visitAs(db, minji)
      const { text: page } = await visit.get(`/desk/articles/${article.slug}/review?show=open`)
      const shown = numbersIn(page)
      const last = shown.at(-1)!

      await confirm(db, article, minji, last)
      await confirm(db, article, minji, last + 2)

      const { text: rest } = await visit.get(restIn(page)).expect(200)
      expect(numbersIn(rest)[0]).toBe(last + 1)
      expect(numbersIn(rest)).not.toContain(last + 2)
    }),
  )

  test(
    'refuses the rest of a Korean that is no longer the newest',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })
      await correctKorean(db, article, daniel)

      const answer = await visitAs(db, minji)
        .get(`/desk/articles/${article.slug}/review/after/2?source=1`)
        .set('Accept', 'application/json')
        .expect(422)
      expect((answer.body as { rule: string }).rule).toBe('source-moved-on')
      await visitAs(db, minji).get(`/desk/articles/${article.slug}/review/after/2?source=2`).expect(200)
    }),
  )

  test(
    'is one page when the article is short',
    inTransaction(async (db) => {
      const { minji, daniel } = await world(db)
      const article = await freshKimchi(db, { minji, daniel })

      const { text } = await visitAs(db, minji).get(`/desk/articles/${article.slug}/review`).expect(200)
      expect(numbersIn(text)).toEqual([1, 2, 3, 4])
      expect(text).not.toContain('<rest-of-pairs')
    }),
  )
})

async function longArticle(db: Db): Promise<World & { article: Article }> {
  const cast = await world(db)
  const blocks: Block[] = [
    { kind: 'title', text: '긴 기사', attributes: {} },
    ...Array.from({ length: paragraphs }, (_, n): Block => {
      return { kind: 'paragraph', text: `${n + 1}번째로 이야기한 사람은 이웃이었습니다.`, attributes: {} }
    }),
  ]
  const place = { slug: `long-${randomUUID().slice(0, 8)}`, categoryId: null, seriesId: null, part: null }
  const article = await bringIn(db, cast.daniel, { ...place, related: [], blocks })
  return { ...cast, article }
}

async function confirm(db: Db, { slug }: Article, person: Person, number: number): Promise<void> {
  const wording = { text: `English of ${number}`, baseRevision: '0', saveId: randomUUID(), confirm: true }
  await save(db, { slug, number }, person, wording)
}

function numbersIn(html: string): number[] {
  return [...html.matchAll(/<li class="pair" id="p(\d+)"/g)].map(([, number]) => Number(number))
}

function restIn(page: string): string {
  const [, address] = /rest-of-pairs[^>]*data-source="([^"]+)"/.exec(page) ?? []
  return address!.replaceAll('&amp;', '&')
}
