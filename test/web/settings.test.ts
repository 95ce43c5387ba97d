import { listeningOn, readConfig } from '../../server/config'

const url = 'smtp://desk:secret@mail.example.org:587'

test.each([
  ['nothing', {}, null],
  ['both', { SMTP_URL: url, MAIL_FROM: 'desk@example.org' }, { url, from: 'desk@example.org' }],
  [
    'a sender with a name',
    { SMTP_URL: 'smtps://mail.example.org', MAIL_FROM: '대역 <desk@example.org>' },
    { url: 'smtps://mail.example.org', from: '대역 <desk@example.org>' },
  ],
])('mail by %s', (_, env, mail) => {
  expect(readConfig(env).mail).toEqual(mail)
})

test.each([
  ['a server without a sender', { SMTP_URL: url }, 'MAIL_FROM is not'],
  ['a sender without a server', { MAIL_FROM: 'desk@example.org' }, 'SMTP_URL is not'],
  [
    'another protocol',
    { SMTP_URL: 'http://mail.example.org', MAIL_FROM: 'desk@example.org' },
    'SMTP_URL is not an address',
  ],
  ['no server at all', { SMTP_URL: 'smtp:///', MAIL_FROM: 'desk@example.org' }, 'SMTP_URL'],
  ['a sender that is none', { SMTP_URL: url, MAIL_FROM: 'the desk' }, 'MAIL_FROM is no sender'],
  [
    'a sender that smuggles a line',
    { SMTP_URL: url, MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' },
    'MAIL_FROM is no sender',
  ],
])('half-configured mail is refused: %s', (_, env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence)
})

test('what is wrong is said without the secret', () => {
  expect(() => readConfig({ SMTP_URL: url })).not.toThrow(/secret/)
})

test.each([
  ['nothing', {}, null],
  [
    'an address',
    { PURGE_URL: 'https://cdn.example/purge' },
    { url: 'https://cdn.example/purge', header: null },
  ],
  [
    'an address and a header',
    { PURGE_URL: 'https://cdn.example/purge', PURGE_HEADER: 'Fastly-Key: a b' },
    { url: 'https://cdn.example/purge', header: ['Fastly-Key', 'a b'] },
  ],
])('a cache that is told of changes by %s', (_, env, purge) => {
  expect(readConfig(env).purge).toEqual(purge)
})

test.each([
  ['another protocol', { PURGE_URL: 'ftp://cdn.example' }, 'PURGE_URL is not an address'],
  ['a header for nobody', { PURGE_HEADER: 'Fastly-Key: sesame' }, 'PURGE_URL is not; there is nobody'],
  [
    'a header without a name',
    { PURGE_URL: 'https://c.example', PURGE_HEADER: 'sesame' },
    'PURGE_HEADER is no header',
  ],
  [
    'a header that smuggles a line',
    { PURGE_URL: 'https://c.example', PURGE_HEADER: 'Fastly-Key: sesame\r\nX: y' },
    'PURGE_HEADER is no header',
  ],
])('a cache that cannot be told is refused: %s', (_, env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence)
  expect(() => readConfig(env)).not.toThrow(/sesame/)
})

test.each([
  [{ PORT: '0' }, 'http://localhost:4711'],
  [{ PORT: '0', HOST: 'desk.local' }, 'http://desk.local:4711'],
  [{ PORT: '0', PUBLIC_URL: 'https://news.example' }, 'https://news.example'],
  [{ PORT: '3000' }, 'http://localhost:3000'],
])('listening on 4711 with %j it is reached at %s', (env, publicUrl) => {
  expect(listeningOn(4711, readConfig(env)).publicUrl).toBe(publicUrl)
})
