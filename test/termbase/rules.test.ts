import {
  entriesFor,
  obstacleToBringingBack,
  obstacleToChange,
  obstacleToRetirement,
  obstacleToWording,
  obstacleToWriting,
  formOf,
  shortFormOf,
  wordingFrom,
  type TermEntry,
  type TermForm,
} from '../../server/termbase/rules'
import type { Person, Role } from '../../server/people/rules'
import { form, wording } from './agreed'

const bread = form({ korean: '빵', accepted: 'bread' })

function entry(said: Partial<TermForm>, more: Partial<TermEntry> = {}): TermEntry {
  return {
    ...wording({ ...bread, ...said }),
    ...{ id: '1', publicId: 'a', seriesName: null, seriesSlug: null, articleTitle: null, articleSlug: null },
    ...{ writtenByName: 'Minji', writtenAt: new Date(), endedByName: null, endedAt: null },
    ...more,
  }
}

function person(...roles: Role[]): Person {
  return { id: '1', publicId: 'p', name: 'Somebody', email: 'somebody@namdo.example', locale: 'en', roles }
}

test.each<[Partial<TermForm>, string | null]>([
  [{}, null],
  [{ korean: ' ' }, 'term-korean-missing'],
  [{ korean: '…' }, 'term-korean-missing'],
  [{ korean: '빵'.repeat(201) }, 'term-too-long'],
  [{ accepted: ' | \n' }, 'term-english-missing'],
  [{ accepted: '빵 bread' }, 'term-english-hangul'],
  [{ forbidden: '빵' }, 'term-english-hangul'],
  [{ accepted: 'b'.repeat(201) }, 'term-too-long'],
  [{ accepted: Array.from({ length: 21 }, (_, n) => `bread ${n}`).join('|') }, 'term-too-many-forms'],
  [{ forbidden: 'bread' }, 'term-form-both'],
  [{ note: 'n'.repeat(2001) }, 'term-note-too-long'],
  [{ kind: 'person', title: '대표' }, 'term-english-hangul'],
])('a wording with %j: %s', (said, rule) => {
  expect(obstacleToWording(wording({ ...bread, ...said }))?.rule ?? null).toBe(rule)
})

test('a form is read with its blanks evened, and only a person has what persons have', () => {
  expect(
    wordingFrom(
      form({ korean: ' 사회적  경제 ', accepted: 'social economy\r\n social  economy |SSE', title: 'Dr.' }),
    ),
  ).toMatchObject({ korean: '사회적 경제', accepted: ['social economy', 'SSE'], title: '', nameOrder: null })
  expect(wordingFrom(form({ korean: '김왕영', kind: 'person', title: 'Dr.' }))).toMatchObject({
    title: 'Dr.',
    nameOrder: 'family-first',
  })
  expect(wordingFrom(form({ scope: 'article:7' }))).toMatchObject({ articleId: '7', seriesId: null })
  expect(wordingFrom(form({ scope: 'article:7; drop' }))).toMatchObject({ articleId: null, seriesId: null })
})

test('a wording makes the form it came from', () => {
  const said = form({
    ...{
      korean: '김왕영',
      kind: 'person',
      accepted: 'Kim Wang-young\nW. Y. Kim',
      forbidden: 'Gim',
      exactCase: 'yes',
    },
    ...{ title: 'President', shortForm: 'Kim', nameOrder: 'given-first', note: 'n', scope: 'series:3' },
    partOfSpeech: 'noun',
  })
  expect(formOf(wordingFrom(said))).toEqual(said)
})

test.each<[Partial<TermForm>, string]>([
  [{ accepted: 'Kim Wang-young', nameOrder: 'family-first' }, 'Kim'],
  [{ accepted: 'Tongsun Park', nameOrder: 'given-first' }, 'Park'],
  [{ accepted: 'Sunita Rai', shortForm: 'Sunita' }, 'Sunita'],
  [{ accepted: 'Minji' }, 'Minji'],
])('%j is called %s after the first mention', (said, short) => {
  expect(shortFormOf(wording({ korean: '사람', kind: 'person', ...said }))).toBe(short)
})

test('what is agreed for an article alone comes before its series, and that before everything', () => {
  const all = [
    entry({ korean: '사회적경제', accepted: 'third' }),
    entry({ korean: '사회적 경제', accepted: 'first', scope: 'article:1' }),
    entry({ korean: '사회적 경제', accepted: 'second', scope: 'series:2' }),
    entry({ korean: '빵', scope: 'article:9' }),
  ]
  const englishIn = (scope: { seriesId: string | null; articleId: string }) =>
    entriesFor([...all], scope).map(({ accepted }) => accepted[0])
  expect(englishIn({ articleId: '1', seriesId: '2' })).toEqual(['first'])
  expect(englishIn({ articleId: '3', seriesId: '2' })).toEqual(['second'])
  expect(englishIn({ articleId: '3', seriesId: null })).toEqual(['third'])
  expect(englishIn({ articleId: '9', seriesId: null })).toEqual(['third', 'bread'])
})

describe('who may do what', () => {
  const [translator, editor, admin] = [person('translator'), person('editor'), person('admin')]
  const retired = entry({}, { endedAt: new Date() })

  test('translators and editors add and change', () => {
    expect([translator, editor, admin].map(obstacleToWriting)).toEqual([null, null, 'not-a-translator'])
    expect(obstacleToChange(translator, entry({}), '1')).toBeNull()
    expect(obstacleToChange(admin, entry({}), '1')).toBe('not-a-translator')
    expect(obstacleToChange(translator, entry({}), '0')).toBe('term-moved-on')
    expect(obstacleToChange(translator, retired, '1')).toBe('term-is-retired')
  })

  test('editors retire and bring back', () => {
    expect(obstacleToRetirement(editor, entry({}))).toBeNull()
    expect(obstacleToRetirement(translator, entry({}))).toBe('not-an-editor')
    expect(obstacleToRetirement(editor, retired)).toBe('term-is-retired')
    expect(obstacleToBringingBack(editor, retired)).toBeNull()
    expect(obstacleToBringingBack(translator, retired)).toBe('not-an-editor')
    expect(obstacleToBringingBack(editor, entry({}))).toBe('term-not-retired')
  })
})
