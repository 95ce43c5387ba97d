import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'
import type { RequestHandler } from 'express'

/** No script, style or frame but our own; nothing inline. They are the same for every answer, so helmet is asked for them once. */
export function guardedHeaders(): RequestHandler {
  const req = new IncomingMessage(new Socket())
  const model = new ServerResponse(req)
  guard(req, model, (fault) => {
    if (fault) throw fault as Error
  })
  const headers = Object.entries(model.getHeaders()) as [name: string, value: string][]
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value)
    next()
  }
}

const guard = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' },
  // Chromium opens such a page in a process of its own and lays all of it out there, parts out of sight included:
  // 180 ms at 500 pairs. What it would guard, a handle on our window, leads to no frame and no message of ours.
  crossOriginOpenerPolicy: false,
  strictTransportSecurity: false,
})

/** What belongs to the desk is nobody else's: no cache keeps it and no search engine lists it. */
export const keptPrivate: RequestHandler = (_req, res, next) => {
  res.set({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' })
  next()
}

/** The same for an answer that is no page and is read by our own script alone. */
export const forOwnScript: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('X-Content-Type-Options', 'nosniff')
  next()
}
