import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import { assignmentOf } from '../assignments/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refusing } from '../db/refusing'
import { refuseIf } from '../errors'
import { besideEachOther, type NewMemoryEntry } from '../memory/rules'
import { remember } from '../memory/store'
import { wordsIn } from '../notices/rules'
import { tell } from '../notices/store'
import type { Person } from '../people/rules'
import { sourceSegments, sourceVersion } from '../sources/store'
import type { TranslationVersion } from '../submissions/rules'
import { contentOf, translationVersion } from '../submissions/store'
import { isTranslated } from '../text/blocks'
import {
  isOwnWork,
  obstacleToApproval,
  obstacleToOwnWorkReason,
  obstacleToReasons,
  obstacleToReturn,
  type Approval,
  type Facts,
} from './rules'
import { approvalOf, decisionFacts, insertApproval, insertReturn, wordChangesIn } from './store'

/** An editor's yes: the version may be published, and its pairs are remembered. */
export async function approve(
  db: Db,
  article: Article,
  number: number,
  editor: Person,
  ownWorkReason = '',
): Promise<Approval> {
  return db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const version = await translationVersion(trx, article, number)
    const facts = await decisionFacts(trx, article, version, editor)
    refuseIf(obstacleToApproval(facts) ?? obstacleToOwnWorkReason(facts, ownWorkReason))

    const reason = isOwnWork(facts) ? ownWorkReason : null
    await refusing(insertApproval(trx, version, editor, reason), 'already-approved')
    await remember(trx, await entriesOf(trx, article, version, editor))
    await record(trx, {
      action: 'approved',
      personId: editor.id,
      articleId: article.id,
      detail: { version: number, ownWork: reason !== null },
    })
    await tellOfApproval(trx, article, version, editor, facts)
    return (await approvalOf(trx, version))!
  })
}

/** Those whose words others changed on the way hear of that; everybody else who has a share in it, of the yes. */
async function tellOfApproval(
  trx: Db,
  article: Article,
  version: TranslationVersion,
  by: Person,
  { authors }: Facts,
): Promise<void> {
  const about = { articleId: article.id, by, detail: { version: version.number } }
  const changed = (await wordChangesIn(trx, version)).map(({ personId }) => personId)
  const told = await tell(trx, { ...about, kind: 'words-changed', to: [...new Set(changed)] })
  const sharers = await sharersIn(trx, article, authors)
  await tell(trx, { ...about, kind: 'approved', to: sharers.filter((id) => !told.includes(id)) })
}

/** Whose words a version holds, and whoever was given the article. */
async function sharersIn(trx: Db, article: Article, authors: Facts['authors']): Promise<string[]> {
  const assignee = (await assignmentOf(trx, article))?.person
  return [...new Set([...authors.map(({ id }) => id), ...(assignee ? [assignee.id] : [])])]
}

/** Each Korean wording of the version's source beside the English that was just approved for it. */
async function entriesOf(
  trx: Db,
  article: Article,
  version: TranslationVersion,
  editor: Person,
): Promise<NewMemoryEntry[]> {
  const source = await sourceVersion(trx, article, version.sourceNumber)
  const segments = await sourceSegments(trx, source)
  const { content } = await contentOf(trx, version)
  const english = new Map(content.map((block) => [block.number, block.text]))
  const entries = segments
    .filter(({ kind }) => isTranslated(kind))
    .map((segment) => ({
      sourceText: segment.text,
      targetText: english.get(segment.number) ?? '',
      articleId: article.id,
      segmentId: segment.segmentId,
      translationVersionId: version.id,
      approvedBy: editor.id,
    }))
  return besideEachOther(entries)
}

/** Sent back with reasons. A yes given before is taken back, and what was remembered by it is offered no more. */
export async function returnVersion(
  db: Db,
  article: Article,
  number: number,
  editor: Person,
  reasons: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const version = await translationVersion(trx, article, number)
    const facts = await decisionFacts(trx, article, version, editor)
    refuseIf(obstacleToReturn(facts) ?? obstacleToReasons(reasons))

    await refusing(insertReturn(trx, version, editor, reasons), 'returned')
    await record(trx, {
      action: 'returned',
      personId: editor.id,
      articleId: article.id,
      detail: { version: number },
    })
    await tell(trx, {
      ...{ kind: 'returned', articleId: article.id, by: editor },
      to: await sharersIn(trx, article, facts.authors),
      detail: { version: number, words: wordsIn(reasons) },
    })
  })
}
