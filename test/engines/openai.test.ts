import { openAi } from '../../server/engines/openai'
import { nameOf } from '../../server/engines/prompt'
import type { Outcome, TranslationRequest } from '../../server/engines/rules'
import { englishFor, startChatStub, type EngineFaultName, type EngineStub } from '../support/engineStub'

let stub: EngineStub
beforeEach(async () => {
  stub = await startChatStub()
})
afterEach(() => stub.close())

const style = ['Use the serial comma.']
const chat = () => openAi({ url: `${stub.url}/v1`, apiKey: stub.key, model: 'small-model', style })
const texts = ['첫째 글', '둘째 글', '셋째 글']

test('a chat is told the style, the terms that occur, the article and the neighbours', async () => {
  await translate({
    texts: ['<g id="1">김보람</g>은 나눔 텃밭에 갔다.'],
    context: '마을 텃밭 이야기',
    neighbours: [{ before: '앞 문단', after: '뒤 문단' }],
    terms: [
      { ko: '김보람', en: 'Boram Kim' },
      { ko: '도서관', en: 'library' },
    ],
  })
  const { body, headers } = stub.requests[0]!
  const [system, user] = body.messages as { content: string }[]
  expect(system!.content).toContain('- Use the serial comma.')
  expect(system!.content).toContain('- 김보람 = Boram Kim')
  expect(system!.content).not.toContain('도서관')
  expect(system!.content).toContain('마을 텃밭 이야기')
  expect(JSON.parse(user!.content)).toEqual({
    paragraphs: [
      {
        id: expect.stringMatching(/^p[0-9a-f]{6}$/),
        before: '앞 문단',
        text: '<g id="1">김보람</g>은 나눔 텃밭에 갔다.',
        after: '뒤 문단',
      },
    ],
  })
  expect(body).toMatchObject({ model: 'small-model', response_format: { type: 'json_schema' } })
  expect(headers.authorization).toBe(`Bearer ${stub.key}`)
})

test('English that was had already is shown to it, with the wish for another', async () => {
  await translate({ texts: ['글', '다른 글'], instead: ['What stands.'] })
  const user = (stub.requests[0]!.body.messages as { content: string }[])[1]!.content
  const { paragraphs, note } = JSON.parse(user) as { paragraphs: object[]; note: string }
  expect(paragraphs).toMatchObject([{ not_like: 'What stands.' }, {}])
  expect(paragraphs[1]).not.toHaveProperty('not_like')
  expect(note).toContain('another wording')
})

/** What becomes of three texts when the answer to all of them is not as it should be. */
test.each<[EngineFaultName, (number | null)[]]>([
  ['reordered', [0, 1, 2]],
  ['fenced', [0, 1, 2]],
  ['thinking', [0, 1, 2]],
  ['fewer', [null, 1, 2]],
  ['twice', [null, null, 2]],
  ['more', [null, null, null]],
  ['renumbered', [null, null, null]],
  ['prose', [null, null, null]],
])('%s: nothing stands under another text than its own', async (fault, expected) => {
  stub.next(fault)
  const outcomes = (await translate({ texts })).flat()
  expect(outcomes.map((outcome) => ('text' in outcome ? outcome.text : null))).toEqual(
    expected.map((nth) => (nth === null ? null : englishFor(texts[nth]!))),
  )
  expect(
    outcomes.filter((outcome) => 'fault' in outcome).map(({ billedCharacters }) => billedCharacters),
  ).toEqual(expected.filter((nth) => nth === null))
})

test('names are drawn from the text, so that none can be counted on to the next', () => {
  expect(new Set(texts.map(nameOf)).size).toBe(3)
  expect(nameOf('첫째 글')).toBe(nameOf('첫째 글'))
})

test('a server that knows no shapes is asked without, from then on', async () => {
  stub.next('no-shape')
  const engine = chat()
  const outcomes = await collect(engine.translate({ texts: ['글'] }, still))
  await collect(engine.translate({ texts: ['다음 글'] }, still))
  expect(outcomes.flat()).toMatchObject([{ index: 0, text: englishFor('글'), model: 'small-model-q4' }])
  expect(stub.requests.map(({ body }) => 'response_format' in body)).toEqual([true, false, false])
  expect(stub.paidTwice()).toEqual([])
})

test('paragraphs go out a few at a time', async () => {
  await translate({ texts: Array.from({ length: 20 }, (_, n) => `${n}번째 글`) })
  expect(stub.requests.map((request) => request.texts.length)).toEqual([8, 8, 4])
})

const still = new AbortController().signal

function translate(request: TranslationRequest): Promise<Outcome[][]> {
  return collect(chat().translate(request, still))
}

async function collect(outcomes: AsyncIterable<Outcome[]>): Promise<Outcome[][]> {
  const all: Outcome[][] = []
  for await (const some of outcomes) all.push(some)
  return all
}
