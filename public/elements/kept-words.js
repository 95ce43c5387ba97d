// @ts-check
import { editors } from './pair-editor.js'
import { pageStands } from './page-stands.js'
import { everyRow } from './rest-of-pairs.js'
import { deliver } from './sending.js'
import { drop, everything, isKeeping, leftBehind } from './unsaved.js'

/** @typedef {import('./unsaved.js').Unsaved} Unsaved */

/** Longer than a save takes when all is well, so that nothing flickers while somebody types. */
const patience = 3000

/**
 * Says in the bar how many paragraphs are in this browser only, and sends those that have no row on this screen: a filter
 * hides it, or the Korean has it no more. What the server does not take can be read here and thrown away.
 */
class KeptWords extends HTMLElement {
  /** @type {Unsaved[]} */
  #rowless = []
  #runs = 0
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer

  connectedCallback() {
    document.addEventListener('pair-saving', () => this.#look())
    document.addEventListener('signed-in', () => void this.#sendRowless())
    document.addEventListener('window-gone', () => void this.#sendRowless())
    addEventListener('online', () => void this.#sendRowless())
    this.addEventListener('click', (event) => void this.#throwAway(event))
    void this.#begin()
  }

  async #begin() {
    await pageStands
    if (!(await isKeeping())) this.#show('[data-nowhere]', true)
    await this.#sendRowless()
    const others = new Set(
      (await everything())
        .filter(({ person }) => person !== this.dataset.person)
        .map(({ key }) => key.slice(0, key.lastIndexOf('/'))),
    )
    this.#say('[data-others]', others.size)
  }

  /** Begun anew while it runs, the newest run is the one that counts. */
  async #sendRowless() {
    const run = ++this.#runs
    const { person, article } = this.dataset
    const left = (await leftBehind()).filter((one) => one.person === person && one.article === article)
    // Only for what may have a row further down is it worth having all of them at once.
    if (left.length > 0) await everyRow()
    const shown = new Set(editors().map(({ number }) => number))
    /** @type {Unsaved[]} */
    const rowless = []
    for (const record of left) {
      if (shown.has(record.number)) continue
      if ((await deliver(record)) === 'saved') await drop(record.key)
      else rowless.push(record)
    }
    if (run !== this.#runs) return
    this.#rowless = rowless
    this.#list()
    this.#tell()
  }

  #look() {
    if (this.#count() === 0) return this.#tell()
    this.#timer ??= setTimeout(() => this.#tell(), patience)
  }

  #count() {
    return editors().filter((editor) => editor.dirty).length + this.#rowless.length
  }

  #tell() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#say('[data-kept]', this.#count())
  }

  /**
   * @param {string} selector
   * @param {number} count
   */
  #say(selector, count) {
    const place = /** @type {HTMLElement | null} */ (this.querySelector(selector))
    if (!place) return
    place.hidden = count === 0
    const words = (count === 1 ? place.dataset.one : place.dataset.other) ?? ''
    const said = place.querySelector('[data-words]') ?? place
    if (count > 0) said.textContent = words.replace('{count}', String(count))
  }

  #list() {
    this.#show('[data-rowless]', this.#rowless.length > 0)
    const list = this.querySelector('[data-rowless] ul')
    const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector('template'))
    if (!list || !template) return
    list.replaceChildren(
      ...this.#rowless.map((record) => {
        const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
        const link = /** @type {HTMLAnchorElement} */ (item.querySelector('a'))
        link.textContent = (link.dataset.sentence ?? '').replace('{number}', record.number)
        link.href = `${this.dataset.all}#p${record.number}`
        const text = item.querySelector('.text')
        if (text) text.textContent = record.text
        const button = item.querySelector('button')
        if (button) button.dataset.key = record.key
        return item
      }),
    )
  }

  /** @param {Event} event */
  async #throwAway(event) {
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest('[data-key]')
    )
    if (!button?.dataset.key) return
    await drop(button.dataset.key)
    this.#rowless = this.#rowless.filter(({ key }) => key !== button.dataset.key)
    this.#list()
    this.#tell()
  }

  /**
   * @param {string} selector
   * @param {boolean} yes
   */
  #show(selector, yes) {
    const place = /** @type {HTMLElement | null} */ (this.querySelector(selector))
    if (place) place.hidden = !yes
  }
}

customElements.define('kept-words', KeptWords)
