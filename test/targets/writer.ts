import { Agent, request } from 'node:http'
import type { Db } from '../../server/db/connection'
import type { Person } from '../../server/people/rules'
import { newToken } from '../../server/people/secrets'
import { insertSession } from '../../server/people/store'
import type { OutcomeJson } from '../../server/targets/page'

export interface Save {
  slug: string
  number: number
  text: string
  revision: string
  save: string
}

export interface Answer extends OutcomeJson {
  status: number
}

/** Somebody who saves over real connections, and may get no answer. */
export interface Writer {
  person: Person
  save(url: string, save: Save): Promise<Answer | null>
  close(): void
}

/** Longer than any answer takes of a server that lives. */
const patience = 10_000

export async function writerFor(db: Db, person: Person): Promise<Writer> {
  const token = newToken()
  await insertSession(db, person, token, 'A writer')
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })

  return { person, save, close: () => agent.destroy() }

  function save(url: string, { slug, number, ...fields }: Save): Promise<Answer | null> {
    const body = new URLSearchParams({ ...fields, as: person.publicId }).toString()
    const headers = {
      Cookie: `daeyeok=${token}`,
      Origin: url,
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
    }
    return new Promise((resolve) => {
      const none = () => resolve(null)
      const address = `${url}/desk/articles/${slug}/pairs/${number}`
      const asking = request(address, { method: 'POST', agent, headers, timeout: patience }, (answer) => {
        let said = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (said += chunk))
        answer.on('error', none)
        answer.on('aborted', none)
        answer.on('end', () => resolve(understood(answer.statusCode!, said)))
      })
      asking.on('timeout', () => asking.destroy())
      asking.on('error', none)
      asking.end(body)
    })
  }
}

/** An answer that broke off is none. */
function understood(status: number, said: string): Answer | null {
  try {
    return { ...(JSON.parse(said) as OutcomeJson), status }
  } catch {
    return null
  }
}
