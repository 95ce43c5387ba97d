import { isSpelledOut } from '../../server/text/abbreviations'
import { termsFromLines } from '../../server/text/glossary'
import { forbiddenIn, isRendered, renderingIn, termFinder, termsIn, type Term } from '../../server/text/terms'

const terms: Term[] = ['변수', '매개 변수', '표', '표시', '사회적 경제', 'React'].map((korean) => ({
  korean,
  english: ['x'],
  sort: 'term',
}))
const finder = termFinder(terms)

test.each<[string, string[]]>([
  ['변수를 쓴다', ['변수']],
  ['매개 변수와 변수', ['매개 변수', '변수']],
  ['매개변수에서도', ['매개변수']],
  ['환경변수', []],
  ['변수명', []],
  ['변수이다', ['변수']],
  ['표는 표시이고 도표가 아니다', ['표', '표시']],
  ['사회적경제와 사회적 경제들의', ['사회적경제', '사회적 경제']],
  ['React를 쓴다', ['React']],
  ['“변수”라는 말', ['변수']],
  ['', []],
])('in “%s” stand %j', (korean, expected) => {
  expect(termsIn(korean, finder).map(({ from, to }) => korean.slice(from, to))).toEqual(expected)
})

test('an empty term is found nowhere', () => {
  expect(termsIn('빵', termFinder([{ korean: ' ', english: ['x'], sort: 'term' }]))).toEqual([])
})

test.each<[string, string, string | null]>([
  ['library', 'two libraries', 'librarie'],
  ['style', 'styled and styling', 'style'],
  ['style', 'well-styled', 'style'],
  ['render', 'prerendered', 'render'],
  ['component', 'Subcomponents', 'component'],
  ['file', 'a filename', 'file'],
  ['file', 'a profile', null],
  ['cell', 'excellent', null],
  ['hue', 'hues', 'hues'],
  ['hue', 'a huge one', null],
  ['US', 'tell us', null],
  ['US', 'the US and', 'US'],
  ['U.S.', 'the U.S. and', 'U.S.'],
  ['open source', 'open-sourced', 'open-source'],
  ['open source', 'OpenSource', 'OpenSource'],
  ['North Korea', 'North Koreans', 'North Korea'],
  ['c++', 'in C++', 'C++'],
  ['', 'anything', null],
])('“%s” in “%s”: %s', (rendering, english, expected) => {
  const place = renderingIn(english, rendering)
  expect(place && english.slice(place.from, place.to)).toBe(expected)
})

test.each<[string, string, boolean]>([
  ['PR', 'open pull requests', true],
  ['CDC', 'the Centers for Disease Control', true],
  ['SaaS', 'software-as-a-service', true],
  ['TV', 'on television', true],
  ['PR', 'open requests to pull', false],
  ['NATO', 'the alliance', false],
  ['React', 'render every action correctly today', false],
])('%s in “%s”: %s', (abbreviation, english, expected) => {
  expect(isSpelledOut(abbreviation, english)).toBe(expected)
})

test('a glossary is lines of Korean, a tab, and English', () => {
  const text =
    '\ufeff# ko\ten\n변수\tvariable\n\n미국\tUnited States | U.S.\r\n라이브러리\tlibrary|libraries\n빵\n\tbread\n'
  expect(termsFromLines(text)).toEqual({
    terms: [
      { korean: '변수', english: ['variable'], sort: 'term' },
      { korean: '미국', english: ['United States', 'U.S.'], sort: 'name' },
      { korean: '라이브러리', english: ['library', 'libraries'], sort: 'term' },
    ],
    unread: [6, 7],
  })
})

test.each<[string, boolean]>([
  ['the State pays', true],
  ['the state pays', false],
  ['two States', true],
])('an English form that is exact in its letters: “%s” %s', (english, expected) => {
  const state: Term = { korean: '주', english: ['State'], sort: 'term', exactCase: true }
  expect(isRendered(english, state)).toBe(expected)
})

test.each<[string, string[]]>([
  ['The solidarity economy grows', ['solidarity economy']],
  ['Solidarity economies grow; so do third sectors', ['Solidarity economies', 'third sectors']],
  ['The social solidarity economy grows', []],
  ['The social solidarity economy is a solidarity economy', ['solidarity economy']],
  ['A social economy', []],
])('of “%s” forbidden is %j', (english, expected) => {
  const economy: Term = {
    korean: '사회연대경제',
    english: ['social solidarity economy'],
    forbidden: ['solidarity economy', 'third sector', 'sector'],
    sort: 'term',
  }
  expect(forbiddenIn(english, economy).map(({ from, to }) => english.slice(from, to))).toEqual(expected)
})

test('a text that says nothing else is looked through as well', () => {
  const bread: Term = { korean: '빵', english: ['rye bread'], forbidden: ['bread', 'read'], sort: 'term' }
  const many = 30_000
  expect(forbiddenIn('rye bread '.repeat(many), bread)).toEqual([])
  expect(forbiddenIn('bread '.repeat(many), bread)).toHaveLength(many)
})
