import { Router, type Request, type Response } from 'express'
import { articleBySlug } from '../articles/store'
import type { Db } from '../db/connection'
import { NotFound, Refused } from '../errors'
import { latestSourceVersion } from '../sources/store'
import { pairsNumbered } from '../targets/store'
import { field } from '../web/form'
import { isUuid, slugFrom } from '../web/params'
import type { WhoIs } from '../web/signedIn'
import type { Live } from './hub'
import { pairEvent, peopleIn } from './rules'
import { movePresence, peopleByIds } from './store'

/** Bytes that may wait for a browser that does not read; then it may come again and compare. */
const mostWaiting = 4_000_000

/** What the review screen hears of others. Everything works without; a browser that was away compares and catches up. */
export function liveRoutes(db: Db, live: Live, whoIs: WhoIs): Router {
  const router = Router()

  /**
   * Server-sent events. First `hello` (the stream's name), `standing` (number, revision and state of every pair), `talk`,
   * `here` and `takes`; then each of these anew when it changes, and `pair` for each pair that does.
   */
  router.get('/articles/:slug/live', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const early: string[] = []
    const { leave } = await live.join(article, {
      person: req.person,
      send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      end: () => res.end(),
    })
    res.on('close', leave)
    if (res.closed) return leave()
    res.set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    })
    res.write(`retry: 3000\n\n${early.join('')}`)
    const alive = setInterval(() => void checkSession(req, res), live.beat)
    res.on('close', () => clearInterval(alive))

    function write(text: string): void {
      if (!res.headersSent) early.push(text)
      else if (res.writableLength > mostWaiting) res.destroy()
      else res.write(text)
    }
  })

  /** Which pair somebody is in; none when there is no number. */
  router.post('/articles/:slug/live/:stream', async (req, res) => {
    const number = field(req, 'number')
    if (!/^([1-9][0-9]{0,5})?$/.test(number)) throw new Refused('not-understood')
    const isTheirs = await movePresence(db, streamFrom(req), req.person, number ? Number(number) : null)
    if (!isTheirs) throw new NotFound()
    live.changed(slugFrom(req))
    res.status(204).end()
  })

  /** Pairs as they stand, for a browser that has found out that it missed something. */
  router.get('/articles/:slug/live/pairs/:numbers', async (req, res) => {
    const article = await articleBySlug(db, slugFrom(req))
    const pairs = await pairsNumbered(db, await latestSourceVersion(db, article), numbersFrom(req))
    const people = await peopleByIds(db, peopleIn(pairs))
    res.json(pairs.map((pair) => pairEvent(pair, people)))
  })

  /** A stream that outlives its session would go on telling. */
  async function checkSession(req: Request, res: Response): Promise<void> {
    const person = await whoIs(req).catch(() => req.person)
    if (person?.id === req.person.id) res.write(':\n\n')
    else res.end()
  }

  return router
}

/** Up to a hundred at a time, as `3,5,8`. */
function numbersFrom(req: Request): number[] {
  const numbers = String(req.params.numbers)
  if (!/^[1-9][0-9]{0,5}(,[1-9][0-9]{0,5}){0,99}$/.test(numbers)) throw new NotFound()
  return numbers.split(',').map(Number)
}

function streamFrom(req: Request): string {
  const id = String(req.params.stream)
  if (!isUuid(id)) throw new NotFound()
  return id
}
