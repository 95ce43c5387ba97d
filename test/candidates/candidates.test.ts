import { randomUUID } from 'node:crypto'
import { articleBySlug } from '../../server/articles/store'
import { findNames } from '../../server/candidates/actions'
import { candidates } from '../../server/candidates/store'
import { pair } from '../../server/pairings/actions'
import { latestSourceVersion } from '../../server/sources/store'
import { save } from '../../server/targets/actions'
import { pairsOf } from '../../server/targets/store'
import { standingTerms } from '../../server/termbase/store'
import { pathTo } from '../../server/web/paths'
import { bookshop } from '../pairings/archive'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { visitAs } from '../support/visit'
import { world, type World } from '../support/world'

/** Names in what was paired are proposed; nobody has agreed on them before somebody does. */
let own: OwnDatabase
let cast: World
const never = new AbortController().signal

beforeAll(async () => {
  own = await ownDatabase()
  cast = await world(own.web)
})
afterAll(() => own.close())

const names = async () => (await candidates(own.web)).map(({ korean, english }) => `${korean} ${english}`)
const agreed = async () =>
  (await standingTerms(own.web)).map(({ korean, accepted, kind }) => [korean, ...accepted, kind])
const screen = () => visitAs(own.web, cast.minji)

const slugs: string[] = []

async function pairBookshop(): Promise<string> {
  const shop = await bookshop(own.web, cast.sujin)
  const { placement } = shop
  await pair(own.web, shop.article, shop.entry.publicId, cast.daniel, {
    ...{ base: 1, placement, reason: '', absent: 'Nothing.', publishes: false },
  })
  slugs.push(shop.article.slug)
  return shop.article.slug
}

test('nothing is proposed before something is paired, and each pairing is looked through once', async () => {
  expect((await screen().get('/desk/names')).text).toContain('There is no new name.')
  expect(await findNames(own.worker, never)).toBe(0)
  await pairBookshop()
  expect(await findNames(own.worker, never)).toBe(1)
  expect(await findNames(own.worker, never)).toBe(0)
  expect(await names()).toEqual(['이춘식 Lee Chun-sik'])
  expect(await agreed()).toEqual([])
})

test('a name is shown with the paragraphs it stands in, and is agreed on by one click', async () => {
  const slug = await pairBookshop()
  await findNames(own.worker, never)
  const { text } = await screen().get('/desk/names')
  expect(text).toContain('<mark>이춘식</mark>')
  expect(text).toContain('<mark>Lee Chun-sik</mark>')
  expect(text).toContain(`${pathTo.review(slug)}#p`)
  expect(text).toContain('2 paragraphs')

  const [{ publicId } = { publicId: '' }] = await candidates(own.web)
  const taken = await screen().post(`/desk/names/${publicId}/taking`)
  expect([taken.status, taken.headers.location]).toEqual([303, '/desk/names?next=1'])
  expect(await agreed()).toEqual([['이춘식', 'Lee Chun-sik', 'person']])
  expect((await screen().get('/desk/names')).text).toContain('There is no new name.')
  expect((await screen().post(`/desk/names/${publicId}/taking`)).status).toBe(422)
})

test('what is no name is proposed no more, until that is taken back', async () => {
  await own.web('terms').update({ endedBy: cast.daniel.id, endedAt: own.web.fn.now() })
  const [{ publicId } = { publicId: '' }] = await candidates(own.web)
  await screen().post(`/desk/names/${publicId}/denial`).expect(303)
  expect(await names()).toEqual([])
  const denied = await screen().get('/desk/names')
  expect(denied.text).toContain('Said not to be names')
  await screen().post(`/desk/names/${publicId}/denial/withdrawal`).expect(303)
  expect(await names()).toHaveLength(1)
})

test('who neither translates nor edits decides nothing; and there has to be such a name', async () => {
  const [{ publicId } = { publicId: '0'.repeat(32) }] = await candidates(own.web)
  const admin = visitAs(own.web, { ...cast.sujin, roles: ['admin'] })
  await admin.post(`/desk/names/${publicId}/taking`).expect(422)
  await admin.post(`/desk/names/${publicId}/denial`).expect(422)
  await screen()
    .post(`/desk/names/${'0'.repeat(32)}/taking`)
    .expect(404)
  await screen().post('/desk/names/no-name/denial').expect(404)
})

test('a name that no longer stands in the paragraph is not proposed', async () => {
  for (const slug of slugs) {
    const pairs = await pairsOf(
      own.web,
      await latestSourceVersion(own.web, await articleBySlug(own.web, slug)),
    )
    const { source, target } = pairs.find((one) => one.target.text.includes('Lee Chun-sik'))!
    const text = target.text.replace('Lee Chun-sik', 'He')
    const wording = { text, baseRevision: target.revision, saveId: randomUUID(), confirm: false }
    await save(own.web, { slug, number: source.number }, cast.minji, wording)
  }
  expect(await names()).toEqual([])
})
