import {
  freeSlug,
  obstacleToBringingIn,
  obstacleToDetails,
  obstacleToSlug,
  slugFor,
} from '../../server/articles/rules'
import type { Person, Role } from '../../server/people/rules'

const someone = (...roles: Role[]): Person => ({
  id: '1',
  publicId: 'a'.repeat(32),
  name: 'Minji',
  email: 'minji@namdo.example',
  locale: 'en',
  roles,
})

test.each([
  [null, someone('translator')],
  [null, someone('editor')],
  [null, someone('admin', 'editor')],
  ['may-not-bring-in', someone('admin')],
  ['may-not-bring-in', someone()],
])('bringing in: %s', (obstacle, person) => {
  expect(obstacleToBringingIn(person)).toBe(obstacle)
})

test.each([
  [null, someone('translator'), false],
  ['details-settled', someone('translator'), true],
  [null, someone('editor'), false],
  [null, someone('editor'), true],
  [null, someone('translator', 'editor'), true],
  ['may-not-bring-in', someone('admin'), false],
])('details: %s', (obstacle, person, koreanApproved) => {
  expect(obstacleToDetails(person, koreanApproved)).toBe(obstacle)
})

test.each([
  [null, '마을-빵집의-열-해'],
  [null, 'bread-2026'],
  [null, '가'.repeat(120)],
  ['slug-missing', ''],
  ['slug-too-long', '가'.repeat(121)],
  ['slug-malformed', '마을 빵집'],
  ['slug-malformed', 'Bread'],
  ['slug-malformed', '-bread'],
  ['slug-malformed', 'bread--rolls'],
  ['slug-malformed', '../bread'],
  ['slug-malformed', '麵包'],
  ['slug-malformed', 'ㄱㄴ'],
  ['slug-malformed', 'bread\n'],
  ['slug-malformed', '마을'.normalize('NFD')],
  ['slug-reserved', 'new'],
  ['slug-reserved', 'cut'],
])('an address: %s for %j', (obstacle, slug) => {
  expect(obstacleToSlug(slug)).toBe(obstacle)
})

test.each([
  ['“빵값은 조합원이 정합니다”', '빵값은-조합원이-정합니다'],
  ['[인터뷰] 김 대표: 10년, 그리고 1부', '인터뷰-김-대표-10년-그리고-1부'],
  ['Bread & Roses', 'bread-roses'],
  ['빵'.normalize('NFD'), '빵'],
  ['ＡＢＣ 조합', 'abc-조합'],
  ['🍞 🌹', ''],
  ['麵包', ''],
  ['', ''],
  ['New', 'new-1'],
  ['가'.repeat(80), '가'.repeat(60)],
  [`${'나무 '.repeat(40)}`, Array(20).fill('나무').join('-')],
])('the address of %j is %j', (title, slug) => {
  expect(slugFor(title)).toBe(slug)
})

test('every suggested address can be used', () => {
  for (const title of [
    '-',
    '가 - 나',
    'a_b',
    "'; drop table articles; --",
    '<script>',
    '/ko/../en',
    '１２３',
    'cut',
  ]) {
    const slug = slugFor(title) || 'article'
    expect(obstacleToSlug(slug)).toBeNull()
  }
})

test('a taken address gets the next free number', () => {
  expect(freeSlug('빵', new Set())).toBe('빵')
  expect(freeSlug('빵', new Set(['빵', '빵-2', '빵-4']))).toBe('빵-3')
})
