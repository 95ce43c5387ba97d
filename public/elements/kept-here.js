// @ts-check
import './korean-type.js'
import { everything } from './unsaved.js'

/** On the desk: for which articles this browser keeps words that are not saved yet, and that it keeps some of others. */
class KeptHere extends HTMLElement {
  async connectedCallback() {
    const records = await everything()
    const own = records.filter(({ person }) => person === this.dataset.person)
    for (const [article, some] of grouped(own, ({ article }) => article)) {
      const numbers = new Set(some.map(({ number }) => number))
      const { slug = '', title = '' } = some.at(-1) ?? {}
      if (article) this.#add(slug, title, numbers.size)
    }
    const others = grouped(
      records.filter(({ person }) => person !== this.dataset.person),
      ({ person, article, number }) => `${person}/${article}/${number}`,
    )
    const line = /** @type {HTMLElement | null} */ (this.querySelector('[data-others]'))
    if (line && others.size > 0) {
      line.hidden = false
      line.textContent = counted(line, others.size)
    }
    this.hidden = own.length === 0 && others.size === 0
  }

  /**
   * @param {string} slug
   * @param {string} title
   * @param {number} count
   */
  #add(slug, title, count) {
    const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector('template'))
    const item = /** @type {HTMLElement} */ (template?.content.firstElementChild?.cloneNode(true))
    const link = item.querySelector('a')
    const words = /** @type {HTMLElement | null} */ (item.querySelector('[data-one]'))
    if (link) {
      link.href = `/desk/articles/${encodeURIComponent(slug)}/review`
      link.textContent = title || slug
    }
    if (words) words.textContent = counted(words, count)
    this.querySelector('ul')?.append(item)
  }
}

/**
 * @param {HTMLElement} place
 * @param {number} count
 */
function counted(place, count) {
  return ((count === 1 ? place.dataset.one : place.dataset.other) ?? '').replace('{count}', String(count))
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => string} keyOf
 */
function grouped(items, keyOf) {
  /** @type {Map<string, Item[]>} */
  const groups = new Map()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

customElements.define('kept-here', KeptHere)
