// @ts-check

/**
 * Wraps the links to the other language, and to both together. Following one keeps the paragraph that is being
 * read, and a language is remembered for the next visit to `/`. Without this script the links lead to the top, the mark
 * of each paragraph to it, and the server remembers; with it, so does a reader behind a cache that answers by itself.
 */
class LanguageSwitch extends HTMLElement {
  connectedCallback() {
    for (const type of ['pointerover', 'pointerdown', 'focusin', 'click']) {
      this.addEventListener(type, this, { capture: true })
    }
    for (const mark of document.querySelectorAll('a.across')) mark.setAttribute('tabindex', '-1')
  }

  /** @param {Event} event */
  handleEvent(event) {
    for (const link of this.links) link.hash = nearestParagraph()
    const chosen = event.target instanceof Element ? event.target.closest('a') : null
    if (event.type === 'click' && chosen?.hreflang) remember(chosen.hreflang)
  }

  get links() {
    return /** @type {NodeListOf<HTMLAnchorElement>} */ (this.querySelectorAll('a[data-keep-paragraph]'))
  }
}

/**
 * The fragment of the paragraph that is being read, or '' at the top of the page. It is the one where a page stands that
 * was opened at it: so whoever goes to and fro comes back to the same.
 */
function nearestParagraph() {
  if (window.scrollY < 80) return ''
  const all = paragraphs()
  const reading = arrivedAtEnd(all) ?? all.findLast(isAtLine) ?? all.find(isBelowLine) ?? all.at(-1)
  return reading ? `#${numbered(reading)}` : ''
}

/**
 * Near the end a page cannot be moved so far that the paragraph it was opened at stands at the line.
 * @param {Element[]} all
 */
function arrivedAtEnd(all) {
  const isAtEnd = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2
  return isAtEnd ? all.find((one) => `#${one.id}` === location.hash && isBelowLine(one)) : undefined
}

/** @param {Element} paragraph */
function isAtLine(paragraph) {
  const { top, bottom } = paragraph.getBoundingClientRect()
  const line = lineOf(paragraph)
  return top <= line && bottom > line
}

/** @param {Element} paragraph */
function isBelowLine(paragraph) {
  return paragraph.getBoundingClientRect().top > lineOf(paragraph)
}

/**
 * Just inside a paragraph that a page was opened at. A screen may round that by a part of a pixel.
 * @param {Element} paragraph
 */
function lineOf(paragraph) {
  return parseFloat(window.getComputedStyle(paragraph).scrollMarginTop) + 2
}

/** In the order of the page; the parts of a figure, which are not on every page, are read with the figure. */
function paragraphs() {
  return [...document.querySelectorAll('main [id^="p"]')].filter(
    (one) => /^p\d+(-en)?$/.test(one.id) && !one.parentElement?.closest('figure'),
  )
}

/** @param {Element} paragraph */
function numbered({ id }) {
  return id.replace('-en', '')
}

/** @param {string} language */
function remember(language) {
  document.cookie = `reading=${language}; Path=/; Max-Age=31536000; SameSite=Lax`
}

customElements.define('language-switch', LanguageSwitch)
