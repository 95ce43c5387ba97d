import { setTimeout as sleep } from 'node:timers/promises'
import { Agent } from 'node:http'
import type { Figure } from './figures'
import { send } from './load'
import { paragraphs, type ReaderHouse } from './readerHouse'
import { standAside, visit } from './visiting'

/** The first is not counted: a server that was just started still compiles what it runs. */
const rounds = 7
const draftsARound = 2

benchBusy.articles = rounds * draftsARound

/** A page read twice every ten milliseconds, while nothing else goes on and while people look things up and drafts are made, in turns. */
export async function benchBusy({ port, cookie, waiting, underWay }: ReaderHouse): Promise<Figure[]> {
  const headers = { cookie, origin: `http://127.0.0.1:${port}` }
  const agent = new Agent({ keepAlive: true })
  const runs: { idle: number[]; busy: number[] }[] = []
  let lookedUp = 0
  let drafted = 0
  const back = standAside()
  await read()
  for (let round = 0; round < rounds; round++) {
    const idle = await read()
    const own = waiting.slice(round * draftsARound, (round + 1) * draftsARound)
    for (const slug of own)
      await send(agent, port, {
        ...{ method: 'POST', path: `/desk/articles/${slug}/drafts`, body: '' },
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      })
    let over = false
    const lookUps = [lookUp(0), lookUp(1)]
    const busy = await read()
    if (round > 0) runs.push({ idle, busy })
    over = true
    await Promise.all(lookUps)
    while ((await underWay()) > 0) await sleep(200)
    drafted += draftsARound * paragraphs

    async function lookUp(which: number): Promise<void> {
      await sleep(which * 50)
      for (let number = 2; !over; number++, lookedUp++) {
        const path = `/desk/articles/${waiting.at(-1 - which)}/pairs/${(number % paragraphs) + 1}/matches?part=1`
        const { status } = await send(agent, port, {
          ...{ method: 'GET', path },
          // As the dock asks for it.
          headers: { ...headers, accept: '*/*' },
        })
        if (status !== 200) throw new Error(`a look-up was answered ${status}`)
        await sleep(100)
      }
    }
  }
  agent.destroy()
  back()

  const idle = at99(runs.flatMap((run) => run.idle))
  const busy = at99(runs.flatMap((run) => run.busy))
  const ratios = runs.map((run) => at99(run.busy) / at99(run.idle)).sort((a, b) => a - b)
  return [
    { name: 'a page from memory while nothing goes on, 99th of 100', value: idle, unit: 'ms' },
    {
      ...{
        name: 'while look-ups and drafts go on, 99th of 100',
        value: busy,
        unit: 'ms',
        goal: 'at most 1.3',
      },
      ...{ ratio: busy / idle, spread: [ratios[0]!, ratios.at(-1)!] as [number, number] },
    },
    { name: '  look-ups meanwhile', value: lookedUp, unit: '' },
    { name: '  paragraphs drafted meanwhile and after', value: drafted, unit: '' },
  ]

  async function read(): Promise<number[]> {
    const path = '/en/care-kitchen-part-1'
    const how = {
      port,
      path,
      connections: 4,
      milliseconds: 3000,
      coding: 'gzip, deflate, br, zstd',
      every: 20,
    }
    return (await visit(how)).times
  }
}

function at99(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!
}
