import type { Request } from 'express'
import { Refused } from '../errors'
import type { Said } from '../text/beside'
import { clean } from '../text/cleaning'
import { fields } from '../web/form'
import type { DetailsForm, Problem, SourceForm } from './rules'

export function sourceFormOf(req: Request): SourceForm {
  const problems: Problem[] = []
  const read = reader(req, problems)
  const line = (name: string) => read(name).replace(/\s+/g, ' ').trim()
  const said = (name: string): Said => ({ now: line(name), was: line(`${name}-was`) })
  return {
    text: read('text'),
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

export function detailsFormOf(req: Request): { form: DetailsForm; problems: Problem[] } {
  const problems: Problem[] = []
  return { form: detailsIn(req, reader(req, problems)), problems }
}

function detailsIn(req: Request, read: (name: string) => string): DetailsForm {
  const line = (name: string) => read(name).replace(/\s+/g, ' ').trim()
  return {
    slug: line('slug'),
    slugWas: line('slug-was'),
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
