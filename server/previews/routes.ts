import { Router, type Request } from 'express'
import { approvalOf } from '../approvals/store'
import { articleBySlug, categories, picturesIn, seriesOf } from '../articles/store'
import type { Config } from '../config'
import type { Db } from '../db/connection'
import { publicationsOf } from '../publications/store'
import { articlePage } from '../reader/articlePage'
import { linkedFrom, partTitlesOf, relatedTo, standingAt } from '../reader/store'
import { leadOf } from '../reader/rules'
import { withPrivatePictures } from '../sources/page'
import { changesBetween, sourceVersion } from '../sources/store'
import { authorsOf, contentOf, translationVersion, translatorsOf } from '../submissions/store'
import { page } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { isBeforeReaders, pageToBe, type Facts } from './rules'

/**
 * A version as readers will see it: the reader's own page, with a bar above it that readers never see. Only the
 * pictures come from elsewhere, since those of an unpublished article are not public.
 */
export function previewRoutes(db: Db, imprint: Pick<Config, 'publicUrl' | 'publisher' | 'timeZone'>): Router {
  const router = Router()

  router.get('/articles/:slug/versions/:number/preview', async (req, res) => {
    const facts = await factsFor(db, req)
    const { article, version } = facts
    const toBe = pageToBe(facts)
    const found = { ...toBe, html: withPrivatePictures(toBe.html) }
    const { counterpart } = await standingAt(db, 'en', article.slug)
    const [parts, related, pictures, linked] = await Promise.all([
      found.series ? partTitlesOf(db, found.series.slug) : [],
      relatedTo(db, found),
      picturesIn(db, [leadOf(found.content)?.media ?? '']),
      linkedFrom(db, found),
    ])

    const bar = {
      locale: res.locals.locale as string,
      text: sentence(
        res.locals,
        `approvals:${isBeforeReaders(facts) ? 'preview-bar-public' : 'preview-bar'}`,
        {
          number: version.number,
        },
      ),
      href: pathTo.version(article.slug, version.number),
      label: sentence(res.locals, 'approvals:preview-back'),
    }
    const markLabel = sentence(res.locals, 'reader:this-paragraph', { lng: 'ko' })
    ;(res.locals.speakIn as (language: string) => void)('en')
    const elsewhereLabel = sentence(res.locals, 'reader:in-ko')
    const changes = counterpart
      ? await changesBetween(db, article, found.sourceNumber, counterpart.sourceNumber)
      : []
    const shown = articlePage({
      ...imprint,
      pathTo,
      page: found,
      counterpart,
      changes,
      parts,
      related,
      pictures,
      linked,
      elsewhereLabel,
      markLabel,
    })
    page(res, 'reader/article', { ...imprint, ...shown, report: null, robots: 'noindex', bar }, 'reader')
  })

  return router
}

async function factsFor(db: Db, req: Request): Promise<Facts> {
  const article = await articleBySlug(db, slugFrom(req))
  const version = await translationVersion(db, article, numberFrom(req))
  const [category, series, source, content, authors, translators, approval, publications] = await Promise.all(
    [
      categories(db),
      seriesOf(db, article),
      sourceVersion(db, article, version.sourceNumber),
      contentOf(db, version),
      authorsOf(db, version),
      translatorsOf(db, version),
      approvalOf(db, version),
      publicationsOf(db, article),
    ],
  )
  return {
    ...{ article, version, series, source, content, authors, translators, approval },
    ...{ person: req.person, now: new Date() },
    category: category.find(({ id }) => id === article.categoryId) ?? null,
    publications: publications.filter(({ language }) => language === 'en'),
  }
}

function sentence(locals: object, key: string, blanks: object = {}): string {
  return (locals as { t: (key: string, blanks: object) => string }).t(key, blanks)
}
