import { markedBy, partsOf, passageIn, soughtIn } from '../../server/search/rules'

test.each([
  ['협동조합', "'협동' & '동조' & '조합'", '', ['협동조합']],
  ['협동조합은', "'협동' & '동조' & '조합'", '', ['협동조합']],
  ['조합에서는', "'조합'", '', ['조합']],
  ['빵', "'빵'", '', ['빵']],
  ['평가', "'평가'", '', ['평가']],
  ['마을 기금을', "'마을' & '기금'", '', ['마을', '기금']],
  ['cooperatives', '', 'cooperatives', ['cooperativ']],
  ['Kim’s bakery', '', 'Kim’s bakery', ['kim', 'baker']],
  ['2024년 budget', "'년'", '2024 budget', ['2024년', 'budget']],
  ["' | !!! <-> :* &", '', '', []],
  ['', '', '', []],
])('what is looked for in %p', (query, indexed, others, marks) => {
  expect(soughtIn(query)).toEqual({ indexed, others, marks })
})

test.each([
  ['roof bus Gases', "('bus' | 'buse') & ('gas' | 'gase')", 'roof', ['roof', 'bus', 'gas']],
  ['버스 bus buses', "'버스' & ('bus' | 'buse')", '', ['버스', 'bus']],
  ["won't can’t sell", '', 'sell', ['sell']],
  ["won't", '', '', []],
  ['126만 명', "'만' & '명'", '126', ['126만', '명']],
  ['제3부를', "'제' & '부를'", '3', ['제', '3부를']],
])('words that PostgreSQL or the eye would take otherwise: %p', (query, indexed, others, marks) => {
  expect(soughtIn(query)).toEqual({ indexed, others, marks })
})

test('no query is long enough to hurt', () => {
  const { indexed, others } = soughtIn('가나 '.repeat(5000) + 'x'.repeat(100_000))
  expect(indexed.length + others.length).toBeLessThan(1000)
})

const content = [
  { number: 1, kind: 'title' as const, text: '빵과 기금', attributes: {} },
  { number: 2, kind: 'paragraph' as const, text: '골짜기에는 빵집이 하나 있다.', attributes: {} },
  { number: 3, kind: 'paragraph' as const, text: '**마을 기금**은 빵집의 기금이다.', attributes: {} },
]

test('the passage is the paragraph that has the most of it, with what was found marked', () => {
  expect(passageIn(content, markedBy(['빵집', '기금']))!.parts).toEqual([
    { text: '마을 ', isMark: false },
    { text: '기금', isMark: true },
    { text: '은 ', isMark: false },
    { text: '빵집', isMark: true },
    { text: '의 ', isMark: false },
    { text: '기금', isMark: true },
    { text: '이다.', isMark: false },
  ])
  expect(passageIn(content, markedBy(['없는말']))).toBeNull()
  expect(passageIn(content, markedBy([]))).toBeNull()
})

test('a long paragraph is cut at words around what was found', () => {
  const text = `${'앞에 오는 말 '.repeat(40)}찾는 낱말 ${'뒤에 오는 말 '.repeat(40)}`
  const { parts } = passageIn([{ number: 1, kind: 'paragraph', text, attributes: {} }], markedBy(['낱말']))!
  const shown = parts.map((part) => part.text).join('')
  expect(shown).toMatch(/^…[앞에오는말 ]+찾는 낱말 [뒤에오는말 ]+…$/)
  expect(shown.length).toBeLessThan(200)
})

test.each([
  ['A cooperative of cooperatives', ['cooperativ'], ['cooperative', 'cooperatives']],
  ['Kimchi and Kim', ['kim'], ['Kimchi', 'Kim']],
  ['a+b (c)', ['a+b'], ['a+b']],
  ['By e-mail', ['e-mail'], ['e-mail']],
  ['126만 명 가운데 만 명, 126 만과 1126만', ['126만'], ['126만', '126 만']],
  ['제3부와 부록', ['3부'], ['3부']],
])('marks in %p', (text, marks, marked) => {
  const parts = partsOf(text, markedBy(marks))
  expect(parts.filter(({ isMark }) => isMark).map((part) => part.text)).toEqual(marked)
  expect(parts.map((part) => part.text).join('')).toBe(text)
})
