import { Refused } from '../errors'

export type Unreadable =
  | 'text-too-deep'
  | 'text-too-long'
  | 'text-too-tangled'
  | 'not-a-docx'
  | 'unknown-encoding'
  | 'unknown-file-kind'

/** A text that cannot be cut into blocks at all; `rule` names the sentence. */
export class UnreadableText extends Refused {
  declare readonly rule: Unreadable

  constructor(rule: Unreadable) {
    super(rule)
  }
}

/** Runs what may overflow the stack on a text nested by a machine or a mischief-maker, and says so by name. */
export function withinDepth<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableText('text-too-deep')
    throw error
  }
}
