import { comparisonOf, deedOf, type Event, type Rows } from '../../server/history/rules'
import type { NumberedBlock } from '../../server/text/blocks'

const block = (number: number, text: string, more: Partial<NumberedBlock> = {}): NumberedBlock => ({
  ...{ number, text, kind: 'paragraph', attributes: {} },
  ...more,
})

/** `2~` is changed, `3+` new, `4-` gone, `5^` moved. */
function inShort(before: NumberedBlock[], after: NumberedBlock[]): string {
  const signs = { same: '', changed: '~', new: '+', gone: '-' }
  return comparisonOf(before, after)
    .map(({ number, change, moved }) => `${number}${signs[change]}${moved ? '^' : ''}`)
    .join(' ')
}

const abc = [block(1, 'a'), block(2, 'b'), block(3, 'c')]

test.each([
  ['1 2 3', 'nothing changed', abc],
  ['1 2~ 3', 'words changed', [block(1, 'a'), block(2, 'B'), block(3, 'c')]],
  ['1 2 4+ 3', 'a paragraph came in', [block(1, 'a'), block(2, 'b'), block(4, 'd'), block(3, 'c')]],
  ['1 2- 3', 'a paragraph is gone from the middle', [block(1, 'a'), block(3, 'c')]],
  ['1- 2 3', 'the first is gone', [block(2, 'b'), block(3, 'c')]],
  ['1- 2- 3- 4+', 'all are others', [block(4, 'd')]],
  ['3^ 1 2', 'the last came first', [block(3, 'c'), block(1, 'a'), block(2, 'b')]],
  ['3~^ 1 2-', 'moved, changed and gone at once', [block(3, 'C'), block(1, 'a')]],
  ['1~ 2 3', 'a paragraph became a heading', [block(1, 'a', { kind: 'heading' }), abc[1]!, abc[2]!]],
])('%s when %s', (expected, _, after) => {
  expect(inShort(abc, after)).toBe(expected)
})

test('a photograph in the place of another is a change, though a figure has no words', () => {
  const figure = (media: string) => block(1, '', { kind: 'figure', attributes: { media } })
  expect(inShort([figure('x')], [figure('x')])).toBe('1')
  expect(inShort([figure('x')], [figure('y')])).toBe('1~')
})

test('a changed paragraph shows its words, and one of another kind what it was', () => {
  const [row] = comparisonOf([block(1, 'two eggs')], [block(1, 'three eggs', { kind: 'heading' })])
  expect(row).toMatchObject({ kind: 'heading', kindBefore: 'paragraph' })
  expect(row!.parts.map(({ kind, text }) => [kind, text.trim()])).toEqual([
    ['removed', 'two'],
    ['added', 'three'],
    ['same', 'eggs'],
  ])
})

const at = new Date('2027-03-01T00:00:00Z')
const deed = (action: string, detail: object = {}, to: string | null = null): Event => ({
  ...{ id: '1', at, action, by: 'Daniel', to },
  detail: { ...detail },
})
const nothing: Rows = {
  sources: [],
  versions: [],
  approvals: [],
  returns: [],
  publications: [],
  schedules: [],
}

test.each([
  ['ko', 'brought-in', deed('brought-in')],
  ['ko', 'source-version-added', deed('source-version-added', { version: 2 })],
  ['en', 'submitted', deed('submitted', { version: 1 })],
  ['en', 'returned', deed('returned', { version: 1 })],
  ['ko', 'published-ko', deed('published', { language: 'ko', version: 1 })],
  ['en', 'published-en', deed('published', { language: 'en', version: 1 })],
  ['en', 'approved-own-work', deed('approved', { version: 1, ownWork: true })],
  ['both', 'details-changed', deed('details-changed')],
  ['both', 'assigned', deed('assigned', { dueOn: null }, 'Minji')],
  ['both', 'assigned-self', deed('assigned', { dueOn: null }, 'Daniel')],
  ['both', 'assigned-day', deed('assigned', { dueOn: '2027-03-09' })],
])('on the side %s stands %s', (side, sentence, event) => {
  expect(deedOf(event, nothing)).toMatchObject([{ side, sentence }])
})

test('who signed in is nobody’s business in the history of an article', () => {
  expect(deedOf(deed('signed-in'), nothing)).toEqual([])
})
