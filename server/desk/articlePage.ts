import type { Approval, Return } from '../approvals/rules'
import { obstacleToEnding, obstacleToTaking, type Assignment } from '../assignments/rules'
import { told, type Event, type Told } from '../history/rules'
import { isEditor, mayTranslate, type Person } from '../people/rules'
import {
  isOpenSchedule,
  isPublic,
  obstacleToCallingOff,
  obstacleToPublication,
  obstacleToRetraction,
  obstacleToSchedule,
  type Language,
  type Publication,
  type Schedule,
} from '../publications/rules'
import {
  obstacleToSourceApproval,
  type Significance,
  type SourceApproval,
  type SourceVersion,
} from '../sources/rules'
import { obstacleToSubmission, type LatestVersion, type TranslationVersion } from '../submissions/rules'
import { isOpen, type Pair } from '../targets/rules'
import { dayIn } from '../text/days'
import { toRow, type DeskFacts, type Row } from './listPage'
import type { ArticleFacts } from './rules'

export interface ArticlePageFacts extends DeskFacts {
  facts: ArticleFacts
  pairs: Pair[]
  latest: LatestVersion | null
  /** The newest first, as all lists here. */
  sources: { version: SourceVersion; approval: SourceApproval | null }[]
  versions: TranslationVersion[]
  approvals: Approval[]
  returns: Return[]
  publications: Publication[]
  schedules: Schedule[]
  events: Event[]
  assignment: Assignment | null
  colleagues: Person[]
}

/** One article from the inside: where it stands in both languages, what can be done, and what was done. */
export interface ArticlePage {
  title: string
  article: Row
  /** Whether deeds that only an editor does are worth showing. */
  mayDecide: boolean
  korean: Side<KoreanRow>
  english: Side<EnglishRow>
  submission: { obstacle: string | null; open: number }
  schedules: PlannedRow[]
  /** Schedules whose day came in vain since anything was published. */
  refused: PlannedRow[]
  assigning: Assigning
  /** The newest deeds; all of them have a page of their own. */
  history: Told[]
}

/** In whose hands it is, and what can be done about that. */
export interface Assigning {
  open: Assignment | null
  /** Public ids of those it can be given to. */
  people: { id: string; name: string; chosen: boolean }[]
  mayAssign: boolean
  mayTake: boolean
  mayEnd: boolean
  today: string
}

interface Side<VersionRow> {
  /** What readers see now, or saw last. */
  standing: Publication | null
  isPublic: boolean
  retraction: { obstacle: string | null }
  versions: VersionRow[]
}

interface Deeds {
  publish: { obstacle: string | null }
  schedule: { obstacle: string | null }
  /** Publishing this one would take readers back to an earlier text. */
  isEarlier: boolean
  publications: Publication[]
}

export interface KoreanRow extends Deeds {
  number: number
  title: string
  significance: Significance | null
  note: string
  at: Date
  approval: SourceApproval | null
  approve: { obstacle: string | null }
  isLatest: boolean
  isPublic: boolean
}

export interface EnglishRow extends Deeds {
  number: number
  title: string
  sourceNumber: number
  by: string
  at: Date
  note: string
  state: VersionState
  approval: Approval | null
  returned: Return | null
  isLatest: boolean
  isPublic: boolean
}

export type VersionState = 'approved' | 'in-review' | 'outdated' | 'published' | 'returned' | 'superseded'

export interface PlannedRow {
  id: string
  language: Language
  number: number
  publishAt: Date
  by: string
  callOff: { obstacle: string | null }
  refused: string | null
}

export function articlePage(known: ArticlePageFacts): ArticlePage {
  const { facts, person, pairs, latest, schedules, publications } = known

  return {
    title: facts.titleKo,
    article: toRow(known, facts),
    mayDecide: isEditor(person),
    korean: sideOf(known, 'ko', koreanRows(known)),
    english: sideOf(known, 'en', englishRows(known)),
    submission: {
      obstacle: obstacleToSubmission({ person, pairs, latest }),
      open: pairs.filter(isOpen).length,
    },
    schedules: schedules.filter(isOpenSchedule).map((one) => toPlannedRow(person, one)),
    refused: schedules
      .filter((one) => one.refused !== null && !publications.some((later) => isAfter(later, one)))
      .map((one) => toPlannedRow(person, one)),
    assigning: assigningOf(known),
    history: known.events.flatMap((event) => told(event, schedules)).slice(0, 8),
  }
}

function assigningOf({ person, assignment: open, colleagues, now, timeZone }: ArticlePageFacts): Assigning {
  return {
    open,
    people: colleagues
      .filter(mayTranslate)
      .map(({ id, publicId, name }) => ({ id: publicId, name, chosen: open?.person?.id === id })),
    mayAssign: isEditor(person),
    mayTake: obstacleToTaking({ by: person, open }) === null,
    mayEnd: obstacleToEnding({ by: person, open }) === null,
    today: dayIn(now, timeZone),
  }
}

function isAfter(publication: Publication, { language, publishAt }: Schedule): boolean {
  return publication.language === language && publication.publishedAt > publishAt
}

function sideOf<VersionRow>(
  { person, publications }: ArticlePageFacts,
  language: Language,
  versions: VersionRow[],
): Side<VersionRow> {
  const standing = standingIn(publications, language)
  return {
    standing,
    isPublic: isPublic(standing),
    retraction: { obstacle: obstacleToRetraction(person, standing) },
    versions,
  }
}

function standingIn(publications: Publication[], language: Language): Publication | null {
  return publications.find((publication) => publication.language === language) ?? null
}

function koreanRows(known: ArticlePageFacts): KoreanRow[] {
  const { person, sources } = known
  const latest = sources[0]!.version
  return sources.map(({ version, approval }) => ({
    ...{ number: version.number, title: version.title, significance: version.significance },
    ...{ note: version.note, at: version.createdAt, approval },
    approve: { obstacle: obstacleToSourceApproval({ person, version, latest, approval }) },
    isLatest: version.number === latest.number,
    isPublic: isPublicNow(known, 'ko', version.number),
    ...deedsFor(known, 'ko', version.number, { isApproved: approval !== null, isReturned: false }),
  }))
}

function englishRows(known: ArticlePageFacts): EnglishRow[] {
  const { versions, approvals, returns } = known
  return versions.map((version) => {
    const approval = approvals.find((one) => one.translationVersionId === version.id) ?? null
    const returned = returns.find((one) => one.translationVersionId === version.id) ?? null
    const decided = { isApproved: approval !== null, isReturned: returned !== null }
    return {
      ...{ number: version.number, title: version.title, sourceNumber: version.sourceNumber },
      ...{ by: version.submittedByName, at: version.submittedAt, note: version.note, approval, returned },
      state: stateOfVersion(known, version, decided),
      isLatest: version.number === versions[0]!.number,
      isPublic: isPublicNow(known, 'en', version.number),
      ...deedsFor(known, 'en', version.number, decided),
    }
  })
}

interface Decided {
  isApproved: boolean
  isReturned: boolean
}

function stateOfVersion(
  known: ArticlePageFacts,
  version: TranslationVersion,
  { isApproved, isReturned }: Decided,
): VersionState {
  if (isReturned) return 'returned'
  if (isPublicNow(known, 'en', version.number)) return 'published'
  if (isApproved) return 'approved'
  if (version.number < known.versions[0]!.number) return 'superseded'
  return version.sourceNumber < known.sources[0]!.version.number ? 'outdated' : 'in-review'
}

function isPublicNow({ publications }: ArticlePageFacts, language: Language, number: number): boolean {
  const standing = standingIn(publications, language)
  return isPublic(standing) && standing.number === number
}

function deedsFor(
  { person, publications, schedules }: ArticlePageFacts,
  language: Language,
  number: number,
  decided: Decided,
): Deeds {
  const standing = standingIn(publications, language)
  const open = schedules.find((one) => one.language === language && isOpenSchedule(one)) ?? null
  const facts = { person, number, ...decided, standing, open }
  return {
    publish: { obstacle: obstacleToPublication(facts) },
    schedule: { obstacle: obstacleToSchedule(facts) },
    isEarlier: isPublic(standing) && number < standing.number,
    publications: publications.filter((one) => one.language === language && one.number === number),
  }
}

function toPlannedRow(person: Person, planned: Schedule): PlannedRow {
  const { publicId: id, language, number, publishAt, scheduledByName: by, refused } = planned
  return {
    id,
    language,
    number,
    publishAt,
    by,
    refused,
    callOff: { obstacle: obstacleToCallingOff(person, planned) },
  }
}
