import { calendarDay } from './days'
import { parseInline } from './inline'
import { MONTHS as MONTH_NAMES } from './numbers/saying'
import { dropStart, wordsOf, type Inline } from './tidying'

/** Whose a note is, or what it puts right. */
export const noteSorts = ['editor', 'translator', 'correction', 'clarification'] as const
export type NoteSort = (typeof noteSorts)[number]

export interface NoteLabel {
  sort: NoteSort
  /** `2026-11-20`, or null where none is given. */
  day: string | null
  /** How many characters of the plain words the label takes. */
  length: number
  /**
   * The label is a mark and no words of the note: `[!정정 2026-11-20]`, and of what puts something right also `[정정]`. The
   * labels of the other two have always been words of their paragraph, and stay so.
   */
  isMark: boolean
}

const NAMES: Record<NoteSort, string> = {
  editor: "편집자\\s*주|editor[’']?s[’']? note",
  translator: "(?:역자|옮긴이|번역자)\\s*주|translator[’']?s[’']? note",
  correction: '정정(?:\\s*보도)?|바로잡습니다|바로잡음|corrections?',
  clarification: '보충\\s*설명|알려\\s*드립니다|clarifications?',
}

const LABELS = noteSorts.map((sort) => ({
  sort,
  pattern: new RegExp(
    `^\\[\\s*(?:(!)\\s*)?(?:${NAMES[sort]})(?![\\p{L}\\p{N}])([^\\[\\]]{0,40})\\][:：]?`,
    'iu',
  ),
}))

/** The label that these plain words begin with: who speaks, and of which day. What says anything more is no label. */
export function noteLabelIn(words: string): NoteLabel | null {
  for (const { sort, pattern } of LABELS) {
    const [label, mark, rest] = pattern.exec(words) ?? []
    if (label === undefined) continue
    const day = dayIn(rest!)
    if (day === undefined) return null
    const isMark = mark === '!' || sort === 'correction' || sort === 'clarification'
    return { sort, day, length: label.length, isMark }
  }
  return null
}

/** The label as we write it before a note, in the language of its words. */
export function noteMark(sort: NoteSort, day: string | null, words: string): string {
  const name = (/[가-힣]/.test(words) ? KOREAN : ENGLISH)[sort]
  return `[!${name}${day ? ` ${day}` : ''}]`
}

const KOREAN = {
  editor: '편집자 주',
  translator: '옮긴이 주',
  correction: '정정',
  clarification: '보충 설명',
}
const ENGLISH = {
  editor: 'Editor’s note',
  translator: 'Translator’s note',
  correction: 'Correction',
  clarification: 'Clarification',
}

/** A note as Markdown, for the end of a text; '' when nothing is said. */
export function noteBlock({ sort, day, text }: { sort: NoteSort; day: string | null; text: string }): string {
  if (text.trim() === '') return ''
  const lines = [noteMark(sort, day, text), ...text.trim().split('\n')]
  return lines.map((line) => `> ${line}`.trimEnd()).join('\n')
}

/** The words of a note after its label, when it begins with one of this sort. */
export function withoutLabel(text: string, sort: NoteSort): Inline[] {
  const nodes = parseInline(text)
  const label = noteLabelIn(wordsOf(nodes))
  return label?.sort === sort ? dropStart(nodes, label.length) : nodes
}

const MONTHS = MONTH_NAMES.map((name) => name.slice(0, 3).toLowerCase())
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`
const DAYS: { pattern: RegExp; order: [year: number, month: number, day: number] }[] = [
  { pattern: /^(\d{4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\.?$/, order: [1, 2, 3] },
  { pattern: /^(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일(?:자)?$/, order: [1, 2, 3] },
  { pattern: new RegExp(`^${MONTH} (\\d{1,2}),? (\\d{4})$`, 'i'), order: [3, 1, 2] },
  { pattern: new RegExp(`^(\\d{1,2}) ${MONTH},? (\\d{4})$`, 'i'), order: [3, 2, 1] },
]

/** The day that is all there is beside signs; null where there is nothing, undefined where there is anything else. */
function dayIn(text: string): string | null | undefined {
  const said = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu, '').trim()
  if (!/[\p{L}\p{N}]/u.test(said)) return null
  for (const { pattern, order } of DAYS) {
    const found = pattern.exec(said)
    if (!found) continue
    const [year, month, day] = order.map((part) => numberOf(found[part]!))
    return calendarDay(year!, month!, day!) ?? undefined
  }
  return undefined
}

function numberOf(part: string): number {
  return /^\d/.test(part) ? Number(part) : MONTHS.indexOf(part.slice(0, 3).toLowerCase()) + 1
}
