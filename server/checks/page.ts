import { mayTranslate, type Person } from '../people/rules'
import { articleChecks } from './article'
import { checks } from './all'
import type { Severity } from './rules'
import type { Standing } from './store'

/** What is found in one pair, the most serious first, with what can be done about it. */
export interface FindingsPage {
  article: { slug: string }
  number: number
  revision: string
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
  pair: { number: number; revision: string },
  findings: Standing[],
  person: Person,
): FindingsPage {
  const rank = ({ severity, dismissedBy }: Standing) =>
    (dismissedBy === null ? 0 : 10) + order.indexOf(severity)
  const rows = [...findings]
    .sort((one, other) => rank(one) - rank(other))
    .map(({ check, severity, sentence, detail, key, dismissedBy, repair }) => {
      return {
        check,
        severity,
        sentence,
        detail,
        key,
        dismissedBy,
        repair: dismissedBy === null ? repair : null,
      }
    })
  return { article: { slug }, ...pair, mayEdit: mayTranslate(person), findings: rows }
}

/** Every check with its switch. */
export function switchesPage(off: string[], person: Person) {
  return {
    maySwitch: person.roles.includes('admin'),
    checks: checks.map(({ name, severity }) => ({ name, severity, isOn: !off.includes(name) })),
    always: articleChecks.map(({ name, severity }) => ({ name, severity })),
  }
}
