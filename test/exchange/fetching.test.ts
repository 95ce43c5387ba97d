import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Fetcher, largerOf, type Network } from '../../server/exchange/fetching'

let server: Server
let port: number
const asked: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!)
    const to = (location: string) => response.writeHead(302, { location }).end()
    if (request.url === '/a.jpg') response.end('picture')
    else if (request.url === '/around') to('/around')
    else if (request.url === '/there') to('/a.jpg')
    else if (request.url === '/inside') to(`http://inside.example:${port}/a.jpg`)
    else if (request.url === '/literal') to(`http://10.0.0.7:${port}/a.jpg`)
    else if (request.url === '/file') to('file:///etc/passwd')
    else if (request.url === '/large') response.end('x'.repeat(200))
    else if (request.url === '/endless') response.writeHead(200).write('x'.repeat(200))
    else if (request.url === '/reset') request.socket.destroy()
    else if (request.url === '/broken') {
      response.writeHead(200, { 'content-length': 50 }).write('pic')
      setTimeout(() => request.socket.destroy(), 20)
    } else if (request.url !== '/silent') response.writeHead(404).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** A network in which our server is outside and one name leads inside; what is not allowed must never be asked. */
const network: Network = {
  resolve: async (host) => {
    if (host === 'nowhere.example') throw new Error('ENOTFOUND')
    if (host.endsWith('gone.example')) throw Object.assign(new Error('Not found'), { code: 'ENOTFOUND' })
    if (host === 'two.example') return ['127.0.0.1', '10.0.0.7']
    return [host === 'inside.example' ? '10.0.0.7' : '127.0.0.1']
  },
  isAllowed: (address) => address === '127.0.0.1',
}
const limit = { bytes: 100, time: 1_000, redirects: 3, failures: 3 }

test.each([
  ['/a.jpg', null],
  ['/there', null],
  ['/nothing', 'not-there'],
  ['/around', 'too-many-redirects'],
  ['/inside', 'private-address'],
  ['/literal', 'private-address'],
  ['/file', 'no-web-address'],
  ['/large', 'too-large'],
  ['/endless', 'too-large'],
  ['/silent', 'not-reached'],
])('%s ends with %s', async (path, trouble) => {
  const fetched = await new Fetcher(network, limit).fetch(`http://outside.example:${port}${path}`)
  expect(fetched.trouble).toBe(trouble)
  expect(fetched.bytes?.toString() ?? null).toBe(trouble === null ? 'picture' : null)
})

test.each([
  ['http://inside.example/a.jpg', 'private-address'],
  ['http://two.example/a.jpg', 'private-address'],
  ['http://10.0.0.7/a.jpg', 'private-address'],
  ['http://0x0a000007/a.jpg', 'private-address'],
  ['http://[::ffff:10.0.0.7]/a.jpg', 'private-address'],
  ['http://me:secret@outside.example/a.jpg', 'no-web-address'],
  ['ftp://outside.example/a.jpg', 'no-web-address'],
  ['a.jpg', 'no-web-address'],
  ['http://nowhere.example/a.jpg', 'not-reached'],
])('%s is not asked for: %s', async (address, trouble) => {
  asked.length = 0
  expect((await new Fetcher(network, limit).fetch(address)).trouble).toBe(trouble)
  expect(asked).toEqual([])
})

test.each([
  'http://127.0.0.1/a.jpg',
  'http://localhost/a.jpg',
  'http://2130706433/a.jpg',
  'http://127.1/a.jpg',
  'http://[::1]/a.jpg',
  'http://169.254.169.254/latest/meta-data',
])('the real guard asks nothing of %s', async (address) => {
  const url = new URL(address)
  url.port = String(port)
  asked.length = 0
  expect((await new Fetcher().fetch(url.href)).trouble).toBe('private-address')
  expect(asked).toEqual([])
})

test('a host that did not answer is left alone, and after some of them the network is', async () => {
  const fetcher = new Fetcher(network, limit)
  await fetcher.fetch(`http://outside.example:${port}/silent`)
  asked.length = 0
  expect((await fetcher.fetch(`http://outside.example:${port}/a.jpg`)).trouble).toBe('not-reached')
  expect(asked).toEqual([])
  for (const name of ['one', 'two']) await fetcher.fetch(`http://${name}.nowhere.example:1/a.jpg`)
  expect((await fetcher.fetch(`http://other.example:${port}/a.jpg`)).trouble).toBe('not-reached')
  expect(asked).toEqual([])
})

test.each(['/broken', '/reset'])('one picture that breaks off costs no other: %s', async (path) => {
  const fetcher = new Fetcher(network, limit)
  const at = (where: string) => fetcher.fetch(`http://outside.example:${port}${where}`)
  expect((await at(path)).trouble).toBe('not-reached')
  expect((await at('/a.jpg')).trouble).toBeNull()
  for (let times = 0; times < 3; times++) await at(path)
  asked.length = 0
  expect((await at('/a.jpg')).trouble).toBe('not-reached')
  expect(asked).toEqual([])
})

test('names that are gone say nothing about the network', async () => {
  const fetcher = new Fetcher(network, limit)
  for (const name of ['a', 'b', 'c', 'd'])
    expect((await fetcher.fetch(`http://${name}.gone.example/a.jpg`)).trouble).toBe('not-reached')
  expect((await fetcher.fetch(`http://outside.example:${port}/a.jpg`)).trouble).toBeNull()
})

test.each([
  [
    'https://blogger.googleusercontent.com/img/b/R29/AVv/s320/a.jpg',
    'https://blogger.googleusercontent.com/img/b/R29/AVv/s1600/a.jpg',
  ],
  ['http://4.bp.blogspot.com/-x/Y/s72-c/a.jpg', 'http://4.bp.blogspot.com/-x/Y/s1600/a.jpg'],
  ['https://field.example/s320/a.jpg', 'https://field.example/s320/a.jpg'],
])('%s is had larger at %s', (small, large) => expect(largerOf(small)).toBe(large))
