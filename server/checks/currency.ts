import { replaced } from '../text/spans'
import type { Pair } from './pair'
import type { Check } from './rules'

/** Sums in another currency than the Korean's. */
export const currency: Check = {
  name: 'currency',
  severity: 'block',
  find(pair) {
    const here = currenciesIn(pair.korean, 'korean')
    const there = currenciesIn(pair.english, 'english')
    // A sum in brackets after another, “10달러(약 1만 원)”, is left out by good English.
    const main = currenciesIn(pair.korean.replace(/\([^()]*\)/g, ' '), 'korean')
    const gone = [...main].find((one) => !there.has(one))
    const come = [...there].find((one) => !main.has(one))
    if (gone && come)
      return [
        {
          sentence: 'currency-changed',
          detail: { korean: NAMES[gone].korean, right: NAMES[gone].word, english: NAMES[come].word },
          repair: here.size === 1 && there.size === 1 ? repaired(pair, gone, come) : null,
        },
      ]
    // A sum in won that the Korean does not have: nobody converts into won for readers of English.
    const isConverted =
      there.has('won') && !here.has('won') && here.size > 0 && !/원화|한화/.test(pair.korean)
    return isConverted ? [{ sentence: 'won-added', detail: {} }] : []
  },
}

type Currency = 'won' | 'dollar' | 'euro' | 'yen' | 'yuan' | 'pound'

interface Names {
  /** How Korean names it beside a sum. */
  korean: string
  koreanPattern: RegExp
  englishPattern: RegExp
  sign: string
  word: string
}

/** After a figure, a unit or 여: 3만 원, 백만여 달러. */
const SUM = '[\\d십백천만억조]\\s?여?\\s?'
const NUMBER_WORD =
  '(?:\\d|\\b(?:two|three|four|five|six|seven|eight|nine|ten)|hundred|thousand|million|billion|trillion|s of)[\\s-]'

const NAMES: Record<Currency, Names> = {
  won: named('원', '원(?![칙소색형자본작고인리점판탁통룸])', 'won', '₩', 'KRW', `${NUMBER_WORD}won\\b`),
  dollar: named(
    '달러',
    '불(?![가-힣])|달러',
    'dollars',
    '$',
    'USD',
    '\\bdollars?\\b|\\bcents?\\b|\\bbucks\\b',
  ),
  euro: named('유로', '유로', 'euros', '€', 'EUR', '\\beuros?\\b'),
  yen: named('엔', '엔(?![진지터드트])', 'yen', '¥', 'JPY', '\\byen\\b'),
  // One sign for two currencies.
  yuan: named('위안', '위안', 'yuan', '¥', 'CNY', '\\byuan\\b|\\brenminbi\\b|\\bRMB\\b'),
  pound: named('파운드', '파운드', 'pounds', '£', 'GBP', `${NUMBER_WORD}pounds?\\b|\\bpence\\b`),
}

function named(
  korean: string,
  after: string,
  word: string,
  sign: string,
  code: string,
  words: string,
): Names {
  return {
    korean,
    koreanPattern: new RegExp(SUM + after),
    englishPattern: new RegExp(`${sign.replace('$', '\\$')}|\\b${code}\\b|${words}`, 'i'),
    sign,
    word,
  }
}

function currenciesIn(text: string, language: 'korean' | 'english'): Set<Currency> {
  const pattern = language === 'korean' ? 'koreanPattern' : 'englishPattern'
  return new Set((Object.keys(NAMES) as Currency[]).filter((one) => NAMES[one][pattern].test(text)))
}

/** Certain where the English names its currency once. */
function repaired({ english }: Pair, right: Currency, wrong: Currency): string | null {
  const { sign, word } = NAMES[wrong]
  const places = [
    ...english.matchAll(new RegExp(`(${sign.replace('$', '\\$')})|\\b${word.replace(/s$/, '')}s?\\b`, 'g')),
  ]
  const [place] = places
  if (places.length !== 1 || !place) return null
  const words = place[1] ? NAMES[right].sign : NAMES[right].word
  return replaced(english, [{ from: place.index, to: place.index + place[0].length, words }])
}
