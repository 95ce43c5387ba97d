import { deepl } from '../../server/engines/deepl'
import { libreTranslate } from '../../server/engines/libretranslate'
import { openAi } from '../../server/engines/openai'
import { EngineFault, isFailure, type Engine, type Outcome } from '../../server/engines/rules'
import { startDeeplStub, type StubFault } from '../support/deeplStub'
import { startChatStub, startLibreTranslateStub, type EngineFaultName } from '../support/engineStub'

type Name = 'deepl' | 'libretranslate' | 'openai'
type Fault = StubFault & EngineFaultName

/** What a test needs to know of any stub. */
interface Stub {
  url: string
  key: string
  hangUps: number
  requests: { texts: string[] }[]
  next(...faults: Fault[]): void
  paidTwice(): string[]
  close(): Promise<void>
}

const starts: Record<Name, () => Promise<Stub>> = {
  deepl: startDeeplStub,
  libretranslate: startLibreTranslateStub,
  openai: startChatStub,
}

function engineAt(name: Name, { url, key }: Pick<Stub, 'url' | 'key'>, timeoutMs = 5_000): Engine {
  if (name === 'deepl') return deepl({ authKey: key, serverUrl: url, timeoutMs })
  if (name === 'libretranslate') return libreTranslate({ url, apiKey: key, timeoutMs })
  return openAi({ url: `${url}/v1`, apiKey: key, model: 'small-model', timeoutMs })
}

const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, n) => `마을 도서관이 ${n + 1}월에 문을 열었다.`)

describe.each(['deepl', 'libretranslate', 'openai'] as const)('%s', (name) => {
  let stub: Stub
  beforeEach(async () => {
    stub = await starts[name]()
  })
  afterEach(() => stub.close())

  test('gives every text its own English, in order', async () => {
    const texts = paragraphs(30)
    const outcomes = (await translate(texts)).flat()
    expect(outcomes.map(({ index }) => index)).toEqual([...texts.keys()])
    for (const [n, outcome] of outcomes.entries()) {
      expect(isFailure(outcome)).toBe(false)
      expect('text' in outcome && outcome.text).toContain(` ${n + 1}`)
    }
    expect(stub.paidTwice()).toEqual([])
  })

  test('keeps codes, escapes and what is not to be translated', async () => {
    const text = '<g id="1">김보람</g>은 R&amp;D <k id="2">npm ci</k>를 쳤다.<x id="3"/>그리고 웃었다.'
    const [outcome] = (await translate([text])).flat()
    expect('text' in outcome! && outcome.text).toMatch(
      /^<g id="1">[^<]+<\/g>.*R&amp;D <k id="2">npm ci<\/k>.*<x id="3"\/>/,
    )
  })

  test('pays once for a line that stands twice, and nothing for what has no words', async () => {
    const outcomes = (await translate(['사진 제공', ' ', '사진 제공'])).flat()
    expect(outcomes.map((outcome) => 'text' in outcome)).toEqual([true, true, true])
    expect(stub.requests.map(({ texts }) => texts)).toEqual([['사진 제공']])
  })

  test.each([
    ['401', 'auth', { laterHelps: false, mayBeBilled: false }],
    ['403', 'auth', { laterHelps: false, mayBeBilled: false }],
    ['404', 'rejected', { laterHelps: false, mayBeBilled: false }],
    ['429', 'rate', { laterHelps: true, mayBeBilled: false, retryAfter: null }],
    ['429-later', 'rate', { laterHelps: true, mayBeBilled: false, retryAfter: 1_000 }],
    ['456', 'quota', { laterHelps: false, mayBeBilled: false }],
    ['500', 'unavailable', { laterHelps: true, mayBeBilled: false }],
    ['503', 'unavailable', { laterHelps: true, mayBeBilled: false }],
    ['504', 'timeout', { laterHelps: true, mayBeBilled: true }],
    ['reset', 'unavailable', { laterHelps: true, mayBeBilled: true }],
    ['cut', 'unavailable', { laterHelps: true, mayBeBilled: true }],
    ['html', 'protocol', { laterHelps: true, mayBeBilled: true }],
    ['redirect', 'protocol', {}],
    ['not-translations', 'protocol', { laterHelps: false, mayBeBilled: true }],
    ['huge', 'protocol', { laterHelps: false, mayBeBilled: true }],
  ] as const)('answering with %s is a fault: %s', async (fault, kind, properties) => {
    stub.next(fault)
    expect(await faultOf(paragraphs(3))).toMatchObject({ kind, ...properties })
    expect(stub.requests).toHaveLength(1)
  })

  test('that is down is a fault: unavailable, and nothing was paid for', async () => {
    await stub.close()
    expect(await faultOf(paragraphs(3))).toMatchObject({
      ...{ kind: 'unavailable', laterHelps: true, mayBeBilled: false },
    })
  })

  test.each(['hang', 'trickle'] as const)(
    'that hangs (%s) is a timeout, and the line is hung up',
    async (fault) => {
      stub.next(fault)
      expect(await faultOf(['글'], 300)).toMatchObject({
        kind: 'timeout',
        laterHelps: true,
        mayBeBilled: true,
      })
      await until(() => stub.hangUps === 1)
    },
  )

  test('that is slow is waited for', async () => {
    stub.next('slow')
    expect((await translate(['글'])).flat()).toMatchObject([{ index: 0, codesLost: false }])
  })

  test('that is not there costs nothing', async () => {
    const gone = await starts[name]()
    await gone.close()
    const fault = await faultAt(engineAt(name, gone), ['글'])
    expect(fault).toMatchObject({ kind: 'unavailable', laterHelps: true, mayBeBilled: false })
  })

  test.each([
    ['empty', 'protocol'],
    ['korean', 'untranslated'],
    ['endless', 'protocol'],
  ] as const)('answering with %s leaves every text to a person', async (fault, kind) => {
    stub.next(fault)
    const outcomes = (await translate(paragraphs(2))).flat()
    expect(outcomes.map((outcome) => 'fault' in outcome && outcome.fault.kind)).toEqual([kind, kind])
  })

  test('with nothing but useless answers is given up after three', async () => {
    stub.next('korean', 'korean', 'korean', 'korean', 'korean')
    const texts = Array.from({ length: 160 }, (_, n) => `${n}번째 글`)
    expect(await faultOf(texts)).toMatchObject({ kind: 'untranslated', mayBeBilled: true })
    expect(stub.requests).toHaveLength(3)
  })

  test('refusing one text for its size costs only that one', async () => {
    stub.next('413', 'slow', '413', 'slow')
    const outcomes = (await translate(paragraphs(3))).flat()
    expect(outcomes.map((outcome) => ('fault' in outcome ? outcome.fault.kind : 'ok')).sort()).toEqual([
      ...['ok', 'ok', 'too-large'],
    ])
    expect(stub.paidTwice()).toEqual([])
  })

  test.each(['wrong-key-1234', '키에는-한글이-없다'])('a wrong key (%s) is never said', async (key) => {
    const fault = await faultAt(engineAt(name, { ...stub, key }), ['글'])
    expect(fault.kind).toBe('auth')
    expect(`${fault.message} ${fault.stack} ${JSON.stringify(fault)}`).not.toContain(key)
    expect(fault.cause).toBeUndefined()
  })

  test('hangs up when the drafting is ended', async () => {
    stub.next('hang')
    const abort = new AbortController()
    const drafting = translate(['글'], 5_000, abort.signal)
    await until(() => stub.requests.length === 1)
    abort.abort(new Error('stopping'))
    await expect(drafting).rejects.toThrow('stopping')
    await until(() => stub.hangUps === 1)
  })

  test('is not paid for when its intention could not be written down', async () => {
    const beforeSending = () => Promise.reject(new Error('no database'))
    const asked = engineAt(name, stub).translate({ texts: ['글'], beforeSending }, still)
    await expect(asked[Symbol.asyncIterator]().next()).rejects.toThrow('no database')
    expect(stub.requests).toEqual([])
  })

  function translate(texts: string[], timeoutMs?: number, signal = still): Promise<Outcome[][]> {
    return outcomesOf(engineAt(name, stub, timeoutMs), texts, signal)
  }

  function faultOf(texts: string[], timeoutMs?: number): Promise<EngineFault> {
    return faultAt(engineAt(name, stub, timeoutMs), texts)
  }
})

const still = new AbortController().signal

async function outcomesOf(engine: Engine, texts: string[], signal: AbortSignal): Promise<Outcome[][]> {
  const answered: Outcome[][] = []
  for await (const outcomes of engine.translate({ texts }, signal)) answered.push(outcomes)
  return answered
}

async function faultAt(engine: Engine, texts: string[]): Promise<EngineFault> {
  const fault: unknown = await outcomesOf(engine, texts, still).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(EngineFault)
  return fault as EngineFault
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5))
}
