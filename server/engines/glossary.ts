import type { DeepLClient } from 'deepl-node'
import { EngineFault, type Glossary, type WantedGlossary } from './rules'

/** One call to DeepL; see deepl.ts. */
type Call = <T>(signal: AbortSignal, use: (client: DeepLClient) => Promise<T>) => Promise<T>

/** Drafts wait for these calls, so they are not given the time that fifty paragraphs are. */
const patience = 15_000

const pair = { sourceLangCode: 'ko', targetLangCode: 'en' } as const

/** The copy of our terms in a DeepL account, and its id for the requests that are to use it. */
export function deeplGlossary(call: Call): Glossary & { current(): Promise<string | null> } {
  let current: string | null = null
  return {
    current: () => Promise.resolve(current),
    drop: () => void (current = null),
    keep: async (wanted, signal) => {
      current = null
      const within = AbortSignal.any([signal, AbortSignal.timeout(patience)])
      try {
        current = await kept(call, wanted, within)
        return current
      } catch (error) {
        signal.throwIfAborted()
        throw within.aborted ? new EngineFault('timeout', `no answer within ${patience} ms`) : error
      }
    },
  }
}

async function kept(call: Call, wanted: WantedGlossary, signal: AbortSignal): Promise<string | null> {
  const { name, entries, isSame } = wanted
  const known = wanted.externalId
  if (known && isSame && entries.length > 0) {
    const isThere = await unlessGone(call(signal, (client) => client.getMultilingualGlossary(known)))
    if (isThere) return known
  }
  const id = (known && !isSame && known) || (await idByName(call, name, signal))
  if (entries.length === 0) {
    if (id) await unlessGone(call(signal, async (client) => client.deleteMultilingualGlossary(id)))
    return null
  }
  const { GlossaryEntries } = await import('deepl-node')
  const dictionary = {
    ...pair,
    entries: new GlossaryEntries({ entries: Object.fromEntries(entries.map(({ ko, en }) => [ko, en])) }),
  }
  const replaced =
    id &&
    (await unlessGone(call(signal, (client) => client.replaceMultilingualGlossaryDictionary(id, dictionary))))
  if (id && replaced) return id
  const made = await call(signal, (client) => client.createMultilingualGlossary(name, [dictionary]))
  return made.glossaryId
}

/** Where its id was never written down, or the account was changed by somebody else. */
async function idByName(call: Call, name: string, signal: AbortSignal): Promise<string | null> {
  const all = await call(signal, (client) => client.listMultilingualGlossaries())
  return all.find((one) => one.name === name)?.glossaryId ?? null
}

/** False where the account has no such glossary any more. */
async function unlessGone(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return true
  } catch (error) {
    if (error instanceof EngineFault && error.kind === 'rejected' && /not found/i.test(error.message))
      return false
    throw error
  }
}
