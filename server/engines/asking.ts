import { EngineFault, type FaultKind } from './rules'
import { RefusedUnread } from './translating'

export interface Question {
  url: string
  headers: Record<string, string>
  body: object
  timeoutMs: number
  /** Never said in a message, whatever a server echoes. */
  secret: string | null
}

/** Bytes; what is longer is no answer to a few paragraphs. */
const longestAnswer = 4 * 1024 * 1024

/** One question in JSON over HTTP, asked once. Whatever goes wrong with it is an EngineFault. */
export async function askInJson(question: Question, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted()
  const timeout = AbortSignal.timeout(question.timeoutMs)
  try {
    const response = await fetch(question.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...question.headers },
      body: JSON.stringify(question.body),
      // A redirect would send the texts, and the key, to whom nobody has named.
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    })
    const said = await textOf(response)
    if (!response.ok) throw refusal(response, hidden(said.slice(0, 300), question))
    return parsed(said)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof EngineFault) throw error
    if (timeout.aborted) throw new EngineFault('timeout', `no answer within ${question.timeoutMs} ms`)
    throw connectionFault(error, question)
  }
}

async function textOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop hangs up.
  for await (const piece of body ?? []) {
    const bits = piece as Uint8Array
    bytes += bits.length
    if (bytes > longestAnswer) throw new EngineFault('protocol', 'an answer without end', never)
    pieces.push(bits)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const never = { laterHelps: false }

function parsed(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    // Somebody in between has answered, as networks do that ask to be signed in to.
    throw new EngineFault('protocol', `an answer that is no JSON: ${said.slice(0, 80)}`, { laterHelps: true })
  }
}

function refusal({ status, headers }: Response, said: string): EngineFault {
  const message = `status ${status}: ${said}`
  if (status === 400 || status === 422) return new RefusedUnread(message)
  if (status >= 300 && status < 400)
    return new EngineFault('protocol', message, { ...never, mayBeBilled: false })
  const retryAfter = waitIn(headers.get('retry-after'))
  return new EngineFault(kindOf(status), message, { retryAfter })
}

function kindOf(status: number): FaultKind {
  if (status === 401 || status === 403) return 'auth'
  if (status === 402 || status === 456) return 'quota'
  if (status === 429) return 'rate'
  if (status === 413 || status === 414) return 'too-large'
  if (status === 408 || status === 504) return 'timeout'
  return status >= 500 ? 'unavailable' : 'rejected'
}

/** Milliseconds from a `Retry-After`, which counts seconds or names a time; null where it says nothing. */
export function waitIn(header: string | null | undefined, now = Date.now()): number | null {
  const said = header?.trim() ?? ''
  if (/^\d{1,6}$/.test(said)) return Number(said) * 1000
  const until = /[a-z]{3}/i.test(said) ? Date.parse(said) : NaN
  return Number.isNaN(until) ? null : Math.max(0, until - now)
}

function connectionFault(error: unknown, question: Question): EngineFault {
  const { message, cause } = error as Error & { cause?: Error & { code?: string } }
  const code = cause?.code ?? ''
  // A header takes no letters but Latin ones; a key with others is none.
  if (!cause && /header|ByteString/i.test(message))
    return new EngineFault('auth', 'the key holds characters no key has')
  const said = hidden(`${message} ${code || (cause?.message ?? '')}`.trim(), question)
  return new EngineFault('unavailable', said, { mayBeBilled: !neverArrived.has(code) })
}

const neverArrived = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL'],
  'UND_ERR_CONNECT_TIMEOUT',
])

function hidden(message: string, { secret }: Question): string {
  return secret ? message.replaceAll(secret, '…') : message
}
