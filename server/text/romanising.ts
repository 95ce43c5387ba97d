import { familySpellings } from './names'

/**
 * Korean in Latin letters by the official rules, sounds between syllables included: 신라 is Silla, 종로 Jongno. A proposal
 * for whoever knows no better: people spell their names as they like.
 */
export function romanised(korean: string): string {
  const words = korean.trim().split(/\s+/)
  return words.map((word) => capitalised(soundsOf(word))).join(' ')
}

/** A Korean personal name as newspapers write it, family name first: 김왕영 is Kim Wang-yeong. Null where it is no such name. */
export function romanisedName(korean: string): string | null {
  const name = korean.replace(/\s/g, '')
  if (!/^[가-힣]{2,5}$/.test(name)) return null
  const length = name.length > 3 || DOUBLE.has(name.slice(0, 2)) ? 2 : 1
  const families = familySpellings(length === 2 ? name : name.slice(0, 1))
  const family = families[0] && /^[A-Z]/.test(families[0]) ? families[0] : romanised(name.slice(0, length))
  const given = [...name.slice(length)].map(soundsOf).join('-')
  return given === '' ? null : `${family} ${capitalised(given)}`
}

const DOUBLE = new Set(['남궁', '황보', '제갈', '선우', '독고', '사공', '서문'])

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

interface Syllable {
  initial: number
  vowel: number
  final: number
}

function soundsOf(word: string): string {
  return word.replace(/[가-힣]+/g, (hangul) => latinOf(assimilated([...hangul].map(taken))))
}

function taken(character: string): Syllable {
  const code = character.charCodeAt(0) - 0xac00
  return { initial: Math.floor(code / 588), vowel: Math.floor(code / 28) % 21, final: code % 28 }
}

/** In the order of Unicode: initials ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ. */
const [G, N, D, R, M, B, SILENT, J, CH, K, T] = [0, 2, 3, 5, 6, 7, 11, 12, 14, 15, 16] as const
/** Finals none, ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ: what each is as an initial, and what stays. */
const MOVED: Record<number, [initial: number, stays: number]> = {
  ...{ 1: [G, 0], 2: [1, 0], 3: [9, 1], 4: [N, 0], 5: [J, 4], 6: [N, 0], 7: [D, 0], 8: [R, 0], 9: [G, 8] },
  ...{ 10: [M, 8], 11: [B, 8], 12: [9, 8], 13: [T, 8], 14: [17, 8], 15: [R, 0], 16: [M, 0], 17: [B, 0] },
  ...{ 18: [9, 17], 19: [9, 0], 20: [10, 0], 22: [J, 0], 23: [CH, 0], 24: [K, 0], 25: [T, 0], 26: [17, 0] },
  27: [SILENT, 0],
}
/** Groups of finals that sound alike before a consonant. */
const LIKE_K = [1, 2, 3, 9, 24]
const LIKE_T = [7, 19, 20, 22, 23, 25, 27]
const LIKE_P = [11, 14, 17, 18, 26]
const LIKE_L = [8, 12, 13, 15]
const [FINAL_N, FINAL_L, FINAL_M, FINAL_NG] = [4, 8, 16, 21] as const
const I = 20

/** What neighbours do to each other: a final moves before a vowel, stops turn nasal before nasals, ㄴ and ㄹ meet as ㄹㄹ. */
function assimilated(syllables: Syllable[]): Syllable[] {
  const all = syllables.map((one) => ({ ...one }))
  for (const [index, here] of all.entries()) {
    const next = all[index + 1]
    if (!next || here.final === 0) continue
    if (next.initial === SILENT) {
      if (here.final === FINAL_NG) continue
      const [initial, stays] = MOVED[here.final]!
      const isSoftened = next.vowel === I && (here.final === 7 || here.final === 25)
      next.initial = isSoftened ? (here.final === 7 ? J : CH) : initial
      here.final = stays
      continue
    }
    if ([6, 15, 27].includes(here.final) && [G, D, J].includes(next.initial as never)) {
      next.initial = { [G]: K, [D]: T, [J]: CH }[next.initial]!
      here.final = { 6: FINAL_N, 15: FINAL_L, 27: 0 }[here.final]!
      continue
    }
    const isNasal = next.initial === N || next.initial === M
    if (next.initial === R && [FINAL_M, FINAL_NG, ...LIKE_K, ...LIKE_P].includes(here.final)) next.initial = N
    else if (next.initial === R && (here.final === FINAL_N || LIKE_L.includes(here.final)))
      here.final = FINAL_L
    else if (next.initial === N && LIKE_L.includes(here.final)) next.initial = R
    if (isNasal || (next.initial === N && here.final !== FINAL_N)) here.final = nasal(here.final)
  }
  return all
}

function nasal(final: number): number {
  if (LIKE_K.includes(final)) return FINAL_NG
  if (LIKE_T.includes(final)) return FINAL_N
  return LIKE_P.includes(final) ? FINAL_M : final
}

function latinOf(syllables: Syllable[]): string {
  return syllables
    .map(({ initial, vowel, final }, index) => {
      const isDoubled = initial === R && LIKE_L.includes(syllables[index - 1]?.final ?? 0)
      return (isDoubled ? 'l' : INITIALS[initial]!) + VOWELS[vowel]! + FINALS[final]!
    })
    .join('')
}

const INITIALS = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ')
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const FINALS = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')
