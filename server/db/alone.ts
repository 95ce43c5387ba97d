import { rowsOf, type Db } from './connection'

/** Work of which each piece is done by one process at a time. */
export type Work = 'alternative' | 'draft' | 'import' | 'takeover'

/** Whether a piece of work is ours, until the transaction ends; false while another process works on it. */
export async function isOurs(trx: Db, work: Work, id: string): Promise<boolean> {
  const [row] = await rowsOf<{ ours: boolean }>(
    trx.raw('select pg_try_advisory_xact_lock(hashtext(?), ?::int) as ours', [
      ...[`daeyeok ${work}`, Number(id) % 2 ** 31],
    ]),
  )
  return row!.ours
}
