// @ts-check

/**
 * @typedef {object} Outcome what the server says to a save
 * @property {string} outcome saved, same, repeated or conflict
 * @property {string} revision
 * @property {string} text what stands now; with a conflict, theirs
 * @property {boolean} confirmed
 * @property {number | null} unread percent of the machine's words that stand: whoever confirms says first that they read them
 * @property {string | null} savedAt
 * @property {string | null} by
 * @property {string | null} base with a conflict: what both started from
 * @property {string | null} merged both edits together, where they do not touch
 * @property {Change[] | null} theirParts theirs against the base
 * @property {Change[] | null} myParts mine against the base
 */

/** @typedef {{ kind: 'same' | 'added' | 'removed', text: string }} Change */

/**
 * @param {string} address
 * @param {Record<string, string>} fields
 * @param {boolean} [keepalive] the page is going away, the request is not
 * @returns {Promise<Response | null>} null when no answer came
 */
export async function post(address, fields, keepalive = false) {
  try {
    const body = new URLSearchParams(fields)
    return await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' }, keepalive })
  } catch {
    return null
  }
}

/**
 * @template Answer
 * @param {Response} response
 * @returns {Promise<Answer | null>} null where the answer broke off, or is none of ours (a proxy's page, say)
 */
export async function read(response) {
  try {
    return /** @type {Answer} */ (await response.json())
  } catch {
    return null
  }
}

/**
 * A name nobody else gives, that begins with the time (version 7): names made one after another lie side by side in the
 * index that looks for them. `crypto.randomUUID` is missing where a desk is reached over plain http; this is not.
 */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let time = Date.now()
  for (let at = 5; at >= 0; at--, time = Math.floor(time / 256)) bytes[at] = time % 256
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x70
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Sends words that have no place on this screen, as they were going to be sent. A conflict keeps them in the history too.
 * @param {import('./unsaved.js').Unsaved} record
 * @returns {Promise<'saved' | 'conflict' | null>} null: they are not on the server
 */
export async function deliver({ slug, number, text, revision, save, person }) {
  const address = `/desk/articles/${encodeURIComponent(slug)}/pairs/${number}`
  const answer = await post(address, { text, revision, save, as: person })
  if (!answer || !(answer.ok || answer.status === 409) || !(await read(answer))) return null
  return answer.ok ? 'saved' : 'conflict'
}
