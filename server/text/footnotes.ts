import type { Element, ElementContent, Root } from 'hast'
import { DEFINITION, REFERENCE, make, property, textOf, walk } from './elements'

/**
 * Finds notes at the end of a page by what they are: a link to an item, and in the item a link back. Word files,
 * GFM pages and our own all have this shape.
 */
export function takeFootnotes(tree: Root): Element[] {
  const byId = new Map<string, Element>()
  const links: { link: Element; parent: Element | Root }[] = []
  walk(tree, (element, parent) => {
    const id = property(element, 'id')
    if (id && !byId.has(id)) byId.set(id, element)
    if (element.tagName === 'a' && property(element, 'href').startsWith('#'))
      links.push({ link: element, parent })
  })

  const notes = new Map<Element, string>()
  for (const { link, parent } of links) {
    const note = byId.get(target(link))
    const ids = [property(link, 'id'), parent.type === 'element' ? property(parent, 'id') : ''].filter(
      Boolean,
    )
    if (note?.tagName !== 'li' || !returnsTo(note, ids)) continue
    const label = notes.get(note) ?? String(notes.size + 1)
    notes.set(note, label)
    Object.assign(link, { tagName: REFERENCE, properties: { dataLabel: label }, children: [] })
  }
  return [...notes].map(([note, label]) => {
    const children = withoutBacklinks(note.children)
    Object.assign(note, { children: [] })
    return make(DEFINITION, children, { dataLabel: label })
  })
}

function target(link: Element): string {
  try {
    return decodeURIComponent(property(link, 'href').slice(1))
  } catch {
    return ''
  }
}

function returnsTo(note: Element, ids: string[]): boolean {
  let found = false
  walk(note, (element) => {
    if (element.tagName === 'a' && ids.includes(target(element))) found = true
  })
  return found
}

function withoutBacklinks(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node]
    if (node.tagName === 'a' && /^(?:[\s↑↩⤴^\d]|\ufe0e|\ufe0f)*$/u.test(textOf(node)) && target(node))
      return []
    return [{ ...node, children: withoutBacklinks(node.children) }]
  })
}
