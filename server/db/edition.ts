import type pg from 'pg'
import type { Standing } from './keepConnected'
import { keepUp } from './keepingUp'

/**
 * Calls `onChange` whenever the public site has become another (a publication, a retraction, a renamed series),
 * and once at the beginning. The number of the edition is asked every `pause` milliseconds, and whenever it is said
 * to have changed.
 */
export function watchEdition(
  readerUrl: string,
  onChange: () => void,
  { pause = 1000 }: { pause?: number } = {},
): Standing {
  let known: string | null = null
  return keepUp(
    readerUrl,
    'edition',
    async (client) => {
      const number = await editionOf(client)
      if (number === known) return
      known = number
      onChange()
    },
    { pause, queryTimeout: 5000 },
  )
}

async function editionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ number: string }>('select number from site.edition')
  return rows[0]!.number
}
