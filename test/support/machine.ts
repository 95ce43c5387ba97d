import { randomUUID } from 'node:crypto'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { latestSourceVersion } from '../../server/sources/store'
import { pairsOf } from '../../server/targets/store'

/** As the worker places what an engine answered for a draft that this person asked for; texts by number. */
export async function draftedByMachine(
  worker: Db,
  article: Article,
  person: Person,
  texts: Record<number, string>,
): Promise<void> {
  for (const { source } of await pairsOf(worker, await latestSourceVersion(worker, article))) {
    const text = texts[source.number]
    if (text === undefined) continue
    const { segmentId, id } = source
    await worker('targets').insert({ segmentId, articleId: article.id, sourceSegmentId: id })
    await worker('targets')
      .where({ segmentId })
      .update({ text, machineText: text, origin: 'machine', saveId: randomUUID(), savedBy: person.id })
  }
}
