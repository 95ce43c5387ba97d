import { Router, type Request, type Response } from 'express'
import { NotFound } from '../errors'
import { languages, type Language } from '../publications/rules'
import { layouts } from '../reader/rules'
import type { Draft } from '../web/pageAsking'
import { slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import type { Workbench } from '../workbench'
import { fontCutter } from './making'
import { charactersOf, cutsFor, fileOf, sheetOf, type Cut } from './rules'
import { addressOfSlice, readSlices } from './slices'

/** What stands at an address of ours for somebody of whom nothing is known. */
export type PageAt = (path: string) => Promise<Draft>

/**
 * The Korean typeface for the page of an article, cut down to what that page says. The page itself is asked each time, as any
 * visitor asks it: so no font can tell what no page tells, and what is taken back is gone from both.
 */
export function fontRoutes(pageAt: PageAt, cutter: Workbench<Cut> = fontCutter()): Router {
  const router = Router({ strict: true })
  const { slices, edition } = readSlices()
  const wholeSheet = pathTo.koreanType()

  for (const language of languages) {
    dress(language, '', (slug) => pathTo.read(language, slug))
    for (const layout of layouts)
      dress(language, `/${layout}`, (slug) => pathTo.readBoth(language, slug, layout))
  }

  return router

  function dress(language: Language, layout: string, pathOf: (slug: string) => string): void {
    const folder = `/fonts/${language}/:slug${layout}`

    router.get(`${folder}/sheet.css`, async (req, res) => {
      const page = await standingPage(res, pathOf(slugFrom(req)), language, wholeSheet)
      if (!page) return
      res.type('css').set('Cache-Control', 'public, no-cache')
      res.send(sheetOf(cutsOf(page), wholeSheet, edition))
    })

    router.get(`${folder}/:file`, async (req, res) => {
      const slice = sliceFrom(req)
      const whole = addressOfSlice(slice)
      const page = await standingPage(res, pathOf(slugFrom(req)), language, whole)
      if (!page) return
      const cut = cutsOf(page).find((one) => one.slice === slice)
      const isOfNow = cut && fileOf(cut, edition) === req.params.file
      const bytes = isOfNow ? await attempted(() => cutter.make(cut)) : null
      if (!bytes) return instead(res, whole)
      res.type('font/woff2').set('Cache-Control', forFonts).send(bytes)
    })
  }

  function cutsOf({ body }: Draft): Cut[] {
    return cutsFor(charactersOf(body.toString()), slices)
  }

  /** The page for which something is asked; where it stands no more nothing is, and where it cannot be told, what everybody may have. */
  async function standingPage(
    res: Response,
    path: string,
    language: Language,
    whole: string,
  ): Promise<Draft | null> {
    res.set('Cache-Control', 'no-store')
    const page = await attempted(() => pageAt(path))
    if (!page || page.status >= 500) instead(res, whole)
    else if (page.status === 410) res.status(410).type('text/plain').send(goneIn(res, language))
    else if (page.status !== 200) throw new NotFound()
    else {
      standWithThePage(res, page)
      return page
    }
    return null
  }

  function sliceFrom(req: Request): string {
    const [, name] = /^([a-z0-9-]+)-[0-9a-f]{20}\.woff2$/.exec(String(req.params.file)) ?? []
    if (!name || !slices.sizes.has(name)) throw new NotFound()
    return name
  }
}

/** A browser that has seen one keeps it; caches that many share ask every hour whether its page still stands. */
const forFonts = 'public, max-age=2592000, s-maxage=3600, immutable'

/** What a cache in front forgets the page by, it forgets its typeface by. */
function standWithThePage(res: Response, { headers }: Draft): void {
  for (const name of ['surrogate-key', 'surrogate-control', 'cdn-cache-control'])
    if (headers[name] !== undefined) res.set(name, String(headers[name]))
}

/** Nobody sees boxes for a fault of ours: all of it is there as well, only larger. */
function instead(res: Response, whole: string): void {
  res.set('Cache-Control', 'no-store').redirect(302, whole)
}

async function attempted<Made>(attempt: () => Promise<Made>): Promise<Made | null> {
  try {
    return await attempt()
  } catch (error) {
    console.error(error)
    return null
  }
}

function goneIn(res: Response, lng: Language): string {
  return (res.locals.t as (key: string, blanks: object) => string)('reader:taken-back', { lng })
}
