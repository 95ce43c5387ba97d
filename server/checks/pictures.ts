import { picturesIn } from '../text/marks'
import type { Check } from './rules'

/** Pictures within a text. */
export const pictures: Check = {
  name: 'pictures',
  severity: 'warn',
  find({ korean, english }) {
    const [here, there] = [picturesIn(korean), picturesIn(english)]
    return here === there ? [] : [{ sentence: 'pictures', detail: { korean: here, english: there } }]
  },
}
