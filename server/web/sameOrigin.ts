import type { RequestHandler } from 'express'
import { Foreign } from '../errors'

/**
 * Every request that may change something has to come from our own pages. All browsers say so in one of two headers;
 * a request that has neither is refused as well.
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method) || isOwn(req.headers)) return next()
  throw new Foreign()
}

function isOwn(headers: { 'sec-fetch-site'?: unknown; origin?: string; host?: string }): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  if (headers.origin !== undefined)
    return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
  return site === 'same-origin'
}
