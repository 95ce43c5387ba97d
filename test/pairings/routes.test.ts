import { findPairs } from '../../server/pairings/actions'
import { isSearchDue } from '../../server/pairings/store'
import { translationVersionsOf } from '../../server/submissions/store'
import { inTransaction, ownDatabase } from '../support/database'
import { visitAs } from '../support/visit'
import { world } from '../support/world'
import { bookshop, bringIn } from './archive'
import { item, wxr } from '../exchange/archives'

test('a search proposes what belongs together, once for what is there, and a denial makes way for others', async () => {
  const own = await ownDatabase()
  try {
    const { sujin, daniel } = await world(own.web)
    const shop = await bookshop(own.web, sujin)
    await bringIn(own.web, sujin, wxr(item('post', 'publish', 9001, '장터 소식', '장터가 열렸다.')))
    await bringIn(own.web, sujin, wxr(item('post', 'publish', 9002, 'On sailing', 'The wind was good.')))
    const still = new AbortController().signal
    expect(await isSearchDue(own.worker)).toBe(true)
    await findPairs(own.worker, stopped())
    expect(await isSearchDue(own.worker)).toBe(true)
    await findPairs(own.worker, still)
    expect(await isSearchDue(own.worker)).toBe(false)

    const browser = visitAs(own.web, daniel)
    const path = `/desk/pairings/${shop.entry.publicId}/${encodeURIComponent(shop.article.slug)}`
    const list = await browser.get('/desk/pairings').expect(200)
    expect(list.text).toContain(`href="${path}"`)
    expect(list.text).toMatch(/[89]\d%/)
    expect(list.text).toContain('No Korean article found')

    await browser.post(`${path}/denial`).expect(303)
    expect((await browser.get('/desk/pairings')).text).not.toContain(`href="${path}"`)
    expect((await browser.get(`/desk/pairings/${shop.entry.publicId}`)).text).toContain(
      'Daniel said that these two are not a pair',
    )
    await browser.post(`${path}/denial/withdrawal`).expect(303)
    expect((await browser.get('/desk/pairings')).text).toContain(`href="${path}"`)
  } finally {
    await own.close()
  }
})

test(
  'paragraphs are seen side by side, moved, and confirmed by a form alone',
  inTransaction(async (db) => {
    const { sujin, daniel } = await world(db)
    const { article, entry } = await bookshop(db, sujin)
    const browser = visitAs(db, daniel)
    const path = `/desk/pairings/${entry.publicId}/${encodeURIComponent(article.slug)}`
    const page = await browser.get(path).expect(200)
    expect(page.text).toContain('name="home-1" value="2"')
    expect(page.text).toContain('name="home-2" value="4"')

    const typed = { base: '1', 'home-0': '1', 'home-1': '2', 'home-2': '4' }
    const down = await browser
      .post(`${path}/placement`)
      .type('form')
      .send({ ...typed, move: '2:down' })
      .expect(200)
    expect(down.text).toContain('name="home-2" value="5"')
    expect(down.text).toContain('Corrected')
    const out = await browser
      .post(`${path}/placement`)
      .type('form')
      .send({ ...typed, move: '1:out' })
    expect(out.text).toContain('Left out')
    const renumbered = await browser
      .post(`${path}/placement`)
      .type('form')
      .send({ ...typed, 'home-1': '3', move: '' })
    expect(renumbered.text).toContain('name="home-1" value="3"')

    const refused = await browser
      .post(path)
      .type('form')
      .send({ ...typed, 'home-0': '' })
      .expect(422)
    expect(refused.text).toContain('There is no English title')
    expect(refused.text).toContain('name="home-2" value="4"')
    const stale = await browser
      .post(path)
      .type('form')
      .send({ ...typed, base: '7' })
    expect(stale.status).toBe(422)
    expect(await translationVersionsOf(db, article)).toEqual([])

    await browser
      .post(path)
      .type('form')
      .send({ ...typed, 'home-2': '5' })
      .expect(303)
      .expect('Location', '/desk/pairings')
    expect(await translationVersionsOf(db, article)).toHaveLength(1)
    const version = await browser.get(`/desk/articles/${encodeURIComponent(article.slug)}/versions/1`)
    expect(version.text).toContain('Imported from an archive as already published; confirmed by Daniel.')
    const history = await browser.get(`/desk/articles/${encodeURIComponent(article.slug)}/history`)
    expect(history.text).toContain('imported as already published')
    await browser.get(path).expect(404)
  }),
)

test(
  'who may not confirm reads why, and has no button',
  inTransaction(async (db) => {
    const { sujin, minji } = await world(db)
    const { article, entry } = await bookshop(db, sujin)
    const path = `/desk/pairings/${entry.publicId}/${encodeURIComponent(article.slug)}`
    const own = await visitAs(db, sujin).get(path)
    expect(own.text).toContain('an editor other than the one who brought the archive in')
    expect(own.text).not.toContain('Confirm this pair')
    expect((await visitAs(db, minji).get(path)).text).not.toContain('Confirm this pair')
    const refused = await visitAs(db, minji).post(path).type('form').send({ base: '1' })
    expect(refused.status).toBe(422)
    expect((await visitAs(db, minji).post(`${path}/denial`)).status).toBe(422)
  }),
)

test(
  'an article is found by hand by words of its title',
  inTransaction(async (db) => {
    const { sujin, daniel } = await world(db)
    const { article, entry } = await bookshop(db, sujin)
    const look = (words: string) =>
      visitAs(db, daniel).get(`/desk/pairings/${entry.publicId}?words=${encodeURIComponent(words)}`)
    expect((await look('책방 이야')).text).toContain(encodeURIComponent(article.slug))
    expect((await look('없는 말')).text).toContain('No article has these words')
    for (const odd of ['%', "'", '\0', '\ud7ff', '책'.repeat(500)]) expect((await look(odd)).status).toBe(200)
  }),
)

test(
  'odd fields are no more than not followed',
  inTransaction(async (db) => {
    const { sujin, daniel } = await world(db)
    const { article, entry } = await bookshop(db, sujin)
    const browser = visitAs(db, daniel)
    const path = `/desk/pairings/${entry.publicId}/${encodeURIComponent(article.slug)}`
    for (const odd of [
      { 'home-1': 'abc' },
      { 'home-1': ['2', '3'] },
      { 'home-99999': '1' },
      { move: '9999:up' },
      { move: '1:sideways' },
      { move: ['1:up', '2:up'] },
      { base: '-1' },
    ])
      expect((await browser.post(`${path}/placement`).type('form').send(odd)).status).toBe(200)
    expect((await browser.post(path).type('form').send({ base: 'x' })).status).toBe(422)
    expect(
      (await browser.get(`/desk/pairings/${'0'.repeat(32)}/${encodeURIComponent(article.slug)}`)).status,
    ).toBe(404)
    expect((await browser.get('/desk/pairings/1')).status).toBe(404)
    expect((await browser.get('/desk/pairings?page=0')).status).toBe(200)
  }),
)

function stopped(): AbortSignal {
  const stopping = new AbortController()
  stopping.abort()
  return stopping.signal
}
