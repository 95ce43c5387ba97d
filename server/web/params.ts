import type { Request } from 'express'
import { NotFound } from '../errors'

/** The slug in an address, NFC. What is no slug is not found, and never reaches a query. */
export function slugFrom(req: Request, name = 'slug'): string {
  const slug = slugIn(String(req.params[name]))
  if (slug === null) throw new NotFound()
  return slug
}

/** The slug that a part of an address is, or null where it can be none. */
export function slugIn(part: string): string | null {
  const slug = part.normalize('NFC')
  return slug.length <= 120 && /^[a-z0-9가-힣]+(-[a-z0-9가-힣]+)*$/.test(slug) ? slug : null
}

/** A number that people see: of a segment in its article, of a version. From 1 to 999,999. */
export function numberFrom(req: Request, name = 'number'): number {
  const digits = String(req.params[name])
  if (!/^[1-9][0-9]{0,5}$/.test(digits)) throw new NotFound()
  return Number(digits)
}

/** A name that a browser or this server gave at random: a UUID in small letters. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** Which page of a list is asked for, from 1 to 9,999; the first where that is not understood. */
export function pageIn({ query }: Request): number {
  return typeof query.page === 'string' && /^[1-9][0-9]{0,3}$/.test(query.page) ? Number(query.page) : 1
}

/** A random public id, 32 hexadecimal digits. */
export function publicIdFrom(req: Request, name = 'id'): string {
  const id = String(req.params[name])
  if (!/^[0-9a-f]{32}$/.test(id)) throw new NotFound()
  return id
}

/** The page of a list that a reader asks for, from 1. */
export function pageNumberFrom({ query }: Request): number {
  if (query.page === undefined) return 1
  if (typeof query.page !== 'string' || !/^[1-9][0-9]{0,4}$/.test(query.page)) throw new NotFound()
  return Number(query.page)
}
