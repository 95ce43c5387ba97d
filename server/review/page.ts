import type { Return } from '../approvals/rules'
import type { Article, Series } from '../articles/rules'
import type { Stage } from '../desk/rules'
import { charactersOf, obstacleToDraft, type Draft, type Progress } from '../drafting/rules'
import type { EngineFace, Usage } from '../engines/rules'
import { mayTranslate, type Person } from '../people/rules'
import type { SourceVersion } from '../sources/rules'
import { obstacleToSubmission, type LatestVersion } from '../submissions/rules'
import { isOpen, isTranslatable, type Pair } from '../targets/rules'
import { filters, passes, shownIn, toRow, type Filter, type PairRow, type RowFacts } from './rowPage'

/** So many rows come with the page; more of them follow when the page stands, unless it is asked for whole. */
const rowsAtOnce = 8
/** A rest smaller than this is not worth a second request. */
const smallestRest = 28

export interface Facts extends RowFacts {
  article: Article
  series: Series[]
  version: SourceVersion
  stage: Stage
  latest: LatestVersion | null
  returned: Return | null
  draft: (Draft & { progress: Progress }) | null
  /** Those that are set up, the one that drafts first. */
  engines: readonly EngineFace[]
  /** Of the account of the engine that drafts, where it is known already. */
  usage: Usage | null
  /** What the house may send in a month, and what it has sent; null without a limit. */
  budget: { characters: number; spent: number } | null
  person: Person
  /** Why the engine has not got the terms as they stand, by the product's name and the kind of its fault. */
  glossaryFault: { engine: string; kind: string } | null
  /** Every row at once, for a screen without script. */
  whole: boolean
  /** The number of the pair a first comment is being written on, where there is no script to open the place for it. */
  talking: number | null
}

/** What the view prints. */
export interface ReviewPage {
  article: {
    id: string
    slug: string
    title: string
    englishTitle: string | null
    series: { title: string; part: number } | null
  }
  stage: Stage
  sourceVersion: number
  progress: { total: number; confirmed: number; open: number }
  filter: Filter
  talking: number | null
  counts: Record<Filter, number>
  mayEdit: boolean
  mayDraft: boolean
  engine: string | null
  /** Those one may choose from; empty where there is no choice. */
  engines: { id: string; label: string }[]
  glossaryFault: Facts['glossaryFault']
  /** Characters of Korean that a draft would send, and what the account has used; null when nothing would be sent. */
  estimate: Estimate | null
  drafting: { id: string; done: number; total: number } | null
  /** How the last draft went, until its words have been confirmed or a new one is asked for. */
  drafted: DraftReport | null
  /** Names of sentences in `refusals.json`. */
  obstacle: string | null
  returned: { by: string; at: Date; reasons: string } | null
  takes: { name: string; first: number; last: number; own: boolean }[]
  pairs: PairRow[]
  /** How many rows follow when the page stands, after which pair; null when all of them are in it. */
  rest: { count: number; after: number } | null
}

export interface Estimate {
  characters: number
  usage: Usage | null
  /** Of the house's own budget, what is left this month; null without one. */
  budget: { characters: number; left: number; isEnough: boolean } | null
}

export interface DraftReport extends Progress {
  /** A sentence of `engines.json`, or null when all went well. */
  fault: string | null
  engine: string | null
  /** The settings an admin would look at. */
  settings: EngineFace['settings'] | null
}

/** What the page needs before its pairs are known. */
export function headOf({ title }: SourceVersion) {
  return { title, titleLang: 'ko', modules: ['review'] }
}

/** Everything the review screen decides before a word of HTML is written. */
export function reviewPage(facts: Facts): ReviewPage {
  const { article, version, pairs, person, filter, talking, latest, draft, stage, whole } = facts
  const engine = facts.engines[0]?.label ?? null
  const unfinished = draft && !draft.finishedAt ? draft : null
  const draftObstacle = obstacleToDraft(person, pairs, unfinished)
  const shown = shownIn(facts)
  const atOnce =
    whole || talking !== null || shown.length < rowsAtOnce + smallestRest ? shown.length : rowsAtOnce

  return {
    article: titlesOf(facts),
    stage,
    sourceVersion: version.number,
    progress: progressOf(pairs),
    filter,
    talking,
    counts: Object.fromEntries(
      filters.map((name) => [name, pairs.filter((pair) => passes(facts, name, pair)).length]),
    ) as Record<Filter, number>,
    mayEdit: mayTranslate(person),
    mayDraft: draftObstacle === null,
    engine,
    engines: facts.engines.length > 1 ? facts.engines.map(({ id, label }) => ({ id, label })) : [],
    glossaryFault: engine ? facts.glossaryFault : null,
    estimate: engine && !draftObstacle ? estimateOf(facts) : null,
    drafting: unfinished && { id: unfinished.publicId, ...counted(unfinished.progress) },
    drafted: reportOf(facts),
    obstacle: obstacleToSubmission({ person, pairs, latest }),
    returned: returnedIn(facts),
    takes: facts.takes.map(({ name, first, last, personId }) => ({
      name,
      first,
      last,
      own: personId === person.id,
    })),
    pairs: shown.slice(0, atOnce).map((pair) => toRow(facts, pair)),
    rest: restAfter(shown, atOnce),
  }

  function counted({ done, total }: Progress) {
    return { done, total }
  }

  function titlesOf({ series }: Facts): ReviewPage['article'] {
    const home = series.find(({ id }) => id === article.seriesId)
    return {
      id: article.id,
      slug: article.slug,
      title: version.title,
      englishTitle: pairs.find(({ source }) => source.kind === 'title')?.target.text || null,
      series: home && article.part ? { title: home.nameKo, part: article.part } : null,
    }
  }
}

function restAfter(shown: Pair[], atOnce: number): ReviewPage['rest'] {
  const last = shown[atOnce - 1]
  return last && atOnce < shown.length ? { count: shown.length - atOnce, after: last.source.number } : null
}

function estimateOf({ pairs, usage, budget }: Facts): Estimate {
  const characters = charactersOf(pairs)
  if (!budget) return { characters, usage, budget: null }
  const left = Math.max(0, budget.characters - budget.spent)
  return { characters, usage, budget: { characters: budget.characters, left, isEnough: characters <= left } }
}

function reportOf({ draft, engines }: Facts): DraftReport | null {
  if (!draft?.finishedAt) return null
  const { progress, fault, engine: id } = draft
  const engine = engines.find((one) => one.id === id)
  return { ...progress, fault, engine: engine?.label ?? id, settings: engine?.settings ?? null }
}

/** Reasons stay in sight until the translation is submitted again. */
function returnedIn({ returned, latest }: Facts): ReviewPage['returned'] {
  if (!returned || !latest) return null
  return { by: returned.returnedByName, at: returned.returnedAt, reasons: returned.reasons }
}

export function progressOf(pairs: Pair[]): ReviewPage['progress'] {
  const total = pairs.filter(isTranslatable).length
  const open = pairs.filter(isOpen).length
  return { total, open, confirmed: total - open }
}
