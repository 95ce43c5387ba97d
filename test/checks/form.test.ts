import { findingsOf, plainContext } from '../../server/checks/all'
import { Pair } from '../../server/checks/pair'
import { allSaid, findings, repaired, said } from './saying'

test.each<[string, string, string[]]>([
  ['빵', '  ', ['empty: There is no English yet.']],
  ['', '', []],
  ['빵집이 문을 열었다.', '빵집이 문을 열었다.', ['untranslated: The English is the Korean itself.']],
  ['빵집이 문을 열었다.', '빵집이 opened.', ['leftover-hangul: Korean words were left standing: 빵집이']],
  [
    '빵집이 문을 열었다.',
    '빵집이 문을 opened.',
    ['leftover-hangul: Korean words were left standing: 빵집이 문을'],
  ],
  ['빵집이 문을 열었다.', '빵집이 문을 열었다 ok.', ['untranslated: Most of the English is still Korean.']],
  [
    '한류가 번졌다.',
    'Hallyu (한류) spread.',
    ['hangul-gloss: Korean words stand in brackets or quotation marks: 한류'],
  ],
  ['정이 있다.', 'There is “정.”', ['hangul-gloss: Korean words stand in brackets or quotation marks: 정']],
  [
    '모임이 있다.',
    'There is a meeting (if they 모임 one at all).',
    ['leftover-hangul: Korean words were left standing: 모임'],
  ],
  ['모임이 있다.', 'There is `모임` in code.', []],
])('%s / %s: %j', (korean, english, sentences) => {
  const spoken = allSaid(korean, english).filter((one) => /^(?:empty|untranslated|leftover|hangul)/.test(one))
  expect(spoken).toEqual(sentences)
})

test.each<[string, string[], string | null]>([
  ['The 「Parasite」 film', ['The English has Korean or full-width marks: 「 」'], 'The “Parasite” film'],
  ['bread、water。', ['The English has Korean or full-width marks: 、 。'], 'bread, water.'],
  ['Really？ Yes（here）', ['The English has Korean or full-width marks: ？ （ ）'], 'Really? Yes(here)'],
  ['SeoulㆍBusan', ['The English has Korean or full-width marks: ㆍ'], null],
  ['“bread” and `「」`', [], null],
])('Korean marks: %s', (english, sentences, right) => {
  const found = findings('서울과 부산', english).filter(({ check }) => check === 'korean-marks')
  expect(said('korean-marks', '서울과 부산', english)).toEqual(sentences)
  expect(found[0]?.repair ?? null).toBe(right)
})

const paragraph =
  '동네 빵집은 가을에 문을 열었다. 조합원 서른일곱 명이 돈을 모았다. 오븐은 하나뿐이지만 빵은 날마다 동난다.'
const faithful =
  'The neighbourhood bakery opened in autumn. Thirty-seven members put their money together. There is only one oven, but the bread sells out every day.'

test.each<[string, string, string[]]>([
  ['faithful', faithful, []],
  [
    'a sentence short',
    faithful.replace(' Thirty-seven members put their money together.', ''),
    ['fewer-sentences'],
  ],
  ['most of it gone', 'The bakery opened.', ['too-short', 'fewer-sentences']],
  [
    'a sentence long',
    `${faithful} It was also a place where people came to read newspapers in the morning.`,
    ['too-long', 'more-sentences'],
  ],
  ['twice as long', faithful.repeat(2), ['too-long', 'more-sentences']],
])('length: %s', (_what, english, checks) => {
  const found = findings(paragraph, english).map(({ check }) => check)
  expect(found.filter((check) => /^(?:too|fewer|more)-(?:short|long|sentences)$/.test(check))).toEqual(checks)
})

test('length is measured by what the article usually has', () => {
  const short = faithful.replace('Thirty-seven members put their money together.', 'They paid. ')
  const brief = findings(paragraph, short.slice(0, 74), { usualRatio: 0.5 })
  expect(findings(paragraph, short.slice(0, 74)).some(({ check }) => check === 'too-short')).toBe(true)
  expect(brief.some(({ check }) => check === 'too-short')).toBe(false)
})

test.each<[string, string, string, string[]]>([
  [
    'cut-off',
    paragraph,
    faithful.slice(0, -1),
    ['The Korean ends with “.” and the English with no mark; it may be cut off.'],
  ],
  [
    'cut-off',
    '동네 빵집은 가을에 문을 열었다.',
    'The neighbourhood',
    ['The Korean ends with “.” and the English with no mark; it may be cut off.'],
  ],
  ['cut-off', '동네 빵집이 문을 열다.', 'A neighbourhood bakery opens', []],
  [
    'final-mark',
    '동네 빵집이 문을 열다.',
    'A neighbourhood bakery opens',
    ['The Korean ends with “.” and the English with no mark.'],
  ],
  ['final-mark', '빵집을 보세요.', 'See [the bakery.](https://a.kr)', []],
  ['final-mark', '빵집을 보세요.', 'See the bakery:', []],
  ['final-mark', '빵집', 'bakery', []],
  [
    'question-mark',
    '빵이 있나요?',
    'There is bread.',
    ['The Korean ends with a question; the English does not.'],
  ],
  [
    'question-mark',
    '빵이 있다.',
    'Is there bread?',
    ['The English ends with a question; the Korean does not.'],
  ],
  ['question-mark', '“빵이 있나요?”', '“Is there bread?”', []],
  ['question-mark', '무엇을 정하나', 'What Do They Decide?', []],
  ['question-mark', '계획을 들려주세요.', 'What’s next?', []],
  ['question-mark', '“빵이 있나요?” 하고 물었다.', 'Someone asked, “Is there bread?”', []],
])('%s: %s / %s', (check, korean, english, sentences) => {
  expect(said(check, korean, english)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  ['빵(물)', 'bread (water', ['The English opens ( and does not close it.']],
  ['빵(물)', 'bread water)', ['The English closes ) and did not open it.']],
  ['“빵”', '“bread', ['The English opens “ and does not close it.']],
  ['“빵"이라고', 'the bread" he said', ['A quotation mark of the English has no partner.']],
  ['(1)과 (2)', '(1) and ()', ['The English has brackets with nothing in them.']],
  ['빵 (물', 'bread (water', []],
  ['"빵', '"bread', []],
  ['구간', '[0, 1) and (0, 1]', []],
  ['가) 빵', 'a) bread', []],
  ['웃음', 'smile :)', []],
  ['함수', 'call foo() and `(`', []],
  ['5인치', 'a 5" screen', []],
])('brackets: %s / %s: %j', (korean, english, sentences) => {
  expect(said('brackets', korean, english)).toEqual(sentences)
})

test.each<[string, string, string[]]>([
  ['빵을 굽는다.', 'Bake the the bread.', ['The same word stands twice in a row: “the the”']],
  ['빵을 굽는다.', 'The the bread.', ['The same word stands twice in a row: “The the”']],
  ['빵을 굽는다.', 'They had had bread, and so so much.', []],
  ['New New York', 'New New York', []],
  ['빵을 굽는다.', 'Bake in in-house ovens.', []],
  ['빵을 굽는다.', 'Bake:\n```\nend\nend\n```', []],
  ['빵을 굽는다.', 'It was Will will remember.', []],
])('doubled word: %s / %s', (korean, english, sentences) => {
  expect(said('doubled-word', korean, english)).toEqual(sentences)
})

test.each([
  ['빵을 굽는다.', 'Bake the the bread.', 'Bake the bread.'],
  ['빵이 있나요?', 'Is there bread.', 'Is there bread?'],
  ['그가 “빵이 있나요?”', 'He said: “Is there bread.”', 'He said: “Is there bread?”'],
  ['동네 빵집이 문을 열다.', 'A neighbourhood bakery opens', 'A neighbourhood bakery opens.'],
  [paragraph, faithful.slice(0, -1), faithful],
])('%s / %s is repaired to %s', (korean, english, right) => {
  expect(repaired(korean, english)).toBe(right)
})

test('a text that was cut off cannot be repaired with a mark', () => {
  expect(repaired(paragraph, faithful.slice(0, 60))).toBeNull()
})

test('machine text left as it was is shown for what it is', () => {
  const korean = '빵집은 이번 가을에 우리 동네 골목 안쪽 작은 가게에서 문을 열었다.'
  const machine = 'The bakery opened this autumn in a small shop at the end of an alley in our neighbourhood.'
  const about = (english: string) =>
    findingsOf(new Pair(korean, english, machine), plainContext).filter(
      ({ check }) => check === 'machine-text',
    )
  expect(about(machine)).toMatchObject([{ severity: 'warn', detail: { percent: 100 } }])
  expect(about('Our alley has a bakery since autumn, in a little shop of the neighbourhood.')).toEqual([])
  expect(findings(korean, machine).some(({ check }) => check === 'machine-text')).toBe(false)
})
