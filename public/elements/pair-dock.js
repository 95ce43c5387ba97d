// @ts-check
import { editorInHand } from './pair-editor.js'

/**
 * What is to be said of the pair in hand, at the lower edge of the window, so that no line of text ever moves for it. It is
 * asked for when the hands rest in a pair, and again once the pair is saved.
 */
class PairDock extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  #asked = 0
  #number = ''

  connectedCallback() {
    document.addEventListener('focusin', (event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest?.('.pair')
      if (row instanceof HTMLElement && row.dataset.number !== this.#number)
        this.#later(row.dataset.number ?? '', 250)
    })
    document.addEventListener('pair-saving', (event) => {
      const { state } = /** @type {CustomEvent<{ state: string }>} */ (event).detail
      const row = /** @type {HTMLElement} */ (event.target).closest('.pair')
      if (state === 'saved' && row instanceof HTMLElement && row.dataset.number === this.#number)
        this.#later(this.#number, 0)
    })
    this.addEventListener('submit', this)
    this.querySelector('[data-close]')?.addEventListener('click', () => (this.hidden = true))
    document.addEventListener('keydown', this)
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'submit') return void this.#submit(/** @type {SubmitEvent} */ (event))
    const { altKey, code, isComposing } = /** @type {KeyboardEvent} */ (event)
    if (!altKey || isComposing || this.hidden) return
    const key = { KeyR: 'repair', KeyK: 'dismiss' }[code]
    const button = /** @type {HTMLElement | null} */ (key ? this.querySelector(`[data-key="${key}"]`) : null)
    if (!button) return
    event.preventDefault()
    button.click()
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target)
    event.preventDefault()
    if ('repair' in form.dataset) {
      const text = /** @type {HTMLInputElement} */ (form.elements.namedItem('text')).value
      const editor = /** @type {HTMLElement | null} */ (
        document.querySelector(`#p${this.#number} pair-editor`)
      )
      editor?.dispatchEvent(new CustomEvent('pair-propose', { detail: { text } }))
      return
    }
    const fields = new URLSearchParams(/** @type {never} */ (new FormData(form)))
    fields.set('part', '1')
    const answer = await fetch(form.action, { method: 'POST', body: fields }).catch(() => null)
    if (answer?.ok) this.#put(await answer.text())
  }

  /**
   * @param {string} number
   * @param {number} wait
   */
  #later(number, wait) {
    this.#number = number
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(number), wait)
  }

  /** @param {string} number */
  async #ask(number) {
    const asked = ++this.#asked
    const list = /** @type {HTMLElement | null} */ (document.querySelector('.pairs'))
    if (!list || (!editorInHand() && this.hidden)) return
    const slug = encodeURIComponent(list.dataset.slug ?? '')
    const answer = await fetch(`/desk/articles/${slug}/pairs/${number}/findings?part=1`).catch(() => null)
    if (!answer?.ok || asked !== this.#asked) return
    this.#put(await answer.text())
  }

  /** @param {string} html */
  #put(html) {
    const place = /** @type {HTMLElement} */ (this.querySelector('[data-place]'))
    place.innerHTML = html
    const heading = /** @type {HTMLElement} */ (this.querySelector('[data-heading]'))
    heading.textContent = (heading.dataset.heading ?? '').replace('{number}', this.#number)
    // A pair in which nothing is found needs no more than the quiet of an empty edge.
    this.hidden = place.querySelector('.finding') === null
  }
}

customElements.define('pair-dock', PairDock)
