// @ts-check

/** Puts the text of the field inside it on the clipboard. Without this script the field can be selected and copied by hand. */
class CopyText extends HTMLElement {
  connectedCallback() {
    this.button.hidden = false
    this.button.addEventListener('click', () => void this.copy())
    this.field.addEventListener('focus', () => this.field.select())
  }

  async copy() {
    this.field.select()
    try {
      await navigator.clipboard.writeText(this.field.value)
    } catch {
      // Without TLS there is no clipboard; the text stands selected for the keys.
      return
    }
    const output = /** @type {HTMLOutputElement} */ (this.querySelector('output'))
    output.value = this.dataset.copied ?? ''
  }

  get field() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input'))
  }

  get button() {
    return /** @type {HTMLButtonElement} */ (this.querySelector('button'))
  }
}

customElements.define('copy-text', CopyText)
