import type { Nodes, PhrasingContent } from 'mdast'
import { addressOf } from './addresses'
import { inlineTree } from './parsing'
import { readQuickly } from './quick'

/** The inside of a block as a tree: tidy, so that equal trees mean equal text. */
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'strong' | 'emphasis' | 'delete'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'code'; value: string }
  | { type: 'image'; url: string; alt: string }
  | { type: 'break' }
  | { type: 'reference'; label: string }

/** What a document knows and a text alone does not. Keys are the parser's identifiers. */
export interface Surroundings {
  definitions: Map<string, { url: string; title: string }>
  labels: Map<string, string>
}

/** Inline Markdown as a tree; raw HTML is text. Never throws: what cannot be read is one plain text. */
export function parseInline(text: string): Inline[] {
  return SPECIAL.test(text) ? parseSpecial(text, (nodes) => nodes) : tidy([{ type: 'text', value: text }])
}

/** The same as a document would read it, where raw HTML is not text. */
export function parseInlineAsInDocument(text: string): Inline[] {
  return SPECIAL.test(text) ? parseSpecial(text, withoutRaw) : tidy([{ type: 'text', value: text }])
}

function parseSpecial(text: string, prepare: (nodes: PhrasingContent[]) => PhrasingContent[]): Inline[] {
  const quick = readQuickly(text)
  if (quick) return tidy(mapInline(quick, withoutBadLinks))
  const nodes = inlineTree(text)
  return nodes ? inlineOf(prepare(nodes)) : tidy([{ type: 'text', value: text }])
}

function withoutBadLinks(node: Inline): Inline[] {
  if (node.type !== 'link') return [node]
  const url = addressOf(node.url)
  return url ? [{ ...node, url }] : node.children
}

function withoutRaw(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'html') return []
    return 'children' in node ? [{ ...node, children: withoutRaw(node.children) } as PhrasingContent] : [node]
  })
}

/** The parser's nodes as our tidy tree. Raw HTML that is still among them is text. */
export function inlineOf(nodes: PhrasingContent[], surroundings?: Surroundings): Inline[] {
  return tidy(convert(nodes, surroundings, []))
}

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

type Span = Extract<Inline, { children: Inline[] }>

/** If none of these is in a text, the text is its own tree. */
const SPECIAL = /[\\`*_[\]<~&@\n]|:\/\/|www\./i

function convert(
  nodes: PhrasingContent[],
  surroundings: Surroundings | undefined,
  inside: string[],
): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case 'text':
      case 'html':
        return [{ type: 'text', value: node.value }]
      case 'strong':
      case 'emphasis':
      case 'delete': {
        const children = convert(node.children, surroundings, [...inside, node.type])
        return inside.includes(node.type) ? children : [{ type: node.type, children }]
      }
      case 'inlineCode':
        return [{ type: 'code', value: node.value }]
      case 'break':
        return [{ type: 'break' }]
      case 'image':
        return [{ type: 'image', url: node.url, alt: node.alt ?? '' }]
      case 'imageReference':
        return [
          {
            type: 'image',
            url: surroundings?.definitions.get(node.identifier)?.url ?? '',
            alt: node.alt ?? '',
          },
        ]
      case 'link':
      case 'linkReference': {
        const url =
          node.type === 'link' ? node.url : (surroundings?.definitions.get(node.identifier)?.url ?? '')
        const children = convert(node.children, surroundings, [...inside, 'link'])
        const address = addressOf(url)
        return inside.includes('link') || !address ? children : linked(address, children)
      }
      case 'footnoteReference': {
        const label = surroundings ? surroundings.labels.get(node.identifier) : node.identifier
        return label ? [{ type: 'reference', label }] : [{ type: 'text', value: `[^${node.identifier}]` }]
      }
      default:
        return convertBlock(node, surroundings, inside)
    }
  })
}

/** A paragraph or list that HTML allows where Markdown wants words: its words, set apart by spaces. */
function convertBlock(node: Nodes, surroundings: Surroundings | undefined, inside: string[]): Inline[] {
  const space: Inline = { type: 'text', value: ' ' }
  if ('children' in node)
    return [space, ...convert(node.children as PhrasingContent[], surroundings, inside), space]
  return 'value' in node ? [space, { type: 'text', value: node.value }, space] : []
}

/**
 * A bare address ends where the Korean particle glued to it begins: `https://example.kr/news에서` links the address
 * and leaves `에서` outside.
 */
function linked(url: string, children: Inline[]): Inline[] {
  const [only] = children
  if (children.length === 1 && only?.type === 'text' && isBare(url, only.value)) {
    const glued = GLUED.exec(only.value)
    if (glued) {
      const [, address = '', rest = ''] = glued
      return [
        { type: 'link', url: url.slice(0, -rest.length), children: [{ type: 'text', value: address }] },
        { type: 'text', value: rest },
      ]
    }
  }
  return [{ type: 'link', url, children }]
}

/** Whether a link shows nothing but its own address. */
export function isBare(url: string, shown: string): boolean {
  return url === shown || url === `http://${shown}` || url === `mailto:${shown}`
}

const PARTICLES =
  '에서는|에서도|에서|에게|에는|에도|에|을|를|은|는|이며|이고|이다|입니다|이라고|라고|이라는|라는|이|가|으로|로|과|와|의|도|만|까지|부터|나|이나'
const GLUED = new RegExp(`^([\\x21-\\x7e]*[\\w/])([)\\]"'’”」』》〉.,]*(?:${PARTICLES})[.,]?)$`)

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
