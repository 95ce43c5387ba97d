import { speaker } from '../../server/checkCommand'
import { findingsOf, plainContext } from '../../server/checks/all'
import { Pair } from '../../server/checks/pair'
import type { Context, Finding } from '../../server/checks/rules'
import { termFinder, type Term } from '../../server/text/terms'

const say = speaker('en')

/** Everything that is found in a pair, with its name and in English. */
export function allSaid(korean: string, english: string, context: Partial<Context> = {}): string[] {
  return findings(korean, english, context).map((finding) => `${finding.check}: ${say(finding)}`)
}

/** What one check says of a pair, in English. */
export function said(
  check: string,
  korean: string,
  english: string,
  context: Partial<Context> = {},
): string[] {
  return findings(korean, english, context)
    .filter((finding) => finding.check === check)
    .map(say)
}

/** The English as it would be right, by the first finding that knows. */
export function repaired(korean: string, english: string, context: Partial<Context> = {}): string | null {
  return findings(korean, english, context).find(({ repair }) => repair !== null)?.repair ?? null
}

export function findings(korean: string, english: string, context: Partial<Context> = {}): Finding[] {
  return findingsOf(new Pair(korean, english), { ...plainContext, ...context })
}

export function withTerms(...terms: Term[]): Partial<Context> {
  return { terms: termFinder(terms) }
}
