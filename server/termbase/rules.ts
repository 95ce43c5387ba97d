import { isEditor, mayTranslate, type Person } from '../people/rules'
import type { Term } from '../text/terms'

export const kinds = ['term', 'person', 'organisation', 'place'] as const
export type Kind = (typeof kinds)[number]

export const partsOfSpeech = ['noun', 'verb', 'adjective', 'adverb', 'phrase'] as const
export type PartOfSpeech = (typeof partsOfSpeech)[number]

export const nameOrders = ['family-first', 'given-first'] as const
export type NameOrder = (typeof nameOrders)[number]

/** Where a term holds: everywhere when both are null, else in one series or one article. */
export interface Scope {
  seriesId: string | null
  articleId: string | null
}

/** What is said of a term: a common noun, or the name of a person, an organisation or a place. */
export interface Wording extends Scope {
  korean: string
  kind: Kind
  partOfSpeech: PartOfSpeech | null
  /** English, the preferred form first; of a person their own spelling. */
  accepted: string[]
  forbidden: string[]
  exactCase: boolean
  /** Of a person: before the name at the first mention. */
  title: string
  /** Of a person: instead of the name after the first mention; '' for what follows from the spelling. */
  shortForm: string
  /** Null exactly for what is no person. */
  nameOrder: NameOrder | null
  note: string
}

/** One wording of a term as it is kept. The public id is the same for every wording of one term. */
export interface TermEntry extends Wording {
  id: string
  publicId: string
  /** Of the series or the article that it holds in. */
  seriesName: string | null
  seriesSlug: string | null
  articleTitle: string | null
  articleSlug: string | null
  writtenByName: string
  writtenAt: Date
  endedByName: string | null
  endedAt: Date | null
}

/** A term as texts are searched for it, and the entry it comes from. */
export interface HeldTerm extends Term {
  entry: TermEntry
}

export function isName({ kind }: Pick<Wording, 'kind'>): boolean {
  return kind !== 'term'
}

export function heldTerm(entry: TermEntry): HeldTerm {
  const { korean, kind, accepted, forbidden, exactCase, title } = entry
  return {
    ...{ korean, english: accepted, forbidden, exactCase, entry },
    sort: kind === 'person' || kind === 'term' ? kind : 'name',
    ...(kind === 'person' && { short: shortFormOf(entry), title }),
  }
}

/** What a person is called after the first mention: what was agreed, else the family name of their spelling. */
export function shortFormOf({ accepted, shortForm, nameOrder }: Wording): string {
  const words = (accepted[0] ?? '').split(' ')
  if (shortForm !== '' || words.length < 2) return shortForm || accepted[0] || ''
  return (nameOrder === 'given-first' ? words.at(-1) : words[0]) ?? ''
}

/** Those that hold in an article: what is agreed for it alone before its series, and its series before everything. */
export function entriesFor(entries: TermEntry[], { seriesId, articleId }: Scope): TermEntry[] {
  const narrowest = new Map<string, TermEntry>()
  const holding = entries.filter(
    (one) =>
      (one.articleId === null || one.articleId === articleId) &&
      (one.seriesId === null || one.seriesId === seriesId),
  )
  for (const entry of holding.sort((one, other) => narrowness(one) - narrowness(other)))
    narrowest.set(keyOf(entry), entry)
  return [...narrowest.values()]
}

function narrowness({ articleId, seriesId }: Scope): number {
  return articleId ? 2 : seriesId ? 1 : 0
}

/** Blanks of compound nouns are a matter of taste: 사회적 경제 and 사회적경제 are one. */
export function keyOf({ korean }: Pick<Wording, 'korean'>): string {
  return korean.replaceAll(' ', '')
}

export function isSameScope(one: Scope, other: Scope): boolean {
  return one.seriesId === other.seriesId && one.articleId === other.articleId
}

export function isSameWording(one: Wording, other: Wording): boolean {
  const said = ({ accepted, forbidden, ...wording }: Wording) =>
    [
      ...[
        wording.korean,
        wording.kind,
        wording.partOfSpeech,
        wording.exactCase,
        wording.title,
        wording.shortForm,
      ],
      ...[wording.nameOrder, wording.note, wording.seriesId, wording.articleId],
      ...['accepted', ...accepted, 'forbidden', ...forbidden],
    ].join('\n')
  return said(one) === said(other)
}

export type WordingObstacle =
  | 'term-korean-missing'
  | 'term-too-long'
  | 'term-english-missing'
  | 'term-english-hangul'
  | 'term-too-many-forms'
  | 'term-form-both'
  | 'term-note-too-long'

const longest = 200
const longestNote = 2000
const mostForms = 20

/** What is wrong with a wording, and which field says so. */
export function obstacleToWording(wording: Wording): { rule: WordingObstacle; field: keyof Wording } | null {
  const { korean, accepted, forbidden, title, shortForm, note } = wording
  if (!/[\p{L}\p{N}]/u.test(korean)) return { rule: 'term-korean-missing', field: 'korean' }
  if (korean.length > longest) return { rule: 'term-too-long', field: 'korean' }
  if (!accepted.some((form) => /[\p{L}\p{N}]/u.test(form)))
    return { rule: 'term-english-missing', field: 'accepted' }
  for (const [field, forms] of Object.entries({
    accepted,
    forbidden,
    title: [title],
    shortForm: [shortForm],
  })) {
    const at = { field: field as keyof Wording }
    if (forms.some((form) => /\p{Script=Hangul}/u.test(form))) return { rule: 'term-english-hangul', ...at }
    if (forms.some((form) => form.length > longest)) return { rule: 'term-too-long', ...at }
    if (forms.length > mostForms) return { rule: 'term-too-many-forms', ...at }
  }
  if (forbidden.some((form) => accepted.includes(form))) return { rule: 'term-form-both', field: 'forbidden' }
  return note.length > longestNote ? { rule: 'term-note-too-long', field: 'note' } : null
}

/** Translators and editors agree on words together. */
export function obstacleToWriting(person: Person): 'not-a-translator' | null {
  return mayTranslate(person) ? null : 'not-a-translator'
}

/** `latest` is the newest wording, `basedOn` the one that was before the eyes of whoever changed it. */
export function obstacleToChange(
  person: Person,
  latest: TermEntry,
  basedOn: string,
): 'not-a-translator' | 'term-is-retired' | 'term-moved-on' | null {
  if (!mayTranslate(person)) return 'not-a-translator'
  if (latest.endedAt) return 'term-is-retired'
  return latest.id === basedOn ? null : 'term-moved-on'
}

export function obstacleToRetirement(
  person: Person,
  { endedAt }: TermEntry,
): 'not-an-editor' | 'term-is-retired' | null {
  if (!isEditor(person)) return 'not-an-editor'
  return endedAt ? 'term-is-retired' : null
}

export function obstacleToBringingBack(
  person: Person,
  { endedAt }: TermEntry,
): 'not-an-editor' | 'term-not-retired' | null {
  if (!isEditor(person)) return 'not-an-editor'
  return endedAt ? null : 'term-not-retired'
}

/** A wording as it is typed or as it stands in a file: every field a text. */
export interface TermForm {
  korean: string
  kind: string
  partOfSpeech: string
  /** Forms apart by lines or `|`. */
  accepted: string
  forbidden: string
  exactCase: string
  title: string
  shortForm: string
  nameOrder: string
  note: string
  /** '', `series:ID` or `article:ID`. */
  scope: string
}

export const emptyForm: TermForm = {
  ...{ korean: '', kind: 'term', partOfSpeech: '', accepted: '', forbidden: '', exactCase: '' },
  ...{ title: '', shortForm: '', nameOrder: '', note: '', scope: '' },
}

/** What a form means. What only a person has is left out for others. */
export function wordingFrom(form: TermForm): Wording {
  const kind = kinds.find((one) => one === form.kind) ?? 'term'
  const isPerson = kind === 'person'
  const [, place, id] = /^(series|article):(\d{1,18})$/.exec(form.scope) ?? []
  return {
    korean: evened(form.korean),
    kind,
    partOfSpeech: partsOfSpeech.find((one) => one === form.partOfSpeech) ?? null,
    accepted: formsIn(form.accepted),
    forbidden: formsIn(form.forbidden),
    exactCase: form.exactCase !== '',
    title: isPerson ? evened(form.title) : '',
    shortForm: isPerson ? evened(form.shortForm) : '',
    nameOrder: isPerson ? (nameOrders.find((one) => one === form.nameOrder) ?? 'family-first') : null,
    note: form.note.trim(),
    seriesId: place === 'series' ? id! : null,
    articleId: place === 'article' ? id! : null,
  }
}

export function formOf(wording: Wording): TermForm {
  const { korean, kind, title, shortForm, note } = wording
  return {
    ...{ korean, kind, title, shortForm, note },
    partOfSpeech: wording.partOfSpeech ?? '',
    accepted: wording.accepted.join('\n'),
    forbidden: wording.forbidden.join('\n'),
    exactCase: wording.exactCase ? 'yes' : '',
    nameOrder: wording.nameOrder ?? '',
    scope: scopeName(wording),
  }
}

/** Names of what a change touches, as the form calls its fields. */
export function fieldsChanged(entry: TermEntry, wording: Wording): (keyof TermForm)[] {
  const [before, after] = [formOf(entry), formOf(wording)]
  const fields = (Object.keys(before) as (keyof TermForm)[]).filter((field) => before[field] !== after[field])
  return isSameScope(entry, wording) ? fields.filter((field) => field !== 'scope') : fields
}

export function scopeName({ seriesId, articleId }: Scope): string {
  return articleId ? `article:${articleId}` : seriesId ? `series:${seriesId}` : ''
}

export function formsIn(text: string): string[] {
  return [...new Set(text.split(/[\n|]/).map(evened).filter(Boolean))]
}

function evened(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** What somebody looks for in the termbase. */
export interface TermSearch {
  words: string
  kind: Kind | null
  /** '', `all` for what holds everywhere, `series:ID` or `article:ID`. */
  scope: string
  retired: boolean
  page: number
}
