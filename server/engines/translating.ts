import { hangulShare } from '../text/hangulShare'
import {
  batchesOf,
  contextWithin,
  EngineFault,
  isUntranslatable,
  placesOf,
  plainOf,
  type Engine,
  type Limits,
  type Neighbours,
  type Outcome,
  type Term,
  type TranslationRequest,
} from './rules'

/** How one engine is asked; everything else about a translation is the same for all of them. */
export interface Recipe {
  limits: Limits
  /** Of one text, or of the context, in the body of a request. */
  bytesOf(text: string): number
  /** One request. Answers in the order of the texts, every text answered; what concerns all of them is thrown. */
  ask(batch: Batch, signal: AbortSignal): Promise<Answer[]>
  /** The same for a text whose codes were refused. */
  askPlainly?(batch: Batch, signal: AbortSignal): Promise<Answer[]>
}

/** What travels in one request. */
export interface Batch {
  texts: string[]
  context: string
  /** Of each text. */
  neighbours: Neighbours[]
  terms: Term[]
  /** English of each text that was had already, '' for none. */
  instead: string[]
}

export type Answer = WithoutIndex<Outcome> & { sent: string }
type WithoutIndex<T> = T extends unknown ? Omit<T, 'index'> : never

/** An engine would not take one of the texts, and does not say which. Nothing was translated. */
export class RefusedUnread extends EngineFault {
  constructor(message: string) {
    super('rejected', message)
  }
}

/** The engine's strict reader of tags could not read a text. */
export class UnreadableCodes extends RefusedUnread {}

/** So many requests without one usable answer are enough: it is not the texts that are at fault. */
const enough = 3

/**
 * Every text once, in requests that keep within the limits, one after the other: fifteen at once are known to end in
 * timeouts. A request that was refused unread is halved until the text at fault stands alone.
 */
export function translating(recipe: Recipe): Engine['translate'] {
  return async function* translate(request: TranslationRequest, signal: AbortSignal) {
    const { texts, context = '', terms = [], beforeSending } = request
    signal.throwIfAborted()
    const { limits, bytesOf } = recipe
    const places = placesOf(texts)
    const asIs = [...places.keys()].filter(isUntranslatable)
    const open = [...places.keys()].filter((text) => !isUntranslatable(text))
    const shared = contextWithin(context, limits.maxBytes / 4, bytesOf)
    const { batches, tooLarge } = batchesOf(open, limits, shared, bytesOf)
    let taken = false
    let refusals = 0
    let useless = 0

    if (asIs.length > 0) yield outcomes(asIs.map(unchanged))
    if (tooLarge.length > 0) yield outcomes(tooLarge.map((index) => tooLong(open[index]!)))
    for (const batch of batches) {
      for await (const answers of answersTo(batch.map((index) => open[index]!))) yield outcomes(answers)
    }

    /** A request that was refused unread costs nothing. */
    async function* answersTo(batch: string[]): AsyncGenerator<Answer[]> {
      await beforeSending?.(batch.flatMap((text) => places.get(text)!))
      const answers = await takenOr(() => recipe.ask(batchOf(batch), signal))
      if (!isRefusal(answers)) return yield* judged(answers)
      if (batch.length === 1) return yield await alone(batch[0]!, answers)
      const half = Math.ceil(batch.length / 2)
      yield* answersTo(batch.slice(0, half))
      yield* answersTo(batch.slice(half))
    }

    function batchOf(batch: string[]): Batch {
      const first = batch.map((text) => places.get(text)![0]!)
      const neighbours = first.map((index) => request.neighbours?.[index] ?? alonestanding)
      const instead = first.map((index) => request.instead?.[index] ?? '')
      return { texts: batch, context: shared, neighbours, terms, instead }
    }

    /** What was paid for is told before anything is given up. */
    function* judged(answers: Answer[]): Generator<Answer[]> {
      const usable = answers.map(usableOrFault)
      yield usable
      if (usable.some((answer) => 'text' in answer)) useless = -Infinity
      const last = usable.find((answer) => 'fault' in answer)
      if (last && 'fault' in last && ++useless >= enough) throw last.fault
    }

    async function alone(text: string, refusal: EngineFault): Promise<Answer[]> {
      if (!(refusal instanceof UnreadableCodes) || !recipe.askPlainly) return [refusedAlone(text, refusal)]
      const answers = await takenOr(() => recipe.askPlainly!(batchOf([text]), signal))
      return isRefusal(answers) ? [refusedAlone(text, answers)] : answers.map(usableOrFault)
    }

    /** When nothing but refusals came so far, it is the request that is at fault and not these texts. */
    function refusedAlone(text: string, refusal: EngineFault): Answer {
      if (refusal instanceof RefusedUnread && !taken && ++refusals === enough) throw refusal
      return refused(text, refusal)
    }

    async function takenOr(ask: () => Promise<Answer[]>): Promise<Answer[] | EngineFault> {
      try {
        const answers = await ask()
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
}

const alonestanding: Neighbours = { before: '', after: '' }

function unchanged(sent: string): Answer {
  return { sent, text: sent, codesLost: false, billedCharacters: 0, model: null, milliseconds: 0 }
}

function tooLong(sent: string): Answer {
  return refused(sent, new EngineFault('too-large', `${sent.length} characters in one text`))
}

function refused(sent: string, fault: EngineFault): Answer {
  return { sent, fault, billedCharacters: 0 }
}

function isRefusal(answers: Answer[] | EngineFault): answers is EngineFault {
  return answers instanceof EngineFault
}

function paidOnce(answer: WithoutIndex<Outcome>, nth: number): WithoutIndex<Outcome> {
  return nth > 0 ? { ...answer, billedCharacters: 0 } : answer
}

function isTooLarge(fault: unknown): fault is EngineFault {
  return fault instanceof EngineFault && fault.kind === 'too-large'
}

/** A paragraph of English is at most so many times as long as its Korean; what is longer goes round in circles. */
const longest = (sent: string) => 12 * plainOf(sent).length + 500

/** An answer that holds no English of its text is paid for and not used. */
function usableOrFault(answer: Answer): Answer {
  if ('fault' in answer) return answer
  const { sent, text, billedCharacters } = answer
  const useless = (kind: 'protocol' | 'untranslated', message: string): Answer => ({
    ...{ sent, billedCharacters },
    fault: new EngineFault(kind, message, { laterHelps: false, mayBeBilled: true }),
  })
  if (text.trim() === '') return useless('protocol', 'an empty translation')
  if (text.length > longest(sent))
    return useless('protocol', `${text.length} characters in answer to one text`)
  if (hangulShare(plainOf(text)) > 0.5) return useless('untranslated', 'an answer in Korean')
  return answer
}
