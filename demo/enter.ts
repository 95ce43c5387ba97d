import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepPhotograph } from '../server/articles/actions'
import type { Article } from '../server/articles/rules'
import { articleBySlug, categoryNamed, seriesNamed } from '../server/articles/store'
import { approve, returnVersion } from '../server/approvals/actions'
import { assign } from '../server/assignments/actions'
import { insertAssignment } from '../server/assignments/store'
import type { Db } from '../server/db/connection'
import type { Database } from '../server/db/open'
import { askForDraft } from '../server/drafting/actions'
import { finishDraft, keepAnswers, piecesOf } from '../server/drafting/store'
import { dismiss } from '../server/checks/actions'
import { findingsIn } from '../server/checks/store'
import type { Person } from '../server/people/rules'
import { hashOfPassword } from '../server/people/secrets'
import { anybodyThere, grantRole, insertPerson } from '../server/people/store'
import { publish, publishSource, schedule } from '../server/publications/actions'
import { addSourceVersion, approveSource, bringIn } from '../server/sources/actions'
import { linksOf, proposalFor } from '../server/sources/proposal'
import { latestSourceVersion, sourceSegments } from '../server/sources/store'
import { root } from '../server/root'
import { submit } from '../server/submissions/actions'
import { comment, save, settle } from '../server/targets/actions'
import { addTerm } from '../server/termbase/actions'
import { emptyForm, wordingFrom } from '../server/termbase/rules'
import { isTranslatable } from '../server/targets/rules'
import { commentsOf, pairsOf } from '../server/targets/store'
import type { Block } from '../server/text/blocks'
import { blocksOf } from '../server/text/markdown'
import { dayIn } from '../server/text/days'
import { demoTerms } from './terms'
import { demoArticles, demoCategories, demoPeople, demoSeries, type DemoArticle } from './index'

const folder = join(root, 'demo')
const password = 'daeyeok-demo'

/**
 * Everything the demo does, it does as its people through the deeds of the product. Into a house where somebody works
 * already it does not come. Returns the lines that tell who can sign in.
 */
export async function enterDemoWorld({ web, worker }: Pick<Database, 'web' | 'worker'>): Promise<string[]> {
  if (await anybodyThere(web)) return welcome(web)
  console.log('Setting up the demo world, once.')
  const people = await enterPeople(web)
  const places = await enterPlaces(web)
  const stage: Stage = { web, worker, people, ...places }
  for (const article of demoArticles) await bringInDemo(stage, article)
  for (const article of demoArticles) await relateDemo(stage, article)
  for (const article of demoArticles) await playDemo(stage, article)
  await enterTerms(stage)
  await web('settings').insert({ name: 'demo-entered', value: 'true' })
  return guests()
}

async function welcome(web: Db): Promise<string[]> {
  if (await web('settings').where({ name: 'demo-entered' }).first()) return guests()
  return [
    'Somebody works here already, or the demo world was not finished: it was left as it is. A new DATA_DIR gives a whole one.',
  ]
}

interface Stage {
  web: Db
  worker: Db
  people: Map<string, Person>
  categories: Map<string, string>
  series: Map<string, string>
}

function guests(): string[] {
  return [
    `The password of everyone in the demo is ${password}`,
    ...demoPeople.map(({ name, email, roles }) => `  ${email.padEnd(26)} ${name}, ${roles.join(' and ')}`),
  ]
}

async function enterPeople(web: Db): Promise<Map<string, Person>> {
  const passwordHash = await hashOfPassword(password)
  const entered = new Map<string, Person>()
  const admins = demoPeople.filter(({ roles }) => roles.includes('admin'))
  const first = admins[0]!
  for (const one of [first, ...demoPeople.filter((other) => other !== first)]) {
    const { key, name, email, locale, roles } = one
    const person = (await insertPerson(web, { name, email, locale, passwordHash }))!
    for (const role of ['admin', 'editor', 'translator'] as const) {
      if (roles.includes(role))
        await grantRole(
          web,
          person,
          role,
          entered.get(first.key)?.id ?? (role === 'admin' ? null : person.id),
        )
    }
    entered.set(key, { ...person, roles })
  }
  return entered
}

async function enterPlaces(web: Db): Promise<Pick<Stage, 'categories' | 'series'>> {
  const categories = new Map<string, string>()
  const series = new Map<string, string>()
  for (const { slug, ko, en } of demoCategories)
    categories.set(slug, (await categoryNamed(web, { nameKo: ko, nameEn: en })).id)
  for (const { slug, ko, en } of demoSeries)
    series.set(slug, (await seriesNamed(web, { nameKo: ko, nameEn: en })).id)
  return { categories, series }
}

/** Agreed on after all of it was written, so there is something for the checks to find. */
async function enterTerms({ web, people, series: all }: Stage): Promise<void> {
  for (const { by, series, article, ...said } of demoTerms) {
    const scope = series
      ? `series:${all.get(series)!}`
      : article
        ? `article:${(await articleBySlug(web, article)).id}`
        : ''
    await addTerm(web, people.get(by)!, wordingFrom({ ...emptyForm, ...said, scope }))
  }
}

async function bringInDemo({ web, people, categories, series }: Stage, demo: DemoArticle): Promise<void> {
  const editor = people.get(demo.editor ?? 'soyeon')!
  await bringIn(web, editor, {
    slug: demo.slug,
    categoryId: categories.get(demo.category) ?? null,
    seriesId: (demo.series && series.get(demo.series)) || null,
    part: demo.part ?? null,
    related: [],
    blocks: await blocksOfDemo(web, editor, demo, `${demo.slug}.md`),
  })
}

/** Articles are related to each other, so this waits until all are there. */
async function relateDemo({ web }: Stage, demo: DemoArticle): Promise<void> {
  const article = await articleBySlug(web, demo.slug)
  const others = await Promise.all(demo.related.map((slug) => articleBySlug(web, slug)))
  if (others.length === 0) return
  await web('relatedArticles').insert(
    others.map(({ id }, index) => ({ articleId: article.id, relatedArticleId: id, position: index + 1 })),
  )
}

/** Which photograph a file of the demo has become; the second wording of an article shows the same ones. */
const kept = new Map<string, string>()

async function blocksOfDemo(web: Db, editor: Person, demo: DemoArticle, file: string): Promise<Block[]> {
  const [title, ...body] = blocksOf(readFileSync(join(folder, 'articles', file), 'utf8'))
  const front: Block[] = [
    { kind: 'summary', text: demo.summary, attributes: {} },
    { kind: 'byline', text: demo.byline, attributes: {} },
  ]
  const blocks = [title!, ...front, ...body]
  return Promise.all(blocks.map((block) => withPhotograph(web, editor, block)))
}

async function withPhotograph(web: Db, editor: Person, block: Block): Promise<Block> {
  const { src, ...attributes } = block.attributes
  if (block.kind !== 'figure' || !src) return block
  const media =
    kept.get(src) ??
    (await keepPhotograph(web, editor, { name: src, bytes: readFileSync(join(folder, 'pictures', src)) }))
      .publicId
  kept.set(src, media)
  return { ...block, attributes: { ...attributes, media } }
}

/** Takes an article as far on its way as its stage says. */
async function playDemo(stage: Stage, demo: DemoArticle): Promise<void> {
  const { web, people } = stage
  const article = await articleBySlug(web, demo.slug)
  const translator = people.get(demo.translator ?? '')
  const editor = people.get(demo.editor ?? 'soyeon')!
  await assignDemo(stage, article, demo)
  if (demo.stage === 'fresh') return

  await approveSource(web, article, await latestSourceVersion(web, article), editor)
  await publishSource(web, article, 1, editor)
  if (!translator) return
  await draftDemo(stage, article, demo, translator)
  await translateDemo(stage, article, demo, translator)
  await discussDemo(stage, demo)
  if (demo.stage === 'drafted') return

  await judgeRight(web, article, translator)
  await submit(web, article, translator, '')
  if (demo.stage === 'in-review') return
  if (demo.stage === 'returned') return returnVersion(web, article, 1, editor, demo.returnedReasons!)

  const number = demo.polished ? await polishDemo(stage, article, demo.polished) : 1
  await approve(web, article, number, editor)
  if (demo.stage === 'approved-scheduled') {
    return schedule(
      web,
      article,
      number,
      editor,
      new Date(Date.now() + (demo.scheduledInDays ?? 1) * 24 * 60 * 60_000),
    )
  }
  await publish(web, article, number, editor)
  if (demo.changedSource) await changeDemo(stage, article, demo, demo.changedSource)
}

/** Somebody was sure of a number that is ten times too small: the check said so, and in the end the editor did. */
async function judgeRight(web: Db, article: Article, translator: Person): Promise<void> {
  const pairs = await pairsOf(web, await latestSourceVersion(web, article))
  for (const [number, findings] of await findingsIn(web, article, pairs)) {
    for (const { severity, key } of findings)
      if (severity === 'block') await dismiss(web, { slug: article.slug, number }, translator, key)
  }
}

/** A day that has passed cannot be set by anybody, so a missed one is written down as it would stand by now. */
async function assignDemo(
  { web, people }: Stage,
  article: Article,
  { assigned }: DemoArticle,
): Promise<void> {
  if (!assigned) return
  const timeZone = 'Asia/Seoul'
  const dueOn = dayIn(new Date(Date.now() + assigned.dueInDays * 24 * 60 * 60_000), timeZone)
  const [by, person] = [people.get(assigned.by)!, people.get(assigned.to ?? '') ?? null]
  if (assigned.dueInDays >= 0) return assign(web, article, by, { person, dueOn }, timeZone)
  await insertAssignment(web, article, by, { personId: person?.id ?? null, dueOn })
}

/** An editor goes over what was submitted, and submits it again. Answers with the number of that version. */
async function polishDemo(
  { web, people }: Stage,
  article: Article,
  { by, words }: NonNullable<DemoArticle['polished']>,
): Promise<number> {
  const person = people.get(by)!
  for (const { source, target } of await pairsOf(web, await latestSourceVersion(web, article))) {
    const text = words.find(({ on }) => on === source.text)?.text
    if (!text) continue
    const wording = { text, baseRevision: target.revision, saveId: crypto.randomUUID(), confirm: true }
    await save(web, { slug: article.slug, number: source.number }, person, wording)
  }
  return (await submit(web, article, person, '')).number
}

type English = Record<string, string>

function englishOf(slug: string, by: 'en' | 'machine'): English {
  const file = join(folder, 'articles', `${slug}.${by}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as English) : {}
}

/** What the machine wrote, placed as a draft places it. */
async function draftDemo(
  { web, worker }: Stage,
  article: Article,
  { slug }: DemoArticle,
  translator: Person,
): Promise<void> {
  const machine = englishOf(slug, 'machine')
  const draft = await askForDraft(web, article, translator)
  await worker.transaction(async (trx) => {
    const fromDemo = { origin: 'machine', engine: 'demo', markupLost: false, billedCharacters: null } as const
    const answers = (await piecesOf(trx, draft)).flatMap((piece) => {
      const text = machine[piece.sourceText]
      return text === undefined ? [] : [{ ...fromDemo, piece, text }]
    })
    await keepAnswers(trx, draft, answers)
  })
  await finishDraft(web, draft, null)
}

/** A person goes down the pairs, corrects and confirms. In a drafted article what only the machine wrote is left for whoever plays. */
async function translateDemo(
  { web }: Stage,
  article: Article,
  { slug, stage }: DemoArticle,
  translator: Person,
): Promise<void> {
  const english = englishOf(slug, 'en')
  for (const pair of await pairsOf(web, await latestSourceVersion(web, article))) {
    const words = english[pair.source.text] ?? (stage === 'drafted' ? undefined : pair.target.text)
    if (!isTranslatable(pair) || !words) continue
    await save(web, { slug, number: pair.source.number }, translator, {
      text: words,
      baseRevision: pair.target.revision,
      saveId: crypto.randomUUID(),
      confirm: true,
    })
  }
}

async function discussDemo({ web, people }: Stage, { slug, comments = [] }: DemoArticle): Promise<void> {
  const article = await articleBySlug(web, slug)
  const segments = await sourceSegments(web, await latestSourceVersion(web, article))
  for (const { on, text, by, settled } of comments) {
    const { number } = segments.find((segment) => segment.text === on)!
    await comment(web, { slug, number }, people.get(by)!, text)
    const said = (await commentsOf(web, article)).at(-1)!
    if (settled) await settle(web, slug, said.publicId, people.get(by)!)
  }
}

async function changeDemo(
  { web, people }: Stage,
  article: Article,
  demo: DemoArticle,
  { significance, note, by }: NonNullable<DemoArticle['changedSource']>,
): Promise<void> {
  const editor = people.get(by)!
  const before = await sourceSegments(web, await latestSourceVersion(web, article))
  const blocks = await blocksOfDemo(web, editor, demo, `${demo.slug}.v2.md`)
  const proposal = proposalFor(before, [], blocks, [])
  const { identities } = proposal
  const addition = { blocks, significance, note, identities, links: linksOf(proposal) }
  const version = await addSourceVersion(web, article, editor, addition)
  await approveSource(web, article, version, editor)
  await publishSource(web, article, version.number, editor)
}
