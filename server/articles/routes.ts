import { Router } from 'express'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import { numberFrom, publicIdFrom } from '../web/params'
import { formats } from './rules'
import { rendition } from './store'

/** The photographs, for those who are signed in: readers get theirs from the public site. */
export function mediaRoutes(db: Db): Router {
  const router = Router()

  router.get('/:id/:width.:format', async (req, res) => {
    const format = formats.find((one) => one === req.params.format)
    if (!format) throw new NotFound()
    const bytes = await rendition(db, publicIdFrom(req), numberFrom(req, 'width'), format)

    res
      .set({
        'Cache-Control': 'private, max-age=31536000, immutable',
        'Content-Disposition': 'inline',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Content-Type': `image/${format}`,
        'X-Robots-Tag': 'noindex',
      })
      .send(bytes)
  })

  return router
}
