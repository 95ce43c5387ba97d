import type { ErrorRequestHandler, RequestHandler } from 'express'
import { NotFound, Refused, SignedOut } from '../errors'
import { page } from './page'
import { pathTo } from './paths'

export const nothingHere: RequestHandler = () => {
  throw new NotFound()
}

/** The last word on every request that went wrong: ours are explained, surprises are logged and kept private. */
export const failed: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error)

  const failure = failureOf(error)
  if (failure.status >= 500) console.error(`${req.method} ${withoutToken(req.path)}`, error)

  res.status(failure.status)
  if (wantsJson(req.headers.accept)) {
    res.json({ rule: failure.rule, sentence: sentenceOf(res.locals, failure) })
    return
  }
  // A script that fetches a part of a page has no use for another page in its place.
  if (failure.status === 401 && req.method === 'GET' && req.headers['sec-fetch-dest'] !== 'empty') {
    res.redirect(303, `${pathTo.session()}?next=${encodeURIComponent(req.originalUrl)}`)
    return
  }
  page(
    res,
    'failures/show',
    {
      title: String(failure.status),
      ...failure,
      sentence: sentenceOf(res.locals, failure),
      typed: typedIn(req.body),
      here: '',
    },
    'desk',
  )
}

/** Whoever reads the log must not be able to use an invitation. */
function withoutToken(path: string): string {
  return path.replace(/^(\/invitations\/).+/, '$1…')
}

interface Failure {
  status: number
  rule: string | null
  detail: Record<string, string | number>
}

/** What the packages in front of us throw at bad input (`http-errors`, multer, body-parser), in our words. */
function failureOf(error: unknown): Failure {
  if (error instanceof Refused) return { status: error.status, rule: error.rule, detail: error.detail }
  if (error instanceof NotFound) return { status: 404, rule: null, detail: {} }
  if (error instanceof SignedOut) return { status: 401, rule: 'signed-out', detail: {} }
  const { status, code, type } = error as { status?: number; code?: string; type?: string }
  if (code === 'LIMIT_FILE_SIZE' || type === 'entity.too.large')
    return { status: 413, rule: 'too-large', detail: {} }
  if (code?.startsWith('LIMIT_')) return { status: 413, rule: 'too-many-fields', detail: {} }
  if (code === '22P05' || code === '22021') return { status: 422, rule: 'unclean-text', detail: {} }
  if (
    code?.startsWith('57P') ||
    code === '53300' ||
    code?.startsWith('08') ||
    code === 'ECONNREFUSED' ||
    code === 'ENOENT' ||
    brokeOff.test((error as Error).message)
  ) {
    return { status: 503, rule: 'database-away', detail: {} }
  }
  if (status && status >= 400 && status < 500) return { status, rule: 'not-understood', detail: {} }
  return { status: 500, rule: null, detail: {} }
}

/** What the driver says, without a code, of a connection that ended under a query, or could not be had in time. */
const brokeOff = /Connection terminated|Timeout acquiring a connection/

function sentenceOf(locals: Record<string, unknown>, { rule, status, detail }: Failure): string {
  const t = locals.t as (key: string, detail?: object) => string
  return rule ? t(`refusals:${rule}`, detail) : t(`failures:${status === 404 ? 'nothing-here' : 'our-fault'}`)
}

/** The longest thing that was typed, shown back so that a refusal never costs anyone their words. */
function typedIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  const texts = Object.entries(body as Record<string, unknown>)
    .filter(([name, value]) => typeof value === 'string' && !/password/i.test(name))
    .map(([, value]) => value as string)
  const longest = texts.sort((a, b) => b.length - a.length)[0] ?? ''
  return longest.length >= 20 ? longest : ''
}

function wantsJson(accept: string | undefined): boolean {
  return accept !== undefined && accept.startsWith('application/json')
}
