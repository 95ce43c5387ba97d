import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import { resolverFor } from '../articles/actions'
import { blockingIn } from '../checks/dismissals'
import { findingsIn, findingsInWhole } from '../checks/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { Refused, refuseIf } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion } from '../sources/store'
import { isOpen } from '../targets/rules'
import { pairsOf } from '../targets/store'
import { render } from '../text/rendering'
import { contentOfPairs, obstacleToNote, obstacleToSubmission, type TranslationVersion } from './rules'
import {
  holdTargets,
  insertTranslationVersion,
  latestTranslationVersionOf,
  translationVersion,
} from './store'

/** Freezes the whole English as it stands. Whoever writes at that moment writes for the next version. */
export async function submit(
  db: Db,
  article: Article,
  translator: Person,
  note: string,
): Promise<TranslationVersion> {
  refuseIf(obstacleToNote(note))
  return db.transaction(async (trx) => {
    await lockArticle(trx, article)
    await holdTargets(trx, article)
    const source = await latestSourceVersion(trx, article)
    const pairs = await pairsOf(trx, source)
    const latest = await latestTranslationVersionOf(trx, article)
    const findings = await findingsIn(trx, article, pairs)
    const blocking = blockingIn([...findings.values(), await findingsInWhole(trx, article, pairs)])
    const obstacle = obstacleToSubmission({ person: translator, pairs, latest, blocking })
    if (obstacle) throw new Refused(obstacle, { open: pairs.filter(isOpen).length, findings: blocking })

    const number = (latest?.number ?? 0) + 1
    const content = contentOfPairs(pairs)
    const html = render(content, 'en', await resolverFor(trx, content))
    await insertTranslationVersion(trx, source, translator, { number, note, content, html })
    await record(trx, {
      action: 'submitted',
      personId: translator.id,
      articleId: article.id,
      detail: { version: number },
    })
    return translationVersion(trx, article, number)
  })
}
