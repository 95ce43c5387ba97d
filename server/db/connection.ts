import knex, { type Knex } from 'knex'

/** A connection or an open transaction. Queries take one as their first argument and never ask which. */
export type Db = Knex

export interface Pooling {
  max?: number
  /** Statements every new connection of the pool runs before its first query. */
  greeting?: string
}

/** Columns are `snake_case` in PostgreSQL and `camelCase` here, translated in this one place. */
export function connect(url: string, { max = 10, greeting }: Pooling = {}): Db {
  return knex({
    client: 'pg',
    connection: url,
    pool: { min: 0, max, ...(greeting && { afterCreate: greet(greeting) }) },
    wrapIdentifier: (name, quote) => quote(toSnakeCase(name)),
    postProcessResponse: (result) =>
      Array.isArray(result) ? result.map(toCamelCaseRow) : toCamelCaseRow(result),
  })
}

interface RawConnection {
  query(sql: string, done: (error: Error | null) => void): void
}

function greet(sql: string) {
  return (connection: RawConnection, done: (error: Error | null, connection: RawConnection) => void) =>
    connection.query(sql, (error) => done(error, connection))
}

/** `db.raw` answers with the driver's result; this gives its rows, renamed like all others where there is a name to change. */
export async function rowsOf<Row>(query: PromiseLike<unknown>): Promise<Row[]> {
  const { rows, fields } = (await query) as { rows: unknown[]; fields: { name: string }[] }
  const renamed = fields.some(({ name }) => name.includes('_')) ? rows.map(toCamelCaseRow) : rows
  return renamed as Row[]
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** A plain loop: a screen of five hundred pairs renames ten thousand columns. */
function toCamelCaseRow(row: unknown): unknown {
  if (!isRow(row)) return row
  const renamed: Record<string, unknown> = {}
  for (const name in row) renamed[toCamelCase(name)] = row[name]
  return renamed
}

const camelCase = new Map<string, string>()

function toCamelCase(name: string): string {
  let known = camelCase.get(name)
  if (known === undefined) {
    known = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    camelCase.set(name, known)
  }
  return known
}

function isRow(value: unknown): value is Record<string, unknown> {
  return value instanceof Object && value.constructor === Object
}
