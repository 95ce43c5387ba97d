// @ts-check
import { isComposed } from './composing.js'
import { editorInHand } from './pair-editor.js'

/**
 * What engines have to say of the pair in hand, in the dock beside what stands. The first press of a key shows what is there
 * already; where nothing is, or it is in sight, a press asks the engine. Without this script a page of its own does the same.
 */
class PairAlternatives extends HTMLElement {
  #number = ''
  #asked = 0

  connectedCallback() {
    document.addEventListener('keydown', this)
    document.addEventListener('click', this)
    document.addEventListener('focusin', this)
    this.addEventListener('submit', this)
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'submit') return void this.#submit(/** @type {SubmitEvent} */ (event))
    if (event.type === 'focusin') return this.#leave(/** @type {HTMLElement} */ (event.target))
    if (event.type === 'click') return void this.#clicked(event)
    const pressed = /** @type {KeyboardEvent} */ (event)
    const { altKey, ctrlKey, metaKey, code } = pressed
    if (!altKey || ctrlKey || metaKey || isComposed(pressed)) return
    const way = { KeyG: 'again', KeyJ: 'other' }[code]
    const number = editorInHand()?.number ?? (this.contains(document.activeElement) ? this.#number : '')
    if (way && number) {
      event.preventDefault()
      void this.#press(number, way)
    }
    const take = /** @type {HTMLElement | null} */ (
      code === 'KeyV' ? this.querySelector('[data-take] button') : null
    )
    if (take && number === this.#number) {
      event.preventDefault()
      take.click()
    }
  }

  /** @param {Event} event */
  async #clicked(event) {
    const link = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest?.('[data-alternatives]')
    )
    if (!link) return
    event.preventDefault()
    await this.#show(link.dataset.alternatives ?? '')
    const first = /** @type {HTMLElement | null} */ (this.querySelector('button:enabled'))
    first?.focus()
  }

  /**
   * @param {string} number
   * @param {string} way
   */
  async #press(number, way) {
    const wasInSight = number === this.#number && !this.hidden
    if (!wasInSight) await this.#show(number)
    if (this.querySelector('[data-waiting]')) return
    const form = /** @type {HTMLFormElement | null} */ (this.querySelector(`[data-way="${way}"]`))
    if (form && (wasInSight || !this.querySelector('.alternative:not(:has(.badge))'))) form.requestSubmit()
  }

  /** @param {string} number */
  async #show(number) {
    await editorInHand()?.save()
    this.#number = number
    await this.#fetch(`${this.#address}?part=1`)
  }

  get #address() {
    const { slug = '' } = /** @type {HTMLElement} */ (document.querySelector('.pairs')).dataset
    return `/desk/articles/${encodeURIComponent(slug)}/pairs/${this.#number}/alternatives`
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target)
    // What is taken over goes the way of a match, by the dock around.
    if (form.dataset.way === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const fields = new URLSearchParams(/** @type {never} */ (new FormData(form)))
    fields.set('part', '1')
    await this.#fetch(form.action, {
      method: 'POST',
      body: fields,
      headers: { accept: 'application/json' },
    })
  }

  /**
   * @param {string} address
   * @param {RequestInit} [how]
   */
  async #fetch(address, how) {
    const asked = ++this.#asked
    const answer = await fetch(address, how).catch(() => null)
    const said = (await answer?.text().catch(() => '')) ?? ''
    if (asked !== this.#asked || !answer) return
    if (answer.ok) this.#put(said)
    else this.#refuse(sentenceIn(said))
    if (answer.ok && this.querySelector('[data-waiting]')) this.#later(asked)
  }

  /** @param {number} asked */
  #later(asked) {
    setTimeout(() => {
      if (asked === this.#asked && !this.hidden) void this.#fetch(`${this.#address}?part=1`)
    }, 700)
  }

  /** @param {string} html */
  #put(html) {
    this.innerHTML = html
    this.hidden = false
    const dock = this.dock
    dock.hidden = false
    dock.inert = false
    dock.scrollTop = 0
    // Asked for by a key, to be held against what stands: that must not lie under it.
    document.getElementById(`p${this.#number}`)?.scrollIntoView({ block: 'nearest' })
  }

  /** @param {string} sentence */
  #refuse(sentence) {
    const line = document.createElement('p')
    line.className = 'alternatives__fault'
    line.setAttribute('role', 'status')
    line.textContent = sentence
    this.querySelector('.alternatives')?.prepend(line)
  }

  /**
   * What was said of one pair is not left in reach of the hands in another.
   * @param {HTMLElement} to
   */
  #leave(to) {
    const row = to.closest?.('.pair')
    if (!(row instanceof HTMLElement) || row.dataset.number === this.#number || this.hidden) return
    this.#asked++
    this.#number = ''
    this.replaceChildren()
    this.hidden = true
    this.dock.hidden = this.dock.querySelector('.finding, .match') === null
  }

  get dock() {
    return /** @type {HTMLElement} */ (this.closest('pair-dock'))
  }
}

/** @param {string} said what a refusal answers with */
function sentenceIn(said) {
  try {
    return /** @type {{ sentence?: string }} */ (JSON.parse(said)).sentence ?? ''
  } catch {
    return ''
  }
}

customElements.define('pair-alternatives', PairAlternatives)
