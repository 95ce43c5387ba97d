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

/** @returns {string} the fragment of the first paragraph that is still being read, or '' at the top of the page */
function nearestParagraph() {
  if (window.scrollY < 80) return ''
  const line = window.innerHeight * 0.2
  const all = paragraphs()
  const reading = all.find((paragraph) => paragraph.getBoundingClientRect().bottom > line) ?? all.at(-1)
  return reading ? `#${reading.id}` : ''
}

function paragraphs() {
  return [...document.querySelectorAll('main [id^="p"]')].filter(({ id }) => /^p\d+$/.test(id))
}

/** @param {string} language */
function remember(language) {
  document.cookie = `reading=${language}; Path=/; Max-Age=31536000; SameSite=Lax`
}

customElements.define('language-switch', LanguageSwitch)
