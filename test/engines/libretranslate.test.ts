import { libreTranslate } from '../../server/engines/libretranslate'
import { EngineFault, type Outcome } from '../../server/engines/rules'
import { englishFor, startLibreTranslateStub, type EngineStub } from '../support/engineStub'

let stub: EngineStub
beforeEach(async () => {
  stub = await startLibreTranslateStub()
})
afterEach(() => stub.close())

test('texts go as a list of HTML, with the key in the body', async () => {
  await translate(['첫째 글', '둘째 글'])
  expect(stub.requests[0]!.body).toEqual({
    q: ['첫째 글', '둘째 글'],
    ...{ source: 'ko', target: 'en', format: 'html', api_key: stub.key },
  })
})

test('one text alone is no list, and no key is sent where none is set', async () => {
  const [outcome] = (await translate(['글'], null)).flat()
  expect(stub.requests[0]!.body).toEqual({ q: '글', source: 'ko', target: 'en', format: 'html' })
  expect(outcome).toMatchObject({ text: englishFor('글'), billedCharacters: null })
})

test('a server that refuses lists gets its texts one by one', async () => {
  stub.next('400', 'slow', 'slow')
  expect((await translate(['첫째 글', '둘째 글'])).flat()).toMatchObject([
    { index: 0, text: englishFor('첫째 글') },
    { index: 1, text: englishFor('둘째 글') },
  ])
})

test.each(['fewer', 'more'] as const)('%s translations than texts are given to none', async (fault) => {
  stub.next(fault)
  const wrong: unknown = await translate(['첫째 글', '둘째 글']).catch((error: unknown) => error)
  expect(wrong).toBeInstanceOf(EngineFault)
  expect(wrong).toMatchObject({ kind: 'protocol', laterHelps: false, mayBeBilled: true })
})

test('it says nothing of what was used', async () => {
  expect(await libreTranslate({ url: stub.url }).usage()).toBeNull()
})

async function translate(texts: string[], apiKey: string | null = stub.key): Promise<Outcome[][]> {
  const engine = libreTranslate({ url: stub.url, apiKey })
  const all: Outcome[][] = []
  for await (const some of engine.translate({ texts }, new AbortController().signal)) all.push(some)
  return all
}
