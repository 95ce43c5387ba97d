import type { Db } from '../../server/db/connection'
import { approve, returnVersion } from '../../server/approvals/actions'
import { stageOf } from '../../server/desk/rules'
import { articleStates, factsOf } from '../../server/desk/store'
import type { Person } from '../../server/people/rules'
import { publish, publishSource, retract, schedule } from '../../server/publications/actions'
import { bringIn } from '../../server/sources/actions'
import { sizeOf } from '../../server/text/words'
import { inTransaction } from '../support/database'
import {
  approvedKimchi,
  confirmAll,
  correctKorean,
  freshKimchi,
  publishedKimchi,
  submitAgain,
  submittedKimchi,
} from '../support/kimchi'
import { visitAs } from '../support/visit'
import { world } from '../support/world'

const tomorrow = () => new Date(Date.now() + 24 * 3600 * 1000)

describe('the desk', () => {
  test(
    'knows the stage of every article from its rows',
    inTransaction(async (db) => {
      const cast = await world(db)
      const drafted = await freshKimchi(db, cast)
      await confirmAll(db, drafted, cast.minji)
      const returned = await submittedKimchi(db, cast)
      await returnVersion(db, returned, 1, cast.daniel, 'Not yet.')
      const scheduled = await approvedKimchi(db, cast)
      await schedule(db, scheduled, 1, cast.daniel, tomorrow())
      const outdated = await publishedKimchi(db, cast)
      await correctKorean(db, outdated, cast.daniel)
      const retracted = await publishedKimchi(db, cast)
      await retract(db, retracted, 'en', cast.daniel, 'A family secret.')

      const expected = [
        ['fresh', await freshKimchi(db, cast)],
        ['drafted', drafted],
        ['in-review', await submittedKimchi(db, cast)],
        ['returned', returned],
        ['approved', await approvedKimchi(db, cast)],
        ['scheduled', scheduled],
        ['published', await publishedKimchi(db, cast)],
        ['outdated', outdated],
        ['approved', retracted],
      ] as const
      const states = new Map((await articleStates(db)).map((state) => [state.slug, state]))
      for (const [stage, article] of expected) {
        const state = states.get(article.slug)!
        const facts = await factsOf(db, article)
        expect([stage, stageOf(state), stageOf(facts)]).toEqual([stage, stage, stage])
        // Whose English it is is asked only of what does not rest.
        if (stage !== 'published') expect(facts).toMatchObject({ ...state, progress: state.progress })
      }
      expect((await factsOf(db, outdated)).progress).toMatchObject({ total: 4, confirmed: 3, begun: 4 })
    }),
  )

  test(
    'shows each person what waits for them first',
    inTransaction(async (db) => {
      const cast = await world(db)
      const fresh = await freshKimchi(db, cast)
      const submitted = await submittedKimchi(db, cast)

      const minji = await visitAs(db, cast.minji).get('/desk').expect(200)
      expect(waitingIn(minji.text)).toContain(fresh.slug)
      expect(waitingIn(minji.text)).not.toContain(submitted.slug)
      expect(minji.text).toContain(submitted.slug)

      const daniel = await visitAs(db, cast.daniel).get('/desk').expect(200)
      expect(waitingIn(daniel.text)).toContain(submitted.slug)
      expect(daniel.text).toContain('Approve or return')
      expect(daniel.text).toContain('Kimchi day')
      expect(daniel.text).toContain('김장하는 날')
    }),
  )

  test(
    'asks the database as often for many articles as for one',
    inTransaction(async (db) => {
      const cast = await world(db)
      await submittedKimchi(db, cast)
      const one = await queriesOf(db, () => visitAs(db, cast.daniel).get('/desk').expect(200))
      for (let count = 0; count < 4; count++) await publishedKimchi(db, cast)
      const many = await queriesOf(db, () => visitAs(db, cast.daniel).get('/desk').expect(200))

      expect(many).toBe(one)
    }),
  )

  test(
    'speaks Korean to those who want it',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      const browser = visitAs(db, { ...cast.daniel, locale: 'ko' })

      expect((await browser.get('/desk').expect(200)).text).toContain('나를 기다리는 기사')
      expect((await browser.get(`/desk/articles/${article.slug}`).expect(200)).text).toContain(
        '번역을 제출했습니다(버전 1)',
      )
    }),
  )
})

describe('the lists of the desk', () => {
  test(
    'have an article where it stands, with its size, its age and a count at the door',
    inTransaction(async (db) => {
      const cast = await world(db)
      const submitted = await submittedKimchi(db, cast)
      const returned = await submittedKimchi(db, cast)
      await returnVersion(db, returned, 1, cast.daniel, 'Not yet.')

      const review = await visitAs(db, cast.jiwoo).get('/desk?queue=in-review').expect(200)
      expect(review.text).toContain(submitted.slug)
      expect(review.text).not.toContain(returned.slug)
      expect(plain(review.text)).toContain('Waiting for review 1')
      expect(plain(review.text)).toContain('33 characters, 12 English words')
      expect(plain(review.text)).toContain('since today')
      const back = await visitAs(db, cast.jiwoo).get('/desk?queue=returned').expect(200)
      expect(back.text).toContain(returned.slug)
      expect(back.text).toContain('Not yet.')
      expect((await visitAs(db, cast.jiwoo).get('/desk?queue=scheduled').expect(200)).text).toContain(
        'No article is in this list now.',
      )
    }),
  )

  test(
    'are mine by my words, and no longer once it rests',
    inTransaction(async (db) => {
      const cast = await world(db)
      const working = await submittedKimchi(db, cast)
      const resting = await publishedKimchi(db, cast)
      const { text } = await visitAs(db, cast.minji).get('/desk?queue=mine').expect(200)
      expect(text).toContain(working.slug)
      expect(text).not.toContain(resting.slug)
      expect((await visitAs(db, cast.jiwoo).get('/desk?queue=mine').expect(200)).text).not.toContain(
        working.slug,
      )
    }),
  )

  test(
    'begin with what the Korean has corrected, for everybody, until the English follows',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      await correctKorean(db, article, cast.daniel)
      const desk = async (person: Person) => (await visitAs(db, person).get('/desk').expect(200)).text

      for (const person of [cast.minji, cast.jiwoo, cast.daniel, cast.sujin]) {
        expect(/aria-labelledby="corrections".*?<\/section>/s.exec(await desk(person))![0]).toContain(
          article.slug,
        )
      }
      await submitAgain(db, article, cast.minji, { 2: 'Rub coarse salt into the cabbage.' })
      expect(await desk(cast.daniel)).toContain('Correction to follow')
      await approve(db, article, 2, cast.daniel)
      await publish(db, article, 2, cast.daniel)
      expect(await desk(cast.daniel)).not.toContain('Correction to follow')
    }),
  )

  test(
    'count as translators do, without marks and addresses',
    inTransaction(async (db) => {
      const cast = await world(db)
      const texts = ['김장하는 날', '**소금**에 절인 [배추](https://namdo.example/a-b) 세 포기']
      const english = [
        'Kimchi day',
        'Don’t salt **three** heads of [cabbage](https://namdo.example/a-b), 1,200 g each',
      ]
      const place = { slug: 'counted', categoryId: null, seriesId: null, part: null, related: [] }
      const blocks = texts.map((text, index) => ({
        ...{ kind: index === 0 ? ('title' as const) : ('paragraph' as const), text, attributes: {} },
      }))
      const article = await bringIn(db, cast.daniel, { ...place, blocks })
      await confirmAll(db, article, cast.minji, { 1: english[0]!, 2: english[1]! })

      const sum = (all: string[], language: 'ko' | 'en') =>
        all.reduce((total, text) => total + sizeOf(text, language), 0)
      expect((await factsOf(db, article)).size).toEqual({
        characters: sum(texts, 'ko'),
        words: sum(english, 'en'),
      })
    }),
  )

  test(
    'answer an unknown name with the first page, and a page too far with none',
    inTransaction(async (db) => {
      const cast = await world(db)
      await submittedKimchi(db, cast)
      expect((await visitAs(db, cast.minji).get('/desk?queue=nonsense').expect(200)).text).toContain(
        'Waiting for you',
      )
      await visitAs(db, cast.minji).get('/desk?queue=in-review&page=99').expect(200)
      await visitAs(db, cast.minji).get('/desk?queue=in-review&page=-1').expect(200)
    }),
  )
})

describe('the page of an article', () => {
  test(
    'tells what was done, by whom',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      await publishSource(db, article, 1, cast.sujin)
      await retract(db, article, 'en', cast.daniel, 'A family secret.')

      const { text } = await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}`).expect(200)

      for (const sentence of [
        'Daniel brought the article in.',
        'Daniel approved Korean version 1.',
        'Minji submitted version 1.',
        'Daniel approved version 1.',
        'Daniel published English version 1.',
        'Sujin published Korean version 1.',
        'Daniel took English version 1 back.',
        'A family secret.',
      ]) {
        expect(text).toContain(sentence)
      }
    }),
  )

  test.each([
    ['the Korean', freshKimchi, '/source/1/publication'],
    ['an approved version', approvedKimchi, '/versions/1/publication'],
  ])('offers an editor to publish %s, and tells a translator who can', (_, kimchi, path) =>
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await kimchi(db, cast)

      const daniel = await visitAs(db, cast.daniel).get(`/desk/articles/${article.slug}`).expect(200)
      expect(buttonOf(daniel.text, path)).not.toContain('disabled')
      const minji = await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}`).expect(200)
      expect(buttonOf(minji.text, path)).toContain('disabled')
      expect(minji.text).toContain('Only an editor can do this.')
    })(),
  )

  test(
    'says what is in the way of submitting',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await publishedKimchi(db, cast)
      await correctKorean(db, article, cast.daniel)

      const { text } = await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}`).expect(200)

      expect(text).toContain('Outdated')
      expect(text).toContain('Paragraphs still to be confirmed: 1.')
    }),
  )

  test(
    'of no article is the page of nothing',
    inTransaction(async (db) => {
      const cast = await world(db)
      await visitAs(db, cast.minji).get('/desk/articles/nowhere').expect(404)
      await visitAs(db, cast.minji).get('/desk/articles/%00').expect(404)
    }),
  )
})

function plain(page: string): string {
  return page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

function waitingIn(page: string): string {
  return /<section class="queue" aria-labelledby="waiting">.*?<\/section>/s.exec(page)![0]
}

function buttonOf(page: string, path: string): string {
  return /<button[^>]*>/.exec(page.slice(page.indexOf(path)))![0]
}

async function queriesOf(db: Db, deed: () => PromiseLike<unknown>): Promise<number> {
  let count = 0
  const counting = () => count++
  db.on('query', counting)
  await deed()
  db.removeListener('query', counting)
  return count
}
