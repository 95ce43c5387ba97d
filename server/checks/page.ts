import { isAdmin, mayTranslate, type Person } from '../people/rules'
import { isTranslatable, machineShareOf, machineWordsOf, type Pair } from '../targets/rules'
import { articleUnchanged } from '../text/unmodified'
import { articleChecks } from './article'
import { checks } from './all'
import type { Severity } from './rules'
import type { Standing, WholeStanding } from './store'

/** What is found in one pair, the most serious first, with what can be done about it. */
export interface FindingsPage {
  article: { slug: string }
  number: number
  revision: string
  /** Percent of the machine's words that stand; null where that says nothing. */
  machineShare: number | null
  mayEdit: boolean
  findings: FindingRow[]
}

export interface FindingRow {
  check: string
  severity: Severity
  /** Under `checks:findings`, with what fills its blanks. */
  sentence: string
  detail: Record<string, string | number>
  key: string
  dismissedBy: string | null
  /** The English as it would be right, where that is certain. */
  repair: string | null
}

const order: Severity[] = ['block', 'warn', 'info']

export function findingsPage(
  { slug }: { slug: string },
  pair: Pair,
  findings: Standing[],
  person: Person,
): FindingsPage {
  const rank = ({ severity, dismissedBy }: Standing) =>
    (dismissedBy === null ? 0 : 10) + order.indexOf(severity)
  const rows = [...findings]
    .sort((one, other) => rank(one) - rank(other))
    .map((finding) => ({ ...rowOf(finding), repair: finding.dismissedBy === null ? finding.repair : null }))
  const share = machineShareOf(pair)
  return {
    article: { slug },
    number: pair.source.number,
    revision: pair.target.revision,
    machineShare: share === null ? null : Math.floor(share * 100),
    mayEdit: mayTranslate(person),
    findings: rows,
  }
}

/** What is found in an article as a whole, what is to be looked at first. */
export interface WholePage {
  article: { slug: string }
  mayEdit: boolean
  /** How many of them nobody has judged. */
  open: number
  /** Percent of the machine's words that stand, and numbers of the pairs that are left to it; null where none of its words are. */
  machine: { percent: number; left: number[] } | null
  findings: WholeRow[]
}

export interface WholeRow extends Omit<FindingRow, 'repair'> {
  /** Of the pairs it is about. */
  numbers: number[]
  /** A paragraph without a word cannot be judged right; that it needs no English is said of the paragraph. */
  mayBeJudged: boolean
}

export function wholePage(
  { slug }: { slug: string },
  pairs: Pair[],
  findings: WholeStanding[],
  person: Person,
): WholePage {
  const rows = findings.map((finding) => ({
    ...rowOf(finding),
    numbers: finding.pairs.map(({ source }) => source.number),
    mayBeJudged: finding.pairs.every(({ target }) => target.revision !== '0'),
  }))
  const [open, judged] = [rows.filter(isOpen), rows.filter((row) => !isOpen(row))]
  return {
    ...{ article: { slug }, mayEdit: mayTranslate(person), open: open.length, machine: machineIn(pairs) },
    findings: [...open, ...judged],
  }
}

function machineIn(pairs: Pair[]): WholePage['machine'] {
  const worded = pairs.filter(isTranslatable)
  const { share, left, pairs: counted } = articleUnchanged(worded.map(machineWordsOf))
  if (counted === 0) return null
  return { percent: Math.floor(share * 100), left: left.map((index) => worded[index]!.source.number) }
}

function isOpen({ dismissedBy }: WholeRow): boolean {
  return dismissedBy === null
}

function rowOf({ check, severity, sentence, detail, key, dismissedBy }: Omit<FindingRow, 'repair'>) {
  return { check, severity, sentence, detail, key, dismissedBy }
}

/** Every check with its switch. */
export function switchesPage(off: string[], person: Person) {
  return {
    maySwitch: isAdmin(person),
    checks: [...checks, ...articleChecks].map(({ name, severity }) => ({
      name,
      severity,
      isOn: !off.includes(name),
    })),
  }
}
