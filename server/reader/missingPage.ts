import type { Language } from '../publications/rules'
import type { Addresses, Counterpart } from './rules'
import { wayTo, type Way } from './sharedPage'

/** Why there is no page at an address, and where else the article can be read. */
export interface MissingPage {
  title: string
  reason: Absence
  instead: Way | null
  otherLanguage: { href: string; language: Language } | null
  robots: string
}

/**
 * `untranslated` and `nothing-here` are 404: what is in the workshop makes no difference. `in-one-language` is said where both
 * languages together are asked for.
 */
export type Absence = 'untranslated' | 'taken-back' | 'nothing-here' | 'in-one-language'

export function missingPage(
  pathTo: Addresses,
  title: string,
  reason: Absence,
  counterpart: Counterpart | null,
): MissingPage {
  const instead = counterpart && wayTo(pathTo, counterpart)
  return { title, reason, instead, otherLanguage: instead, robots: 'noindex' }
}
