import request from 'supertest'
import { createApp, type Needs } from '../../server/app'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { newToken } from '../../server/people/secrets'
import { sessionTokenOf, whoIsBySession } from '../../server/people/session'
import { insertSession } from '../../server/people/store'

/** What differs from the application as it usually is. */
type Other = Partial<Omit<Needs, 'config'>> & { config?: Partial<Needs['config']> }

/** A browser with this person signed in, in the roles they are given here; what saves by session has one when it asks. */
export function visitAs(db: Db, person: Person, other: Other = {}) {
  let session: Promise<string> | null = null
  const sessionOf = () => (session ??= sessionFor(db, person))
  return browser(needsOf(db, { whoIs: () => Promise.resolve(person), sessionOf, ...other }))
}

async function sessionFor(db: Db, person: Person): Promise<string> {
  const token = newToken()
  await insertSession(db, person, token, 'A test')
  return token
}

/** The application behind such a browser, for whoever brings a server of their own. */
export function appFor(db: Db, other: Other = {}) {
  return createApp(needsOf(db, other))
}

/** A browser in which nobody is signed in yet. It keeps its cookies, so it can sign in. */
export function visit(db: Db, other: Other = {}) {
  return browser(needsOf(db, other))
}

const host = 'daeyeok.test'

function needsOf(db: Db, { config, ...other }: Other): Needs {
  return {
    db,
    site: db,
    whoIs: whoIsBySession(db),
    sessionOf: sessionTokenOf,
    config: {
      publicUrl: `http://${host}`,
      publisher: { ko: '대역', en: 'Daeyeok' },
      timeZone: 'Asia/Seoul',
      trustProxy: false,
      ...config,
    },
    engine: null,
    recall: null,
    siteChanged: () => {},
    troubles: () => Promise.resolve([]),
    ...other,
  }
}

function browser(needs: Needs) {
  return request
    .agent(createApp(needs))
    .set('Host', host)
    .set('Origin', `http://${host}`)
    .set('Accept-Language', 'en')
}
