import { safePath } from '../../server/web/safePath'

test.each([
  '/desk',
  '/desk/',
  '/desk?done=roles',
  '/desk#p17',
  '/desk/articles/%EB%91%90%EB%B6%80/review?show=open#p3',
  '/desk/articles/x?next=//evil.example',
])('%s is a way on', (path) => {
  expect(safePath(path, '/desk')).toBe(path)
})

test('Hangul in a path is encoded on the way', () => {
  expect(safePath('/desk/articles/두부', '/desk')).toBe('/desk/articles/%EB%91%90%EB%B6%80')
})

test.each([
  '',
  'desk',
  '/',
  '/deskbar',
  '/desk。evil.example',
  '/session',
  '//evil.example',
  '//desk',
  '///evil.example/desk',
  '/\\evil.example',
  '\\\\evil.example',
  '/desk\\..\\..\\evil',
  '/%09/evil.example',
  '/%5cevil.example',
  '/%2f/evil.example',
  '/%2Fevil.example/desk',
  '/\t/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/desk/\n//evil.example',
  '/desk\r\nSet-Cookie: a=b',
  '/desk/%0d%0aSet-Cookie:%20a=b',
  '/desk/\u0000',
  '/desk/..//evil.example',
  '/desk/../..//evil.example',
  '/desk/%2e%2e//evil.example',
  '/./desk/../session',
  '/.//evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https://evil.example/desk',
  'HTTP://here.invalid:80@evil.example/desk',
  'javascript:alert(1)//desk',
  'data:text/html,/desk',
  '//user@evil.example/desk',
  '/@evil.example/desk',
  `/desk/${'a'.repeat(2000)}`,
])('%j leads nowhere', (path) => {
  expect(safePath(path, '/desk')).toBeNull()
})

test.each([undefined, null, 1, {}, ['/desk']])('%j is no path', (asked) => {
  expect(safePath(asked, '/desk')).toBeNull()
})

test('a choice of language may lead anywhere inside', () => {
  expect(safePath('/en/tofu?page=2#p4', '/')).toBe('/en/tofu?page=2#p4')
  expect(safePath('/', '/')).toBe('/')
  expect(safePath('//evil.example', '/')).toBeNull()
  expect(safePath('/..//evil.example', '/')).toBeNull()
})
