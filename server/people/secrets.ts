import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** 256 random bits for a link or a cookie. Only `hashOf` it is kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value)
}

/** Tokens are random enough that one fast hash hides them for good. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** argon2id with the OWASP parameters: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashOfPassword(password: string): Promise<string> {
  return hash(asTyped(password), cost)
}

/** Checks against nobody's password when there is no hash, so that an unknown address takes as long as a wrong password. */
export async function isPassword(password: string, hashKept: string | null): Promise<boolean> {
  const right = await verify(hashKept ?? nobodys, asTyped(password.slice(0, longestTried)))
  return right && hashKept !== null
}

/** More than a password may have, so that cutting never makes a wrong one right. */
const longestTried = 1000

export const nobodys =
  '$argon2id$v=19$m=19456,t=2,p=1$mzqpOZZwcArBTgGl2LzjLQ$ycd3YOmr2Z2OX2s3ujEIOy52zob2VKi6ob5auI0eWDw'

/** The same Hangul comes decomposed from one keyboard and composed from another. */
function asTyped(password: string): string {
  return password.normalize('NFC')
}
