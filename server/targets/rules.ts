import { mayTranslate, type Person } from '../people/rules'
import type { SourceSegment } from '../sources/rules'
import { isTranslated } from '../text/blocks'
import { isLeftToMachine, shareUnchangedOf, type MachinePair } from '../text/unmodified'

export type Origin = 'machine' | 'memory' | 'person' | 'import'

/** The English of a segment as it stands in the workshop. One nobody has touched has revision '0' and no words. */
export interface Target {
  segmentId: string
  text: string
  revision: string
  origin: Origin
  /** What the machine wrote, kept beside what stands now. */
  machineText: string | null
  engine: string | null
  /** The engine's answer lost the inline markup; the words are there, the emphasis and links are not. */
  markupLost: boolean
  /** Of the memory's words, in percent; says nothing of words of any other origin. */
  matchRate: number | null
  sourceSegmentId: string
  savedBy: string | null
  savedAt: Date | null
  confirmedBy: string | null
  confirmedAt: Date | null
  confirmedRevision: string | null
  confirmedSourceSegmentId: string | null
  /** Fingerprints of the wordings it was written against and confirmed for; null while there are none. */
  writtenFingerprint: string | null
  confirmedFingerprint: string | null
}

/** What somebody said of a paragraph without a counterpart, for the Korean as it reads now. */
export interface Counterpart {
  /** `none`: the English needs none. `added`: the English says something more, for foreign readers. */
  kind: 'none' | 'added'
  reason: string
  by: string
}

/** Source segment and target, side by side. */
export interface Pair {
  source: SourceSegment
  target: Target
  counterpart: Counterpart | null
}

export type PairState = 'empty' | 'machine' | 'memory' | 'edited' | 'confirmed' | 'attention' | 'none'

/** How the last yes to a pair came about. */
export interface Confirmation {
  segmentId: string
  manner: 'confirmed' | 'still-right' | 'carried' | 'restored' | 'withdrawn'
  by: string
  at: Date
}

/** A note on a pair, open or settled. */
export interface Comment {
  id: string
  publicId: string
  segmentId: string
  number: number
  text: string
  /** Null where a reader said it. */
  writtenBy: string | null
  writtenByName: string | null
  writtenAt: Date
  /** What a reader said it of: in which language, and which sentence ('' for the whole paragraph). */
  reportLanguage: 'ko' | 'en' | null
  reportKind: string | null
  reportSentence: string | null
  /** Since when it is out of sight, because it was none. */
  clearedAt: Date | null
  settledAt: Date | null
  settledByName: string | null
}

/** How a save ended, and what stands now. With a conflict `text` is theirs and `baseText` what both started from. */
export interface SaveOutcome {
  outcome: 'saved' | 'same' | 'repeated' | 'conflict'
  revision: string
  text: string
  savedBy: string | null
  savedByName: string | null
  savedAt: Date | null
  confirmed: boolean
  baseText: string | null
  /** Percent of the machine's words that stand, where that is why nothing was confirmed: somebody has to say they read them. */
  unread?: number | null
}

/** Pictures, code and rules have no English of their own; nor has a Korean segment without words. */
export function isTranslatable({ source }: Pair): boolean {
  return isTranslated(source.kind) && source.text.trim() !== ''
}

export function hasWords({ target }: Pair): boolean {
  return target.text.trim() !== ''
}

/** Confirmed is for these two wordings: an edit on either side ends it. */
export function isConfirmed({ source, target }: Pair): boolean {
  return (
    target.confirmedRevision !== null &&
    target.confirmedRevision === target.revision &&
    target.confirmedFingerprint === source.fingerprint
  )
}

/** Somebody gave a reason why the English does without this paragraph. Words that are written after all stand. */
export function needsNone(pair: Pair): boolean {
  return pair.counterpart?.kind === 'none' && !hasWords(pair)
}

/** Still asks for a person. */
export function isOpen(pair: Pair): boolean {
  return isTranslatable(pair) && !isConfirmed(pair) && !needsNone(pair)
}

/** The English was written for another wording of the Korean. */
export function isOutdated(pair: Pair): boolean {
  return hasWords(pair) && pair.target.writtenFingerprint !== pair.source.fingerprint
}

export function isMachineUntouched({ target }: Pair): boolean {
  return target.origin === 'machine' && target.text !== '' && target.text === target.machineText
}

/** How much of the machine's words stands as it was, from 0 to 1; null where that says nothing. */
export function machineShareOf(pair: Pair): number | null {
  return shareUnchangedOf(machineWordsOf(pair))
}

/** Its words are the machine's for the better part, and nobody has said yet that they are right. */
export function isUnread(pair: Pair): boolean {
  return isTranslatable(pair) && !isConfirmed(pair) && isLeftToMachine(machineWordsOf(pair))
}

export function machineWordsOf({ source, target }: Pair): MachinePair {
  return { korean: source.text, english: target.text, machine: target.machineText }
}

export function stateOf(pair: Pair): PairState {
  if (isConfirmed(pair)) return 'confirmed'
  if (needsNone(pair)) return 'none'
  if (!hasWords(pair)) return 'empty'
  if (isOutdated(pair)) return 'attention'
  if (pair.target.origin === 'machine' || pair.target.origin === 'memory') return pair.target.origin
  return 'edited'
}

export type Obstacle = 'not-a-translator' | 'nothing-to-confirm' | 'not-confirmed' | 'pair-too-long'

/** As many characters as a target holds; the database refuses more. */
export const longestText = 200_000

export function obstacleToSave(person: Person, wording: Worded): Obstacle | null {
  return mayTranslate(person) ? obstacleToWording(wording) : 'not-a-translator'
}

interface Worded {
  text: string
  /** Whether the words are called right in the same breath. */
  confirm: boolean
}

/** What is wrong with the words, whoever sends them. */
export function obstacleToWording({ text, confirm }: Worded): Obstacle | null {
  if (text.length > longestText) return 'pair-too-long'
  return confirm && text.trim() === '' ? 'nothing-to-confirm' : null
}

export function obstacleToWithdrawal(person: Person, pair: Pair): Obstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  return isConfirmed(pair) ? null : 'not-confirmed'
}

export type CounterpartObstacle =
  | 'not-a-translator'
  | 'counterpart-said'
  | 'counterpart-has-words'
  | 'counterpart-needed'
  | 'counterpart-no-words'
  | 'reason-missing'
  | 'reason-too-long'

/** A title is always there; what has words has a counterpart; and what was added stands in words. */
export function obstacleToCounterpart(
  person: Person,
  pair: Pair,
  { kind, reason }: Pick<Counterpart, 'kind' | 'reason'>,
): CounterpartObstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (pair.counterpart) return 'counterpart-said'
  if (kind === 'none' && pair.source.kind === 'title') return 'counterpart-needed'
  if (kind === 'none' && hasWords(pair)) return 'counterpart-has-words'
  if (kind === 'added' && !hasWords(pair)) return 'counterpart-no-words'
  if (reason.trim() === '') return 'reason-missing'
  return reason.length > 2_000 ? 'reason-too-long' : null
}

export function obstacleToTakingBack(
  person: Person,
  pair: Pair,
): 'not-a-translator' | 'counterpart-not-said' | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  return pair.counterpart ? null : 'counterpart-not-said'
}

export type PartingObstacle = 'not-a-translator' | 'nothing-to-split' | 'part-not-empty' | 'saved-meanwhile'

/**
 * The English of one paragraph goes on in another, whose Korean was cut off from it. `at` counts characters of the words
 * that stood at `revision`: in others it is a place nobody chose.
 */
export function obstacleToSplit(
  person: Person,
  from: Pair,
  into: Pair,
  { at, revision }: { at: number; revision: string },
): PartingObstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (hasWords(into)) return 'part-not-empty'
  const { text } = from.target
  if (from.target.revision !== revision) return 'saved-meanwhile'
  return text.slice(0, at).trim() === '' || text.slice(at).trim() === '' ? 'nothing-to-split' : null
}

export function obstacleToJoin(
  person: Person,
  joined: string,
): 'not-a-translator' | 'nothing-to-join' | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  return joined.trim() === '' ? 'nothing-to-join' : null
}

export type CommentObstacle = 'not-a-translator' | 'comment-empty' | 'comment-too-long'

export function obstacleToComment(person: Person, text: string): CommentObstacle | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (text.trim() === '') return 'comment-empty'
  if (text.length > 10_000) return 'comment-too-long'
  return null
}
