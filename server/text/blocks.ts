import type { NoteSort } from './notes'

/** What a block is. The words of DESIGN §2; one list for tables, code and screen. */
export type Kind =
  | 'title'
  | 'summary'
  | 'byline'
  | 'heading'
  | 'paragraph'
  | 'item'
  | 'quotation'
  | 'note'
  | 'caption'
  | 'alt'
  | 'credit'
  | 'table'
  | 'footnote'
  | 'figure'
  | 'code'
  | 'break'

/**
 * One block of an article. `text` is inline Markdown in NFC; '' for figure and break; the bare code for code; the
 * lines of a GFM table for table. Title, summary and byline come first, then the body in reading order, then the
 * footnotes. A figure is the blocks figure, alt, caption, credit, those that exist, in this order.
 */
export interface Block {
  kind: Kind
  text: string
  attributes: Attributes
}

export interface Attributes {
  /** Of a heading. */
  level?: 2 | 3 | 4
  /** Of an item. */
  list?: 'bullet' | 'number'
  /** Of an item: 1 is outermost. */
  depth?: number
  /** Of the first item of a numbered list that does not start at 1. */
  start?: number
  /** This is a further paragraph of the item before it. */
  continues?: boolean
  /** This item opens a list that directly follows another list of its sort. */
  fresh?: boolean
  /** Quotations and notes of one blockquote share it: 1, 2, … */
  group?: number
  /** Of the first block of a note whose words do not say it: whose it is, or what it puts right. */
  note?: NoteSort
  /** Of the same: the day it is of, `2026-11-20`. */
  day?: string
  /** Figure, alt, caption and credit of one picture share it: 1, 2, … */
  figure?: number
  /** Of a figure: public id of the photograph, '' while it is missing. */
  media?: string
  /** Of a figure without a photograph of ours: the address or file name that stood in the text. */
  src?: string
  /** Of a footnote, as it stands in `[^label]`. */
  label?: string
  /** Of code. */
  language?: string
}

/** A block as a segment of its article; the number never changes and is the `id` of its HTML. */
export type NumberedBlock = Block & { number: number }

/** These have no English of their own: they follow the Korean. */
export const structuralKinds: readonly Kind[] = ['figure', 'code', 'break']

export function isTranslated(kind: Kind): boolean {
  return !structuralKinds.includes(kind)
}
