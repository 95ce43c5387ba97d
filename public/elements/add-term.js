// @ts-check
import { isComposed } from './composing.js'

/**
 * Adds a word that is selected in the Korean to the termbase, in a dialog over the page: what it may be is guessed by the
 * server, and whoever selected it has the last word. Without this script there is a page with the same form.
 */
class AddTerm extends HTMLElement {
  connectedCallback() {
    document.addEventListener('keydown', (event) => {
      const { altKey, ctrlKey, metaKey, shiftKey, code } = event
      if (code !== 'KeyN' || !altKey || ctrlKey || metaKey || shiftKey || isComposed(event)) return
      event.preventDefault()
      void this.#ask()
    })
    this.addEventListener('submit', (event) => {
      const form = /** @type {HTMLFormElement} */ (event.target)
      if (form.method !== 'post') return
      event.preventDefault()
      void this.#send(form)
    })
    this.addEventListener('click', (event) => {
      if (/** @type {Element} */ (event.target).closest('[data-close]')) this.dialog.close()
    })
    document.addEventListener('click', (event) => {
      if (/** @type {Element} */ (event.target).closest('[data-add-term]')) {
        event.preventDefault()
        void this.#ask()
      }
    })
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'))
  }

  get place() {
    return /** @type {HTMLElement} */ (this.querySelector('[data-place]'))
  }

  async #ask() {
    if (this.dialog.open) return
    const fields = new URLSearchParams({ part: '1', article: this.dataset.article ?? '', ...selected() })
    const answer = await fetch(`${this.dataset.source}?${fields}`).catch(() => null)
    this.#say('')
    if (answer?.ok) this.place.innerHTML = await answer.text()
    else {
      this.place.replaceChildren()
      this.#say(this.dataset.failed ?? '')
    }
    this.dialog.showModal()
    // Where everything could be guessed, Enter adds it.
    const empty = [...this.place.querySelectorAll('[name="korean"], [name="accepted"]')].find(
      (field) => /** @type {HTMLInputElement} */ (field).value === '',
    )
    const first = /** @type {HTMLElement | null} */ (empty ?? this.place.querySelector('button'))
    first?.focus()
  }

  /** @param {HTMLFormElement} form */
  async #send(form) {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)))
    body.set('part', '1')
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
    if (answer?.status === 201) {
      this.dialog.close()
      const status = document.getElementById('saving')
      if (status) status.textContent = this.dataset.added ?? ''
      document.dispatchEvent(new CustomEvent('terms-changed'))
      return
    }
    // Only a refusal comes as the form again; after anything else what was typed stays as it is.
    if (answer?.status !== 422) return this.#say(this.dataset.failed ?? '')
    this.place.innerHTML = await answer.text()
    const wrong = /** @type {HTMLElement | null} */ (this.place.querySelector('[aria-invalid="true"]'))
    wrong?.focus()
  }

  /** @param {string} sentence */
  #say(sentence) {
    const place = /** @type {HTMLElement} */ (this.querySelector('[data-refusal]'))
    place.hidden = sentence === ''
    place.textContent = sentence
  }
}

/** The word that is selected in the Korean of a pair, what follows it there, and the English beside it. */
function selected() {
  const selection = getSelection()
  const words = selection?.anchorNode?.parentElement?.closest('.pair__source .pair__words')
  if (!selection || selection.isCollapsed || !words) return { korean: '', after: '', english: '' }
  const range = selection.getRangeAt(0)
  const rest = document.createRange()
  rest.setStart(range.endContainer, range.endOffset)
  rest.setEndAfter(words)
  const english = /** @type {HTMLTextAreaElement | null} */ (
    words.closest('.pair')?.querySelector('textarea.pair__words')
  )
  return {
    korean: selection.toString().slice(0, 200),
    after: rest.toString().slice(0, 20),
    english: (english?.value ?? '').slice(0, 1500),
  }
}

customElements.define('add-term', AddTerm)
