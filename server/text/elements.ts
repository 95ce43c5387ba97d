import type { Element, ElementContent, Nodes, Root } from 'hast'

/** Stand-ins for what HTML has no element for, on the way from HTML to Markdown. */
export const REFERENCE = 'footnote-reference'
export const DEFINITION = 'footnote-definition'
/** A picture; its `title` is a caption in Markdown already, or its children are the caption. */
export const KEPT = 'kept-image'

export function make(
  tagName: string,
  children: ElementContent[] = [],
  properties: Element['properties'] = {},
): Element {
  return { type: 'element', tagName, properties, children }
}

export function property(element: Element, name: string): string {
  const value = name === 'class' ? element.properties.className : element.properties[name]
  return value == null || typeof value === 'boolean'
    ? ''
    : Array.isArray(value)
      ? value.join(' ')
      : String(value)
}

export function classes(element: Element): string[] {
  return property(element, 'class').split(' ')
}

export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

export function walk(node: Element | Root, visit: (element: Element, parent: Element | Root) => void): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    visit(child, node)
    walk(child, visit)
  }
}

export function collect(element: Element, wanted: (element: Element) => boolean): Element[] {
  return collectFrom(element.children, wanted)
}

/** The outermost elements that are wanted. */
export function collectFrom(nodes: ElementContent[], wanted: (element: Element) => boolean): Element[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element') return []
    return wanted(node) ? [node] : collectFrom(node.children, wanted)
  })
}

export function without(nodes: ElementContent[], unwanted: (element: Element) => boolean): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node]
    return unwanted(node) ? [] : [{ ...node, children: without(node.children, unwanted) }]
  })
}

export function setOf(...lists: string[]): Set<string> {
  return new Set(lists.join(' ').split(' '))
}
