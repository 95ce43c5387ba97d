import type { Element, Root as HtmlRoot } from 'hast'
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import rehypeParse from 'rehype-parse'
import rehypeRemark, { type Options } from 'rehype-remark'
import { unified } from 'unified'
import { DEFINITION, KEPT, REFERENCE, property, setOf } from './elements'
import { takeFootnotes } from './footnotes'
import { inlineOf, type Surroundings } from './inline'
import { onOneLine } from './tidying'
import { depthOf } from './parsing'
import { simplified } from './simplifying'
import { UnreadableText, withinDepth } from './unreadable'
import { writeInline } from './writing'

/** HTML as the tree that Markdown of the same meaning would give; scripts, styles, comments and forms are gone. */
export function treeFromHtml(html: string): Root {
  refuseBombs(html)
  return withinDepth(() => {
    const tree = parser.parse(html)
    if (depthOf(tree) > DEEPEST) throw new UnreadableText('text-too-deep')
    const footnotes = takeFootnotes(tree)
    return toMarkdownTree({ type: 'root', children: simplified([...tree.children, ...footnotes]) })
  })
}

/** The same document with every piece of raw HTML in it turned into what Markdown has for it. */
export function withoutHtml(tree: Root, surroundings: Surroundings): Root {
  return withinDepth(() => ({ ...tree, children: replaced(tree.children, surroundings) }))
}

function replaced(nodes: Nodes[], surroundings: Surroundings): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (node.type === 'html') return treeFromHtml(node.value).children
    if (!hasHtml(node)) return [node as RootContent]
    if (node.type === 'paragraph') return treeFromHtml(htmlOf(node.children, surroundings)).children
    if (node.type === 'heading' || node.type === 'tableCell') {
      const tree = treeFromHtml(htmlOf(node.children, surroundings))
      return [{ ...node, children: tree.children.flatMap(wordsIn) } as RootContent]
    }
    return 'children' in node
      ? [{ ...node, children: replaced(node.children, surroundings) } as RootContent]
      : []
  })
}

function wordsIn(node: RootContent): Nodes[] {
  return node.type === 'paragraph' ? [...node.children, { type: 'text', value: ' ' }] : [node]
}

function hasHtml(node: Nodes): boolean {
  return node.type === 'html' || ('children' in node && node.children.some(hasHtml))
}

/** Inline nodes with the raw HTML among them as one string, so that opening and closing tags meet again. */
function htmlOf(nodes: PhrasingContent[], surroundings: Surroundings): string {
  const inside = (children: PhrasingContent[]) => htmlOf(children, surroundings)
  const address = (identifier: string) => surroundings.definitions.get(identifier)?.url ?? ''
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'html':
          return node.value
        case 'text':
          return escape(node.value)
        case 'strong':
          return `<strong>${inside(node.children)}</strong>`
        case 'emphasis':
          return `<em>${inside(node.children)}</em>`
        case 'delete':
          return `<del>${inside(node.children)}</del>`
        case 'inlineCode':
          return `<code>${escape(node.value)}</code>`
        case 'break':
          return '<br>'
        case 'link':
          return `<a href="${escape(node.url)}">${inside(node.children)}</a>`
        case 'linkReference':
          return `<a href="${escape(address(node.identifier))}">${inside(node.children)}</a>`
        case 'image':
          return `<${KEPT} src="${escape(node.url)}" alt="${escape(node.alt ?? '')}" title="${escape(node.title ?? '')}"></${KEPT}>`
        case 'imageReference':
          return `<${KEPT} src="${escape(address(node.identifier))}" alt="${escape(node.alt ?? '')}"></${KEPT}>`
        case 'footnoteReference':
          return `<${REFERENCE} data-label="${escape(node.identifier)}"></${REFERENCE}>`
      }
    })
    .join('')
}

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

const handlers: Options['handlers'] = {
  [REFERENCE]: (_state, element: Element) => {
    const label = property(element, 'dataLabel')
    return { type: 'footnoteReference', identifier: label, label }
  },
  [DEFINITION]: (state, element: Element) => {
    const label = property(element, 'dataLabel')
    const children = state.toFlow(state.all(element))
    return { type: 'footnoteDefinition', identifier: label, label, children }
  },
  [KEPT]: (state, element: Element) => {
    const caption = writeInline(onOneLine(inlineOf(state.all(element) as PhrasingContent[])))
    const title = caption || property(element, 'title') || null
    return { type: 'image', url: property(element, 'src'), alt: property(element, 'alt'), title }
  },
}

const parser = unified().use(rehypeParse, { fragment: false }).freeze()
const toMarkdown = unified()
  .use(rehypeRemark, { document: true, handlers, quotes: ['“”', '‘’'] })
  .freeze()

function toMarkdownTree(tree: HtmlRoot): Root {
  return toMarkdown.runSync(tree) as unknown as Root
}

const DEEPEST = 200
const MOST_TAGS = 100_000
const MOST_OPEN_MARKS = 40
/** Elements that need no end tag. */
const ENDLESS = setOf(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot',
  'option html body head colgroup rp rt',
)
const MARKS = setOf('a b big code em font i nobr s small strike strong tt u')

/**
 * The parser keeps every element open until it is closed, and repeats open marks (`<b>`, `<font>`) in every new
 * paragraph: a few kilobytes could become gigabytes. This counts before it starts.
 */
function refuseBombs(html: string): void {
  let tags = 0
  let open = 0
  let marks = 0
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]*)/gi)) {
    const tag = name.toLowerCase()
    if (++tags > MOST_TAGS) throw new UnreadableText('text-too-long')
    if (ENDLESS.has(tag)) continue
    const step = slash ? -1 : 1
    open = Math.max(0, open + step)
    if (MARKS.has(tag)) marks = Math.max(0, marks + step)
    if (open > DEEPEST || marks > MOST_OPEN_MARKS) throw new UnreadableText('text-too-deep')
  }
}
