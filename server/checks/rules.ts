import type { Hosts } from '../text/links'
import type { Span } from '../text/spans'
import type { TermFinder } from '../text/terms'
import type { Pair } from './pair'

/** What a finding asks for: to be mended or dismissed before submission, to be ticked off, or nothing. */
export type Severity = 'block' | 'warn' | 'info'

/** A rule a pair is tested against. What it is called and why it is asked stands in `checks.json` under its name. */
export interface Check {
  name: string
  severity: Severity
  find(pair: Pair, context: Context): Found[]
}

/** What a check says of a pair. */
export interface Found {
  /** Key of the sentence, under `findings` in `checks.json`. */
  sentence: string
  /** What fills its blanks. */
  detail: Record<string, string | number>
  /** Where it is to be seen, on either side; empty when it is the whole text or what is not there. */
  korean?: Span[]
  english?: Span[]
  /** The whole English as it would be right, where that is certain. */
  repair?: string | null
}

/** As much of one thing as a check says of one pair: more would only say that the pair is no pair. */
export const MOST = 200

export interface Finding extends Required<Found> {
  check: string
  severity: Severity
}

/** What makes two findings of one pair the same, as long as neither text changes: what a person dismisses. */
export function keyOf({ check, sentence, detail }: Pick<Finding, 'check' | 'sentence' | 'detail'>): string {
  const blanks = Object.entries(detail).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([check, sentence, ...blanks])
}

/** What a project knows that a pair does not. */
export interface Context {
  terms: TermFinder
  /** How hosts of the project's own are compared; see text/links. */
  hosts: Hosts
  /** Names of the checks that the project has switched off. */
  off: ReadonlySet<string>
  /** How long the English of this article usually is to its Korean; 1 when not known. See text/lengths. */
  usualRatio: number
}

/** A rule that several pairs of an article are tested against. */
export interface ArticleCheck {
  name: string
  severity: Severity
  find(pairs: Pair[], context: Context): ArticleFound[]
}

export interface ArticleFound {
  sentence: string
  detail: Record<string, string | number>
  /** Indexes of the pairs it is about, in order. */
  pairs: number[]
}

export interface ArticleFinding extends ArticleFound {
  check: string
  severity: Severity
}
