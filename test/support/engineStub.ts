import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Engines on the loopback that cost nothing and speak as LibreTranslate or as OpenAI's chat does. They write the same
 * words for the same Korean every time, keep tags, and go wrong when told to by `next`.
 */
export interface EngineStub {
  url: string
  /** A key it takes. */
  key: string
  requests: EngineRequest[]
  hangUps: number
  next(...faults: EngineFaultName[]): void
  /** Texts for which English was written more than once. */
  paidTwice(): string[]
  close(): Promise<void>
}

export interface EngineRequest {
  texts: string[]
  body: Record<string, unknown>
  headers: IncomingMessage['headers']
  fault: EngineFaultName | null
  /** Whether English was written for it. */
  paid: boolean
}

export type EngineFaultName = keyof typeof refusals | keyof typeof breakages | keyof typeof distortions

const refusals = {
  '400': 400,
  '401': 401,
  '402': 402,
  '403': 403,
  '404': 404,
  '413': 413,
  '422': 422,
  '429': 429,
  '429-later': 429,
  '456': 456,
  '500': 500,
  '503': 503,
  '504': 504,
  'no-shape': 400,
} as const

const breakages = {
  reset: (req, res) => req.socket.resetAndDestroy() && res.destroy(),
  hang: () => {},
  trickle: (_req, res) => {
    res.writeHead(200, { 'content-type': 'application/json' })
    const drops = setInterval(() => res.write(' '), 20)
    res.on('close', () => clearInterval(drops))
  },
  cut: (_req, res) => {
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': '4000' })
    res.write('{"tra', () => res.destroy())
  },
  html: (_req, res) =>
    res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Please sign in</title>'),
  redirect: (_req, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end(),
  'not-translations': (_req, res) => send(res, 200, { ok: true }),
  nothing: (_req, res) => send(res, 200, null),
  huge: (_req, res) => send(res, 200, { translatedText: 'x'.repeat(10_000_000) }),
} satisfies Record<string, (req: IncomingMessage, res: ServerResponse) => void>

/** Entries as a chat names them; for the other dialect only their order counts. */
interface Entry {
  id: string
  text: string
}

const distortions = {
  slow: (entries) => entries,
  fewer: (entries) => entries.slice(1),
  more: (entries) => [...entries, { id: 'p-one-more', text: 'One more.' }],
  reordered: (entries) => [...entries].reverse(),
  renumbered: (entries) => entries.map(({ text }, n) => ({ id: String(n + 1), text })),
  twice: (entries) => entries.map((entry, n) => (n === 1 ? { ...entry, id: entries[0]!.id } : entry)),
  empty: (entries) => entries.map(({ id }) => ({ id, text: ' ' })),
  korean: (entries) => entries.map(({ id }) => ({ id, text: '그대로 두었습니다.' })),
  'some-korean': (entries) => entries.map(({ id, text }) => ({ id, text: `${text} (김치)` })),
  endless: (entries) => entries.map(({ id }) => ({ id, text: 'and on and on '.repeat(2_000) })),
  'drop-tag': (entries) => entries.map(({ id, text }) => ({ id, text: text.replace(/<[gxk]\b[^>]*>/, '') })),
  'swap-tags': (entries) =>
    entries.map(({ id, text }) => ({
      id,
      text: text.replace(/id="([12])"/g, (_, n: string) => `id="${3 - Number(n)}"`),
    })),
  fenced: (entries) => entries,
  thinking: (entries) => entries,
  prose: (entries) => entries,
} satisfies Record<string, (entries: Entry[]) => Entry[]>

interface Dialect {
  path: string
  key: string
  paragraphsIn(body: Record<string, unknown>): Entry[]
  isKeyRight(req: IncomingMessage, body: Record<string, unknown>): boolean
  answer(entries: Entry[], fault: EngineFaultName | null, body: Record<string, unknown>): object
}

export function startLibreTranslateStub(): Promise<EngineStub> {
  return startStub({
    path: '/translate',
    key: 'libre-key',
    paragraphsIn: ({ q }) => [q].flat().map((text, n) => ({ id: String(n), text: String(text) })),
    isKeyRight: (_req, { api_key: key }) => key === undefined || key === 'libre-key',
    answer: (entries, _fault, { q }) => ({
      translatedText: Array.isArray(q) ? entries.map(({ text }) => text) : (entries[0]?.text ?? ''),
    }),
  })
}

export function startChatStub(): Promise<EngineStub> {
  return startStub({
    path: '/v1/chat/completions',
    key: 'chat-key',
    paragraphsIn: ({ messages }) => {
      const [, asked] = messages as { content: string }[]
      return (JSON.parse(asked!.content) as { paragraphs: Entry[] }).paragraphs
    },
    isKeyRight: ({ headers: { authorization } }) =>
      authorization === undefined || authorization === 'Bearer chat-key',
    answer: (entries, fault) => {
      const json = JSON.stringify({ translations: entries })
      const content =
        fault === 'fenced'
          ? `Here it is:\n\`\`\`json\n${json}\n\`\`\``
          : fault === 'thinking'
            ? `<think>First {the} paragraph…</think>${json}`
            : fault === 'prose'
              ? 'I am sorry, I cannot translate this.'
              : json
      return { model: 'small-model-q4', choices: [{ message: { role: 'assistant', content } }] }
    },
  })
}

async function startStub(dialect: Dialect): Promise<EngineStub> {
  const planned: EngineFaultName[] = []
  const server = createServer((req, res) => void bodyOf(req).then((body) => answer(req, res, body)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stub: EngineStub = {
    url: `http://127.0.0.1:${port}`,
    key: dialect.key,
    requests: [],
    hangUps: 0,
    next: (...faults) => void planned.push(...faults),
    paidTwice: () => {
      const texts = stub.requests.filter(({ paid }) => paid).flatMap((request) => request.texts)
      return texts.filter((text, index) => texts.indexOf(text) !== index)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return stub

  function answer(req: IncomingMessage, res: ServerResponse, said: string): void {
    if (req.url !== dialect.path) return refuse(res, 404)
    const body = JSON.parse(said) as Record<string, unknown>
    const entries = dialect.paragraphsIn(body)
    const texts = entries.map(({ text }) => text)
    const fault = planned.shift() ?? null
    const request: EngineRequest = { texts, body, headers: req.headers, fault, paid: false }
    stub.requests.push(request)
    res.on('close', () => void (stub.hangUps += Number(!res.writableEnded)))

    if (!dialect.isKeyRight(req, body)) return refuse(res, 403)
    if (fault && fault in refusals) return refuse(res, refusals[fault as keyof typeof refusals], fault)
    if (fault && fault in breakages) return void breakages[fault as keyof typeof breakages](req, res)
    request.paid = true
    const written = entries.map(({ id, text }) => ({ id, text: englishFor(text) }))
    const distort = fault ? distortions[fault as keyof typeof distortions] : null
    const answered = dialect.answer(distort ? distort(written) : written, fault, body)
    setTimeout(() => send(res, 200, answered), fault === 'slow' ? 400 : 0)
  }
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function refuse(res: ServerResponse, status: number, fault = ''): void {
  if (fault === '429-later') res.setHeader('retry-after', '1')
  const said = fault === 'no-shape' ? 'response_format is not supported' : `Refused with ${status}`
  send(res, status, { error: said })
}

function send(res: ServerResponse, status: number, body: object | null): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Everything but Hangul stays; each word of it becomes one of its own. */
export function englishFor(text: string): string {
  return text.replace(/[가-힣]+/g, (word) => {
    const sum = [...word].reduce((total, letter) => (total * 31 + letter.codePointAt(0)!) % 9_973, 7)
    return `word${sum}`
  })
}
