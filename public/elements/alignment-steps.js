// @ts-check

/**
 * Keys for the alignment: up and down go from change to change, and every button of the change in hand has one of its own
 * (`data-key`). Letters are matched by the place of the key, because with a Korean input method `key` is not Latin.
 */
class AlignmentSteps extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', this)
  }

  /** @param {KeyboardEvent} event */
  handleEvent(event) {
    const element = /** @type {Element} */ (event.target)
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || element.matches('input'))
      return
    const step = /** @type {HTMLElement | null} */ (element.closest('.step'))
    const deed = step && this.#deedOf(event, step)
    if (!deed) return
    event.preventDefault()
    deed()
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} step
   */
  #deedOf({ code, key }, step) {
    if (key === 'ArrowDown') return () => this.#go(step, 1)
    if (key === 'ArrowUp') return () => this.#go(step, -1)
    const name = /^(?:Key|Digit|Numpad)([A-Z]|\d)$/.exec(code)?.[1]?.toLowerCase()
    const button = /** @type {HTMLElement | null} */ (
      name ? step.querySelector(`[data-key="${name}"]`) : null
    )
    return button && (() => button.click())
  }

  /**
   * @param {HTMLElement} from
   * @param {number} by
   */
  #go(from, by) {
    const steps = [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('.step[tabindex]'))]
    const to = steps[steps.indexOf(from) + by]
    to?.focus({ preventScroll: true })
    to?.scrollIntoView({ block: 'nearest' })
  }
}

customElements.define('alignment-steps', AlignmentSteps)

// After a correction the page comes back to the change that was corrected, and so do the hands.
const corrected = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null
if (corrected?.matches('.step')) corrected.focus()
