import { askInJson } from './asking'
import { answerShape, instructionsFor, paragraphsFor, translationsIn } from './prompt'
import { EngineFault, tidied, type Engine, type Limits } from './rules'
import { RefusedUnread, translating, type Answer, type Batch } from './translating'

export interface OpenAiSettings {
  /** Up to and with its version: `http://localhost:11434/v1`. */
  url: string
  model: string
  apiKey?: string | null
  /** How the house writes, a sentence each. */
  style?: string[]
  timeoutMs?: number
  limits?: Limits
}

/** Few enough paragraphs that a small model does not lose count, and enough that they know each other. */
const usualLimits: Limits = { maxTexts: 8, maxBytes: 24 * 1024 }

/** Any server that speaks as OpenAI's chat does, told what it needs to know in words. Its answers are believed in nothing. */
export function openAi(settings: OpenAiSettings): Engine {
  const { limits = usualLimits } = settings
  /** Not every server holds a model to a shape; what does not is asked in words only, once it has said so. */
  let takesShape = true

  async function ask(batch: Batch, signal: AbortSignal): Promise<Answer[]> {
    try {
      return await askOnce(settings, batch, takesShape, signal)
    } catch (fault) {
      if (
        !takesShape ||
        !(fault instanceof RefusedUnread) ||
        !/response_format|json_schema/i.test(fault.message)
      )
        throw fault
      takesShape = false
      return askOnce(settings, batch, takesShape, signal)
    }
  }

  return {
    id: 'openai',
    label: settings.model,
    can: { terms: 'prompt', context: true, style: true, variety: true },
    settings: { key: 'OPENAI_API_KEY', address: 'OPENAI_URL' },
    manner: [settings.model, ...(settings.style ?? [])].join('|'),
    limits,
    translate: translating({ limits, bytesOf, ask }),
    usage: () => Promise.resolve(null),
  }
}

/** Each text travels with the two around it, which are of its own size. */
function bytesOf(text: string): number {
  return text === '' ? 0 : 3 * Buffer.byteLength(JSON.stringify(text)) + 60
}

async function askOnce(
  { url, model, apiKey, style = [], timeoutMs = 180_000 }: OpenAiSettings,
  batch: Batch,
  inShape: boolean,
  signal: AbortSignal,
): Promise<Answer[]> {
  const started = performance.now()
  const again = batch.instead.some((text) => text !== '')
  const body = {
    model,
    messages: [
      { role: 'system', content: instructionsFor(batch, style) },
      { role: 'user', content: JSON.stringify(paragraphsFor(batch)) },
    ],
    temperature: again ? 0.8 : 0.2,
    stream: false,
    ...(inShape && { response_format: answerShape }),
  }
  const headers = apiKey ? { authorization: `Bearer ${apiKey}` } : undefined
  const question = { url: `${url}/chat/completions`, headers: headers ?? {}, body, timeoutMs }
  const answer = await askInJson({ ...question, secret: apiKey ?? null }, signal)
  const milliseconds = Math.round(performance.now() - started)
  const facts = { billedCharacters: null, model: modelIn(answer) ?? model, milliseconds }
  const written = translationsIn(contentIn(answer), batch.texts)
  return batch.texts.map((sent, index) => {
    const text = written[index]
    return typeof text === 'string'
      ? { sent, text: tidied(text), codesLost: false, ...facts }
      : { sent, fault: mispaired(), billedCharacters: null }
  })
}

function mispaired(): EngineFault {
  return new EngineFault('protocol', 'no answer under the name of this text', { laterHelps: false })
}

/** What the model wrote. An answer without any is a server's fault and not a model's. */
function contentIn(answer: unknown): string {
  const { choices } = (answer ?? {}) as { choices?: { message?: { content?: unknown } }[] }
  const content = Array.isArray(choices) ? choices[0]?.message?.content : undefined
  if (typeof content !== 'string')
    throw new EngineFault('protocol', 'an answer without a message', { laterHelps: false })
  return content
}

function modelIn(answer: unknown): string | null {
  const { model } = (answer ?? {}) as { model?: unknown }
  return typeof model === 'string' ? model.slice(0, 100) : null
}
