// @ts-check
import { pageStands } from './page-stands.js'
import { whenIdle } from './rest-of-pairs.js'

/**
 * Underlines the terms and names of the termbase in the Korean. They are painted over the text as it stands (the CSS
 * Custom Highlight API), so no element is added and nothing moves; a browser that cannot do it shows plain Korean. The places
 * come in one answer for the whole article, once the page stands, as offsets into what each paragraph shows.
 */

/** @typedef {[from: number, to: number, isName: 0 | 1]} Mark */

/** @type {Record<string, Mark[]>} by number of the pair */
let marks = {}

const canPaint = 'highlights' in CSS && typeof StaticRange === 'function'
const terms = canPaint ? new Highlight() : null
const names = canPaint ? new Highlight() : null

if (terms && names) {
  CSS.highlights.set('known-terms', terms)
  CSS.highlights.set('known-names', names)
  const list = document.querySelector('.pairs')
  if (list instanceof HTMLElement) {
    void pageStands.then(() => whenIdle(() => void fetchMarks(list)))
    document.addEventListener('terms-changed', () => void fetchMarks(list))
    // Rows that come later are marked when they have come.
    new MutationObserver((changes) => {
      const isQuiet = waiting.length === 0
      for (const { addedNodes } of changes)
        for (const row of addedNodes) if (row instanceof Element) waiting.push(row)
      if (isQuiet && waiting.length > 0) whenIdle(markSome)
    }).observe(list, { childList: true })
  }
}

/** @param {HTMLElement} list */
async function fetchMarks(list) {
  const address = `/desk/articles/${encodeURIComponent(list.dataset.slug ?? '')}/terms`
  const answer = await fetch(address).catch(() => null)
  if (!answer?.ok) return
  marks = (await answer.json()).pairs
  terms?.clear()
  names?.clear()
  waiting = [...list.children]
  whenIdle(markSome)
}

/** @type {Element[]} rows that are to be marked */
let waiting = []

/**
 * A few rows at a time, so that typing is never held up.
 * @param {() => boolean} left whether there is time left
 */
function markSome(left) {
  do {
    const row = waiting.shift()
    if (row instanceof HTMLElement) mark(row)
  } while (waiting.length > 0 && left())
  if (waiting.length > 0) whenIdle(markSome)
}

/** @param {HTMLElement} row */
function mark(row) {
  const places = marks[row.dataset.number ?? '']
  const words = places && row.querySelector('.pair__source > .pair__words')
  if (!words) return
  const texts = textsOf(words)
  for (const [from, to, isName] of places) {
    const [start, end] = [placeIn(texts, from), placeIn(texts, to, true)]
    if (!start || !end) continue
    const [startContainer, startOffset] = start
    const [endContainer, endOffset] = end
    const range = new StaticRange({ startContainer, startOffset, endContainer, endOffset })
    ;(isName ? names : terms)?.add(range)
  }
}

/** @param {Element} element */
function textsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const texts = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(/** @type {Text} */ (node))
  return texts
}

/**
 * @param {Text[]} texts
 * @param {number} offset into all of them
 * @param {boolean} [isEnd] the end of one text rather than the beginning of the next
 * @returns {[Text, number] | null}
 */
function placeIn(texts, offset, isEnd = false) {
  let left = offset
  for (const text of texts) {
    if (left < text.length || (isEnd && left === text.length)) return [text, left]
    left -= text.length
  }
  return null
}
