// @ts-check
import { pageStands } from './page-stands.js'
import { whenIdle } from './rest-of-pairs.js'

/** Milliseconds after the page stands: it takes the server longer than anything else on this screen, and nobody waits for it. */
const patience = 2000

/**
 * What the checks find in the article as a whole, in a line above the pairs that opens. It is asked for when the page stands
 * and nothing else waits, and again when it is opened after something was saved. Without this script it has a link.
 */
class WholeFindings extends HTMLElement {
  #isStale = true

  connectedCallback() {
    this.addEventListener('submit', this)
    this.details.addEventListener('toggle', this)
    document.addEventListener('pair-state', () => (this.#isStale = true))
    void pageStands.then(() => setTimeout(() => whenIdle(() => void this.#ask()), patience))
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'toggle' && this.details.open) void this.#ask()
    if (event.type === 'submit') void this.#judge(/** @type {SubmitEvent} */ (event))
  }

  async #ask() {
    if (!this.#isStale) return
    this.#isStale = false
    const answer = await fetch(this.dataset.source ?? '').catch(() => null)
    if (answer?.ok) this.#put(await answer.text())
    else this.#isStale = true
  }

  /** @param {SubmitEvent} event */
  async #judge(event) {
    const form = /** @type {HTMLFormElement} */ (event.target)
    event.preventDefault()
    const fields = new URLSearchParams(/** @type {never} */ (new FormData(form)))
    fields.set('part', '1')
    const answer = await fetch(form.action, { method: 'POST', body: fields }).catch(() => null)
    if (answer?.ok) this.#put(await answer.text())
  }

  /** @param {string} html */
  #put(html) {
    const place = /** @type {HTMLElement} */ (this.querySelector('.whole-findings__place'))
    place.innerHTML = html
    const count = /** @type {HTMLElement} */ (this.querySelector('.count'))
    const open = Number(
      /** @type {HTMLElement | null} */ (place.querySelector('[data-open]'))?.dataset.open ?? 0,
    )
    count.textContent = String(open)
    count.hidden = open === 0
    const share = /** @type {HTMLElement} */ (this.querySelector('.whole-findings__share'))
    share.textContent =
      /** @type {HTMLElement | null} */ (place.querySelector('[data-share]'))?.dataset.share ?? ''
  }

  get details() {
    return /** @type {HTMLDetailsElement} */ (this.querySelector('details'))
  }
}

customElements.define('whole-findings', WholeFindings)
