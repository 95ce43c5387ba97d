import {
  Router,
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import { formats } from '../articles/rules'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import { languages, type Language } from '../publications/rules'
import { cookieOf } from '../web/cookies'
import { choiceCookie } from '../web/languageChoice'
import type { Speech } from '../web/locale'
import { page } from '../web/page'
import { publicIdFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { keyOf, madeOf } from '../web/surrogateKeys'
import { formerlyAt, formerlyCalled } from './former'
import { bothPage } from './bothPage'
import { listRoutes } from './listRoutes'
import { articlePage } from './articlePage'
import { missingPage, type Absence } from './missingPage'
import {
  layouts,
  leadsOf,
  otherThan,
  slugsIn,
  type Both,
  type Counterpart,
  type Imprint,
  type Layout,
  type Page,
} from './rules'
import {
  changesSince,
  everyPageAt,
  isGone,
  linkedFrom,
  partTitlesOf,
  publicPicture,
  publicPictures,
  relatedTo,
  standingAt,
} from './store'

export type { Imprint }

/** The reader site, through the reader's own narrow connection. */
export function readerRoutes(site: Db, imprint: Imprint): Router {
  const router = Router({ strict: true })
  const means = { ...imprint, pathTo }
  /** Before it is said that there is nothing: whether readers had something there once. */
  const formerly: RequestHandler = async (req, res, next) => {
    const isReading = req.method === 'GET' || req.method === 'HEAD'
    const now = isReading ? await formerlyAt(site, req) : null
    if (now) moved(res, now)
    else next()
  }
  const plainly: ErrorRequestHandler = (error, req, res, next) => {
    if (!(error instanceof NotFound)) return next(error)
    return formerly(req, res, (fault?: unknown) =>
      fault ? next(fault) : sayMissing(res, 404, 'nothing-here', null),
    )
  }

  router.get('/', (req, res, next) => (Object.keys(req.query).length > 0 ? formerly(req, res, next) : next()))
  router.get('/', (req, res) => {
    res.set({ Vary: 'Accept-Language, Cookie', 'Cache-Control': 'private' })
    res.redirect(302, pathTo.list(languageFor(req)))
  })

  router.get('/pictures/:id/:file', notKept, async (req, res) => {
    const { width, format } = pictureFrom(req)
    const publicId = publicIdFrom(req)
    const bytes = await publicPicture(site, publicId, width, format)
    madeOf(res, [keyOf.picture(publicId)])
    res.type(`image/${format}`).set('Cache-Control', forPictures).send(bytes)
  })

  for (const language of languages) {
    router.use(`/${language}`, notKept, spoken(language))
    router.get(`/${language}`, (_req, res) => res.redirect(301, pathTo.list(language)))
    router.use(listRoutes(site, imprint, language, read))
    router.get(`/${language}/:slug`, article(language))
    router.get(`/${language}/:slug/`, withoutSlash(language))
    for (const layout of layouts) router.get(`/${language}/:slug/${layout}`, together(language, layout))
    router.use(`/${language}`, unknown, plainly)
  }
  router.use(formerly)

  return router

  function article(language: Language): RequestHandler {
    return async (req, res, next) => {
      const slug = slugFrom(req)
      const standing = await standingAt(site, language, slug)
      if (standing.page && standing.page.slug !== slug)
        return moved(res, pathTo.read(language, standing.page.slug))
      if (!standing.page) {
        const gone = await isGone(site, language, slug)
        if (gone || standing.counterpart) return missing(res, standing.counterpart, gone)
        const now = await formerlyCalled(site, language, slug)
        return now ? moved(res, now) : next()
      }

      const { page: found, counterpart } = standing
      const [parts, related, pictures, linked, changes] = await Promise.all([
        found.series ? partTitlesOf(site, found.series.slug) : [],
        relatedTo(site, found),
        publicPictures(site, leadsOf([found])),
        linkedFrom(site, found),
        counterpart ? changesSince(site, found) : [],
      ])
      const mentioned = [slug, ...slugsIn(found.html), ...related.map((one) => one.slug)]
      madeOf(res, keysOf(mentioned, found.series))
      const elsewhereLabel = sentence(res, `reader:in-${otherThan(language)}`)
      const markLabel = sentence(res, 'reader:this-paragraph', { lng: otherThan(language) })
      const facts = {
        ...means,
        page: found,
        counterpart,
        changes,
        parts,
        related,
        pictures,
        linked,
        elsewhereLabel,
        markLabel,
      }
      const fonts = pathTo.fonts(pathTo.read(language, slug))
      read(res, 'reader/article', { ...articlePage(facts), fonts })
    }
  }

  /** Some put a slash behind every address: where the one without it answers, it leads there. */
  function withoutSlash(language: Language): RequestHandler {
    return async (req, res, next) => {
      const slug = slugFrom(req)
      const { page: found } = await standingAt(site, language, slug)
      const there = found ? pathTo.read(language, found.slug) : await formerlyCalled(site, language, slug)
      if (there) moved(res, there + queryOf(req))
      else next()
    }
  }

  /** Only where both languages are public: half of it would be another page. */
  function together(language: Language, layout: Layout): RequestHandler {
    return async (req, res, next) => {
      const slug = slugFrom(req)
      const pages = await everyPageAt(site, language, slug)
      const both = bothOf(pages)
      if (!both) return alone(res, next, { language, slug, layout, pages })
      if (both[language].slug !== slug)
        return moved(res, pathTo.readBoth(language, both[language].slug, layout))

      const { series } = both[language]
      const [changes, parts, related, linked] = await Promise.all([
        changesSince(site, both.en),
        series ? partTitlesOf(site, series.slug) : [],
        relatedTo(site, both[language]),
        linkedFrom(site, { html: both.ko.html + both.en.html }),
      ])
      const mentioned = [slug, ...slugsIn(both.ko.html + both.en.html), ...related.map((one) => one.slug)]
      madeOf(res, keysOf(mentioned, series))
      const labels = { ko: labelsIn(res, 'ko'), en: labelsIn(res, 'en') }
      const facts = { ...means, language, layout, both, changes, parts, related, linked, labels }
      const fonts = pathTo.fonts(pathTo.readBoth(language, slug, layout))
      read(res, 'reader/both', { ...bothPage(facts), fonts })
    }
  }

  async function alone(res: Response, next: NextFunction, { language, slug, layout, pages }: Alone) {
    const [one] = pages
    const gone = await Promise.all(languages.map((each) => isGone(site, each, slug)))
    if (one || gone.includes(true)) {
      const status = gone.includes(true) ? 410 : 404
      return sayMissing(res, status, 'in-one-language', one ? { ...one, numbers: [] } : null)
    }
    const now = await formerlyCalled(site, language, slug)
    return now ? moved(res, `${now}/${layout}`) : next()
  }

  function read(res: Response, view: string, locals: object): void {
    res.set('Cache-Control', forPages)
    const feed = pathTo.feed((res.locals as Speech).locale, 'atom')
    page(res, view, { publisher: imprint.publisher, feed, ...locals }, 'reader')
  }

  /** The answer is the same whatever is in the workshop: it is made of what is public and of what was. */
  function missing(res: Response, counterpart: Counterpart | null, gone: boolean): void {
    if (gone) sayMissing(res, 410, 'taken-back', counterpart)
    else sayMissing(res, 404, 'untranslated', counterpart)
  }

  function sayMissing(res: Response, status: number, reason: Absence, counterpart: Counterpart | null): void {
    const { publisher } = imprint
    const locals = missingPage(pathTo, sentence(res, `reader:${reason}`), reason, counterpart)
    page(res.status(status), 'reader/missing', { publisher, ...locals }, 'reader')
  }
}

/** Anyone may keep a page, if they ask each time whether it still stands: what is taken back is gone at once. */
const forPages = 'public, no-cache'
/** A browser that has seen a picture keeps it; caches that many share ask every hour. */
const forPictures = 'public, max-age=2592000, s-maxage=3600'

/** To where the same is now. As with a page, whoever keeps this asks each time. */
function moved(res: Response, path: string): void {
  res.set('Cache-Control', forPages).redirect(301, path)
}

/** Until a handler says otherwise: errors are nobody's to keep. */
const notKept: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store')
  next()
}

interface Alone {
  language: Language
  slug: string
  layout: Layout
  /** Those that are public: one or none. */
  pages: Page[]
}

/** What a page of an article was made of: all articles that it leads to, and the parts beside it. */
function keysOf(slugs: string[], series: Page['series']): string[] {
  return [...slugs.map(keyOf.article), ...(series ? [keyOf.series(series.slug)] : [])]
}

function bothOf(pages: Page[]): Both | null {
  const [ko, en] = languages.map((language) => pages.find((page) => page.language === language))
  return ko && en ? { ko, en } : null
}

/** What the text of one side says beside its words, in its own language. */
function labelsIn(res: Response, lng: Language) {
  return {
    elsewhere: sentence(res, `reader:in-${otherThan(lng)}`, { lng }),
    mark: sentence(res, 'reader:this-paragraph', { lng }),
  }
}

const unknown: RequestHandler = () => {
  throw new NotFound()
}

/** A page speaks the language of its address, whatever the visitor's browser asks for. */
function spoken(language: Language): RequestHandler {
  return (_req, res, next) => {
    ;(res.locals.speakIn as (language: Language) => void)(language)
    res.set('Content-Language', language)
    next()
  }
}

/** What was chosen before, else what the browser asks for, else Korean. */
function languageFor(req: Request): Language {
  const remembered = languages.find((language) => language === cookieOf(req, choiceCookie))
  const accepted = req.acceptsLanguages([...languages])
  return remembered ?? languages.find((language) => language === accepted) ?? 'ko'
}

/** As it was written, with its question mark. */
function queryOf({ originalUrl }: Request): string {
  return /\?.*/.exec(originalUrl)?.[0] ?? ''
}

function pictureFrom(req: Request) {
  const [, width, format] = /^([1-9][0-9]{0,4})\.([a-z]+)$/.exec(String(req.params.file)) ?? []
  const known = formats.find((one) => one === format)
  if (!width || !known) throw new NotFound()
  return { width: Number(width), format: known }
}

function sentence(res: Response, key: string, blanks: object = {}): string {
  return (res.locals.t as (key: string, blanks: object) => string)(key, blanks)
}
