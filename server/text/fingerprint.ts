import { createHash } from 'node:crypto'
import type { Block, Kind } from './blocks'

/**
 * Two blocks of one fingerprint say the same: the same sort of text with the same words and marks, white space and
 * straight or curly quotes aside. A paragraph that becomes an item or a quotation, a new number in the article or
 * another picture beside it does not change it.
 */
export function fingerprint(block: Block): string {
  return createHash('sha256').update(gist(block)).digest('base64url').slice(0, 22)
}

/** What a fingerprint is made from, at length. */
export function gist(block: Block): string {
  return `${sortOf(block)}\n${evenedWording(block)}`
}

/** What sort of text a block is. Paragraph, item, quotation and note are one. */
export function sortOf({ kind }: Block): string {
  return SORTS[kind] ?? kind
}

const SORTS: Partial<Record<Kind, string>> = { item: 'paragraph', quotation: 'paragraph', note: 'paragraph' }

/** Figures and breaks are told apart by their address and place alone. */
export function isWordless({ kind }: Block): boolean {
  return kind === 'figure' || kind === 'break'
}

/** The words of a block; of a figure, which has none, the address of its picture. */
export function wordingOf({ kind, text, attributes }: Block): string {
  return kind === 'figure' ? (attributes.media ?? attributes.src ?? '') : text
}

/** The same with white space and quotes evened out. */
export function evenedWording(block: Block): string {
  const wording = wordingOf(block)
  return block.kind === 'figure' ? wording : evened(wording)
}

function evened(text: string): string {
  return text.normalize('NFC').replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim()
}
