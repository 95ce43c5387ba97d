import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../server/config'
import { startEmbedded } from '../server/db/embedded'
import { openDatabase, type Database } from '../server/db/open'
import type { Person } from '../server/people/rules'
import { hashOfPassword, newToken } from '../server/people/secrets'
import { grantRole, insertPerson, insertSession } from '../server/people/store'
import { root } from '../server/root'
import { serve } from '../server/serve'
import type { Category } from '../server/articles/rules'
import { pathTo } from '../server/web/paths'
import { aCategory, anArticle, publishEnglish, publishKorean, type Words } from '../test/reader/published'
import type { Figure } from './figures'
import { load, median } from './load'

const folder = join(root, '.cache/bench-site')
const articles = 10_000

/** The site with ten thousand articles in it: pages that nobody has asked for before, searches, and the desk behind them. */
export async function benchSite(): Promise<Figure[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const database = await openDatabase({ databaseUrl: null, dataDir: folder })
  try {
    const cookie = await furnish(database)
    await tidy()
    const serving = await serve(readConfig({ PORT: '0', JOBS: 'no' }), database)
    try {
      return [
        ...(await benchUncached(serving.port)),
        ...(await benchSearch(serving.port)),
        await benchDesk(serving.port, cookie),
      ]
    } finally {
      await serving.stop()
    }
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The cookie of an editor. */
async function furnish({ web }: Database): Promise<string> {
  const [author, editor] = await editors(web)
  const categories: Category[] = []
  for (let nth = 0; nth < 8; nth++)
    categories.push(await aCategory(web, `c-${nth}`, `갈래 ${nth}`, `Section ${nth}`))
  let next = 1
  const work = async () => {
    for (let nth = next++; nth <= articles; nth = next++) {
      const article = await anArticle(web, author, { slug: `a-${nth}`, category: categories[nth % 8]! })
      const said = (from: string[], byline: string) => ({ ...words(nth, from), byline })
      const source = await publishKorean(
        web,
        article,
        author,
        editor,
        said(korean, `글 ${nameOf(nth, korean)} 기자`),
      )
      await publishEnglish(web, source, author, editor, said(english, `By Kim ${nameOf(nth, english)}`))
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  const token = newToken()
  await insertSession(web, editor, token, 'bench')
  return `daeyeok=${token}`
}

/** Three hundred people write, some of them often. */
function nameOf(nth: number, from: string[]): string {
  return from[7000 + Math.min(nth % 300, (nth * 7) % 40)]!
}

/** What PostgreSQL does by itself within a minute or two. */
async function tidy(): Promise<void> {
  const { url } = await startEmbedded(join(folder, 'postgres'))
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('vacuum analyze')
  await admin.end()
}

async function editors(web: Database['web']): Promise<[Person, Person]> {
  const passwordHash = await hashOfPassword(newToken())
  const people: Person[] = []
  for (const name of ['Author', 'Editor']) {
    const email = `${name.toLowerCase()}@daeyeok.example`
    const person = (await insertPerson(web, { name, email, locale: 'en', passwordHash }))!
    const first = people[0]
    await grantRole(web, person, first ? 'editor' : 'admin', first?.id ?? null)
    people.push({ ...person, roles: [first ? 'editor' : 'admin'] })
  }
  return people as [Person, Person]
}

/** Syllables and stems make more words than a newspaper has; the early ones come often, as words do. */
const korean = vocabulary(
  '가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후',
  '은는이가을를의에',
)
const english = vocabulary('ba ce di fo gu la me ni po ru sa te vi wo ya'.split(' '), ['', 's', 'ed', 'ing'])

function vocabulary(parts: Iterable<string>, ends: Iterable<string>): string[] {
  const [all, endings] = [[...parts], [...ends]]
  return Array.from({ length: 8000 }, (_, nth) => {
    const one = (at: number) =>
      all[(nth * (at + 3) + at * at * 7 + Math.floor(nth / all.length)) % all.length]!
    return one(0) + one(1) + (nth % 3 ? one(2) : '') + endings[nth % endings.length]!
  })
}

/** About as long as an article is: twenty paragraphs of forty words. */
function words(nth: number, from: string[]): Words {
  let seed = nth
  const word = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return from[Math.floor((seed / 2147483648) ** 3 * from.length)]!
  }
  const sentence = (length: number) => Array.from({ length }, word).join(' ')
  return { title: sentence(6), summary: sentence(20), body: Array.from({ length: 20 }, () => sentence(40)) }
}

async function benchUncached(port: number): Promise<Figure[]> {
  const figures: Figure[] = []
  let bytes = 0
  let nth = 0
  const pages: [name: string, path: () => string][] = [
    ['an article nobody has read yet', () => `/${nth % 2 ? 'ko' : 'en'}/a-${(++nth % articles) + 1}`],
    ['a page of the list nobody has read yet', () => `/${nth % 2 ? 'ko' : 'en'}/?page=${(++nth % 490) + 2}`],
    [
      'a page of a category',
      () => `/${nth % 2 ? 'ko' : 'en'}/?category=c-${++nth % 8}&page=${(nth % 60) + 1}&made=${nth}`,
    ],
    ['the articles of an author', () => author(++nth)],
    ['a page of a year', () => `/${nth % 2 ? 'ko' : 'en'}/years/${year}?page=${(++nth % 490) + 1}`],
    // An address that is not kept, so that it is made each time.
    ['the front page', () => `/${++nth % 2 ? 'ko' : 'en'}/?made=${nth}`],
    ['the index', () => `/${++nth % 2 ? 'ko' : 'en'}/index/?made=${nth}`],
  ]
  const year = new Date().getFullYear()
  const author = (nth: number) =>
    nth % 2
      ? `/ko/authors/${encodeURIComponent(nameOf(nth, korean))}?made=${nth}`
      : `/en/authors/kim-${nameOf(nth, english)}?made=${nth}`
  for (const [name, path] of pages) {
    await load(port, 1, 0.5, () => ({ method: 'GET', path: path() }))
    const { times, failures } = await load(
      port,
      1,
      1.5,
      () => ({ method: 'GET', path: path() }),
      (_connection, _nth, body) => {
        if (name.startsWith('an article')) bytes = Math.max(bytes, Buffer.byteLength(body))
      },
    )
    figures.push({ name: `${name}, median`, value: median(times), unit: 'ms', goal: 'at most 15' })
    if (failures > 0) figures.push({ name: 'PAGES THAT FAILED', value: failures, unit: '' })
  }
  return [
    ...figures,
    { name: 'an article before pictures', value: bytes / 1000, unit: 'kB', goal: 'at most 60' },
  ]
}

async function benchSearch(port: number): Promise<Figure[]> {
  const rare = (from: string[]) => from.slice(6000, 6050)
  const common = (from: string[]) => from.slice(0, 5)
  const together = (one: string[], other: string[]) =>
    one.map((word, at) => `${word} ${other[at % other.length]}`)
  const kinds: [name: string, language: 'ko' | 'en', queries: string[]][] = [
    ['a rare Korean word', 'ko', rare(korean)],
    ['two syllables that are everywhere', 'ko', common(korean).map((word) => word.slice(0, 2))],
    ['one syllable that is everywhere', 'ko', common(korean).map((word) => word[0]!)],
    ['two rare Korean words', 'ko', together(rare(korean), rare(korean).toReversed())],
    ['a rare word and one that is everywhere', 'ko', together(rare(korean), common(korean))],
    ['three words that are everywhere', 'ko', [common(korean).slice(0, 3).join(' ')]],
    ['a rare English word', 'en', rare(english)],
    [
      'an English word by another ending',
      'en',
      rare(english).map((word) => `${word.replace(/(s|ed|ing)$/, '')}s`),
    ],
    ['an English word that is everywhere', 'en', common(english)],
    ['an English word, among Korean pages', 'ko', common(english)],
    ['a Korean word, among English pages', 'en', common(korean)],
    ['a page far back', 'ko', common(korean).map((word) => `${word}&page=90`)],
    ['what is nowhere', 'ko', ['없는말', 'zzzz']],
  ]
  const figures: Figure[] = []
  for (const [name, language, queries] of kinds) {
    const shot = (_: number, nth: number) => {
      const [words, page] = queries[nth % queries.length]!.split('&page=')
      return {
        method: 'GET' as const,
        path: pathTo.search(language, { query: words!, page: Number(page ?? 1) }),
      }
    }
    await load(port, 1, 0.5, shot)
    const { times, failures } = await load(port, 1, 1.5, shot)
    figures.push(
      {
        ...{ name: `searching for ${name}, median`, value: median(times), unit: 'ms', goal: 'at most 20' },
        spread: [times[0]!, times[Math.floor(times.length * 0.99)]!],
      },
      ...(failures > 0 ? [{ name: 'SEARCHES THAT FAILED', value: failures, unit: '' }] : []),
    )
  }
  return figures
}

async function benchDesk(port: number, cookie: string): Promise<Figure> {
  const shot = () => ({ method: 'GET' as const, path: pathTo.desk(), headers: { cookie } })
  await load(port, 1, 1, shot)
  const { times, failures } = await load(port, 1, 3, shot)
  if (failures > 0) throw new Error('the desk failed')
  return { name: 'the first page of the desk, median', value: median(times), unit: 'ms' }
}
