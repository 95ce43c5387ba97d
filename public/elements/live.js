// @ts-check
import { editors } from './pair-editor.js'
import { pageStands } from './page-stands.js'
import { isDone, progress, showProgress } from './progress.js'
import { read } from './sending.js'

/** @typedef {import('./pair-editor.js').Remote} Remote */
/** @typedef {{ publicId: string, name: string, number: number | null }} Here */
/** @typedef {{ publicId: string, name: string, first: number, last: number, numbers: number[] }} Take */
/** @typedef {[number: number, revision: string, state: string]} Standing */

/**
 * Shows what others do while the page stands: their saves, where they are, what they have taken. It has no words of its own.
 * Whoever was away is told what stands, compares, and asks for what it has missed; so nothing depends on a single event.
 */
class LivePairs extends HTMLElement {
  /** @type {EventSource | null} */
  #source = null
  #stream = ''
  /** @type {Map<number, Standing>} */
  #standing = new Map()
  /** @type {Here[]} */
  #here = []
  /** @type {Take[]} */
  #takes = []
  /** @type {Map<number, [all: number, open: number]>} */
  #talk = new Map()
  /** @type {Set<number>} */
  #missing = new Set()
  #fetching = false
  #tries = 0
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later
  /** @type {number | null} the pair its person is in */
  #number = null
  #toldAt = 0
  /** @type {Map<string, number>} names of savers and the last pair they saved, until they have been said */
  #unsaid = new Map()

  connectedCallback() {
    document.addEventListener('visibilitychange', () => this.#comeAndGo())
    document.addEventListener('signed-in', () => this.#open())
    document.addEventListener('focusin', () => this.#moved())
    document.addEventListener('focusout', () => setTimeout(() => this.#moved(), 300))
    document.addEventListener('input', () => this.#moved())
    document.addEventListener('pair-state', (event) => this.#ownState(/** @type {CustomEvent} */ (event)))
    document.addEventListener('pair-taken-in', (event) =>
      this.#mark(/** @type {CustomEvent<Remote>} */ (event).detail),
    )
    // Rows that come after the page may be older than what was heard meanwhile, and know nobody yet.
    if (this.list) new MutationObserver(() => this.#compare()).observe(this.list, { childList: true })
    setInterval(() => this.#tellAges(), 30_000)
    void pageStands.then(() => this.#comeAndGo())
  }

  get list() {
    return /** @type {HTMLElement | null} */ (document.querySelector('.pairs'))
  }

  /** A browser has few connections for one server: a window out of sight gives its own back. */
  #comeAndGo() {
    clearTimeout(this.#later)
    if (document.visibilityState === 'hidden') this.#later = setTimeout(() => this.#close(), 20_000)
    else if (!this.#source) this.#open()
  }

  #close() {
    this.#source?.close()
    this.#source = null
    this.#stream = ''
  }

  #open() {
    clearTimeout(this.#later)
    this.#close()
    const source = new EventSource(this.dataset.events ?? '')
    this.#source = source
    /** @type {Record<string, (data: any) => void>} */
    const hear = {
      hello: ({ stream }) => this.#welcomed(stream),
      standing: (/** @type {Standing[]} */ all) => {
        this.#standing = new Map(all.map((one) => [one[0], one]))
        this.#compare()
      },
      pair: (remote) => this.#heard(remote),
      talk: (talk) => {
        this.#talk = new Map(
          talk.map((/** @type {[number, number, number]} */ [number, ...counts]) => [number, counts]),
        )
        this.#showTalk()
      },
      here: (here) => {
        this.#here = here.filter((/** @type {Here} */ { publicId }) => publicId !== this.dataset.person)
        this.#showPeople()
      },
      takes: (takes) => {
        this.#takes = takes
        this.#showTakes()
      },
      source: () => this.#sayNewSource(),
    }
    for (const [type, listener] of Object.entries(hear))
      source.addEventListener(type, (event) => listener(JSON.parse(/** @type {MessageEvent} */ (event).data)))
    source.addEventListener('error', () => {
      this.#stream = ''
      if (source.readyState === EventSource.CLOSED && this.#source === source) this.#comeAgain()
    })
  }

  /** The browser comes again by itself after a lost connection, but not after a refusal. */
  #comeAgain() {
    this.#source = null
    this.#later = setTimeout(() => this.#open(), Math.min(60_000, 5000 * 2 ** this.#tries++))
  }

  /** @param {string} stream */
  #welcomed(stream) {
    this.#tries = 0
    this.#stream = stream
    this.#number = null
    this.#moved()
  }

  /** Says which pair its person is in: when that changes, and now and then while they write. */
  #moved() {
    const row = /** @type {HTMLElement | null} */ (document.activeElement?.closest('.pair'))
    const number = row ? Number(row.dataset.number) : null
    if (!this.#stream || (number === this.#number && Date.now() - this.#toldAt < 60_000)) return
    if (number === null && this.#number === null) return
    this.#number = number
    this.#toldAt = Date.now()
    const body = new URLSearchParams({ number: String(number ?? '') })
    void fetch(`${this.dataset.events}/${this.#stream}`, { method: 'POST', body }).catch(() => {})
  }

  /** Asks for every pair that has moved on without this window; sets right those of which only the state has. */
  #compare() {
    for (const editor of editors()) {
      const standing = this.#standing.get(Number(editor.number))
      if (!standing) continue
      const [number, revision, state] = standing
      if (BigInt(revision) > BigInt(editor.revision)) this.#missing.add(number)
      else if (revision === editor.revision && state !== editor.state)
        editor.receive({ number, revision, state, text: '', by: null, at: null })
    }
    this.#count()
    this.#showPeople()
    this.#showTakes()
    this.#showTalk()
    void this.#fetchMissing()
  }

  async #fetchMissing() {
    if (this.#fetching) return
    this.#fetching = true
    while (this.#missing.size > 0) {
      const some = [...this.#missing].slice(0, 100)
      for (const number of some) this.#missing.delete(number)
      const answer = await fetch(`${this.dataset.events}/pairs/${some.join()}`).catch(() => null)
      const remotes = answer?.ok ? await read(answer) : null
      // Where that fails the connection is gone, and the next one compares again.
      if (!remotes) break
      for (const remote of /** @type {Remote[]} */ (remotes)) this.#receive(remote)
    }
    this.#fetching = false
  }

  /** @param {Remote} remote */
  #heard(remote) {
    this.#standing.set(remote.number, [remote.number, remote.revision, remote.state])
    this.#receive(remote)
    this.#count()
    if (remote.by && remote.by.publicId !== this.dataset.person) this.#sayLater(remote.by.name, remote.number)
  }

  /** @param {Remote} remote */
  #receive(remote) {
    const editor = editors().find(({ number }) => Number(number) === remote.number)
    if (editor) keepingPlace(() => editor.receive(remote))
  }

  /** @param {CustomEvent<{ state: string }>} event */
  #ownState(event) {
    const row = /** @type {Element} */ (event.target).closest('.pair')
    const number = Number(/** @type {HTMLElement | null} */ (row)?.dataset.number)
    const standing = this.#standing.get(number)
    if (standing) this.#standing.set(number, [number, standing[1], event.detail.state])
    this.#count()
  }

  /** The bar counts pairs that are not on this screen too. */
  #count() {
    if (progress()?.all !== this.#standing.size) return
    showProgress([...this.#standing.values()].filter(([, , state]) => isDone(state)).length)
  }

  /**
   * "Jiwoo · just now" beside a pair that was just changed by somebody else.
   * @param {Remote} remote
   */
  #mark({ number, by, at }) {
    const margin = rowOf(number)?.querySelector('.pair__margin')
    if (!margin || !by || by.publicId === this.dataset.person) return
    const mark = lineIn(margin, 'pair__by')
    mark.dataset.name = by.name
    mark.dataset.at = at ?? new Date().toISOString()
    this.#tellAge(mark)
  }

  #tellAges() {
    for (const mark of document.querySelectorAll('.pair__by'))
      this.#tellAge(/** @type {HTMLElement} */ (mark))
  }

  /** @param {HTMLElement} mark */
  #tellAge(mark) {
    const at = new Date(mark.dataset.at ?? '')
    const time = at.toLocaleTimeString(document.documentElement.lang, { timeStyle: 'short' })
    const words = Date.now() - at.getTime() < 60_000 ? this.dataset.justNow : this.dataset.savedAt
    mark.textContent = (words ?? '').replace('{name}', mark.dataset.name ?? '').replace('{time}', time)
  }

  #showPeople() {
    const names = [...new Set(this.#here.map(({ name }) => name))]
    const line = /** @type {HTMLElement | null} */ (this.querySelector('[data-people]'))
    if (line) {
      line.hidden = names.length === 0
      line.textContent = (line.dataset.people ?? '').replace('{names}', listed(names))
    }
    this.#inMargins(
      'pair__here',
      namesByNumber(this.#here.flatMap(({ name, number }) => (number ? [{ name, number }] : []))),
      this.dataset.hereIn,
    )
  }

  #showTakes() {
    const others = this.#takes.filter(({ publicId }) => publicId !== this.dataset.person)
    const taken = others.flatMap(({ name, numbers }) => numbers.map((number) => ({ name, number })))
    this.#inMargins('pair__taken', namesByNumber(taken), this.dataset.takenBy)
    const place = document.querySelector('[data-takes]')
    if (!place) return
    const items = others.map(({ name, first, last }) => {
      const item = document.createElement('li')
      item.textContent = ((first === last ? this.dataset.takeOne : this.dataset.take) ?? '')
        .replace('{name}', name)
        .replace('{first}', String(first))
        .replace('{last}', String(last))
      return item
    })
    place.replaceChildren(...items)
  }

  /**
   * One line a pair, in its margin, that comes and goes; nothing is touched that says the same already.
   * @param {string} kind
   * @param {Map<number, string[]>} names
   * @param {string | undefined} sentence
   */
  #inMargins(kind, names, sentence) {
    for (const margin of document.querySelectorAll('.pair__margin')) {
      const number = Number(/** @type {HTMLElement | null} */ (margin.closest('.pair'))?.dataset.number)
      const there = names.get(number)
      const words = there ? (sentence ?? '').replace('{names}', listed(there)) : ''
      const line = margin.querySelector(`.${kind}`)
      if (words === '') line?.remove()
      else if (line?.textContent?.trim() !== words) lineIn(margin, kind).textContent = words
    }
  }

  /** Where somebody has said something, the talk is fetched anew, unless something is being said here. */
  #showTalk() {
    for (const [number, [all]] of this.#talk) {
      const row = rowOf(number)
      const talk = /** @type {HTMLDetailsElement | null} */ (row?.querySelector('details.talk'))
      const shown = talk?.querySelectorAll('.comment').length ?? 0
      const settled = talk?.querySelectorAll('.comment--settled').length ?? 0
      const [, open] = this.#talk.get(number) ?? [0, 0]
      if (row && (shown !== all || shown - settled !== open) && !isTalking(talk))
        void this.#fetchTalk(number, row)
    }
  }

  /**
   * @param {number} number
   * @param {HTMLElement} row
   */
  async #fetchTalk(number, row) {
    const address = (this.dataset.talk ?? '').replace('{number}', String(number))
    const answer = await fetch(address).catch(() => null)
    if (!answer?.ok) return
    const html = await answer.text()
    const talk = /** @type {HTMLDetailsElement | null} */ (row.querySelector('details.talk'))
    if (isTalking(talk)) return
    const isOpen = talk?.open ?? false
    keepingPlace(() => {
      talk?.remove()
      row.querySelector('[data-deed="comment"]')?.remove()
      row.querySelector('pair-editor')?.insertAdjacentHTML('beforeend', html)
      const renewed = /** @type {HTMLDetailsElement | null} */ (row.querySelector('details.talk'))
      if (renewed) renewed.open = isOpen
    })
  }

  #sayNewSource() {
    const line = /** @type {HTMLElement | null} */ (this.querySelector('[data-new-source]'))
    if (line) line.hidden = false
  }

  /**
   * What others save is said to those who listen at most every few seconds, and in one sentence.
   * @param {string} name
   * @param {number} number
   */
  #sayLater(name, number) {
    if (this.#unsaid.size === 0) setTimeout(() => this.#say(), 5000)
    this.#unsaid.set(`${name} ${number}`, number)
  }

  #say() {
    const [first] = this.#unsaid
    const said = this.querySelector('[data-said]')
    if (said instanceof HTMLElement && first)
      said.textContent =
        this.#unsaid.size === 1
          ? (said.dataset.said ?? '')
              .replace('{name}', first[0].slice(0, first[0].lastIndexOf(' ')))
              .replace('{number}', String(first[1]))
          : (said.dataset.several ?? '').replace('{count}', String(this.#unsaid.size))
    this.#unsaid.clear()
  }
}

/** @param {HTMLDetailsElement | null | undefined} talk */
function isTalking(talk) {
  if (!talk) return false
  const written = [...talk.querySelectorAll('textarea')].some(({ value }) => value !== '')
  return written || (talk.contains(document.activeElement) && talk.open)
}

/**
 * Nothing moves under the reader's eyes when a text above them becomes longer. Most browsers see to that themselves.
 * @param {() => void} change
 */
function keepingPlace(change) {
  if (CSS.supports('overflow-anchor', 'auto')) return change()
  const anchor = [...document.querySelectorAll('.pair')].find(
    (row) => row.getBoundingClientRect().bottom > 60,
  )
  const before = anchor?.getBoundingClientRect().top ?? 0
  change()
  window.scrollBy(0, (anchor?.getBoundingClientRect().top ?? 0) - before)
}

/** @param {number} number */
function rowOf(number) {
  return /** @type {HTMLElement | null} */ (document.getElementById(`p${number}`))
}

/**
 * @param {Element} margin
 * @param {string} kind
 * @returns {HTMLElement}
 */
function lineIn(margin, kind) {
  const there = margin.querySelector(`.${kind}`)
  if (there instanceof HTMLElement) return there
  const line = document.createElement('p')
  line.className = kind
  margin.querySelector('.pair__state')?.after(line)
  return line
}

/** @param {{ name: string, number: number }[]} places */
function namesByNumber(places) {
  /** @type {Map<number, string[]>} */
  const names = new Map()
  for (const { name, number } of places) names.set(number, [...(names.get(number) ?? []), name])
  return names
}

/** @param {string[]} names */
function listed(names) {
  return new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' }).format(names)
}

customElements.define('live-pairs', LivePairs)
