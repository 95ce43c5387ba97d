import { dayIn } from '../text/days'
import { mayTranslate, type Person } from '../people/rules'
import { isTranslatable, type Pair } from '../targets/rules'
import type { NumberedBlock } from '../text/blocks'
import { difference, type Change } from '../text/differences'
import { renderInline } from '../text/rendering'
import { comparisonOf, deedOf, type Compared, type Deed, type Event, type Revision, type Rows } from './rules'

export interface PairHistoryFacts {
  slug: string
  number: number
  person: Person
  /** As it stands today; null when the paragraph is not in the newest Korean. */
  pair: Pair | null
  revisions: Revision[]
  /** For the next save of each restore button: one uuid for the whole page, since one press is enough. */
  saveId: string
}

/** Every wording one paragraph's English has had, the newest first. */
export interface PairHistoryPage {
  slug: string
  number: number
  /** HTML; null when the paragraph is gone from the Korean. */
  korean: string | null
  /** The revision that stands, which guards a restoration. */
  stands: string
  saveId: string
  /** Why nothing can be put back: a sentence of refusals.json or history.json, or null. */
  obstacle: 'not-a-translator' | 'paragraph-gone' | null
  revisions: RevisionRow[]
}

export interface RevisionRow extends Pick<
  Revision,
  | 'saveId'
  | 'outcome'
  | 'revision'
  | 'origin'
  | 'engine'
  | 'by'
  | 'at'
  | 'text'
  | 'confirmedBy'
  | 'confirmedAt'
> {
  stands: boolean
  versions: number[]
  /** Word by word from the revision before; of a conflict, from the words it was built on. Null for the first. */
  parts: Change[] | null
  /** The Korean it was written against, where that reads otherwise today: from then to now. */
  korean: { version: number; parts: Change[] } | null
  /** Its words are what stands already, so there is nothing to put back. */
  same: boolean
}

export function pairHistoryPage(facts: PairHistoryFacts): PairHistoryPage {
  const { slug, number, person, pair, revisions, saveId } = facts
  const isHere = pair !== null && isTranslatable(pair)
  return {
    ...{ slug, number, saveId },
    korean: pair && renderInline(pair.source.text),
    stands: pair?.target.revision ?? '0',
    obstacle: !mayTranslate(person) ? 'not-a-translator' : isHere ? null : 'paragraph-gone',
    revisions: revisions.map((revision) => toRow(facts, revision)),
  }
}

function toRow({ pair, revisions }: PairHistoryFacts, revision: Revision): RevisionRow {
  const { saveId, outcome, origin, engine, by, at, text, confirmedBy, confirmedAt, stands, versions } =
    revision
  const before = revisions.find((one) => one.outcome === 'saved' && one.revision === numberBefore(revision))
  const isOlder = pair !== null && pair.source.fingerprint !== revision.korean.fingerprint
  return {
    ...{
      saveId,
      outcome,
      revision: revision.revision,
      origin,
      engine,
      by,
      at,
      text,
      confirmedBy,
      confirmedAt,
    },
    ...{ stands, versions, same: pair?.target.text === text },
    parts: before ? difference(before.text, text) : null,
    korean: isOlder
      ? { version: revision.korean.version, parts: difference(revision.korean.text, pair.source.text) }
      : null,
  }
}

function numberBefore({ outcome, revision, baseRevision }: Revision): string {
  return outcome === 'conflict' ? baseRevision : String(Number(revision) - 1)
}

export interface ArticleHistoryFacts extends Rows {
  slug: string
  titleKo: string
  titleEn: string | null
  events: Event[]
  timeZone: string
}

/** The way of an article, both sides beside one another, and the door to comparing any two versions. */
export interface ArticleHistoryPage {
  title: string
  titleLang: 'ko'
  slug: string
  titles: { ko: string; en: string | null }
  days: { day: string; deeds: DeedRow[] }[]
  compare: ChoiceOfVersions[]
}

export type DeedRow = Deed & { earlier: number | null }

/** What can be compared on one side; a side with a single version has nothing. */
export interface ChoiceOfVersions {
  side: 'ko' | 'en'
  versions: { number: number; at: Date }[]
  from: number
  to: number
}

export function articleHistoryPage(facts: ArticleHistoryFacts): ArticleHistoryPage {
  const { slug, titleKo, titleEn, events, timeZone } = facts
  return {
    title: titleKo,
    titleLang: 'ko',
    slug,
    titles: { ko: titleKo, en: titleEn },
    days: inDays(
      events.flatMap((event) => deedOf(event, facts)),
      timeZone,
    ),
    compare: choicesOf(facts, null),
  }
}

function inDays(deeds: Deed[], timeZone: string): ArticleHistoryPage['days'] {
  const days: ArticleHistoryPage['days'] = []
  for (const deed of deeds) {
    const day = dayIn(deed.at, timeZone)
    if (days.at(-1)?.day !== day) days.push({ day, deeds: [] })
    const earlier = deed.made && deed.made.number > 1 ? deed.made.number - 1 : null
    days.at(-1)!.deeds.push({ ...deed, earlier })
  }
  return days
}

type Versions = Pick<Rows, 'sources' | 'versions'>

/** The two newest of each side, unless two others of one side are looked at already. */
function choicesOf(
  { sources, versions }: Versions,
  chosen: { side: 'ko' | 'en'; from: number; to: number } | null,
): ChoiceOfVersions[] {
  const sides: ChoiceOfVersions[] = [
    choice(
      'ko',
      sources.map(({ number, createdAt: at }) => ({ number, at })),
    ),
    choice(
      'en',
      versions.map(({ number, submittedAt: at }) => ({ number, at })),
    ),
  ]
  return sides
    .filter((one) => one.versions.length > 1)
    .map((one) => (one.side === chosen?.side ? { ...one, from: chosen.from, to: chosen.to } : one))
}

function choice(side: 'ko' | 'en', versions: ChoiceOfVersions['versions']): ChoiceOfVersions {
  return { side, versions, from: versions[1]?.number ?? 1, to: versions[0]?.number ?? 1 }
}

export interface ComparisonFacts extends Versions {
  slug: string
  titleKo: string
  titleEn: string | null
  side: 'ko' | 'en'
  from: number
  to: number
  before: NumberedBlock[]
  after: NumberedBlock[]
}

/** Two versions of one side; runs of paragraphs that are the same are folded away. */
export interface ComparisonPage {
  slug: string
  titles: { ko: string; en: string | null }
  side: 'ko' | 'en'
  from: number
  to: number
  counts: { changed: number; new: number; gone: number; moved: number; same: number }
  runs: { folded: boolean; rows: Compared[] }[]
  compare: ChoiceOfVersions[]
}

export function comparisonPage(facts: ComparisonFacts): ComparisonPage {
  const { slug, titleKo, titleEn, side, from, to } = facts
  const rows = comparisonOf(facts.before, facts.after).filter(isWorthShowing)
  const count = (change: Compared['change']) => rows.filter((row) => row.change === change).length
  return {
    ...{ slug, side, from, to },
    titles: { ko: titleKo, en: titleEn },
    counts: {
      changed: count('changed'),
      new: count('new'),
      gone: count('gone'),
      moved: rows.filter(({ moved }) => moved).length,
      same: rows.filter(isStill).length,
    },
    runs: inRuns(rows),
    compare: choicesOf(facts, { side, from, to }),
  }
}

/** A rule has no words, nor has a figure: it is told of only when another photograph came in its place. */
function isWorthShowing({ kind, change }: Compared): boolean {
  return kind !== 'break' && (kind !== 'figure' || change !== 'same')
}

function isStill({ change, moved }: Compared): boolean {
  return change === 'same' && !moved
}

function inRuns(rows: Compared[]): ComparisonPage['runs'] {
  const runs: ComparisonPage['runs'] = []
  for (const row of rows) {
    const folded = isStill(row)
    if (runs.at(-1)?.folded !== folded) runs.push({ folded, rows: [] })
    runs.at(-1)!.rows.push(row)
  }
  return runs
}
