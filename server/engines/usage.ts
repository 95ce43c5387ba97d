import type { Engine, Usage } from './rules'

/** For so many milliseconds an answer is not asked for again. */
const shelfLife = 60_000

/** What the account had used when it was last asked. Nobody waits for the engine: the first answer is null. */
export function knownUsage(engine: Engine): () => Usage | null {
  let known: Usage | null = null
  let askedAt = -Infinity
  return () => {
    if (performance.now() - askedAt > shelfLife) {
      askedAt = performance.now()
      engine.usage().then(
        (usage) => (known = usage),
        () => (known = null),
      )
    }
    return known
  }
}
