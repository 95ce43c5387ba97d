import { beyond, emojiIn } from '../text/marks'
import type { Check } from './rules'

/** Emoji that the English has lost. */
export const emoji: Check = {
  name: 'emoji',
  severity: 'warn',
  find({ korean, english }) {
    const gone = beyond(emojiIn(korean), emojiIn(english), (sign) => sign)
    if (gone.length === 0) return []
    const first = /^(\p{Extended_Pictographic}\ufe0f?)\s*/u.exec(korean)
    const isFirst = gone.length === 1 && first?.[1]?.startsWith(gone[0]!) && emojiIn(english).length === 0
    return [
      {
        sentence: 'emoji',
        detail: { emoji: [...new Set(gone)].join(' ') },
        // Before everything in the Korean, it belongs before everything in the English.
        repair: isFirst ? `${first![1]} ${english.trimStart()}` : null,
      },
    ]
  },
}
