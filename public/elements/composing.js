// @ts-check

/**
 * Whether a key belongs to the input method: while a syllable is being composed every key does, which Safari says by code
 * 229 only. A Mac gives that code to dead keys as well, Option+N among them, and those are ours.
 * @param {KeyboardEvent} event
 */
export function isComposed({ isComposing, keyCode, key }) {
  return isComposing || (keyCode === 229 && key !== 'Dead')
}
