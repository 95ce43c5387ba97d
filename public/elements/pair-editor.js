// @ts-check
import { allUnder, forget, keep } from './unsaved.js'

/**
 * Wraps one pair: saves while its person types, confirms, compares. Without this script every pair still has its form
 * and its button. It has no words of its own: they stand in the `data-` attributes of the list around it.
 *
 * One request is under way at a time; what is typed meanwhile goes out when it is back. A save that got no answer is
 * sent again under the same name, so the server applies it once.
 */
class PairEditor extends HTMLElement {
  #revision = '0'
  #saved = ''
  /** @type {{ id: string, text: string } | null} the save that has not been answered, under the name it was sent with */
  #unanswered = null
  /** @type {Promise<boolean> | null} */
  #underWay = null
  #confirmNext = false
  #composing = false
  #tries = 0
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer

  connectedCallback() {
    const textarea = this.textarea
    this.addEventListener('click', this)
    if (!textarea) return
    this.#revision = this.dataset.revision ?? '0'
    this.#saved = textarea.defaultValue
    this.addEventListener('pair-propose', this)
    for (const type of ['input', 'focusout', 'submit', 'compositionstart', 'compositionend'])
      this.addEventListener(type, this)
    void keptUnder(this.list.dataset.slug ?? '').then((kept) => {
      const record = kept.get(this.key)
      if (record) this.restore(record)
    })
  }

  /** @param {Event} event */
  handleEvent(event) {
    const own = event.target === this.textarea
    if (event.type === 'compositionstart') this.#composing = true
    if (event.type === 'compositionend') this.#composing = false
    if (own && (event.type === 'input' || event.type === 'compositionend')) this.#typed()
    if (own && event.type === 'focusout') void this.save()
    if (event.type === 'submit' && event.target === this.form) {
      event.preventDefault()
      void this.save()
    }
    if (event.type === 'click') this.#clicked(event)
    if (event.type === 'pair-propose')
      this.#put(/** @type {CustomEvent<{ text: string }>} */ (event).detail.text)
  }

  /**
   * Puts a text in place of what stands, through the editing command, so that the browser's own undo takes it back.
   * @param {string} text
   */
  #put(text) {
    if (!this.textarea) return
    this.textarea.focus()
    this.textarea.select()
    document.execCommand('insertText', false, text)
  }

  /** @param {Event} event */
  #clicked(event) {
    const deed = /** @type {Element} */ (event.target).closest('[data-deed], [data-take]')
    if (!(deed instanceof HTMLElement)) return
    event.preventDefault()
    if (deed.dataset.deed === 'confirm') void this.confirm()
    if (deed.dataset.deed === 'unconfirm') void this.unconfirm()
    if (deed.dataset.deed === 'compare') void this.compare()
    if (deed.dataset.deed === 'comment') this.talk()
    if (deed.dataset.deed === 'patch') void this.takeOffer()
    if (deed.dataset.deed === 'more') void this.more()
    if (deed.dataset.deed === 'split') void this.split()
    if (deed.dataset.take) this.#take(deed.dataset.take)
  }

  /** Keeps the words in this browser at once and sends them when the typing pauses. */
  #typed() {
    if (!this.dirty) return this.#show('')
    if (!this.#composing) this.#later(900)
    void keep({
      key: this.key,
      text: this.text,
      revision: this.#revision,
      save: this.#nameOf(this.text),
      at: Date.now(),
    })
    if (this.dataset.saving !== 'conflict') this.#show('typing')
  }

  /** @param {number} wait milliseconds */
  #later(wait) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), wait)
  }

  /**
   * @param {{ keepalive?: boolean }} [how] keepalive: the page is going away, the request is not
   * @returns {Promise<boolean>} whether everything typed is on the server
   */
  async save({ keepalive = false } = {}) {
    clearTimeout(this.#timer)
    if (!this.textarea || this.dataset.saving === 'conflict') return false
    if (this.#underWay) {
      await this.#underWay
      return this.save({ keepalive })
    }
    // While a Hangul syllable is being composed the text is not finished: it goes out when the composition ends.
    if (this.#composing && !keepalive) return false
    if (!this.dirty && !this.#confirmNext) return true

    this.#underWay = this.#send(keepalive)
    const kept = await this.#underWay
    this.#underWay = null
    return kept && this.dirty ? this.save() : kept
  }

  /** Saves and confirms in one request. */
  async confirm() {
    if (this.text.trim() === '') return false
    this.#confirmNext = true
    return this.save()
  }

  async unconfirm() {
    const answer = await post(`/desk/articles/${this.slug}/pairs/${this.number}/confirmation/withdrawal`, {})
    if (answer?.ok) this.#become(this.text === '' ? 'empty' : 'edited')
    return answer?.ok ?? false
  }

  /** @param {boolean} keepalive */
  async #send(keepalive) {
    const text = this.text
    const confirm = this.#confirmNext
    const save = this.#nameOf(text)
    this.#show('saving')
    const address = `/desk/articles/${this.slug}/pairs/${this.number}${confirm ? '/confirmation' : ''}`
    const answer = await post(address, { text, revision: this.#revision, save }, keepalive)

    if (answer?.ok) {
      this.#acknowledged(text, /** @type {Outcome} */ (await answer.json()))
      return true
    }
    if (answer?.status === 409) {
      this.#confirmNext = false
      this.#dispute(/** @type {Outcome} */ (await answer.json()))
      return false
    }
    await this.#refused(answer)
    return false
  }

  /**
   * @param {string} text
   * @param {Outcome} outcome
   */
  #acknowledged(text, outcome) {
    this.#tries = 0
    this.#unanswered = null
    this.#confirmNext = false
    this.#revision = outcome.revision
    this.#saved = text
    this.#adopt(outcome, text)
    void forget(this.key, text)
    this.#become(
      outcome.confirmed
        ? 'confirmed'
        : outcome.outcome === 'same'
          ? this.state
          : text === ''
            ? 'empty'
            : 'edited',
    )
    this.#show('saved', outcome.savedAt)
  }

  /**
   * A save that is repeated after somebody else's later one was applied long ago; what stands now is theirs.
   * @param {Outcome} outcome
   * @param {string} text
   */
  #adopt(outcome, text) {
    if (outcome.outcome !== 'repeated' || outcome.text === text || this.text !== text || !this.textarea)
      return
    this.textarea.value = outcome.text
    this.#saved = outcome.text
  }

  /** @param {Response | null} answer */
  async #refused(answer) {
    if (answer === null || answer.status >= 500) {
      this.#show(navigator.onLine ? 'failed' : 'offline')
      this.#later(Math.min(30_000, 1000 * 2 ** this.#tries++))
      return
    }
    if (answer.status === 401) {
      this.#show('signedOut')
      this.#later(10_000)
      return
    }
    this.#confirmNext = false
    const { sentence } = /** @type {{ sentence?: string }} */ (await answer.json().catch(() => ({})))
    this.#show('refused', null, sentence)
  }

  /**
   * The name a text is saved under: the same for every try with the same words.
   * @param {string} text
   */
  #nameOf(text) {
    if (this.#unanswered?.text !== text) this.#unanswered = { id: uuid(), text }
    return this.#unanswered.id
  }

  /** @param {Outcome} outcome */
  #dispute(outcome) {
    this.#show('conflict')
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('conflict'))
    const panel = /** @type {DocumentFragment} */ (template.content.cloneNode(true))
    /** @type {Record<string, string | null>} */
    const texts = { theirs: outcome.text, mine: this.text, merged: outcome.merged }
    for (const place of panel.querySelectorAll('[data-text]')) {
      place.textContent = texts[/** @type {HTMLElement} */ (place).dataset.text ?? ''] ?? ''
    }
    if (outcome.merged === null) panel.querySelector('[data-merge]')?.remove()
    const by = /** @type {HTMLElement | null} */ (panel.querySelector('[data-by]'))
    if (by) by.textContent = by.dataset.by?.replace('{name}', outcome.by ?? '') ?? ''
    this.querySelector('.conflict')?.remove()
    this.append(panel)
    this.#revision = outcome.revision
    this.#unanswered = null
    void keep({ key: this.key, text: this.text, revision: this.#revision, save: uuid(), at: Date.now() })
  }

  /** @param {string} which one of the texts of the conflict */
  #take(which) {
    const text = this.querySelector(`.conflict [data-text="${which}"]`)?.textContent ?? ''
    const theirs = this.querySelector('.conflict [data-text="theirs"]')?.textContent ?? ''
    this.querySelector('.conflict')?.remove()
    if (!this.textarea) return
    this.textarea.value = text
    this.#saved = theirs
    this.#show('')
    this.textarea.focus()
    void this.save()
    if (!this.dirty) void forget(this.key, text).then(() => this.#forgetAny())
  }

  #forgetAny() {
    void keep({
      key: this.key,
      text: this.text,
      revision: this.#revision,
      save: uuid(),
      at: Date.now(),
    }).then(() => forget(this.key, this.text))
  }

  /** Shows under the target what the machine wrote against what stands now; once more takes it away. */
  async compare() {
    const shown = this.querySelector('.difference')
    if (shown) return shown.remove()
    await this.save()
    const answer = await fetch(`/desk/articles/${this.slug}/pairs/${this.number}/difference?part=1`).catch(
      () => null,
    )
    if (answer?.ok) this.querySelector('.pair__target')?.insertAdjacentHTML('beforeend', await answer.text())
  }

  /** Takes the English with the new numbers and says that it is right. */
  async takeOffer() {
    const offer = /** @type {HTMLInputElement | null} */ (this.querySelector('.pair__offer [name="text"]'))
    if (!offer || !this.textarea) return false
    this.#put(offer.value)
    return this.confirm()
  }

  /** Shows what is seldom asked for, beside the pair; once more takes it away. */
  async more() {
    const shown = this.querySelector('.more')
    if (shown) return shown.remove()
    await this.save()
    const answer = await fetch(`/desk/articles/${this.slug}/pairs/${this.number}?part=1`).catch(() => null)
    if (!answer?.ok) return
    this.insertAdjacentHTML('beforeend', await answer.text())
    const first = /** @type {HTMLElement | null} */ (
      this.querySelector('.more a, .more button, .more textarea')
    )
    first?.focus()
  }

  /** Parts the English at the cursor, as the Korean was parted. */
  async split() {
    const { textarea } = this
    if (!textarea) return
    const at = textarea.selectionStart
    if (!this.querySelector('[data-parting]')) await this.more()
    const form = /** @type {HTMLFormElement | null} */ (this.querySelector('[data-parting]'))
    if (!form || !(await this.save())) return
    const fields = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)))
    const place = { into: fields.into ?? '', at: String(at), revision: this.#revision }
    const answer = await post(form.action, place)
    if (answer?.ok) return location.reload()
    const { sentence } = /** @type {{ sentence?: string }} */ ((await answer?.json().catch(() => null)) ?? {})
    this.#show('refused', null, sentence ?? this.list.dataset.failed)
  }

  /** Opens the comments; where there are none yet, makes the place for the first. */
  talk() {
    const talk = /** @type {HTMLDetailsElement} */ (this.querySelector('details.talk') ?? this.#newTalk())
    talk.open = true
    talk.querySelector('textarea')?.focus()
  }

  #newTalk() {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('talk'))
    const talk = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
    const form = /** @type {HTMLFormElement} */ (talk.querySelector('form'))
    form.action = `/desk/articles/${this.slug}/pairs/${this.number}/comments`
    const textarea = /** @type {HTMLTextAreaElement} */ (talk.querySelector('textarea'))
    textarea.ariaLabel = textarea.ariaLabel?.replace('{number}', this.number) ?? null
    this.querySelector('[data-deed="comment"]')?.remove()
    this.append(talk)
    return talk
  }

  /**
   * Puts back what an earlier visit typed and could not save.
   * @param {import('./unsaved.js').Unsaved} record
   */
  restore(record) {
    if (!this.textarea || this.dirty) return
    if (record.text === this.#saved) return void forget(this.key, record.text)
    this.textarea.value = record.text
    this.#revision = record.revision
    this.#unanswered = { id: record.save, text: record.text }
    this.#show('typing')
    void this.save()
  }

  /** @param {string} state */
  #become(state) {
    const row = this.row
    const before = row.dataset.state ?? 'empty'
    if (before === state) return
    row.dataset.state = state
    const label = row.querySelector('.pair__state b')
    if (label) label.textContent = this.list.dataset[`state${capital(state)}`] ?? ''
    this.#turnButton(state === 'confirmed')
    const compare = /** @type {HTMLElement | null} */ (row.querySelector('[data-deed="compare"]'))
    if (compare) compare.hidden = false
    if (state === 'confirmed')
      for (const past of row.querySelectorAll('.pair__changed, .pair__offer')) past.remove()
    this.dispatchEvent(new CustomEvent('pair-state', { bubbles: true, detail: { before, state } }))
  }

  /** @param {boolean} confirmed */
  #turnButton(confirmed) {
    const button = /** @type {HTMLButtonElement | null} */ (
      this.querySelector('[data-deed="confirm"], [data-deed="unconfirm"]')
    )
    if (!button) return
    button.dataset.deed = confirmed ? 'unconfirm' : 'confirm'
    button.textContent = this.list.dataset[confirmed ? 'unconfirm' : 'confirm'] ?? button.textContent
    button.classList.toggle('pair__deed--confirm', !confirmed)
    const way = `/desk/articles/${this.slug}/pairs/${this.number}/confirmation`
    button.formAction = confirmed ? `${way}/withdrawal` : way
  }

  /**
   * @param {'' | 'typing' | 'saving' | 'saved' | 'offline' | 'failed' | 'conflict' | 'signedOut' | 'refused'} state
   * @param {string | null} [at]
   * @param {string} [sentence]
   */
  #show(state, at = null, sentence) {
    this.dataset.saving = state
    const time = (at ? new Date(at) : new Date()).toLocaleTimeString(document.documentElement.lang, {
      timeStyle: 'short',
    })
    const words = sentence ?? this.list.dataset[state]?.replace('{time}', time) ?? ''
    const output = /** @type {HTMLOutputElement | null} */ (this.querySelector('output.pair__saving'))
    if (output) output.value = words
    this.dispatchEvent(new CustomEvent('pair-saving', { bubbles: true, detail: { state, words } }))
  }

  get textarea() {
    return /** @type {HTMLTextAreaElement | null} */ (this.querySelector('textarea[name="text"].pair__words'))
  }

  get form() {
    return this.textarea?.form ?? null
  }

  get text() {
    return this.textarea?.value ?? ''
  }

  get dirty() {
    return this.textarea !== null && this.text !== this.#saved
  }

  get row() {
    return /** @type {HTMLElement} */ (this.closest('.pair'))
  }

  get list() {
    return /** @type {HTMLElement} */ (this.closest('.pairs'))
  }

  get state() {
    return this.row.dataset.state ?? 'empty'
  }

  get number() {
    return this.row.dataset.number ?? ''
  }

  get slug() {
    return encodeURIComponent(this.list.dataset.slug ?? '')
  }

  get key() {
    return `${this.list.dataset.slug}/${this.number}`
  }
}

/**
 * @typedef {{ outcome: string, revision: string, text: string, confirmed: boolean, savedAt: string | null, by: string | null, merged: string | null }} Outcome
 */

/**
 * @param {string} address
 * @param {Record<string, string>} fields
 * @param {boolean} [keepalive]
 * @returns {Promise<Response | null>} null when no answer came
 */
async function post(address, fields, keepalive = false) {
  try {
    const body = new URLSearchParams(fields)
    return await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' }, keepalive })
  } catch {
    return null
  }
}

/**
 * A name nobody else gives, that begins with the time (version 7): names made one after another lie side by side in the
 * index that looks for them. `crypto.randomUUID` is missing where a desk is reached over plain http; this is not.
 */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let time = Date.now()
  for (let at = 5; at >= 0; at--, time = Math.floor(time / 256)) bytes[at] = time % 256
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x70
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** @param {string} word */
function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** @returns {PairEditor[]} */
export function editors() {
  return [...document.querySelectorAll('pair-editor')].filter((one) => one instanceof PairEditor)
}

/** @returns {PairEditor | null} of the pair that has the focus */
export function editorInHand() {
  const editor = document.activeElement?.closest('.pair')?.querySelector('pair-editor')
  return editor instanceof PairEditor ? editor : null
}

customElements.define('pair-editor', PairEditor)

/** @type {Promise<Map<string, import('./unsaved.js').Unsaved>> | undefined} */
let kept

/**
 * What earlier visits typed into pairs of this article and could not save. Read once, for hundreds of pairs.
 * @param {string} slug
 */
function keptUnder(slug) {
  kept ??= allUnder(`${slug}/`).then((records) => new Map(records.map((record) => [record.key, record])))
  return kept
}

addEventListener('online', () => editors().forEach((editor) => void (editor.dirty && editor.save())))
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden')
    editors().forEach((editor) => void (editor.dirty && editor.save({ keepalive: true })))
})
addEventListener('beforeunload', (event) => {
  if (editors().some((editor) => editor.dirty)) event.preventDefault()
})
