import { boldIn } from '../text/marks'
import type { Check } from './rules'

/** Words in bold type that the English has lost. */
export const bold: Check = {
  name: 'bold',
  severity: 'warn',
  find({ korean, english }) {
    const [here, there] = [boldIn(korean), boldIn(english)]
    return here > there ? [{ sentence: 'bold', detail: { korean: here, english: there } }] : []
  },
}
