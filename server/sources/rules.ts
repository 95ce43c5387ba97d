import { isDeepStrictEqual } from 'node:util'
import type { Article, Category, Names, Place, Series } from '../articles/rules'
import { isEditor, type Person } from '../people/rules'
import { isHead, type Cut, type FigureSaid, type HeadSaid } from '../text/beside'
import type { Attributes, Block, Kind } from '../text/blocks'
import type { NoteSort } from '../text/notes'

/** The Korean of an article, frozen and numbered. */
export interface SourceVersion {
  id: string
  articleId: string
  number: number
  /** What kind of change made it; null for the first. */
  significance: Significance | null
  note: string
  createdBy: string
  createdAt: Date
  title: string
}

export const significances = ['typo', 'update', 'correction'] as const
export type Significance = (typeof significances)[number]

/** The wording of a segment in one source version. */
export interface SourceSegment {
  id: string
  segmentId: string
  /** Stable in the article, whatever is moved around it. */
  number: number
  position: number
  kind: Kind
  text: string
  attributes: Attributes
  fingerprint: string
}

/** What became of a paragraph from one source version to the next, where it did not simply stay the same. */
export const linkKinds = ['edited', 'moved', 'split', 'merged', 'new', 'gone', 'returned'] as const
export type LinkKind = (typeof linkKinds)[number]

/**
 * `old` and `new` are segments: one and the same for what was edited, moved or came back; for a split the paragraph it was
 * cut off from and the one it is now; for a merge the one that went and the one it went into.
 */
export interface SourceLink {
  sourceVersionId: string
  kind: LinkKind
  oldSegmentId: string | null
  newSegmentId: string | null
  corrected: boolean
}

/** A link before the version is kept: a paragraph that is new has no segment yet, only its position from 0. */
export interface NewLink extends Omit<SourceLink, 'sourceVersionId'> {
  position: number | null
}

/** An editor's yes to exactly one source version. */
export interface SourceApproval {
  id: string
  sourceVersionId: string
  approvedBy: string
  approvedByName: string
  approvedAt: Date
}

export type BlocksObstacle = 'title-missing' | 'text-missing' | 'photograph-missing'

/** What an article cannot be kept without: a title, words, and every photograph its text speaks of. */
export function obstacleToBlocks(blocks: Block[]): BlocksObstacle | null {
  if (!blocks.some(({ kind, text }) => kind === 'title' && isVisible(text))) return 'title-missing'
  if (!blocks.some(({ kind, text }) => !isHead(kind) && isVisible(text))) return 'text-missing'
  if (blocks.some(isUnillustrated)) return 'photograph-missing'
  return null
}

/** Spaces, joiners and the Hangul fillers are no words, however many of them there are. */
function isVisible(text: string): boolean {
  return /[^\s\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u.test(text)
}

function isUnillustrated({ kind, attributes }: Block): boolean {
  return kind === 'figure' && !attributes.media
}

export type AdditionObstacle = BlocksObstacle | 'not-an-editor' | 'identities-astray' | 'source-note-too-long'

export const longestSourceNote = 2_000

export function obstacleToAddition(
  person: Person,
  { blocks, identities, note }: { blocks: Block[]; identities: (string | null)[]; note: string },
): AdditionObstacle | null {
  if (!isEditor(person)) return 'not-an-editor'
  if (note.length > longestSourceNote) return 'source-note-too-long'
  const known = identities.filter((identity) => identity !== null)
  if (identities.length !== blocks.length || new Set(known).size !== known.length) return 'identities-astray'
  return obstacleToBlocks(blocks)
}

export type ApprovalObstacle = 'not-an-editor' | 'source-already-approved' | 'source-not-newest'

export interface ApprovalFacts {
  person: Person
  version: SourceVersion
  latest: SourceVersion
  approval: SourceApproval | null
}

export function obstacleToSourceApproval(facts: ApprovalFacts): ApprovalObstacle | null {
  const { person, version, latest, approval } = facts
  if (!isEditor(person)) return 'not-an-editor'
  if (approval) return 'source-already-approved'
  return version.number === latest.number ? null : 'source-not-newest'
}

/** A category or series: one there is (its id), a new one by its names, or none. */
export type Choice = { id: string } | Names | null

/** Where an article is to stand. */
export interface Details extends Omit<Place, 'categoryId' | 'seriesId'> {
  category: Choice
  series: Choice
}

/** What is wrong with what was typed, and beside which field to say it. */
export interface Problem {
  field: string
  rule: string
  detail: Record<string, string | number>
}

/** The fields about where an article stands, as they were typed. */
export interface DetailsForm {
  slug: string
  /** The address that was suggested when the page was made. */
  slugWas: string
  /** '' where the address in English is to be the same. */
  englishSlug: string
  /** The slug of a category, '+' for a new one, or '' for none. */
  category: string
  categoryKo: string
  categoryEn: string
  series: string
  seriesKo: string
  seriesEn: string
  part: string
  /** Slugs of articles. */
  related: string[]
}

/** Everything that was typed while bringing an article in. Nothing of it is lost by a refusal. */
/** What readers are to be told at the end of the text, as it was typed. */
export interface AddedNote {
  sort: NoteSort
  day: string
  text: string
}

export interface SourceForm {
  text: string
  addedNote: AddedNote
  /** The text has been shown cut already, so it is Markdown, whatever it looks like. */
  isCutAgain: boolean
  head: HeadSaid
  figures: FigureSaid[]
  /** Public ids of the photographs that are kept already. */
  photographs: string[]
  details: DetailsForm
  problems: Problem[]
}

/** A text that says what the newest version says already, paragraph by paragraph, makes no new one. */
export function saysTheSame(
  segments: SourceSegment[],
  blocks: Block[],
  identities: (string | null)[],
): boolean {
  return (
    segments.length === blocks.length &&
    segments.every(({ segmentId, kind, text, attributes }, index) => {
      const block = blocks[index]!
      const isSame = kind === block.kind && text === block.text && segmentId === identities[index]
      return isSame && isDeepStrictEqual(attributes, block.attributes)
    })
  )
}

/** Beside which field a rule that speaks of the whole article is said. */
export function fieldOfRule(rule: string): string {
  if (rule.startsWith('slug-')) return 'slug'
  if (rule.startsWith('english-slug-')) return 'english-slug'
  if (rule.startsWith('part-')) return 'part'
  if (rule === 'title-missing') return 'title'
  if (rule === 'source-note-too-long') return 'note'
  return 'text'
}

/** What the choices are. */
export interface Choices {
  categories: Category[]
  series: Series[]
  /** Articles that this one may be related to. */
  others: Article[]
}

/** The typed details as the deed takes them, with what is wrong with them. */
export function detailsOf(form: DetailsForm, choices: Choices): { details: Details; problems: Problem[] } {
  const problems: Problem[] = []
  const say = (field: string, rule: string) => problems.push({ field, rule, detail: {} })

  const category = choiceOf(
    'category',
    form.category,
    form.categoryKo,
    form.categoryEn,
    choices.categories,
    say,
  )
  const series = choiceOf('series', form.series, form.seriesKo, form.seriesEn, choices.series, say)
  if (form.series !== '' && form.part === '') say('part', 'part-missing')
  else if (form.part !== '' && !/^[1-9][0-9]{0,2}$/.test(form.part)) say('part', 'part-malformed')

  const related = form.related.flatMap(
    (slug) => choices.others.find((other) => other.slug === slug)?.id ?? [],
  )
  const part = form.series === '' || problems.length > 0 ? null : Number(form.part)
  const englishSlug = form.englishSlug || null
  return { details: { slug: form.slug, englishSlug, category, series, part, related }, problems }
}

function choiceOf(
  field: 'category' | 'series',
  chosen: string,
  nameKo: string,
  nameEn: string,
  known: { id: string; slug: string }[],
  say: (field: string, rule: string) => void,
): Choice {
  if (chosen === '+') {
    if (nameKo === '' || nameEn === '') say(field, 'names-missing')
    if (nameKo.length > 200 || nameEn.length > 200) say(field, 'names-too-long')
    return { nameKo, nameEn }
  }
  if (chosen === '') return null
  const found = known.find(({ slug }) => slug === chosen)
  if (!found) say(field, 'choice-gone')
  return found ? { id: found.id } : null
}

/** What is wrong beside the pictures: each needs its photograph, and words for those who cannot see it. */
export function problemsOfFigures({ figures }: Pick<Cut, 'figures'>): Problem[] {
  return figures.flatMap(({ photograph, alt, decorative, address }, index) => {
    const problems: Problem[] = []
    if (!photograph)
      problems.push({ field: `photograph-${index}`, rule: 'photograph-missing', detail: { name: address } })
    if (alt.now === '' && !decorative)
      problems.push({ field: `alt-${index}`, rule: 'alt-missing', detail: {} })
    return problems
  })
}
