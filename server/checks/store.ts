import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import type { Person } from '../people/rules'
import { termsFor } from '../termbase/store'
import { isTranslatable, needsNone, type Pair as DeskPair } from '../targets/rules'
import { articleFindingsOf, checksOfTerms, contextOf } from './article'
import { checks, findingsOf, plainContext } from './all'
import { Pair } from './pair'
import { keyOf, type ArticleFinding, type Context, type Finding } from './rules'

/** A finding as it stands on the desk. */
export interface Standing extends Finding {
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
  const [known, dismissals] = await Promise.all([knownOf(db, article), dismissalsOf(db, article)])
  const context = contextOf(pairs.filter(hasBoth).map(wordsOf), known)
  return new Map(
    of.filter(hasBoth).map((pair) => {
      const standing = findingsOf(wordsOf(pair), context).map((finding) => {
        const key = keyOf(finding)
        return { ...finding, key, dismissedBy: dismissals.find(isAbout(pair, key))?.by ?? null }
      })
      return [pair.source.number, standing]
    }),
  )
}

/** What the termbase finds in an article as a whole; `pairs` of a finding are segment numbers. */
export async function termFindingsIn(db: Db, article: Article, pairs: DeskPair[]): Promise<ArticleFinding[]> {
  const both = pairs.filter(hasBoth)
  const findings = articleFindingsOf(both.map(wordsOf), await knownOf(db, article), checksOfTerms)
  return findings.map((finding) => ({
    ...finding,
    pairs: finding.pairs.map((index) => both[index]!.source.number),
  }))
}

async function knownOf(db: Db, article: Article): Promise<Context> {
  const [off, terms] = await Promise.all([checksOff(db), termsFor(db, article)])
  return { ...plainContext, terms, off: new Set(off) }
}

/** What is not written yet is open anyway, and says nothing that could be wrong. */
function hasBoth(pair: DeskPair): boolean {
  return isTranslatable(pair) && !needsNone(pair) && pair.target.text.trim() !== ''
}

function wordsOf({ source, target }: DeskPair): Pair {
  return new Pair(source.text, target.text, target.machineText)
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

export async function insertDismissal(
  db: Db,
  article: Article,
  { source, target }: DeskPair,
  person: Person,
  finding: string,
): Promise<void> {
  await db('dismissals').insert({
    ...{ articleId: article.id, segmentId: source.segmentId, sourceSegmentId: source.id },
    ...{ revision: target.revision, finding, dismissedBy: person.id },
  })
}

export async function takeBackDismissal(
  db: Db,
  { source, target }: DeskPair,
  person: Person,
  finding: string,
): Promise<void> {
  await db('dismissals')
    .where({ segmentId: source.segmentId, revision: target.revision, finding, takenBackAt: null })
    .update({ takenBackBy: person.id, takenBackAt: db.fn.now() })
}

/** Names of the checks that this house has switched off. */
export async function checksOff(db: Db): Promise<string[]> {
  const setting = await db<{ name: string; value: unknown }>('settings')
    .where({ name: 'checks-off' })
    .first('value')
  const known = new Set(checks.map(({ name }) => name))
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
