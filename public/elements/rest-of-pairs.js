// @ts-check
import { pageStands } from './page-stands.js'

/**
 * Brings the rows that did not come with the page. Without this script there is a link to the page with all of them.
 * They are put in while nothing else waits, a few at a time, so that typing is never held up; whoever needs all of them
 * at once (a key that looks for the next open pair, an address that names a paragraph) asks for `whole`.
 */
class RestOfPairs extends HTMLElement {
  /** @type {Promise<string[]> | null} rows as HTML, in order */
  #fetched = null
  /** @type {string[]} */
  #waiting = []
  #total = 0

  connectedCallback() {
    this.#total = Number(this.dataset.rows)
    this.#keepSpace(this.#total)
    this.#fetched ??= pageStands.then(() => rowsFrom(this.dataset.source ?? ''))
    this.#fetched.then(
      (rows) => {
        this.#waiting = rows
        if (names(location.hash) && !document.querySelector(location.hash)) void this.whole().then(goToHash)
        else whenIdle(() => this.#putIn())
      },
      // The link stays: it leads to the same rows.
      () => this.#keepSpace(0),
    )
  }

  /** All rows are in the page when this resolves; at once, once they have come. */
  async whole() {
    await this.#fetched?.catch(() => {})
    this.#add(this.#waiting.length)
  }

  /** Few at a time, however much time is left: each of them has to be laid out with the next frame. */
  #putIn() {
    this.#add(16)
    if (this.#waiting.length > 0) whenIdle(() => this.#putIn())
  }

  /** @param {number} rows */
  #add(rows) {
    const added = this.#waiting.splice(0, rows)
    this.list?.insertAdjacentHTML('beforeend', added.join(''))
    this.#keepSpace(this.#waiting.length)
    if (this.#waiting.length === 0) this.remove()
  }

  /**
   * The page is as long as it is going to be, so that a reload comes back to where it was.
   * @param {number} rows
   */
  #keepSpace(rows) {
    this.style.minBlockSize = rows === 0 ? '' : `${rows * 6}rem`
  }

  get list() {
    return document.querySelector('.pairs')
  }
}

/**
 * @param {string} address
 * @returns {Promise<string[]>}
 */
async function rowsFrom(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`The rest of the pairs: ${answer.status}`)
  // What people wrote is escaped, so this tag is only ever ours.
  return (await answer.text()).split(/(?=<li class="pair" )/).filter((row) => row.startsWith('<li'))
}

/** @param {(left: () => boolean) => void} work */
export function whenIdle(work) {
  if ('requestIdleCallback' in window)
    requestIdleCallback((deadline) => work(() => deadline.timeRemaining() > 4), { timeout: 200 })
  else setTimeout(() => work(() => false), 16)
}

/** @param {string} hash */
function names(hash) {
  return /^#[ps][1-9]\d*$/.test(hash)
}

/** A paragraph that has come since the browser looked for it. */
function goToHash() {
  if (document.querySelector(location.hash)) location.replace(location.hash)
}

/** Resolves when every row is in the page. */
export async function everyRow() {
  const rest = document.querySelector('rest-of-pairs')
  if (rest instanceof RestOfPairs) await rest.whole()
}

customElements.define('rest-of-pairs', RestOfPairs)
