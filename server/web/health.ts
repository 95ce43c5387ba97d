import { Router } from 'express'

/** `/healthz`: the process lives. `/readyz`: it can be trusted with work; while it is stopping, or while something is missing, 503. */
export function healthRoutes(troubles: () => Promise<string[]>): Router {
  const router = Router()

  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ alive: true })
  })

  router.get('/readyz', async (_req, res) => {
    const found = await troubles().catch(() => ['The database does not answer.'])
    res
      .set('Cache-Control', 'no-store')
      .status(found.length > 0 ? 503 : 200)
      .json({ ready: found.length === 0, troubles: found })
  })

  return router
}
