// @ts-check

/**
 * Whether nothing is left to do in a pair: it is confirmed, or needs no English.
 * @param {string} state
 */
export function isDone(state) {
  return state === 'confirmed' || state === 'none'
}

/**
 * The bar above the pairs: how many of all of them are done.
 * @returns {{ done: number, all: number } | null} null on a screen without one
 */
export function progress() {
  const { bar } = places()
  return bar && { done: bar.value, all: bar.max }
}

/** @param {number} done */
export function showProgress(done) {
  const { bar, words } = places()
  if (!bar || !words || bar.value === done) return
  bar.value = done
  words.textContent = (words.dataset.progress ?? '')
    .replace('{confirmed}', String(done))
    .replace('{open}', String(bar.max - done))
  const count = document.querySelector('[data-filter="open"] .count')
  if (count) count.textContent = String(bar.max - done)
  showSubmission(bar.max - done)
}

/**
 * What was in the way of a submission when the page came need not be any more, and the other way round. Whatever else may be
 * in its way the server says.
 * @param {number} open
 */
function showSubmission(open) {
  const place = /** @type {HTMLElement | null} */ (document.getElementById('submission'))
  const words = place?.querySelector('p')
  const button = place?.querySelector('button')
  if (!place || !words || !button) return
  const { means = '', open: stillOpen = '' } = place.dataset
  words.textContent = open === 0 ? means : stillOpen.replace('{open}', String(open))
  button.disabled = open > 0
}

function places() {
  return {
    bar: /** @type {HTMLProgressElement | null} */ (document.querySelector('.workbar__progress progress')),
    words: /** @type {HTMLElement | null} */ (document.querySelector('[data-progress]')),
  }
}
