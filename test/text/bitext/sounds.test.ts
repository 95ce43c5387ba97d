import { soundsOfHangul, soundsOfLatin } from '../../../server/text/bitext/sounds'

test.each([
  ['마케도니아의', 'Macedonia'],
  ['페이스북이', 'Facebook'],
  ['리액트는', 'React'],
  ['마이크로소프트', 'Microsoft'],
  ['필리핀에서', 'Philippines'],
  ['인도네시아', 'Indonesia'],
  ['트럼프', 'Trump'],
])('%s sounds like %s', (hangul, latin) => {
  const heard = soundsOfLatin(latin)
  expect(soundsOfHangul(hangul).some((sound) => heard.includes(sound))).toBe(true)
})

test.each([
  ['마케도니아의', 'Microsoft'],
  ['페이스북이', 'React'],
  ['트럼프', 'Indonesia'],
])('%s does not sound like %s', (hangul, latin) => {
  const heard = soundsOfLatin(latin)
  expect(soundsOfHangul(hangul).some((sound) => heard.includes(sound))).toBe(false)
})

test('what is too short to tell has no sound, nor has what no name is as long as', () => {
  expect(soundsOfHangul('그는')).toEqual([])
  expect(soundsOfLatin('the')).toEqual([])
  expect(soundsOfLatin('cgz'.repeat(40))).toEqual([])
  expect(soundsOfLatin('chthghcegezzngces').length).toBeLessThanOrEqual(32)
})
