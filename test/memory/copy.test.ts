import fc from 'fast-check'
import { MemoryCopy } from '../../server/memory/copy'
import { evened, keyOf, rateFrom } from '../../server/memory/rules'

const vocabulary =
  '배추를 무를 소금에 절입니다 절였습니다 하룻밤 기다립니다 이웃과 나눕니다 3만 5만 명이 모였다 그날 김장은 **끝났다**'
const text = fc
  .array(fc.constantFrom(...vocabulary.split(' ')), { minLength: 1, maxLength: 14 })
  .map((words) => words.join(' '))

test('names every wording that is a match, whatever shelf it stands on', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 60 }), text, fc.nat(9), (texts, wanted, every) => {
      const copy = copyOf(texts, every)
      const rate = rateFrom(wanted)
      const matching = new Set(texts.filter((one) => rate(one) !== null).map(evened))
      const named = new Set(copy.likely(wanted, 1000).map((id) => evened(texts[id]!)))
      expect([...matching].filter((one) => !named.has(one))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('names every wording that is a match where pairs of characters are common', () => {
  const copy = new MemoryCopy()
  const texts = Array.from(
    { length: 3000 },
    (_, nth) => `${nth % 7}번째로 ${'가나다라마바사아자차카타파하'[nth % 14]} ${nth} 할 수 있습니다.`,
  )
  texts.forEach((one, id) => copy.add(id, keyOf(one), one))
  copy.tidy()
  for (const wanted of ['못 할 수 있습니다.', '3번째로 라 17 할 수 있을까요?', '수 있습니다.']) {
    const rate = rateFrom(wanted)
    const named = new Set(copy.likely(wanted, 5000))
    const missed = texts.filter((one, id) => rate(one) !== null && !named.has(id))
    expect(missed).toEqual([])
  }
})

test('puts the likeliest first', () => {
  const copy = copyOf(['이웃과 김장을 나눕니다.', '이웃과 김치를 나눕니다.', '이웃과 김치를 나눴습니다.'], 0)
  expect(copy.likely('이웃과 김치를 나눕니다!', 1)).toEqual([1])
})

test('knows a wording once, however often it was approved', () => {
  const copy = copyOf(['김장하는 날', '김장하는  날', '김장하는 날'], 2)
  expect(copy.size).toBe(1)
  expect(copy.likely('김장하는 날', 10)).toEqual([0])
})

test('finds words of two syllables inside others, the newest first', () => {
  const texts = ['김장하는 날', '올해김장은 늦었다', '김치와 장', '장김치']
  expect(copyOf(texts, 2).holding('김장', 10)).toEqual([1, 0])
  expect(copyOf(texts, 0).holding('김장', 1)).toEqual([1])
  expect(copyOf(texts, 0).holding('장', 10)).toEqual([])
})

test.each(['', ' ', '**', '가'.repeat(5000), '\ud83d', '\u0000\u0001'])(
  'text %# neither breaks it nor finds what is not there',
  (odd) => {
    const copy = copyOf([odd, '김장하는 날'], 0)
    expect(copy.likely(odd, 10)).not.toContain(1)
    expect(copy.likely('김장하는 날', 10)).toEqual([1])
  },
)

test('keeps what it knew when it grows beyond one shelf', () => {
  const copy = new MemoryCopy()
  for (let id = 0; id < 70_000; id++) copy.add(id, keyOf(String(id)), `제${id}조 ${(id * 7919) % 70_001}호`)
  copy.tidy()
  expect(copy.size).toBe(70_000)
  expect(copy.likely('제3조 23757호', 1)).toEqual([3])
  expect(copy.likely(`제69999조 ${(69_999 * 7919) % 70_001}호`, 1)).toEqual([69_999])
})

/** A copy of these texts, their ids the places in the list; put on a shelf after so many, or at the end. */
function copyOf(texts: string[], every: number): MemoryCopy {
  const copy = new MemoryCopy()
  for (const [id, one] of texts.entries()) {
    copy.add(id, keyOf(one), one)
    if (every > 0 && id % every === 0) copy.tidy()
  }
  if (every % 2 === 0) copy.tidy()
  return copy
}
