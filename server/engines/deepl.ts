import type { TextResult, TranslateTextOptions } from 'deepl-node'
import { deeplGlossary } from './glossary'
import {
  batchesOf,
  codedFrom,
  contextWithin,
  EngineFault,
  isUntranslatable,
  placesOf,
  plainOf,
  tidied,
  type Engine,
  type FaultKind,
  type Limits,
  type Outcome,
  type TranslationRequest,
  type Usage,
} from './rules'

export interface DeeplSettings {
  authKey: string
  /** Another address than DeepL's own, which follows from the key. */
  serverUrl?: string
  /** For one whole request, answer included. DeepL takes its time over fifty paragraphs. */
  timeoutMs?: number
  limits?: Limits
  /** Id of the glossary in the account that holds the terms; asked before each request, null for none. */
  glossary?: () => Promise<string | null>
}

/** DeepL refuses more than 50 texts and more than 128 KiB; the rest of the body needs some room as well. */
const deeplLimits: Limits = { maxTexts: 50, maxBytes: 100 * 1024 }

/**
 * DeepL through its own client, which asks once: the job that drafts does the waiting and the trying again.
 * Requests go out one after the other, since fifteen at once are known to end in timeouts.
 */
export function deepl(given: DeeplSettings): Engine {
  const glossary = deeplGlossary((signal, use) => call(given, signal, use))
  const settings = { glossary: glossary.current, ...given }
  const { limits = deeplLimits } = settings

  async function* translate(
    { texts, context = '', beforeSending }: TranslationRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Outcome[]> {
    signal.throwIfAborted()
    const places = placesOf(texts)
    const asIs = [...places.keys()].filter(isUntranslatable)
    const open = [...places.keys()].filter((text) => !isUntranslatable(text))
    const shared = contextWithin(context, limits.maxBytes / 4)
    const { batches, tooLarge } = batchesOf(open, limits, shared)
    let taken = false
    let refusals = 0

    if (asIs.length > 0) yield outcomes(asIs.map((text) => unchanged(text)))
    if (tooLarge.length > 0) yield outcomes(tooLarge.map((index) => tooLong(open[index]!)))
    for (const batch of batches) {
      for await (const answers of answersTo(batch.map((index) => open[index]!))) yield outcomes(answers)
    }

    /** A request that was refused unread costs nothing, so it is halved until the text at fault stands alone. */
    async function* answersTo(batch: string[]): AsyncGenerator<Answer[]> {
      await beforeSending?.(batch.flatMap((text) => places.get(text)!))
      const answers = await takenOr(() => ask(settings, batch, withCodes(shared), signal))
      if (!isRefusal(answers)) return yield answers
      if (batch.length === 1) return yield await alone(batch[0]!, answers)
      const half = Math.ceil(batch.length / 2)
      yield* answersTo(batch.slice(0, half))
      yield* answersTo(batch.slice(half))
    }

    async function alone(text: string, refusal: EngineFault): Promise<Answer[]> {
      if (!(refusal instanceof UnreadableCodes)) return [refusedAlone(text, refusal)]
      const answers = await takenOr(() => askPlainly(settings, text, shared, signal))
      return isRefusal(answers) ? [refusedAlone(text, answers)] : answers
    }

    /** When nothing but refusals came so far, it is the request that is at fault and not these texts. */
    function refusedAlone(text: string, refusal: EngineFault): Answer {
      if (refusal instanceof RefusedUnread && !taken && ++refusals === 3) throw refusal
      return refused(text, refusal)
    }

    async function takenOr(request: () => Promise<Answer[]>): Promise<Answer[] | EngineFault> {
      try {
        const answers = await request()
        taken = true
        return answers
      } catch (fault) {
        if (fault instanceof RefusedUnread || isTooLarge(fault)) return fault
        throw fault
      }
    }

    function outcomes(answers: Answer[]): Outcome[] {
      return answers
        .flatMap(({ sent, ...answer }) =>
          places.get(sent)!.map((index, nth) => ({ ...paidOnce(answer, nth), index })),
        )
        .sort((a, b) => a.index - b.index)
    }
  }

  return {
    ...{ id: 'deepl', label: 'DeepL', limits, translate, glossary },
    usage: (signal) => usage(settings, signal),
  }
}

type Answer = WithoutIndex<Outcome> & { sent: string }
type WithoutIndex<T> = T extends unknown ? Omit<T, 'index'> : never

function unchanged(sent: string): Answer {
  return { sent, text: sent, codesLost: false, billedCharacters: 0, model: null, milliseconds: 0 }
}

function tooLong(sent: string): Answer {
  return refused(sent, new EngineFault('too-large', `${sent.length} characters in one text`))
}

function refused(sent: string, fault: EngineFault): Answer {
  return { sent, fault }
}

function isRefusal(answers: Answer[] | EngineFault): answers is EngineFault {
  return answers instanceof EngineFault
}

function paidOnce(answer: WithoutIndex<Outcome>, nth: number): WithoutIndex<Outcome> {
  return nth > 0 && 'text' in answer ? { ...answer, billedCharacters: 0 } : answer
}

/** v2 is asked for by name: which one an account gets otherwise depends on when it was opened. */
function withCodes(context: string): TranslateTextOptions {
  return {
    ...plainly(context),
    tagHandling: 'xml',
    tagHandlingVersion: 'v2',
    ignoreTags: ['k'],
    nonSplittingTags: ['g', 'x', 'k'],
    outlineDetection: false,
  }
}

function plainly(context: string): TranslateTextOptions {
  return {
    modelType: 'quality_optimized',
    splitSentences: 'nonewlines',
    preserveFormatting: true,
    ...(context && { context }),
  }
}

async function askPlainly(
  settings: DeeplSettings,
  sent: string,
  context: string,
  signal: AbortSignal,
): Promise<Answer[]> {
  const answers = await ask(settings, [plainOf(sent)], plainly(context), signal)
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
  return typeof text === 'string' && text.trim() !== ''
    ? { sent, text: tidied(text), codesLost: false, billedCharacters, model, milliseconds }
    : { sent, fault: new EngineFault('protocol', 'an empty translation', { laterHelps: false }) }
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
  try {
    return await use(clientFor(library, { ...settings, timeoutMs }, AbortSignal.any([signal, timeout])))
  } catch (error) {
    signal.throwIfAborted()
    if (timeout.aborted) throw new EngineFault('timeout', `no answer within ${timeoutMs} ms`)
    throw faultFrom(error, library, settings.authKey)
  }
}

/** DeepL's client cannot hang up and reads answers of any length; its requests can be told to. */
function clientFor(
  { DeepLClient }: Library,
  { authKey, serverUrl, timeoutMs }: DeeplSettings,
  signal: AbortSignal,
): Client {
  const client = new (class extends DeepLClient {
    hangUpOn(ending: AbortSignal): void {
      const prepare = this.httpClient.prepareRequest.bind(this.httpClient)
      this.httpClient.prepareRequest = (...request) => ({
        ...prepare(...request),
        signal: ending,
        maxContentLength: longestAnswer,
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

/** DeepL would not take one of the texts, and does not say which. Nothing was translated. */
class RefusedUnread extends EngineFault {
  constructor(message: string) {
    super('rejected', message)
  }
}

/** DeepL's strict reader of tags could not read a text. */
class UnreadableCodes extends RefusedUnread {}

function isTooLarge(fault: unknown): fault is EngineFault {
  return fault instanceof EngineFault && fault.kind === 'too-large'
}

/**
 * The client's errors know no status but in their message, and hold the whole request with the key in its headers:
 * nothing of them is passed on but a short message.
 */
function faultFrom(error: unknown, library: Library, authKey: string): EngineFault {
  const full = error instanceof Error ? error.message : String(error)
  const message = full.replaceAll(authKey, '…').slice(0, 300)

  if (error instanceof library.AuthorizationError) return new EngineFault('auth', message)
  if (error instanceof library.QuotaExceededError) return new EngineFault('quota', message)
  if (error instanceof library.TooManyRequestsError) return new EngineFault('rate', message)
  if (error instanceof library.ConnectionError) return connectionFault(error.error, message)
  if (message.startsWith('Bad request')) {
    return /tag handling/i.test(message) ? new UnreadableCodes(message) : new RefusedUnread(message)
  }
  if (message.startsWith('Service unavailable')) return new EngineFault('unavailable', message)
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
