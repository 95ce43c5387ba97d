import type { Db } from '../../server/db/connection'

/** The statements that go to PostgreSQL while something is done. */
export async function queriesDuring(db: Db, deed: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const listen = ({ sql }: { sql: string }) => void statements.push(sql)
  db.on('query', listen)
  await deed()
  db.removeListener('query', listen)
  return statements
}
