import { randomUUID } from 'node:crypto'
import type { Article } from '../../server/articles/rules'
import { bringIn } from '../../server/sources/actions'
import { latestSourceVersion } from '../../server/sources/store'
import { stateOf } from '../../server/targets/rules'
import { pairByNumber } from '../../server/targets/store'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { draftedByMachine } from '../support/machine'
import { visitAs } from '../support/visit'
import { world, type World } from '../support/world'

const korean = '조합원 열두 명이 낮에는 다른 일을 하기 때문에 빵집은 밤 열 시에 문을 엽니다.'
const machine = 'The bakery opens at ten at night because its twelve members have other work during the day.'
const other = 'Twelve members work elsewhere by day, so nobody can bake before ten in the evening here.'

let own: OwnDatabase
let cast: World

beforeAll(async () => {
  own = await ownDatabase()
  cast = await world(own.web)
})
afterAll(() => own.close())

describe('words that are a machine’s for the better part', () => {
  test('are shown as what they are, with a button that says they were read', async () => {
    const article = await drafted()
    const { text } = await visitAs(own.web, cast.minji)
      .get(`/desk/articles/${article.slug}/review`)
      .expect(200)
    expect(text).toContain('100% of the machine’s words')
    expect(text).toMatch(/name="read" value="yes"[^>]*>Read and right</)
  })

  test('are kept and not confirmed until somebody says that they read them', async () => {
    const article = await drafted()
    const confirm = (fields: Record<string, string>) =>
      visitAs(own.web, cast.minji)
        .post(`/desk/articles/${article.slug}/pairs/2/confirmation`)
        .set('Accept', 'application/json')
        .type('form')
        .send({ text: machine, revision: '1', save: randomUUID(), ...fields })
        .expect(200)

    expect((await confirm({})).body).toMatchObject({ confirmed: false, unread: 100 })
    const touched = machine.replace('twelve', '12')
    expect((await confirm({ text: touched })).body).toMatchObject({ outcome: 'saved', unread: 94 })
    expect(await stateAt(article)).toBe('edited')
    const said = await confirm({ text: touched, revision: '2', read: 'yes' })
    expect(said.body).toMatchObject({ confirmed: true, unread: null })
    expect(await stateAt(article)).toBe('confirmed')
    const found = await visitAs(own.web, cast.minji).get(`/desk/articles/${article.slug}/pairs/2/findings`)
    expect(found.text).toContain('Nothing was found.')
    expect((await confirm({ text: touched, revision: '2' })).body).toMatchObject({ unread: null })
  })

  test.each([
    ['when a person has written others', korean, machine, other],
    ['when the Korean is short', '빵집은 밤에 문을 엽니다.', 'It opens at night.', 'It opens at night.'],
  ])('are confirmed at once %s', async (_, source, proposed, text) => {
    const article = await drafted(source, proposed)
    const { body } = await visitAs(own.web, cast.minji)
      .post(`/desk/articles/${article.slug}/pairs/2/confirmation`)
      .set('Accept', 'application/json')
      .type('form')
      .send({ text, revision: '1', save: randomUUID() })
      .expect(200)
    expect(body).toMatchObject({ confirmed: true, unread: null })
  })
})

async function drafted(source = korean, proposed = machine): Promise<Article> {
  const slug = `night-bakery-${randomUUID().slice(0, 8)}`
  const article = await bringIn(own.web, cast.daniel, {
    ...{ slug, categoryId: null, seriesId: null, part: null, related: [] },
    blocks: [
      { kind: 'title', text: '밤 빵집', attributes: {} },
      { kind: 'paragraph', text: source, attributes: {} },
    ],
  })
  await draftedByMachine(own.worker, article, cast.minji, { 2: proposed })
  return article
}

async function stateAt(article: Article) {
  return stateOf(await pairByNumber(own.web, await latestSourceVersion(own.web, article), 2))
}
