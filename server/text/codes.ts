import { mapInline, parseInline, tidy, wordsOf, type Inline } from './inline'
import { asInline, writeInline } from './writing'

/**
 * Inline Markdown as text with numbered codes, the only thing an engine sees: `<g id="1">…</g>` around words (bold,
 * links, …), `<x id="2"/>` for what stands alone (a line break, a footnote's number, a picture), `<k id="3">…</k>`
 * around words that must stay as they are (code). `&`, `<` and `>` of the text are escaped.
 */
export interface Code {
  id: number
  tag: 'g' | 'x' | 'k'
  /** What the code stands for; the children of a `g` are in the coded text. */
  node: Inline
}

export function toCodes(text: string): { coded: string; codes: Code[] } {
  const codes: Code[] = []
  const coded = codedOf(parseInline(text), codes)
  return { coded, codes }
}

function codedOf(nodes: Inline[], codes: Code[]): string {
  return nodes.map((node) => (node.type === 'text' ? escaped(node.value) : codeOf(node, codes))).join('')
}

function codeOf(node: Exclude<Inline, { type: 'text' }>, codes: Code[]): string {
  const id = codes.length + 1
  if ('children' in node) {
    codes.push({ id, tag: 'g', node })
    return `<g id="${id}">${codedOf(node.children, codes)}</g>`
  }
  if (node.type === 'code') {
    codes.push({ id, tag: 'k', node })
    return `<k id="${id}">${escaped(node.value)}</k>`
  }
  codes.push({ id, tag: 'x', node })
  return `<x id="${id}"/>`
}

/**
 * Markdown again from an engine's answer. When any code is missing, doubled, unknown or crosses another, all codes are
 * given up, the words are kept as plain text, and `lost` says so.
 */
export function fromCodes(answer: string, codes: Code[]): { text: string; lost: boolean } {
  const nodes = nodesOf(answer, codes)
  if (nodes) return { text: writeInline(tidy(nodes)), lost: false }
  return {
    text: asInline(unescaped(answer.replace(anyTag, (tag) => (tag.startsWith('<x') ? ' ' : ''))).trim()),
    lost: codes.length > 0 || isTagged(answer),
  }
}

function isTagged(answer: string): boolean {
  return answer.search(anyTag) >= 0
}

const anyTag = /<\/?[gkx]\b[^<>]*>/g

interface Open {
  code: Code | null
  children: Inline[]
}

function nodesOf(answer: string, codes: Code[]): Inline[] | null {
  const left = new Map(codes.map((code) => [code.id, code]))
  const stack: Open[] = [{ code: null, children: [] }]
  for (const [part] of answer.matchAll(/<[^<>]*>|[^<]+|</g)) {
    const tag = /^<(\/?)([gkx])(?:\s+id="(\d+)")?\s*(\/?)>$/.exec(part)
    const top = stack.at(-1)!
    if (!tag) {
      if (part.startsWith('<')) return null
      top.children.push({ type: 'text', value: unescaped(part) })
      continue
    }
    const [, closing, name, digits, alone] = tag
    if (closing) {
      if (!top.code || top.code.tag !== name) return null
      stack.pop()
      stack.at(-1)!.children.push(closed(top.code, top.children))
      continue
    }
    const code = left.get(Number(digits))
    if (!code || code.tag !== name) return null
    left.delete(code.id)
    if (name === 'x' || alone) {
      if (name !== 'x') return null
      top.children.push(code.node)
    } else stack.push({ code, children: [] })
  }
  const isWhole = stack.length === 1 && left.size === 0
  return isWhole && !hasEmptySpan(stack[0]!.children) ? stack[0]!.children : null
}

function closed({ node }: Code, children: Inline[]): Inline {
  return 'children' in node ? { ...node, children } : node
}

/** Words that fell out of their bold or their link are lost markup as well. */
function hasEmptySpan(nodes: Inline[]): boolean {
  return nodes.some(
    (node) => 'children' in node && (wordsOf(node.children).trim() === '' || hasEmptySpan(node.children)),
  )
}

/** Whether two texts carry the same codes: the same marks, addresses and code, in whatever order. */
export function sameCodes(one: string, other: string): boolean {
  return marksOf(one) === marksOf(other)
}

function marksOf(text: string): string {
  const marks: string[] = []
  mapInline(parseInline(text), (node) => {
    if (node.type === 'link') marks.push(`link ${node.url}`)
    else if (node.type === 'code') marks.push(`code ${node.value}`)
    else if (node.type !== 'text') marks.push(node.type)
    return [node]
  })
  return marks.sort().join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
