import { randomUUID } from 'node:crypto'
import type { Article } from '../../server/articles/rules'
import { connect, type Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { bringIn } from '../../server/sources/actions'
import { latestSourceVersion } from '../../server/sources/store'
import type { OutcomeJson } from '../../server/targets/page'
import { stateOf } from '../../server/targets/rules'
import { pairsOf } from '../../server/targets/store'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { correctKorean, freshKimchi } from '../support/kimchi'
import { visit, visitAs } from '../support/visit'
import { personWith, world, type World } from '../support/world'

/** The guarded save, asked of two applications that share one database and nothing else. */
let own: OwnDatabase
let elsewhere: Db
let cast: World
let here: (person: Person) => Browser
let there: (person: Person) => Browser

beforeAll(async () => {
  own = await ownDatabase()
  elsewhere = connect(own.urls.web, { max: 8 })
  cast = await world(own.web)
  here = browsersOf(own.web)
  there = browsersOf(elsewhere)
})
afterAll(async () => {
  await elsewhere.destroy()
  await own.close()
})

type Browser = ReturnType<typeof visitAs>

/** One browser a person. */
function browsersOf(db: Db): (person: Person) => Browser {
  const browsers = new Map<string, Browser>()
  return (person) => {
    if (!browsers.has(person.id)) browsers.set(person.id, visitAs(db, person))
    return browsers.get(person.id)!
  }
}

interface Save {
  text: string
  revision?: string | number
  save?: string
}

interface Answer extends OutcomeJson {
  status: number
}

/** As the script of the review screen saves. */
async function save(
  browser: Browser,
  article: Article,
  { number = 2, ...form }: Save & { number?: number },
): Promise<Answer> {
  return send(browser, `/desk/articles/${article.slug}/pairs/${number}`, {
    save: randomUUID(),
    revision: 0,
    ...form,
  })
}

async function confirm(
  browser: Browser,
  article: Article,
  { number = 2, ...form }: Save & { number?: number },
): Promise<Answer> {
  const address = `/desk/articles/${article.slug}/pairs/${number}/confirmation`
  return send(browser, address, { save: randomUUID(), revision: 0, ...form })
}

async function send(browser: Browser, address: string, form: object): Promise<Answer> {
  const { status, body } = await browser.post(address).type('form').accept('application/json').send(form)
  return { status, ...(body as OutcomeJson) }
}

/** Everything that was ever sent for the pairs of an article, in the order it was kept. */
async function history(article: Article): Promise<[outcome: string, revision: string, text: string][]> {
  const rows = await own
    .web('targetRevisions')
    .where({ articleId: article.id })
    .orderBy('id')
    .select('outcome', 'revision', 'text')
  return (rows as { outcome: string; revision: string; text: string }[]).map((row) => [
    row.outcome,
    row.revision,
    row.text,
  ])
}

async function stateOfPair(article: Article, number: number): Promise<string> {
  const pairs = await pairsOf(own.web, await latestSourceVersion(own.web, article))
  return stateOf(pairs.find(({ source }) => source.number === number)!)
}

describe('a save', () => {
  test('makes a revision and says what stands', async () => {
    const article = await freshKimchi(own.web, cast)

    expect(await save(here(cast.minji), article, { text: 'Salt it.' })).toEqual({
      status: 200,
      outcome: 'saved',
      revision: '1',
      text: 'Salt it.',
      base: null,
      mine: null,
      merged: null,
      theirParts: null,
      unread: null,
      myParts: null,
      confirmed: false,
      by: 'Minji',
      savedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    })
    expect(await save(there(cast.minji), article, { text: 'Salt it well.', revision: 1 })).toMatchObject({
      outcome: 'saved',
      revision: '2',
    })
    expect(await history(article)).toEqual([
      ['saved', '1', 'Salt it.'],
      ['saved', '2', 'Salt it well.'],
    ])
  })

  test('on words that have moved on is refused with all three texts, and both people’s words are kept', async () => {
    const article = await freshKimchi(own.web, cast)
    await save(here(cast.minji), article, { text: 'Salt the cabbage.' })
    await save(here(cast.minji), article, { text: 'Salt the white cabbage.', revision: 1 })

    expect(
      await save(there(cast.jiwoo), article, { text: 'Salt the red cabbage.', revision: 1 }),
    ).toMatchObject({
      status: 409,
      outcome: 'conflict',
      revision: '2',
      base: 'Salt the cabbage.',
      text: 'Salt the white cabbage.',
      mine: 'Salt the red cabbage.',
      merged: null,
      by: 'Minji',
    })
    expect(await history(article)).toEqual([
      ['saved', '1', 'Salt the cabbage.'],
      ['saved', '2', 'Salt the white cabbage.'],
      ['conflict', '2', 'Salt the red cabbage.'],
    ])
  })

  test('on words that have moved on elsewhere in the sentence comes with both edits together', async () => {
    const article = await freshKimchi(own.web, cast)
    await save(here(cast.sujin), article, { text: 'Salt the cabbage and wait for a night.' })
    await save(here(cast.minji), article, {
      text: 'Salt the white cabbage and wait for a night.',
      revision: 1,
    })

    const mine = 'Salt the cabbage and wait for a long night.'
    const conflict = await save(there(cast.jiwoo), article, { text: mine, revision: 1 })
    expect(conflict).toMatchObject({
      status: 409,
      merged: 'Salt the white cabbage and wait for a long night.',
    })

    const settled = { text: conflict.merged!, revision: conflict.revision }
    expect(await save(there(cast.jiwoo), article, settled)).toMatchObject({
      status: 200,
      outcome: 'saved',
      revision: '3',
    })
  })

  test('whose answer was lost is sent again, and is a success that changes nothing', async () => {
    const article = await freshKimchi(own.web, cast)
    const lost = { text: 'Salt it.', save: randomUUID() }
    await save(here(cast.minji), article, lost)

    for (const browser of [here(cast.minji), there(cast.minji)]) {
      expect(await save(browser, article, lost)).toMatchObject({
        status: 200,
        outcome: 'repeated',
        revision: '1',
      })
    }
    expect(await history(article)).toEqual([['saved', '1', 'Salt it.']])
  })

  test('whose answer was lost is a success even when somebody has saved since, and theirs stays', async () => {
    const article = await freshKimchi(own.web, cast)
    const lost = { text: 'Salt it.', save: randomUUID() }
    await save(here(cast.minji), article, lost)
    await save(there(cast.jiwoo), article, { text: 'Salt it, please.', revision: 1 })

    const again = await save(there(cast.minji), article, lost)
    expect(again).toMatchObject({
      status: 200,
      outcome: 'repeated',
      revision: '2',
      text: 'Salt it, please.',
      by: 'Jiwoo',
    })
    expect(await history(article)).toEqual([
      ['saved', '1', 'Salt it.'],
      ['saved', '2', 'Salt it, please.'],
    ])
  })

  test('that lost and is sent again has lost again, and is kept once', async () => {
    const article = await freshKimchi(own.web, cast)
    await save(here(cast.minji), article, { text: 'Salt it.' })
    const losing = { text: 'Do salt it.', save: randomUUID() }

    for (const browser of [here(cast.jiwoo), there(cast.jiwoo)]) {
      expect(await save(browser, article, losing)).toMatchObject({
        status: 409,
        text: 'Salt it.',
        mine: 'Do salt it.',
      })
    }
    expect(await history(article)).toHaveLength(2)
  })

  test('clicked twice at once, at two places, is saved once', async () => {
    const article = await freshKimchi(own.web, cast)
    const click = { text: 'Salt it.', save: randomUUID() }

    const answers = await Promise.all([
      save(here(cast.minji), article, click),
      save(there(cast.minji), article, click),
    ])
    expect(answers.map(({ status, revision }) => [status, revision])).toEqual([
      [200, '1'],
      [200, '1'],
    ])
    expect(await history(article)).toEqual([['saved', '1', 'Salt it.']])
  })

  test('of a plain form clicked twice is saved once', async () => {
    const article = await freshKimchi(own.web, cast)
    const click = () =>
      here(cast.minji)
        .post(`/desk/articles/${article.slug}/pairs/2`)
        .type('form')
        .send({ text: 'Salt it.', revision: 0 })

    for (const { status, headers } of await Promise.all([click(), click()])) {
      expect([status, headers.location]).toEqual([303, `/desk/articles/${article.slug}/review#p2`])
    }
    expect(await history(article)).toEqual([['saved', '1', 'Salt it.']])
  })

  test('of the same person in two tabs never conflicts, and what the one tab wrote is kept too', async () => {
    const article = await freshKimchi(own.web, cast)
    await save(here(cast.minji), article, { text: 'One tab.' })
    await save(here(cast.minji), article, { text: 'One tab goes on.', revision: 1 })

    expect(await save(there(cast.minji), article, { text: 'Another tab.', revision: 0 })).toMatchObject({
      status: 200,
      outcome: 'saved',
      revision: '3',
    })
    expect((await history(article)).map(([, , text]) => text)).toEqual([
      'One tab.',
      'One tab goes on.',
      'Another tab.',
    ])
  })

  test('of the same person conflicts when somebody else has written in between', async () => {
    const article = await freshKimchi(own.web, cast)
    await save(here(cast.minji), article, { text: 'One tab.' })
    await save(there(cast.jiwoo), article, { text: 'Somebody else.', revision: 1 })
    await save(here(cast.minji), article, { text: 'One tab goes on.', revision: 2 })

    expect(await save(here(cast.minji), article, { text: 'Another tab.', revision: 1 })).toMatchObject({
      status: 409,
    })
  })

  test('is never blocked by a draft that came meanwhile', async () => {
    const article = await freshKimchi(own.web, cast)
    await draft(article, 2, 'The machine salts.')

    expect(await save(here(cast.minji), article, { text: 'Salt it.', revision: 0 })).toMatchObject({
      status: 200,
      outcome: 'saved',
      revision: '2',
    })
    expect(await history(article)).toEqual([
      ['saved', '1', 'The machine salts.'],
      ['saved', '2', 'Salt it.'],
    ])
  })

  test('of the words that stand already is the same, whoever sends it', async () => {
    const article = await freshKimchi(own.web, cast)
    await save(here(cast.minji), article, { text: 'Salt it.' })

    expect(await save(there(cast.jiwoo), article, { text: 'Salt it.' })).toMatchObject({
      status: 200,
      outcome: 'same',
      revision: '1',
      by: 'Minji',
    })
  })

  test('under the name of another save is refused, and changes nothing', async () => {
    const article = await freshKimchi(own.web, cast)
    const first = { text: 'Salt it.', save: randomUUID() }
    await save(here(cast.minji), article, first)

    const otherWords = { ...first, text: 'Other words.', revision: 1 }
    const otherPair = { ...first, number: 3 }
    for (const one of [otherWords, otherPair]) {
      expect(await save(here(cast.minji), article, one)).toMatchObject({
        status: 422,
        rule: 'not-understood',
      })
    }
    expect(await history(article)).toHaveLength(1)
  })

  /** As the worker places what an engine answered. */
  async function draft(article: Article, number: number, text: string): Promise<void> {
    const pairs = await pairsOf(own.worker, await latestSourceVersion(own.worker, article))
    const { segmentId, id } = pairs.find(({ source }) => source.number === number)!.source
    await own.worker('targets').insert({ segmentId, articleId: article.id, sourceSegmentId: id })
    await own
      .worker('targets')
      .where({ segmentId })
      .update({ text, machineText: text, origin: 'machine', saveId: randomUUID(), savedBy: cast.jiwoo.id })
  }
})

test('eight people save one pair fifty times each at two places: who did not win was told, and every word is found again', async () => {
  const article = await freshKimchi(own.web, cast)
  const [people, times] = [8, 50]
  const crowd: Person[] = []
  for (let one = 0; one < people; one++) {
    crowd.push(await personWith(own.web, `Translator ${one}`, ['translator'], cast.sujin.id))
  }
  const sent: { text: string; answer: Answer }[] = []

  await Promise.all(
    crowd.map(async (person, place) => {
      const browser = place % 2 === 0 ? here(person) : there(person)
      let revision = '0'
      for (let time = 0; time < times; time++) {
        const text = `${person.name} writes for the ${time}th time.`
        const answer = await save(browser, article, { text, revision })
        sent.push({ text, answer })
        revision = answer.revision
      }
    }),
  )

  const won = sent.filter(({ answer }) => answer.status === 200)
  const lost = sent.filter(({ answer }) => answer.status === 409)
  console.log(`${sent.length} saves: ${won.length} won, ${lost.length} lost and were told`)
  expect(won.length + lost.length).toBe(people * times)
  expect(won.every(({ answer }) => answer.outcome === 'saved')).toBe(true)
  expect(lost.every(({ text, answer }) => answer.mine === text && answer.text !== '')).toBe(true)
  expect(lost.length).toBeGreaterThan(0)

  const kept = await history(article)
  const of = (outcome: string) => kept.filter((row) => row[0] === outcome)
  const texts = (rows: string[]) => rows.toSorted()
  expect(texts(of('saved').map(([, , text]) => text))).toEqual(texts(won.map(({ text }) => text)))
  expect(texts(of('conflict').map(([, , text]) => text))).toEqual(texts(lost.map(({ text }) => text)))
  expect(of('saved').map(([, revision]) => Number(revision))).toEqual(won.map((_, index) => index + 1))
}, 60_000)

describe('a confirmation', () => {
  test('is for these words: it can be withdrawn once, and given again', async () => {
    const article = await freshKimchi(own.web, cast)
    const words = { text: 'Salt it.' }
    const withdrawal = `/desk/articles/${article.slug}/pairs/2/confirmation/withdrawal`

    expect(await confirm(here(cast.minji), article, words)).toMatchObject({
      outcome: 'saved',
      confirmed: true,
    })
    expect(await stateOfPair(article, 2)).toBe('confirmed')

    expect(await send(there(cast.jiwoo), withdrawal, {})).toEqual({ status: 200, confirmed: false })
    expect(await stateOfPair(article, 2)).toBe('edited')
    const twice = await there(cast.jiwoo).post(withdrawal).expect(422)
    expect(twice.text).toContain('This paragraph is not confirmed, so there is nothing to withdraw.')

    expect(await confirm(there(cast.minji), article, { ...words, revision: 1 })).toMatchObject({
      outcome: 'same',
      revision: '1',
      confirmed: true,
    })
    expect(await history(article)).toHaveLength(1)
  })

  test('ends with an edit of the English, and not with a save of the same words', async () => {
    const article = await freshKimchi(own.web, cast)
    await confirm(here(cast.minji), article, { text: 'Salt it.' })

    expect(await save(there(cast.minji), article, { text: 'Salt it.', revision: 1 })).toMatchObject({
      confirmed: true,
    })
    expect(await save(there(cast.minji), article, { text: 'Do salt it.', revision: 1 })).toMatchObject({
      confirmed: false,
    })
    expect(await stateOfPair(article, 2)).toBe('edited')
  })

  test('ends with an edit of the Korean, for the pair that was edited and for no other', async () => {
    const article = await freshKimchi(own.web, cast)
    await confirm(here(cast.minji), article, { text: 'Salt it.' })
    await confirm(here(cast.minji), article, { number: 3, text: 'Wait **overnight**.' })

    await correctKorean(own.web, article, cast.daniel)

    expect(await stateOfPair(article, 2)).toBe('attention')
    expect(await stateOfPair(article, 3)).toBe('confirmed')
  })

  test('of words that have moved on is a conflict and confirms nothing', async () => {
    const article = await freshKimchi(own.web, cast)
    await save(here(cast.minji), article, { text: 'Salt it.' })

    const late = await confirm(there(cast.jiwoo), article, { text: 'Do salt it.' })
    expect(late).toMatchObject({ status: 409, text: 'Salt it.', confirmed: false })
    expect(await stateOfPair(article, 2)).toBe('edited')
  })

  test('that is repeated after somebody wrote something else confirms nothing', async () => {
    const article = await freshKimchi(own.web, cast)
    const lost = { text: 'Salt it.', save: randomUUID() }
    await confirm(here(cast.minji), article, lost)
    await save(there(cast.jiwoo), article, { text: 'Do salt it.', revision: 1 })

    expect(await confirm(here(cast.minji), article, lost)).toMatchObject({
      outcome: 'repeated',
      confirmed: false,
    })
    expect(await stateOfPair(article, 2)).toBe('edited')
  })

  test('of nothing is refused with a sentence', async () => {
    const article = await freshKimchi(own.web, cast)
    expect(await confirm(here(cast.minji), article, { text: ' \n' })).toMatchObject({
      status: 422,
      sentence: 'There is no English yet. Please write it, then confirm.',
    })
  })
})

describe('a screen without script', () => {
  test('shows a conflict with what was typed, what stands and whose it is, and saves on top of it', async () => {
    const article = await freshKimchi(own.web, cast)
    await save(here(cast.minji), article, { text: 'Salt <the> cabbage.' })
    const address = `/desk/articles/${article.slug}/pairs/2`

    const typed = 'What Jiwoo typed & meant.'
    const page = await there(cast.jiwoo)
      .post(address)
      .type('form')
      .send({ text: typed, revision: 0 })
      .expect(409)
    expect(page.text).toContain('What Jiwoo typed &amp; meant.</textarea>')
    expect(page.text).toContain('Salt &lt;the&gt; cabbage.')
    expect(page.text).toContain('Minji')
    expect(page.text).toContain('name="revision" value="1"')

    await there(cast.jiwoo).post(address).type('form').send({ text: typed, revision: 1 }).expect(303)
    expect((await history(article)).map(([outcome, , text]) => [outcome, text])).toEqual([
      ['saved', 'Salt <the> cabbage.'],
      ['conflict', typed],
      ['saved', typed],
    ])
  })

  test('gives back what was typed when it is refused', async () => {
    const article = await freshKimchi(own.web, cast)
    const typed = `${'Salt the cabbage. '.repeat(20)}\u0007`
    const page = await here(cast.minji)
      .post(`/desk/articles/${article.slug}/pairs/2`)
      .type('form')
      .send({ text: typed })
      .expect(422)
    expect(page.text).toContain('Salt the cabbage. '.repeat(20))
  })
})

describe('what is sent', () => {
  test('is kept in one spelling: Hangul and accents composed, lines ended by line feeds', async () => {
    const article = await freshKimchi(own.web, cast)
    const typed = '가각 Café\r\nby 한소라'.normalize('NFD')
    const { text } = await save(here(cast.minji), article, { text: typed })

    expect(text).toBe('가각 Café\nby 한소라'.normalize('NFC'))
    expect(await save(there(cast.jiwoo), article, { text: typed })).toMatchObject({
      outcome: 'same',
      revision: '1',
    })
  })

  test('may be two hundred thousand characters long', async () => {
    const article = await freshKimchi(own.web, cast)
    const text = '긴'.repeat(200_000)
    expect(await save(here(cast.minji), article, { text })).toMatchObject({ status: 200, text })
  })

  test.each<[string, number, string, object]>([
    [
      'a character too many',
      422,
      'A paragraph has at most 200,000 characters.',
      { text: 'a'.repeat(200_001) },
    ],
    [
      'a NUL',
      422,
      'Line 1 has an invisible control character (character 5 of the text).',
      { text: 'Salt\0it.' },
    ],
    ['an escape', 422, 'Line 2 has an invisible control character', { text: 'Salt\n\u001bit.' }],
    [
      'a revision below zero',
      422,
      'The request could not be understood.',
      { text: 'Salt it.', revision: '-1' },
    ],
    [
      'a revision in other digits',
      422,
      'The request could not be understood.',
      { text: 'Salt it.', revision: '１' },
    ],
    [
      'a revision beyond counting',
      422,
      'The request could not be understood.',
      { text: 'Salt it.', revision: '9'.repeat(30) },
    ],
    [
      'a save without a proper name',
      422,
      'The request could not be understood.',
      { text: 'Salt it.', save: "1'; --" },
    ],
  ])('is refused with a sentence for %s', async (_, status, sentence, form) => {
    const article = await freshKimchi(own.web, cast)
    const answer = await save(here(cast.minji), article, form as Save)
    expect(answer).toMatchObject({ status, sentence: expect.stringContaining(sentence) as string })
    expect(await history(article)).toEqual([])
  })

  test.each([
    ['a surrogate without its other half', 'text=Salt%ED%A0%80it.'],
    ['the sign a browser sends in its place', 'text=Salt%EF%BF%BDit.'],
    ['bytes that are no text', 'text=Salt%FF%FEit.'],
    ['a broken escape', 'text=Salt%E0%A4%A'],
    ['an escape of nothing', 'text=100% salt'],
  ])('is refused, and never silently made another text: %s', async (_, body) => {
    const article = await freshKimchi(own.web, cast)
    const address = `/desk/articles/${article.slug}/pairs/2`
    const { status } = await here(cast.minji).post(address).type('form').send(body)
    expect([403, 422]).toContain(status)
    expect(await history(article)).toEqual([])
  })

  test.each([
    ['a number the article does not have', 'pairs/99'],
    ['number 0', 'pairs/0'],
    ['a number with letters', 'pairs/2abc'],
    ['a number in other digits', 'pairs/%EF%BC%92'],
    ['a rule between paragraphs', 'pairs/3'],
    ['code', 'pairs/4'],
    ['another article’s address', '../nothing-here/pairs/2'],
  ])('finds no pair by %s', async (_, place) => {
    const article = await bringIn(own.web, cast.minji, {
      ...{
        slug: `pairs-${randomUUID().slice(0, 8)}`,
        categoryId: null,
        seriesId: null,
        part: null,
        related: [],
      },
      blocks: [
        { kind: 'title', text: '김장', attributes: {} },
        { kind: 'paragraph', text: '배추', attributes: {} },
        { kind: 'break', text: '', attributes: {} },
        { kind: 'code', text: 'print("배추")', attributes: {} },
      ],
    })
    const address = new URL(`/desk/articles/${article.slug}/${place}`, 'http://daeyeok.test').pathname
    expect(await send(here(cast.minji), address, { text: 'Mine', revision: 0 })).toMatchObject({
      status: 404,
    })
    expect(await history(article)).toEqual([])
  })

  test('is refused to whoever may not write English, is not signed in, or comes from elsewhere', async () => {
    const article = await freshKimchi(own.web, cast)
    const hana = await personWith(own.web, 'Hana', ['admin'], cast.sujin.id)
    expect(await save(here(hana), article, { text: 'Mine.' })).toMatchObject({
      status: 422,
      rule: 'not-a-translator',
    })
    expect(await save(visit(own.web) as Browser, article, { text: 'Mine.' })).toMatchObject({ status: 401 })
    const foreign = here(cast.minji).post(`/desk/articles/${article.slug}/pairs/2`)
    expect(
      (await foreign.set('Origin', 'http://elsewhere.example').type('form').send({ text: 'Mine.' })).status,
    ).toBe(403)
    expect(await history(article)).toEqual([])
  })
})
