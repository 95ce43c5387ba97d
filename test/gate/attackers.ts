import pg from 'pg'
import type { OwnDatabase } from '../support/database'

/**
 * Who tries: the three roles the product signs in as, a bug that runs as the owner of everything, a superuser, and a
 * superuser in a replica's session, where foreign keys and most triggers sleep.
 */
export const attackers = ['web', 'worker', 'reader', 'owner', 'superuser', 'replica'] as const
export type Attacker = (typeof attackers)[number]

/** Readers are read-only by default only; a hole in the reader site could say this first. */
const entrance: Record<Attacker, string> = {
  web: '',
  worker: '',
  reader: 'set transaction read write',
  owner: 'set local role daeyeok_owner',
  superuser: '',
  replica: 'set local session_replication_role = replica',
}

export interface Attackers {
  /** What PostgreSQL answers to the last of these statements: an SQLSTATE, or that it worked. Nothing of it stays. */
  attempt(as: Attacker, statements: string): Promise<string>
  /** The rows of the last of these statements. Nothing of it stays. */
  rows<Row extends pg.QueryResultRow>(as: Attacker, statements: string): Promise<Row[]>
  close(): Promise<void>
}

/** One connection for each of them. In a statement `{name}` stands for the id of that name. */
export async function attackersOf(
  { urls, adminUrl }: OwnDatabase,
  ids: Record<string, string>,
): Promise<Attackers> {
  const addresses = { ...urls, owner: adminUrl, superuser: adminUrl, replica: adminUrl }
  const clients = {} as Record<Attacker, pg.Client>
  for (const attacker of attackers) {
    clients[attacker] = new pg.Client({ connectionString: addresses[attacker] })
    await clients[attacker].connect()
  }

  async function rows<Row extends pg.QueryResultRow>(as: Attacker, statements: string): Promise<Row[]> {
    const client = clients[as]
    await client.query(`begin; ${entrance[as]}`)
    try {
      const answer = (await client.query<Row>(named(statements))) as
        pg.QueryResult<Row> | pg.QueryResult<Row>[]
      return Array.isArray(answer) ? answer.at(-1)!.rows : answer.rows
    } finally {
      await client.query('rollback')
    }
  }

  function named(statements: string): string {
    return statements.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (ids[name] === undefined) throw new Error(`Nothing in this world is called ${name}.`)
      return ids[name]
    })
  }

  return {
    rows,
    attempt: (as, statements) =>
      rows(as, statements).then(
        () => 'it worked',
        (error: { code?: string }) => {
          if (!error.code) throw error
          return error.code
        },
      ),
    close: async () => {
      for (const client of Object.values(clients)) await client.end()
    },
  }
}
