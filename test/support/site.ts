import type { Express } from 'express'
import { createApp, type Needs } from '../../server/app'
import type { OwnDatabase } from './database'

/** Who publishes in readers' tests, and where the site is reached. */
export const imprint = {
  publicUrl: 'http://daeyeok.test',
  publisher: { ko: '골짜기 신문', en: 'Valley News' },
  timeZone: 'Asia/Seoul',
  trustProxy: false,
}

/** The application on a database of its own, for visitors who have not signed in. */
export function siteOn({ web, reader }: OwnDatabase, needs: Partial<Needs> = {}): Express {
  return createApp({
    db: web,
    site: reader,
    whoIs: () => Promise.resolve(null),
    sessionOf: () => null,
    config: imprint,
    engine: null,
    recall: null,
    siteChanged: () => {},
    troubles: () => Promise.resolve([]),
    ...needs,
  })
}
