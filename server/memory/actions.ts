import type { Db } from '../db/connection'
import { record } from '../db/events'
import { isHeading, pairIn, type ImportedPair, type LineRule } from './importing'
import { insertImported } from './store'

export interface Imported {
  taken: number
  /** Pairs that stood in the memory already, or twice in the file. */
  known: number
  refused: number
}

/** Lines that are kept in one transaction. */
const batchSize = 2_000

/**
 * Takes a file of pairs, `ko` and `en` and perhaps `source` in a line, apart by tabs. A line that cannot be taken is told to
 * `refuse` and the others are taken all the same; the same file again takes nothing twice.
 */
export async function importPairs(
  db: Db,
  lines: AsyncIterable<string>,
  file: string,
  refuse: (line: number, rule: LineRule) => void,
): Promise<Imported> {
  const imported = { taken: 0, known: 0, refused: 0 }
  let batch: ImportedPair[] = []
  let number = 0

  async function keep(): Promise<void> {
    const pairs = batch
    batch = []
    const taken = await db.transaction((trx) => insertImported(trx, pairs))
    imported.taken += taken
    imported.known += pairs.length - taken
  }

  for await (const line of lines) {
    if (++number === 1 && isHeading(line)) continue
    const pair = pairIn(line, file)
    if (typeof pair === 'string') {
      imported.refused++
      refuse(number, pair)
      continue
    }
    if (batch.push(pair) === batchSize) await keep()
  }
  if (batch.length > 0) await keep()
  await record(db, { action: 'memory-imported', personId: null, detail: { file, ...imported } })
  return imported
}
