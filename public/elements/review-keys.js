// @ts-check
import { isComposed } from './composing.js'
import { editorInHand, editors } from './pair-editor.js'
import { everyRow } from './rest-of-pairs.js'
import { isDone, progress, showProgress } from './progress.js'

/**
 * The keys of the review screen, and what changes around the pairs when one of them does. Letters are matched by the
 * place of the key (`code`), because with a Korean input method `key` is not Latin.
 */

document.addEventListener('keydown', (event) => {
  if (isComposed(event)) return
  const deed = deedOf(event)
  if (!deed) return
  event.preventDefault()
  deed()
})

/**
 * @param {KeyboardEvent} event
 * @returns {(() => unknown) | null}
 */
function deedOf(event) {
  const command = event.ctrlKey || event.metaKey
  const pair = editorInHand()
  if (command && event.key === 'Enter') return pair && (() => confirmAndGoOn(pair))
  if (command && event.code === 'KeyS') return pair && (() => pair.save())
  if ((command || event.altKey) && event.key === 'ArrowDown')
    return () => go(pair, event.shiftKey ? nextOpen : next)
  if ((command || event.altKey) && event.key === 'ArrowUp') return () => go(pair, previous)
  if (event.key === 'Escape' && pair?.textarea === document.activeElement) return () => leave(pair)
  if (event.key === '?' && !isWriting()) return () => help()
  // With Shift as well the digits belong to the terms of the pair.
  return event.altKey && !command && !event.shiftKey ? altDeed(event.code, pair) : null
}

/**
 * @param {string} code
 * @param {Editor | null} pair
 */
function altDeed(code, pair) {
  const choice = { Digit1: 'merged', Digit2: 'theirs', Digit3: 'mine' }[code]
  if (pair?.disputed && choice) return () => pair.choose(choice)
  /** @type {Record<string, (() => unknown) | null | undefined>} */
  const deeds = {
    KeyC: pair && (() => copySource(pair)),
    KeyD: pair && (() => pair.compare()),
    KeyM: pair && (() => pair.talk()),
    KeyU: pair && (() => pair.unconfirm()),
    KeyY: pair && (() => takeOfferAndGoOn(pair)),
    KeyX: pair && (() => pair.split()),
    KeyO: pair && (() => pair.more()),
    KeyP: () => click('[data-key="preview"]'),
    KeyB: () => click('[data-key="draft"]'),
    KeyS: () => focusOn('#submission [name="note"]'),
    Slash: () => help(),
    ...Object.fromEntries(
      [1, 2, 3, 4, 5].map((digit) => [
        `Digit${digit}`,
        () => click(`.workbar__filters a:nth-child(${digit})`),
      ]),
    ),
  }
  return deeds[code] ?? null
}

/** @typedef {ReturnType<typeof editors>[number]} Editor */

/** @param {Editor} pair */
async function confirmAndGoOn(pair) {
  if (pair.asksToRead()) return
  const confirmed = pair.confirm()
  // The next pair is chosen before the answer is back, so that the hands never wait for the network.
  void go(pair, nextOpen)
  await confirmed
}

/** @param {Editor} pair */
async function takeOfferAndGoOn(pair) {
  if (!pair.querySelector('.pair__offer')) return
  const taken = pair.takeOffer()
  void go(pair, nextOpen)
  await taken
}

/**
 * @param {Editor | null} from
 * @param {(all: Editor[], at: number) => Editor | undefined} choose
 */
async function go(from, choose) {
  await everyRow()
  const all = editors().filter((editor) => editor.textarea)
  const to = choose(all, from ? all.indexOf(from) : -1)
  if (!to?.textarea) return
  to.textarea.focus({ preventScroll: true })
  to.row.scrollIntoView({ block: 'center' })
}

/** @type {(all: Editor[], at: number) => Editor | undefined} */
const next = (all, at) => all[at + 1]

/** @type {(all: Editor[], at: number) => Editor | undefined} */
const previous = (all, at) => all[at - 1]

/**
 * The next one in which something is left to do; after the last one, from the beginning.
 * @type {(all: Editor[], at: number) => Editor | undefined}
 */
const nextOpen = (all, at) =>
  [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find((editor) => !isDone(editor.state))

/** @param {Editor} pair */
function leave(pair) {
  const number = /** @type {HTMLElement | null} */ (pair.querySelector('.pair__number'))
  number?.focus()
}

/** @param {Editor} pair */
function copySource(pair) {
  const { textarea } = pair
  if (!textarea) return
  textarea.focus()
  // Through the editing command, so that the browser's own undo takes it back.
  textarea.select()
  document.execCommand('insertText', false, sourceOf(pair))
}

/**
 * The Markdown of the Korean, which stands apart only where the page shows it as something else.
 * @param {Editor} pair
 */
function sourceOf(pair) {
  const source = /** @type {HTMLElement | null} */ (pair.querySelector('.pair__source'))
  return source?.dataset.markdown ?? source?.querySelector('.pair__words')?.textContent ?? ''
}

function help() {
  document.getElementById('keys')?.togglePopover()
}

/** @param {string} selector */
function click(selector) {
  ;/** @type {HTMLElement | null} */ (document.querySelector(selector))?.click()
}

/** @param {string} selector */
function focusOn(selector) {
  const field = /** @type {HTMLElement | null} */ (document.querySelector(selector))
  field?.focus()
}

function isWriting() {
  return document.activeElement?.matches('textarea, input, select, [contenteditable]') ?? false
}

document.addEventListener('pair-state', (event) => {
  const { before, state } = /** @type {CustomEvent<{ before: string, state: string }>} */ (event).detail
  const more = Number(isDone(state)) - Number(isDone(before))
  if (more !== 0) showProgress((progress()?.done ?? 0) + more)
})

/** @type {ReturnType<typeof setTimeout> | undefined} */
let announcing

document.addEventListener('pair-saving', (event) => {
  const { state, words } = /** @type {CustomEvent<{ state: string, words: string }>} */ (event).detail
  const status = document.getElementById('saving')
  if (!status || ['typing', 'kept', 'saving'].includes(state)) return
  // Screen readers hear a good save at most every few seconds, and bad news at once.
  clearTimeout(announcing)
  const good = state === 'saved' || state === ''
  announcing = setTimeout(() => (status.textContent = words), good ? 600 : 0)
})
