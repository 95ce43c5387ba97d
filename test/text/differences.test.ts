import fc from 'fast-check'
import { difference, merge } from '../../server/text/differences'

test('a particle that changed is all that shows', () => {
  expect(difference('기본소득은 권리다', '기본소득이 권리다')).toEqual([
    { kind: 'same', text: '기본소득' },
    { kind: 'removed', text: '은' },
    { kind: 'added', text: '이' },
    { kind: 'same', text: ' 권리다' },
  ])
})

test('a space that changed shows as well', () => {
  expect(difference('조건 없이', '조건없이').some(({ kind }) => kind !== 'same')).toBe(true)
  expect(difference('같다', '같다')).toEqual([{ kind: 'same', text: '같다' }])
  expect(difference('', '')).toEqual([])
})

test('both texts can be read off their difference', () => {
  const text = fc.array(fc.constantFrom('a', 'bread', '빵', ' ', ' ', '. ', '은'), { maxLength: 30 })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one.join(''), other.join('')]
      const changes = difference(before, after)
      const without = (kind: string) => changes.filter((change) => change.kind !== kind)
      expect(
        without('added')
          .map((change) => change.text)
          .join(''),
      ).toBe(before)
      expect(
        without('removed')
          .map((change) => change.text)
          .join(''),
      ).toBe(after)
    }),
    { numRuns: 300 },
  )
})

test('texts too different to compare in time are one gone and one come', () => {
  const words = (seed: number) =>
    Array.from({ length: 30_000 }, (_, index) => `w${(index * 7919 * seed) % 99_991}`).join(' ')
  const changes = difference(words(1), words(3))
  expect(
    changes
      .filter(({ kind }) => kind !== 'added')
      .map(({ text }) => text)
      .join(''),
  ).toBe(words(1))
})

const base = 'The bakery opened in autumn with thirty members and one oven.'

test('edits that do not touch are merged', () => {
  const theirs = base.replace('thirty', 'thirty-seven')
  const mine = base.replace('The bakery', 'Our bakery')
  expect(merge(base, theirs, mine)).toEqual({
    text: 'Our bakery opened in autumn with thirty-seven members and one oven.',
    clean: true,
  })
  expect(
    merge('빵집은 가을에 문을 열었다.', '빵집은 봄에 문을 열었다.', '빵집은 가을에 문을 닫았다.'),
  ).toEqual({
    text: '빵집은 봄에 문을 닫았다.',
    clean: true,
  })
})

test.each([
  ['the same word', 'thirty', 'forty', 'fifty'],
  ['neighbouring words', 'with thirty', 'and thirty', 'with forty'],
  ['one place to insert at', 'autumn', 'autumn 2024', 'autumn rain'],
])('edits of %s touch, and mine is kept for me to decide', (_what, words, theirs, mine) => {
  expect(merge(base, base.replace(words, theirs), base.replace(words, mine))).toEqual({
    text: base.replace(words, mine),
    clean: false,
  })
})

test('the same edit on both sides is one edit', () => {
  const both = base.replace('autumn', 'spring')
  expect(merge(base, both.replace('one oven', 'two ovens'), both.replace('The', 'Our'))).toEqual({
    text: 'Our bakery opened in spring with thirty members and two ovens.',
    clean: true,
  })
  expect(merge(base, base, both)).toEqual({ text: both, clean: true })
  expect(merge(base, both, base)).toEqual({ text: both, clean: true })
})

test('a clean merge holds what both kept and what either wrote, and nothing that either took out', () => {
  const edits = fc.array(edit(), { maxLength: 3 })
  let clean = 0
  fc.assert(
    fc.property(fc.nat(12), edits, edits, (length, one, other) => {
      const start = Array.from({ length }, (_, index) => `word${index}`)
      const theirs = one.reduce(applied, start)
      const mine = other.reduce(applied, start)
      const merged = merge(start.join(' '), theirs.join(' '), mine.join(' '))
      if (!merged.clean) return
      clean++
      const kept = start.filter((word) => theirs.includes(word) && mine.includes(word))
      const written = [...theirs, ...mine].filter((word) => !start.includes(word))
      expect(merged.text.split(/\s+/).filter(Boolean).sort()).toEqual([...kept, ...written].sort())
    }),
    { numRuns: 1000 },
  )
  expect(clean).toBeGreaterThan(100)
})

interface WordEdit {
  at: number
  drop: number
  word: string
}

let fresh = 0
function edit(): fc.Arbitrary<WordEdit> {
  return fc
    .record({ at: fc.nat(12), drop: fc.nat(2), insert: fc.boolean() })
    .map(({ at, drop, insert }) => ({ at, drop, word: insert ? `new${++fresh}` : '' }))
}

function applied(words: string[], { at, drop, word }: WordEdit): string[] {
  const from = Math.min(at, words.length)
  return [...words.slice(0, from), ...(word ? [word] : []), ...words.slice(from + drop)]
}
