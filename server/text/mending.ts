/** What was put right in a file that is nearly XML. */
export interface Mended {
  /** `&` that stood for itself, as in `?a=1&b=2`. */
  ampersands: number
  /** Control characters, which XML cannot hold and no article may. */
  characters: number
}

/**
 * Puts right, chunk by chunk, the two faults that real exports have: an `&` that stands for itself, and control characters.
 * CDATA, comments and instructions are left as they are, save for the characters. What is malformed otherwise stays so.
 */
export class Mending {
  readonly mended: Mended = { ampersands: 0, characters: 0 }
  /** What ends the CDATA section, comment or instruction we are in. */
  #until: string | null = null
  #rest = ''

  /** The text so far with nothing cut through that could be a mark; the last call says `isLast`. */
  next(chunk: string, isLast = false): string {
    const text = this.#rest + this.#withoutControls(chunk)
    this.#rest = ''
    const out: string[] = []
    let at = 0
    while (at < text.length) {
      at = this.#until === null ? this.#plain(text, at, isLast, out) : this.#inside(text, at, isLast, out)
    }
    return out.join('')
  }

  #withoutControls(chunk: string): string {
    if (!CONTROLS.test(chunk)) return chunk
    return chunk.replace(new RegExp(CONTROLS, 'g'), () => {
      this.mended.characters++
      return ''
    })
  }

  /** Up to the next opening mark; answers where to go on. */
  #plain(text: string, from: number, isLast: boolean, out: string[]): number {
    MARK.lastIndex = from
    const found = MARK.exec(text)
    if (!found) {
      out.push(text.slice(from))
      return text.length
    }
    const at = found.index
    out.push(text.slice(from, at))
    if (!isLast && mayGoOn(text.slice(at, at + LONGEST_MARK))) {
      this.#rest = text.slice(at)
      return text.length
    }
    if (text[at] === '&') return this.#reference(text, at, out)
    const opening = OPENINGS.find(({ mark }) => text.startsWith(mark, at))
    out.push(opening?.mark ?? '<')
    this.#until = opening?.until ?? null
    return at + (opening?.mark.length ?? 1)
  }

  #reference(text: string, at: number, out: string[]): number {
    REFERENCE.lastIndex = at
    const found = REFERENCE.exec(text)
    if (!found) {
      this.mended.ampersands++
      out.push('&amp;')
      return at + 1
    }
    if (isUnholdable(found[1]!)) this.mended.characters++
    else out.push(found[0])
    return at + found[0].length
  }

  #inside(text: string, from: number, isLast: boolean, out: string[]): number {
    const until = this.#until!
    const end = text.indexOf(until, from)
    if (end >= 0) {
      this.#until = null
      out.push(text.slice(from, end + until.length))
      return end + until.length
    }
    const kept = isLast ? text.length : Math.max(from, text.length - (until.length - 1))
    out.push(text.slice(from, kept))
    this.#rest = text.slice(kept)
    return text.length
  }
}

const OPENINGS = [
  { mark: '<![CDATA[', until: ']]>' },
  { mark: '<!--', until: '-->' },
  { mark: '<?', until: '?>' },
]
const MARK = /[&<]/g
const REFERENCE = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{0,31});/giy
const LONGEST_MARK = 36

/** Whether a chunk ended before it could be said what this is. */
function mayGoOn(start: string): boolean {
  if (start.length >= LONGEST_MARK) return false
  if (start[0] === '&') return /^&#?\w*$/.test(start)
  return OPENINGS.some(({ mark }) => mark.startsWith(start))
}

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/

/** A numbered character that XML cannot hold, or that is none. */
function isUnholdable(reference: string): boolean {
  if (reference[0] !== '#') return false
  const code = /^#x/i.test(reference) ? parseInt(reference.slice(2), 16) : Number(reference.slice(1))
  return (
    (code < 0x20 && code !== 9 && code !== 10 && code !== 13) ||
    code === 0x7f ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfffe ||
    code === 0xffff ||
    code > 0x10ffff
  )
}
