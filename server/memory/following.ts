import type pg from 'pg'
import type { Standing } from '../db/keepConnected'
import { keepUp } from '../db/keepingUp'
import type { MemoryCopy } from './copy'

export interface Following extends Standing {
  /** Whether everything that stood in PostgreSQL when it began is in the copy. */
  readonly complete: boolean
}

/** Entries that are read at once: so few that a question waits for none of them long. */
const slice = 5_000

/** New entries that wait on the pile before they are put on a shelf. */
const pileful = 2_048

/**
 * Fills the copy from PostgreSQL, the newest entries first, and then keeps up with it. While PostgreSQL is away the copy
 * stays as it is.
 */
export function follow(url: string, copy: MemoryCopy, { pause = 700 } = {}): Following {
  let complete = false
  /** All that is visible in this snapshot of PostgreSQL is in the copy already, or comes with the filling. */
  let seen: string | null = null
  /** The filling has come down to this entry. */
  let below: string | null = null
  const { stop } = keepUp(url, 'memory', catchUp, { pause, queryTimeout: 60_000 })

  return {
    get complete() {
      return complete
    },
    stop,
  }

  async function catchUp(client: pg.Client, stopping: AbortSignal): Promise<void> {
    seen ??= await snapshot(client)
    if (!complete) await fill(client, stopping)
    if (!stopping.aborted) await takeNew(client, seen, stopping)
  }

  async function fill(client: pg.Client, stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const rows = await read(client, 'id < $1', 'desc', [below ?? String(2n ** 63n - 1n)])
      for (const [id, key, text] of rows) copy.add(Number(id), key, text)
      if (rows.length < slice) {
        copy.tidy()
        complete = true
        return
      }
      below = rows.at(-1)![0]
    }
  }

  /** Whatever became visible since. An entry whose transaction took long comes when it is committed, however low its id. */
  async function takeNew(client: pg.Client, before: string, stopping: AbortSignal): Promise<void> {
    const now = await snapshot(client)
    // Found by the transaction first, or PostgreSQL may walk all entries in the order they are wanted in.
    const isNew = `id > $1 and id = any(array(
      select id from desk.memory_entries where written_in >= pg_snapshot_xmin($2)
        and written_in < pg_snapshot_xmax($3) and not pg_visible_in_snapshot(written_in, $2)))`
    let last = '0'
    for (;;) {
      const rows = await read(client, isNew, 'asc', [last, before, now])
      for (const [id, key, text] of rows) copy.add(Number(id), key, text)
      copy.tidy(pileful)
      if (stopping.aborted || rows.length < slice) break
      last = rows.at(-1)![0]
    }
    seen = now
  }
}

type Row = [id: string, key: string, text: string]

async function read(
  client: pg.Client,
  condition: string,
  order: 'asc' | 'desc',
  values: string[],
): Promise<Row[]> {
  const { rows } = await client.query<Row>({
    text: `select id, left(source_key, 16), source_text from desk.memory_entries
      where ${condition} order by id ${order} limit ${slice}`,
    values,
    rowMode: 'array',
  })
  return rows
}

async function snapshot(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ now: string }>('select pg_current_snapshot()::text as now')
  return rows[0]!.now
}
