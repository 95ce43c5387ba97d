import { repaired, said } from './saying'

test.each<[string, string, string[]]>([
  ['[여기](https://a.kr/x)', 'here', ['The English has lost this link: https://a.kr/x']],
  [
    '[여기](https://a.kr/x)',
    '[here](https://b.kr/y)',
    ['The Korean links to https://a.kr/x; the English links to https://b.kr/y.'],
  ],
  [
    '[여기](https://a.kr/x) [또](https://a.kr/x)',
    '[here](https://a.kr/x)',
    ['The English has lost this link: https://a.kr/x'],
  ],
  ['https://a.kr/x에서 본다.', 'See there.', ['The English has lost this link: https://a.kr/x']],
  ['[여기](https://ko.a.kr/ko/x/#위)', '[here](http://www.a.kr/en/x)', []],
  ['[여기](https://a.kr/x?hl=ko)', '[here](https://a.kr/x)', []],
  ['[여기](#빵)', '[here](#bread)', []],
  ['[여기](#빵)', 'here', ['The English has lost this link: #빵']],
  ['[빵](https://ko.wikipedia.org/wiki/빵)', '[bread](https://en.wikipedia.org/wiki/Bread)', []],
  [
    '[빵](https://en.wikipedia.org/wiki/Bread)',
    '[bread](https://en.wikipedia.org/wiki/Beer)',
    [
      'The Korean links to https://en.wikipedia.org/wiki/Bread; the English links to https://en.wikipedia.org/wiki/Beer.',
    ],
  ],
  ['[함수](https://a.kr/f_(x))', '[function](https://a.kr/f_(x))', []],
  ['`https://a.kr/x`', 'code', []],
])('%s / %s: %j', (korean, english, sentences) => {
  expect(said('missing-link', korean, english)).toEqual(sentences)
})

test('an own host may be called by another, or be the place itself', () => {
  const hosts = { 'ko.react.dev': 'react.dev', 'our.kr': '' }
  expect(
    said('missing-link', '[훅](https://ko.react.dev/use)', '[hook](https://react.dev/use)', { hosts }),
  ).toEqual([])
  expect(said('missing-link', '[훅](/use)', '[hook](https://our.kr/use)', { hosts })).toEqual([])
  expect(said('missing-link', '[훅](/use)', '[hook](https://our.kr/use)')).toHaveLength(1)
})

test('a link of the English alone is said', () => {
  expect(said('added-link', '빵', '[bread](https://a.kr/x)')).toEqual([
    'The Korean does not have this link of the English: https://a.kr/x',
  ])
})

test.each<[string, string, string[]]>([
  ['`mix new`를 쓴다.', 'Use it.', ['missing-code The English has lost this code: mix new']],
  [
    '`mix new`를 쓴다.',
    'Use mix new.',
    ['fewer-code The English does not mark this as code as often as the Korean: mix new'],
  ],
  ['`빵`을 쓴다.', 'Use bread.', []],
  ['``a`b``를 쓴다.', 'Use ``a`b``.', []],
  ['`a`와 `b`를 쓴다.', 'Use `b` and `a`.', []],
])('%s / %s: %j', (korean, english, sentences) => {
  const spoken = ['missing-code', 'fewer-code'].flatMap((check) =>
    said(check, korean, english).map((sentence) => `${check} ${sentence}`),
  )
  expect(spoken).toEqual(sentences)
})

test.each<[string, string, string, string[]]>([
  ['pictures', '![빵](a.jpg)', 'bread', ['Pictures in the Korean: 1; in the English: 0.']],
  ['pictures', '![빵](a.jpg)', '![bread](a.jpg)', []],
  [
    'bold',
    '**빵**과 **물**',
    '**bread** and water',
    ['Passages in bold type in the Korean: 2; in the English: 1.'],
  ],
  ['bold', '빵과 물', '**bread** and water', []],
  ['emoji', '🌱 새싹 😀', 'sprout 😀', ['The English has lost 🌱']],
  ['emoji', '© 빵집', 'a bakery', ['The English has lost ©']],
  ['emoji', '빵 → 물 #1', 'bread to water', []],
])('%s: %s / %s: %j', (check, korean, english, sentences) => {
  expect(said(check, korean, english)).toEqual(sentences)
})

test.each([
  ['[여기](https://a.kr/bread)', '[here](https://a.kr/bredd)', '[here](https://a.kr/bread)'],
  ['[React](https://react.dev)를 쓴다.', 'Use React.', 'Use [React](https://react.dev).'],
  ['`mix`를 쓴다.', 'Use mix.', 'Use `mix`.'],
  ['🌱 새싹', 'sprout', '🌱 sprout'],
])('%s / %s is repaired to %s', (korean, english, right) => {
  expect(repaired(korean, english)).toBe(right)
})

test.each([
  ['another page is no slip', '[여기](https://a.kr/bread)', '[here](https://a.kr/water)'],
  ['Korean words cannot be found again', '[여기](https://a.kr/bread)', 'here'],
  ['the word stands twice', '[React](https://react.dev)', 'React is React'],
  ['the code stands twice', '`mix`를 쓴다.', 'Use mix for mix.'],
  ['the code is part of a word', '`mix`를 쓴다.', 'Use mixers.'],
])('no repair where it is not certain: %s', (_why, korean, english) => {
  expect(repaired(korean, english)).toBeNull()
})
