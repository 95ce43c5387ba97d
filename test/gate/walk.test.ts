import { setTimeout as sleep } from 'node:timers/promises'
import { openApart, type HouseApart } from './apart'
import { chanceFrom } from './chance'
import { deedsIn, settle, type Outcome } from './deeds'
import { looksAt, looksElsewhere, looksPastMemory, wrongWith, type Look } from './looks'
import { publicTokens } from './newsroom'
import { visitorOf, type Visitor } from './visitor'

/**
 * A walk at random through everything that people do here, over HTTP, with a token of its own in every text, every
 * name and every reason. After each step every public address is asked (searches after every fifth), and must show exactly
 * what the newsroom in memory says that readers may see. WALK_STEPS and WALK_SEED make it longer and another.
 */
const steps = Number(process.env.WALK_STEPS || 2000)
const seed = Number(process.env.WALK_SEED || 20261122)

/** In two thousand steps or more; a shorter walk has to have done each once. One on which nothing happens finds nothing. */
const fewest = { submit: 50, approve: 50, publish: 50, retract: 50 }

let house: HouseApart
let visitor: Visitor
beforeAll(async () => {
  house = await openApart()
  visitor = visitorOf(house.url)
})
afterAll(async () => {
  visitor.close()
  await house.close()
})

test(
  `readers see what was approved for them and nothing else, through ${steps} steps`,
  async () => {
    const walk = await beginWalk()
    const begun = performance.now()
    try {
      for (let step = 0; step < steps; step++) await walk.step(step)
    } finally {
      const seconds = Math.round((performance.now() - begun) / 1000)
      console.log(`seed ${seed}, ${steps} steps in ${seconds} s\n${walk.report()}`)
    }
    for (const [deed, times] of Object.entries(fewest)) {
      const enough = walk.times(deed) >= (steps < 2000 ? 1 : times)
      expect([deed, walk.times(deed), enough]).toEqual([deed, walk.times(deed), true])
    }
  },
  60_000 + steps * 600,
)

async function beginWalk() {
  const chance = chanceFrom(seed)
  const { site, people } = await settle(house.database.web, chance)
  const log: string[] = []
  const { bringIn, deeds } = deedsIn({ house, visitor, chance, site, people, log })
  const total = deeds.reduce((sum, { weight }) => sum + weight, 0)
  const counts = new Map<string, Record<Outcome, number>>()
  const answers = new Map<number, number>()

  return { step, report, times: (deed: string) => counts.get(deed)?.done ?? 0 }

  async function step(number: number): Promise<void> {
    const { name, deed } = number % 5 === 0 && bringIn.isOpen() ? bringIn : weighted()
    try {
      const outcome = await deed()
      count(name, outcome)
      await lookAround(number, name === 'come due')
    } catch (error) {
      const before = log.slice(-12).join('\n')
      const message = `seed ${seed}, step ${number}, ${name}: ${(error as Error).message}\n${before}`
      throw new Error(message, { cause: error })
    }
  }

  function weighted() {
    let left = chance.roll() * total
    return deeds.find(({ weight }) => (left -= weight) < 0) ?? deeds[0]!
  }

  function count(name: string, outcome: Outcome): void {
    const times = counts.get(name) ?? { done: 0, refused: 0, idle: 0 }
    times[outcome] += 1
    counts.set(name, times)
  }

  /** Asks every public address. After a round of the worker the server has to be told first, so it has a moment. */
  async function lookAround(number: number, mayTakeAMoment: boolean): Promise<void> {
    const allowed = publicTokens(site.stories)
    const looks = looksAt(site)
    if (number % 5 === 0) looks.push(...looksPastMemory(site))
    if (number % 20 === 0) looks.push(...looksElsewhere(chance.any(site.stories)))
    const patience = performance.now() + (mayTakeAMoment ? 10_000 : 0)
    for (;;) {
      const wrong = (await Promise.all(looks.map((look) => lookFor(look, allowed)))).flat()
      if (wrong.length === 0) return
      if (performance.now() > patience) throw new Error(wrong.join('\n'))
      await sleep(20)
    }
  }

  async function lookFor(look: Look, allowed: Set<string>): Promise<string[]> {
    const coding = chance.any(['', '', '', '', '', '', '', '', 'gzip', 'br'])
    const answer = await visitor.get(look.path, coding ? { 'Accept-Encoding': coding } : {})
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1)
    return wrongWith(look, answer, allowed)
  }

  function report(): string {
    const done = [...counts].map(
      ([name, times]) => `${name}: ${times.done} done, ${times.refused} refused, ${times.idle} idle`,
    )
    const asked = [...answers].sort().map(([status, times]) => `${times} × ${status}`)
    return [...done.sort(), `${chance.tokens()} tokens; answers to readers: ${asked.join(', ')}`].join('\n')
  }
}
