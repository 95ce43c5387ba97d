// @ts-check

/** Follows a draft that is being made, and shows the page anew when it has ended. Without it the page tells how far it is. */
class DraftProgress extends HTMLElement {
  /** @type {EventSource | null} */
  #source = null

  connectedCallback() {
    this.#source = new EventSource(this.dataset.source ?? '')
    this.#source.addEventListener('progress', (event) => this.#show(JSON.parse(event.data)))
    this.#source.addEventListener('ended', () => {
      this.#source?.close()
      location.reload()
    })
  }

  disconnectedCallback() {
    this.#source?.close()
  }

  /** @param {{ done: number, total: number }} progress */
  #show({ done, total }) {
    const bar = this.querySelector('progress')
    const words = this.querySelector('[data-sentence]')
    if (bar) Object.assign(bar, { max: total, value: done })
    if (words)
      words.textContent = (this.dataset.sentence ?? '')
        .replace('{done}', String(done))
        .replace('{total}', String(total))
  }
}

customElements.define('draft-progress', DraftProgress)
