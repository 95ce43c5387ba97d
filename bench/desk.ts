import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import express from 'express'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { startEmbedded } from '../server/db/embedded'
import { openDatabase, type Database } from '../server/db/open'
import { urlAs } from '../server/db/roles'
import type { Person } from '../server/people/rules'
import { hashOfPassword, newToken } from '../server/people/secrets'
import { grantRole, insertPerson, insertSession } from '../server/people/store'
import { root } from '../server/root'
import { bringIn } from '../server/sources/actions'
import { latestSourceVersion } from '../server/sources/store'
import { save } from '../server/targets/actions'
import { importTerms } from '../server/termbase/actions'
import { emptyForm, wordingFrom, type TermForm } from '../server/termbase/rules'
import { pairsOf } from '../server/targets/store'
import type { Block } from '../server/text/blocks'
import { launchChromium, prepareChromium } from '../test/support/chromium'
import type { Figure } from './figures'
import { load, median, type Result } from './load'

const folder = join(root, '.cache/bench-desk')
const slug = 'five-hundred'
const pairs = 500

/** The desk as it is used: the built product in a process of its own, on a PostgreSQL that syncs every commit. */
export async function benchDesk(): Promise<Figure[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const database = await openDatabase({ databaseUrl: null, dataDir: folder })
  const cookie = await furnish(database)
  await database.close()

  const desk = await program(['dist/main.js'])
  const admin = (await startEmbedded(join(folder, 'postgres'))).url
  await makeBareTable(admin)
  const bare = await program(['dist/bench.js', 'bare', urlAs('web', admin)])
  try {
    const headers = { cookie: `daeyeok=${cookie}`, origin: `http://127.0.0.1:${desk.port}` }
    return [
      ...(await benchScreen(desk.port, headers)),
      ...(await benchTerms(desk.port, headers)),
      ...(await benchBrowser(desk.port, cookie)),
      ...(await benchSaves(desk.port, bare.port, headers)),
    ]
  } finally {
    for (const { child } of [bare, desk]) {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Program {
  child: ChildProcess
  port: number
}

async function program([path, ...args]: string[]): Promise<Program> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, path!), ...args], {
    env: { ...process.env, DATA_DIR: folder, PORT: '0', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((heard) =>
    child.stdout!.on('data', (chunk) => {
      const [, digits] = /(?:127\.0\.0\.1|localhost):(\d+)/.exec(String(chunk)) ?? []
      if (digits) heard(Number(digits))
    }),
  )
  return { child, port }
}

/** One row a save, one statement, nothing else: what Express and PostgreSQL cost by themselves. */
export function serveBare(url: string): void {
  const pool = new pg.Pool({ connectionString: url, max: 12 })
  pool.on('error', () => {})
  const app = express()
  app.post('/save/:id', express.urlencoded({ extended: false }), async (req, res) => {
    const { text } = req.body as { text: string }
    await pool.query('update desk.bare set text = $1, revision = revision + 1 where id = $2', [
      text,
      req.params.id,
    ])
    res.json({ saved: true })
  })
  const server = createServer(app).listen(0, '127.0.0.1', () => {
    console.log(`127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
  process.once('SIGINT', () => process.exit(0))
}

async function makeBareTable(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`
    create table desk.bare (id integer primary key, text text not null, revision bigint not null default 0) with (fillfactor = 70);
    insert into desk.bare (id, text) select n, '' from generate_series(1, 500) n;
    grant select, update on desk.bare to daeyeok_web;`)
  await admin.end()
}

async function furnish({ web }: Database): Promise<string> {
  const person = await translator(web)
  const blocks: Block[] = [
    { kind: 'title', text: '오백 문단짜리 기사', attributes: {} },
    ...Array.from({ length: pairs - 1 }, (_, index) => ({
      kind: 'paragraph' as const,
      text: korean(index),
      attributes: {},
    })),
  ]
  const article = await bringIn(web, person, {
    slug,
    categoryId: null,
    seriesId: null,
    part: null,
    related: [],
    blocks,
  })
  for (const { source } of await pairsOf(web, await latestSourceVersion(web, article))) {
    const wording = {
      text: english(source.number),
      baseRevision: '0',
      saveId: randomUUID(),
      confirm: source.number % 3 === 0,
    }
    await save(web, { slug, number: source.number }, person, wording)
  }
  await agreeOnTerms(web, person)
  const token = newToken()
  await insertSession(web, person, token, 'bench')
  return token
}

/** Two thousand terms, nine of which stand in every other paragraph. */
async function agreeOnTerms(web: Database['web'], person: Person): Promise<void> {
  const here = [
    '조합원',
    '마을 기금',
    '빵집',
    '돌봄 부엌',
    '총회',
    '조례',
    '사회적 경제',
    '장터 쿠폰',
    '공구 도서관',
  ]
  const elsewhere = Array.from(
    { length: 2_000 - here.length },
    (_, nth) => `${String.fromCharCode(0xac00 + 5 * nth)}나무 용어`,
  )
  const said = (term: Partial<TermForm>) => wordingFrom({ ...emptyForm, ...term })
  const added = [...here, ...elsewhere].map((term, nth) => said({ korean: term, accepted: `term ${nth}` }))
  await importTerms(web, person, { added, changed: [] })
}

async function translator(web: Database['web']): Promise<Person> {
  const passwordHash = await hashOfPassword(newToken())
  const person = (await insertPerson(web, {
    name: '벤치',
    email: 'bench@daeyeok.example',
    locale: 'ko',
    passwordHash,
  }))!
  await grantRole(web, person, 'admin', null)
  await grantRole(web, person, 'translator', person.id)
  return { ...person, roles: ['translator'] }
}

/** As varied as an article is: a browser pays for every syllable it meets for the first time. */
const sentences: [korean: string, english: string][] = [
  [
    '조합원 {n}명이 밤늦게까지 **마을 기금**의 쓰임새를 두고 이야기했습니다.',
    '{n} members talked late into the night about how to use the **village fund**.',
  ],
  [
    '첫눈이 내린 날 빵집 굴뚝에서 흰 김이 올랐고, 골목마다 갓 구운 호밀빵 냄새가 퍼졌습니다.',
    'On the day of the first snow white steam rose from the bakery chimney, and every alley smelled of fresh rye.',
  ],
  [
    '“처음에는 셋뿐이었어요. 지금은 {n}가구가 함께 밥을 짓습니다.”',
    '“There were only three of us at first. Now {n} households cook together.”',
  ],
  [
    '돌봄 부엌은 저녁 여섯 시에 문을 열고, 혼자 사는 어르신 댁에는 자전거로 도시락을 나릅니다.',
    'The care kitchen opens at six, and lunch boxes go by bicycle to elderly people who live alone.',
  ],
  [
    '총회는 예산 {n}억 원을 찬성 다수로 통과시켰지만 반대 의견도 회의록에 그대로 남겼습니다.',
    'The assembly passed the budget with a clear majority, and kept the objections in its minutes.',
  ],
  [
    '햇빛발전소 지붕에는 태양광 판 {n}장이 올라갔으며 남는 전기는 이웃 학교로 보냅니다.',
    '{n} panels went up on the roof of the solar plant, and what is left over goes to the school next door.',
  ],
  [
    '헌책을 고치던 할머니는 “책등을 꿰매면 이야기도 다시 살아난다”며 웃었습니다.',
    'The old woman who mends used books laughed: “Sew the spine and the story comes back to life.”',
  ],
  [
    '버스가 끊긴 뒤 주민들은 승합차 두 대를 빌려 읍내까지 하루 {n}번 다니기로 했습니다.',
    'After the bus line ended the villagers rented two vans and agreed on {n} trips a day to town.',
  ],
  [
    '공구 도서관에서 가장 자주 나가는 것은 전동 드릴이고 그다음은 뜻밖에도 떡메입니다.',
    'What leaves the tool library most is the electric drill, and after it, surprisingly, the rice mallet.',
  ],
  [
    '군의회는 조례 제{n}조를 고쳐 사회적 경제 기업의 물품을 먼저 사도록 했습니다.',
    'The county council amended Article {n} so that goods of social enterprises are bought first.',
  ],
  [
    '장터 쿠폰은 다 쓰이지 못하고 열흘 만에 사라졌는데 까닭은 표기가 서로 달랐기 때문입니다.',
    'The market coupons vanished within ten days, unused, because they were printed in two ways.',
  ],
]

function korean(nth: number): string {
  return sentenceOf(nth)[0].replace('{n}', String(nth + 12))
}

function english(number: number): string {
  return sentenceOf(Math.max(0, number - 1))[1].replace('{n}', String(number + 11))
}

function sentenceOf(nth: number) {
  const [one, other] = [sentences[nth % sentences.length]!, sentences[(nth * 7 + 3) % sentences.length]!]
  return [`${one[0]} ${other[0]}`, `${one[1]} ${other[1]}`] as const
}

async function benchScreen(port: number, headers: Record<string, string>): Promise<Figure[]> {
  const shot = () => ({ method: 'GET' as const, path: `/desk/articles/${slug}/review`, headers })
  await load(port, 1, 2, shot)
  const { times } = await load(port, 1, 4, shot)
  return [
    {
      name: 'review screen of 500 pairs, at the server',
      value: median(times),
      unit: 'ms',
      goal: 'at most 80',
    },
  ]
}

/** What the dock asks for when the hands rest in a pair, and what all underlines are painted from. */
async function benchTerms(port: number, headers: Record<string, string>): Promise<Figure[]> {
  const article = `/desk/articles/${slug}`
  const asked = {
    'terms of a pair, at the server': `${article}/pairs/250/terms?part=1`,
    'findings of a pair, at the server': `${article}/pairs/250/findings?part=1`,
    'places of all terms in 500 pairs, at the server': `${article}/terms`,
  }
  const figures: Figure[] = []
  for (const [name, path] of Object.entries(asked)) {
    const get = () => ({ method: 'GET' as const, path, headers })
    await load(port, 1, 1, get)
    figures.push({ name, value: median((await load(port, 1, 3, get)).times), unit: 'ms' })
  }
  return figures
}

async function benchSaves(
  port: number,
  barePort: number,
  headers: Record<string, string>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const connections of [1, 10]) {
    const turn = async (seconds: number) => ({
      bare: await saveBare(barePort, connections, seconds),
      ours: await saveOurs(port, connections, seconds, headers),
    })
    // Every connection plans its statements once, and every program is slow at first: neither is counted.
    await turn(1)
    const runs: { ours: Result; bare: Result }[] = []
    while (runs.length < 5) runs.push(await turn(2))
    const rate = (of: 'ours' | 'bare') => median(runs.map((run) => run[of].rate).sort((a, b) => a - b))
    const times = runs.flatMap(({ ours }) => ours.times).sort((a, b) => a - b)
    const failures = runs.reduce((sum, { ours }) => sum + ours.failures, 0)
    figures.push(
      {
        name: `saving a pair, ${connections} at once, median`,
        value: median(times),
        unit: 'ms',
        ...(connections === 1 && { goal: 'at most 6' }),
      },
      {
        name: `saves a second, ${connections} at once, beside a bare UPDATE`,
        value: rate('ours'),
        unit: '/s',
        ratio: rate('ours') / rate('bare'),
        goal: 'ratio at least 0.5',
      },
      ...(failures > 0 ? [{ name: 'SAVES THAT FAILED', value: failures, unit: '' }] : []),
    )
  }
  return figures
}

const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }

function saveBare(port: number, connections: number, seconds: number): Promise<Result> {
  return load(port, connections, seconds, (connection, nth) => ({
    method: 'POST',
    path: `/save/${pairOf(connection, nth)}`,
    headers: form,
    body: String(new URLSearchParams({ text: `${english(nth)} ${nth}` })),
  }))
}

/** Each connection is a person who goes down pairs of their own and saves each on what they saved before. */
function saveOurs(
  port: number,
  connections: number,
  seconds: number,
  headers: Record<string, string>,
): Promise<Result> {
  return load(
    port,
    connections,
    seconds,
    (connection, nth) => ({
      method: 'POST',
      path: `/desk/articles/${slug}/pairs/${pairOf(connection, nth)}`,
      headers: { ...headers, ...form },
      body: String(
        new URLSearchParams({
          text: `${english(nth)} ${nth} ${Date.now()}`,
          revision: revisions.get(pairOf(connection, nth)) ?? '1',
          save: saveName(),
        }),
      ),
    }),
    (connection, nth, body, status) => {
      const { revision } = JSON.parse(body) as { revision: string }
      if (status === 200) revisions.set(pairOf(connection, nth), revision)
    },
  )
}

/** As the review screen names a save: the time first (UUID version 7). */
function saveName(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** What the server said last of each pair. */
const revisions = new Map<number, string>()

function pairOf(connection: number, nth: number): number {
  return 2 + connection * 45 + (nth % 45)
}

async function benchBrowser(port: number, cookie: string): Promise<Figure[]> {
  await prepareChromium()
  const browser = await launchChromium()
  const plain = await serveStaticPage('')
  const deft = await serveStaticPage('content-visibility:auto;contain-intrinsic-size:auto 6rem')
  const at = (of: { port: number }) => interactive(browser, `http://127.0.0.1:${of.port}/`, null)
  const review = `http://127.0.0.1:${port}/desk/articles/${slug}/review`
  try {
    const rounds: Record<'plain' | 'deft' | 'ours', number>[] = []
    for (let round = 0; round < 10; round++) {
      rounds.push({
        plain: await at(plain),
        deft: await at(deft),
        ours: await interactive(browser, review, cookie),
      })
    }
    const middle = (of: 'plain' | 'deft' | 'ours') =>
      median(
        rounds
          .slice(1)
          .map((round) => round[of])
          .sort((a, b) => a - b),
      )
    const beside = (of: 'plain' | 'deft', what: string) => ({
      name: `review screen of 500 pairs, to interactive, beside ${what}`,
      value: middle('ours'),
      unit: 'ms',
      ratio: middle('ours') / middle(of),
      goal: 'ratio at most 1.5',
    })
    return [
      { name: 'static page of 500 textareas, to interactive', value: middle('plain'), unit: 'ms' },
      { name: 'the same with content-visibility', value: middle('deft'), unit: 'ms' },
      beside('plain', 'the static page'),
      beside('deft', 'the one with content-visibility'),
      {
        name: 'longest that typing was blocked',
        value: await blockedTyping(browser, port, cookie),
        unit: 'ms',
        goal: 'at most 50',
      },
    ]
  } finally {
    plain.close()
    deft.close()
    await browser.close()
  }
}

/** Until the page is parsed, its scripts have run, and two frames were drawn with an empty queue behind them. */
async function interactive(browser: Browser, url: string, cookie: string | null): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  if (cookie) await context.addCookies([{ name: 'daeyeok', value: cookie, url }])
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  const time = await page.evaluate<number>(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(performance.now())))))',
  )
  await context.close()
  return time
}

async function blockedTyping(browser: Browser, port: number, cookie: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const url = `http://127.0.0.1:${port}/desk/articles/${slug}/review`
  await context.addCookies([{ name: 'daeyeok', value: cookie, url }])
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'load' })
  await page.locator('#p250 textarea').click()
  await page.evaluate(`
    window.longest = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
    }).observe({ type: 'longtask' })`)
  await page.keyboard.type(
    'The members decided that the fund should stay where it is for another year. '.repeat(2),
    { delay: 12 },
  )
  await page.waitForTimeout(1500)
  const longest = await page.evaluate<number>('window.longest')
  await context.close()
  return longest
}

/** The same words in as many textareas, with nothing else: what a browser needs for so much to write in. */
async function serveStaticPage(style: string): Promise<{ port: number; close: () => void }> {
  const rows = Array.from(
    { length: pairs },
    (_, index) =>
      `<li><p lang="ko">${korean(index).replaceAll('*', '')}</p><textarea lang="en" aria-label="${index + 1}">${english(index + 1)}</textarea></li>`,
  )
  const html = `<!doctype html><html lang="ko"><meta charset="utf-8"><title>500</title><style>li{display:grid;grid-template-columns:1fr 1fr;${style}}</style><ol>${rows.join('')}</ol></html>`
  const server = createServer((_req, res) =>
    res.setHeader('Content-Type', 'text/html; charset=utf-8').end(html),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
