import type { Article } from '../../server/articles/rules'
import { troubles } from '../../server/db/check'
import { tellOfReports } from '../../server/reports/actions'
import { publishSource, retract } from '../../server/publications/actions'
import { addSourceVersion } from '../../server/sources/actions'
import { latestSourceVersion, sourceSegments } from '../../server/sources/store'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { freshKimchi, korean, publishedKimchi, submittedKimchi } from '../support/kimchi'
import { visit, visitAs } from '../support/visit'
import { world, type World } from '../support/world'

/** What a reader says is wrong, from the page they read to the desk and to nowhere else. */
let own: OwnDatabase
let cast: World
let article: Article
beforeAll(async () => {
  own = await ownDatabase()
  cast = await world(own.web)
  article = await publishedKimchi(own.web, cast)
  await publishSource(own.web, article, 1, cast.daniel)
})
afterAll(() => own.close())

const reader = (address?: string) => {
  const browser = visit(own.web, { site: own.reader, config: { trustProxy: true } })
  return address ? browser.set('X-Forwarded-For', address) : browser
}
const at = (language: 'ko' | 'en', rest = '', which = article) => `/${language}/${which.slug}/report${rest}`
const comments = (which = article) =>
  own.web('comments').where({ articleId: which.id }).orderBy('id').select<CommentRow[]>('*')
interface CommentRow {
  publicId: string
  text: string
  writtenBy: string | null
  reportId: string | null
}

describe('the form', () => {
  test('asks which paragraph it is, and shows those that readers see', async () => {
    const { status, text, headers } = await reader().get(at('en'))
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['set-cookie']).toBeUndefined()
    expect(text).toContain(`href="${at('en', '?p=2')}"`)
    expect(text).toContain('Salt the cabbage.')
    expect(text).toContain('<meta name="robots" content="noindex">')
  })

  test('quotes the paragraph, and a sentence that stands in it', async () => {
    const korean = await reader().get(at('ko', '?p=3'))
    expect(korean.text).toContain('하룻밤 기다립니다.')
    expect(korean.text).not.toContain('value="translation"')
    const picked = await reader().get(at('en', `?p=3&sentence=${encodeURIComponent('Wait overnight')}`))
    expect(picked.text).toMatch(/value="Wait overnight" checked/)
    const planted = await reader().get(at('en', '?p=3&sentence=Buy+gold'))
    expect(planted.text).not.toContain('Buy gold')
  })

  test('is nowhere in the article but as a link, and in no preview', async () => {
    const { text } = await reader().get(`/en/${article.slug}`)
    expect(text).toContain(`href="${at('en')}"`)
    const preview = await visitAs(own.web, cast.daniel).get(
      `/desk/articles/${article.slug}/versions/1/preview`,
    )
    expect(preview.text).not.toContain(at('en'))
  })
})

describe('what is not public has no form', () => {
  const nothing = async () => (await reader().get('/en/nothing-of-the-kind')).text
  test.each<[string, (paths: Record<string, string>) => string]>([
    ['an article that is not published', ({ submitted }) => `/en/${submitted}/report`],
    ['its paragraph', ({ submitted }) => `/en/${submitted}/report?p=2`],
    ['its thanks', ({ submitted }) => `/en/${submitted}/report/thanks`],
    ['an article that never was', () => '/en/nothing-of-the-kind/report'],
    ['no slug at all', () => '/en/..%2f/report'],
    ['a paragraph that is not there', ({ published }) => `/en/${published}/report?p=99`],
    ['a paragraph that is no number', ({ published }) => `/en/${published}/report?p=2x`],
    ['an article taken back', ({ taken }) => `/en/${taken}/report?p=2`],
  ])('%s', async (_, path) => {
    const submitted = (await submittedKimchi(own.web, cast)).slug
    const withdrawn = await publishedKimchi(own.web, cast)
    await retract(own.web, withdrawn, 'en', cast.daniel, 'A wrong word.')
    const address = path({ submitted, published: article.slug, taken: withdrawn.slug })
    const answer = await reader().get(address)
    expect([answer.status, answer.text]).toEqual([404, await nothing()])

    const [form, p = '2'] = address.split('?p=')
    const sent = await reader().post(form!).type('form').send({ p, text: 'Hello' })
    expect([sent.status, sent.text]).toEqual([404, await nothing()])
  })

  test('nor a Korean that waits for its approval', async () => {
    const fresh = await freshKimchi(own.web, cast)
    expect((await reader().get(at('ko', '?p=2', fresh))).status).toBe(404)
  })
})

describe('a report', () => {
  test('is made where the article is in its language, by the address it has there', async () => {
    const other = await publishedKimchi(own.web, cast)
    const englishSlug = `day-${other.slug}`
    await own.web('articles').where({ id: other.id }).update({ englishSlug })
    const sent = await reader()
      .post(`/en/${englishSlug}/report`)
      .type('form')
      .send({ p: '3', text: 'It was two nights.' })
    expect([sent.status, sent.headers.location]).toEqual([303, `/en/${englishSlug}/report/thanks?p=3`])
    expect(await comments(other)).toHaveLength(1)
  })

  test('stands among the comments on its pair, from a reader, and is answered for and settled as any', async () => {
    const sent = await reader()
      .post(at('en'))
      .type('form')
      .send({ p: '3', sentence: 'Wait overnight.', kind: 'fact', text: 'It was two\u0007 nights.' })
    expect([sent.status, sent.headers.location]).toEqual([303, at('en', '/thanks?p=3')])
    const thanks = await reader().get(at('en', '/thanks?p=3'))
    expect(thanks.text).toContain('Thank you for telling us')
    expect(thanks.text).toContain(`/en/${article.slug}#p3`)

    const [comment] = await comments()
    expect(comment).toMatchObject({ text: 'It was two  nights.', writtenBy: null })
    const desk = visitAs(own.web, cast.minji)
    const review = await desk.get(`/desk/articles/${article.slug}/review?show=comments`)
    expect(review.text).toContain('A reader')
    expect(review.text).toContain('<blockquote class="comment__quote" lang="en">Wait overnight.</blockquote>')
    expect(review.text).toContain('The English article: not true')
    expect(review.text).not.toContain('Clear away as spam')
    expect((await reader().get(`/en/${article.slug}`)).text).not.toContain('two  nights')

    await desk.post(`/desk/articles/${article.slug}/pairs/3/comments`).type('form').send({ text: 'Right.' })
    await desk.post(`/desk/articles/${article.slug}/comments/${comment!.publicId}/settlement`)
    const after = await desk.get(`/desk/articles/${article.slug}/review?show=comments`)
    expect(after.text).toContain('Right.')
    expect(after.text).toContain('Settled')
  })

  test('reaches who wrote the English and who approved it, once', async () => {
    const other = await publishedKimchi(own.web, cast)
    await publishSource(own.web, other, 1, cast.daniel)
    await tellOfReports(own.web)
    await reader()
      .post(at('en', '', other))
      .type('form')
      .send({ p: '2', text: 'Which salt?' })
      .expect(303)
    await reader()
      .post(at('ko', '', other))
      .type('form')
      .send({ p: '4', text: '오타입니다.' })
      .expect(303)
    await tellOfReports(own.web)
    expect(await tellOfReports(own.web)).toBe(0)

    const told = await own
      .web('notices as notice')
      .join('people', 'people.id', 'notice.personId')
      .where({ articleId: other.id, kind: 'reported' })
      .orderBy('notice.id')
      .select('people.name', 'causedBy', 'detail')
    const english = { causedBy: null, detail: { number: 2, words: 'Which salt?' } }
    expect(told).toEqual(
      expect.arrayContaining([
        { name: 'Minji', ...english },
        { name: 'Daniel', ...english },
        { name: 'Daniel', causedBy: null, detail: { number: 4, words: '오타입니다.' } },
      ]),
    )
    expect(told).toHaveLength(3)
    const notices = await visitAs(own.web, cast.minji).get('/desk/notices')
    expect(notices.text).toMatch(/A reader says that something is wrong in paragraph 2/)
  })

  test('of a paragraph that the newest Korean has no more stands where the desk can see it', async () => {
    const other = await publishedKimchi(own.web, cast)
    await withoutSalt(other)
    await reader()
      .post(at('en', '', other))
      .type('form')
      .send({ p: '2', text: 'Still wrong.' })
      .expect(303)
    const review = await visitAs(own.web, cast.daniel).get(
      `/desk/articles/${other.slug}/review?show=comments`,
    )
    expect(review.text).toContain('Still wrong.')
  })

  test('that is spam an editor clears away and puts back, and a translator does not', async () => {
    const other = await publishedKimchi(own.web, cast)
    await reader()
      .post(at('en', '', other))
      .type('form')
      .send({ p: '2', text: 'BUY GOLD' })
      .expect(303)
    const [{ publicId } = { publicId: '' }] = await comments(other)
    const clearing = `/desk/articles/${other.slug}/comments/${publicId}/clearing`
    await visitAs(own.web, cast.minji).post(clearing).expect(422)

    const editor = visitAs(own.web, cast.daniel)
    await editor.post(clearing).expect(303)
    const cleared = await editor.get(`/desk/articles/${other.slug}/review`)
    expect(cleared.text).not.toContain('BUY GOLD')
    expect(cleared.text).toContain('Cleared away as spam.')
    await tellOfReports(own.web)
    expect(await own.web('notices').where({ articleId: other.id, kind: 'reported' })).toEqual([])

    await editor.post(`${clearing}/withdrawal`).expect(303)
    expect((await editor.get(`/desk/articles/${other.slug}/review?show=comments`)).text).toContain('BUY GOLD')
    const own1 = visitAs(own.web, cast.daniel)
    await own1
      .post(`/desk/articles/${other.slug}/pairs/2/comments`)
      .type('form')
      .send({ text: 'By a person' })
    const byPerson = (await comments(other)).at(-1)!
    await own1.post(`/desk/articles/${other.slug}/comments/${byPerson.publicId}/clearing`).expect(404)
  })
})

describe('a report is refused', () => {
  test.each([
    ['when it says nothing', { text: '  ' }, 422, 'Please say what is wrong.'],
    ['when it is too long', { text: 'x'.repeat(2001) }, 422, 'longer than 2,000 characters'],
    ['to a program that fills in everything', { text: 'Look', website: 'x' }, 422, 'has to stay empty'],
  ])('%s, and what was typed is still there', async (_, sent, status, sentence) => {
    const before = (await comments()).length
    const answer = await reader()
      .post(at('en'))
      .type('form')
      .send({ p: '3', kind: 'name', sentence: 'Wait overnight.', ...sent })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(sentence)
    expect(answer.text).toContain(sent.text.trim())
    expect(answer.text).toMatch(/value="name" checked/)
    expect(await comments()).toHaveLength(before)
  })

  test('from another site', async () => {
    const answer = await reader()
      .post(at('en'))
      .set('Origin', 'https://elsewhere.example')
      .type('form')
      .send({ p: '3', text: 'Hello' })
    expect(answer.status).toBe(403)
  })

  test('after ten in an hour from one address or its network, with the words still there; not from another', async () => {
    const other = await publishedKimchi(own.web, cast)
    const send = (address: string, text: string) =>
      reader(address)
        .post(at('en', '', other))
        .type('form')
        .send({ p: '2', text })
    for (let number = 0; number < 10; number++) await send(`2001:db8:0:1::${number}`, 'Again').expect(303)
    const refused = await send('2001:db8:0:1::ffff', 'My eleventh')
    expect(refused.status).toBe(429)
    expect(refused.text).toContain('My eleventh')
    await send('2001:db8:0:2::1', 'From elsewhere').expect(303)

    const kept = await own.web.raw<{ rows: unknown[] }>(
      `select 1 from reports report where report::text like '%2001:db8%'`,
    )
    expect(kept.rows).toEqual([])
    await expect(own.web('reportCounts').select()).rejects.toThrow(/permission denied/)
  })
})

describe('the reader’s process', () => {
  test('can say this and nothing else, and not in a transaction that only reads', async () => {
    const call = `select site.report('en', '${article.slug}', 2, 'fact', '', 'From a hole', '192.0.2.1')`
    await expect(own.reader.raw(call)).rejects.toMatchObject({ code: '25006' })
    await expect(own.web.raw(call)).rejects.toMatchObject({ code: '42501' })
    await expect(
      own.reader.transaction(async (trx) => {
        await trx.raw('set transaction read write')
        await trx.raw(`insert into desk.comments (article_id, segment_id, text) values (1, 1, 'x')`)
      }),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    ["'en', 'nothing', 2, 'fact', '', 'x'", 'DY404'],
    ["'ko', null, 2, 'fact', '', 'x'", 'DY404'],
    ["'en', '{slug}', 99, 'fact', '', 'x'", 'DY404'],
    ["'en', '{slug}', 2, 'nonsense', '', 'x'", '23514'],
    ["'en', '{slug}', 2, 'fact', '', ''", '23514'],
    ["'en', '{slug}', 2, 'fact', repeat('x', 1001), 'x'", '23514'],
    ["'en', '{slug}', 2, 'fact', '', repeat('x', 2001)", 'DY400'],
    ["'en', '{slug}', 2, 'fact', '', E'\\u0007'", '23514'],
  ])('is refused %s', async (facts, code) => {
    const call = `select site.report(${facts.replace('{slug}', article.slug)}, '192.0.2.200')`
    await expect(
      own.reader.transaction(async (trx) => {
        await trx.raw('set transaction read write')
        await trx.raw(call)
      }),
    ).rejects.toMatchObject({ code })
  })

  test('leaves a house that is sound', async () => {
    expect(await troubles(own.web)).toEqual([])
  })
})

test('a comment of nobody is refused', async () => {
  const segment = await own.web('segments').where({ articleId: article.id }).first<{ id: string }>('id')
  await expect(
    own.web('comments').insert({ articleId: article.id, segmentId: segment.id, text: 'Nobody' }),
  ).rejects.toMatchObject({ code: '23514' })
})

/** The Korean goes on without its second paragraph. */
async function withoutSalt(which: Article): Promise<void> {
  const segments = await sourceSegments(own.web, await latestSourceVersion(own.web, which))
  await addSourceVersion(own.web, which, cast.daniel, {
    blocks: korean.filter((_, index) => index !== 1),
    significance: 'update',
    note: '',
    identities: segments.filter((_, index) => index !== 1).map(({ segmentId }) => segmentId),
  })
}
