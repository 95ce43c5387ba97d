import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deeplGlossaries, type DeeplGlossaries } from './deeplGlossaries'

/**
 * A DeepL that costs nothing: it speaks DeepL's form protocol on the loopback, keeps tags and numbers, bills by code
 * points and writes the same English-looking words for the same Korean every time. It goes wrong when told to:
 * by the key (`stub-503` always, `stub-429x2` twice and then well) or by `stub.next('reset')`.
 */
export interface DeeplStub {
  url: string
  /** A key it takes. Keys that do not begin with `stub` are refused with 403. */
  key: string
  /** Every request for translation, in the order they came. */
  requests: StubRequest[]
  /** What the account has used of its limit, in characters. */
  used: number
  limit: number
  glossaries: DeeplGlossaries
  /** Requests whose asker went away before the answer was there. */
  hangUps: number
  /** One fault for each of the next requests for translation. */
  next(...faults: StubFault[]): void
  /** Texts that were billed more than once. */
  paidTwice(): string[]
  close(): Promise<void>
}

export interface StubRequest {
  texts: string[]
  /** The other fields of the form. */
  fields: Record<string, string>
  userAgent: string
  bytes: number
  /** Characters billed; 0 when the request was refused. */
  billed: number
  fault: StubFault | null
}

export type StubFault = keyof typeof refusals | keyof typeof breakages | keyof typeof distortions

/** Answers with a status and DeepL's message; nothing is billed. */
const refusals = {
  '400': [400, 'Value for "text" not supported.'],
  '401': [401, 'Unauthorized'],
  '403': [403, 'Forbidden'],
  '404': [404, 'Not found'],
  '413': [413, 'Request Entity Too Large'],
  '429': [429, 'Too many requests'],
  '429-later': [429, 'Too many requests'],
  '456': [456, 'Quota Exceeded'],
  '500': [500, 'Internal server error'],
  '503': [503, 'Service Unavailable'],
  '504': [504, 'Gateway Timeout'],
  '529': [529, 'Too many requests'],
  tags: [400, 'Tag handling parsing failed, please check input.'],
} satisfies Record<string, readonly [number, string]>

/** Breaks the conversation itself. */
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
    res.write('{"translations":[', () => res.destroy())
  },
  echo: (req, res) => refuse(res, [500, `Cannot serve ${req.headers.authorization}`]),
  html: (_req, res) =>
    res
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Please sign in to the network</title>'),
  redirect: (_req, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end(),
  'not-translations': (_req, res) => send(res, 200, { ok: true }),
  huge: (_req, res) => send(res, 200, { translations: [{ text: 'x'.repeat(10_000_000) }] }),
} satisfies Record<string, (req: IncomingMessage, res: ServerResponse) => void>

/** A bill for work that came out wrong. */
const distortions = {
  fewer: (texts) => texts.slice(1),
  more: (texts) => [...texts, 'One more.'],
  empty: (texts) => texts.map(() => ''),
  'no-text': (texts) => texts.map(() => null),
  'drop-tag': eachOf((text) => text.replace(/<[gxk]\b[^>]*>/, '')),
  'swap-tags': eachOf(swapFirstTwo),
  duplicate: eachOf((text) => `${text} ${text}`),
  'change-digit': eachOf((text) => text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))),
  'leave-hangul': eachOf((text) => `${text} 그대로`),
  'same-words': eachOf(() => 'proton beam'),
  korean: eachOf(() => '그대로 두었습니다.'),
  endless: eachOf(() => 'and on and on '.repeat(2_000)),
  slow: (texts) => texts,
} satisfies Record<string, (texts: string[]) => (string | null)[]>

export async function startDeeplStub({ used = 0, limit = 500_000 } = {}): Promise<DeeplStub> {
  const planned: StubFault[] = []
  const timesByKey = new Map<string, number>()
  const server = createServer((req, res) => {
    void bodyOf(req).then((body) => answer(req, res, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const stub: DeeplStub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: 'stub-well',
    requests: [],
    used,
    limit,
    glossaries: deeplGlossaries(),
    hangUps: 0,
    next: (...faults) => void planned.push(...faults),
    paidTwice: () => repeated(stub.requests.filter(({ billed }) => billed > 0).flatMap(({ texts }) => texts)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return stub

  function answer(req: IncomingMessage, res: ServerResponse, body: Buffer): void {
    res.setHeader('x-trace-id', `stub-${stub.requests.length}`)
    const key = (req.headers.authorization ?? '').replace('DeepL-Auth-Key ', '').replace(/:fx$/, '')
    if (!key.startsWith('stub')) return refuse(res, [403, 'Forbidden'])

    const { pathname, searchParams } = new URL(req.url ?? '/', stub.url)
    if (pathname === '/v2/usage') {
      return send(res, 200, { character_count: stub.used, character_limit: stub.limit })
    }
    if (pathname === '/v2/languages') return send(res, 200, languages(searchParams.get('type')))
    if (pathname.startsWith('/v3/glossaries')) return stub.glossaries.answer(req, res, pathname, body)
    if (pathname === '/v2/translate' && req.method === 'POST') return translate(req, res, body, faultFor(key))
    refuse(res, [404, 'Not found'])
  }

  function translate(req: IncomingMessage, res: ServerResponse, body: Buffer, fault: StubFault | null): void {
    const { texts, fields } = formOf(req, body)
    const userAgent = req.headers['user-agent'] ?? ''
    const request: StubRequest = { texts, fields, userAgent, bytes: body.length, billed: 0, fault }
    stub.requests.push(request)
    res.on('close', () => void (stub.hangUps += Number(!res.writableEnded)))

    const characters = texts.map((text) => [...text].length)
    const total = characters.reduce((sum, count) => sum + count, 0)
    if (fault === '429-later') res.setHeader('retry-after', '1')
    if (fault && isRefusal(fault)) return refuse(res, refusals[fault])
    if (fault && isBreakage(fault)) return void breakages[fault](req, res)
    if (body.length > 131_072) return refuse(res, refusals['413'])
    if (texts.length > 50) return refuse(res, [400, 'Too many texts: at most 50 are allowed.'])
    if (texts.length === 0) return refuse(res, [400, "Parameter 'text' not specified."])
    if (!/^en-(us|gb)$/i.test(fields.target_lang ?? '')) {
      return refuse(res, [400, "Value for 'target_lang' not supported."])
    }
    const glossaries = fields.glossary_id ? [fields.glossary_id] : []
    if (!glossaries.every((id) => stub.glossaries.has(id))) return refuse(res, refusals['404'])
    if (fields.tag_handling === 'xml' && !texts.every(isWellFormed)) return refuse(res, refusals.tags)
    if (stub.used + total > stub.limit) return refuse(res, refusals['456'])

    request.billed = total
    stub.used += total
    const english = texts.map((text) => englishFor(stub.glossaries.applied(text, glossaries), fields))
    const written = fault ? distortions[fault](english) : english
    const translations = written.map((text, index) => ({
      detected_source_language: 'KO',
      text,
      billed_characters: characters[index],
      model_type_used: fields.model_type ?? 'latency_optimized',
    }))
    setTimeout(() => send(res, 200, { translations }), fault === 'slow' ? 400 : 0)
  }

  function faultFor(key: string): StubFault | null {
    const next = planned.shift()
    if (next) return next
    const [, name = '', times = 'Infinity'] = /^stub-(.+?)(?:x(\d+))?$/.exec(key) ?? []
    const happened = timesByKey.get(key) ?? 0
    if (!isFault(name) || happened >= Number(times)) return null
    timesByKey.set(key, happened + 1)
    return name
  }
}

function isFault(name: string): name is StubFault {
  return name in refusals || name in breakages || name in distortions
}

function isRefusal(name: StubFault): name is keyof typeof refusals {
  return name in refusals
}

function isBreakage(name: StubFault): name is keyof typeof breakages {
  return name in breakages
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function formOf(req: IncomingMessage, body: Buffer): { texts: string[]; fields: Record<string, string> } {
  if (req.headers['content-type']?.includes('json')) {
    const { text, ...fields } = JSON.parse(body.toString()) as { text: string[] } & Record<string, string>
    return { texts: text, fields }
  }
  const form = new URLSearchParams(body.toString())
  const texts = form.getAll('text')
  form.delete('text')
  return { texts, fields: Object.fromEntries(form) }
}

function refuse(res: ServerResponse, [status, message]: readonly [number, string]): void {
  send(res, status, { message })
}

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function languages(type: string | null): object[] {
  const english = [
    { language: 'EN-GB', name: 'English (British)', supports_formality: false },
    { language: 'EN-US', name: 'English (American)', supports_formality: false },
  ]
  return type === 'target' ? english : [{ language: 'KO', name: 'Korean' }]
}

/** Strict as v2 is: every tag closed in order, no stray `<` or `&`. */
function isWellFormed(text: string): boolean {
  const open: string[] = []
  for (const [, closing, name, empty] of text.matchAll(tag)) {
    if (closing && open.pop() !== name) return false
    if (!closing && !empty) open.push(name!)
  }
  const rest = text.replace(tag, '').replace(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, '')
  return open.length === 0 && !/[<&]/.test(rest)
}

const tag = /<(\/?)([A-Za-z][\w-]*)(?:\s+[\w-]+="[^"<]*")*\s*(\/?)>/g

/** Tags stay where they are, the inside of an ignored tag is left alone, and everything but Hangul is kept. */
function englishFor(text: string, fields: Record<string, string>): string {
  const ignored = (fields.ignore_tags ?? '').split(',').filter(Boolean)
  const kept = [...ignored.map((name) => `<${name}\\b[^>]*>[^]*?</${name}>`), '<[^>]*>']
  const pieces = fields.tag_handling ? text.split(new RegExp(`(${kept.join('|')})`)) : [text]
  let place = 0
  let starts = true

  return pieces
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[가-힣]+|[.!?]\s/g, write)))
    .join('')

  function write(korean: string): string {
    if (/^[.!?]/.test(korean)) {
      place = 0
      starts = true
      return korean
    }
    const words = pattern[place++ % pattern.length]!
    const word = words[sum(korean) % words.length]!
    const written = starts ? word[0]!.toUpperCase() + word.slice(1) : word
    starts = false
    return written
  }
}

function sum(text: string): number {
  return [...text].reduce((total, character) => (total * 31 + character.codePointAt(0)!) % 1_000_003, 7)
}

/** One list for each place in a sentence, in turn: who, does, what, with whom, how. */
const pattern = [
  'the cooperative|the village library|our neighbors|the editors|a young farmer|the members|the bakery|every volunteer',
  'opened|shares|remembers|repaired|supports|invited|planted|published|carries|welcomed',
  'a small market|the old schoolhouse|its first report|a winter garden|the daily bread|new rules|a quiet street',
  'with the town|for the children|after the rain|beside the river|among friends|through the autumn|at the station',
  'and slowly|and together|and with care|and again|and in spring|and without hurry',
].map((words) => words.split('|'))

function eachOf(distort: (text: string) => string) {
  return (texts: string[]): string[] => texts.map(distort)
}

function swapFirstTwo(text: string): string {
  const [first, second] = [...new Set([...text.matchAll(/ id="(\d+)"/g)].map(([, id]) => id))]
  if (!first || !second) return text
  const other: Record<string, string> = { [first]: second, [second]: first }
  return text.replace(/ id="(\d+)"/g, (whole, id: string) => (other[id] ? ` id="${other[id]}"` : whole))
}

function repeated(texts: string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))]
}
