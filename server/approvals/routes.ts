import { Router, type Request } from 'express'
import { articleBySlug, picturesIn, seriesOf } from '../articles/store'
import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import { sourceSegments, sourceVersion } from '../sources/store'
import type { TranslationVersion } from '../submissions/rules'
import { authorsOf, contentOf, translationVersion } from '../submissions/store'
import { commentsOf } from '../targets/store'
import { field } from '../web/form'
import { page } from '../web/page'
import { numberFrom, slugFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { approve, returnVersion } from './actions'
import { changesPage, versionPage, type Reading, type VersionFacts } from './page'
import { approvalOf, decisionFacts, lastApprovedBefore, wordChangesIn } from './store'

/** Where an editor reads a version beside its Korean, and decides. */
export function approvalRoutes(db: Db): Router {
  const router = Router()
  const version = '/articles/:slug/versions/:number'

  router.get(version, async (req, res) => {
    page(res, 'approvals/show', versionPage(await factsFor(db, req)))
  })

  router.get(`${version}/changes`, async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const submitted = await translationVersion(db, article, numberFrom(req))
    const [changes, approval, { title }] = await Promise.all([
      wordChangesIn(db, submitted),
      approvalOf(db, submitted),
      sourceVersion(db, article, submitted.sourceNumber),
    ])
    const own = changes.filter(({ personId }) => personId === req.person.id)
    page(res, 'approvals/changes', {
      place: 'desk',
      ...changesPage({ article, title, version: submitted, approval, changes: own }),
      title: res.locals.t('approvals:changes-title'),
    })
  })

  router.post(`${version}/approval`, async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    await approve(db, article, numberFrom(req), req.person, field(req, 'reason'))
    res.redirect(303, pathTo.article(article.slug))
  })

  router.post(`${version}/return`, async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    await returnVersion(db, article, numberFrom(req), req.person, field(req, 'reasons'))
    res.redirect(303, pathTo.article(article.slug))
  })

  return router
}

async function factsFor(db: Db, req: Request): Promise<VersionFacts> {
  const article = await articleBySlug(db, slugFrom(req))
  const version = await translationVersion(db, article, numberFrom(req))
  const [reading, before, series, authors, comments, decision] = await Promise.all([
    read(db, article, version),
    lastApprovedBefore(db, article, version),
    seriesOf(db, article),
    authorsOf(db, version),
    commentsOf(db, article),
    decisionFacts(db, article, version, req.person),
  ])
  const media = reading.korean.flatMap(({ attributes }) => attributes.media || [])
  return {
    ...{ article, series, version, reading, authors, comments, decision },
    before: before && (await read(db, article, before)),
    pictures: await picturesIn(db, media),
  }
}

async function read(db: Db, article: Article, version: TranslationVersion): Promise<Reading> {
  const source = await sourceVersion(db, article, version.sourceNumber)
  const [korean, { content }] = await Promise.all([sourceSegments(db, source), contentOf(db, version)])
  return { number: version.number, korean, english: content }
}
