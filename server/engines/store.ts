import { rowsOf, type Db } from '../db/connection'
import { EngineFault, type Budget } from './rules'

/** Characters of Korean that engines were sent since the month began, where the publisher is. */
export async function spentThisMonth(db: Db, { timeZone }: Budget): Promise<number> {
  const [row] = await rowsOf<{ spent: number }>(
    db.raw(
      `select coalesce(sum(characters), 0)::int as spent from engine_spending
       where sent_at >= date_trunc('month', now() at time zone ?) at time zone ?`,
      [timeZone, timeZone],
    ),
  )
  return row!.spent
}

/**
 * Called in the transaction that writes down what is about to be sent, before it does: one process at a time, so that two
 * of them do not spend the same rest. Throws an EngineFault when it would be more than the month has left.
 */
export async function spend(trx: Db, budget: Budget, texts: string[]): Promise<void> {
  if (budget.characters === null) return
  await trx.raw("select pg_advisory_xact_lock(hashtext('daeyeok budget'))")
  const wanted = texts.reduce((sum, text) => sum + [...text].length, 0)
  const spent = await spentThisMonth(trx, budget)
  if (spent + wanted > budget.characters)
    throw new EngineFault('budget', `${spent} spent, ${wanted} wanted, ${budget.characters} allowed`)
}
