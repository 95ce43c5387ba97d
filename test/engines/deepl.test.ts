import { enginesFrom } from '../../server/engines/configured'
import { deepl, type DeeplSettings } from '../../server/engines/deepl'
import {
  EngineFault,
  isFailure,
  type Outcome,
  type Translation,
  type TranslationRequest,
} from '../../server/engines/rules'
import { startDeeplStub, type DeeplStub, type StubRequest } from '../support/deeplStub'

let stub: DeeplStub

beforeEach(async () => {
  stub = await startDeeplStub()
})

afterEach(() => stub.close())

const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, n) => `마을 도서관이 ${n + 1}월에 문을 열었다.`)

describe('a translation', () => {
  test('comes back in order, with what it cost, how and how long', async () => {
    const texts = paragraphs(120)
    const outcomes = (await translate({ texts })).flat()

    expect(outcomes.map(({ index }) => index)).toEqual([...texts.keys()])
    for (const [n, { text, ...facts }] of translations(outcomes).entries()) {
      expect(text).toContain(String(n + 1))
      expect(text).not.toMatch(/[가-힣]/)
      expect(facts).toMatchObject({
        codesLost: false,
        billedCharacters: [...texts[n]!].length,
        model: 'quality_optimized',
        milliseconds: expect.any(Number),
      })
    }
    expect(stub.requests.map((request) => request.texts.length)).toEqual([50, 50, 20])
  })

  test('is asked for as DeepL needs it', async () => {
    await translate({ texts: ['<g id="1">김보람</g>은 웃었다.'], context: '마을 도서관 이야기' })

    expect(stub.requests[0]!.fields).toEqual({
      source_lang: 'ko',
      target_lang: 'en-US',
      show_billed_characters: '1',
      model_type: 'quality_optimized',
      tag_handling: 'xml',
      tag_handling_version: 'v2',
      ignore_tags: 'k',
      non_splitting_tags: 'g,x,k',
      outline_detection: '0',
      preserve_formatting: '1',
      split_sentences: 'nonewlines',
      context: '마을 도서관 이야기',
    })
    expect(stub.requests[0]!.userAgent).toMatch(/^deepl-node\/[\d.]+ daeyeok\//)
  })

  test('is asked for in the style of the house, with its glossary and what stands around', async () => {
    await translate(
      {
        texts: ['첫째', '둘째'],
        context: '이야기',
        neighbours: [
          { before: '앞', after: '둘째' },
          { before: '첫째', after: '뒤' },
        ],
      },
      {
        instructions: ['Use the serial comma.', 'Spell out numbers.'],
        styleId: 'a-style',
        glossary: () => Promise.resolve('a-glossary'),
      },
    )
    expect(stub.requests[0]!.fields).toMatchObject({
      context: '이야기\n앞\n뒤',
      custom_instructions: expect.any(String),
      style_id: 'a-style',
      glossary_id: 'a-glossary',
    })
  })

  test('of a line that stands twice is paid once', async () => {
    const outcomes = translations((await translate({ texts: ['사진 제공', '본문', '사진 제공'] })).flat())

    expect(stub.requests[0]!.texts).toEqual(['사진 제공', '본문'])
    expect(outcomes.map(({ text }) => text)[2]).toBe(outcomes[0]!.text)
    expect(outcomes.map(({ billedCharacters }) => billedCharacters)).toEqual([5, 2, 0])
  })

  test('of what has no words is not asked for', async () => {
    const texts = ['', '<k id="1">https://example.kr</k>', ' ']
    expect(translations((await translate({ texts })).flat()).map(({ text }) => text)).toEqual(texts)
    expect(stub.requests).toEqual([])
  })

  test('says what is about to be paid before it is sent', async () => {
    const told: [number[], number][] = []
    const beforeSending = (indexes: number[]) => {
      told.push([indexes, stub.requests.length])
      return Promise.resolve()
    }
    await translate({ texts: paragraphs(60), beforeSending })

    expect(told.map(([indexes, sent]) => [indexes.length, sent])).toEqual([
      [50, 0],
      [10, 1],
    ])
  })

  test('is not paid for when its intention could not be written down', async () => {
    const beforeSending = () => Promise.reject(new Error('no database'))
    await expect(translate({ texts: ['글'], beforeSending })).rejects.toThrow('no database')
    expect(stub.requests).toEqual([])
  })
})

describe('size', () => {
  test('no body is larger than DeepL takes', async () => {
    const texts = Array.from({ length: 60 }, (_, n) => `${n} ${'긴 글이 이어진다. '.repeat(60)}`)
    await translate({ texts, context: '앞뒤 글. '.repeat(5_000) })

    expect(Math.max(...stub.requests.map(({ bytes }) => bytes))).toBeLessThan(105 * 1024)
    expect(stub.requests.flatMap((request) => request.texts)).toEqual(texts)
  })

  test('one text that is too large fails alone', async () => {
    const outcomes = (await translate({ texts: ['앞', '가'.repeat(12_000), '뒤'] })).flat()

    expect(kindsByIndex(outcomes)).toEqual({ 0: 'ok', 1: 'too-large', 2: 'ok' })
    expect(stub.requests.flatMap((request) => request.texts)).toEqual(['앞', '뒤'])
  })

  test('a server that takes less is given less', async () => {
    stub.next('413', '413')
    const outcomes = (await translate({ texts: paragraphs(4) })).flat()

    expect(kindsByIndex(outcomes)).toEqual({ 0: 'ok', 1: 'ok', 2: 'ok', 3: 'ok' })
    expect(stub.requests.map(({ texts }) => texts.length)).toEqual([4, 2, 1, 1, 2])
    expect(stub.paidTwice()).toEqual([])
  })
})

describe('a request that is refused unread', () => {
  test('costs only the text at fault', async () => {
    stub.next('400', 'slow', '400', '400')
    const outcomes = (await translate({ texts: paragraphs(4) })).flat()

    expect(kindsByIndex(outcomes)).toEqual({ 0: 'ok', 1: 'ok', 2: 'rejected', 3: 'ok' })
    expect(stub.requests.map(({ texts }) => texts.length)).toEqual([4, 2, 2, 1, 1])
    expect(stub.paidTwice()).toEqual([])
  })

  test('whatever is in it is given up soon', async () => {
    expect(await faultOf({ texts: paragraphs(120) }, { authKey: 'stub-400' })).toMatchObject({
      kind: 'rejected',
      laterHelps: false,
      mayBeBilled: false,
    })
    expect(stub.requests.length).toBeLessThan(12)
  })
})

describe('codes', () => {
  test('that the engine refuses cost only their own text its markup', async () => {
    const texts = [...paragraphs(5), '<g id="1">R&amp;D</g> <b>센터', ...paragraphs(9).slice(6)]
    const outcomes = (await translate({ texts })).flat()

    expect(outcomes.map(({ index }) => index)).toEqual([...texts.keys()])
    expect(translations(outcomes).map(({ codesLost }) => codesLost)).toEqual(texts.map((_, n) => n === 5))
    expect(translations(outcomes)[5]!.text).toMatch(/^R&amp;D [A-Za-z ]+$/)
    expect(plainRequests().map(({ texts }) => texts)).toEqual([['R&D 센터']])
    expect(stub.paidTwice()).toEqual([])
  })

  test('are tried without once, not again and again', async () => {
    stub.next('tags', '400')
    const outcomes = (await translate({ texts: ['<g id="1">글</g>'] })).flat()
    expect(kindsByIndex(outcomes)).toEqual({ 0: 'rejected' })
    expect(stub.requests.map(({ texts }) => texts)).toEqual([['<g id="1">글</g>'], ['글']])
  })
})

describe('a fault', () => {
  test.each([
    ['403', 'auth', { laterHelps: false, mayBeBilled: false }],
    ['401', 'auth', { laterHelps: false, mayBeBilled: false }],
    ['456', 'quota', { laterHelps: false, mayBeBilled: false }],
    ['429', 'rate', { laterHelps: true, mayBeBilled: false, retryAfter: null }],
    ['429-later', 'rate', { laterHelps: true, mayBeBilled: false, retryAfter: 1_000 }],
    ['529', 'unavailable', { laterHelps: true, mayBeBilled: false }],
    ['500', 'unavailable', { laterHelps: true, mayBeBilled: false }],
    ['503', 'unavailable', { laterHelps: true, mayBeBilled: false }],
    ['504', 'timeout', { laterHelps: true, mayBeBilled: true }],
    ['404', 'rejected', { laterHelps: false, mayBeBilled: false }],
    ['reset', 'unavailable', { laterHelps: true, mayBeBilled: true }],
    ['cut', 'unavailable', { laterHelps: true, mayBeBilled: true }],
    ['html', 'protocol', { laterHelps: true, mayBeBilled: true }],
    ['not-translations', 'protocol', { laterHelps: false, mayBeBilled: true }],
    ['huge', 'protocol', { laterHelps: false, mayBeBilled: true }],
    ['fewer', 'protocol', { laterHelps: false, mayBeBilled: true }],
    ['more', 'protocol', { laterHelps: false, mayBeBilled: true }],
  ] as const)('%s is %s', async (fault, kind, properties) => {
    stub.next(fault)
    expect(await faultOf({ texts: paragraphs(3) })).toMatchObject({ kind, ...properties })
    expect(stub.requests).toHaveLength(1)
  })

  test.each(['hang', 'trickle'] as const)('%s is a timeout, and the line is hung up', async (fault) => {
    stub.next(fault)
    expect(await faultOf({ texts: ['글'] }, { timeoutMs: 300 })).toMatchObject({
      kind: 'timeout',
      laterHelps: true,
      mayBeBilled: true,
    })
    await until(() => stub.hangUps === 1)
  })

  test('a slow answer within the time is an answer', async () => {
    stub.next('slow')
    expect(kindsByIndex((await translate({ texts: ['글'] }, { timeoutMs: 5_000 })).flat())).toEqual({
      0: 'ok',
    })
  })

  test('a server that is not there costs nothing', async () => {
    const gone = await startDeeplStub()
    await gone.close()
    const fault = await faultOf({ texts: ['글'] }, { serverUrl: gone.url })
    expect(fault).toMatchObject({ kind: 'unavailable', laterHelps: true, mayBeBilled: false })
  })

  test.each(['empty', 'no-text'] as const)('%s translations fail text by text', async (fault) => {
    stub.next(fault)
    const outcomes = (await translate({ texts: paragraphs(2) })).flat()
    expect(kindsByIndex(outcomes)).toEqual({ 0: 'protocol', 1: 'protocol' })
  })

  test('in the middle leaves what was answered before it', async () => {
    stub.limit = paragraphs(50).join('').length
    const kept: Outcome[] = []
    const engine = deepl({ authKey: stub.key, serverUrl: stub.url })
    const drafting = async () => {
      for await (const answered of engine.translate({ texts: paragraphs(60) }, still)) kept.push(...answered)
    }

    await expect(drafting()).rejects.toMatchObject({ kind: 'quota' })
    expect(kept).toHaveLength(50)

    stub.limit = 1_000_000
    await translate({ texts: paragraphs(60).slice(50) })
    expect(stub.paidTwice()).toEqual([])
  })

  test('chosen by the key ends when the key says so', async () => {
    const settings = { authKey: 'stub-429x2' }
    expect(await faultOf({ texts: ['글'] }, settings)).toMatchObject({ kind: 'rate' })
    expect(await faultOf({ texts: ['글'] }, settings)).toMatchObject({ kind: 'rate' })
    expect(kindsByIndex((await translate({ texts: ['글'] }, settings)).flat())).toEqual({ 0: 'ok' })
  })

  test.each(['wrong-key-1234', '키에는-한글이-없다', 'line\nbreak'])(
    'of the key %j names the key without saying it',
    async (authKey) => {
      const fault = await faultOf({ texts: ['글'] }, { authKey })
      expect(fault.kind).toBe('auth')
      expect(`${fault.message} ${fault.stack} ${JSON.stringify(fault)}`).not.toContain(authKey)
      expect(fault.cause).toBeUndefined()
    },
  )

  test('a key that a server echoes is not passed on', async () => {
    stub.next('echo')
    const fault = await faultOf({ texts: ['글'] })
    expect(fault.message).toContain('Cannot serve')
    expect(`${fault.message} ${fault.stack}`).not.toContain(stub.key)
  })
})

describe('an aborted drafting', () => {
  test('hangs up and throws the reason', async () => {
    stub.next('hang')
    const abort = new AbortController()
    const drafting = translate({ texts: ['글'] }, {}, abort.signal)
    await until(() => stub.requests.length === 1)
    abort.abort(new Error('stopping'))

    await expect(drafting).rejects.toThrow('stopping')
    await until(() => stub.hangUps === 1)
  })

  test('sends nothing more', async () => {
    const abort = new AbortController()
    const engine = deepl({ authKey: stub.key, serverUrl: stub.url })
    const drafting = async () => {
      for await (const answered of engine.translate({ texts: paragraphs(80) }, abort.signal)) {
        expect(answered).toHaveLength(50)
        abort.abort()
      }
    }
    await expect(drafting()).rejects.toMatchObject({ name: 'AbortError' })
    expect(stub.requests).toHaveLength(1)
  })
})

describe('the account', () => {
  test('says what it has used and may use', async () => {
    await translate({ texts: ['열두 글자짜리 문장이다'] })
    expect(await deepl({ authKey: stub.key, serverUrl: stub.url }).usage()).toEqual({
      used: 12,
      limit: 500_000,
    })
  })

  test('that is not there is a fault', async () => {
    const engine = deepl({ authKey: 'gone', serverUrl: stub.url })
    await expect(engine.usage()).rejects.toMatchObject({ kind: 'auth' })
  })
})

test.each([[{}], [{ deeplAuthKey: '' }], [{ deeplAuthKey: '  ', deeplServerUrl: 'http://127.0.0.1:1' }]])(
  'without a key there is no engine: %j',
  (settings) => {
    expect(enginesFrom(settings)).toEqual([])
  },
)

test('with a key there is DeepL', async () => {
  const engine = enginesFrom({ deeplAuthKey: ` ${stub.key}\n`, deeplServerUrl: stub.url })[0]!
  expect(engine).toMatchObject({ id: 'deepl', label: 'DeepL', limits: { maxTexts: 50 } })
  expect(await engine.usage()).toEqual({ used: 0, limit: 500_000 })
})

const still = new AbortController().signal

async function translate(
  request: TranslationRequest,
  settings: Partial<DeeplSettings> = {},
  signal = still,
): Promise<Outcome[][]> {
  const engine = deepl({ authKey: stub.key, serverUrl: stub.url, ...settings })
  const answered: Outcome[][] = []
  for await (const outcomes of engine.translate(request, signal)) answered.push(outcomes)
  return answered
}

async function faultOf(request: TranslationRequest, settings?: Partial<DeeplSettings>): Promise<EngineFault> {
  const fault: unknown = await translate(request, settings).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(EngineFault)
  return fault as EngineFault
}

function translations(outcomes: Outcome[]): Translation[] {
  return outcomes.map((outcome) => {
    if (isFailure(outcome)) throw outcome.fault
    return outcome
  })
}

function kindsByIndex(outcomes: Outcome[]): Record<number, string> {
  return Object.fromEntries(
    outcomes.map((outcome) => [outcome.index, isFailure(outcome) ? outcome.fault.kind : 'ok']),
  )
}

function plainRequests(): StubRequest[] {
  return stub.requests.filter(({ fields }) => !fields.tag_handling)
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}
