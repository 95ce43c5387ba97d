import { parseOptions } from '@node-rs/argon2'
import {
  deviceOf,
  emailFrom,
  obstacleToEmail,
  obstacleToName,
  obstacleToPassword,
  obstacleToRoles,
  type Person,
} from '../../server/people/rules'
import { hashOfPassword, isPassword, isToken, newToken, nobodys } from '../../server/people/secrets'

const sujin: Person = {
  id: '1',
  publicId: 'a',
  name: 'Sujin',
  email: 'sujin@namdo.example',
  locale: 'ko',
  roles: ['admin', 'editor'],
}

test.each([
  ['민지', null],
  ['D’Angelo, 3rd', null],
  ['가'.repeat(100), null],
  ['😀'.repeat(99) + 'a', null],
  ['', 'name-missing'],
  ['\u200b\u2060', 'name-missing'],
  ['---', 'name-missing'],
  ['가'.repeat(101), 'name-too-long'],
])('the name %s: %s', (name, obstacle) => {
  expect(obstacleToName(name)).toBe(obstacle)
})

test.each([
  ['a@b', null],
  ['minji+desk@namdo.example', null],
  ['민지@남도.example', 'email-not-valid'],
  ['a@b@c', 'email-not-valid'],
  ['a b@c', 'email-not-valid'],
  ['a\u0000@c', 'email-not-valid'],
  ['@b', 'email-not-valid'],
  ['a@', 'email-not-valid'],
  ['', 'email-not-valid'],
  [`${'a'.repeat(250)}@b.c`, null],
  [`${'a'.repeat(251)}@b.c`, 'email-not-valid'],
])('the address %s: %s', (email, obstacle) => {
  expect(obstacleToEmail(email)).toBe(obstacle)
})

test('addresses are compared without regard to case and blanks', () => {
  expect(emailFrom(' Minji@Namdo.Example\n')).toBe('minji@namdo.example')
})

test.each([
  ['correct horse kimchi', null],
  ['바닷가 우체국 셋째 칸', null],
  ['  blanks are kept  ', null],
  ['가나다라마바사아자', 'password-too-short'],
  ['😀😁😂😃😄😅😆😇😈', 'password-too-short'],
  ['ab c'.repeat(50), null],
  ['ab c'.repeat(50) + 'd', 'password-too-long'],
  ['1234567890', 'password-too-common'],
  ['QwertyUiop', 'password-too-common'],
  ['dkssudgktpdy', 'password-too-common'],
  ['aaaaaaaaaaaa', 'password-too-common'],
  ['abababababab', 'password-too-common'],
  ['Sujin@Namdo.Example', 'password-too-common'],
])('the password %s: %s', (password, obstacle) => {
  expect(obstacleToPassword(password, sujin.email)).toBe(obstacle)
})

test.each([
  ['keeps admin', ['admin'], ['1'], null],
  ['gives it up while another is there', ['editor'], ['1', '2'], null],
  ['gives it up as the last', ['editor'], ['1'], 'last-admin'],
  ['gives up everything as the last', [], ['1'], 'last-admin'],
] as const)('an admin %s', (_, wanted, admins, obstacle) => {
  expect(obstacleToRoles({ person: sujin, wanted, admins: [...admins] })).toBe(obstacle)
})

test('an editor was no admin and cannot be the last one', () => {
  const daniel = { ...sujin, id: '2', roles: ['editor' as const] }
  expect(obstacleToRoles({ person: daniel, wanted: [], admins: ['1'] })).toBeNull()
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'Chrome',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Whale/4.33 Safari/537.36',
    'Whale',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari',
    'macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile/15E148 Safari/604.1',
    'Chrome',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; SM-S921N) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36',
    'Samsung Internet',
    'Android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
  ['curl/8.5.0', null, null],
  ['', null, null],
])('%s', (agent, browser, system) => {
  expect(deviceOf(agent)).toEqual({ browser, system })
})

test('passwords are kept by argon2id, an unknown address costs what a known one does, and nothing matches nobody’s', async () => {
  const kept = await hashOfPassword('correct horse kimchi')
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(parseOptions(nobodys)).toEqual(parseOptions(kept))
  expect(await isPassword('correct horse kimchi', kept)).toBe(true)
  expect(await isPassword('correct horse kimchi ', kept)).toBe(false)
  expect(await isPassword('correct horse kimchi', null)).toBe(false)
})

test('tokens are 256 bits that fit into an address', () => {
  expect(isToken(newToken())).toBe(true)
  expect(newToken()).not.toBe(newToken())
  for (const other of [
    '',
    'a'.repeat(42),
    'a'.repeat(44),
    `${'a'.repeat(42)}=`,
    `${'a'.repeat(42)}\n`,
    undefined,
    ['a'.repeat(43)],
  ])
    expect(isToken(other)).toBe(false)
})
