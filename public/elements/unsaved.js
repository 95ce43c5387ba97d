// @ts-check

/**
 * What was typed and is not acknowledged yet, in this browser's IndexedDB, so that a closed tab or a crash costs nothing.
 * Where the browser keeps nothing (private windows of some), every call quietly does nothing: saving does not depend on it.
 *
 * @typedef {{ key: string, text: string, revision: string, save: string, at: number }} Unsaved
 */

/** @type {Promise<IDBDatabase | null> | null} */
let opened = null

/** @param {Unsaved} record */
export async function keep(record) {
  return (await withStore('readwrite', (store) => store.put(record))) !== null
}

/**
 * Forgets a record once the server has it, unless something newer was typed since.
 * @param {string} key
 * @param {string} text what the server acknowledged
 */
export async function forget(key, text) {
  const record = /** @type {Unsaved | null} */ (await withStore('readonly', (store) => store.get(key)))
  if (record && record.text === text) await withStore('readwrite', (store) => store.delete(key))
}

/**
 * @param {string} prefix
 * @returns {Promise<Unsaved[]>}
 */
export async function allUnder(prefix) {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  return /** @type {Unsaved[]} */ ((await withStore('readonly', (store) => store.getAll(range))) ?? [])
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} use
 * @returns {Promise<unknown>} null when this browser keeps nothing
 */
async function withStore(mode, use) {
  const database = await (opened ??= open())
  if (!database) return null
  return new Promise((resolve) => {
    const request = use(database.transaction('unsaved', mode).objectStore('unsaved'))
    request.onsuccess = () => resolve(request.result ?? false)
    request.onerror = () => resolve(null)
  })
}

/** @returns {Promise<IDBDatabase | null>} */
function open() {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open('daeyeok', 1)
      request.onupgradeneeded = () => request.result.createObjectStore('unsaved', { keyPath: 'key' })
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}
