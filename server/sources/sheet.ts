import type { Request } from 'express'
import { obstacleToEnglishSlug, obstacleToSlug, type Article, type Photograph } from '../articles/rules'
import { articles, categories, photographs, seriesList, suggestedSlug } from '../articles/store'
import type { Db } from '../db/connection'
import { cutOf, type Cut } from '../text/beside'
import type { Block } from '../text/blocks'
import { clean } from '../text/cleaning'
import { isSameFile } from '../text/fileNames'
import { markdownFromHtml } from '../text/intake'
import { blocksOf, markdownOf } from '../text/markdown'
import { calendarDayFrom } from '../text/days'
import { noteBlock } from '../text/notes'
import { plain } from '../text/rendering'
import { uploaded } from '../web/uploads'
import { arrivalsFrom, isHtml, nothingArrived, type Arrivals, type Keep } from './arrivals'
import { formSaying, problemOf, sourceFormOf } from './form'
import {
  detailsOf,
  fieldOfRule,
  obstacleToBlocks,
  problemsOfFigures,
  type Choices,
  type Details,
  type Problem,
  type SourceForm,
  type SourceVersion,
} from './rules'
import { latestSourceVersions } from './store'

/** One round with a text: what was typed, what it was cut into, and what is wrong with it so far. */
export interface TextSheet {
  form: SourceForm
  /** False when the text could not be cut; then `cut` holds what the last page showed. */
  isCut: boolean
  cut: Cut<Photograph>
  photographs: Photograph[]
  problems: Problem[]
}

/** One round of bringing in: the text, and what can be said of where its article is to stand. */
export interface Sheet extends TextSheet {
  choices: Choices
  titles: Map<string, SourceVersion>
  suggestion: string
}

export async function sheetFrom(db: Db, req: Request, keep: Keep): Promise<Sheet> {
  const sheet = await textSheetFrom(db, req, keep)
  const [choices, titles] = await Promise.all([choicesIn(db), latestSourceVersions(db)])
  const suggestion = await suggestedSlug(db, plain(sheet.cut.head.title.now))
  return { ...sheet, choices, titles, suggestion }
}

export async function textSheetFrom(db: Db, req: Request, keep: Keep): Promise<TextSheet> {
  const form = sourceFormOf(req)
  const arrivals = await arrivalsFrom(uploaded(req), keep)
  choosePhotographs(form, arrivals)
  return sheetOf(db, form, arrivals)
}

/** The sheet of a text that is kept already, as it stands. */
export async function sheetOfKept(db: Db, blocks: Block[]): Promise<TextSheet> {
  return sheetOf(db, formSaying(markdownOf(blocks)), nothingArrived())
}

async function sheetOf(db: Db, form: SourceForm, arrivals: Arrivals): Promise<TextSheet> {
  const problems = [...form.problems, ...arrivals.problems]

  const blocks = form.problems.some(({ field }) => field === 'text')
    ? null
    : textBlocks(form, arrivals, problems)
  const kept = await photographs(db, photographsNamed(form, arrivals, blocks ?? []))
  const cut = cutOf(blocks ?? lastBlocks(form), form, kept)
  return { form, isCut: blocks !== null, cut, photographs: kept, problems }
}

/** A photograph that comes for one picture is that picture; one that comes by the same name replaces the earlier. */
function choosePhotographs(form: SourceForm, { photographs: arrived, chosen }: Arrivals): void {
  for (const [index, figure] of form.figures.entries()) {
    const isReplaced = arrived.some(({ name }) => isSameFile(name, figure.address))
    figure.media = chosen.get(index) ?? (isReplaced ? '' : figure.media)
  }
}

/** What can be chosen for an article; it cannot be related to itself. */
export async function choicesIn(db: Db, except?: Article): Promise<Choices> {
  const [known, series, all] = await Promise.all([categories(db), seriesList(db), articles(db)])
  return { categories: known, series, others: all.filter(({ id }) => id !== except?.id) }
}

/** The text as blocks, or null with the reason among the problems. Makes Markdown of it on the way. */
function textBlocks(form: SourceForm, { document }: Arrivals, problems: Problem[]): Block[] | null {
  const field = document === null ? 'text' : 'document'
  if (document !== null && form.text.trim() !== '') problems.push({ field, rule: 'text-twice', detail: {} })
  if (problems.some((problem) => problem.field === 'document')) return null
  try {
    if (document !== null) form.text = clean(document)
    else if (!form.isCutAgain && isHtml(form.text)) form.text = markdownFromHtml(form.text)
    if (form.text.trim() !== '') return blocksOf(withNote(form, problems))
    problems.push({ field, rule: 'text-missing', detail: {} })
  } catch (error) {
    problems.push(problemOf(error, field))
  }
  return null
}

/** The note goes to the end of the text, where it can be seen and moved; with a day no calendar has it stays in its field. */
function withNote(form: SourceForm, problems: Problem[]): string {
  const { sort, day: typed, text } = form.addedNote
  const day = typed === '' ? null : calendarDayFrom(typed)
  if (text !== '' && typed !== '' && day === null) {
    problems.push({ field: 'reader-note-day', rule: 'note-day-not-understood', detail: {} })
  } else if (text !== '') {
    form.text = `${form.text.trimEnd()}\n\n${noteBlock({ sort, day, text })}\n`
    form.addedNote = { sort, day: '', text: '' }
  }
  return form.text
}

function photographsNamed(form: SourceForm, arrivals: Arrivals, blocks: Block[]): string[] {
  return [
    ...form.photographs,
    ...form.figures.map(({ media }) => media),
    ...blocks.map(({ attributes }) => attributes.media ?? ''),
    ...arrivals.photographs.map(({ publicId }) => publicId),
  ].filter((id) => id !== '')
}

/** The pictures and the head as the last page showed them, for a text that cannot be cut now. */
function lastBlocks({ head, figures }: SourceForm): Block[] {
  const saying = (kind: Block['kind'], text: string, attributes = {}): Block => ({ kind, text, attributes })
  return [
    ...(['title', 'summary', 'byline'] as const).map((kind) => saying(kind, head[kind].was)),
    ...figures.flatMap((said, index) => [
      saying('figure', '', { figure: index + 1, src: said.address }),
      ...(['alt', 'caption', 'credit'] as const).map((kind) =>
        saying(kind, said[kind].was, { figure: index + 1 }),
      ),
    ]),
  ]
}

/** Adds to the sheet everything that stands in the way of keeping it, and says where the article is to stand. */
export function checked(sheet: Sheet): Details {
  const { form, choices, problems } = sheet
  const { details, problems: wrong } = detailsOf(form.details, choices)
  problems.push(...wrong)
  addObstacles(problems, [obstacleToSlug(details.slug), obstacleToEnglishSlug(details.englishSlug)])
  checkText(sheet)
  return details
}

/** Adds what stands in the way of keeping the text, wherever the article is to stand. */
export function checkText({ cut, isCut, problems }: TextSheet): void {
  problems.push(...problemsOfFigures(cut))
  addObstacles(problems, [isCut ? obstacleToBlocks(cut.blocks) : null])
}

function addObstacles(problems: Problem[], rules: (string | null)[]): void {
  for (const rule of rules)
    if (rule && rule !== 'photograph-missing') problems.push({ field: fieldOfRule(rule), rule, detail: {} })
}

/** What a deed gives, or null with its refusal among the problems, beside the field it speaks of. */
export async function unlessRefused<Result>(
  problems: Problem[],
  deed: () => Promise<Result>,
): Promise<Result | null> {
  if (problems.length > 0) return null
  try {
    return await deed()
  } catch (error) {
    const problem = problemOf(error, '')
    problems.push({ ...problem, field: fieldOfRule(problem.rule) })
    return null
  }
}
