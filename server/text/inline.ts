import type { Nodes, PhrasingContent } from 'mdast'
import { addressOf } from './addresses'
import { inlineTree } from './parsing'
import { readQuickly } from './quick'
import { mapInline, tidy, type Inline } from './tidying'

/** What a document knows and a text alone does not. Keys are the parser's identifiers. */
export interface Surroundings {
  definitions: Map<string, { url: string; title: string }>
  labels: Map<string, string>
}

/** Inline Markdown as a tree; raw HTML is text. Never throws: what cannot be read is one plain text. */
export function parseInline(text: string): Inline[] {
  return isBareText(text) ? tidy([{ type: 'text', value: text }]) : parseSpecial(text, (nodes) => nodes)
}

/** The same as a document would read it, where raw HTML is not text. */
export function parseInlineAsInDocument(text: string): Inline[] {
  return isBareText(text) ? tidy([{ type: 'text', value: text }]) : parseSpecial(text, withoutRaw)
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

/** Whether a text has no character that could mean anything but itself. */
export function isBareText(text: string): boolean {
  return !SPECIAL.test(text)
}

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
