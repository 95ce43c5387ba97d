// @ts-check
import { closeConflict, showConflict, typedInConflict } from './conflict.js'
import { pageStands } from './page-stands.js'
import { deliver, post, read, uuid } from './sending.js'
import { drop, forget, keep, leftBehind, whenWindowsGo, windowName } from './unsaved.js'

/** @typedef {import('./sending.js').Outcome} Outcome */
/** @typedef {import('./unsaved.js').Unsaved} Unsaved */

/**
 * A conflict that waits for a decision: what was sent, on top of which revision, under which name.
 * @typedef {Outcome & { mine: string, onTopOf: string, save: string }} Dispute
 */

/**
 * A pair as somebody else left it.
 * @typedef {object} Remote
 * @property {number} number
 * @property {string} revision
 * @property {string} text
 * @property {string} state
 * @property {{ publicId: string, name: string } | null} by
 * @property {string | null} at
 */

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
  /** Whoever confirms says that they have read what the machine wrote. */
  #read = false
  /** They have been asked whether they have. */
  #asked = false
  #composing = false
  #tries = 0
  /** Whether what stands here is in this browser, where it is not on the server. */
  #isKept = true
  /** @type {Dispute | null} what is to be decided */
  #dispute = null
  /** @type {Remote | null} what somebody saved while the pair was in hand here */
  #meanwhile = null
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer

  connectedCallback() {
    const textarea = this.textarea
    this.addEventListener('click', this)
    this.#revision = this.dataset.revision ?? '0'
    if (!textarea) return
    this.#saved = textarea.defaultValue
    this.addEventListener('pair-propose', this)
    this.addEventListener('pair-insert', this)
    for (const type of ['input', 'focusout', 'submit', 'compositionstart', 'compositionend'])
      this.addEventListener(type, this)
    void leftHere(this).then((records) => this.restore(records))
  }

  /** @param {Event} event */
  handleEvent(event) {
    const own = event.target === this.textarea
    // A confirmation that is still to be sent was meant for the words as they stood.
    if (own && !this.#composing && (event.type === 'input' || event.type === 'compositionstart'))
      this.#confirmNext = this.#asked = false
    if (event.type === 'compositionstart') this.#composing = true
    if (event.type === 'compositionend') this.#composing = false
    if (own && (event.type === 'input' || event.type === 'compositionend')) this.#typed()
    if (own && event.type === 'focusout') void this.save()
    if (event.type === 'focusout') setTimeout(() => this.#laidDown(), 1000)
    if (event.type === 'submit' && event.target === this.form) {
      event.preventDefault()
      void this.save()
    }
    if (event.type === 'click') this.#clicked(event)
    if (event.type === 'pair-propose')
      this.#put(/** @type {CustomEvent<{ text: string }>} */ (event).detail.text)
    if (event.type === 'pair-insert')
      this.#insert(/** @type {CustomEvent<{ text: string }>} */ (event).detail.text)
  }

  /**
   * Puts words where the cursor is, apart from the words around it.
   * @param {string} words
   */
  #insert(words) {
    const { textarea } = this
    if (!textarea || this.#composing) return
    textarea.focus()
    const { value, selectionStart, selectionEnd } = textarea
    const before = /[\p{L}\p{N},.;:!?”’)\]]$/u.test(value.slice(0, selectionStart)) ? ' ' : ''
    const after = /^[\p{L}\p{N}“‘(]/u.test(value.slice(selectionEnd)) ? ' ' : ''
    document.execCommand('insertText', false, `${before}${words}${after}`)
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
    const deed = /** @type {Element} */ (event.target).closest('[data-deed], [data-choose]')
    if (!(deed instanceof HTMLElement)) return
    event.preventDefault()
    if (deed.dataset.deed === 'confirm') void this.confirm({ read: deed.dataset.unread !== undefined })
    if (deed.dataset.deed === 'unconfirm') void this.unconfirm()
    if (deed.dataset.deed === 'compare') void this.compare()
    if (deed.dataset.deed === 'comment') this.talk()
    if (deed.dataset.deed === 'patch') void this.takeOffer()
    if (deed.dataset.deed === 'more') void this.more()
    if (deed.dataset.deed === 'split') void this.split()
    if (deed.dataset.deed === 'see') this.#seeTheirs()
    if (deed.dataset.deed === 'undo') this.#undo()
    if (deed.dataset.choose) void this.choose(deed.dataset.choose)
  }

  /** Keeps the words in this browser at once and sends them when the typing pauses. */
  #typed() {
    this.querySelector('.pair__chosen')?.remove()
    this.querySelector('.pair__unread')?.remove()
    if (this.#dispute) typedInConflict(this, this.text)
    if (!this.dirty && !this.#underWay && !this.#dispute) {
      clearTimeout(this.#timer)
      void drop(this.key)
      return this.#show('')
    }
    if (!this.#composing) this.#later(900)
    this.#keep()
  }

  /** While a conflict is open, under what leads back to it: a reload finds it again. */
  #keep() {
    const { article = '', slug = '', title = '', person = '' } = this.list.dataset
    const { text } = this
    const repeated = this.#dispute?.mine === text ? this.#dispute : null
    const record = {
      ...{ key: this.key, person, article, slug, title, number: this.number, text, at: Date.now() },
      revision: this.#dispute?.onTopOf ?? this.#revision,
      save: repeated?.save ?? this.#nameOf(text),
    }
    // Only a browser that takes its time to keep them has words that are nowhere yet.
    const slow = setTimeout(() => this.#show('typing'), 300)
    void keep(record).then((kept) => {
      clearTimeout(slow)
      this.#isKept = kept
      if (
        this.text === text &&
        this.dirty &&
        ['', 'typing', 'kept', 'saved', 'refused'].includes(this.dataset.saving ?? '')
      )
        this.#show(kept ? 'kept' : 'typing')
    })
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
    if (!this.textarea || this.#dispute?.mine === this.text) return false
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

  /**
   * Saves and confirms in one request.
   * @param {{ read?: boolean }} [how] read: they say that they have read what a machine wrote
   */
  async confirm({ read = this.#asked } = {}) {
    if (this.text.trim() === '' || this.disputed) return false
    this.#confirmNext = true
    this.#read = read
    return this.save()
  }

  /** Where most words are a machine's and nobody has said that they read them, asks for that, once. */
  asksToRead() {
    const share = this.#button?.dataset.unread
    if (share === undefined || this.dirty || this.#asked || this.state === 'confirmed') return false
    this.#askToRead(Number(share))
    return true
  }

  /** @param {number} percent of the machine's words that stand */
  #askToRead(percent) {
    this.#asked = true
    const { unread = '', readAndRight = '' } = this.list.dataset
    const words = unread.replace('{percent}', String(percent))
    const line = this.#line('pair__unread', words, 'confirm', readAndRight)
    line.querySelector('button')?.setAttribute('data-unread', '')
    // A question under the dock, or beyond the edge, would be answered by a second press without having been read.
    line.scrollIntoView({ block: 'nearest' })
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
    const onTopOf = this.#revision
    this.#show('saving')
    const address = `/desk/articles/${this.slug}/pairs/${this.number}${confirm ? '/confirmation' : ''}`
    const as = this.list.dataset.person ?? ''
    const fields = { text, revision: onTopOf, save, as, ...(confirm && this.#read && { read: 'yes' }) }
    const answer = await post(address, fields, keepalive)
    const outcome = answer?.ok || answer?.status === 409 ? await read(answer) : null

    if (outcome && answer?.ok) {
      this.#acknowledged(text, outcome)
      return true
    }
    if (outcome) {
      this.#confirmNext = false
      this.#disagree({ ...outcome, mine: text, onTopOf, save })
      return false
    }
    await this.#refused(answer?.ok ? null : answer)
    return false
  }

  /**
   * @param {string} text
   * @param {Outcome} outcome
   */
  #acknowledged(text, outcome) {
    this.#tries = 0
    this.#unanswered = null
    this.#confirmNext = this.#read = false
    if (outcome.confirmed) this.#asked = false
    this.#settled()
    // What is typed since was typed before anybody here read theirs: on its old base the server sees that.
    const isOvertaken = outcome.outcome === 'repeated' && outcome.text !== text && this.text !== text
    if (!isOvertaken) {
      this.#revision = outcome.revision
      this.dataset.revision = outcome.revision
    }
    this.#saved = text
    this.#adopt(outcome, text)
    void forget(this.key, text)
    if (outcome.outcome === 'saved') this.#forgetOrigin()
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
    if (outcome.unread !== null && !this.dirty) this.#askToRead(outcome.unread)
    if (this.dirty) this.#keep()
    this.#tellMeanwhile()
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
      return this.#later(Math.min(30_000, 1000 * 2 ** this.#tries++))
    }
    if (answer.status === 401) {
      this.#show('signedOut')
      return this.#later(30_000)
    }
    this.#confirmNext = false
    /** @type {{ rule?: string, sentence?: string } | null} */
    const refusal = await read(answer)
    if (refusal?.rule === 'someone-else') return this.#show('someoneElse')
    this.#show('refused', null, refusal?.sentence ?? '')
  }

  /** Now, and not only when the next try is due: the connection is back, or whoever it is has signed in again. */
  tryAgain() {
    this.#tries = 0
    if (this.dirty) void this.save()
  }

  /**
   * The name a text is saved under: the same for every try with the same words.
   * @param {string} text
   */
  #nameOf(text) {
    if (this.#unanswered?.text !== text) this.#unanswered = { id: uuid(), text }
    return this.#unanswered.id
  }

  /** @param {Dispute} dispute */
  #disagree(dispute) {
    this.#unanswered = null
    this.#dispute = dispute
    this.querySelector('.pair__meanwhile')?.remove()
    showConflict(this, dispute, dispute.mine)
    if (this.text !== dispute.mine) {
      typedInConflict(this, this.text)
      this.#later(900)
    }
    this.#show('conflict')
    this.#keep()
  }

  #settled() {
    this.#dispute = null
    closeConflict(this)
  }

  get disputed() {
    return this.#dispute !== null
  }

  /**
   * Ends a conflict with one of its texts. What was typed since is sent first, so that it stands in the history as well.
   * @param {string} which theirs, mine or merged
   */
  async choose(which) {
    if (this.text !== this.#dispute?.mine) await this.save()
    const dispute = this.#dispute
    if (!dispute || !this.textarea || (this.dirty && this.text !== dispute.mine)) return
    const text = { theirs: dispute.text, mine: this.text, merged: dispute.merged }[which] ?? null
    if (text === null) return

    this.#settled()
    if (BigInt(dispute.revision) > BigInt(this.#revision)) {
      this.#revision = dispute.revision
      this.#saved = dispute.text
    }
    this.textarea.value = text
    this.textarea.focus()
    this.#sayChosen(which, dispute)
    if (this.dirty) {
      this.#keep()
      return void (await this.save())
    }
    void drop(this.key)
    this.#become(dispute.confirmed ? 'confirmed' : text === '' ? 'empty' : 'edited')
    this.#show('')
  }

  /** @type {Dispute | null} the conflict that was decided last, to come back to */
  #decided = null

  /**
   * @param {string} which
   * @param {Dispute} dispute
   */
  #sayChosen(which, dispute) {
    this.#decided = dispute
    const words = this.list.dataset[`chosen${capital(which)}`] ?? ''
    this.#line('pair__chosen', words, 'undo', this.list.dataset.undo ?? '')
  }

  /** Everything stands as before the choice, and the choice is open again. */
  #undo() {
    const dispute = this.#decided
    if (!dispute || !this.textarea) return
    this.querySelector('.pair__chosen')?.remove()
    this.textarea.value = dispute.mine
    this.#disagree(dispute)
    this.textarea.focus()
  }

  /**
   * A line under the English, with one thing to do about it.
   * @param {string} name
   * @param {string} words
   * @param {string} deed
   * @param {string} label
   */
  #line(name, words, deed, label) {
    this.querySelector(`.${name}`)?.remove()
    const line = document.createElement('p')
    line.className = `pair__line ${name}`
    line.setAttribute('role', 'status')
    line.lang = document.documentElement.lang
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'linkish'
    button.dataset.deed = deed
    button.textContent = label
    this.querySelector('.pair__target')?.append(line)
    line.append(`${words} `, button)
    return line
  }

  /** Whether words of this pair are being worked on here, so that nobody may change them under the hands. */
  get inHand() {
    return (
      this.dirty ||
      this.#confirmNext ||
      this.#composing ||
      this.#underWay !== null ||
      this.disputed ||
      this.contains(document.activeElement)
    )
  }

  get revision() {
    return this.#revision
  }

  /**
   * What stands on the server now. Only a pair that nobody works on here takes it in.
   * @param {Remote} remote
   */
  receive(remote) {
    if (BigInt(remote.revision) < BigInt(this.#revision)) return
    if (remote.revision === this.#revision) {
      if (!this.dirty && !this.#underWay && !this.disputed) this.#become(remote.state)
      return
    }
    if (!this.textarea) return this.#putIn(remote)
    if (!this.inHand) return this.#putIn(remote)
    this.#meanwhile = remote
    if (!this.#underWay) this.#tellMeanwhile()
  }

  /** @param {Remote} remote */
  #putIn(remote) {
    this.#meanwhile = null
    this.querySelector('.pair__meanwhile')?.remove()
    this.querySelector('.difference')?.remove()
    this.#revision = remote.revision
    this.dataset.revision = remote.revision
    this.#saved = remote.text
    if (this.textarea) this.textarea.value = remote.text
    else this.#printed.textContent = remote.text
    this.#forgetOrigin()
    this.#become(remote.state)
    this.#show('')
    this.dispatchEvent(new CustomEvent('pair-taken-in', { bubbles: true, detail: remote }))
  }

  get #printed() {
    return /** @type {HTMLElement} */ (this.querySelector('.pair__target .pair__words'))
  }

  /** Says whose save is waiting, unless what stands here is newer by now. */
  #tellMeanwhile() {
    const remote = this.#meanwhile
    if (!remote || BigInt(remote.revision) <= BigInt(this.#revision)) {
      this.#meanwhile = null
      return this.querySelector('.pair__meanwhile')?.remove()
    }
    if (this.disputed) return
    const { person, meanwhile = '', meanwhileDraft = '', meanwhileSelf = '', see = '' } = this.list.dataset
    const words = !remote.by ? meanwhileDraft : remote.by.publicId === person ? meanwhileSelf : meanwhile
    this.#line('pair__meanwhile', words.replace('{name}', remote.by?.name ?? ''), 'see', see)
  }

  /** Their words under the line that tells of them; where nothing was typed here yet, in the place itself. */
  #seeTheirs() {
    const remote = this.#meanwhile
    const line = this.querySelector('.pair__meanwhile')
    if (!remote || !line) return
    if (!this.dirty && !this.#underWay && !this.#composing) {
      this.textarea?.focus()
      return this.#putIn(remote)
    }
    const shown = this.querySelector('.pair__theirs')
    if (shown) return shown.remove()
    const theirs = document.createElement('q')
    theirs.className = 'pair__theirs text'
    theirs.lang = 'en'
    theirs.textContent = remote.text
    line.append(theirs)
  }

  /** The hands have gone elsewhere: what waited can come in. */
  #laidDown() {
    if (this.#meanwhile && !this.inHand) this.#putIn(this.#meanwhile)
  }

  /** Where the words came from, and how many are a machine’s, is no longer so when somebody has written others. */
  #forgetOrigin() {
    this.querySelector('.pair__origin')?.remove()
    this.querySelector('.pair__lost')?.remove()
    this.querySelector('.pair__share')?.remove()
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
    return this.confirm({ read: true })
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
    /** @type {{ sentence?: string } | null} */
    const refusal = answer && (await read(answer))
    this.#show('refused', null, refusal?.sentence ?? this.list.dataset.failed)
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
   * Puts back what earlier visits typed and could not save. Where several windows left something, what is older is sent on
   * its way first: words of one person never conflict with each other, and all of them stand in the history.
   * @param {Unsaved[]} records oldest first
   */
  async restore(records) {
    const newest = records.at(-1)
    if (!newest || !this.textarea) return
    if (this.dirty) return
    if (newest.text !== this.#saved) {
      this.textarea.value = newest.text
      this.#revision = newest.revision
      this.#unanswered = { id: newest.save, text: newest.text }
      this.#keep()
    }
    for (const record of records) {
      const isHere = record === newest || record.text === this.#saved || (await deliver(record))
      if (isHere) await drop(record.key)
    }
    if (this.dirty) void this.save()
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
      for (const past of row.querySelectorAll('.pair__changed, .pair__offer, .pair__unread')) past.remove()
    this.dispatchEvent(new CustomEvent('pair-state', { bubbles: true, detail: { before, state } }))
  }

  get #button() {
    return /** @type {HTMLButtonElement | null} */ (
      this.querySelector('.pair__deeds [data-deed="confirm"], .pair__deeds [data-deed="unconfirm"]')
    )
  }

  /** @param {boolean} confirmed */
  #turnButton(confirmed) {
    const button = this.#button
    if (!button) return
    delete button.dataset.unread
    button.dataset.deed = confirmed ? 'unconfirm' : 'confirm'
    button.textContent = this.list.dataset[confirmed ? 'unconfirm' : 'confirm'] ?? button.textContent
    button.classList.toggle('pair__deed--confirm', !confirmed)
    const way = `/desk/articles/${this.slug}/pairs/${this.number}/confirmation`
    button.formAction = confirmed ? `${way}/withdrawal` : way
  }

  /**
   * @param {'' | 'typing' | 'kept' | 'saving' | 'saved' | 'offline' | 'failed' | 'conflict' | 'signedOut' | 'someoneElse' | 'refused'} state
   * @param {string | null} [at]
   * @param {string} [sentence]
   */
  #show(state, at = null, sentence) {
    this.dataset.saving = state
    const time = (at ? new Date(at) : new Date()).toLocaleTimeString(document.documentElement.lang, {
      timeStyle: 'short',
    })
    const promise = this.#isKept || !promisesKeeping.includes(state) ? state : 'unkept'
    const words = sentence ?? this.list.dataset[promise]?.replace('{time}', time) ?? ''
    const output = /** @type {HTMLOutputElement | null} */ (this.querySelector('output.pair__saving'))
    if (output) {
      // Heard from the bar above, where news are gathered.
      output.setAttribute('aria-live', 'off')
      output.value = words
    }
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
    const { person, article } = this.list.dataset
    return `${person}/${article}/${this.number}/${windowName}`
  }
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

/** What is said in these states says also that the words are in this browser, and must not where they are not. */
const promisesKeeping = ['kept', 'offline', 'failed', 'signedOut', 'someoneElse']

/** @type {Promise<Unsaved[]> | undefined} */
let left

/**
 * What earlier visits of this person typed into the pair and could not save. Read once, for hundreds of pairs.
 * @param {PairEditor} editor
 */
async function leftHere(editor) {
  left ??= pageStands.then(leftBehind)
  const prefix = editor.key.slice(0, editor.key.lastIndexOf('/') + 1)
  return (await left).filter(({ key }) => key.startsWith(prefix))
}

void whenWindowsGo(() => {
  left = undefined
  for (const editor of editors()) void leftHere(editor).then((records) => editor.restore(records))
  document.dispatchEvent(new CustomEvent('window-gone'))
})

const tryAll = () => editors().forEach((editor) => editor.tryAgain())
addEventListener('online', tryAll)
document.addEventListener('signed-in', tryAll)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden')
    editors().forEach((editor) => void (editor.dirty && editor.save({ keepalive: true })))
})
addEventListener('beforeunload', (event) => {
  if (editors().some((editor) => editor.dirty)) event.preventDefault()
})

// Last, because rows that are there already begin at once and find everything above in its place.
customElements.define('pair-editor', PairEditor)
