import { enginesIn, questionOf, type Means } from '../drafting/rules'
import type { Engine, EngineFace, Term } from '../engines/rules'
import { mayTranslate, type Person } from '../people/rules'
import { isTranslatable, type Pair } from '../targets/rules'
import { difference, type Change } from '../text/differences'
import { answersTo, mostAnswers, nextAnswer, type Alternative } from './rules'

/** What engines have to say of one pair, beside what stands in it. */
export interface AlternativesPage {
  slug: string
  number: number
  korean: string
  /** What stands. */
  english: string
  /** The revision that stands, which guards an alternative that is taken over. */
  revision: string
  saveId: string
  mayTake: boolean
  /** Whether an answer is on its way. */
  waiting: boolean
  /** Whether any engine is set up. */
  hasEngines: boolean
  ways: Way[]
  rows: AlternativeRow[]
  /** What went wrong last, engine by engine, where no answer has come since. */
  faults: { kind: string; engine: string; settings: EngineFace['settings'] | null }[]
}

/** An engine that may be asked now. */
export interface Way {
  engine: string
  label: string
  /** `again` for the engine that wrote the draft, or would write it. */
  deed: 'again' | 'other'
  /** Answers to the same question that are in sight. */
  seen: number
  /** Characters of Korean it sends. */
  cost: number
}

export interface AlternativeRow {
  engine: string
  text: string
  markupLost: boolean
  ofDraft: boolean
  /** From what stands to this; null where nothing stands. */
  parts: Change[] | null
  /** The very words that stand in the pair. */
  stands: boolean
}

export interface Facts {
  place: { slug: string; number: number }
  pairs: Pair[]
  pair: Pair
  alternatives: Alternative[]
  means: Pick<Means, 'engine' | 'others'>
  terms: Term[]
  person: Person
  saveId: string
}

export function alternativesPage(facts: Facts): AlternativesPage {
  const { place, pair, alternatives, means, person, saveId } = facts
  const { source, target } = pair
  const mayTake = mayTranslate(person) && isTranslatable(pair)
  const engines = enginesIn(means)
  const nameOf = (id: string) => engines.find((one) => one.id === id)?.label ?? id
  return {
    ...place,
    ...{ korean: source.text, english: target.text, revision: target.revision, saveId, mayTake },
    waiting: alternatives.some(({ answeredAt }) => answeredAt === null),
    hasEngines: engines.length > 0,
    ways: mayTake ? engines.flatMap((engine) => wayTo(engine, facts)) : [],
    rows: rowsOf(alternatives).map(({ engine, text, markupLost, id }) => ({
      ...{ engine: nameOf(engine), text: text!, markupLost, ofDraft: id === null },
      parts: target.text.trim() === '' ? null : difference(target.text, text!),
      stands: text === target.text,
    })),
    faults: faultsIn(alternatives).map(({ engine, fault }) => ({
      ...{ kind: fault!, engine: nameOf(engine) },
      settings: engines.find((one) => one.id === engine)?.settings ?? null,
    })),
  }
}

/** The newest first, and the same words once. */
function rowsOf(alternatives: Alternative[]): Alternative[] {
  const written = alternatives.filter(({ text }) => text !== null).reverse()
  return written.filter(({ text }, index) => written.findIndex((one) => one.text === text) === index)
}

function faultsIn(alternatives: Alternative[]): Alternative[] {
  const last = new Map(alternatives.map((one) => [one.engine, one]))
  return [...last.values()].filter(({ fault }) => fault !== null)
}

/** None for an engine that has nothing else to say, or has said enough. */
function wayTo(engine: Engine, { pairs, pair, alternatives, means, terms }: Facts): Way[] {
  const { name } = questionOf(engine, pairs, pair.source.segmentId, terms)
  const seen = answersTo(name, alternatives).length
  const nth = nextAnswer(seen, engine.can.variety, seen)
  if (nth === null || nth > mostAnswers) return []
  const drafter = alternatives.find(({ id }) => id === null)?.engine ?? means.engine?.id
  const deed = engine.id === drafter ? 'again' : 'other'
  return [{ engine: engine.id, label: engine.label, deed, seen, cost: [...pair.source.text].length }]
}
