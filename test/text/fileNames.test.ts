import { fileNameOf, isSameFile } from '../../server/text/fileNames'

test.each([
  ['https://example.org/a/b/%EC%82%AC%EC%A7%84%201.jpg?w=300#x', '사진 1.jpg'],
  ['C:\\Users\\minji\\사진.PNG', '사진.PNG'],
  ['../../etc/passwd', 'passwd'],
  ['사진.jpg'.normalize('NFD'), '사진.jpg'],
  ['50%.jpg', '50%.jpg'],
])('%s names the file %s', (address, name) => {
  expect(fileNameOf(address)).toBe(name)
})

test('files are told apart by name, not by case, folder or the way Hangul is typed', () => {
  expect(isSameFile('images/사진.JPG', '사진.jpg'.normalize('NFD'))).toBe(true)
  expect(isSameFile('사진.jpg', '사진.png')).toBe(false)
})
