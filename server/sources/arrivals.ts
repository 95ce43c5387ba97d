import type { Photograph } from '../articles/rules'
import { Refused } from '../errors'
import { markdownFromFile } from '../text/intake'
import { largestFile, mostFiles, type Upload } from '../web/uploads'
import { refuseTrap } from './archives'
import { problemOf } from './form'
import type { Problem } from './rules'

/** Keeps one photograph, or refuses it by name. */
export type Keep = (file: { name: string; bytes: Buffer }) => Promise<Photograph>

/** What became of the files that came with a form. Photographs are kept at once, so that no refusal costs them. */
export interface Arrivals {
  photographs: Photograph[]
  /** Public ids of those that came for one picture of the text, by the index of its fields. */
  chosen: Map<number, string>
  /** The uploaded document as Markdown, or null when none came. */
  document: string | null
  /** How many pictures that document held. */
  pictures: number
  problems: Problem[]
}

export function nothingArrived(): Arrivals {
  return { photographs: [], chosen: new Map(), document: null, pictures: 0, problems: [] }
}

export async function arrivalsFrom(files: Upload[], keep: Keep): Promise<Arrivals> {
  const arrivals = nothingArrived()
  for (const file of files) {
    try {
      await take(file, keep, arrivals)
    } catch (error) {
      arrivals.problems.push(problemOf(error, file.field))
    }
  }
  return arrivals
}

async function take(file: Upload, keep: Keep, arrivals: Arrivals): Promise<void> {
  if (file.refused) {
    throw new Refused(file.refused, { name: file.name, megabytes: largestFile / 2 ** 20, files: mostFiles })
  }
  if (file.field === 'document') {
    arrivals.document = await markdownIn(file, keep, arrivals)
    return
  }
  const photograph = await keep(file)
  arrivals.photographs.push(photograph)
  const figure = /^photograph-(\d{1,4})$/.exec(file.field)
  if (figure) arrivals.chosen.set(Number(figure[1]), photograph.publicId)
}

async function markdownIn({ name, bytes }: Upload, keep: Keep, arrivals: Arrivals): Promise<string> {
  if (/\.docx$/i.test(name)) refuseTrap(bytes)
  return markdownFromFile(name, bytes, (picture) => keepInside(name, picture.bytes, keep, arrivals))
}

/** The address of a picture inside a document. One that is no photograph (a drawing of Word's own) stays missing. */
async function keepInside(document: string, bytes: Buffer, keep: Keep, arrivals: Arrivals): Promise<string> {
  const name = `${document.replace(/\.docx$/i, '')}-${++arrivals.pictures}.jpg`
  try {
    const photograph = await keep({ name, bytes })
    arrivals.photographs.push(photograph)
    return `media:${photograph.publicId}`
  } catch (error) {
    arrivals.problems.push(problemOf(error, 'photographs'))
    return encodeURIComponent(name)
  }
}

/** Whether a pasted text is HTML: it opens with a tag that Markdown has no need for. */
export function isHtml(text: string): boolean {
  return /^\s*<(?:!doctype|!--|\/?(?:html|head|body|main|article|section|header|div|p|h[1-6]|ul|ol|table|figure|blockquote|meta|span|strong|b|a|img|br)\b)/i.test(
    text,
  )
}
