import { balanced, filled, set, type Frame, type Word } from '../../server/covers/rules'

/** Letters as wide as half their size. */
function wordsOf(text: string): Word[] {
  return text.split(' ').map((word) => ({ text: word, width: word.length / 2 }))
}
const said = (lines: Word[][]) => lines.map((line) => line.map(({ text }) => text).join(' '))
const title = 'one two three four five six'

test('a line takes what it has room for', () => {
  expect(said(filled(wordsOf(title), 0.5, 10))).toEqual(['one two three four', 'five six'])
  expect(said(filled(wordsOf('immeasurable a'), 0.5, 2))).toEqual(['immeasurable', 'a'])
})

test.each([
  [title, 10, ['one two three', 'four five six']],
  // A last word that would stand alone brings company.
  ['가나다 라마바 사아자 차', 6, ['가나다 라마바', '사아자 차']],
  ['one', 10, ['one']],
  ['immeasurable a', 2, ['immeasurable', 'a']],
])('%j is balanced in %i ems', (text, room, lines) => {
  expect(said(balanced(wordsOf(text), 0.5, room))).toEqual(lines)
})

const frame: Frame = { width: 100, height: 40, sizes: [20, 10], leading: 1, mostLines: 3 }

test.each<[name: string, text: string, Frame, { size: number; lines: string[] }]>([
  ['as large as it can be', 'one two', frame, { size: 20, lines: ['one two'] }],
  [
    'smaller when it has more lines than room',
    title,
    frame,
    { size: 10, lines: ['one two three', 'four five six'] },
  ],
  ['smaller when a word would not fit', 'immeasurable', frame, { size: 10, lines: ['immeasurable'] }],
  [
    'cut at a word where there is no end',
    `${title}, ${title} and so on, ${title}`,
    { ...frame, mostLines: 2 },
    { size: 10, lines: ['one two three four', 'five six, one two…'] },
  ],
  ['nothing', '', frame, { size: 20, lines: [''] }],
])('%s', (_, text, shape, setting) => expect(set(wordsOf(text), 0.5, 0.5, shape)).toEqual(setting))
