import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '../db/connection'
import { TooMany } from '../errors'

/** Where a password is tried, and whose. */
export interface Attempt {
  address: string
  email: string
}

/**
 * How often a password may be tried, counted in PostgreSQL so that all processes agree: by one address for one
 * account, for one account from anywhere, and by one address for any account. An office shares an address,
 * so the last is generous.
 */
const limits = [
  {
    name: 'address-account',
    points: 5,
    minutes: 15,
    clears: true,
    of: keyOf(({ address, email }) => `${address} ${email}`),
  },
  { name: 'account', points: 25, minutes: 60, clears: true, of: keyOf(({ email }) => email) },
  { name: 'address', points: 100, minutes: 60, clears: false, of: keyOf(({ address }) => address) },
]

/** Counts one try before the password is looked at, so that tries sent at once do not slip by together. */
export async function countAttempt(db: Db, attempt: Attempt): Promise<void> {
  const answers = await Promise.all(
    limits.map((limit) => limiter(db, limit).consume(limit.of(attempt)).catch(asAnswer)),
  )
  const waits = answers.map((answer, index) =>
    answer.consumedPoints > limits[index]!.points ? answer.msBeforeNext : 0,
  )
  const minutes = Math.ceil(Math.max(...waits) / 60_000)
  if (minutes > 0) throw new TooMany('sign-in-throttled', { minutes, count: minutes })
}

/** The right password came: what was counted against this account is forgotten. */
export async function clearAttempts(db: Db, attempt: Attempt): Promise<void> {
  for (const limit of limits) {
    if (limit.clears) await limiter(db, limit).delete(limit.of(attempt))
    else await limiter(db, limit).reward(limit.of(attempt))
  }
  await db('signInAttempts').where('expire', '<', Date.now()).delete()
}

interface Limit {
  name: string
  points: number
  minutes: number
}

/** Holds nothing between two tries: all it knows is in the table. */
function limiter(db: Db, { name, points, minutes }: Limit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: db,
    storeType: 'knex',
    schemaName: 'desk',
    tableName: 'sign_in_attempts',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: minutes * 60,
  })
}

/** The limiter throws its answer when the limit is reached. */
function asAnswer(thrown: unknown): RateLimiterRes {
  if (thrown instanceof RateLimiterRes) return thrown
  throw thrown
}

/** People type passwords into the wrong field, so what they typed is not kept even here. */
function keyOf(words: (attempt: Attempt) => string) {
  return (attempt: Attempt) => createHash('sha256').update(words(attempt)).digest('base64url')
}
