import type { Block } from '../../server/text/blocks'
import { clean, UncleanText } from '../../server/text/cleaning'
import { fingerprint } from '../../server/text/fingerprint'
import { firstSentencesOf, openingOf, readingMinutes, sizeOf } from '../../server/text/words'

test('Korean is counted in characters without spaces, English in words', () => {
  expect(sizeOf('**동네 빵집**은 37명', 'ko')).toBe(8)
  expect(sizeOf("The bakery's thirty-seven *members*", 'en')).toBe(4)
  expect(sizeOf('', 'en')).toBe(0)
  expect(sizeOf('빵 𠮷\u3000😀\u00a0집\n', 'ko')).toBe(4)
  expect(sizeOf('Café №1 ½ “l’été” 김치 e-mail 1,200', 'en')).toBe(7)
})

test('reading takes at least a minute', () => {
  expect(readingMinutes('빵'.repeat(1500), 'ko')).toBe(3)
  expect(readingMinutes('bread '.repeat(690), 'en')).toBe(3)
  expect(readingMinutes('빵', 'ko')).toBe(1)
})

test('an opening ends at a word', () => {
  expect(openingOf('The **bakery** opened in autumn.', 16)).toBe('The bakery…')
  expect(openingOf('동네 빵집은 가을에 문을 열었다.', 8)).toBe('동네 빵집은…')
  expect(openingOf('Short.', 100)).toBe('Short.')
})

test.each([
  ['Two sentences. Both fit.', 24, 'Two sentences. Both fit.'],
  ['Two **sentences**. Only one fits here.', 24, 'Two sentences.'],
  ['“Are we late?” Nobody answered that.', 24, '“Are we late?”'],
  ['We met the chair, Dr. Ju Ha-rin of Onsae.', 30, 'We met the chair, Dr. Ju…'],
  ['Oh. Then nothing ended for a long while.', 30, 'Oh. Then nothing ended for a…'],
  ['버스가 끊겼다. 주민들이 버스를 샀다. 이제 3.5배가 탄다.', 24, '버스가 끊겼다. 주민들이 버스를 샀다.'],
  ['끊김이 없는 긴 요약이라 낱말에서 끝난다', 10, '끊김이 없는 긴…'],
])('of %p in %d characters stands %p', (text, length, shown) => {
  expect(firstSentencesOf(text, length)).toBe(shown)
})

test('text is kept in NFC with plain line ends', () => {
  expect(clean('\ufeff\u1112\u1161\u11ab\u1100\u1173\u11af\r\n한\r글\u2028끝')).toBe('한글\n한\n글\n끝')
})

test.each([
  ['\u0000', 'control-character'],
  ['\u0007', 'control-character'],
  ['\u009f', 'control-character'],
  ['\ud83d', 'lone-surrogate'],
  ['\ude00', 'lone-surrogate'],
])('%j is refused, and where it stands is said', (character, rule) => {
  const error = refusal(() => clean(`첫 줄\n둘째 👀${character} 줄`))
  expect(error).toMatchObject({ rule, position: 9, line: 2, detail: { position: 9, line: 2 } })
})

test('whole emoji are no halves', () => {
  expect(clean('👨‍👩‍👧 🇰🇷')).toBe('👨‍👩‍👧 🇰🇷')
})

const paragraph: Block = { kind: 'paragraph', text: '동네 “빵집”은 **여기** 있다', attributes: {} }

test('a fingerprint is of the words and their sort', () => {
  const same = (change: Partial<Block>) => fingerprint({ ...paragraph, ...change }) === fingerprint(paragraph)
  expect(same({ text: '동네  "빵집"은 **여기** 있다 ' })).toBe(true)
  expect(same({ kind: 'item', attributes: { list: 'bullet', depth: 1 } })).toBe(true)
  expect(same({ kind: 'heading' })).toBe(false)
  expect(same({ text: '동네 “빵집”은 여기 있다' })).toBe(false)
})

function refusal(deed: () => unknown): UncleanText {
  try {
    deed()
  } catch (error) {
    if (error instanceof UncleanText) return error
  }
  throw new Error('nothing was refused')
}

test('a character is part of an English word in any script, whether or not others stand beside it', () => {
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code)
    const isPart = /[\p{L}\p{N}]/u.test(character)
    // Marks of Markdown are none of its words.
    if ('\\`*_[]<>~&!'.includes(character)) continue
    if (sizeOf(`a ${character} b`, 'en') !== (isPart ? 3 : 2)) throw new Error(code.toString(16))
  }
})
