import type { Approval, Return } from '../approvals/rules'
import type { Publication, Schedule } from '../publications/rules'
import type { Significance, SourceVersion } from '../sources/rules'
import type { TranslationVersion } from '../submissions/rules'
import type { Origin } from '../targets/rules'
import type { Kind, NumberedBlock } from '../text/blocks'
import { difference, type Change } from '../text/differences'

/** A deed as the audit keeps it. */
export interface Event {
  id: string
  at: Date
  action: string
  /** Null for what the house did by itself. */
  by: string | null
  /** Whom it was done for, where the deed has such a person. */
  to: string | null
  detail: Record<string, unknown>
}

/** One saved wording of a target, or the losing text of a conflict. */
export interface Revision {
  /** The save that made it: a uuid, and the name it goes by. */
  saveId: string
  outcome: 'saved' | 'conflict'
  /** The number it made; of a conflict, the one that stood in its way. */
  revision: string
  baseRevision: string
  text: string
  origin: Origin
  /** Of a machine's words, where that is known. */
  engine: string | null
  by: string | null
  at: Date
  /** The Korean it was written against. */
  korean: { text: string; fingerprint: string; version: number }
  /** Whether it is what stands now, and who has confirmed it so. */
  stands: boolean
  confirmedBy: string | null
  confirmedAt: Date | null
  /** Numbers of the translation versions that hold these words. */
  versions: number[]
}

/** A sentence of the history: its name in history.json and what fills its blanks. */
export interface Told {
  at: Date
  sentence: string
  values: Record<string, string | number>
}

/** What the house tells of an article; deeds that are nobody's business here are left out. */
const tellable = [
  'approved',
  'archive-paired',
  'archive-placed',
  'archive-taken-over',
  'assigned',
  'assignment-ended',
  'brought-in',
  'commented',
  'counterpart-said',
  'counterpart-taken-back',
  'details-changed',
  'alternative-asked',
  'draft-asked',
  'draft-stopped',
  'published',
  'retracted',
  'returned',
  'schedule-called-off',
  'schedule-refused',
  'scheduled',
  'source-approved',
  'source-version-added',
  'submitted',
]
const inOneLanguage = ['published', 'retracted', 'schedule-called-off', 'schedule-refused', 'scheduled']

export function told(event: Event, schedules: Schedule[]): Told[] {
  const { action, at, by, to, detail } = event
  if (!tellable.includes(action)) return []
  const { language, version } = objectOf(event, schedules)
  const values = { name: by ?? '', to: to ?? '', version, number: Number(detail.number ?? 0) }
  const sentence = sentenceOf(event)
  return [{ at, sentence: inOneLanguage.includes(action) ? `${sentence}-${language}` : sentence, values }]
}

function sentenceOf({ action, to, by, detail }: Event): string {
  if (action === 'approved' && detail.ownWork === true) return 'approved-own-work'
  if (action !== 'assigned') return action
  if (to === null) return 'assigned-day'
  return to === by ? 'assigned-self' : 'assigned'
}

function objectOf({ detail }: Event, schedules: Schedule[]): { language: 'ko' | 'en'; version: number } {
  const planned = schedules.find(({ publicId }) => publicId === detail.schedule)
  const { language = planned?.language, version = planned?.number } = detail
  return { language: language === 'ko' ? 'ko' : 'en', version: Number(version ?? 0) }
}

/** All rows that say more about a deed than the audit does. */
export interface Rows {
  sources: SourceVersion[]
  versions: TranslationVersion[]
  approvals: Approval[]
  returns: Return[]
  publications: Publication[]
  schedules: Schedule[]
}

/** One deed on the way of an article: on the Korean side, on the English side, or about both. */
export interface Deed extends Told {
  side: 'ko' | 'en' | 'both'
  /** What was written with it: reasons, a note, and in which language nobody can say. */
  words: string
  significance: Significance | null
  /** A day that belongs to it: when it was to be published, or is to be done. */
  time: Date | null
  day: string | null
  /** The version it made, which can be looked at. */
  made: { side: 'ko' | 'en'; number: number } | null
}

const ofTheKorean = ['brought-in', 'source-approved', 'source-version-added']
const ofBoth = ['assigned', 'assignment-ended', 'details-changed']

export function deedOf(event: Event, rows: Rows): Deed[] {
  const { language, version } = objectOf(event, rows.schedules)
  const side = ofBoth.includes(event.action)
    ? 'both'
    : ofTheKorean.includes(event.action)
      ? 'ko'
      : inOneLanguage.includes(event.action)
        ? language
        : 'en'
  const { publishAt, dueOn } = event.detail
  return told(event, rows.schedules).map((one) => ({
    ...one,
    side,
    words: wordsOf(event, side, version, rows),
    significance:
      event.action === 'source-version-added'
        ? (rows.sources.find(({ number }) => number === version)?.significance ?? null)
        : null,
    time: event.action === 'scheduled' && typeof publishAt === 'string' ? new Date(publishAt) : null,
    day: typeof dueOn === 'string' ? dueOn : null,
    made: madeBy(event.action, version),
  }))
}

function madeBy(action: string, version: number): Deed['made'] {
  if (action === 'brought-in') return { side: 'ko', number: 1 }
  if (action === 'source-version-added') return { side: 'ko', number: version }
  return action === 'submitted' ? { side: 'en', number: version } : null
}

function wordsOf({ action, at }: Event, side: Deed['side'], number: number, rows: Rows): string {
  const version = rows.versions.find((one) => one.number === number)
  switch (action) {
    case 'source-version-added':
      return rows.sources.find((one) => one.number === number)?.note ?? ''
    case 'submitted':
      return version?.note ?? ''
    case 'returned':
      return (
        rows.returns.find(({ translationVersionId }) => translationVersionId === version?.id)?.reasons ?? ''
      )
    case 'approved':
      return (
        rows.approvals.find(({ translationVersionId }) => translationVersionId === version?.id)
          ?.ownWorkReason ?? ''
      )
    case 'retracted':
      return retractionAt(rows.publications, side, number, at)
    default:
      return ''
  }
}

/** A version may be taken back more than once; the reason of a deed is that of the same moment. */
function retractionAt(publications: Publication[], side: string, number: number, at: Date): string {
  const retracted = publications.filter(
    (one) => one.language === side && one.number === number && one.retractedAt,
  )
  const exact = retracted.find(({ retractedAt }) => retractedAt!.getTime() === at.getTime())
  return (exact ?? retracted[0])?.retractionReason ?? ''
}

/** A paragraph in two versions. */
export interface Compared {
  number: number
  kind: Kind
  /** Where it was of another kind before: a heading that was a paragraph. */
  kindBefore: Kind | null
  change: 'same' | 'changed' | 'new' | 'gone'
  /** It stands before or behind others than it did. */
  moved: boolean
  parts: Change[]
}

/** Two versions paragraph by paragraph, in the order of the later; what is gone stands where it stood. */
export function comparisonOf(before: NumberedBlock[], after: NumberedBlock[]): Compared[] {
  const earlier = new Map(before.map((block) => [block.number, block]))
  const later = new Set(after.map(({ number }) => number))
  const stayed = stayedIn(before, after)
  const rows = after.map((block) => compared(earlier.get(block.number), block, !stayed.has(block.number)))

  for (const [index, block] of before.entries()) {
    if (later.has(block.number)) continue
    const neighbour = before[index - 1]
    const at = neighbour ? rows.findIndex(({ number }) => number === neighbour.number) + 1 : 0
    rows.splice(at, 0, gone(block))
  }
  return rows
}

function compared(before: NumberedBlock | undefined, after: NumberedBlock, moved: boolean): Compared {
  const { number, kind, text } = after
  if (!before)
    return { number, kind, kindBefore: null, change: 'new', moved: false, parts: difference('', text) }
  const kindBefore = before.kind === kind ? null : before.kind
  const isSame = before.text === text && !kindBefore && before.attributes.media === after.attributes.media
  return {
    number,
    kind,
    kindBefore,
    change: isSame ? 'same' : 'changed',
    moved,
    parts: difference(before.text, text),
  }
}

function gone({ number, kind, text }: NumberedBlock): Compared {
  return { number, kind, kindBefore: null, change: 'gone', moved: false, parts: difference(text, '') }
}

/** The most paragraphs that stand in the same order in both: the longest rising run of their places in the earlier one. */
function stayedIn(before: NumberedBlock[], after: NumberedBlock[]): Set<number> {
  const placeOf = new Map(before.map(({ number }, index) => [number, index]))
  const common = after.filter(({ number }) => placeOf.has(number)).map(({ number }) => number)
  const ends: number[] = []
  const previous = new Map<number, number | undefined>()
  for (const number of common) {
    const place = placeOf.get(number)!
    let at = ends.findIndex((end) => placeOf.get(end)! > place)
    if (at < 0) at = ends.length
    previous.set(number, ends[at - 1])
    ends[at] = number
  }
  const stayed = new Set<number>()
  for (let number = ends.at(-1); number !== undefined; number = previous.get(number)) stayed.add(number)
  return stayed
}
