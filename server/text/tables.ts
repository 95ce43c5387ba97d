import type { Table as TableNode } from 'mdast'
import { inlineOf, type Surroundings } from './inline'
import { mapInline, onOneLine, wordsOf, type Inline } from './tidying'
import { tableTree } from './parsing'
import { writeInline } from './writing'

/** Cells are inline Markdown, row by row; the first row is the head; every row has as many cells as `align`. */
export interface Table {
  align: ('left' | 'right' | 'center' | null)[]
  rows: string[][]
}

/** The text of a table block, or null when it is no table. */
export function tableOf(text: string): Table | null {
  const node = tableTree(text)
  return node && tableFrom(node)
}

export function tableFrom(node: TableNode, surroundings?: Surroundings): Table {
  const rows = node.children.map((row) =>
    row.children.map((cell) => writeInline(cellFor(onOneLine(inlineOf(cell.children, surroundings))))),
  )
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return {
    align: Array.from({ length: columns }, (_, column) => node.align?.[column] ?? null),
    rows: rows.map((row) => Array.from({ length: columns }, (_, column) => row[column] ?? '')),
  }
}

/** The lines of a GFM table. */
export function writeTable({ align, rows }: Table): string {
  const [head = [], ...body] = rows
  return [head, align.map((side) => RULES[side ?? 'none']), ...body].map(writeRow).join('\n')
}

export function isEmpty({ rows }: Table): boolean {
  return rows.every((row) => row.every((cell) => cell === ''))
}

const RULES = { none: '---', left: ':--', right: '--:', center: ':-:' }

function writeRow(cells: string[]): string {
  return `|${cells.map((cell) => ` ${cell.replace(/\|/g, '\\|')} `).join('|')}|`
}

/** A table cannot hold code in which a backslash stands before a bar. */
function cellFor(nodes: Inline[]): Inline[] {
  return mapInline(nodes, (node) =>
    node.type === 'code' && node.value.includes('\\|') ? [{ type: 'text', value: wordsOf([node]) }] : [node],
  )
}
