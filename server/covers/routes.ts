import { Router, type Response } from 'express'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import { languages, type Language } from '../publications/rules'
import { coverOfArticle, coverOfSite } from '../reader/coverPage'
import { fingerprintOf, type Cover, type Imprint } from '../reader/rules'
import { isGone, standingAt } from '../reader/store'
import { slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { keyOf, madeOf } from '../web/surrogateKeys'
import type { Workbench } from '../workbench'
import { coverMaker } from './making'

/** The pictures that other sites show of public pages. What is drawn is asked of the site each time, so nothing else can be. */
export function coverRoutes(site: Db, imprint: Imprint, maker: Workbench<Cover> = coverMaker()): Router {
  const router = Router({ strict: true })

  for (const language of languages) {
    router.get(pathTo.cover(language, null, ':fingerprint'), async (req, res) => {
      await send(res, coverOfSite(language, imprint), null, fingerprintFrom(req.params))
    })

    router.get(`/covers/${language}/:slug/:fingerprint.png`, async (req, res) => {
      const slug = slugFrom(req)
      const { page, counterpart } = await standingAt(site, language, slug)
      if (!page) return sayGone(res, language, slug)
      await send(res, coverOfArticle(page, counterpart, imprint), slug, fingerprintFrom(req.params))
    })
  }

  return router

  /** At the address of a cover as it was before stands the way to the one it has now. */
  async function send(res: Response, cover: Cover, slug: string | null, asked: string): Promise<void> {
    const now = fingerprintOf(cover)
    res.set('Cache-Control', 'no-store')
    if (asked !== now) return res.redirect(302, pathTo.cover(cover.language, slug, now))
    const png = await maker.make(cover)
    if (!png) return void res.status(503).set('Retry-After', '10').end()
    madeOf(res, slug === null ? [] : [keyOf.article(slug)])
    res.type('image/png').set('Cache-Control', forCovers).send(png)
  }

  async function sayGone(res: Response, language: Language, slug: string): Promise<void> {
    if (!(await isGone(site, language, slug))) throw new NotFound()
    const { t } = res.locals as { t: (key: string, blanks: object) => string }
    res.status(410).set('Cache-Control', 'no-store').type('text/plain')
    res.send(t('reader:taken-back', { lng: language }))
  }
}

/** A browser that has seen one keeps it; caches that many share ask every hour whether it was taken back. */
const forCovers = 'public, max-age=2592000, s-maxage=3600'

function fingerprintFrom(params: Record<string, unknown>): string {
  const fingerprint = String(params.fingerprint)
  if (!/^[0-9a-f]{20}$/.test(fingerprint)) throw new NotFound()
  return fingerprint
}
