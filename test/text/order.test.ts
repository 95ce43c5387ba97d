import { initialOf, inOrder } from '../../server/text/order'

const names = ['하늘', 'Émile', '강', 'zoo', '까치', '나무', 'Apple', '가을', 'eel', '김', '깍두기', '낮']
const identity = (name: string) => name

test('Korean comes in the order of a Korean dictionary, other letters after it', () => {
  expect(inOrder(names, 'ko', identity)).toEqual(
    '가을 강 김 까치 깍두기 나무 낮 하늘 Apple eel Émile zoo'.split(' '),
  )
})

test('English comes in the order of the alphabet, whatever stands on the letters, and Korean after it', () => {
  expect(inOrder(names, 'en', identity)).toEqual(
    'Apple eel Émile zoo 가을 강 김 까치 깍두기 나무 낮 하늘'.split(' '),
  )
})

test.each([
  ['강릉', 'ㄱ'],
  ['까치', 'ㄱ'],
  ['나무'.normalize('NFD'), 'ㄴ'],
  ['쌀', 'ㅅ'],
  ['힣', 'ㅎ'],
  ['‘봄’', 'ㅂ'],
  ['Émile', 'E'],
  ['zoo', 'Z'],
  ['李小龍', '李'],
  ['10월', '#'],
  ['…', '#'],
])('%j stands under %j', (name, initial) => expect(initialOf(name)).toBe(initial))
