import { Router, type Request, type Response } from 'express'
import multer, { type StorageEngine } from 'multer'
import { obstacleToBringingIn } from '../articles/rules'
import type { Db } from '../db/connection'
import { record } from '../db/events'
import { Refused, refuseIf } from '../errors'
import { page } from '../web/page'
import { pageIn, publicIdFrom } from '../web/params'
import { pathTo } from '../web/paths'
import { tellProgress } from '../web/progress'
import {
  allOutcomes,
  askForImport,
  finishImport,
  importByPublicId,
  insertImport,
  keepFile,
  latestImports,
  letFetch,
  outcomesOf,
} from './imports'
import { countsOf, importPage, outcomesAPage } from './page'

/** Bytes of all files of one import, and how many files there may be. */
const mostBytes = 400 * 1024 * 1024
const mostFiles = 3_000

/** Where whole archives are brought in. */
export function exchangeRoutes(db: Db): Router {
  const router = Router()

  router.get('/archives', async (req, res) => showAll(req, res, null))

  router.post('/archives', async (req, res) => {
    try {
      refuseIf(obstacleToBringingIn(req.person))
      res.redirect(303, pathTo.archive(await received(db, req, res)))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      req.resume()
      res.status(422)
      await showAll(req, res, error.rule)
    }
  })

  router.get('/archives/:id', async (req, res) => {
    const asked = await importByPublicId(db, publicIdFrom(req))
    const number = pageIn(req)
    const [all, shown] = await Promise.all([
      allOutcomes(db, asked),
      outcomesOf(db, asked, (number - 1) * outcomesAPage, outcomesAPage),
    ])
    page(res, 'exchange/show', {
      ...{ place: 'sources', title: sentence(res, 'exchange:report') },
      modules: asked.finishedAt ? [] : ['draft-progress'],
      ...importPage(asked, countsOf(all), shown, number),
    })
  })

  router.post('/archives/:id/stop', async (req, res) => {
    refuseIf(obstacleToBringingIn(req.person))
    const asked = await importByPublicId(db, publicIdFrom(req))
    await finishImport(db, asked, { rule: 'stopped', detail: {} })
    res.redirect(303, pathTo.archive(asked.publicId))
  })

  router.get('/archives/:id/progress', async (req, res) => {
    await tellProgress(res, async () => {
      const { done, total, finishedAt } = await importByPublicId(db, publicIdFrom(req))
      return { done, total: total ?? 0, isOver: finishedAt !== null }
    })
  })

  async function showAll(req: Request, res: Response, refused: string | null): Promise<void> {
    page(res, 'exchange/index', {
      ...{ place: 'sources', title: sentence(res, 'exchange:title'), refused },
      obstacle: obstacleToBringingIn(req.person),
      imports: await latestImports(db),
    })
  }

  return router
}

/** Keeps what is uploaded, all of it or nothing, and asks for the job. Gives back the public id. */
async function received(db: Db, req: Request, res: Response): Promise<string> {
  return db.transaction(async (trx) => {
    const made = await insertImport(trx, req.person)
    let [size, files] = [0, 0]
    const storage: StorageEngine = {
      _handleFile: (_req, file, done) => {
        if (file.originalname === '') {
          file.stream.resume()
          return done(null, {})
        }
        files++
        keepFile(trx, made.id, file.originalname, file.stream, mostBytes - size).then(
          (bytes) => {
            size += bytes
            done(null, { size: bytes })
          },
          (error: unknown) => done(error),
        )
      },
      _removeFile: (_req, _file, done) => done(null),
    }
    await read(storage, req, res)
    if (files === 0) throw new Refused('archive-nothing-chosen')
    if (size > mostBytes) throw new Refused('archive-upload-too-large', { megabytes: mostBytes / 2 ** 20 })
    if ((req.body as Record<string, unknown>).fetch === 'yes') await letFetch(trx, made.id)
    await askForImport(trx, made.id)
    await record(trx, {
      action: 'archive-brought',
      personId: req.person.id,
      detail: { import: made.publicId },
    })
    return made.publicId
  })
}

function read(storage: StorageEngine, req: Request, res: Response): Promise<void> {
  const reading = multer({
    storage,
    defParamCharset: 'utf8',
    limits: { fields: 20, fieldSize: 10_000, files: mostFiles, parts: mostFiles + 20 },
  }).any()
  return new Promise((done, fail) => {
    reading(req, res, (error?: unknown) => {
      if (!error) return done()
      fail(error instanceof multer.MulterError ? new Refused('not-understood') : (error as Error))
    })
  })
}

function sentence(res: Response, key: string): string {
  return (res.locals.t as (key: string) => string)(key)
}
