import type { ErrorRequestHandler, RequestHandler } from 'express'

/** Does for a request that went wrong early what every page gets: what went wrong is said on a page as well. */
export function whenItFails(handlers: RequestHandler[]): ErrorRequestHandler {
  return (error, req, res, next) => {
    const one = (nth: number): void => {
      const handler = handlers[nth]
      if (!handler) return next(error)
      void handler(req, res, (fault?: unknown) => (fault ? next(fault) : one(nth + 1)))
    }
    one(0)
  }
}
