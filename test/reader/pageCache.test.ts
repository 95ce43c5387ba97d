import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import compression from 'compression'
import express, { type Express } from 'express'
import { pageCache, type PageCache } from '../../server/web/pageCache'

const text = `<!doctype html><title>김장하는 날</title>${'<p>배추를 소금에 절입니다.</p>'.repeat(80)}`

let app: Express
let cache: PageCache
let server: Server
let made: string[]

beforeEach(async () => {
  made = []
  cache = pageCache({ under: ['/ko/', '/en/'], parameters: ['category', 'page'], maxBytes: 400_000 })
  app = express()
  app.set('query parser', 'simple')
  app.use(compression())
  app.use((req, _res, next) => {
    made.push(req.originalUrl)
    next()
  })
  app.get('/ko/kimchi', (_req, res) => void res.set('Cache-Control', 'public, no-cache').send(text))
  server = createServer((req, res) => cache(req, res, app)).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test('a page is made once and then answered from memory, in the same words', async () => {
  const first = await get('/ko/kimchi')
  const second = await get('/ko/kimchi')

  expect(made).toEqual(['/ko/kimchi'])
  expect(first.body.toString()).toBe(text)
  expect(second).toEqual({ ...first, headers: { ...first.headers, date: second.headers.date } })
})

test('whoever is of the house asks for a page as it is kept, and what is passed on as it came', async () => {
  const first = await cache.pageAt('/ko/kimchi', app)
  expect(first).toMatchObject({ status: 200, headers: { 'cache-control': 'public, no-cache' } })
  expect(first.body.toString()).toBe(text)
  expect(await cache.pageAt('/ko/kimchi', app)).toEqual(first)
  expect((await get('/ko/kimchi')).body.toString()).toBe(text)
  expect(made).toEqual(['/ko/kimchi'])

  expect((await cache.pageAt('/ko/none', app)).status).toBe(404)
  cache.clear()
  await cache.pageAt('/ko/kimchi', app)
  expect(made).toEqual(['/ko/kimchi', '/ko/none', '/ko/kimchi'])
})

test('every coding is offered, each with an ETag of its own', async () => {
  const plain = await get('/ko/kimchi')
  const gzip = await get('/ko/kimchi', { 'Accept-Encoding': 'gzip, deflate' })
  const brotli = await get('/ko/kimchi', { 'Accept-Encoding': 'gzip, deflate, br, zstd' })
  const neither = await get('/ko/kimchi', { 'Accept-Encoding': 'br;q=0, gzip; q=0.0' })

  expect([plain, gzip, brotli, neither].map(({ headers }) => headers['content-encoding'])).toEqual([
    ...[undefined, 'gzip', 'br', undefined],
  ])
  expect(gunzipSync(gzip.body).toString()).toBe(text)
  expect(brotliDecompressSync(brotli.body).toString()).toBe(text)
  expect(neither.body.toString()).toBe(text)
  expect(new Set([plain, gzip, brotli].map(({ headers }) => headers.etag)).size).toBe(3)
  for (const { headers, body } of [plain, gzip, brotli]) {
    expect(headers.vary).toBe('Accept-Encoding')
    expect(headers['content-length']).toBe(String(body.length))
    expect(headers['transfer-encoding']).toBeUndefined()
  }
})

test('who has the page already is told so', async () => {
  const { headers } = await get('/ko/kimchi')
  const etag = headers.etag!
  expect(etag).toMatch(/^"[\w-]+"$/)

  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await get('/ko/kimchi', { 'If-None-Match': known })
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) })
    expect(again.headers.etag).toBe(etag)
  }
  expect((await get('/ko/kimchi', { 'If-None-Match': '"other"' })).status).toBe(200)
  expect((await get('/ko/kimchi', { 'If-None-Match': etag, 'Accept-Encoding': 'br' })).status).toBe(200)
})

test('HEAD says what GET would, cold and warm', async () => {
  const cold = await ask('HEAD', '/ko/kimchi')
  const page = await get('/ko/kimchi')
  const warm = await ask('HEAD', '/ko/kimchi')

  expect(made).toHaveLength(1)
  expect(cold.body).toHaveLength(0)
  expect(warm.body).toHaveLength(0)
  for (const { headers, status } of [cold, warm]) {
    expect({ status, ...headers, date: '' }).toEqual({ status: 200, ...page.headers, date: '' })
  }
})

describe('what is not kept', () => {
  const answers: [string, (res: express.Response) => void][] = [
    ['an answer that is private', (res) => void res.set('Cache-Control', 'private').send(text)],
    ['one that says nothing about caches', (res) => void res.send(text)],
    ['a page that does not exist', (res) => void res.status(404).set('Cache-Control', 'public').send(text)],
    ['a way elsewhere', (res) => res.set('Cache-Control', 'public').redirect('/ko/kimchi')],
    ['a page with a cookie', (res) => void res.cookie('a', 'b').set('Cache-Control', 'public').send(text)],
    [
      'one that depends on a language',
      (res) => void res.vary('Accept-Language').set('Cache-Control', 'public').send(text),
    ],
    ['an error', (res) => void res.status(500).send('sorry')],
  ]

  test.each(answers)('%s', async (_name, answer) => {
    app.get('/ko/other', (_req, res) => answer(res))
    const first = await get('/ko/other')
    const second = await get('/ko/other')

    expect(made).toHaveLength(2)
    expect(cache.size()).toBe(0)
    expect({ ...second.headers, date: '' }).toEqual({ ...first.headers, date: '' })
  })

  test('a page bigger than a quarter of the room', async () => {
    app.get('/ko/big', (_req, res) => void res.set('Cache-Control', 'public').send('가'.repeat(40_000)))
    await get('/ko/big')
    expect(cache.size()).toBe(0)
  })

  test.each([
    '/',
    '/desk/articles',
    '/kopi/x',
    '/ko/kimchi?utm_source=letter',
    '/ko/kimchi?page=1&page=2',
    '/ko/kimchi?page=2&category=food',
    '/ko/kimchi?page[]=2',
    '/ko/kimchi?page=',
    '/ko/kimchi?page=%32',
    '/ko/kimchi?',
    '/ko/kimchi?page=1?page=2',
    '/ko/%6bimchi',
    '/ko//kimchi',
    '/ko/../ko/kimchi',
    '/ko/%2e%2e/desk',
    '/ko/a%2Fb',
    '/ko/a%5Cb',
    '/ko/a%00b',
    '/ko/%ea%b9%80',
    '/ko/%EA%B9',
    '/ko/%',
    '/ko/kimchi;a=b',
    'http://elsewhere.example/ko/kimchi',
  ])('the address %s', async (address) => {
    app.use((_req, res) => void res.set('Cache-Control', 'public').send(text))
    await get(address)
    expect(cache.size()).toBe(0)
  })

  test('an address longer than any of ours', async () => {
    app.use((_req, res) => void res.set('Cache-Control', 'public').send(text))
    await get(`/ko/${'a'.repeat(2000)}`)
    expect(cache.size()).toBe(0)
  })

  test.each([
    '/ko/',
    '/ko/%EA%B9%80%EC%9E%A5',
    '/en/series/life',
    '/ko/?category=food&page=2',
    '/ko/?page=3',
  ])('while %s is', async (address) => {
    app.use((_req, res) => void res.set('Cache-Control', 'public').send(text))
    await get(address)
    await get(address)
    expect(made).toEqual([address])
  })
})

test('who carries a cookie is shown what is only for them, and nobody after them', async () => {
  app.get('/ko/draft', (req, res) => {
    if (req.headers.cookie) res.set('Cache-Control', 'private, no-store').send('only for you')
    else res.status(404).send('nothing')
  })
  expect((await get('/ko/draft', { Cookie: 'session=1' })).body.toString()).toBe('only for you')
  expect((await get('/ko/draft')).status).toBe(404)

  app.get('/ko/careless', (req, res) => {
    res.set('Cache-Control', 'public').send(req.headers.cookie ? 'only for you' : 'for all')
  })
  expect((await get('/ko/careless', { Cookie: 'session=1' })).body.toString()).toBe('for all')
  expect((await get('/ko/careless')).body.toString()).toBe('for all')
})

describe('a reader who changes the language', () => {
  const from = (path: string) => ({
    referer: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
  })
  const kept = ['reading=ko; Path=/; Max-Age=31536000; SameSite=Lax']

  test('is remembered without a script, and no cache that many share keeps that answer', async () => {
    app.get(
      '/ko/news',
      (_req, res) =>
        void res
          .set({
            'Cache-Control': 'public, no-cache',
            'Surrogate-Control': 'max-age=60',
            'Surrogate-Key': 'site',
          })
          .send(text),
    )
    const first = await get('/ko/news')
    const { headers, body } = await get('/ko/news', from('/en/news#p3'))
    expect(headers).toMatchObject({
      'set-cookie': kept,
      'cache-control': 'private, no-cache',
      etag: first.headers.etag,
    })
    expect(headers['surrogate-control']).toBeUndefined()
    expect(headers['surrogate-key']).toBeUndefined()
    expect(body.toString()).toBe(text)
    expect(made).toEqual(['/ko/news'])

    const next = await get('/ko/news')
    expect(next.headers).toMatchObject({
      'cache-control': 'public, no-cache',
      'surrogate-control': 'max-age=60',
    })
    expect(next.headers['set-cookie']).toBeUndefined()
  })

  test('is remembered where they have the page already', async () => {
    const { headers } = await get('/ko/kimchi')
    const again = await get('/ko/kimchi', { ...from('/en/'), 'if-none-match': headers.etag! })
    expect(again.status).toBe(304)
    expect(again.headers['set-cookie']).toEqual(kept)
  })

  test('where there is no page, what was said of keeping it stands', async () => {
    app.get('/ko/gone', (_req, res) => void res.status(410).set('Cache-Control', 'no-store').send('gone'))
    const { status, headers } = await get('/ko/gone', from('/en/gone'))
    expect([status, headers['cache-control'], headers['set-cookie']]).toEqual([410, 'no-store', undefined])
  })

  test.each([
    ['from a page in the same language', () => from('/ko/other')],
    ['from a page of no language', () => from('/desk')],
    ['from somewhere else', () => ({ referer: 'https://elsewhere.example/en/page' })],
    ['from an address that is none', () => ({ referer: '/en/page' })],
  ])('and nobody else: %s', async (_name, headers) => {
    expect((await get('/ko/kimchi', headers())).headers['set-cookie']).toBeUndefined()
  })
})

describe('poisoning', () => {
  /** An application as careless as they come: it prints all it is told. */
  beforeEach(() => {
    app.use((req, res) => {
      const told = JSON.stringify([
        req.headers,
        req.rawHeaders,
        req.hostname,
        req.protocol,
        req.ip,
        req.query,
      ])
      res.set('Cache-Control', 'public, no-cache').send(told)
    })
  })

  const headers = [
    'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Forwarded-For', 'X-Forwarded-Prefix', 'X-Forwarded-Port', 'Forwarded',
    'X-Host', 'X-Original-URL', 'X-Rewrite-URL', 'X-HTTP-Method-Override', 'X-Method-Override', 'X-Original-Host',
    'Host', 'Cookie', 'Accept', 'Accept-Language', 'Accept-Charset', 'User-Agent', 'Referer', 'Origin',
    'Authorization', 'X-Requested-With', 'X-Preview', 'X-Ghost-Preview', 'Theme', 'Range', 'If-Range', 'Via', 'TE',
    'X-Real-IP', 'CF-Connecting-IP', 'X-Amz-Website-Redirect-Location', 'Save-Data', 'DPR', 'Sec-CH-UA', 'Purpose',
    'X-Wap-Profile', 'Max-Forwards', 'Pragma', 'Cache-Control', 'Transfer', 'X-Locale', 'X-Lang', 'Upgrade-Insecure-Requests',
  ] // prettier-ignore

  test.each(headers)('%s has no say in a page', async (name) => {
    const poisoned = await get('/en/story', { [name]: 'evil-7f3a.example' })
    expect(poisoned.body.toString()).not.toContain('evil-7f3a')

    const clean = await get('/en/story')
    expect(JSON.stringify([clean.headers, clean.body.toString()])).not.toContain('evil-7f3a')
  })

  test('neither has a body that comes with a GET', async () => {
    await ask('GET', '/en/story', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'page=evil-7f3a')
    expect(cache.size()).toBe(0)
  })

  test('nor a parameter nobody knows', async () => {
    await get('/en/story?x=evil-7f3a')
    expect((await get('/en/story')).body.toString()).not.toContain('evil-7f3a')
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PURGE'])('%s goes by without a trace', async (method) => {
    await ask(method, '/en/story')
    expect(cache.size()).toBe(0)
  })
})

describe('a site that moves on', () => {
  let finish: (text: string) => void

  beforeEach(() => {
    app.get('/en/slow', (_req, res) => {
      finish = (said) => void res.set('Cache-Control', 'public').send(said)
    })
  })

  test('forgets what it knew', async () => {
    await get('/ko/kimchi')
    cache.clear()
    expect(cache.size()).toBe(0)
    await get('/ko/kimchi')
    expect(made).toHaveLength(2)
  })

  test('never keeps an answer computed before the change', async () => {
    const early = get('/en/slow')
    await called(1)
    const finishEarly = finish
    cache.clear()
    finishEarly('old')
    expect((await early).body.toString()).toBe('old')

    const late = get('/en/slow')
    await called(2)
    finish('new')
    expect((await late).body.toString()).toBe('new')
    expect((await get('/en/slow')).body.toString()).toBe('new')
  })

  test('never lets a later visitor wait for an answer begun before the change', async () => {
    const early = get('/en/slow')
    await called(1)
    const finishEarly = finish
    cache.clear()
    const late = get('/en/slow')
    await called(2)
    finish('new')
    finishEarly('old')

    expect((await late).body.toString()).toBe('new')
    expect((await early).body.toString()).toBe('old')
    expect((await get('/en/slow')).body.toString()).toBe('new')
  })

  test('makes a page once for all who ask at the same time', async () => {
    const all = Array.from({ length: 10 }, () => get('/en/slow'))
    await called(1)
    await new Promise((soon) => setTimeout(soon, 50))
    finish('once')

    expect((await Promise.all(all)).map(({ body }) => body.toString())).toEqual(Array(10).fill('once'))
    expect(made).toEqual(['/en/slow'])
  })
})

test('what was not read for longest makes room', async () => {
  app.get('/ko/n/:n', (req, res) => {
    res.type('image/png').set('Cache-Control', 'public').send(Buffer.alloc(90_000, req.params.n))
  })
  for (const n of [1, 2, 3, 4, 1, 5]) await get(`/ko/n/${n}`)
  expect(cache.size()).toBeLessThanOrEqual(400_000)

  made = []
  for (const n of [1, 3, 4, 5]) await get(`/ko/n/${n}`)
  expect(made).toEqual([])
  await get('/ko/n/2')
  expect(made).toEqual(['/ko/n/2'])
})

test('one that has just come stays, even where all others were read since', async () => {
  app.get('/ko/n/:n', (req, res) => {
    res.type('image/png').set('Cache-Control', 'public').send(Buffer.alloc(90_000, req.params.n))
  })
  for (const n of [1, 2, 3, 4, 1, 2, 3, 4, 5, 5]) await get(`/ko/n/${n}`)
  expect(made.filter((path) => path === '/ko/n/5')).toHaveLength(1)
  expect(cache.size()).toBeLessThanOrEqual(400_000)
})

test('a visitor who says the same thing twice is understood as one who says it once', async () => {
  const { headers } = await get('/ko/kimchi')
  const twice = { 'If-None-Match': ['"other"', headers.etag!], 'Accept-Encoding': ['identity', 'br;q=0'] }
  expect((await get('/ko/kimchi', twice)).status).toBe(304)
})

test('a visitor who has the page is told again how long it stands, and nothing else', async () => {
  const { headers } = await get('/ko/kimchi')
  const again = await get('/ko/kimchi', { 'If-None-Match': headers.etag! })
  expect(again.headers).toMatchObject({ 'cache-control': 'public, no-cache', vary: 'Accept-Encoding' })
  expect(again.headers['content-type']).toBeUndefined()
})

async function called(times: number): Promise<void> {
  while (made.length < times) await new Promise((soon) => setTimeout(soon, 5))
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

function get(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  return ask('GET', path, headers)
}

function ask(method: string, path: string, headers: OutgoingHttpHeaders = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () =>
        resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
