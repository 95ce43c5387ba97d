import request from 'supertest'
import { createApp, type Needs } from '../../server/app'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { whoIsBySession } from '../../server/people/session'

/** A browser with this person signed in. `needs` changes what the application is given. */
export function visitAs(db: Db, person: Person, needs: Partial<Needs> = {}) {
  return browser({ db, site: db, whoIs: () => Promise.resolve(person), config, ...needs })
}

/** A browser in which nobody is signed in yet. It keeps its cookies, so it can sign in. */
export function visit(db: Db, needs: Partial<Needs> = {}) {
  return browser({ db, site: db, whoIs: whoIsBySession(db), config, ...needs })
}

const host = 'daeyeok.test'
const config: Needs['config'] = { publicUrl: `http://${host}`, timeZone: 'Asia/Seoul', trustProxy: false }

function browser(needs: Needs) {
  return request
    .agent(createApp(needs))
    .set('Host', host)
    .set('Origin', `http://${host}`)
    .set('Accept-Language', 'en')
}
