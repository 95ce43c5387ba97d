import type { Article } from '../articles/rules'
import { articleBySlug } from '../articles/store'
import { breather } from '../breath'
import type { Db } from '../db/connection'
import { NotFound } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion } from '../sources/store'
import { termsFor } from '../termbase/store'
import { isConfirmed, isTranslatable, needsNone, type Pair as DeskPair } from '../targets/rules'
import { pairsOf, type Place } from '../targets/store'
import { articleChecks, articleFindingsOf, contextOf } from './article'
import { checks, findingsOf, plainContext } from './all'
import { Pair } from './pair'
import { keyOf, type ArticleFinding, type Context, type Finding } from './rules'

/** A finding as it stands on the desk. */
export interface Standing extends Finding, Judged {}

/** A finding about the article as a whole; `pairs` are those it is about. */
export interface WholeStanding extends Omit<ArticleFinding, 'pairs'>, Judged {
  pairs: DeskPair[]
}

interface Judged {
  key: string
  /** The name of whoever judged it right, for the texts as they are now. */
  dismissedBy: string | null
}

/**
 * What is found in the pairs of an article as they read now, by segment number. `of` narrows it to one pair; the others are
 * still asked how long English is to Korean here.
 */
export async function findingsIn(
  db: Db,
  article: Article,
  pairs: DeskPair[],
  of: DeskPair[] = pairs,
): Promise<Map<number, Standing[]>> {
  // One after the other: a submission asks on the one connection of its transaction.
  const known = await knownOf(db, article)
  const dismissals = await dismissalsOf(db, article)
  const words = new Map(pairs.filter(hasBoth).map((pair) => [pair, wordsOf(pair)]))
  const context = contextOf([...words.values()], known)
  return new Map(
    of.filter(hasBoth).map((pair) => {
      const standing = findingsOf(words.get(pair) ?? wordsOf(pair), context).map((finding) => {
        const key = keyOf(finding)
        return { ...finding, key, dismissedBy: judgeOf([pair], key, dismissals) }
      })
      return [pair.source.number, standing]
    }),
  )
}

/** A pair by its number, with what is found in it. Throws NotFound. */
export async function findingsOfPair(db: Db, { slug, number }: Place) {
  const article = await articleBySlug(db, slug)
  const pairs = await pairsOf(db, await latestSourceVersion(db, article))
  const pair = pairs.find(({ source }) => source.number === number)
  if (!pair) throw new NotFound()
  return { article, pair, findings: (await findingsIn(db, article, pairs, [pair])).get(number) ?? [] }
}

/** What is found in the article as a whole, beyond what is found in each of its pairs. */
export async function findingsInWhole(db: Db, article: Article, pairs: DeskPair[]): Promise<WholeStanding[]> {
  const known = await knownOf(db, article)
  const dismissals = await dismissalsOf(db, article)
  const written = upToTheLastWritten(pairs.filter((pair) => isTranslatable(pair) && !needsNone(pair)))
  const words = written.map(wordsOf)
  return (await foundInTurns(words, contextOf(words, known))).map((finding) => {
    const about = finding.pairs.map((index) => written[index]!)
    const detail = numbered(
      finding.detail,
      written.map(({ source }) => source.number),
    )
    const key = keyOf({ ...finding, detail })
    return { ...finding, detail, pairs: about, key, dismissedBy: judgeOf(about, key, dismissals) }
  })
}

/** Between one check and the next others have their turn: with hundreds of pairs all of them take a while. */
async function foundInTurns(words: Pair[], context: Context): Promise<ArticleFinding[]> {
  const breathe = breather()
  const found: ArticleFinding[] = []
  for (const check of articleChecks) {
    await breathe()
    found.push(...articleFindingsOf(words, context, [check]))
  }
  return found
}

async function knownOf(db: Db, article: Article): Promise<Context> {
  const off = new Set(await checksOff(db))
  return { ...plainContext, terms: await termsFor(db, article), off }
}

/** What comes after the last English is not missing: somebody is on the way there. */
function upToTheLastWritten(pairs: DeskPair[]): DeskPair[] {
  return pairs.slice(0, pairs.findLastIndex(hasBoth) + 1)
}

/** Checks of an article count its pairs; people know them by the numbers of their segments. */
function numbered(detail: ArticleFinding['detail'], numbers: number[]): ArticleFinding['detail'] {
  return Object.fromEntries(
    Object.entries(detail).map(([blank, value]) => [
      blank,
      typeof value === 'number' ? numbers[value - 1]! : value,
    ]),
  )
}

/** Who judged it right: somebody has, in each of these pairs, for the texts as they are now. */
function judgeOf(pairs: DeskPair[], key: string, dismissals: Dismissal[]): string | null {
  const judgements = pairs.map((pair) => dismissals.find(isAbout(pair, key)))
  return judgements.every((one) => one) ? (judgements[0]?.by ?? null) : null
}

/** What is not written yet is open anyway, and says nothing that could be wrong. */
function hasBoth(pair: DeskPair): boolean {
  return isTranslatable(pair) && !needsNone(pair) && pair.target.text.trim() !== ''
}

/** Whoever confirmed a machine's words has said that they read them. */
function wordsOf(pair: DeskPair): Pair {
  const { source, target } = pair
  return new Pair(source.text, target.text, isConfirmed(pair) ? null : target.machineText)
}

interface Dismissal {
  segmentId: string
  fingerprint: string
  revision: string
  finding: string
  by: string
}

function isAbout({ source, target }: DeskPair, key: string) {
  return (one: Dismissal) =>
    one.segmentId === source.segmentId &&
    one.fingerprint === source.fingerprint &&
    one.revision === target.revision &&
    one.finding === key
}

async function dismissalsOf(db: Db, article: Article): Promise<Dismissal[]> {
  return db('dismissals as dismissal')
    .join('sourceSegments as source', 'source.id', 'dismissal.sourceSegmentId')
    .join('people as person', 'person.id', 'dismissal.dismissedBy')
    .where({ 'dismissal.articleId': article.id, 'dismissal.takenBackAt': null })
    .select<Dismissal[]>({
      segmentId: 'dismissal.segmentId',
      fingerprint: 'source.fingerprint',
      revision: 'dismissal.revision',
      finding: 'dismissal.finding',
      by: 'person.name',
    })
}

export async function insertDismissals(
  db: Db,
  article: Article,
  pairs: DeskPair[],
  person: Person,
  finding: string,
): Promise<void> {
  const rows = pairs.map(({ source, target }) => ({
    ...{ articleId: article.id, segmentId: source.segmentId, sourceSegmentId: source.id },
    ...{ revision: target.revision, finding, dismissedBy: person.id },
  }))
  await db('dismissals').insert(rows)
}

/** Those of the pairs in which somebody has judged this right already, of several that it is about. */
export async function pairsJudged(
  db: Db,
  article: Article,
  pairs: DeskPair[],
  finding: string,
): Promise<DeskPair[]> {
  const dismissals = await dismissalsOf(db, article)
  return pairs.filter((pair) => dismissals.some(isAbout(pair, finding)))
}

export async function takeBackDismissals(
  db: Db,
  pairs: DeskPair[],
  person: Person,
  finding: string,
): Promise<void> {
  for (const { source, target } of pairs)
    await db('dismissals')
      .where({ segmentId: source.segmentId, revision: target.revision, finding, takenBackAt: null })
      .update({ takenBackBy: person.id, takenBackAt: db.fn.now() })
}

/** Names of the checks that this house has switched off. */
export async function checksOff(db: Db): Promise<string[]> {
  const setting = await db<{ name: string; value: unknown }>('settings')
    .where({ name: 'checks-off' })
    .first('value')
  const known = new Set([...checks, ...articleChecks].map(({ name }) => name))
  return Array.isArray(setting?.value)
    ? setting.value.filter((name: unknown) => known.has(String(name))).map(String)
    : []
}

export async function updateChecksOff(db: Db, names: string[]): Promise<void> {
  await db('settings')
    .insert({ name: 'checks-off', value: JSON.stringify(names) })
    .onConflict('name')
    .merge()
}
