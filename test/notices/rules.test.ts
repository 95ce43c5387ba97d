import { afterFault, mentionedIn, wordsIn } from '../../server/notices/rules'

const people = [
  { id: 'd', name: 'Dan' },
  { id: 'o', name: 'Daniel Okafor' },
  { id: 'i', name: 'Daniel' },
  { id: 'm', name: '윤민지' },
  { id: 'k', name: '윤민' },
  { id: '2', name: '윤민지' },
]

test.each([
  [['i'], '@Daniel, please look.'],
  [['o'], '@Daniel Okafor, please look.'],
  [['o'], 'What do you think, @daniel okafor?'],
  [['d'], '@Dan: yes.'],
  [[], '@Danielle is nobody here.'],
  [['m', '2'], '@윤민지님, 확인 부탁드립니다.'],
  [['m', '2'], '이 문단은 @윤민지가 봐 주십시오.'],
  [['k'], '@윤민 님께'],
  [['d', 'm', '2'], '@윤민지 @Dan'],
  [['i'], '(@Daniel)'],
  [[], 'Write to dan@Daniel.example.'],
  [[], 'Daniel without a sign'],
  [[], '@'],
  [['m', '2'], `@${'윤민지'.normalize('NFD')} 님`],
])('%j are called by %s', (expected, text) => {
  expect(mentionedIn(text, people)).toEqual(expected)
})

test.each([
  ['away', 1, 10],
  ['away', 2, 20],
  ['away', 3, null],
  ['refused', 1, null],
  ['unanswered', 1, null],
] as const)('after try %s number %i the next is in %p', (fault, tries, tryAgainIn) => {
  expect(afterFault(fault, tries, [10, 20])).toEqual({ fault, tryAgainIn })
})

test('a notice quotes the beginning of what is long', () => {
  expect(wordsIn(' short ')).toBe('short')
  expect(wordsIn('가'.repeat(501))).toBe(`${'가'.repeat(500)}…`)
})
