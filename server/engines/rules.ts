/**
 * Machine translation behind one small interface. Texts are coded (see text/codes): escaped XML text in which
 * `<g id="1">…</g>`, `<x id="2"/>` and `<k id="3">…</k>` stand for inline Markdown. What comes back is coded too.
 */
export interface Engine {
  readonly id: string
  /** The product's own name, the same in every locale. */
  readonly label: string
  readonly can: Abilities
  /** Names of the settings that hold its key and its address, for the sentence that asks an admin to look at them. */
  readonly settings: { key: string; address: string }
  /** Whatever in its settings changes what it says: a model, a style. */
  readonly manner: string
  readonly limits: Limits
  /**
   * Each array is one answered request, so that it can be kept in one transaction before the next is paid for.
   * A fault of one text is an outcome; a fault that stops everything is thrown, as EngineFault, after what was
   * answered before it. An aborted signal throws its reason and hangs up.
   */
  translate(request: TranslationRequest, signal: AbortSignal): AsyncIterable<Outcome[]>
  /** What the account has used and may use, or null when the engine does not say. */
  usage(signal?: AbortSignal): Promise<Usage | null>
  /** Where the engine keeps a copy of our terms in its account. */
  readonly glossary?: Glossary
}

export interface Glossary {
  /** Makes the account hold these entries, and uses them from now on. Gives back the engine's id for it; null without entries. */
  keep(wanted: WantedGlossary, signal: AbortSignal): Promise<string | null>
  /** Goes without, until it is kept again. */
  drop(): void
}

export interface WantedGlossary {
  /** By which it is found where the id is not known. */
  name: string
  externalId: string | null
  /** Whether the account was given the same entries before. */
  isSame: boolean
  entries: { ko: string; en: string }[]
}

/** What a page needs to speak of an engine. */
export type EngineFace = Pick<Engine, 'id' | 'label' | 'can' | 'settings'>

export interface Abilities {
  /** How terms reach it: in a glossary it keeps, in the words it is asked with, or not at all. */
  terms: 'glossary' | 'prompt' | 'none'
  /** Whether it reads Korean around a text without translating it. */
  context: boolean
  /** Whether it writes as the house has instructed. */
  style: boolean
  /** Whether it may say the same text differently when it is asked again. */
  variety: boolean
}

export interface Limits {
  maxTexts: number
  /** Of the body of one request, as it travels. */
  maxBytes: number
}

export interface TranslationRequest {
  texts: string[]
  /** Korean around these texts (title, lead, neighbours), never translated and never billed. */
  context?: string
  /** Of each text, the Korean before and after it; '' at either end. */
  neighbours?: Neighbours[]
  /** Agreed renderings, of which an engine takes those that occur. */
  terms?: Term[]
  /** English that was had of these texts already, for an engine that can say them differently. */
  instead?: string[]
  /** Awaited before a request goes out: the place to write down what is about to be paid. May name an index again. */
  beforeSending?(indexes: number[]): Promise<void>
}

export interface Neighbours {
  before: string
  after: string
}

/** A term or a name, and how the house renders it. */
export interface Term {
  ko: string
  en: string
}

/** What became of `texts[index]`. Every index comes back exactly once, unless something is thrown before. */
export type Outcome = Translation | Failure

export interface Translation {
  index: number
  text: string
  /** The engine refused the codes, so the text was sent and came back without them. */
  codesLost: boolean
  /** As the engine counted; null when it did not say. 0 for a text that stood twice in the request. */
  billedCharacters: number | null
  model: string | null
  /** Of the whole request that this text travelled in. */
  milliseconds: number
}

export interface Failure {
  index: number
  fault: EngineFault
  /** As with a translation: an answer that is of no use costs what a useful one does. 0 when nothing was read. */
  billedCharacters: number | null
}

export interface Usage {
  used: number
  limit: number
}

/** What the house allows itself to send in a calendar month. */
export interface Budget {
  /** Characters of Korean; null when it has set itself no limit. */
  characters: number | null
  /** Where the month begins. */
  timeZone: string
}

/** Each has its sentence in `engines.json`: `fault-auth`, `fault-quota`, … */
export type FaultKind =
  | 'auth'
  | 'quota'
  /** Ours, not the engine's: what the house has set itself for a month is spent. */
  | 'budget'
  | 'rate'
  | 'unavailable'
  | 'timeout'
  | 'rejected'
  | 'too-large'
  | 'protocol'
  | 'untranslated'

export class EngineFault extends Error {
  /** The same request may well succeed in a few minutes. */
  readonly laterHelps: boolean
  /** The engine may have done, and charged, the work whose answer is missing. */
  readonly mayBeBilled: boolean
  /** Milliseconds after which the engine wants to be asked again, where it said so. */
  readonly retryAfter: number | null

  /** `message` is for the log: what the engine said, without the key. */
  constructor(
    readonly kind: FaultKind,
    message: string,
    {
      laterHelps = helpsLater.has(kind),
      mayBeBilled = maybeBilled.has(kind),
      retryAfter = null,
    }: { laterHelps?: boolean; mayBeBilled?: boolean; retryAfter?: number | null } = {},
  ) {
    super(message)
    this.name = 'EngineFault'
    this.laterHelps = laterHelps
    this.mayBeBilled = mayBeBilled
    this.retryAfter = retryAfter
  }
}

const helpsLater: ReadonlySet<FaultKind> = new Set(['rate', 'unavailable', 'timeout'])
const maybeBilled: ReadonlySet<FaultKind> = new Set(['timeout', 'protocol'])

export function isFailure(outcome: Outcome): outcome is Failure {
  return 'fault' in outcome
}

/** Indexes of `texts` in order, cut into requests that keep within the limits; and those that fit into none. */
export function batchesOf(
  texts: string[],
  { maxTexts, maxBytes }: Limits,
  context = '',
  bytesOf = inForm,
): { batches: number[][]; tooLarge: number[] } {
  const room = maxBytes - bytesOf(context)
  const batches: number[][] = []
  const tooLarge: number[] = []
  let batch: number[] = []
  let bytes = 0

  for (const [index, text] of texts.entries()) {
    const length = bytesOf(text)
    if (length > room) {
      tooLarge.push(index)
      continue
    }
    if (batch.length === maxTexts || bytes + length > room) {
      batches.push(batch)
      batch = []
      bytes = 0
    }
    batch.push(index)
    bytes += length
  }
  if (batch.length > 0) batches.push(batch)
  return { batches, tooLarge }
}

/** Bytes of a field in a form-encoded body, with its `&`. A Hangul syllable takes nine. */
export function formLength(name: string, value: string): number {
  return new URLSearchParams([[name, value]]).toString().length + 1
}

/** The longer of the names a text travels under. */
function inForm(text: string): number {
  return formLength('context', text)
}

/** As much of the context as fits into this many bytes, cut at its end. */
export function contextWithin(context: string, bytes: number, bytesOf = inForm): string {
  let room = bytes - bytesOf('')
  let kept = ''
  for (const character of context) {
    room -= bytesOf(character) - bytesOf('')
    if (room < 0) break
    kept += character
  }
  return kept
}

/** Where each different text stands, so that a line that stands twice is paid once. */
export function placesOf(texts: string[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [index, text] of texts.entries()) {
    const known = places.get(text)
    if (known) known.push(index)
    else places.set(text, [index])
  }
  return places
}

/** Nothing in it for an engine to translate: no text at all, or only codes and what they protect. */
export function isUntranslatable(coded: string): boolean {
  return plainOf(coded.replace(/<k\b[^>]*>[^]*?<\/k>/g, '')).trim() === ''
}

/** The text without its codes, unescaped. */
export function plainOf(coded: string): string {
  return coded
    .replace(/<x\b[^>]*\/>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: keyof typeof entities) => entities[name])
}

/** An engine's answer as text that may be kept: NFC, lines ended by newlines, no control characters. */
export function tidied(answer: string): string {
  return answer
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(controlCharacters, '')
}

// eslint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** Plain text as coded text without codes. */
export function codedFrom(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
