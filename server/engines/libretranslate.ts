import { askInJson } from './asking'
import { EngineFault, tidied, type Engine, type Limits } from './rules'
import { translating, type Answer, type Batch } from './translating'

export interface LibreTranslateSettings {
  /** Where the server stands; `/translate` comes behind it. */
  url: string
  apiKey?: string | null
  timeoutMs?: number
  limits?: Limits
}

/** Servers of this kind often run on a machine without a graphics card, where a paragraph takes seconds. */
const usualLimits: Limits = { maxTexts: 10, maxBytes: 24 * 1024 }

/**
 * Any server that answers as LibreTranslate does. Texts go as HTML, so that most codes come back; what has lost them is
 * marked as such. It knows nothing of context, terms or style, and says nothing of what it costs.
 */
export function libreTranslate(settings: LibreTranslateSettings): Engine {
  const { limits = usualLimits } = settings
  return {
    id: 'libretranslate',
    label: 'LibreTranslate',
    can: { terms: 'none', context: false, style: false, variety: false },
    settings: { key: 'LIBRETRANSLATE_API_KEY', address: 'LIBRETRANSLATE_URL' },
    manner: '',
    limits,
    translate: translating({ limits, bytesOf, ask: (batch, signal) => ask(settings, batch, signal) }),
    usage: () => Promise.resolve(null),
  }
}

function bytesOf(text: string): number {
  return text === '' ? 0 : Buffer.byteLength(JSON.stringify(text)) + 1
}

async function ask(
  { url, apiKey, timeoutMs = 60_000 }: LibreTranslateSettings,
  { texts }: Batch,
  signal: AbortSignal,
): Promise<Answer[]> {
  const started = performance.now()
  const body = {
    // One text alone is not a list, for servers that know no lists.
    q: texts.length === 1 ? texts[0] : texts,
    ...{ source: 'ko', target: 'en', format: 'html' },
    ...(apiKey && { api_key: apiKey }),
  }
  const question = { url: `${url}/translate`, headers: {}, body, timeoutMs, secret: apiKey ?? null }
  const written = translationsIn(await askInJson(question, signal))
  const milliseconds = Math.round(performance.now() - started)
  if (written.length !== texts.length) {
    const message = `${written.length} translations for ${texts.length} texts`
    throw new EngineFault('protocol', message, { laterHelps: false })
  }
  return texts.map((sent, index) => ({
    ...{ sent, text: tidied(written[index]!), codesLost: false },
    ...{ billedCharacters: null, model: null, milliseconds },
  }))
}

/** Whatever is no text in the list is an empty one, which is told of its own paragraph. */
function translationsIn(answer: unknown): string[] {
  const { translatedText } = (answer ?? {}) as { translatedText?: unknown }
  const list: unknown[] = Array.isArray(translatedText) ? translatedText : [translatedText]
  if (list.every((text) => typeof text !== 'string'))
    throw new EngineFault('protocol', 'an answer without translations', { laterHelps: false })
  return list.map((text) => (typeof text === 'string' ? text : ''))
}
