import type { Db } from '../../server/db/connection'
import { MemoryCopy } from '../../server/memory/copy'
import type { Recall } from '../../server/memory/rules'

/** A copy of what this connection sees, without a thread: a test's transaction is seen by nobody else. */
export async function recallIn(db: Db): Promise<Recall> {
  const entries = (await db('memoryEntries')
    .orderBy('id', 'desc')
    .select('id', 'sourceKey', 'sourceText')) as {
    id: string
    sourceKey: string
    sourceText: string
  }[]
  const copy = new MemoryCopy()
  for (const { id, sourceKey, sourceText } of entries) copy.add(Number(id), sourceKey, sourceText)
  const answer = <Answer>(given: Answer) => Promise.resolve({ answer: given, complete: true })
  return {
    likely: (texts, most) => answer(texts.map((text) => copy.likely(text, most).map(String))),
    holding: (words, most) => answer(copy.holding(words, most).map(String)),
  }
}
