// @ts-check
import { read } from './sending.js'

/**
 * Signing in again in place when the session has ended: a dialog over the page, so that nothing that was typed has to go
 * away. The same person goes on; where it is another, nothing of the former is sent, and the page says so.
 */
class SignInHere extends HTMLElement {
  #composing = false
  #typedAt = 0
  /** Somebody has closed it: it comes again when they ask. */
  #declined = false

  connectedCallback() {
    document.addEventListener('pair-saving', (event) => {
      const { state } = /** @type {CustomEvent<{ state: string }>} */ (event).detail
      if (state === 'signedOut') this.#needed(!this.#declined)
      if (state === 'someoneElse') this.#needed(false)
    })
    document.addEventListener('input', () => (this.#typedAt = Date.now()))
    document.addEventListener('compositionstart', () => (this.#composing = true))
    document.addEventListener('compositionend', () => (this.#composing = false))
    document.getElementById('sign-in-again')?.addEventListener('click', () => this.#open())
    this.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#send(/** @type {HTMLFormElement} */ (event.target))
    })
    this.addEventListener('click', (event) => {
      if (/** @type {Element} */ (event.target).closest('[data-close]')) this.dialog.close()
    })
    this.dialog.addEventListener('close', () => (this.#declined = true))
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'))
  }

  /** @param {boolean} open at once, unless the hands are at work: keys must not land in another field */
  #needed(open) {
    this.#offer(true)
    if (open && !this.#composing && Date.now() - this.#typedAt > 700) this.#open()
  }

  /** @param {boolean} yes */
  #offer(yes) {
    const button = document.getElementById('sign-in-again')
    if (button) button.hidden = !yes
  }

  #open() {
    if (!this.dialog.open) this.dialog.showModal()
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector('[name="password"]'))
    field?.focus()
  }

  /** @param {HTMLFormElement} form */
  async #send(form) {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)))
    const answer = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
    }).catch(() => null)
    /** @type {{ person?: { publicId: string, name: string }, sentence?: string } | null} */
    const said = answer && (await read(answer))
    if (!said?.person) return this.#say(said?.sentence ?? this.dataset.noAnswer ?? '')
    const field = /** @type {HTMLInputElement | null} */ (form.querySelector('[name="password"]'))
    if (field) field.value = ''
    if (said.person.publicId !== this.dataset.person) return this.#another(said.person.name)
    this.#say('')
    this.#offer(false)
    this.dialog.close()
    this.#declined = false
    document.dispatchEvent(new CustomEvent('signed-in'))
  }

  /** @param {string} name */
  #another(name) {
    const place = /** @type {HTMLElement | null} */ (this.querySelector('[data-another]'))
    const words = place?.querySelector('[data-words]')
    if (place && words) {
      words.textContent = (place.dataset.another ?? '').replace('{name}', name)
      place.hidden = false
    }
    this.#say('')
  }

  /** @param {string} sentence */
  #say(sentence) {
    const place = /** @type {HTMLElement | null} */ (this.querySelector('[data-refusal]'))
    if (!place) return
    place.hidden = sentence === ''
    place.textContent = sentence
  }
}

customElements.define('sign-in-here', SignInHere)
