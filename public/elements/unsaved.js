// @ts-check

/**
 * What was typed and is not acknowledged yet, in this browser's IndexedDB, so that a closed tab, a crash or hours without a
 * connection cost nothing. A record belongs to a person, a pair and a window: nobody sends another's words, and two windows
 * on one pair do not write over each other. Where the browser keeps nothing (private windows of some) saving still works.
 *
 * @typedef {object} Unsaved
 * @property {string} key person/article/number/window
 * @property {string} person public id of whoever typed it
 * @property {string} article
 * @property {string} slug the address of the article when it was typed
 * @property {string} title of the article, in Korean
 * @property {string} number of the pair
 * @property {string} text
 * @property {string} revision what it was typed on top of
 * @property {string} save the name it is sent under
 * @property {number} at
 */

/** A name for this window as long as its page stands. */
export const windowName = [...crypto.getRandomValues(new Uint8Array(8))]
  .map((byte) => byte.toString(16).padStart(2, '0'))
  .join('')

const lockPrefix = 'daeyeok-window-'
void navigator.locks?.request(lockPrefix + windowName, () => new Promise(() => {}))

/** @type {Promise<IDBDatabase | null> | null} */
let opened = null

/**
 * Calls are carried out in the order they were made: every one waits for the same opening, and transactions that write
 * follow one another.
 * @param {Unsaved} record
 * @returns {Promise<boolean>} whether it is kept
 */
export async function keep(record) {
  return (await inStore('readwrite', (store) => store.put(record))) !== null
}

/**
 * Forgets a record once the server has it, unless something newer was typed since.
 * @param {string} key
 * @param {string} text what the server has
 */
export async function forget(key, text) {
  await inStore('readwrite', (store) => {
    const asked = store.get(key)
    asked.addEventListener('success', () => {
      if (asked.result?.text === text) store.delete(key)
    })
    return asked
  })
}

/** @param {string} key of what nobody wants to keep */
export async function drop(key) {
  await inStore('readwrite', (store) => store.delete(key))
}

/** @returns {Promise<Unsaved[]>} everything, of everybody, oldest first */
export async function everything() {
  const records = /** @type {Unsaved[]} */ ((await inStore('readonly', (store) => store.getAll())) || [])
  return records.sort((one, other) => one.at - other.at)
}

/** What was left by windows that are gone. Where a browser cannot say which are open, all others count as gone. */
export async function leftBehind() {
  const open = await openWindows()
  return (await everything()).filter(({ key }) => !open.has(windowOf(key)))
}

/**
 * Calls back whenever a window that is open now has gone, so that what it left can be taken up. The page before a reload is
 * such a window for a moment. It is called once the lock is let go again: as long as we hold it, the window counts as open.
 * @param {() => void} gone
 */
export async function whenWindowsGo(gone) {
  for (const name of await openWindows())
    if (name !== windowName) void navigator.locks.request(lockPrefix + name, () => {}).then(gone)
}

/** @returns {Promise<boolean>} whether this browser keeps anything at all */
export async function isKeeping() {
  return (await (opened ??= open())) !== null
}

async function openWindows() {
  const held = (await navigator.locks?.query())?.held ?? []
  const names = held.flatMap(({ name }) =>
    name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : [],
  )
  return new Set([windowName, ...names])
}

/** @param {string} key */
function windowOf(key) {
  return key.slice(key.lastIndexOf('/') + 1)
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} use
 * @returns {Promise<unknown>} what was asked for, once it is written; null when this browser keeps nothing
 */
async function inStore(mode, use) {
  const database = await (opened ??= open())
  if (!database) return null
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction('kept', mode)
      const request = use(transaction.objectStore('kept'))
      transaction.oncomplete = () => resolve(request.result ?? false)
      transaction.onabort = () => resolve(null)
    } catch {
      // The browser has closed the database under us: the next call opens it again.
      opened = null
      resolve(null)
    }
  })
}

/** @returns {Promise<IDBDatabase | null>} */
function open() {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open('daeyeok', 2)
      request.onupgradeneeded = () => {
        // The first shape did not say whose words they were.
        if (request.result.objectStoreNames.contains('unsaved')) request.result.deleteObjectStore('unsaved')
        request.result.createObjectStore('kept', { keyPath: 'key' })
      }
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close()
        resolve(request.result)
      }
      request.onerror = () => resolve(null)
      request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}
