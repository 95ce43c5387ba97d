import { blanked, plainProse } from '../blanking'
import type { Block } from '../blocks'
import { fileNameOf } from '../fileNames'
import { comparable, linksIn } from '../links'
import { codeIn, emojiIn } from '../marks'
import { englishNumbers } from '../numbers/english'
import { koreanNumbers } from '../numbers/korean'
import { keyOf, meaningsOf, type Reading } from '../numbers/reading'
import { soundsOfHangul, soundsOfLatin } from './sounds'

/** What stands in a text in a form that its translation has as well. */
export type AnchorSort =
  | 'number'
  | 'name'
  /** A word of English that is no name, unless the Korean has it too. */
  | 'word'
  | 'sound'
  | 'link'
  | 'picture'
  | 'code'

/** Anchors by a key that says the same in both languages. */
export type Anchors = Map<string, AnchorSort>

export type Language = 'ko' | 'en'

/** The anchors of a block. A picture and a piece of code are known by what they are, words by what both languages write. */
export function anchorsOf(block: Block, language: Language): Anchors {
  const anchors: Anchors = new Map()
  const put = (sort: AnchorSort, value: string) => anchors.set(`${sort}:${value}`, sort)
  const putWord = (word: string) => {
    const key = `name:${word.toLowerCase().replace(/(?<=.{3})s$/, '')}`
    if (language === 'ko' || /[A-Z0-9]/.test(word)) anchors.set(key, 'name')
    else if (!anchors.has(key)) anchors.set(key, 'word')
  }
  const { kind, text, attributes } = block
  if (kind === 'figure') {
    const picture = pictureName(attributes.src ?? attributes.media ?? '')
    if (picture) put('picture', picture)
    return anchors
  }
  if (kind === 'code') {
    for (const line of text.split('\n')) {
      const said = line.replace(/\s+/g, '')
      if (said.length >= 4 && !/[가-힣]/.test(said)) put('code', said.slice(0, 200))
    }
    return anchors
  }
  for (const { address } of linksIn(text)) put('link', comparable(address))
  for (const { code } of codeIn(text)) put('code', code)
  for (const emoji of emojiIn(text)) put('code', emoji)
  for (const number of (language === 'ko' ? koreanNumbers : englishNumbers)(text).filter(isTelling)) {
    for (const key of keysOf(number)) put('number', key)
  }
  const prose = plainProse(text)
  for (const word of prose.match(LATIN) ?? []) {
    if (word.length >= 2) putWord(word)
    if (language === 'en') for (const sound of soundsOfLatin(word)) put('sound', sound)
  }
  if (language === 'ko') {
    for (const [run] of prose.matchAll(HANGUL)) for (const sound of soundsOfHangul(run)) put('sound', sound)
  }
  return anchors
}

const LATIN = /[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*/g
const HANGUL = /[가-힣]{2,}/g

function isTelling({ hard, value, kind }: Reading): boolean {
  return hard || (kind !== 'word' && Number.isFinite(value) && value >= 10)
}

function keysOf(number: Reading): string[] {
  if (number.signs) return [number.signs]
  return [...new Set(meaningsOf(number).map((value) => (number.vague ? `~${keyOf(value)}` : keyOf(value))))]
}

/** Copies of a picture in other sizes keep its name: photo-1024x768.jpg, s320/photo.jpg. */
function pictureName(address: string): string {
  return fileNameOf(address)
    .toLowerCase()
    .replace(/-\d{2,5}x\d{2,5}(?=\.\w+$)/, '')
}

/** Letters of the English that a Korean text of this length becomes, or that an English text has; digits count as letters. */
export function lengthOf({ kind, text }: Block, language: Language): number {
  if (kind === 'figure' || kind === 'break') return 0
  const prose = kind === 'code' ? text : blanked(text)
  const latin = prose.match(/[A-Za-z0-9]/g)?.length ?? 0
  if (language === 'en') return latin
  return LETTERS_PER_SYLLABLE * (prose.match(/[가-힣]/g)?.length ?? 0) + latin
}

/** As in lengths.ts. */
const LETTERS_PER_SYLLABLE = 2.246
