import { isAdmin, mayTranslate, type Person } from '../people/rules'

/** What the desk's rules are about findings, beside the checks themselves. */
export type DismissalObstacle =
  'not-a-translator' | 'finding-gone' | 'finding-dismissed' | 'finding-not-dismissed'

interface Judged {
  key: string
  dismissedBy: string | null
}

export function obstacleToDismissal(
  person: Person,
  findings: Judged[],
  key: string,
): DismissalObstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  const finding = findings.find((one) => one.key === key)
  if (!finding) return 'finding-gone'
  return finding.dismissedBy === null ? null : 'finding-dismissed'
}

export function obstacleToTakingBack(
  person: Person,
  findings: Judged[],
  key: string,
): DismissalObstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  const finding = findings.find((one) => one.key === key)
  if (!finding) return 'finding-gone'
  return finding.dismissedBy === null ? 'finding-not-dismissed' : null
}

export function obstacleToSwitching(person: Person): 'not-an-admin' | null {
  return isAdmin(person) ? null : 'not-an-admin'
}

/** Findings that hold a submission up: those that say something is wrong, until they are mended or dismissed. */
export function blockingIn(findings: Iterable<(Judged & { severity: string })[]>): number {
  return [...findings]
    .flat()
    .filter(({ severity, dismissedBy }) => severity === 'block' && dismissedBy === null).length
}
