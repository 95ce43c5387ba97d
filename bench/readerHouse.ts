import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '../server/db/embedded'
import { openAs, type Database } from '../server/db/open'
import type { Person } from '../server/people/rules'
import { newToken } from '../server/people/secrets'
import { insertSession } from '../server/people/store'
import { root } from '../server/root'
import { bringIn } from '../server/sources/actions'
import type { Block } from '../server/text/blocks'
import { startLibreTranslateStub } from '../test/support/engineStub'

const folder = join(root, '.cache/bench-reader')

export interface Program {
  child: ChildProcess
  ports: number[]
}

/** The built product with the demo's newsroom, in a process of its own, and an engine beside it that answers at once. */
export interface ReaderHouse {
  port: number
  pid: number
  /** Of somebody who translates. */
  cookie: string
  /** Slugs of articles that wait for a draft. */
  waiting: string[]
  /** How many drafts are still being made. */
  underWay(): Promise<number>
  stop(): Promise<void>
}

export const paragraphs = 300

export async function startHouse(articles: number): Promise<ReaderHouse> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const engine = await startLibreTranslateStub()
  const start = () =>
    program(['dist/main.js', '--demo'], {
      ...{ DATA_DIR: folder, PORT: '0', LIBRETRANSLATE_URL: engine.url, LIBRETRANSLATE_API_KEY: engine.key },
    })
  const first = await start()
  // The product's own PostgreSQL, by another door.
  const { url } = await startEmbedded(join(folder, 'demo/postgres'))
  const early = openAs(url)
  const { cookie, waiting } = await furnish(early, articles)
  await early.close()
  // What made the demo's newsroom is left with a heap that no server in service has.
  await stopProgram(first)
  const product = await start()
  const database = openAs(url)
  return {
    port: product.ports[0]!,
    pid: product.child.pid!,
    cookie,
    waiting,
    underWay: async () => (await database.web('drafts').whereNull('finishedAt').select('id')).length,
    stop: async () => {
      await database.close()
      await stopProgram(product)
      await engine.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function furnish({ web }: Database, articles: number) {
  const person = (await web<Person>('people').where({ email: 'minji@daeyeok.example' }).first())!
  const translator = { ...person, roles: ['translator' as const] }
  const waiting: string[] = []
  for (let nth = 1; nth <= articles; nth++) {
    const slug = `waiting-${nth}`
    const blocks = Array.from({ length: paragraphs }, (_, at) => blockOf(nth, at))
    await bringIn(web, translator, {
      slug,
      categoryId: null,
      seriesId: null,
      part: null,
      related: [],
      blocks,
    })
    waiting.push(slug)
  }
  const token = newToken()
  await insertSession(web, translator, token, 'bench')
  return { cookie: `daeyeok=${token}`, waiting }
}

function blockOf(nth: number, at: number): Block {
  if (at === 0) return { kind: 'title', text: `초안을 기다리는 기사 ${nth}`, attributes: {} }
  const text = `은여울동 주민 ${nth * 1000 + at}명이 **마을 부엌**에서 밥을 짓고, 저녁이면 자전거로 도시락을 나르며 안부를 물었습니다.`
  return { kind: 'paragraph', text, attributes: {} }
}

export async function program(words: string[], env: NodeJS.ProcessEnv = {}, ports = 1): Promise<Program> {
  const child = spawn(
    process.execPath,
    words.map((word, at) => (at === 0 ? join(root, word) : word)),
    {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  const heard = await new Promise<number[]>((done) =>
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      const all = [...said.matchAll(/(?:127\.0\.0\.1|localhost):(\d+)(?=\D)/g)].map(([, digits]) =>
        Number(digits),
      )
      if (all.length >= ports) done(all.slice(0, ports))
    }),
  )
  return { child, ports: heard }
}

export async function stopProgram({ child }: Program): Promise<void> {
  child.kill('SIGINT')
  await once(child, 'exit')
}
