// @ts-check
import './korean-type.js'
import { deliver } from './sending.js'
import { drop, everything, leftBehind } from './unsaved.js'

/**
 * On the desk: sends what this browser keeps of whoever is signed in, and says for which articles it could not; and that it
 * keeps words of others.
 */
class KeptHere extends HTMLElement {
  async connectedCallback() {
    await this.#send()
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

  /** A conflict stays: it is to be decided where the paragraph stands. */
  async #send() {
    for (const record of await leftBehind())
      if (record.person === this.dataset.person && (await deliver(record)) === 'saved') await drop(record.key)
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
