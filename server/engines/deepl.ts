import type { TextResult, TranslateTextOptions } from 'deepl-node'
import { waitIn } from './asking'
import { deeplGlossary } from './glossary'
import {
  codedFrom,
  EngineFault,
  formLength,
  plainOf,
  tidied,
  type Engine,
  type FaultKind,
  type Limits,
  type Usage,
} from './rules'
import { RefusedUnread, translating, UnreadableCodes, type Answer, type Batch } from './translating'

export interface DeeplSettings {
  authKey: string
  /** Another address than DeepL's own, which follows from the key. */
  serverUrl?: string
  /** For one whole request, answer included. DeepL takes its time over fifty paragraphs. */
  timeoutMs?: number
  limits?: Limits
  /** How the house writes: at most ten sentences of at most 300 characters. */
  instructions?: string[]
  /** Of a list of rules that stands in the account. */
  styleId?: string | null
  /** Id of the glossary in the account that holds the terms; asked before each request, null for none. */
  glossary?: () => Promise<string | null>
}

/** DeepL refuses more than 50 texts and more than 128 KiB; the rest of the body needs some room as well. */
const deeplLimits: Limits = { maxTexts: 50, maxBytes: 100 * 1024 }

/** DeepL through its own client, which asks once: the job that drafts does the waiting and the trying again. */
export function deepl(given: DeeplSettings): Engine {
  const glossary = deeplGlossary((signal, use) => call(given, signal, use))
  const settings = { glossary: glossary.current, ...given }
  const { limits = deeplLimits, instructions = [] } = settings
  const taken = instructions.reduce((sum, line) => sum + formLength('custom_instructions', line), 0)
  return {
    id: 'deepl',
    label: 'DeepL',
    can: { terms: 'glossary', context: true, style: true, variety: false },
    settings: { key: 'DEEPL_AUTH_KEY', address: 'DEEPL_SERVER_URL' },
    manner: [settings.styleId ?? '', ...instructions].join('|'),
    limits,
    translate: translating({
      limits: { ...limits, maxBytes: limits.maxBytes - taken },
      bytesOf: (text) => formLength('context', text),
      ask: (batch, signal) =>
        ask(settings, batch.texts, withCodes(asTheHouseWrites(settings, batch)), signal),
      askPlainly: (batch, signal) =>
        askPlainly(settings, batch.texts[0]!, asTheHouseWrites(settings, batch), signal),
    }),
    glossary,
    usage: (signal) => usage(settings, signal),
  }
}

function asTheHouseWrites({ instructions = [], styleId }: DeeplSettings, batch: Batch): TranslateTextOptions {
  const context = contextOf(batch)
  return {
    modelType: 'quality_optimized',
    splitSentences: 'nonewlines',
    preserveFormatting: true,
    ...(context && { context }),
    ...(instructions.length > 0 && { customInstructions: instructions }),
    ...(styleId && { styleRule: styleId }),
  }
}

/** One context goes with all texts of a request: what the article is about, and what stands around these texts. */
function contextOf({ texts, context, neighbours }: Batch): string {
  const [before, after] = [neighbours[0]!.before, neighbours[texts.length - 1]!.after]
  return [context, before, after].filter(Boolean).join('\n')
}

/** v2 is asked for by name: which one an account gets otherwise depends on when it was opened. */
function withCodes(options: TranslateTextOptions): TranslateTextOptions {
  return {
    ...options,
    tagHandling: 'xml',
    tagHandlingVersion: 'v2',
    ignoreTags: ['k'],
    nonSplittingTags: ['g', 'x', 'k'],
    outlineDetection: false,
  }
}

async function askPlainly(
  settings: DeeplSettings,
  sent: string,
  options: TranslateTextOptions,
  signal: AbortSignal,
): Promise<Answer[]> {
  const answers = await ask(settings, [plainOf(sent)], options, signal)
  return answers.map((answer) =>
    'text' in answer
      ? { ...answer, sent, text: codedFrom(answer.text), codesLost: true }
      : { ...answer, sent },
  )
}

async function ask(
  settings: DeeplSettings,
  texts: string[],
  options: TranslateTextOptions,
  signal: AbortSignal,
): Promise<Answer[]> {
  const started = performance.now()
  const glossary = await settings.glossary?.()
  const translated = (how: TranslateTextOptions) =>
    call(settings, signal, (client) => client.translateText(texts, 'ko', 'en-US', how))
  const results = glossary
    ? await translated({ ...options, glossary }).catch((fault: unknown) => {
        // It may be the glossary that was refused, by an account that has none of it any more: the words come first.
        if (!(fault instanceof EngineFault) || fault.kind !== 'rejected' || fault instanceof UnreadableCodes)
          throw fault
        return translated(options)
      })
    : await translated(options)
  const milliseconds = Math.round(performance.now() - started)

  if (results.length !== texts.length) {
    const message = `${results.length} translations for ${texts.length} texts`
    throw new EngineFault('protocol', message, { laterHelps: false })
  }
  return results.map((result, index) => answerFrom(result, texts[index]!, milliseconds))
}

function answerFrom(result: Partial<TextResult>, sent: string, milliseconds: number): Answer {
  const { text, billedCharacters = null, modelTypeUsed: model = null } = result
  const written = typeof text === 'string' ? tidied(text) : ''
  return { sent, text: written, codesLost: false, billedCharacters, model, milliseconds }
}

async function usage(settings: DeeplSettings, signal = new AbortController().signal): Promise<Usage | null> {
  const { character } = await call(settings, signal, (client) => client.getUsage())
  return character ? { used: character.count, limit: character.limit } : null
}

type Library = typeof import('deepl-node')
type Client = InstanceType<Library['DeepLClient']>

/** One call, ended by the signal or by our own clock: the client's clock starts again with every byte that arrives. */
async function call<T>(
  settings: DeeplSettings,
  signal: AbortSignal,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  // Imported at the first call, so that a start does not wait for it.
  const library = await import('deepl-node')
  const timeoutMs = settings.timeoutMs ?? 60_000
  const timeout = AbortSignal.timeout(timeoutMs)
  const heard: Heard = { retryAfter: null }
  try {
    const ending = AbortSignal.any([signal, timeout])
    return await use(clientFor(library, { ...settings, timeoutMs }, ending, heard))
  } catch (error) {
    signal.throwIfAborted()
    if (timeout.aborted) throw new EngineFault('timeout', `no answer within ${timeoutMs} ms`)
    throw faultFrom(error, library, settings.authKey, heard)
  }
}

/** What an answer said beside its body, which the client does not pass on. */
interface Heard {
  retryAfter: number | null
}

/** DeepL's client cannot hang up, hears no headers and reads answers of any length; its requests can be told to. */
function clientFor(
  { DeepLClient }: Library,
  { authKey, serverUrl, timeoutMs }: DeeplSettings,
  signal: AbortSignal,
  heard: Heard,
): Client {
  const client = new (class extends DeepLClient {
    hangUpOn(ending: AbortSignal): void {
      const prepare = this.httpClient.prepareRequest.bind(this.httpClient)
      this.httpClient.prepareRequest = (...request) => ({
        ...prepare(...request),
        signal: ending,
        maxContentLength: longestAnswer,
        // A redirect would send the texts to whom nobody has named.
        maxRedirects: 0,
        transformResponse: (body: unknown, headers?: Record<string, unknown>) => {
          heard.retryAfter = waitIn(String(headers?.['retry-after'] ?? ''))
          return body
        },
      })
    }
  })(authKey, {
    ...(serverUrl && { serverUrl }),
    minTimeout: timeoutMs,
    maxRetries: 1, // one attempt, in the client's way of counting
    appInfo: { appName: 'daeyeok', appVersion: '0.1' },
    sendPlatformInfo: false,
  })
  client.hangUpOn(signal)
  return client
}

const longestAnswer = 4 * 1024 * 1024

/**
 * The client's errors know no status but in their message, and hold the whole request with the key in its headers:
 * nothing of them is passed on but a short message.
 */
function faultFrom(error: unknown, library: Library, authKey: string, { retryAfter }: Heard): EngineFault {
  const full = error instanceof Error ? error.message : String(error)
  const message = full.replaceAll(authKey, '…').slice(0, 300)

  if (error instanceof library.AuthorizationError) return new EngineFault('auth', message)
  if (error instanceof library.QuotaExceededError) return new EngineFault('quota', message)
  if (error instanceof library.TooManyRequestsError) return new EngineFault('rate', message, { retryAfter })
  if (error instanceof library.ConnectionError) return connectionFault(error.error, message)
  if (message.startsWith('Bad request')) {
    return /tag handling/i.test(message) ? new UnreadableCodes(message) : new RefusedUnread(message)
  }
  if (message.startsWith('Service unavailable'))
    return new EngineFault('unavailable', message, { retryAfter })
  if (message.startsWith('Error parsing response JSON')) {
    return new EngineFault('protocol', message, { laterHelps: message.includes('SyntaxError') })
  }
  const [, status] = /^Unexpected status code: (\d+)/.exec(message) ?? []
  return new EngineFault(kindOf(Number(status)), message)
}

function kindOf(status: number): FaultKind {
  if (status === 401) return 'auth'
  if (status === 413 || status === 414) return 'too-large'
  if (status === 408 || status === 504) return 'timeout'
  return status >= 500 ? 'unavailable' : 'rejected'
}

function connectionFault(cause: (Error & { code?: string }) | undefined, message: string): EngineFault {
  const code = cause?.code ?? ''
  if (code === 'ERR_INVALID_CHAR') return new EngineFault('auth', 'the key holds characters no key has')
  if (code === 'ETIMEDOUT' || /timeout/i.test(message)) return new EngineFault('timeout', message)
  if (/maxContentLength|redirect/i.test(message)) {
    return new EngineFault('protocol', message, { laterHelps: false })
  }
  return new EngineFault('unavailable', message, { mayBeBilled: !neverArrived.has(code) })
}

const neverArrived = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_INVALID_URL',
])
