import type { PictureSize } from '../articles/rules'
import type { SourceSegment } from '../sources/rules'
import type { Take } from '../takes/rules'
import {
  hasWords,
  isConfirmed,
  isMachineUntouched,
  isOpen,
  isTranslatable,
  isUnread,
  machineShareOf,
  stateOf,
  type Comment,
  type Confirmation,
  type Counterpart,
  type Origin,
  type Pair,
  type PairState,
} from '../targets/rules'
import type { Attributes, Kind } from '../text/blocks'
import { difference, type Change } from '../text/differences'
import { changeOf, patchNumbers, type SourceChange } from '../text/patching'
import { renderInline } from '../text/rendering'
import { joinsInto, splitsFrom, type Parting } from './rules'

export const filters = ['all', 'open', 'machine', 'comments', 'attention'] as const
export type Filter = (typeof filters)[number]

/** What the rows of the screen are made of. */
export interface RowFacts {
  pairs: Pair[]
  comments: Comment[]
  pictures: Map<string, PictureSize>
  /** The Korean that targets were written against, where it reads otherwise today; by source segment. */
  older: Map<string, string>
  /** Of people, by id. */
  names: Map<string, string>
  /** How the last yes to a pair came about, by segment. */
  confirmations: Map<string, Confirmation>
  partings: Parting[]
  takes: Take[]
  /** Names of others who have taken a pair, by its number. */
  takers: Map<number, string[]>
  filter: Filter
}

/** One comment; `by` is null where a reader said it, of a sentence that readers see. */
interface Said {
  id: string
  by: string | null
  at: Date
  text: string
  settled: boolean
  report: { language: 'ko' | 'en'; kind: string; sentence: string; cleared: boolean } | null
}

/** The talk about one pair. */
export interface Talk {
  number: number
  comments: Said[]
  openComments: number
}

export interface PairRow extends Talk {
  kind: Kind
  group: 'first' | 'middle' | 'last' | 'only' | null
  /** What sort of note the words themselves do not say it is, and of which day (`2026-11-20`, or ''). */
  note: { sort: string; day: string } | null
  level: number | null
  list: string | null
  /** HTML, and the Markdown it was made of (what "copy the Korean" copies). */
  source: string
  markdown: string
  /** Markdown, or null where the English follows the Korean as it is. */
  target: string | null
  revision: string
  state: PairState
  origin: Origin | null
  rate: number | null
  markupLost: boolean
  /** Percent of the machine's words that stand; null where that says nothing. */
  machineShare: number | null
  /** They are most of it, and whoever confirms says that they have read them. */
  unread: boolean
  confirmedBy: string | null
  rows: number
  hasMachineText: boolean
  comparable: boolean
  /** Where the Korean reads otherwise than it did for this English. */
  outdated: Outdated | null
  /** A yes that did not come from reading these two wordings, and from whom. */
  confirmedBecause: { manner: 'carried' | 'restored' | 'still-right'; by: string } | null
  /** Numbers of the pairs that part of this English may go to, and of the pair this Korean was cut off from. */
  splitsInto: number[]
  cutFrom: number | null
  joins: { number: number; precedes: boolean; english: string }[]
  counterpart: Counterpart | null
  picture: { id: string; width: number; height: number; shown: number } | null
  /** Others who have taken it. */
  takers: string[]
}

export interface Outdated {
  /** What sort of change it was: the worst of it. */
  why: SourceChange
  /** The Korean then and now, in one. */
  parts: Change[]
  /** The English with the new numbers, where numbers are all that changed and it is certain where they stand. */
  patch: { text: string; parts: Change[] } | null
}

/** The rows that did not come with the page: those after the pair of this number, wherever it stands by now. */
export function restOfRows(facts: RowFacts, after: number): PairRow[] {
  const { position } = facts.pairs.find(({ source }) => source.number === after)?.source ?? { position: 0 }
  return shownIn(facts)
    .filter(({ source }) => source.position > position)
    .map((pair) => toRow(facts, pair))
}

/** The pairs that a filter lets through. */
export function shownIn(facts: RowFacts): Pair[] {
  return facts.pairs.filter((pair) => passes(facts, facts.filter, pair))
}

/** What is said about one pair, of the comments on all of them. */
export function talkAbout({ source }: Pair, comments: Comment[]): Talk {
  const thread = comments.filter(({ segmentId }) => segmentId === source.segmentId)
  return {
    number: source.number,
    comments: thread.map(said),
    openComments: thread.filter((comment) => !comment.settledAt).length,
  }
}

function said(comment: Comment): Said {
  const { reportLanguage: language, reportKind: kind, reportSentence: sentence, clearedAt } = comment
  return {
    id: comment.publicId,
    by: comment.writtenByName,
    at: comment.writtenAt,
    text: comment.text,
    settled: comment.settledAt !== null,
    report: language && {
      ...{ language, kind: kind ?? 'other', sentence: sentence ?? '' },
      cleared: clearedAt !== null,
    },
  }
}

/** Photographs that the pairs show, by public id. */
export function mediaOf(pairs: Pair[]): string[] {
  return pairs.map(({ source }) => source.attributes.media ?? '').filter((id) => id !== '')
}

/** How many of the machine's words still stand, in percent, beside the difference itself. */
export function comparison({ source, target }: Pair): { source: string; parts: Change[]; unchanged: number } {
  const machine = target.machineText ?? ''
  const parts = difference(machine, target.text)
  const kept = lengthOf(parts, 'same')
  return {
    source: renderInline(source.text),
    parts,
    unchanged: machine === '' ? 0 : Math.round((100 * kept) / (kept + lengthOf(parts, 'removed'))),
  }
}

function lengthOf(parts: Change[], kind: Change['kind']): number {
  return parts.filter((part) => part.kind === kind).reduce((sum, part) => sum + part.text.length, 0)
}

/** Whether a filter lets a pair through. */
export function passes({ comments }: Pick<RowFacts, 'comments'>, filter: Filter, pair: Pair): boolean {
  switch (filter) {
    case 'all':
      return isShown(pair.source)
    case 'open':
      return isOpen(pair)
    case 'machine':
      return isTranslatable(pair) && isMachineUntouched(pair) && !isConfirmed(pair)
    case 'comments':
      return comments.some((comment) => comment.segmentId === pair.source.segmentId && !comment.settledAt)
    case 'attention':
      return isTranslatable(pair) && stateOf(pair) === 'attention'
  }
}

/** A figure and a rule stand for themselves on the page; their words, if any, are pairs of their own. */
function isShown({ kind }: SourceSegment): boolean {
  return kind !== 'figure' && kind !== 'break'
}

export function toRow(facts: RowFacts, pair: Pair): PairRow {
  const { pairs, comments, pictures, older, names, partings, takers } = facts
  const { source, target, counterpart } = pair
  const { attributes } = source
  const state = stateOf(pair)
  const before = older.get(target.sourceSegmentId)

  return {
    ...talkAbout(pair, comments),
    kind: source.kind,
    group: groupOf(pairs, pair),
    note: attributes.note ? { sort: attributes.note, day: attributes.day ?? '' } : null,
    level: attributes.level ?? null,
    list: attributes.list ?? null,
    source: source.kind === 'code' ? escaped(source.text) : renderInline(source.text),
    markdown: source.text,
    target: isTranslatable(pair) ? target.text : null,
    revision: target.revision,
    state,
    origin: hasWords(pair) ? target.origin : null,
    rate: target.origin === 'memory' ? (target.matchRate ?? 100) : null,
    markupLost: target.markupLost,
    machineShare: percentOf(machineShareOf(pair)),
    unread: isUnread(pair),
    confirmedBy: names.get((isConfirmed(pair) ? target.confirmedBy : target.savedBy) ?? '') ?? null,
    rows: rowsFor(source.text, target.text),
    hasMachineText: target.machineText !== null,
    comparable: target.machineText !== null && target.machineText !== target.text,
    outdated: state === 'attention' && before !== undefined ? outdatedBy(before, pair) : null,
    confirmedBecause: becauseOf(facts, pair),
    splitsInto: splitsFrom(pair, pairs, partings),
    cutFrom: partings.find(({ kind, into }) => kind === 'split' && into === source.number)?.from ?? null,
    joins: joinsInto(pair, partings).map(({ from, precedes, english }) => ({
      number: from,
      precedes,
      english,
    })),
    counterpart,
    picture: pictureOf(pairs, pair, pictures),
    takers: takers.get(source.number) ?? [],
  }
}

function percentOf(share: number | null): number | null {
  return share === null ? null : Math.floor(share * 100)
}

function outdatedBy(before: string, { source, target }: Pair): Outdated {
  const patch = patchNumbers(before, source.text, target.text)
  return {
    why: changeOf(before, source.text),
    parts: difference(before, source.text),
    patch:
      patch && patch.english !== target.text
        ? { text: patch.english, parts: difference(target.text, patch.english) }
        : null,
  }
}

function becauseOf({ confirmations }: RowFacts, pair: Pair): PairRow['confirmedBecause'] {
  const last = confirmations.get(pair.source.segmentId)
  if (!last || !isConfirmed(pair)) return null
  const { manner, by } = last
  return manner === 'carried' || manner === 'restored' || manner === 'still-right' ? { manner, by } : null
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

/** Korean says in one line what English says in about one and a half. */
function rowsFor(korean: string, english: string): number {
  return Math.max(1, Math.ceil(Math.max(korean.length * 2.1, english.length) / 62))
}

/** Whether a block of a quotation or note opens it, goes on in it or closes it. */
function groupOf(pairs: Pair[], pair: Pair): PairRow['group'] {
  const { kind, position, attributes } = pair.source
  if (kind !== 'quotation' && kind !== 'note') return null
  const belongs = (neighbour: Pair | undefined) => inGroup(neighbour?.source, kind, attributes)
  const at = pairs.findIndex((one) => one.source.position === position)
  const [before, after] = [belongs(pairs[at - 1]), belongs(pairs[at + 1])]
  if (before) return after ? 'middle' : 'last'
  return after ? 'first' : 'only'
}

function inGroup(source: SourceSegment | undefined, kind: Kind, { group }: Attributes): boolean {
  return source?.kind === kind && source.attributes.group === group
}

/** The photograph stands beside the first words that belong to it. */
function pictureOf(pairs: Pair[], { source }: Pair, pictures: Map<string, PictureSize>): PairRow['picture'] {
  const figure = source.attributes.figure
  if (figure === undefined) return null
  const family = pairs.filter((one) => one.source.attributes.figure === figure)
  const first = family.find((one) => isShown(one.source))
  const picture = pictures.get(
    family.find((one) => one.source.kind === 'figure')?.source.attributes.media ?? '',
  )
  if (first?.source.number !== source.number || !picture) return null
  return {
    id: picture.publicId,
    width: picture.width,
    height: picture.height,
    shown: picture.widths[0] ?? picture.width,
  }
}
