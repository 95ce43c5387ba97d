import { createHash } from 'node:crypto'
import type { Block, Kind } from './blocks'

/**
 * Two blocks of one fingerprint say the same: the same sort of text with the same words and marks, white space and
 * straight or curly quotes aside. A paragraph that becomes an item or a quotation, a new number in the article or
 * another picture beside it does not change it.
 */
export function fingerprint({ kind, text, attributes }: Block): string {
  const words = kind === 'figure' ? (attributes.media ?? attributes.src ?? '') : evened(text)
  return createHash('sha256')
    .update(`${SORTS[kind] ?? kind}\n${words}`)
    .digest('base64url')
    .slice(0, 22)
}

const SORTS: Partial<Record<Kind, string>> = { item: 'paragraph', quotation: 'paragraph', note: 'paragraph' }

function evened(text: string): string {
  return text.normalize('NFC').replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim()
}
