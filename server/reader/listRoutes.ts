import { Router, type Request, type Response } from 'express'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Language } from '../publications/rules'
import { pageNumberFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { keyOf, madeOf } from '../web/surrogateKeys'
import { authorAcross, authorCalled, type Author } from './authorPage'
import { indexPage } from './indexPage'
import { bylinesAcross, bylinesIn, countsIn, yearAmong } from './listed'
import { listPage, seriesPage, type Topic } from './listPage'
import { leadsOf, otherThan, spanOf, type Imprint, type Place, type Which } from './rules'
import { entries, lengthOf, partsOf, publicCategories, publicPictures, publicSeries } from './store'

/** The lists of one language, under its address: of everything, by category, author, year and series, and the index of all these. */
export function listRoutes(
  site: Db,
  imprint: Imprint,
  language: Language,
  read: (res: Response, view: string, locals: object) => void,
): Router {
  const router = Router({ strict: true })
  const { timeZone } = imprint
  const publisher = imprint.publisher[language]
  const means = { ...imprint, pathTo, language }

  router.get(`/${language}/`, async (req, res) => {
    const categories = await publicCategories(site)
    const category = categoryFrom(req, language, categories)
    if (!category) {
      const description = sentence(res, 'reader:description', { publisher })
      return list(req, res, { topic: null, which: {}, heading: publisher, description, categories })
    }
    const heading = category[language]
    const description = sentence(res, 'reader:category-description', { publisher, category: heading })
    const topic: Topic = { kind: 'category', category }
    await list(req, res, { topic, which: { category: category.id }, heading, description, categories })
  })

  router.get(`/${language}/authors/:name`, async (req, res) => {
    const [here, there] = await Promise.all([bylinesIn(site, language), bylinesIn(site, otherThan(language))])
    const found = authorCalled(nameFrom(req), here)
    if (!found) throw new NotFound()
    const { author, bylines } = found
    const topic = authorIn(otherThan(language), author, bylines, there).then(
      (across) =>
        ({ kind: 'author', author: { [language]: author, [otherThan(language)]: across } }) as Topic,
    )
    const description = sentence(res, 'reader:author-description', { publisher, author: author.name })
    await list(req, res, { topic, which: { bylines }, heading: author.name, description, categories: [] })
  })

  router.get(`/${language}/years/:year`, async (req, res) => {
    const year = yearFrom(req)
    const among = await yearAmong(site, language, year, timeZone)
    if (!among.languages.includes(language)) throw new NotFound()
    const heading = sentence(res, 'reader:year', { year })
    const description = sentence(res, 'reader:year-description', { publisher, year })
    const topic: Topic = { kind: 'year', year, ...among }
    await list(req, res, { topic, which: { year }, heading, description, categories: [] })
  })

  router.get(`/${language}/series/:slug`, async (req, res) => {
    const parts = await partsOf(site, slugFrom(req))
    const first = parts.find((part) => part.language === language)
    if (!first?.series) throw new NotFound()
    const pictures = await publicPictures(site, leadsOf(parts))
    const description = sentence(res, 'reader:series-description', { series: first.series[language] })
    madeOf(res, [keyOf.lists, keyOf.series(first.series.slug)])
    read(res, 'reader/list', seriesPage({ ...means, series: first.series, parts, pictures, description }))
  })

  for (const kind of ['series', 'authors', 'years'])
    router.get(`/${language}/${kind}/`, (_req, res) => {
      res.redirect(301, `${pathTo.readIndex(language)}#${kind}`)
    })

  router.get(pathTo.readIndex(language), async (_req, res) => {
    const [categories, series, counts] = await Promise.all([
      publicCategories(site),
      publicSeries(site),
      countsIn(site, language, timeZone),
    ])
    const title = sentence(res, 'reader:index')
    const description = sentence(res, 'reader:index-description', { publisher })
    madeOf(res, [keyOf.lists])
    read(res, 'reader/index', indexPage({ ...means, title, description, categories, series, counts }))
  })

  return router

  /** One page of a list, whichever it is of. */
  async function list(
    req: Request,
    res: Response,
    shown: {
      /** One that is still being asked for is waited for beside the length of the list. */
      topic: Topic | null | Promise<Topic>
      which: Omit<Which, 'timeZone'>
      heading: string
      description: string
      categories: Place[]
    },
  ): Promise<void> {
    const which = { ...shown.which, timeZone }
    const page = req.query.page === undefined ? null : pageNumberFrom(req)
    const [total, topic] = await Promise.all([lengthOf(site, language, which), shown.topic])
    const span = spanOf(total, page)
    if (span === null) throw new NotFound()
    if (span === 'front') return res.redirect(302, req.path + frontOf(topic))

    const found = await entries(site, language, which, span)
    const pictures = await publicPictures(site, leadsOf(found))
    const { heading } = shown
    const title = page === null ? heading : sentence(res, 'reader:numbered', { title: heading, page })
    const facts = { ...means, ...shown, topic, title, total, page, span, entries: found, pictures }
    madeOf(res, [keyOf.lists])
    const fonts = topic || page !== null ? null : pathTo.fonts(pathTo.list(language))
    read(res, 'reader/list', { ...listPage(facts), fonts })
  }

  /** Who an author is in the other language: only where both languages say so, so that each leads to the other. */
  async function authorIn(
    other: Language,
    author: Author,
    bylines: string[],
    there: string[],
  ): Promise<Author | null> {
    const slug = authorAcross(author.slug, await bylinesAcross(site, language, bylines))
    const found = slug === null ? null : authorCalled(slug, there)
    if (!found) return null
    const back = authorAcross(found.author.slug, await bylinesAcross(site, other, found.bylines))
    return back === author.slug ? found.author : null
  }
}

function frontOf(topic: Topic | null): string {
  return topic?.kind === 'category' ? `?category=${encodeURIComponent(topic.category.slug)}` : ''
}

function categoryFrom({ query }: Request, language: Language, categories: Place[]): Place | null {
  if (query.category === undefined) return null
  const found = categories.find(
    ({ slug, languages: there }) => slug === query.category && there.includes(language),
  )
  if (!found) throw new NotFound()
  return found
}

/** What stands in an address for an author: whatever it is, it is looked up among the authors there are. */
function nameFrom(req: Request): string {
  return String(req.params.name).normalize('NFC')
}

function yearFrom(req: Request): number {
  const digits = String(req.params.year)
  if (!/^(19|2[0-9])[0-9]{2}$/.test(digits)) throw new NotFound()
  return Number(digits)
}

function sentence(res: Response, key: string, blanks: object = {}): string {
  return (res.locals.t as (key: string, blanks: object) => string)(key, blanks)
}
