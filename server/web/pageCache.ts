import { createHash } from 'node:crypto'
import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Handler = (req: IncomingMessage, res: ServerResponse) => void

/** Answers from memory what it keeps, and asks the application for everything else. */
export interface PageCache {
  (req: IncomingMessage, res: ServerResponse, app: Handler): void
  /** Forgets every page. An answer that is being made meanwhile is not kept. */
  clear(): void
  /** Bytes held now. */
  size(): number
}

export interface PageCaching {
  /** Folders whose pages are the same for everybody: `/ko/`. */
  under: string[]
  /** Query parameters that are part of an address. An address with any other is not kept. */
  parameters: string[]
  maxBytes?: number
}

/**
 * Keeps pages that the application answers with 200 and `Cache-Control: public`, in the bytes that leave the machine:
 * plain, gzip and brotli, made once. A page is made from its address alone: the application is asked without the
 * visitor's headers, so no cookie, language or X-Forwarded-Host can have a say in what the next visitor gets.
 */
export function pageCache({ under, parameters, maxBytes = 64 * 1024 * 1024 }: PageCaching): PageCache {
  const pages = new Map<string, Page>()
  const inTheMaking = new Map<string, Promise<Page>>()
  let held = 0
  let generation = 0

  function answer(req: IncomingMessage, res: ServerResponse, app: Handler): void {
    const url = req.url!
    if ((req.method !== 'GET' && req.method !== 'HEAD') || hasBody(req)) return app(req, res)

    const page = pages.get(url)
    if (page) {
      pages.delete(url)
      pages.set(url, page)
      return send(page, req, res)
    }
    if (!isAddress(url, under, parameters)) return app(req, res)
    made(url, app).then(
      (fresh) => (fresh.kept || !isSomebody(req) ? send(fresh, req, res) : app(req, res)),
      () => app(req, res),
    )
  }

  /** Visitors who ask for the same cold page at once wait for one making of it. */
  function made(url: string, app: Handler): Promise<Page> {
    const waiting = inTheMaking.get(url)
    if (waiting) return waiting

    const making = make(url, app).finally(() => {
      if (inTheMaking.get(url) === making) inTheMaking.delete(url)
    })
    inTheMaking.set(url, making)
    return making
  }

  async function make(url: string, app: Handler): Promise<Page> {
    const begun = generation
    const draft = await ask(app, url)
    if (!mayKeep(draft)) return pageOf(draft)

    const page = await packed(draft)
    if (begun === generation) keep(url, page)
    return page
  }

  function keep(url: string, page: Page): void {
    if (page.size > maxBytes / 4) return
    drop(url)
    pages.set(url, page)
    held += page.size
    for (const oldest of pages.keys()) {
      if (held <= maxBytes) return
      drop(oldest)
    }
  }

  function drop(url: string): void {
    held -= pages.get(url)?.size ?? 0
    pages.delete(url)
  }

  function clear(): void {
    generation += 1
    held = 0
    pages.clear()
    inTheMaking.clear()
  }

  return Object.assign(answer, { clear, size: () => held })
}

interface Page {
  status: number
  /** False for an answer that is passed on once. */
  kept: boolean
  plain: Form
  gzip?: Form
  brotli?: Form
  size: number
}

/** One way to send a page: names and values of its headers in turn, and its bytes. */
interface Form {
  bytes: Buffer
  etag: string
  headers: string[]
  unchanged: string[]
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

/** Where there is nothing for everybody there may still be something for this visitor, who is asked for by name. */
function isSomebody({ headers }: IncomingMessage): boolean {
  return headers.cookie !== undefined || headers.authorization !== undefined
}

function send(page: Page, req: IncomingMessage, res: ServerResponse): void {
  const form = formFor(page, req.headers['accept-encoding'])
  if (form.etag && isKnown(form.etag, req.headers['if-none-match'])) {
    res.writeHead(304, form.unchanged).end()
  } else {
    res.writeHead(page.status, form.headers)
    res.end(req.method === 'HEAD' ? undefined : form.bytes)
  }
}

function formFor({ plain, gzip, brotli }: Page, accepted: string | undefined): Form {
  if (!accepted || !gzip || !brotli) return plain
  if (accepts(accepted, 'br')) return brotli
  return accepts(accepted, 'gzip') ? gzip : plain
}

function accepts(header: string, coding: string): boolean {
  return header.split(',', 20).some((part) => {
    const [name, ...parameters] = part.split(';')
    return name!.trim().toLowerCase() === coding && !parameters.some((one) => /^\s*q=0(\.0*)?\s*$/i.test(one))
  })
}

function isKnown(etag: string, header: string | undefined): boolean {
  if (!header) return false
  return header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}

/**
 * Only an address in its one proper spelling is kept: parts percent-encoded as browsers do, known parameters once
 * and in the order of the alphabet. Every other spelling is left to the application, so that spellings cannot
 * fill the memory and nobody's odd address answers for the plain one.
 */
function isAddress(url: string, under: string[], parameters: string[]): boolean {
  if (url.length > 2000 || !under.some((folder) => url.startsWith(folder))) return false
  const [path, query, ...rest] = url.split('?')
  return rest.length === 0 && isPath(path!) && (query === undefined || isQuery(query, parameters))
}

function isPath(path: string): boolean {
  const parts = path.split('/').slice(1)
  return parts.every((part, index) => isPart(part) && (part !== '' || index === parts.length - 1))
}

function isPart(part: string): boolean {
  const text = decoded(part)
  return text !== null && encodeURIComponent(text) === part && !/[/\\\p{Cc}]|^\.\.?$/u.test(text)
}

function isQuery(query: string, parameters: string[]): boolean {
  let last = ''
  return query.split('&').every((pair) => {
    const [name, value, ...rest] = pair.split('=')
    const fits = rest.length === 0 && parameters.includes(name!) && name! > last && !!value && isPart(value)
    last = name!
    return fits
  })
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

interface Draft {
  status: number
  headers: OutgoingHttpHeaders
  body: Buffer
}

/** What the application answers to a request that has an address and nothing else. */
function ask(app: Handler, url: string): Promise<Draft> {
  return new Promise((resolve, reject) => {
    const req = new IncomingMessage(new Socket())
    Object.assign(req, { method: 'GET', url, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1 })
    req.push(null)
    app(req, collecting(new ServerResponse(req), resolve, reject))
  })
}

/**
 * A response that goes nowhere. Its methods are its own properties, because Express gives a response another prototype
 * and compression wraps what it finds.
 */
function collecting(
  res: ServerResponse,
  done: (draft: Draft) => void,
  failed: (error: Error) => void,
): ServerResponse {
  const chunks: Buffer[] = []
  let headed = false
  let ended = false

  const write = (chunk: unknown, encoding?: unknown) => {
    if (!headed) res.writeHead(res.statusCode)
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, textEncoding(encoding)))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    return true
  }
  const writeHead = (status: number, ...rest: unknown[]) => {
    headed = true
    res.statusCode = status
    const headers = rest.find((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) ?? {}
    for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders)) {
      if (value !== undefined) res.setHeader(name, value)
    }
    return res
  }
  const end = (chunk?: unknown, encoding?: unknown) => {
    if (ended) return res
    ended = true
    write(chunk, encoding)
    done({ status: res.statusCode, headers: res.getHeaders(), body: Buffer.concat(chunks) })
    res.emit('finish')
    return res
  }
  const destroy = (error?: Error) => {
    failed(error ?? new Error('the answer was broken off'))
    return res
  }
  return Object.assign(res, { write, writeHead, end, destroy })
}

function textEncoding(encoding: unknown): BufferEncoding {
  return typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8'
}

/** Kept is only what was said to be for everybody, and depends on nothing that is not in the address. */
function mayKeep({ status, headers }: Draft): boolean {
  const control = String(headers['cache-control'] ?? '')
  const varies = String(headers.vary ?? '').toLowerCase()
  return (
    status === 200 &&
    /\bpublic\b/.test(control) &&
    !/\b(private|no-store)\b/.test(control) &&
    headers['set-cookie'] === undefined &&
    headers['content-encoding'] === undefined &&
    (varies === '' || varies === 'accept-encoding')
  )
}

/** An answer passed on once, as it came. */
function pageOf({ status, headers, body }: Draft): Page {
  const plain: Form = {
    bytes: body,
    etag: '',
    headers: [...listOf(headers), 'Content-Length', String(body.length)],
    unchanged: [],
  }
  return { status, kept: false, plain, size: body.length }
}

const shrink = promisify(gzip)
const shrinkMore = promisify(brotliCompress)
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }
const compressible = /^(text\/|image\/svg|application\/(json|.*\+(json|xml)|xml|javascript))/

async function packed({ status, headers, body }: Draft): Promise<Page> {
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 24)
  if (!compressible.test(String(headers['content-type']))) {
    const plain = formOf(body, `"${tag}"`, listOf(headers))
    return { status, kept: true, plain, size: sizeOf(plain) }
  }

  const own = [...listOf(headers), 'Vary', 'Accept-Encoding']
  const [smaller, smallest] = await Promise.all([shrink(body), shrinkMore(body, brotliOptions)])
  const plain = formOf(body, `"${tag}"`, own)
  const gzip = formOf(smaller, `"${tag}-gz"`, own, 'gzip')
  const brotli = formOf(smallest, `"${tag}-br"`, own, 'br')
  return { status, kept: true, plain, gzip, brotli, size: sizeOf(plain, gzip, brotli) }
}

function formOf(bytes: Buffer, etag: string, own: string[], coding?: string): Form {
  const unchanged = [...own, 'ETag', etag]
  const headers = [...unchanged, 'Content-Length', String(bytes.length)]
  if (coding) headers.push('Content-Encoding', coding)
  return { bytes, etag, headers, unchanged }
}

/** Headers that belong to one answer and not to the page. */
const passing = ['etag', 'vary', 'date', 'content-length', 'connection', 'keep-alive', 'transfer-encoding']

function listOf(headers: OutgoingHttpHeaders): string[] {
  return Object.entries(headers)
    .filter(([name, value]) => value !== undefined && !passing.includes(name))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).flatMap((one) => [name, String(one)]),
    )
}

/** With a thousand bytes for the address, the headers and the map. */
function sizeOf(...forms: Form[]): number {
  return forms.reduce((sum, { bytes }) => sum + bytes.length, 1000)
}
