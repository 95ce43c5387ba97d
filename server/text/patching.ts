import { parseInline } from './inline'
import { compareNumbers } from './numbers/comparing'
import { englishNumbers } from './numbers/english'
import { koreanNumbers } from './numbers/korean'
import { keyOf, meaningsOf, type Reading } from './numbers/reading'
import { withArticle, writtenLike } from './numbers/writing'
import { replaced, type Replacement, type Span } from './spans'
import { wordsOf, type Inline } from './tidying'

/** Why an edit of the Korean matters: the worst that was changed. */
export type SourceChange = 'formatting' | 'punctuation' | 'number' | 'name' | 'wording'

/** What stood there and what stands there now, and where: in characters of the new English. */
export interface Replaced {
  from: string
  to: string
  at: number
}

export interface Patch {
  english: string
  /** In the order of the text; empty when the numbers are only written otherwise. */
  replaced: Replaced[]
}

/**
 * The English with the numbers of the new Korean, when numbers and dates are all that was changed and it is certain
 * where each of them stands; otherwise null, and a person has to look.
 */
export function patchNumbers(before: string, after: string, english: string): Patch | null {
  const [old, young] = [skeletonOf(before), skeletonOf(after)]
  if (withoutSpaces(old.words) !== withoutSpaces(young.words)) return null
  const pairs = old.numbers.map((one, index) => [one, young.numbers[index]!] as const)
  if (pairs.some(([one, other]) => !isSameSort(one, other))) return null
  const changed = pairs.filter(([one, other]) => !isSameValue(one, other))

  const stated = englishNumbers(english)
  const replacements = changed.map(([one, other]) => replacement(one, other, pairs, stated, english))
  if (!replacements.every((one) => one !== null)) return null
  const inOrder = withoutDoubles(replacements).sort((one, other) => one.from - other.from)
  if (inOrder.some(({ from }, index) => index > 0 && from < inOrder[index - 1]!.to)) return null

  const patched = {
    english: replaced(english, inOrder),
    replaced: saidOf(english, inOrder),
  }
  return agreesNoLess(before, english, after, patched.english) ? patched : null
}

/** What sort of change made `after` of `before`, two texts of one paragraph. Names are those of the termbase. */
export function changeOf(before: string, after: string, names: readonly string[] = []): SourceChange {
  const [one, other] = [parseInline(before), parseInline(after)]
  if (addressesIn(one).join(' ') !== addressesIn(other).join(' ')) return 'wording'
  const [old, young] = [tidied(wordsOf(one)), tidied(wordsOf(other))]
  if (old === young) return 'formatting'

  const [bones, newBones] = [skeletonOf(old), skeletonOf(young)]
  const sameNumbers =
    bones.numbers.length === newBones.numbers.length &&
    bones.numbers.every((number, index) => isSameValue(number, newBones.numbers[index]!))
  if (withoutPunctuation(old) === withoutPunctuation(young) && sameNumbers) return 'punctuation'
  if (withoutPunctuation(bones.words) === withoutPunctuation(newBones.words)) return 'number'
  const nameless = (words: string) => withoutPunctuation(withoutNames(words, names))
  return sameNumbers && nameless(bones.words) === nameless(newBones.words) ? 'name' : 'wording'
}

/** A text with one sign in the place of each number, and what stood there. */
interface Skeleton {
  words: string
  numbers: Reading[]
}

const NUMBER = '\ufffc'

function skeletonOf(korean: string): Skeleton {
  const numbers: Reading[] = []
  let words = ''
  let at = 0
  for (const one of koreanNumbers(korean)) {
    if (one.from < at) continue
    words += korean.slice(at, one.from) + NUMBER
    numbers.push(one)
    at = one.to
  }
  return { words: withOneParticle(words + korean.slice(at)), numbers }
}

/** Particles follow the sound of the number before them: 3은, 4는. */
function withOneParticle(words: string): string {
  return words.replace(
    AFTER_NUMBER,
    (_all, number: string, particle: string) => number + PARTICLES[particle]!,
  )
}

const PARTICLES: Record<string, string> = {
  ...{ 은: '은', 는: '은', 이: '이', 가: '이', 을: '을', 를: '을', 과: '과', 와: '과', 으로: '로', 로: '로' },
  ...{ 이나: '나', 나: '나', 이며: '며', 며: '며', 이고: '고', 고: '고', 이라: '라', 라: '라' },
}
const AFTER_NUMBER = new RegExp(
  `([${NUMBER}\ufffb])(이나|이며|이고|이라|으로|[은는이가을를과와로나며고라])(?![가-힣])`,
  'g',
)

function isSameSort(one: Reading, other: Reading): boolean {
  return one.kind === other.kind && one.vague === other.vague && (one.signs === '') === (other.signs === '')
}

function isSameValue(one: Reading, other: Reading): boolean {
  return isSameSort(one, other) && one.signs === other.signs && keyOf(one.value) === keyOf(other.value)
}

/** What to write where, when one English number and no other answers the old one and none that stays. */
function replacement(
  old: Reading,
  young: Reading,
  pairs: (readonly [Reading, Reading])[],
  stated: Reading[],
  english: string,
): Replacement | null {
  if (old.vague || old.parts.length > 0) return null
  const places = stated.filter((one) => mayAnswer(old, one))
  const [place] = places
  if (places.length !== 1 || !place || stated.some((one) => one !== place && overlap(one, place))) return null
  const isShared = pairs.some(
    ([one, other]) => mayAnswer(one, place) && !(isSameValue(one, old) && isSameValue(other, young)),
  )
  if (isShared) return null
  if (old.signs)
    return english.slice(place.from, place.to) === old.signs ? { ...spanOf(place), words: young.signs } : null

  const value = valueLike(old, young, place)
  if (value === null || !isSameGrammar(place, value)) return null
  const decimals = young.step < 1 && !place.scaled ? Math.round(-Math.log10(young.step)) : 0
  const written = writtenLike(english, place, value, decimals)
  return written && withArticle(english, written)
}

function spanOf({ from, to }: Reading): Span {
  return { from, to }
}

function overlap(one: Reading, other: Reading): boolean {
  return one.from < other.to && other.from < one.to
}

/** Whether an English number can be the rendering of a Korean one: the value is there, and the sort does not speak against it. */
function mayAnswer(korean: Reading, english: Reading): boolean {
  if (korean.signs || english.signs) return korean.signs === english.signs
  if (korean.vague || english.vague) return korean.vague && english.vague && korean.value === english.value
  const strict = STRICT_KINDS.find((kind) => korean.kind === kind || english.kind === kind)
  if (strict && korean.kind !== english.kind) return false
  const values = new Set(meaningsOf(korean).map(keyOf))
  return meaningsOf(english).some((value) => values.has(keyOf(value)))
}

/** Only the same sort answers these: 3월 is March, and 30 % is no 30 people. */
const STRICT_KINDS = ['month', 'percent', 'points', 'minute']

/** The new value as the old one stands there: 17 for 오후 5시 where 오후 3시 was 15, 30,000 where 2~3만 shares its unit. */
function valueLike(old: Reading, young: Reading, place: Reading): number | null {
  if (keyOf(place.value) === keyOf(old.value)) return young.value
  const index = old.alternatives.findIndex((value) => keyOf(value) === keyOf(place.value))
  if (index >= 0) return young.alternatives[index] ?? null
  const shared = place.alternatives.find((value) => keyOf(value) === keyOf(old.value))
  return shared && place.kind !== 'decade' && place.kind !== 'hour'
    ? (young.value * place.value) / shared
    : null
}

/** From one to several the words around a number change as well. */
function isSameGrammar({ kind, value: old }: Reading, value: number): boolean {
  return (old === 1) === (value === 1) || !COUNTING_KINDS.includes(kind)
}

const COUNTING_KINDS = ['amount', 'money', 'points', 'age', 'word']

function withoutDoubles(replacements: Replacement[]): Replacement[] {
  return [...new Map(replacements.map((one) => [one.from, one])).values()]
}

function saidOf(english: string, replacements: Replacement[]): Replaced[] {
  let moved = 0
  return replacements.map(({ from, to, words }) => {
    const at = from + moved
    moved += words.length - (to - from)
    return { from: english.slice(from, to), to: words, at }
  })
}

/** The proof of the patch: read anew, the new pair agrees in its numbers as well as the old one did. */
function agreesNoLess(before: string, english: string, after: string, patched: string): boolean {
  const [old, young] = [
    compareNumbers(koreanNumbers(before), englishNumbers(english)),
    compareNumbers(koreanNumbers(after), englishNumbers(patched)),
  ]
  return (['missing', 'added', 'magnitudes'] as const).every(
    (fault) => young[fault].length <= old[fault].length,
  )
}

function addressesIn(nodes: Inline[]): string[] {
  return nodes.flatMap((node) => [
    ...('url' in node ? [node.url] : []),
    ...('children' in node ? addressesIn(node.children) : []),
  ])
}

function tidied(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

function withoutSpaces(words: string): string {
  return words.replace(/\s/g, '')
}

/** Letters, digits and signs that mean something by themselves: % and $ stay. */
function withoutPunctuation(words: string): string {
  return words.replace(/(?!%)[\s\p{P}]/gu, '')
}

const NAME = '\ufffb'

function withoutNames(words: string, names: readonly string[]): string {
  const longestFirst = [...names].filter(Boolean).sort((one, other) => other.length - one.length)
  const unnamed = longestFirst.reduce((rest, name) => rest.replaceAll(name, NAME), words)
  return withOneParticle(unnamed.replace(/[A-Za-z][A-Za-z0-9]*(?:[.'’&+#-][A-Za-z0-9]+)*/g, NAME))
}
