import { addressOf } from './addresses'

/** The inside of a block as a tree: tidy, so that equal trees mean equal text. */
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'strong' | 'emphasis' | 'delete'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'code'; value: string }
  | { type: 'image'; url: string; alt: string }
  | { type: 'break' }
  | { type: 'reference'; label: string }

/** The words alone: no marks, no addresses; a hard break is a space and a picture its alt text. */
export function wordsOf(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text' || node.type === 'code') return node.value
      if (node.type === 'image') return node.alt
      if (node.type === 'break') return ' '
      return node.type === 'reference' ? '' : wordsOf(node.children)
    })
    .join('')
}

/** The same on one line, for headings, captions and cells. */
export function onOneLine(nodes: Inline[]): Inline[] {
  return tidy(
    mapInline(nodes, (node) => (node.type === 'break' ? [{ type: 'text' as const, value: ' ' }] : [node])),
  )
}

/** Replaces every node, innermost first, by what `change` makes of it. */
export function mapInline(nodes: Inline[], change: (node: Inline) => Inline[]): Inline[] {
  return nodes.flatMap((node) =>
    change('children' in node ? { ...node, children: mapInline(node.children, change) } : node),
  )
}

/** Brings nodes into the one form in which we compare and write them. */
export function tidy(nodes: Inline[]): Inline[] {
  const once = withoutEdges(settle(nodes))
  return once.some((node) => 'children' in node) ? withoutEdges(settle(once)) : once
}

/** Takes characters off the start, together with the space and the marks they stood in. */
export function dropStart(nodes: Inline[], characters: number): Inline[] {
  let left = characters
  const drop = (list: Inline[]): Inline[] =>
    list.flatMap((node): Inline[] => {
      if (left === 0) return [node]
      if ('children' in node) return [{ ...node, children: drop(node.children) }]
      if (node.type !== 'text' && node.type !== 'code') return [node]
      const cut = Math.min(left, node.value.length)
      left -= cut
      return [{ ...node, value: node.value.slice(cut) }]
    })
  return tidy(drop(nodes))
}

type Span = Extract<Inline, { children: Inline[] }>

/** Merges what belongs together, takes spaces out of marks, collapses spaces, drops what shows nothing. */
function settle(nodes: Inline[]): Inline[] {
  const runs: [Inline, ...Inline[]][] = []
  for (const node of nodes.flatMap(settleOne)) {
    const run = runs.at(-1)
    if (run && run[0].type === node.type && MERGING.has(node.type)) run.push(node)
    else runs.push([node])
  }
  return trimAroundBreaks(runs.map(merge))
}

const MERGING = new Set(['text', 'break', 'strong', 'emphasis', 'delete'])

function merge(run: [Inline, ...Inline[]]): Inline {
  const [first] = run
  if (first.type === 'text') return { type: 'text', value: printable(run.map(valueOf).join('')) }
  if (run.length > 1 && 'children' in first)
    return nested({
      ...first,
      children: settle(run.flatMap((node) => ('children' in node ? node.children : []))),
    })
  return first
}

function valueOf(node: Inline): string {
  return 'value' in node ? node.value : ''
}

function trimAroundBreaks(nodes: Inline[]): Inline[] {
  const trimmed: Inline[] = []
  for (const [index, node] of nodes.entries()) {
    let value = valueOf(node)
    if (node.type === 'text') {
      if (nodes[index - 1]?.type === 'break') value = value.trimStart()
      if (nodes[index + 1]?.type === 'break') value = value.trimEnd()
      if (value) trimmed.push({ type: 'text', value })
    } else if (node.type !== 'break' || trimmed.at(-1)?.type !== 'break') trimmed.push(node)
  }
  return trimmed
}

function settleOne(node: Inline): Inline[] {
  switch (node.type) {
    case 'text': {
      const value = printable(node.value)
      return value ? [{ type: 'text', value }] : []
    }
    case 'code': {
      const value = printable(node.value)
      return value.trim() ? [{ type: 'code', value }] : [{ type: 'text', value }]
    }
    case 'image':
      return [{ type: 'image', url: addressOf(node.url) ?? '', alt: printable(node.alt).trim() }]
    case 'break':
    case 'reference':
      return [node]
    case 'strong':
    case 'emphasis':
    case 'delete':
    case 'link': {
      const children = settle(node.children)
      const before = takeEdge(children, 'first')
      const after = takeEdge(children, 'last')
      return [...before, ...(children.length > 0 ? [nested({ ...node, children })] : []), ...after]
    }
  }
}

/** Emphasis goes around strong where they mean the same words: that is how `***both***` is read. */
function nested(node: Span): Span {
  const [only] = node.children
  if (node.type === 'strong' && node.children.length === 1 && only?.type === 'emphasis')
    return { type: 'emphasis', children: [{ type: 'strong', children: only.children }] }
  return node
}

/** Takes spaces and breaks off one end of `children` and gives them back in order. */
function takeEdge(children: Inline[], end: 'first' | 'last'): Inline[] {
  const taken: Inline[] = []
  while (children.length > 0) {
    const at = end === 'first' ? 0 : children.length - 1
    const node = children[at]!
    if (node.type === 'break') {
      children.splice(at, 1)
      taken.push(node)
      continue
    }
    if (node.type !== 'text') break
    const rest = end === 'first' ? node.value.trimStart() : node.value.trimEnd()
    if (rest !== node.value) taken.push({ type: 'text', value: ' ' })
    if (rest) {
      children[at] = { type: 'text', value: rest }
      break
    }
    children.splice(at, 1)
  }
  return end === 'first' ? taken : taken.reverse()
}

function withoutEdges(nodes: Inline[]): Inline[] {
  takeEdge(nodes, 'first')
  takeEdge(nodes, 'last')
  return nodes
}

/** NFC, without control characters, halves of characters and invisible leftovers of other editors; runs of white space are one space. */
function printable(text: string): string {
  if (ORDINARY.test(text)) return text
  return text
    .replace(UNPRINTABLE, '')
    .replace(/[\t\n\r\u2028\u2029]|\s{2,}/g, ' ')
    .replace(/ {2,}/g, ' ')
    .normalize('NFC')
}

/** Most texts: nothing in them to change. */
const ORDINARY = /^(?:[!-~가-힣“”‘’…·–—「」『』]| (?! ))*$/
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\0-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff]|\p{Surrogate}/gu
