import type { Article } from '../articles/rules'
import { rowsOf, type Db } from '../db/connection'
import type { Person } from '../people/rules'
import type { Assignment } from './rules'

/** The assignment of an article that is open, or null. */
export async function assignmentOf(db: Db, article: Pick<Article, 'id'>): Promise<Assignment | null> {
  const [row] = await rowsOf<Omit<Assignment, 'person'> & { personId: string | null; name: string }>(
    db.raw(
      `select assignment.id, assignment.article_id, assignment.person_id, assignee.name,
         to_char(assignment.due_on, 'YYYY-MM-DD') as due_on, giver.name as assigned_by, assignment.assigned_at
       from assignments assignment
       left join people assignee on assignee.id = assignment.person_id
       join people giver on giver.id = assignment.assigned_by
       where assignment.article_id = ? and assignment.ended_at is null`,
      [article.id],
    ),
  )
  if (!row) return null
  const { personId, name, ...assignment } = row
  return { ...assignment, person: personId === null ? null : { id: personId, name } }
}

export async function insertAssignment(
  trx: Db,
  article: Article,
  by: Person,
  { personId, dueOn }: { personId: string | null; dueOn: string | null },
): Promise<void> {
  await trx('assignments').insert({ articleId: article.id, personId, dueOn, assignedBy: by.id })
}

export async function endAssignment(trx: Db, { id }: Pick<Assignment, 'id'>, by: Person): Promise<void> {
  await trx('assignments').where({ id, endedAt: null }).update({ endedBy: by.id, endedAt: trx.fn.now() })
}

/** The day it is in the newsroom, by the database's clock. */
export async function todayIn(db: Db, timeZone: string): Promise<string> {
  const [row] = await rowsOf<{ today: string }>(
    db.raw("select to_char(clock_timestamp() at time zone ?, 'YYYY-MM-DD') as today", [timeZone]),
  )
  return row!.today
}
