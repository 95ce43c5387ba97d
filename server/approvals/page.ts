import type { Article, PictureSize, Series } from '../articles/rules'
import type { SourceSegment } from '../sources/rules'
import type { TranslationVersion } from '../submissions/rules'
import type { Comment } from '../targets/rules'
import { isTranslated, type Kind, type NumberedBlock } from '../text/blocks'
import { difference, type Change } from '../text/differences'
import { renderInline } from '../text/rendering'
import {
  isOwnWork,
  obstacleToApproval,
  obstacleToReturn,
  type Approval,
  type Facts,
  type Obstacle,
  type Return,
  type ReturnObstacle,
  type WordChange,
} from './rules'

/** One version in full: the Korean it was made from and its English. */
export interface Reading {
  number: number
  korean: SourceSegment[]
  english: NumberedBlock[]
}

export interface VersionFacts {
  article: Article
  series: Series | null
  version: TranslationVersion
  reading: Reading
  /** The version an editor approved last before this one. */
  before: Reading | null
  authors: { name: string }[]
  comments: Comment[]
  pictures: Map<string, PictureSize>
  decision: Facts
}

/** A version beside its Korean, as an editor reads it before they decide. */
export interface VersionPage {
  title: string
  article: {
    slug: string
    title: string
    englishTitle: string
    series: { title: string; part: number } | null
  }
  version: {
    number: number
    sourceNumber: number
    by: string
    at: Date
    note: string
    authors: string[]
  }
  /** The number of the version the changes are counted from, or null when none was approved before. */
  comparedWith: number | null
  counts: { total: number; changed: number; comments: number }
  rows: VersionRow[]
  gone: GoneRow[]
  approval: Approval | null
  returned: Return | null
  approve: { obstacle: Obstacle | null; asksForReason: boolean }
  sendBack: { obstacle: ReturnObstacle | null }
}

export interface VersionRow {
  number: number
  kind: Kind
  group: 'first' | 'middle' | 'last' | 'only' | null
  /** What sort of note the words themselves do not say it is, and of which day (`2026-11-20`, or ''). */
  note: { sort: string; day: string } | null
  level: number | null
  list: string | null
  /** HTML. */
  korean: string
  /** HTML, or null where the English follows the Korean as it is. */
  english: string | null
  change: 'same' | 'changed' | 'new'
  /** Word by word since the last approved version, where anything changed. */
  koreanParts: Change[] | null
  englishParts: Change[] | null
  picture: { id: string; width: number; height: number; shown: number } | null
  /** `by` is null where a reader said it. */
  comments: {
    id: string
    by: string | null
    at: Date
    text: string
    sentence: string | null
    language: 'ko' | 'en' | null
  }[]
}

/** A paragraph the last approved version had and this one has not. */
export interface GoneRow {
  number: number
  korean: string
  english: string
}

export function versionPage(facts: VersionFacts): VersionPage {
  const { article, series, version, reading, before, decision } = facts
  const rows = reading.korean.filter(isShown).map((segment) => toRow(facts, segment))

  return {
    title: version.title,
    article: {
      slug: article.slug,
      title: reading.korean.find(({ kind }) => kind === 'title')?.text ?? '',
      englishTitle: version.title,
      series: series && article.part ? { title: series.nameKo, part: article.part } : null,
    },
    version: {
      number: version.number,
      sourceNumber: version.sourceNumber,
      by: version.submittedByName,
      at: version.submittedAt,
      note: version.note,
      authors: facts.authors.map(({ name }) => name),
    },
    comparedWith: before?.number ?? null,
    counts: {
      total: rows.length,
      changed: rows.filter(({ change }) => change !== 'same').length,
      comments: rows.reduce((sum, { comments }) => sum + comments.length, 0),
    },
    rows,
    gone: before ? goneSince(before, reading) : [],
    approval: decision.approval,
    returned: decision.returned,
    approve: {
      obstacle: obstacleToApproval(decision),
      asksForReason: isOwnWork(decision) && decision.ownWorkAllowed,
    },
    sendBack: { obstacle: obstacleToReturn(decision) },
  }
}

/** A figure and a rule stand for themselves on the page; their words, if any, are rows of their own. */
function isShown({ kind }: SourceSegment): boolean {
  return kind !== 'figure' && kind !== 'break'
}

function toRow({ reading, before, comments, pictures }: VersionFacts, segment: SourceSegment): VersionRow {
  const { number, kind, attributes } = segment
  const english = wordsOf(reading.english, number)
  const earlier = before?.english.some((block) => block.number === number) ? before : null
  const [koreanThen, englishThen] = [wordsOf(earlier?.korean, number), wordsOf(earlier?.english, number)]
  const isSame = koreanThen === segment.text && englishThen === english

  return {
    number,
    kind,
    group: groupOf(reading.korean, segment),
    note: segment.attributes.note
      ? { sort: segment.attributes.note, day: segment.attributes.day ?? '' }
      : null,
    level: attributes.level ?? null,
    list: attributes.list ?? null,
    korean: htmlOf(segment),
    english: isTranslated(kind) && segment.text !== '' ? htmlOf({ kind, text: english }) : null,
    change: !before || isSame ? 'same' : earlier ? 'changed' : 'new',
    koreanParts: earlier && koreanThen !== segment.text ? difference(koreanThen, segment.text) : null,
    englishParts: earlier && englishThen !== english ? difference(englishThen, english) : null,
    picture: pictureOf(reading.korean, segment, pictures),
    comments: comments
      .filter((comment) => comment.number === number && !comment.settledAt)
      .map((comment) => ({
        id: comment.publicId,
        by: comment.writtenByName,
        at: comment.writtenAt,
        text: comment.text,
        sentence: comment.reportSentence,
        language: comment.reportLanguage,
      })),
  }
}

function wordsOf(blocks: { number: number; text: string }[] | undefined, number: number): string {
  return blocks?.find((block) => block.number === number)?.text ?? ''
}

function htmlOf({ kind, text }: { kind: Kind; text: string }): string {
  return kind === 'code' ? escaped(text) : renderInline(text)
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

function goneSince(before: Reading, now: Reading): GoneRow[] {
  return before.korean
    .filter((segment) => isShown(segment) && !now.korean.some(({ number }) => number === segment.number))
    .map(({ number, text }) => ({ number, korean: text, english: wordsOf(before.english, number) }))
}

/** Whether a block of a quotation or note opens it, goes on in it or closes it. */
function groupOf(
  segments: SourceSegment[],
  { kind, attributes, position }: SourceSegment,
): VersionRow['group'] {
  if (kind !== 'quotation' && kind !== 'note') return null
  const at = segments.findIndex((segment) => segment.position === position)
  const belongs = (neighbour: SourceSegment | undefined) =>
    neighbour?.kind === kind && neighbour.attributes.group === attributes.group
  if (belongs(segments[at - 1])) return belongs(segments[at + 1]) ? 'middle' : 'last'
  return belongs(segments[at + 1]) ? 'first' : 'only'
}

/** The photograph stands beside the first words that belong to it. */
function pictureOf(
  segments: SourceSegment[],
  { number, attributes: { figure } }: SourceSegment,
  pictures: Map<string, PictureSize>,
): VersionRow['picture'] {
  if (figure === undefined) return null
  const family = segments.filter((segment) => segment.attributes.figure === figure)
  const media = family.find(({ kind }) => kind === 'figure')?.attributes.media ?? ''
  const picture = pictures.get(media)
  if (family.find(isShown)?.number !== number || !picture) return null
  const { publicId: id, width, height, widths } = picture
  return { id, width, height, shown: widths[0] ?? width }
}

/** What others made of one's words before they were approved, paragraph by paragraph. */
export interface ChangesPage {
  article: { slug: string; title: string; englishTitle: string }
  number: number
  approval: Approval | null
  /** Who rewrote anything. */
  by: string[]
  rows: { number: number; kind: Kind; korean: string; submittedIn: number; by: string; parts: Change[] }[]
}

export function changesPage(facts: {
  article: Article
  title: string
  version: TranslationVersion
  approval: Approval | null
  changes: WordChange[]
}): ChangesPage {
  const { article, title, version, approval, changes } = facts
  return {
    article: { slug: article.slug, title, englishTitle: version.title },
    number: version.number,
    approval,
    by: [...new Set(changes.map(({ by }) => by))],
    rows: changes.map(({ number, kind, korean, submittedIn, by, theirs, now }) => ({
      ...{ number, kind, submittedIn, by },
      korean: htmlOf({ kind, text: korean }),
      parts: difference(theirs, now),
    })),
  }
}
