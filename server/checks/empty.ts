import type { Check } from './rules'

/** No English at all. */
export const empty: Check = {
  name: 'empty',
  severity: 'block',
  find: ({ korean, isEmpty }) => (isEmpty && korean.trim() !== '' ? [{ sentence: 'empty', detail: {} }] : []),
}
