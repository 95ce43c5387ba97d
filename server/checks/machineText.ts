import { MOSTLY_UNCHANGED, shareUnchangedOf } from '../text/unmodified'
import type { Check } from './rules'

/** A machine's text that was left as it was. It may be right; somebody has to say so. */
export const machineText: Check = {
  name: 'machine-text',
  severity: 'warn',
  find(pair) {
    const share = shareUnchangedOf(pair)
    if (share === null || share <= MOSTLY_UNCHANGED) return []
    return [{ sentence: 'machine-text', detail: { percent: Math.floor(share * 100) } }]
  },
}
