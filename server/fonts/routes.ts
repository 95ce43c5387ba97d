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
import { addressOfSlice, koreanTypeface } from './slices'

/** What stands at an address of ours for somebody of whom nothing is known. */
export type PageAt = (path: string) => Promise<Draft>

/**
 * The Korean typeface for the page of an article, and for the front, cut down to what that page says. The page itself is asked
 * each time, as any visitor asks it: so no font can tell what no page tells, and what is taken back is gone from both.
 */
export function fontRoutes(pageAt: PageAt, cutter: Workbench<Cut> = fontCutter()): Router {
  const router = Router({ strict: true })
  const wholeSheet = pathTo.koreanType()
  const cutsOfPages = new WeakMap<Buffer, Cut[]>()

  for (const language of languages) {
    dress(language, '', () => pathTo.list(language))
    dress(language, '/:slug', (req) => pathTo.read(language, slugFrom(req)))
    for (const layout of layouts)
      dress(language, `/:slug/${layout}`, (req) => pathTo.readBoth(language, slugFrom(req), layout))
  }

  return router

  function dress(language: Language, place: string, pathOf: (req: Request) => string): void {
    const folder = `/fonts/${language}${place}`

    router.get(`${folder}/sheet.css`, async (req, res) => {
      const page = await standingPage(res, pathOf(req), language, wholeSheet)
      if (!page) return
      standWithThePage(res, page)
      res.type('css').set('Cache-Control', 'public, no-cache')
      res.send(sheetOf(cutsOf(page), wholeSheet, koreanTypeface().edition))
    })

    router.get(`${folder}/:file`, async (req, res) => {
      const slice = sliceFrom(req)
      const whole = addressOfSlice(slice)
      const page = await standingPage(res, pathOf(req), language, whole)
      if (!page) return
      const cut = cutsOf(page).find((one) => one.slice === slice)
      const isOfNow = cut && fileOf(cut, koreanTypeface().edition) === req.params.file
      const bytes = isOfNow ? await attempted(() => cutter.make(cut)) : null
      if (!bytes) return instead(res, whole)
      standWithThePage(res, page)
      res.type('font/woff2').set('Cache-Control', forFonts).send(bytes)
    })
  }

  /** A page that is kept comes in the same bytes, and is asked for some twenty times by whoever meets it first. */
  function cutsOf({ body }: Draft): Cut[] {
    const known = cutsOfPages.get(body)
    if (known) return known
    const cuts = cutsFor(charactersOf(body.toString()), koreanTypeface().slices)
    cutsOfPages.set(body, cuts)
    return cuts
  }

  /** The page for which something is asked. Null where it stands no more, or cannot be asked: then it was answered here. */
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
    else if (page.status === 200) return page
    else throw new NotFound()
    return null
  }

  function sliceFrom(req: Request): string {
    const [, name] = /^([a-z0-9-]+)-[0-9a-f]{20}\.woff2$/.exec(String(req.params.file)) ?? []
    if (!name || !koreanTypeface().slices.sizes.has(name)) throw new NotFound()
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
