// @ts-check

/**
 * The panel in which two people's texts stand side by side: made of the template `conflict`, filled in here. It decides
 * nothing; the pair editor around it does.
 *
 * @typedef {import('./sending.js').Outcome} Outcome
 * @typedef {import('./sending.js').Change} Change
 */

/**
 * @param {HTMLElement} pair
 * @param {Outcome} outcome
 * @param {string} mine
 */
export function showConflict(pair, outcome, mine) {
  const panel = panelIn(pair) ?? newPanel(pair)
  fill(panel, 'base', outcome.base ?? '')
  fillParts(panel, 'theirs', outcome.theirParts, outcome.text)
  fillParts(panel, 'mine', outcome.myParts, mine)
  fill(panel, 'merged', outcome.merged ?? '')
  show(panel, '[data-merge]', outcome.merged !== null)
  show(panel, '[data-base]', Boolean(outcome.base))
  const by = part(panel, '[data-by]')
  if (by) by.textContent = by.dataset.by?.replace('{name}', outcome.by ?? '') ?? ''
}

/**
 * What is typed while the panel is open is what "mine" means.
 * @param {HTMLElement} pair
 * @param {string} text
 */
export function typedInConflict(pair, text) {
  const panel = panelIn(pair)
  if (!panel) return
  fill(panel, 'mine', text)
  // It was put together with what mine was before; the next save brings a new one, if there is one.
  show(panel, '[data-merge]', false)
}

/** @param {HTMLElement} pair */
export function closeConflict(pair) {
  panelIn(pair)?.remove()
}

/** @param {HTMLElement} pair */
function panelIn(pair) {
  return /** @type {HTMLElement | null} */ (pair.querySelector('.conflict'))
}

/** @param {HTMLElement} pair */
function newPanel(pair) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('conflict'))
  const panel = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
  pair.append(panel)
  return panel
}

/**
 * @param {HTMLElement} panel
 * @param {string} which
 * @param {string} text
 */
function fill(panel, which, text) {
  const place = part(panel, `[data-text="${which}"]`)
  if (place) place.textContent = text
}

/**
 * @param {HTMLElement} panel
 * @param {string} which
 * @param {Change[] | null} parts
 * @param {string} text
 */
function fillParts(panel, which, parts, text) {
  const place = part(panel, `[data-text="${which}"]`)
  if (!place) return
  place.replaceChildren(...(parts ? parts.map((change) => shown(panel, change)) : [text]))
}

/**
 * The words say to the ear what the colours say to the eye.
 * @param {HTMLElement} panel
 * @param {Change} change
 */
function shown(panel, { kind, text }) {
  if (kind === 'same') return text
  const change = document.createElement(kind === 'added' ? 'ins' : 'del')
  const word = document.createElement('span')
  word.className = 'visually-hidden'
  word.lang = document.documentElement.lang
  word.textContent = `${panel.dataset[kind] ?? ''} `
  change.append(word, text)
  return change
}

/**
 * @param {HTMLElement} panel
 * @param {string} selector
 * @param {boolean} yes
 */
function show(panel, selector, yes) {
  const place = part(panel, selector)
  if (place) place.hidden = !yes
}

/**
 * @param {HTMLElement} panel
 * @param {string} selector
 */
function part(panel, selector) {
  return /** @type {HTMLElement | null} */ (panel.querySelector(selector))
}
