import { compared, linesIn, obstacleToFile, termsFile } from '../../server/termbase/interchange'
import { fieldsChanged, formOf, type TermEntry, type TermForm } from '../../server/termbase/rules'
import { agreed, form, wording } from './agreed'

const scopes = { series: [{ id: '5', slug: 'care' }], articles: [{ id: '9', slug: '김장하는-날' }] }

function standing(said: Partial<TermForm>, id = '1'): TermEntry {
  const made = wording(said)
  return {
    ...made,
    ...{ id, publicId: id, seriesName: null, articleTitle: null },
    seriesSlug: made.seriesId && 'care',
    articleSlug: made.articleId && '김장하는-날',
    ...{ writtenByName: 'Minji', writtenAt: new Date(), endedByName: null, endedAt: null },
  }
}

function comparedWith(text: string, ...entries: TermEntry[]) {
  const { lines, bad } = linesIn(text, scopes)
  return compared(lines, bad, entries)
}

test('two columns without a heading are Korean and English, and capitals make a name', () => {
  const { lines, bad } = linesIn(
    '# ko\ten\n배추\tnapa cabbage | cabbage\n김왕영\tKim Wang-young\n온새군\tOnsae\n햇살\tHaetsal\n',
    scopes,
  )
  expect(lines.map(({ line, said, guess }) => [line, said.korean, guess])).toEqual([
    [2, '배추', 'term'],
    [3, '김왕영', 'person'],
    [4, '온새군', 'place'],
    [5, '햇살', 'organisation'],
  ])
  expect(bad).toEqual([])
})

test.each(['csv', 'tsv'] as const)('what goes out as %s comes in again and changes nothing', (format) => {
  const entries = [
    standing({ ...agreed.cabbage, note: 'two\nlines, "quoted"', scope: 'article:9' }, '1'),
    standing({ ...agreed.kim, shortForm: 'Kim', nameOrder: 'given-first', scope: 'series:5' }, '2'),
    standing({ korean: '주', accepted: 'State', exactCase: 'yes', partOfSpeech: 'noun', note: '=1+1' }, '3'),
  ]
  const file = termsFile(entries, format)
  expect(comparedWith(file, ...entries)).toEqual({ added: [], changed: [], same: 3, bad: [] })
  expect(comparedWith(file).added.map(({ wording: made }) => formOf(made))).toEqual(entries.map(formOf))
})

test('a file says only what it speaks of', () => {
  const entry = standing({ ...agreed.cabbage, note: 'kept' })
  const { changed } = comparedWith('korean,english\n배 추,cabbage\n', entry)
  expect(changed[0]!.wording).toMatchObject({
    accepted: ['cabbage'],
    forbidden: ['Chinese cabbage'],
    note: 'kept',
  })
  expect(fieldsChanged(entry, changed[0]!.wording)).toEqual(['korean', 'accepted'])
  expect(comparedWith('korean,english\n김왕영,Kim', standing(agreed.kim)).changed[0]!.wording.kind).toBe(
    'person',
  )
})

test.each<[string, string, object]>([
  ['korean,english\n배추,', 'term-english-missing', {}],
  ['korean,english\n,bread', 'term-korean-missing', {}],
  ['korean,english\n배추,배추', 'term-english-hangul', {}],
  ['korean,english,kind\n배추,cabbage,vegetable', 'term-line-kind', { value: 'vegetable' }],
  ['korean,english,scope\n배추,cabbage,article:nowhere', 'term-line-scope', { value: 'article:nowhere' }],
  ['korean,english,scope\n배추,cabbage,everywhere', 'term-line-scope', { value: 'everywhere' }],
  ['korean,english,part of speech\n배추,cabbage,root', 'term-line-part-of-speech', { value: 'root' }],
  ['korean,english,name order\n김왕영,Kim,any', 'term-line-name-order', { value: 'any' }],
  ['배추', 'term-line-columns', {}],
])('the last line of %j is refused: %s', (text, rule, detail) => {
  const { added, bad } = comparedWith(text)
  expect(added).toEqual([])
  expect(bad).toEqual([{ line: text.split('\n').length, rule, detail }])
})

test('a term that stands twice in a file is taken once, and the good lines beside bad ones', () => {
  const { added, bad } = comparedWith('korean\tenglish\n배추\tcabbage\n배추\tnapa\n무\t\n파\tscallion\n')
  expect(added.map(({ line }) => line)).toEqual([2, 5])
  expect(bad.map(({ line, rule }) => [line, rule])).toEqual([
    [3, 'term-line-twice'],
    [4, 'term-english-missing'],
  ])
})

test('Korean headings are understood', () => {
  const { added } = comparedWith(
    '한국어,영어,종류,범위,비고\n김왕영,Kim Wang-young,인물,series:care,제빵사\n',
  )
  expect(added[0]!.wording).toMatchObject({ kind: 'person', seriesId: '5', note: '제빵사' })
})

test('an empty file and an endless one are refused', () => {
  expect(obstacleToFile([], [])).toBe('terms-file-empty')
  const line = { line: 1, said: form({}), guess: 'term' as const }
  expect(
    obstacleToFile(
      Array.from({ length: 5_001 }, () => line),
      [],
    ),
  ).toBe('terms-too-many')
  expect(obstacleToFile([line], [])).toBeNull()
})
