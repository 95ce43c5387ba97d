// @ts-check

/**
 * Wraps the link under an article that leads to the form for mistakes. Whoever selects words in a paragraph is offered a
 * link beside them that leads there with the paragraph and its words chosen. Nothing is sent before they say so; without
 * this script the link under the article asks which paragraph it is.
 */
class ReportSentence extends HTMLElement {
  #offer = document.createElement('a')
  #waiting = 0

  connectedCallback() {
    this.#offer.className = 'button button--small report-offer'
    this.#offer.rel = 'nofollow'
    this.#offer.textContent = this.dataset.label ?? ''
    document.addEventListener('selectionchange', this)
    window.addEventListener('resize', this)
  }

  disconnectedCallback() {
    document.removeEventListener('selectionchange', this)
    window.removeEventListener('resize', this)
    this.#offer.remove()
  }

  /** A selection grows with every move of the hand; it is looked at when the hand rests. */
  handleEvent() {
    clearTimeout(this.#waiting)
    this.#waiting = window.setTimeout(() => this.#look(), 250)
  }

  #look() {
    const selection = document.getSelection()
    if (document.activeElement === this.#offer) return
    const found = selection && pickedIn(selection)
    if (!found) return this.#offer.remove()

    const form = /** @type {HTMLAnchorElement} */ (this.querySelector('a')).href
    const query = new URLSearchParams({ p: found.paragraph.id.slice(1), sentence: found.words })
    this.#offer.href = `${form}?${query}`
    ;(found.paragraph.closest('ul, ol, table, figure') ?? found.paragraph).after(this.#offer)
    this.#place(found.range)
  }

  /** @param {Range} range */
  #place(range) {
    const words = range.getBoundingClientRect()
    const frame = /** @type {HTMLElement} */ (this.#offer.offsetParent ?? document.body)
    const origin = frame.getBoundingClientRect()
    const widest = document.documentElement.clientWidth - this.#offer.offsetWidth - 16
    const left = Math.max(16, Math.min(words.left, widest))
    this.#offer.style.insetInlineStart = `${left - origin.left}px`
    this.#offer.style.insetBlockStart = `${words.bottom - origin.top + 8}px`
  }
}

/**
 * The words that are selected, as far as they stand in the paragraph in which the selection begins.
 * @param {Selection} selection
 * @returns {{ paragraph: Element, words: string, range: Range } | null}
 */
function pickedIn(selection) {
  if (selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0).cloneRange()
  const start = range.startContainer
  const within = start instanceof Element ? start : start.parentElement
  const paragraph = within?.closest('.article [id^="p"]')
  if (!paragraph || !/^p\d+$/.test(paragraph.id)) return null
  if (!paragraph.contains(range.endContainer)) range.setEnd(paragraph, paragraph.childNodes.length)

  const copy = range.cloneContents()
  for (const mark of copy.querySelectorAll('a.across')) mark.remove()
  const words = (copy.textContent ?? '').replace(/\s+/g, ' ').trim()
  return words.length > 0 && words.length <= 1000 ? { paragraph, words, range } : null
}

customElements.define('report-sentence', ReportSentence)
