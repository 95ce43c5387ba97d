import {
  charactersOf,
  cutsFor,
  fileOf,
  rangesOf,
  sheetOf,
  slicesIn,
  type Cut,
} from '../../server/fonts/rules'
import { koreanTypeface } from '../../server/fonts/slices'

/** Nine syllables with a mark that the alphabet has as well, ten others, and the alphabet. */
const slices = slicesIn({ '[7]': 'U+ac00-ac08,U+21', '[8]': 'U+b000-b009', latin: 'U+20-7e' })

test('a table of slices is read, the alphabet before whatever else has its characters', () => {
  expect(slices.sizes).toEqual(
    new Map([
      ['latin', 95],
      ['7', 10],
      ['8', 10],
    ]),
  )
  expect([0x21, 0xac00, 0xac08, 0xb009, 0xb00a].map((point) => slices.with.get(point))).toEqual([
    ...['latin', '7', '7', '8', undefined],
  ])
})

test('the slices of the typeface have every syllable and every character of the keyboard', () => {
  const { slices: all } = koreanTypeface()
  const syllables = Array.from({ length: 0xd7a3 - 0xac00 + 1 }, (_, at) => 0xac00 + at)
  expect(syllables.filter((point) => !all.with.has(point))).toEqual([])
  expect(all.with.get(0x41)).toBe('latin')
})

test.each<[name: string, html: string, characters: string]>([
  ['words', '<body>가나 가', '<>body가나 '],
  ['nothing above the body', '<title>제목</title><body>글', '<>body글'],
  ['what stands in for a picture', '<body><img alt="빵">', '<>bodyimg alt="빵'],
  ['what scripts put in', '<body><b data-x="실패">', '<>body data-x="실패'],
  ['characters by their numbers', '<body>&#xAC00;&#45208;&#39;', "<>body가나'"],
  ['no character beyond the last', '<body>&#x110000;&#9999999;', '<>body'],
  ['nothing that is not seen', '<body>가\n\t\u200b\u00ad나', '<>body가나'],
  ['signs of two halves as one', '<body>🍞', '<>body🍞'],
  ['all of what has no body', '글', '글'],
])('of a page are taken: %s', (_, html, characters) => {
  expect([...charactersOf(html)].sort()).toEqual([...new Set(characters)].sort())
})

test.each<[name: string, characters: string, Cut[]]>([
  ['one character', '가', [{ slice: '7', characters: '가' }]],
  [
    'in the order of the code points, slice by slice',
    '뀀각A가',
    [
      { slice: '7', characters: '가각' },
      { slice: '8', characters: '뀀' },
      { slice: 'latin', characters: 'A' },
    ],
  ],
  ['five of ten', '가각갂갃간', [{ slice: '7', characters: '가각갂갃간' }]],
  ['nothing of a slice of which most is needed', '가각갂갃간갅', []],
  ['nothing of what no slice has', '🍞힣', []],
  ['nothing for nothing', '', []],
])('is cut: %s', (_, characters, cuts) => {
  expect(cutsFor(new Set(characters), slices)).toEqual(cuts)
})

test.each([
  ['가', 'U+ac00'],
  ['가각갂', 'U+ac00-ac02'],
  ['!#가각간', 'U+21,U+23,U+ac00-ac01,U+ac04'],
  ['가🍞', 'U+ac00,U+1f35e'],
  ['', ''],
])('%j are the ranges %s', (characters, ranges) => expect(rangesOf(characters)).toBe(ranges))

test('the address of a cut is another one for other characters, another slice and another edition', () => {
  const cut = { slice: '7', characters: '가각' }
  const all = [
    fileOf(cut, '1'),
    fileOf({ ...cut, characters: '가' }, '1'),
    fileOf({ ...cut, slice: '8' }, '1'),
    fileOf(cut, '2'),
  ]
  expect(new Set(all.map((file) => file.replace(/^\d-/, ''))).size).toBe(4)
  expect(all[0]).toMatch(/^7-[0-9a-f]{20}\.woff2$/)
  expect(fileOf({ ...cut }, '1')).toBe(all[0])
})

test('the sheet has the whole typeface first, and the cuts are put together with it', () => {
  const cut = { slice: '7', characters: '가각' }
  const sheet = sheetOf([cut], '/all.css', '1')
  expect(sheet).toMatch(/^@import url\(\/all\.css\);\n@font-face\{/)
  expect(sheet).toContain(`src:url(${fileOf(cut, '1')})`)
  expect(sheet).toContain('unicode-range:U+ac00-ac01}')
  expect(sheetOf([], '/all.css', '1')).toBe('@import url(/all.css);\n')
})
