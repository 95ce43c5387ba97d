import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { languageChosen, remembering } from './languageChoice'
import type { Draft } from './pageAsking'
import { isKnown, type Coding, type Wish } from './pageWishes'

export interface Page {
  status: number
  /** False for an answer that is passed on once. */
  kept: boolean
  plain: Form
  gzip?: Form
  brotli?: Form
  size: number
  /** Since it came, or since it was last passed over when room was made. */
  wasRead: boolean
}

/** One way to send a page: names and values of its headers in turn, and its bytes. */
interface Form {
  bytes: Buffer
  etag: string
  headers: string[]
  unchanged: string[]
}

export function send(
  page: Page,
  { coding, known, from }: Wish,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const form = formFor(page, coding)
  // An answer that is passed on once says by itself who may keep it.
  const chosen = page.kept && from !== undefined ? languageChosen(from, req) : null
  const withChoice = (headers: string[]) => (chosen ? remembering(chosen, headers) : headers)
  if (form.etag && isKnown(form.etag, known)) {
    res.writeHead(304, withChoice(form.unchanged))
    res.end()
  } else {
    res.writeHead(page.status, withChoice(form.headers))
    res.end(req.method === 'HEAD' ? undefined : form.bytes)
  }
}

function formFor({ plain, gzip, brotli }: Page, coding: Coding): Form {
  if (coding === 'plain') return plain
  return (coding === 'br' ? brotli : gzip) ?? plain
}

/** Kept is only what was said to be for everybody, and depends on nothing that is not in the address. */
export function mayKeep({ status, headers }: Draft): boolean {
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
export function passedOn({ status, headers, body }: Draft): Page {
  const plain: Form = {
    bytes: body,
    etag: '',
    headers: [...listOf(headers), 'Content-Length', String(body.length)],
    unchanged: [],
  }
  return { status, kept: false, plain, size: body.length, wasRead: false }
}

/** The answer that a page was made of, without what belongs to one sending of it. */
export function draftOf({ status, plain: { headers, bytes } }: Page): Draft {
  const pairs = headers.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), headers[at + 1]]] : []))
  return { status, headers: Object.fromEntries(pairs) as OutgoingHttpHeaders, body: bytes }
}

const shrink = promisify(gzip)
const shrinkMore = promisify(brotliCompress)
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }
const compressible = /^(text\/|image\/svg|application\/(json|.*\+(json|xml)|xml|javascript))/

export async function packed({ status, headers, body }: Draft): Promise<Page> {
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 24)
  if (!compressible.test(String(headers['content-type']))) {
    const plain = formOf(body, `"${tag}"`, listOf(headers))
    return { status, kept: true, plain, size: sizeOf(plain), wasRead: false }
  }

  const own = [...listOf(headers), 'Vary', 'Accept-Encoding']
  const [smaller, smallest] = await Promise.all([shrink(body), shrinkMore(body, brotliOptions)])
  const plain = formOf(body, `"${tag}"`, own)
  const gzip = formOf(smaller, `"${tag}-gz"`, own, 'gzip')
  const brotli = formOf(smallest, `"${tag}-br"`, own, 'br')
  return { status, kept: true, plain, gzip, brotli, size: sizeOf(plain, gzip, brotli), wasRead: false }
}

function formOf(bytes: Buffer, etag: string, own: string[], coding?: string): Form {
  const headers = [...own, 'ETag', etag, 'Content-Length', String(bytes.length)]
  if (coding) headers.push('Content-Encoding', coding)
  return { bytes, etag, headers, unchanged: [...ofUnchanged(own), 'ETag', etag] }
}

/** What a 304 has to repeat (RFC 9110, 15.4.5); all else stands with the copy that the visitor has. */
function ofUnchanged(own: string[]): string[] {
  return own.filter((_, at) => repeated.includes(own[at - (at % 2)]!.toLowerCase()))
}

const repeated = [
  'cache-control',
  'cdn-cache-control',
  'content-location',
  'expires',
  'vary',
  'surrogate-control',
  'surrogate-key',
]

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
