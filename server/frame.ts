import { join } from 'node:path'
import express, { type Express, type RequestHandler } from 'express'
import type { Config } from './config'
import { root } from './root'
import { languageOf, languageOfTitle, spoken } from './text/spoken'
import { guardedHeaders } from './web/headers'
import { readIcons } from './web/icons'
import { loadWords, speak } from './web/locale'
import { pathTo } from './web/paths'
import { safeHtml } from './web/safeHtml'

export type FrameNeeds = Pick<Config, 'timeZone' | 'trustProxy'> & Partial<Pick<Config, 'purge'>>

/** An application that answers nothing yet, and what every answer is dressed in: the headers that guard it, and its language. */
export function frame({ timeZone, trustProxy, purge }: FrameNeeds): {
  app: Express
  dressed: RequestHandler[]
} {
  const app = express()
  app.set('views', join(root, 'views'))
  app.set('view engine', 'ejs')
  app.set('view cache', process.env.NODE_ENV !== 'development')
  app.set('trust proxy', trustProxy ? 1 : false)
  app.set('query parser', 'simple')
  app.set('purged', Boolean(purge))
  app.disable('x-powered-by')
  // Pages of the desk are never kept, and those of readers get their tag where they are kept.
  app.disable('etag')
  Object.assign(app.locals, { pathTo, safeHtml, languageOf, languageOfTitle, spoken, icons: readIcons() })
  return { app, dressed: [guardedHeaders(), speak(loadWords(join(root, 'locales')), timeZone)] }
}
