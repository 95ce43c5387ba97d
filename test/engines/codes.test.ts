import { deepl } from '../../server/engines/deepl'
import { isFailure } from '../../server/engines/rules'
import { fromCodes, toCodes } from '../../server/text/codes'
import { startDeeplStub, type DeeplStub, type StubFault } from '../support/deeplStub'

let stub: DeeplStub

beforeEach(async () => {
  stub = await startDeeplStub()
})

afterEach(() => stub.close())

const korean = '**김보람**은 [마을 도서관](https://example.kr/a?b=1&c=2)에서 `R&D < 3`을 읽었다.'

test('inline Markdown goes to the engine as codes and comes back as Markdown', async () => {
  const { text, lost } = await english(korean)

  expect(lost).toBe(false)
  expect(text).toMatch(/\*\*[A-Za-z ]+\*\*/)
  expect(text).toMatch(/\[[A-Za-z ]+\]\(https:\/\/example\.kr\/a\?b=1&c=2\)/)
  expect(text).toContain('`R&D < 3`')
  expect(text).not.toMatch(/[가-힣]|<[gxk]\b|&amp;/)
})

test.each<[StubFault, string]>([
  ['drop-tag', korean],
  ['same-words', korean],
  ['duplicate', korean],
  ['swap-tags', '`npm`을 **설치**했다.'],
])(
  'codes that come back by %s are lost, and no trace of them is left in the text',
  async (fault, markdown) => {
    const { text, lost } = await english(markdown, fault)

    expect(lost).toBe(true)
    expect(text).not.toMatch(/<\/?[gxk]\b/)
    expect(text).not.toBe('')
  },
)

test('a text without codes loses none', async () => {
  expect(await english('배추 3포기 & 소금', 'same-words')).toEqual({ text: 'proton beam', lost: false })
})

async function english(markdown: string, ...faults: StubFault[]): Promise<{ text: string; lost: boolean }> {
  stub.next(...faults)
  const { coded, codes } = toCodes(markdown)
  const engine = deepl({ authKey: stub.key, serverUrl: stub.url })
  for await (const [outcome] of engine.translate({ texts: [coded] }, new AbortController().signal)) {
    if (outcome && !isFailure(outcome)) return fromCodes(outcome.text, codes)
  }
  throw new Error('no translation')
}
