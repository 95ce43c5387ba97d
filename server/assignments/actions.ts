import type { Article } from '../articles/rules'
import { lockArticle } from '../articles/store'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { refuseIf } from '../errors'
import { tell } from '../notices/store'
import type { Person } from '../people/rules'
import {
  obstacleToAssignment,
  obstacleToEnding,
  obstacleToTaking,
  type Assignment,
  type Wanted,
} from './rules'
import { assignmentOf, endAssignment, insertAssignment, todayIn } from './store'

/** Puts an article into somebody's hands, or sets its day, or both, in place of what was said before. */
export async function assign(
  db: Db,
  article: Article,
  editor: Person,
  wanted: Wanted,
  timeZone: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const open = await assignmentOf(trx, article)
    refuseIf(obstacleToAssignment({ by: editor, open, today: await todayIn(trx, timeZone) }, wanted))

    await replace(trx, article, editor, open, { personId: wanted.person?.id ?? null, dueOn: wanted.dueOn })
  })
}

/** A translator takes what nobody has. */
export async function take(db: Db, article: Article, person: Person): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const open = await assignmentOf(trx, article)
    refuseIf(obstacleToTaking({ by: person, open }))

    await replace(trx, article, person, open, { personId: person.id, dueOn: open?.dueOn ?? null })
  })
}

async function replace(
  trx: Db,
  article: Article,
  by: Person,
  open: Assignment | null,
  wanted: { personId: string | null; dueOn: string | null },
): Promise<void> {
  if (open) await endAssignment(trx, open, by)
  await insertAssignment(trx, article, by, wanted)
  const { personId: to, dueOn } = wanted
  await record(trx, { action: 'assigned', personId: by.id, articleId: article.id, detail: { to, dueOn } })
  await tell(trx, {
    ...{ kind: 'assigned', articleId: article.id, by, to: to ? [to] : [] },
    detail: dueOn ? { dueOn } : {},
  })
}

/** Nobody in particular, and no day. */
export async function endAssigning(db: Db, article: Article, by: Person): Promise<void> {
  await db.transaction(async (trx) => {
    await lockArticle(trx, article)
    const open = await assignmentOf(trx, article)
    refuseIf(obstacleToEnding({ by, open }))

    await endAssignment(trx, open!, by)
    await record(trx, { action: 'assignment-ended', personId: by.id, articleId: article.id })
  })
}
