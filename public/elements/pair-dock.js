// @ts-check
import { isComposed } from './composing.js'
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
    this.addEventListener('click', this)
    document.addEventListener('terms-changed', () => this.#number && this.#later(this.#number, 0))
    this.querySelector('[data-close]')?.addEventListener('click', () => (this.hidden = true))
    document.addEventListener('keydown', this)
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'submit') return void this.#submit(/** @type {SubmitEvent} */ (event))
    if (event.type === 'click') return this.#clicked(/** @type {Element} */ (event.target))
    const pressed = /** @type {KeyboardEvent} */ (event)
    const { altKey, shiftKey, code } = pressed
    if (!altKey || isComposed(pressed) || this.hidden || this.inert) return
    const digit = /^Digit([1-9])$/.exec(code)?.[1]
    const wanted = shiftKey
      ? digit && `[data-digit="${digit}"]`
      : { KeyR: '[data-key="repair"]', KeyK: '[data-key="dismiss"]', KeyT: '[data-key="match"]' }[code]
    const button = /** @type {HTMLElement | null} */ (wanted ? this.querySelector(wanted) : null)
    if (!button) return
    event.preventDefault()
    button.click()
  }

  /**
   * An agreed rendering goes where the cursor is.
   * @param {Element} target
   */
  #clicked(target) {
    const text = /** @type {HTMLElement | null} */ (target.closest('[data-insert]'))?.dataset.insert
    if (text) this.#editor?.dispatchEvent(new CustomEvent('pair-insert', { detail: { text } }))
  }

  get #editor() {
    return /** @type {HTMLElement | null} */ (document.querySelector(`#p${this.#number} pair-editor`))
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target)
    event.preventDefault()
    const proposed = form.elements.namedItem('text')
    if (proposed instanceof HTMLInputElement || proposed instanceof HTMLTextAreaElement) {
      const text = proposed.value
      this.#editor?.dispatchEvent(new CustomEvent('pair-propose', { detail: { text } }))
      return
    }
    const fields = new URLSearchParams(/** @type {never} */ (new FormData(form)))
    fields.set('part', '1')
    const number = this.#number
    const answer = await fetch(form.action, { method: 'POST', body: fields }).catch(() => null)
    const findings = answer?.ok ? await answer.text() : null
    if (findings !== null && number === this.#number) this.#put('findings', findings)
  }

  /**
   * @param {string} number
   * @param {number} wait
   */
  #later(number, wait) {
    // What was said of another pair must not be within reach of the hands in this one.
    if (number !== this.#number) this.inert = true
    this.#number = number
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(number), wait)
  }

  /** @param {string} number */
  async #ask(number) {
    const asked = ++this.#asked
    const list = /** @type {HTMLElement | null} */ (document.querySelector('.pairs'))
    if (!list || (!editorInHand() && this.hidden)) {
      this.#number = ''
      return
    }
    const pair = `/desk/articles/${encodeURIComponent(list.dataset.slug ?? '')}/pairs/${number}`
    const isConfirmed = document.getElementById(`p${number}`)?.dataset.state === 'confirmed'
    const [findings, matches, terms] = await Promise.all([
      part(`${pair}/findings?part=1`),
      isConfirmed ? '' : part(`${pair}/matches?part=1`),
      part(`${pair}/terms?part=1`),
    ])
    // The hands may be in another pair already, which nothing was asked about yet.
    if (asked !== this.#asked || number !== this.#number) return
    this.#put('terms', terms)
    this.#put('findings', findings)
    this.#put('matches', matches)
    this.#showShare()
    this.inert = false
    this.#uncover()
  }

  /** The words in hand do not move unless they would lie under this. */
  #uncover() {
    const words = /** @type {HTMLElement | null} */ (this.#editor?.querySelector('textarea.pair__words'))
    if (!words || this.hidden || words !== document.activeElement) return
    const [edge, { bottom, height }] = [this.getBoundingClientRect().top, words.getBoundingClientRect()]
    if (bottom > edge && height < edge / 2) words.scrollIntoView({ block: 'nearest' })
  }

  /** How many words are the machine's, in the margin of the pair, which a save has made another number. */
  #showShare() {
    const told = /** @type {HTMLElement | null} */ (this.querySelector('[data-share]'))
    const row = document.getElementById(`p${this.#number}`)
    if (!told || !row) return
    row.querySelector('.pair__share')?.remove()
    if (!told.dataset.share) return
    const share = document.createElement('p')
    share.className = 'pair__share'
    share.textContent = told.dataset.share
    row.querySelector('.pair__state')?.after(share)
  }

  /**
   * @param {'findings' | 'matches' | 'terms'} what
   * @param {string} html
   */
  #put(what, html) {
    const place = /** @type {HTMLElement} */ (this.querySelector(`[data-place="${what}"]`))
    place.innerHTML = html
    place.hidden = place.querySelector(worthSaying) === null
    const heading = /** @type {HTMLElement} */ (this.querySelector('[data-heading]'))
    heading.textContent = (heading.dataset.heading ?? '').replace('{number}', this.#number)
    // A pair of which there is nothing to say needs no more than the quiet of an empty edge.
    this.hidden = this.querySelector(worthSaying) === null
  }
}

const worthSaying = '.finding, .match, .known__one, .alternatives'

/** @param {string} address */
async function part(address) {
  const answer = await fetch(address).catch(() => null)
  return answer?.ok ? answer.text() : ''
}

customElements.define('pair-dock', PairDock)
