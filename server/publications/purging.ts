import type pg from 'pg'
import type { Standing } from '../db/keepConnected'
import { keepUp } from '../db/keepingUp'

/** A cache in front of the site that forgets pages by their keys when it is asked to. */
export interface OutsideCache {
  url: string
  /** What it knows us by: the name and value of a header. */
  header: [name: string, value: string] | null
}

/** Of keys in one request; as many as Fastly takes. */
const most = 256
const patience = 10_000

/**
 * Tells the cache what changed, as soon as it did: twice, the second time when every process has heard of it as well. What could not
 * be told is kept, and told again after a second, two, four and so on up to a minute.
 */
export function startPurging(
  workerUrl: string,
  cache: OutsideCache,
  { pause = 1000, again = 10_000 }: { pause?: number; again?: number } = {},
): Standing {
  return keepUp(workerUrl, 'edition', (client) => tellAll(client, cache, again), {
    pause,
    queryTimeout: 2 * patience,
  })
}

async function tellAll(client: pg.Client, cache: OutsideCache, again: number): Promise<void> {
  await client.query('begin')
  // Another process that does jobs tells others.
  const { rows } = await client.query<{ id: string; keys: string[]; tries: number }>(
    `select id, keys, tries from desk.purges where next_try_at <= now() order by id limit 500 for update skip locked`,
  )
  const ids = rows.map(({ id }) => id)
  const fault =
    rows.length > 0 ? await faultOfTelling(cache, [...new Set(rows.flatMap(({ keys }) => keys))]) : null
  if (fault !== null) {
    if (rows.some(({ tries }) => tries === 0))
      console.error(`PURGE_URL was not told what changed, and will be told again: ${fault}`)
    await client.query(
      `update desk.purges set tries = least(tries + 1, 100), next_try_at = now() + least(60, power(2, tries)) * interval '1 second' where id = any($1)`,
      [ids],
    )
  } else if (rows.length > 0) {
    await client.query('delete from desk.purges where id = any($1) and told = 1', [ids])
    await client.query(
      `update desk.purges set told = 1, tries = 0, next_try_at = now() + $2 * interval '1 millisecond' where id = any($1)`,
      [ids, again],
    )
  }
  await client.query('commit')
}

/** What went wrong, in words without the secret; null when the cache said yes. */
async function faultOfTelling({ url, header }: OutsideCache, keys: string[]): Promise<string | null> {
  try {
    for (let at = 0; at < keys.length; at += most) {
      const some = keys.includes('site') ? ['site'] : keys.slice(at, at + most)
      const { ok, status, body } = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Surrogate-Key': some.join(' '),
          ...(header && { [header[0]]: header[1] }),
        },
        body: JSON.stringify({ surrogate_keys: some }),
        // A redirect would hand the secret to whom nobody has named.
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      })
      await body?.cancel()
      if (!ok) return `status ${status}`
      if (some[0] === 'site') return null
    }
    return null
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    return cause?.code ?? name
  }
}
