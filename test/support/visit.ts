import request from 'supertest'
import { createApp, type Needs } from '../../server/app'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { whoIsBySession } from '../../server/people/session'

/** A browser with this person signed in. `needs` changes what the application is given. */
export function visitAs(db: Db, person: Person, needs: Partial<Needs> = {}) {
  return browser({ ...needsOf(db), whoIs: () => Promise.resolve(person), ...needs })
}

/** A browser in which nobody is signed in yet. It keeps its cookies, so it can sign in. */
export function visit(db: Db, needs: Partial<Needs> = {}) {
  return browser({ ...needsOf(db), ...needs })
}

const host = 'daeyeok.test'

function needsOf(db: Db): Needs {
  return {
    db,
    site: db,
    whoIs: whoIsBySession(db),
    config: { publicUrl: `http://${host}`, timeZone: 'Asia/Seoul', trustProxy: false },
    engine: null,
    siteChanged: () => {},
    troubles: () => Promise.resolve([]),
  }
}

function browser(needs: Needs) {
  return request
    .agent(createApp(needs))
    .set('Host', host)
    .set('Origin', `http://${host}`)
    .set('Accept-Language', 'en')
}
