import { Refused } from '../errors'

/** A text with a character no article may hold. `position` counts characters from 1, `line` lines from 1. */
export class UncleanText extends Refused {
  declare readonly rule: 'lone-surrogate' | 'control-character'

  constructor(
    rule: UncleanText['rule'],
    readonly position: number,
    readonly line: number,
  ) {
    super(rule, { position, line })
  }
}

/** NFC, line endings as `\n`, no byte order mark. Refuses what PostgreSQL or a reader could not hold. */
export function clean(text: string): string {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
  const unclean = UNCLEAN.exec(lines)
  if (unclean) throw uncleanAt(lines, unclean.index)
  return lines.normalize('NFC')
}

// With the u flag a surrogate class matches only surrogates without their other half. A browser sends U+FFFD in their
// place, and so does whoever read bytes in the wrong encoding: the character that was meant is lost already.
// eslint-disable-next-line no-control-regex
const UNCLEAN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\p{Surrogate}|\ufffd/u

function uncleanAt(text: string, index: number): UncleanText {
  const before = text.slice(0, index)
  const rule = /\p{Surrogate}|\ufffd/u.test(text.charAt(index)) ? 'lone-surrogate' : 'control-character'
  return new UncleanText(rule, [...before].length + 1, before.split('\n').length)
}
