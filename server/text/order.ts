type Language = 'ko' | 'en'

const collators = { ko: new Intl.Collator('ko'), en: new Intl.Collator('en') }

/** As a dictionary of this language has them: 가나다 and then the alphabet, or the alphabet and then 가나다. */
export function inOrder<One>(all: readonly One[], language: Language, nameOf: (one: One) => string): One[] {
  const { compare } = collators[language]
  return [...all].sort((one, other) => compare(nameOf(one), nameOf(other)))
}

const consonants = [...'ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ']

/** What an index puts a name under: ㄱ for 강 and 까치, E for Élan, # for what begins with no letter. */
export function initialOf(name: string): string {
  const first = /[\p{L}\p{N}]/u.exec(name.normalize('NFC'))?.[0] ?? ''
  const syllable = first.charCodeAt(0) - 0xac00
  if (syllable >= 0 && syllable < 11172) return consonants[Math.floor(syllable / 588)]!
  const letter = first.normalize('NFD')[0]?.toUpperCase() ?? ''
  return /\p{L}/u.test(letter) ? letter : '#'
}
