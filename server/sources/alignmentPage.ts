import type { Article, Photograph } from '../articles/rules'
import type { Block } from '../text/blocks'
import { difference, type Change } from '../text/differences'
import { plain } from '../text/rendering'
import type { AdditionForm } from './form'
import { cutRows, errorsOf, firstProblemIn, type CutRow, type Errors } from './page'
import type { Proposal, Step } from './proposal'
import {
  linkKinds,
  saysTheSame,
  type AddedNote,
  type LinkKind,
  type SourceSegment,
  type SourceVersion,
} from './rules'
import type { TextSheet } from './sheet'

/** The page on which the Korean is written anew and what becomes of its paragraphs is seen before it is kept. */
export interface AlignmentPage {
  article: { slug: string }
  heading: string
  base: number
  text: string
  addedNote: AddedNote
  head: TextSheet['cut']['head']
  /** Pictures with their fields; everything else of the text is in `steps`. */
  pictures: CutRow[]
  photographs: Photograph[]
  spare: Photograph[]
  significance: string | null
  note: string
  /** `<key>:<number or new>`, as the form sends them back. */
  corrected: string[]
  steps: StepRow[]
  counts: { kind: 'same' | LinkKind; count: number }[]
  isChanged: boolean
  /** What somebody else kept since the page was opened. */
  meanwhile: { number: number; by: string; at: Date; from: number; changes: Meanwhile[] } | null
  errors: Errors
  problems: number
  firstProblem: string | null
}

/** Paragraphs that follow one another unchanged are one row. */
export type StepRow = SameRow | ChangedRow

interface SameRow {
  kind: 'same'
  count: number
  texts: { number: number; text: string }[]
}

export interface ChangedRow {
  kind: LinkKind
  /** What the address of the row ends in. */
  anchor: string
  key: string | null
  /** Of the paragraph it is or was; null when it is new. */
  number: number | null
  /** Of the paragraph it was joined to or cut off from. */
  other: number | null
  text: string
  parts: Change[] | null
  corrected: boolean
  /** Paragraphs it may be instead, the likeliest first. */
  candidates: { number: number; text: string }[]
}

interface Meanwhile {
  number: number
  parts: Change[]
}

export interface AlignmentFacts {
  article: Article
  latest: SourceVersion
  before: SourceSegment[]
  sheet: TextSheet
  form: AdditionForm
  proposal: Proposal
  /** Of the version the page was opened beside, when a newer one has come. */
  opened: SourceSegment[] | null
  latestBy: string
  /** `2026-11-20`, by the clocks of the house. */
  today: string
}

export function alignmentPage(facts: AlignmentFacts): AlignmentPage {
  const { article, latest, sheet, form, proposal } = facts
  const { cut, photographs, problems } = sheet
  const shown = new Set(cut.figures.map(({ photograph }) => photograph?.publicId))
  return {
    article: { slug: article.slug },
    heading: plain(latest.title),
    base: latest.number,
    text: sheet.form.text,
    addedNote: { ...sheet.form.addedNote, day: sheet.form.addedNote.day || facts.today },
    head: cut.head,
    pictures: cutRows(cut).filter(({ figure }) => figure !== null),
    photographs,
    spare: photographs.filter(({ publicId }) => !shown.has(publicId)),
    significance: form.significance,
    note: form.note,
    corrected: proposal.corrections.map(({ key, number }) => `${key}:${number ?? 'new'}`),
    steps: sheet.isCut ? rowsOf(facts) : [],
    counts: countsOf(proposal.steps),
    isChanged: sheet.isCut && !saysTheSame(facts.before, cut.blocks, proposal.identities),
    meanwhile: meanwhileIn(facts),
    errors: errorsOf(problems),
    problems: problems.length,
    firstProblem: firstProblemIn(problems),
  }
}

function countsOf(steps: Step[]): AlignmentPage['counts'] {
  return (['same', ...linkKinds] as const)
    .map((kind) => ({ kind, count: steps.filter((step) => step.kind === kind).length }))
    .filter(({ count }) => count > 0)
}

function rowsOf(facts: AlignmentFacts): StepRow[] {
  const { blocks } = facts.sheet.cut
  const rows: StepRow[] = []
  for (const step of facts.proposal.steps) {
    if (step.kind !== 'same') {
      rows.push(changedRow(facts, step, step.kind))
      continue
    }
    const last = rows.at(-1)
    const text = { number: step.old!.number, text: wordsOf(blocks[step.now!]!) }
    if (last?.kind === 'same') {
      last.count += 1
      last.texts.push(text)
    } else rows.push({ kind: 'same', count: 1, texts: [text] })
  }
  return rows
}

function changedRow(facts: AlignmentFacts, step: Step, kind: LinkKind): ChangedRow {
  const { proposal, sheet } = facts
  const { now, old, into, key, corrected } = step
  const block = now === null ? old! : sheet.cut.blocks[now]!
  const target = into === null ? null : proposal.steps.find((one) => one.now === into)?.old?.number
  const isItself = kind !== 'split' && kind !== 'new'
  return {
    ...{ kind, key, corrected },
    anchor: now === null ? `gone-${old!.number}` : `step-${now + 1}`,
    number: isItself ? (old?.number ?? null) : null,
    other: kind === 'split' ? old!.number : (target ?? null),
    text: wordsOf(block),
    parts:
      (kind === 'edited' || kind === 'returned') && old ? difference(wordsOf(old), wordsOf(block)) : null,
    candidates: now === null ? [] : candidatesFor(facts, step),
  }
}

const mostCandidates = 3

/** What is gone or was joined near by, and for a part the paragraph it was cut off from. */
function candidatesFor({ proposal }: AlignmentFacts, step: Step): ChangedRow['candidates'] {
  const at = proposal.steps.indexOf(step)
  const free = proposal.steps
    .map((one, index) => ({ one, distance: Math.abs(index - at) }))
    .filter(({ one }) => one.now === null || (one.old !== null && one.old === step.old && one !== step))
    .sort((one, other) => one.distance - other.distance)
    .map(({ one }) => ({ number: one.old!.number, text: wordsOf(one.old!) }))
  const own = step.kind === 'split' ? [{ number: step.old!.number, text: wordsOf(step.old!) }] : []
  const unique = new Map([...own, ...free].map((candidate) => [candidate.number, candidate]))
  return [...unique.values()].slice(0, mostCandidates)
}

function wordsOf({ kind, text, attributes }: Block): string {
  return kind === 'figure' ? (attributes.src ?? attributes.media ?? '') : text
}

function meanwhileIn({ opened, before, latest, latestBy, form }: AlignmentFacts): AlignmentPage['meanwhile'] {
  if (!opened) return null
  const changes = before.flatMap(({ number, text }) => {
    const then = opened.find((segment) => segment.number === number)?.text ?? ''
    return then === text ? [] : [{ number, parts: difference(then, text) }]
  })
  return { number: latest.number, by: latestBy, at: latest.createdAt, from: form.base, changes }
}
