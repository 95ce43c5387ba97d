import { isBare, parseInline } from './inline'
import { tidy, wordsOf, type Inline } from './tidying'
import { tableOf, writeTable, type Table } from './tables'
import { asInline, writeInline } from './writing'

/**
 * Inline Markdown as text with numbered codes, the only thing an engine sees: `<g id="1">…</g>` around words (bold,
 * links, …), `<x id="2"/>` for what stands alone (a line break, a footnote's number, a picture, the wall of a table
 * cell), `<k id="3">…</k>` around what must stay as it is (code, a bare address). `&`, `<` and `>` are escaped.
 */
export interface Code {
  id: number
  tag: 'g' | 'x' | 'k'
  /** Id of the code it stands in, 0 for none. */
  within: number
  /** What the code stands for; the children of a `g` are in the coded text. */
  node: Inline | Cell
}

/** Where a cell of a table begins. */
interface Cell {
  type: 'cell'
  row: number
  align: Table['align']
}

export function toCodes(text: string): { coded: string; codes: Code[] } {
  const codes: Code[] = []
  const table = tableOf(text)
  if (!table) return { coded: codedOf(parseInline(text), codes, 0), codes }
  const coded = table.rows
    .flatMap((cells, row) =>
      cells.map((cell) => {
        const wall = add(codes, 'x', 0, { type: 'cell', row, align: table.align })
        return `<x id="${wall}"/>${codedOf(parseInline(cell), codes, 0)}`
      }),
    )
    .join('')
  return { coded, codes }
}

function codedOf(nodes: Inline[], codes: Code[], within: number): string {
  return nodes.map((node) => coded(node, codes, within)).join('')
}

function coded(node: Inline, codes: Code[], within: number): string {
  if (node.type === 'text') return escaped(node.value)
  const fixed = node.type === 'code' ? node.value : bareAddress(node)
  if (fixed !== null) return `<k id="${add(codes, 'k', within, node)}">${escaped(fixed)}</k>`
  if (!('children' in node)) return `<x id="${add(codes, 'x', within, node)}"/>`
  const id = add(codes, 'g', within, node)
  return `<g id="${id}">${codedOf(node.children, codes, id)}</g>`
}

function bareAddress(node: Inline): string | null {
  if (node.type !== 'link') return null
  const shown = wordsOf(node.children)
  return isBare(node.url, shown) ? shown : null
}

function add(codes: Code[], tag: Code['tag'], within: number, node: Code['node']): number {
  const id = codes.length + 1
  codes.push({ id, tag, within, node })
  return id
}

/**
 * Markdown again from an engine's answer. When any code is missing, doubled, unknown, empty or in another code than
 * before, all codes are given up, the words are kept as plain text, and `lost` says so.
 */
export function fromCodes(answer: string, codes: Code[]): { text: string; lost: boolean } {
  const nodes = nodesOf(answer, codes)
  const text = nodes && markdownFrom(nodes)
  if (text !== null) return { text, lost: false }
  return {
    text: asInline(unescaped(answer.replace(anyTag, (tag) => (tag.startsWith('<x') ? ' ' : ''))).trim()),
    lost: codes.length > 0 || isTagged(answer),
  }
}

function isTagged(answer: string): boolean {
  return answer.search(anyTag) >= 0
}

const anyTag = /<\/?[gkx]\b[^<>]*>/g

/** Null when the cells of a table are not where they were. */
function markdownFrom(nodes: Code['node'][]): string | null {
  const [first] = nodes
  if (first?.type !== 'cell') return writeInline(tidy(nodes as Inline[]))
  const rows: string[][] = []
  let row = 0
  let cell: Inline[] = []
  const close = () => (rows[row] ??= []).push(writeInline(tidy(cell)))
  for (const [index, node] of nodes.entries()) {
    if (node.type !== 'cell') {
      cell.push(node)
      continue
    }
    if (index > 0) close()
    if (node.row < row) return null
    row = node.row
    cell = []
  }
  close()
  return writeTable({ align: first.align, rows })
}

interface Open {
  code: Code | null
  children: Code['node'][]
}

function nodesOf(answer: string, codes: Code[]): Code['node'][] | null {
  const left = new Map(codes.map((code) => [code.id, code]))
  const stack: Open[] = [{ code: null, children: [] }]
  for (const [part] of answer.matchAll(/<[^<>]*>|[^<]+|</g)) {
    const tag = /^<(\/?)([gkx])(?:\s+id\s*=\s*["'](\d+)["'])?\s*(\/?)>$/.exec(part)
    const top = stack.at(-1)!
    if (!tag) {
      if (part.startsWith('<')) return null
      top.children.push({ type: 'text', value: unescaped(part) })
      continue
    }
    const [, closing, name, digits, alone] = tag
    if (closing) {
      if (!top.code || top.code.tag !== name) return null
      const node = closed(top)
      if (!node) return null
      stack.pop()
      stack.at(-1)!.children.push(node)
      continue
    }
    const code = left.get(Number(digits))
    if (!code || code.tag !== name || code.within !== (top.code?.id ?? 0)) return null
    left.delete(code.id)
    if (!alone) stack.push({ code, children: [] })
    else if (name === 'x') top.children.push(code.node)
    else return null
  }
  return stack.length === 1 && left.size === 0 ? stack[0]!.children : null
}

/** What a code and the words in it are; null when words fell out of their bold or into a line break. */
function closed({ code, children }: Open): Code['node'] | null {
  const { tag, node } = code!
  const inside = children as Inline[]
  const isEmpty = inside.length === 0 || (tag === 'g' && !wordsOf(inside).trim() && !inside.some(isPicture))
  if (isEmpty !== (tag === 'x')) return null
  return tag === 'g' && 'children' in node ? { ...node, children: inside } : node
}

function isPicture(node: Inline): boolean {
  return node.type === 'image' || node.type === 'reference'
}

/** Whether two texts carry the same codes: the same marks, addresses and code, in whatever order. */
export function sameCodes(one: string, other: string): boolean {
  return marksOf(one) === marksOf(other)
}

function marksOf(text: string): string {
  return toCodes(text)
    .codes.map(({ node }) => {
      if (node.type === 'link' || node.type === 'image') return `${node.type} ${node.url}`
      if (node.type === 'code') return `code ${node.value}`
      if (node.type === 'reference') return `reference ${node.label}`
      return node.type === 'cell' ? `cell ${node.row}` : node.type
    })
    .sort()
    .join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function unescaped(text: string): string {
  return text
    .replace(/&#(\d{1,6});/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
