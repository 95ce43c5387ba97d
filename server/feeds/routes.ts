import { Router, type Request, type Response } from 'express'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import { languages, type Language } from '../publications/rules'
import { leadsOf, otherThan, type Imprint } from '../reader/rules'
import { linkedFrom, publicPictures, standingAt } from '../reader/store'
import type { Speech } from '../web/locale'
import { slugIn } from '../web/params'
import { pathTo } from '../web/paths'
import { keyOf, madeOf } from '../web/surrogateKeys'
import { feedPage, jsonFeed } from './feedPage'
import { oembedCard } from './oembedPage'
import { feedFormats, sitemapLength, type FeedFormat } from './rules'
import { sitemapPage } from './sitemapPage'
import { newestArticles, publicArticles, sitemapPart } from './store'

/** What machines read of the site: feeds, the sitemap, and what other sites show of an article. Only what is public. */
export function feedRoutes(site: Db, imprint: Imprint): Router {
  const router = Router({ strict: true })
  const { publicUrl } = imprint

  for (const language of languages)
    for (const format of feedFormats)
      router.get(pathTo.feed(language, format), async (_req, res) => sendFeed(res, language, format))

  async function sendFeed(res: Response, language: Language, format: FeedFormat): Promise<void> {
    const { t } = res.locals as Speech
    const articles = await newestArticles(site, language)
    const [linked, pictures] = await Promise.all([
      linkedFrom(site, { html: articles.map(({ html }) => html).join('') }),
      publicPictures(site, leadsOf(articles)),
    ])
    const lng = language
    const feed = feedPage({
      ...imprint,
      ...{ pathTo, language, format, articles, linked, pictures },
      description: t('reader:description', { lng, publisher: imprint.publisher[language] }),
      elsewhereLabel: t(`reader:in-${otherThan(language)}`, { lng }),
    })
    madeOf(res, [keyOf.lists])
    res.set({
      'Cache-Control': 'public, no-cache',
      'Content-Type': typeOf[format],
      'Content-Language': language,
    })
    if (format === 'json') res.send(jsonFeed(feed))
    else sendXml(res, `feeds/${format}`, feed)
  }

  router.get(pathTo.robots(), (_req, res) => {
    const lines = [
      'User-agent: *',
      `Disallow: ${pathTo.desk()}`,
      '',
      `Sitemap: ${publicUrl}${pathTo.sitemap()}`,
    ]
    res
      .set('Cache-Control', 'public, max-age=3600')
      .type('text/plain')
      .send(`${lines.join('\n')}\n`)
  })

  router.get(pathTo.sitemap(), async (_req, res) => {
    const parts = Math.max(1, Math.ceil((await publicArticles(site)) / sitemapLength))
    const addresses = Array.from({ length: parts }, (_, index) => publicUrl + pathTo.sitemapPart(index + 1))
    sendXml(asXml(res), 'feeds/sitemapIndex', { parts: addresses })
  })

  router.get(pathTo.sitemapPart(':part'), async (req, res) => {
    const part = partFrom(req)
    const articles = await sitemapPart(site, part)
    if (part > 1 && articles.length === 0) throw new NotFound()
    sendXml(asXml(res), 'feeds/sitemap', sitemapPage({ publicUrl, pathTo, articles, isFirst: part === 1 }))
  })

  router.get(pathTo.oembed(), async (req, res) => {
    const { language, slug } = articleFrom(req, publicUrl)
    const { page } = await standingAt(site, language, slug)
    if (!page) throw new NotFound()
    const pictures = await publicPictures(site, leadsOf([page]))
    madeOf(res, [keyOf.article(slug)])
    const room = { width: mostOf(req.query.maxwidth), height: mostOf(req.query.maxheight) }
    const card = oembedCard({ ...imprint, pathTo, page, pictures, room })
    res.set('Cache-Control', 'public, no-cache')
    if (req.query.format === 'xml') sendXml(res.type('text/xml'), 'feeds/oembed', { card })
    else res.json(card)
  })

  return router
}

const typeOf: Record<FeedFormat, string> = {
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

/** Without the two characters that may stand in a text and in no XML (XML 1.0, 2.2): one of them would break the whole feed. */
function sendXml(res: Response, view: string, locals: object): void {
  res.render(view, locals, (error: Error | null, xml?: string) => {
    if (error) return res.req.next!(error)
    res.send(xml!.replace(/[\ufffe\uffff]/g, ''))
  })
}

function asXml(res: Response): Response {
  madeOf(res, [keyOf.lists])
  return res.set('Cache-Control', 'public, no-cache').type('application/xml')
}

function partFrom({ params }: Request): number {
  if (!/^[1-9][0-9]{0,3}$/.test(String(params.part))) throw new NotFound()
  return Number(params.part)
}

/** The article that an address of this site names; where it names none, there is nothing to show. */
function articleFrom({ query }: Request, publicUrl: string): { language: Language; slug: string } {
  const url = typeof query.url === 'string' && URL.canParse(query.url) ? new URL(query.url) : null
  const [, folder, name, ...rest] = url?.origin === new URL(publicUrl).origin ? url.pathname.split('/') : []
  const language = languages.find((one) => one === folder)
  const slug = name && rest.length === 0 ? slugIn(decoded(name)) : null
  if (!language || !slug) throw new NotFound()
  return { language, slug }
}

/** What is no number asks for nothing. */
function mostOf(pixels: unknown): number {
  return typeof pixels === 'string' && /^\d+$/.test(pixels) ? Number(pixels) : Infinity
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
