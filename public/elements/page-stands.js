// @ts-check

/**
 * Resolves when what came with the page has been drawn: for all that can begin a moment later (a store opened, a stream
 * listened to, rows fetched), so that nothing stands between a person and the first words they type. A window out of sight
 * draws nothing, and pictures may be long in coming; neither is waited for longer than a blink.
 * @type {Promise<void>}
 */
export const pageStands = new Promise((done) => {
  const drawn = () => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))
    setTimeout(done, 300)
  }
  if (document.readyState === 'complete') return drawn()
  addEventListener('load', drawn, { once: true })
  document.addEventListener('DOMContentLoaded', () => setTimeout(done, 1500), { once: true })
})
