import { slugFor, type Article, type Category, type Photograph, type Series } from '../articles/rules'
import type { Person } from '../people/rules'
import type { Cut, Figure } from '../text/beside'
import { isTranslated, type Block, type Kind, type NumberedBlock } from '../text/blocks'
import { presented } from '../text/presenting'
import { plain, render, renderInline } from '../text/rendering'
import {
  obstacleToSourceApproval,
  type Choices,
  type DetailsForm,
  type Problem,
  type SourceApproval,
  type SourceForm,
  type SourceVersion,
} from './rules'

/** Sentences to say beside a field, by the field's name. */
export type Errors = Record<string, Pick<Problem, 'rule' | 'detail'>[]>

/** The page where a text is pasted or uploaded. */
export interface NewPage {
  text: string
  /** Kept already, from a try that was refused. */
  photographs: Photograph[]
  errors: Errors
}

export function newPage(text: string, photographs: Photograph[], problems: Problem[]): NewPage {
  return { text, photographs, errors: errorsOf(problems) }
}

/** The page that shows what the text was cut into, before anything of the article is kept. */
export interface CutPage {
  text: string
  head: Cut['head']
  /** Title, summary and byline are fields; this is the body. */
  rows: CutRow[]
  segments: number
  figures: number
  /** Every photograph that is kept, and those no picture of the text shows. */
  photographs: Photograph[]
  spare: Photograph[]
  details: DetailsFields
  errors: Errors
  problems: number
  /** Where on the page the first sentence is that wants attention. */
  firstProblem: string | null
}

export interface CutRow {
  number: number
  kind: Block['kind']
  level: number | null
  /** What sort of note the words themselves do not say it is, and of which day (`2026-11-20`, or ''). */
  note: { sort: string; day: string } | null
  /** Sanitised HTML of the words; null where they are printed as they are. */
  html: string | null
  text: string
  hasEnglish: boolean
  figure: FigureRow | null
}

export interface FigureRow extends Figure<Photograph> {
  /** The number its fields are named after: `alt-0`. */
  index: number
}

/** The fields about where an article stands, with what can be chosen. */
export interface DetailsFields extends DetailsForm {
  suggestion: string
  categories: Category[]
  seriesList: Series[]
  others: Other[]
}

interface Other {
  slug: string
  title: string
  chosen: boolean
}

export interface CutFacts {
  form: SourceForm
  cut: Cut<Photograph>
  photographs: Photograph[]
  choices: Choices
  titles: Map<string, SourceVersion>
  /** An address for the title that nobody has. */
  suggestion: string
  problems: Problem[]
}

export function cutPage(facts: CutFacts): CutPage {
  const { form, cut, photographs, problems, suggestion } = facts
  const shown = new Set(cut.figures.map(({ photograph }) => photograph?.publicId))
  const details = { ...form.details, slug: addressAfter(form.details, suggestion) }
  return {
    text: form.text,
    head: cut.head,
    rows: cutRows(cut),
    segments: cut.blocks.length,
    figures: cut.figures.length,
    photographs,
    spare: photographs.filter(({ publicId }) => !shown.has(publicId)),
    details: detailsFields(details, facts.choices, facts.titles, suggestion),
    errors: errorsOf(problems),
    problems: problems.length,
    firstProblem: firstProblemIn(problems),
  }
}

const fieldsDownThePage = [
  'title',
  'summary',
  'byline',
  '',
  'text',
  'reader-note-day',
  'photographs',
  'slug',
  'english-slug',
  'category',
  'series',
  'part',
]

/** The end of the address of the first sentence that wants attention, down the page. */
export function firstProblemIn(problems: Problem[]): string | null {
  const placeOf = (field: string) => fieldsDownThePage.indexOf(/-\d+$/.test(field) ? '' : field)
  const [first] = problems.map(({ field }) => field).sort((one, other) => placeOf(one) - placeOf(other))
  if (first === undefined) return null
  return ['category', 'series'].includes(first) ? `${first}-error` : `field-${first}`
}

/** The address follows the title until somebody writes one. */
function addressAfter({ slug, slugWas }: DetailsForm, suggestion: string): string {
  return slug === '' || slug === slugWas ? suggestion : slug
}

export function detailsFields(
  form: DetailsForm,
  { categories, series, others }: Choices,
  titles: Map<string, SourceVersion>,
  suggestion: string,
): DetailsFields {
  const chosen = new Set(form.related)
  return {
    ...form,
    suggestion,
    categories,
    seriesList: series,
    others: others.map(({ id, slug }) => ({
      slug,
      title: plain(titles.get(id)?.title ?? slug),
      chosen: chosen.has(slug),
    })),
  }
}

export function errorsOf(problems: Problem[]): Errors {
  const errors: Errors = {}
  for (const { field, rule, detail } of problems) (errors[field] ??= []).push({ rule, detail })
  return errors
}

const insideFigure: Block['kind'][] = ['alt', 'caption', 'credit']

export function cutRows({ blocks, figures }: Cut<Photograph>): CutRow[] {
  let next = 0
  return blocks.flatMap((block, index) =>
    insideFigure.includes(block.kind)
      ? []
      : [
          {
            number: index + 1,
            kind: block.kind,
            level: block.attributes.level ?? null,
            note: noteOf(block),
            html: htmlOf(block, index + 1),
            text: block.text,
            hasEnglish: isTranslated(block.kind),
            figure: block.kind === 'figure' ? { ...figures[next]!, index: next++ } : null,
          },
        ],
  )
}

function noteOf({ attributes: { note, day } }: Block): CutRow['note'] {
  return note ? { sort: note, day: day ?? '' } : null
}

function htmlOf(block: Block, number: number): string | null {
  if (block.kind === 'code') return null
  return block.kind === 'table' ? render([{ ...block, number }], 'ko') : renderInline(block.text)
}

/** The page where an article is moved: its address, category, series and related articles. */
export interface DetailsPage {
  article: Article
  title: string
  details: DetailsFields
  errors: Errors
}

export function detailsPage(
  article: Article,
  form: DetailsForm,
  choices: Choices,
  titles: Map<string, SourceVersion>,
  problems: Problem[],
): DetailsPage {
  const title = plain(titles.get(article.id)?.title ?? article.slug)
  return {
    article,
    title,
    details: detailsFields(form, choices, titles, slugFor(title)),
    errors: errorsOf(problems),
  }
}

/** The details of an article as its form shows them first. */
export function detailsFormFor(
  article: Article,
  related: Article[],
  { categories, series }: Choices,
): DetailsForm {
  return {
    slug: article.slug,
    slugWas: '',
    englishSlug: article.englishSlug ?? '',
    category: categories.find(({ id }) => id === article.categoryId)?.slug ?? '',
    categoryKo: '',
    categoryEn: '',
    series: series.find(({ id }) => id === article.seriesId)?.slug ?? '',
    seriesKo: '',
    seriesEn: '',
    part: article.part === null ? '' : String(article.part),
    related: related.map(({ slug }) => slug),
  }
}

export interface PreviewFacts {
  person: Person
  article: Article
  version: SourceVersion
  latest: SourceVersion
  approval: SourceApproval | null
  content: NumberedBlock[]
  html: string
  category: Category | null
  series: Series | null
  /** The articles of the series in order, this one among them. */
  parts: Article[]
  related: Article[]
  titles: Map<string, SourceVersion>
}

/** The Korean page as it will be public, in the shape every reading has, and what the bar above it says. */
export function previewPage(facts: PreviewFacts) {
  const { article, version, approval, content, category, series, titles } = facts
  const named = (other: Article) => ({
    slug: other.slug,
    title: plain(titles.get(other.id)?.title ?? other.slug),
  })
  return {
    title: plain(version.title),
    above: {
      slug: article.slug,
      number: version.number,
      approval,
      obstacle: obstacleToSourceApproval(facts),
    },
    article: {
      title: renderInline(version.title),
      summary: inlineOf(content, 'summary'),
      byline: inlineOf(content, 'byline'),
      html: presented(withPrivatePictures(facts.html), 'ko'),
      numbers: {
        title: numberOf(content, 'title'),
        summary: numberOf(content, 'summary'),
        byline: numberOf(content, 'byline'),
      },
      publishedAt: approval?.approvedAt ?? version.createdAt,
      updatedAt: null,
    },
    category,
    series: series && {
      title: series.nameKo,
      part: article.part,
      parts: facts.parts.map((other) => ({
        ...named(other),
        part: other.part,
        current: other.id === article.id,
      })),
    },
    related: facts.related.map(named),
  }
}

function inlineOf(content: NumberedBlock[], kind: Kind): string | null {
  const block = content.find((one) => one.kind === kind)
  return block ? renderInline(block.text) : null
}

function numberOf(content: NumberedBlock[], kind: Kind): number | undefined {
  return content.find((one) => one.kind === kind)?.number
}

/** What is not public yet is shown to those who are signed in from where they may fetch it. */
export function withPrivatePictures(html: string): string {
  return html.replace(/\/pictures\/(?=[0-9a-f]{32}\/\d+\.(?:webp|jpeg|png)\b)/g, '/media/')
}
