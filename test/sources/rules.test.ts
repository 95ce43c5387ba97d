import type { Category } from '../../server/articles/rules'
import type { Person, Role } from '../../server/people/rules'
import {
  detailsOf,
  obstacleToAddition,
  obstacleToBlocks,
  obstacleToSourceApproval,
  problemsOfFigures,
  type DetailsForm,
  type SourceVersion,
} from '../../server/sources/rules'
import type { Block } from '../../server/text/blocks'

const someone = (...roles: Role[]): Person => ({
  id: '1',
  publicId: 'a'.repeat(32),
  name: 'Daniel',
  email: 'daniel@namdo.example',
  locale: 'en',
  roles,
})
const daniel = someone('editor')
const minji = someone('translator')

const block = (kind: Block['kind'], text: string, attributes: Block['attributes'] = {}): Block => ({
  kind,
  text,
  attributes,
})
const title = block('title', '김장하는 날')
const paragraph = block('paragraph', '배추를 절입니다.')

test.each([
  [null, [title, paragraph]],
  [null, [title, block('figure', '', { figure: 1, media: 'a'.repeat(32) }), paragraph]],
  ['title-missing', [paragraph]],
  ['title-missing', [block('title', '  '), paragraph]],
  ['title-missing', [block('title', '\u3164\u200b\u2060'), paragraph]],
  ['text-missing', [title]],
  ['text-missing', [title, block('summary', '요약'), block('byline', '글=보람'), block('break', '')]],
  ['photograph-missing', [title, block('figure', '', { figure: 1, src: '빵.jpg' }), paragraph]],
  ['photograph-missing', [title, block('figure', '', { figure: 1, media: '' }), paragraph]],
])('keeping blocks: %s', (obstacle, blocks) => {
  expect(obstacleToBlocks(blocks)).toBe(obstacle)
})

test.each([
  [null, daniel, [title, paragraph], ['1', null]],
  [null, daniel, [title, paragraph], [null, null]],
  ['not-an-editor', minji, [title, paragraph], ['1', null]],
  ['not-an-editor', someone('admin'), [title, paragraph], ['1', null]],
  ['identities-astray', daniel, [title, paragraph], ['1']],
  ['identities-astray', daniel, [title, paragraph], ['1', '1']],
  ['title-missing', daniel, [paragraph], ['1']],
])('a new source version: %s', (obstacle, person, blocks, identities) => {
  expect(obstacleToAddition(person, { blocks, identities, note: '' })).toBe(obstacle)
})

const version = (number: number): SourceVersion => ({
  id: String(number),
  articleId: '1',
  number,
  significance: number === 1 ? null : 'update',
  note: '',
  createdBy: '1',
  createdAt: new Date(),
  title: '김장하는 날',
})
const approval = {
  id: '1',
  sourceVersionId: '1',
  approvedBy: '9',
  approvedByName: 'Sujin',
  approvedAt: new Date(),
}
const ready = { person: daniel, version: version(2), latest: version(2), approval: null }

test('an editor can approve the newest Korean', () => {
  expect(obstacleToSourceApproval(ready)).toBeNull()
})

test.each([
  ['not-an-editor', { person: minji }],
  ['not-an-editor', { person: someone('admin') }],
  ['source-already-approved', { approval }],
  ['source-not-newest', { version: version(1) }],
])('approving the Korean: %s stands in the way', (obstacle, change) => {
  expect(obstacleToSourceApproval({ ...ready, ...change })).toBe(obstacle)
})

describe('where an article stands', () => {
  const empty: DetailsForm = {
    ...{ slug: 'bread', slugWas: '', englishSlug: '', category: '', categoryKo: '', categoryEn: '' },
    ...{ series: '', seriesKo: '', seriesEn: '', part: '', related: [] },
  }
  const economy: Category = { id: '7', slug: 'economy', nameKo: '경제', nameEn: 'Economy' }
  const other = {
    ...{ id: '5', slug: 'rice', englishSlug: null, categoryId: null, seriesId: null, part: null },
    ...{ broughtInBy: '1', createdAt: new Date() },
  }
  const choices = { categories: [economy], series: [economy], others: [other] }
  const wrongWith = (form: Partial<DetailsForm>) =>
    detailsOf({ ...empty, ...form }, choices).problems.map(({ field, rule }) => `${field}: ${rule}`)

  test('nothing but an address has to be said', () => {
    expect(detailsOf(empty, choices)).toEqual({
      details: { slug: 'bread', englishSlug: null, category: null, series: null, part: null, related: [] },
      problems: [],
    })
  })

  test('what was chosen becomes ids, what is new its names', () => {
    const form = {
      ...empty,
      englishSlug: 'good-bread',
      ...{
        category: 'economy',
        series: '+',
        seriesKo: '돌봄의 경제',
        seriesEn: 'The economy of care',
        part: '2',
      },
      related: ['rice', 'gone-since'],
    }
    expect(detailsOf(form, choices).details).toEqual({
      slug: 'bread',
      englishSlug: 'good-bread',
      category: { id: '7' },
      series: { nameKo: '돌봄의 경제', nameEn: 'The economy of care' },
      part: 2,
      related: ['5'],
    })
  })

  test('a part without a series is forgotten', () => {
    expect(detailsOf({ ...empty, part: '3' }, choices).details.part).toBeNull()
  })

  test.each([
    ['category: choice-gone', { category: 'gone' }],
    ['category: names-missing', { category: '+', categoryKo: '경제' }],
    ['category: names-missing', { category: '+', categoryEn: 'Economy' }],
    ['category: names-too-long', { category: '+', categoryKo: '가'.repeat(201), categoryEn: 'x' }],
    ['series: choice-gone', { series: 'gone', part: '1' }],
    ['series: names-missing', { series: '+', part: '1' }],
    ['part: part-missing', { series: 'economy' }],
    ['part: part-malformed', { series: 'economy', part: '0' }],
    ['part: part-malformed', { series: 'economy', part: '1000' }],
    ['part: part-malformed', { series: 'economy', part: '１' }],
    ['part: part-malformed', { series: 'economy', part: '1e1' }],
    ['part: part-malformed', { series: 'economy', part: '2부' }],
  ])('%s', (problem, form) => {
    expect(wrongWith(form)).toEqual([problem])
  })
})

describe('a picture', () => {
  const said = (now: string) => ({ now, was: '' })
  const figure = {
    address: '빵.jpg',
    photograph: { publicId: 'a'.repeat(32), name: '빵.jpg' },
    ...{ alt: said('굽는 사람'), caption: said(''), credit: said(''), decorative: false },
  }
  test.each([
    [[], figure],
    [[], { ...figure, alt: said(''), decorative: true }],
    [['alt-0: alt-missing'], { ...figure, alt: said('') }],
    [['photograph-0: photograph-missing'], { ...figure, photograph: null }],
  ])('has wrong with it: %j', (problems, one) => {
    expect(problemsOfFigures({ figures: [one] }).map(({ field, rule }) => `${field}: ${rule}`)).toEqual(
      problems,
    )
  })
})
