import { createHash } from 'node:crypto'

/** One approved pair, kept for reuse. Both texts are inline Markdown. */
export interface MemoryEntry {
  id: string
  sourceText: string
  targetText: string
  articleId: string | null
  segmentId: string | null
  translationVersionId: string | null
  approvedBy: string | null
  createdAt: Date
}

export type NewMemoryEntry = Omit<MemoryEntry, 'id' | 'createdAt'>

/**
 * The text as exact matches compare it: quotation marks and white space may differ, words and markup may not.
 * Markup is part of the text, so a sentence in bold is another one than the same in plain.
 */
export function normalised(text: string): string {
  return text
    .normalize('NFC')
    .split(hardBreak)
    .map((line) =>
      line
        .replace(/[“”„‟＂]/g, '"')
        .replace(/[‘’‚‛＇]/g, "'")
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .join('\n')
    .trim()
}

const hardBreak = / {2,}\r?\n|\\\r?\n/

/** What an entry is found by: of one length, since a paragraph is longer than an index of PostgreSQL takes. */
export function keyOf(text: string): string {
  return createHash('sha256').update(normalised(text)).digest('hex')
}

/** An entry without words on both sides would answer for nothing. */
export function isWorthRemembering({ sourceText, targetText }: NewMemoryEntry): boolean {
  return normalised(sourceText) !== '' && normalised(targetText) !== ''
}
