import { blanked } from '../text/blanking'
import type { Check } from './rules'

/** Korean and full-width marks in English prose: 「」 《》 、 。 ㆍ ！ */
export const koreanMarks: Check = {
  name: 'korean-marks',
  severity: 'warn',
  find({ english }) {
    const marks = [...blanked(english).matchAll(MARKS)]
    if (marks.length === 0) return []
    return [
      {
        sentence: 'korean-marks',
        detail: { marks: [...new Set(marks.map(([mark]) => mark))].join(' ') },
        english: marks.map(({ index }) => ({ from: index, to: index + 1 })),
        repair: repaired(english, marks),
      },
    ]
  },
}

const MARKS = /[「」『』《》〈〉、。ㆍ･]|[！-～]/g

/** With English marks instead; a middle dot may stand for a comma, a slash or an “and”. */
function repaired(english: string, marks: RegExpExecArray[]): string | null {
  if (marks.some(([mark]) => !(mark in COUNTERPARTS) && !isFullWidth(mark))) return null
  const places = new Set(marks.map(({ index }) => index))
  return [...Array(english.length).keys()]
    .map((at) => (places.has(at) ? counterpart(english, at) : english[at]!))
    .join('')
}

function counterpart(english: string, at: number): string {
  const mark = english[at]!
  const plain = COUNTERPARTS[mark] ?? String.fromCharCode(mark.charCodeAt(0) - 0xfee0)
  const next = english[at + 1] ?? ' '
  return /[,.!?:;]/.test(plain) && /[A-Za-z]/.test(next) ? `${plain} ` : plain
}

const COUNTERPARTS: Record<string, string> = {
  ...{
    '「': '“',
    '」': '”',
    '『': '“',
    '』': '”',
    '《': '“',
    '》': '”',
    '〈': '“',
    '〉': '”',
    '、': ',',
    '。': '.',
  },
}

function isFullWidth(mark: string): boolean {
  return mark >= '！' && mark <= '～'
}
