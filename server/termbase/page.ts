import { createHash } from 'node:crypto'
import type { Series } from '../articles/rules'
import { isEditor, mayTranslate, type Person } from '../people/rules'
import type { BadLine, Comparison } from './interchange'
import {
  fieldsChanged,
  formOf,
  kinds,
  scopeName,
  type TermEntry,
  type TermForm,
  type TermSearch,
} from './rules'
import type { Use } from './uses'

/** A choice of where a term holds. `name` is what people call it; null for everywhere. */
export interface ScopeChoice {
  value: string
  place: 'everything' | 'series' | 'article'
  name: string
}

/** Everywhere, every series, and the articles in question. */
export function scopeChoices(series: Series[], articles: { id: string; title: string }[]): ScopeChoice[] {
  const unique = [...new Map(articles.map((one) => [one.id, one])).values()]
  return [
    { value: '', place: 'everything', name: '' },
    ...series.map(({ id, nameKo }) => ({ value: `series:${id}`, place: 'series' as const, name: nameKo })),
    ...unique.map(({ id, title }) => ({ value: `article:${id}`, place: 'article' as const, name: title })),
  ]
}

/** What is wrong with what was typed: a sentence of `refusals.json`, at the field where it shows, or null for the whole form. */
export interface Problem {
  rule: string
  detail?: Record<string, string | number>
  field: string | null
}

export interface TermsPage {
  search: TermSearch
  kinds: readonly string[]
  scopes: ScopeChoice[]
  rows: TermRow[]
  count: number
  previous: number | null
  next: number | null
  mayAdd: boolean
  /** Why an engine has not got these terms: its product's name and the kind of its fault. */
  fault: { engine: string; kind: string } | null
}

export interface TermRow extends Pick<
  TermEntry,
  'korean' | 'kind' | 'accepted' | 'forbidden' | 'note' | 'title'
> {
  id: string
  scope: ScopeChoice
}

export function termsPage(facts: {
  search: TermSearch
  found: { entries: TermEntry[]; count: number }
  pageLength: number
  scopes: ScopeChoice[]
  person: Person
  fault: TermsPage['fault']
}): TermsPage {
  const { search, found, pageLength, scopes, person, fault } = facts
  const { page } = search
  return {
    ...{ search, kinds, scopes, fault, count: found.count },
    rows: found.entries.map(toRow),
    previous: page > 1 ? page - 1 : null,
    next: page * pageLength < found.count ? page + 1 : null,
    mayAdd: mayTranslate(person),
  }
}

function toRow(entry: TermEntry): TermRow {
  const { publicId, korean, kind, accepted, forbidden, note, title } = entry
  return { ...{ id: publicId, korean, kind, accepted, forbidden, note, title }, scope: scopeOf(entry) }
}

export function scopeOf(entry: TermEntry): ScopeChoice {
  const { articleId, articleTitle, articleSlug, seriesId, seriesName } = entry
  return {
    value: scopeName(entry),
    place: articleId ? 'article' : seriesId ? 'series' : 'everything',
    name: (articleId ? (articleTitle ?? articleSlug) : seriesName) ?? '',
  }
}

/** The form of a new term. */
export interface FormPage {
  form: TermForm
  scopes: ScopeChoice[]
  problem: Problem | null
  mayEdit: boolean
}

export interface TermPage extends FormPage {
  id: string
  /** The wording that is before the eyes of whoever changes it. */
  basedOn: string
  korean: string
  retired: { by: string; at: Date } | null
  mayRetire: boolean
  /** Every wording there was, the newest first. */
  past: {
    form: TermForm
    accepted: string[]
    forbidden: string[]
    by: string
    at: Date
    changed: (keyof TermForm)[]
  }[]
  uses: { agreed: number; otherwise: Use[]; more: number }
}

/** As many places where it is said otherwise as a page lists. */
const mostOtherwise = 30

export function termPage(facts: {
  wordings: TermEntry[]
  uses: Use[]
  form: TermForm | null
  scopes: ScopeChoice[]
  problem: Problem | null
  person: Person
}): TermPage {
  const { wordings, uses, form, scopes, problem, person } = facts
  const latest = wordings[0]!
  const otherwise = uses.filter(({ isAgreed }) => !isAgreed)
  const { endedAt, endedByName } = latest
  return {
    ...{ id: latest.publicId, basedOn: latest.id, korean: latest.korean, scopes, problem },
    form: form ?? formOf(latest),
    mayEdit: mayTranslate(person) && !endedAt,
    retired: endedAt && endedByName ? { by: endedByName, at: endedAt } : null,
    mayRetire: isEditor(person),
    past: wordings.map((one, index) => ({
      ...{ form: formOf(one), accepted: one.accepted, forbidden: one.forbidden },
      ...{ by: one.writtenByName, at: one.writtenAt },
      changed: wordings[index + 1] ? fieldsChanged(wordings[index + 1]!, one) : [],
    })),
    uses: {
      agreed: uses.length - otherwise.length,
      otherwise: otherwise.slice(0, mostOtherwise),
      more: Math.max(0, otherwise.length - mostOtherwise),
    },
  }
}

/** What a file would change, before it is kept. */
export interface ImportPage {
  text: string
  /** Why the file cannot be read at all. */
  problem: Problem | null
  comparison: {
    /** Says whether the same would become of the file later. */
    key: string
    added: { korean: string; accepted: string[]; kind: string }[]
    changed: { korean: string; fields: { name: keyof TermForm; before: string; after: string }[] }[]
    same: number
    bad: BadLine[]
  } | null
}

export function importPage(text: string, problem: Problem | null, comparison: Comparison | null): ImportPage {
  return {
    ...{ text, problem },
    comparison: comparison && {
      key: shownKeyOf(comparison),
      added: comparison.added.map(({ wording: { korean, accepted, kind } }) => ({ korean, accepted, kind })),
      changed: comparison.changed.map(({ entry, wording }) => {
        const [before, after] = [formOf(entry), formOf(wording)]
        const fields = fieldsChanged(entry, wording)
        return {
          korean: wording.korean,
          fields: fields.map((name) => ({ name, before: before[name], after: after[name] })),
        }
      }),
      ...{ same: comparison.same, bad: comparison.bad },
    },
  }
}

/** Different as soon as something else would be added or changed than what was shown. */
export function shownKeyOf({ added, changed }: Comparison): string {
  return createHash('sha256')
    .update(
      JSON.stringify([added.map(({ line }) => line), changed.map(({ line, entry }) => [line, entry.id])]),
    )
    .digest('hex')
}
