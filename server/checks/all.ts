import type { Span } from '../text/spans'
import { termFinder } from '../text/terms'
import { bold } from './bold'
import { brackets } from './brackets'
import { fewerCode, missingCode } from './code'
import { currency } from './currency'
import { doubledWord } from './doubledWord'
import { emoji } from './emoji'
import { empty } from './empty'
import { cutOff, finalMark, questionMark } from './endMarks'
import { koreanMarks } from './koreanMarks'
import { latinNames } from './latinNames'
import { hangulGloss, leftoverHangul } from './leftoverHangul'
import { fewerSentences, moreSentences, tooLong, tooShort } from './length'
import { addedLink, missingLink } from './links'
import { listNumber } from './listNumber'
import { machineText } from './machineText'
import { magnitude } from './magnitude'
import { addedNumber, missingNumber } from './missingNumber'
import { month } from './month'
import { percentagePoints } from './percentagePoints'
import { person, personSpelling } from './persons'
import { pictures } from './pictures'
import { Pair } from './pair'
import type { Check, Context, Finding } from './rules'
import { forbidden, name, term } from './terms'
import { untranslated } from './untranslated'

/** Where one of these finds something, the others would say it over and over. */
const first: Check[] = [empty, untranslated]

const others: Check[] = [
  ...[leftoverHangul, hangulGloss, koreanMarks],
  ...[magnitude, missingNumber, addedNumber, month, listNumber, percentagePoints, currency],
  ...[name, person, personSpelling, term, forbidden, latinNames],
  ...[missingLink, addedLink, missingCode, fewerCode, pictures, bold, emoji],
  ...[tooShort, fewerSentences, tooLong, moreSentences],
  ...[cutOff, finalMark, questionMark, brackets, doubledWord, machineText],
]

/** Every check of a pair, in the order in which findings are shown. */
export const checks: readonly Check[] = [...first, ...others]

/** A project that knows nothing and has switched nothing off. */
export const plainContext: Context = { terms: termFinder([]), hosts: {}, off: new Set(), usualRatio: 1 }

/** What is to be said of a pair. */
export function findingsOf(pair: Pair, context: Context): Finding[] {
  const found = first.flatMap((check) => findingsBy(check, pair, context))
  return found.length > 0 || pair.isEmpty
    ? found
    : others.flatMap((check) => findingsBy(check, pair, context))
}

function findingsBy(check: Check, pair: Pair, context: Context): Finding[] {
  if (context.off.has(check.name)) return []
  return check.find(pair, context).map((found) => ({
    check: check.name,
    severity: check.severity,
    sentence: found.sentence,
    detail: found.detail,
    korean: (found.korean ?? []).map(spanOf),
    english: (found.english ?? []).map(spanOf),
    repair: found.repair ?? null,
  }))
}

function spanOf({ from, to }: Span): Span {
  return { from, to }
}
