import { kindOf } from '../text/guessing'
import { namePattern } from '../text/names'
import { rowsIn, separated, type SeparatedRow } from '../text/separated'
import {
  emptyForm,
  formOf,
  isSameWording,
  keyOf,
  kinds,
  nameOrders,
  obstacleToWording,
  partsOfSpeech,
  wordingFrom,
  type Kind,
  type TermEntry,
  type TermForm,
  type Wording,
} from './rules'

/** What a file says of one term, where in the file; fields it does not speak of are left out. */
export interface Line {
  line: number
  said: Partial<TermForm>
  /** The kind of what is new here, where the file does not say it. */
  guess: Kind
}

/** A line that cannot be taken, with the rule of `refusals.json` that says why. */
export interface BadLine {
  line: number
  rule: string
  detail: Record<string, string>
}

/** What would become of a file. */
export interface Comparison {
  added: { line: number; wording: Wording }[]
  changed: { line: number; entry: TermEntry; wording: Wording }[]
  same: number
  bad: BadLine[]
}

export type FileObstacle = 'terms-file-empty' | 'terms-too-many'

export const mostLines = 5_000

export function obstacleToFile(lines: Line[], bad: BadLine[]): FileObstacle | null {
  if (lines.length + bad.length === 0) return 'terms-file-empty'
  return lines.length + bad.length > mostLines ? 'terms-too-many' : null
}

const columns = [
  ...[
    'korean',
    'english',
    'forbidden',
    'kind',
    'part_of_speech',
    'case',
    'title',
    'short_form',
    'name_order',
  ],
  ...['scope', 'note'],
] as const
type Column = (typeof columns)[number]

/** What a column is called in files that people make. */
const otherNames: Record<string, Column> = {
  ...{ ko: 'korean', source: 'korean', 한국어: 'korean', 원어: 'korean', 용어: 'korean' },
  ...{ en: 'english', target: 'english', 영어: 'english', 번역: 'english', 금지: 'forbidden', 종류: 'kind' },
  ...{
    품사: 'part_of_speech',
    대소문자: 'case',
    직함: 'title',
    짧은이름: 'short_form',
    이름순서: 'name_order',
  },
  ...{ 범위: 'scope', 비고: 'note', 메모: 'note' },
}

const kindNames: Record<string, Kind> = {
  ...{ 용어: 'term', 인물: 'person', 사람: 'person', 단체: 'organisation', 기관: 'organisation' },
  ...{ organization: 'organisation', org: 'organisation', 장소: 'place', 지명: 'place' },
}

/** The terms of a CSV or TSV file: with a heading, or Korean and English in two columns. */
export function linesIn(text: string, scopes: Scopes): { lines: Line[]; bad: BadLine[] } {
  const rows = rowsIn(text).filter(({ cells }) => !cells[0]!.startsWith('#'))
  const heading = headingIn(rows[0])
  const bad: BadLine[] = []
  const lines = (heading ? rows.slice(1) : rows).flatMap((row) => {
    const said = heading ? saidIn(row, heading, scopes) : plainly(row)
    const { korean = '', accepted = '' } = said as Partial<TermForm>
    if (!('rule' in said)) return [{ line: row.line, said, guess: guessedKind(korean, accepted) }]
    bad.push({ line: row.line, ...said })
    return []
  })
  return { lines, bad }
}

/** Ids of series and articles by slug, and slugs by id. */
export interface Scopes {
  series: { id: string; slug: string }[]
  articles: { id: string; slug: string }[]
}

function headingIn(row: SeparatedRow | undefined): (Column | null)[] | null {
  const names = row?.cells.map((cell) => {
    const name = cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_')
    return columns.find((column) => column === name) ?? otherNames[name.replaceAll('_', '')] ?? null
  })
  return names?.includes('korean') && names.includes('english') ? names : null
}

type Refusal = Pick<BadLine, 'rule' | 'detail'>

function plainly({ cells }: SeparatedRow): Partial<TermForm> | Refusal {
  const [korean = '', accepted = ''] = cells
  if (cells.length < 2) return { rule: 'term-line-columns', detail: {} }
  return { korean, accepted }
}

/** What begins with a capital in every form is somebody's name. */
function guessedKind(korean: string, english: string): Kind {
  const forms = english.split('|').map((form) => form.trim())
  if (!forms.every((form) => /^\p{Lu}/u.test(form))) return 'term'
  if (forms.some((form) => form.includes(' ') && namePattern(korean.trim())?.exec(form)?.[0] === form))
    return 'person'
  const kind = kindOf(korean.trim())
  return kind === 'term' ? 'organisation' : kind
}

function saidIn(
  { cells }: SeparatedRow,
  heading: (Column | null)[],
  scopes: Scopes,
): Partial<TermForm> | Refusal {
  const cell = new Map(heading.flatMap((name, index) => (name ? [[name, (cells[index] ?? '').trim()]] : [])))
  const said: Partial<TermForm> = { korean: cell.get('korean')!, accepted: cell.get('english')! }
  const take = (field: keyof TermForm, column: Column) => {
    const value = cell.get(column)
    if (value !== undefined) said[field] = value
  }
  take('forbidden', 'forbidden')
  take('title', 'title')
  take('shortForm', 'short_form')
  take('note', 'note')

  const kind = cell.get('kind')?.toLowerCase()
  if (kind) {
    const known = kinds.find((one) => one === kind) ?? kindNames[kind]
    if (!known) return { rule: 'term-line-kind', detail: { value: kind } }
    said.kind = known
  }

  const partOfSpeech = cell.get('part_of_speech')?.toLowerCase()
  if (partOfSpeech && !partsOfSpeech.some((one) => one === partOfSpeech))
    return { rule: 'term-line-part-of-speech', detail: { value: partOfSpeech } }
  if (partOfSpeech !== undefined) said.partOfSpeech = partOfSpeech
  const order = cell.get('name_order')?.toLowerCase()
  if (order && !nameOrders.some((one) => one === order))
    return { rule: 'term-line-name-order', detail: { value: order } }
  if (order !== undefined) said.nameOrder = order
  const exact = cell.get('case')?.toLowerCase()
  if (exact !== undefined) said.exactCase = ['', 'no', 'any', '0', 'false'].includes(exact) ? '' : 'yes'

  const scope = cell.get('scope')
  if (scope === undefined) return said
  const id = scopeIdOf(scope, scopes)
  if (id === null) return { rule: 'term-line-scope', detail: { value: scope } }
  return { ...said, scope: id }
}

/** '', `series:ID`, `article:ID`; null for what is neither. In files slugs stand for ids. */
export function scopeIdOf(scope: string, { series, articles }: Scopes): string | null {
  if (scope === '') return ''
  const [, place, slug] = /^(series|article):(.+)$/.exec(scope.normalize('NFC')) ?? []
  const found = (place === 'series' ? series : articles).find((one) => one.slug === slug)
  return place && found ? `${place}:${found.id}` : null
}

/** What a file would change. What it says nothing of stays as it stands. */
export function compared(lines: Line[], bad: BadLine[], standing: TermEntry[]): Comparison {
  const known = new Map(standing.map((entry) => [placeOf(entry), entry]))
  const lineOf = new Map<string, number>()
  const comparison: Comparison = { added: [], changed: [], same: 0, bad: [...bad] }
  for (const { line, said, guess } of lines) {
    const place = placeOf(wordingFrom({ ...emptyForm, ...said }))
    const entry = known.get(place)
    const wording = wordingFrom({ ...(entry ? formOf(entry) : { ...emptyForm, kind: guess }), ...said })
    const obstacle = obstacleToWording(wording)
    const earlier = lineOf.get(place)
    if (obstacle) comparison.bad.push({ line, rule: obstacle.rule, detail: {} })
    else if (earlier)
      comparison.bad.push({ line, rule: 'term-line-twice', detail: { earlier: String(earlier) } })
    else if (!entry) comparison.added.push({ line, wording })
    else if (isSameWording(entry, { ...wording, korean: entry.korean })) comparison.same++
    else comparison.changed.push({ line, entry, wording })
    if (!earlier) lineOf.set(place, line)
  }
  comparison.bad.sort((one, other) => one.line - other.line)
  return comparison
}

function placeOf(wording: Wording): string {
  return `${wording.seriesId ?? ''}/${wording.articleId ?? ''}/${keyOf(wording)}`
}

/** The termbase as a file that `linesIn` reads. CSV carries the mark that spreadsheets know UTF-8 by. */
export function termsFile(entries: TermEntry[], format: 'csv' | 'tsv'): string {
  const rows = entries.map((entry) => {
    const { korean, accepted, forbidden, kind, title, shortForm, note } = entry
    const scope = entry.articleSlug
      ? `article:${entry.articleSlug}`
      : entry.seriesSlug
        ? `series:${entry.seriesSlug}`
        : ''
    return [
      ...[korean, accepted.join(' | '), forbidden.join(' | '), kind, entry.partOfSpeech ?? ''],
      ...[entry.exactCase ? 'exact' : '', title, shortForm, entry.nameOrder ?? '', scope, note],
    ]
  })
  const text = separated([[...columns], ...rows], format === 'csv' ? ',' : '\t')
  return format === 'csv' ? `\ufeff${text}` : text
}
