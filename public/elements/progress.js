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
  if (!bar || !words) return
  bar.value = done
  words.textContent = (words.dataset.progress ?? '')
    .replace('{confirmed}', String(done))
    .replace('{open}', String(bar.max - done))
}

function places() {
  return {
    bar: /** @type {HTMLProgressElement | null} */ (document.querySelector('.workbar__progress progress')),
    words: /** @type {HTMLElement | null} */ (document.querySelector('[data-progress]')),
  }
}
