import type { Request } from 'express'
import { Refused } from '../errors'
import { nothingSaid, type Said } from '../text/beside'
import { clean } from '../text/cleaning'
import { noteSorts } from '../text/notes'
import { choice, fields } from '../web/form'
import type { Correction } from './proposal'
import { significances, type DetailsForm, type Problem, type Significance, type SourceForm } from './rules'

export function sourceFormOf(req: Request): SourceForm {
  const problems: Problem[] = []
  const read = reader(req, problems)
  const line = (name: string) => read(name).replace(/\s+/g, ' ').trim()
  const said = (name: string): Said => ({ now: line(name), was: line(`${name}-was`) })
  return {
    text: read('text'),
    addedNote: {
      sort: choice(req, 'reader-note-sort', noteSorts) ?? 'correction',
      day: line('reader-note-day'),
      text: read('reader-note').trim(),
    },
    isCutAgain: fields(req, 'cut').length > 0,
    head: { title: said('title'), summary: said('summary'), byline: said('byline') },
    figures: fields(req, 'figure').map((address, index) => ({
      address,
      alt: said(`alt-${index}`),
      caption: said(`caption-${index}`),
      credit: said(`credit-${index}`),
      decorative: read(`decorative-${index}`) !== '',
      media: read(`media-${index}`),
    })),
    photographs: fields(req, 'photograph').filter((id) => /^[0-9a-f]{32}$/.test(id)),
    details: detailsIn(req, read),
    problems,
  }
}

/** A form in which nothing but this Markdown was typed. */
export function formSaying(text: string): SourceForm {
  return {
    text,
    addedNote: { sort: 'correction', day: '', text: '' },
    isCutAgain: true,
    head: { title: nothingSaid, summary: nothingSaid, byline: nothingSaid },
    figures: [],
    photographs: [],
    details: noDetails,
    problems: [],
  }
}

const noDetails: DetailsForm = {
  ...{ slug: '', slugWas: '', englishSlug: '', category: '', categoryKo: '', categoryEn: '' },
  ...{ series: '', seriesKo: '', seriesEn: '', part: '', related: [] },
}

/** What an editor said of the new version, and how its paragraphs were corrected so far. */
export interface AdditionForm {
  /** The number of the version the page was made beside. */
  base: number
  significance: Significance | null
  note: string
  corrections: Correction[]
}

export function firstAddition({ number }: { number: number }): AdditionForm {
  return { base: number, significance: null, note: '', corrections: [] }
}

/** The button that was pressed last says one more correction, or takes one back. */
export function additionFormOf(req: Request): { form: AdditionForm; problems: Problem[] } {
  const problems: Problem[] = []
  const typed = (key: string) => (fields(req, `other:${key}`)[0] ?? '').trim()
  const said = [...fields(req, 'corrected'), ...fields(req, 'correct')].flatMap((value) =>
    correctionIn(value.replace(/^(.+):other$/, (_, key: string) => `${key}:${typed(key)}`)),
  )
  const latest = new Map(said.map((one) => [one.key, one]))
  return {
    form: {
      base: Number(/^[1-9][0-9]{0,5}$/.exec(fields(req, 'base')[0] ?? '')?.[0] ?? 0),
      significance: choice(req, 'significance', significances),
      note: reader(req, problems)('note').trim(),
      corrections: [...latest.values()].flatMap(({ key, to }) =>
        to === 'proposed' ? [] : [{ key, number: to === 'new' ? null : Number(to) }],
      ),
    },
    problems,
  }
}

/** `<key>:<number>`, `<key>:new`, or `<key>:proposed` to take a correction back. */
function correctionIn(value: string): { key: string; to: string }[] {
  const [, key, to] = /^([\w-]{22}\.\d{1,5}):([1-9]\d{0,5}|new|proposed)$/.exec(value) ?? []
  return key && to ? [{ key, to }] : []
}

export function detailsFormOf(req: Request): { form: DetailsForm; problems: Problem[] } {
  const problems: Problem[] = []
  return { form: detailsIn(req, reader(req, problems)), problems }
}

function detailsIn(req: Request, read: (name: string) => string): DetailsForm {
  const line = (name: string) => read(name).replace(/\s+/g, ' ').trim()
  return {
    slug: line('slug'),
    slugWas: line('slug-was'),
    englishSlug: line('english-slug'),
    category: line('category'),
    categoryKo: line('category-ko'),
    categoryEn: line('category-en'),
    series: line('series'),
    seriesKo: line('series-ko'),
    seriesEn: line('series-en'),
    part: line('part'),
    related: fields(req, 'related'),
  }
}

/** Reads fields cleaned; what cannot be cleaned stays as it was typed, with the sentence beside it. */
function reader(req: Request, problems: Problem[]): (name: string) => string {
  return (name) => {
    const typed = fields(req, name)[0] ?? ''
    try {
      return clean(typed)
    } catch (error) {
      problems.push(problemOf(error, name))
      return typed
    }
  }
}

/** A refusal as a problem beside a field; what is no refusal is thrown on. */
export function problemOf(error: unknown, field: string): Problem {
  if (error instanceof Refused) return { field, rule: error.rule, detail: error.detail }
  throw error
}
