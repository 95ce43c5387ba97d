import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alignBitext, type Bead } from '../server/text/bitext/aligning'
import { profileOf, proposalsFor } from '../server/text/bitext/proposing'
import type { Block } from '../server/text/blocks'
import { blocksOf } from '../server/text/markdown'
import { chanceFrom, type Chance } from '../test/gate/chance'
import type { Figure } from './figures'

/**
 * How well an archive in two languages is put together again. The folder holds articles as `NAME.ko.md` and `NAME.en.md`, whose
 * blocks (separated by one empty line) correspond one to one; nothing but the texts is looked at.
 */
export function benchPairing(folder: string): Figure[] {
  const articles = articlesIn(folder)
  if (articles.length === 0) throw new Error(`There is no NAME.ko.md with its NAME.en.md in ${folder}.`)
  return [...benchPosts(articles), ...benchParagraphs(articles)]
}

interface Article {
  name: string
  /** Block beside block, in Markdown. */
  korean: string[]
  english: string[]
}

function articlesIn(folder: string): Article[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ko.md'))
    .map((file) => {
      const name = file.replace(/\.ko\.md$/, '')
      const [korean, english] = ['ko', 'en'].map((language) =>
        readFileSync(join(folder, `${name}.${language}.md`), 'utf8')
          .trim()
          .split(/\n{2,}/),
      ) as [string[], string[]]
      if (korean.length !== english.length) throw new Error(`${name}: blocks do not correspond`)
      return { name, korean, english }
    })
}

/** Posts are renamed, without dates and shuffled, and a tenth of the English is lost; each should have its Korean proposed first. */
function benchPosts(articles: Article[]): Figure[] {
  let [first, listed, all, sure, strange] = [0, 0, 0, 0, 0]
  for (let seed = 1; seed <= SEEDS; seed++) {
    const chance = chanceFrom(seed)
    const sides = articles.map(sidesOf)
    const named = (language: 'ko' | 'en') =>
      shuffled(sides, chance).map(({ korean, english }, at) => {
        const { blocks } = language === 'ko' ? korean : hurtSide(english, chance)
        const id = `${language}-${at}`
        return { profile: profileOf({ id, blocks, address: '', publishedAt: null }, language), korean }
      })
    const [korean, english] = [named('ko'), named('en')]
    const meant = new Map(korean.map((post) => [post.korean, post.profile.id]))
    const found = proposalsFor(
      korean.map(({ profile }) => profile),
      english.map(({ profile }) => profile),
    )
    for (const post of english) {
      const proposals = found.get(post.profile.id)!
      const right = meant.get(post.korean)
      all++
      if (proposals[0]?.korean === right) first++
      if (proposals.some((one) => one.korean === right)) listed++
      if (proposals[0]!.score >= 80) sure++
      strange += proposals.filter((one) => one.score >= 50 && one.korean !== right).length
    }
  }
  const share = (name: string, count: number, goal?: string): Figure => ({
    name: `${name} (${count} of ${all})`,
    value: (100 * count) / all,
    unit: '%',
    ...(goal === undefined ? {} : { goal }),
  })
  return [
    share('pairs of posts proposed first', first, 'at least 95'),
    share('pairs of posts among the proposals', listed),
    share('first proposals that are sure by 80 % or more', sure),
    { name: 'wrong proposals that are sure by 50 % or more', value: strange, unit: '' },
  ]
}

function shuffled<One>(all: One[], chance: Chance): One[] {
  const rest = [...all]
  return all.map(() => rest.splice(Math.floor(chance.roll() * rest.length), 1)[0]!)
}

/** A text with, for each of its blocks, what it was made of: places in the article as it was. */
interface Side {
  blocks: Block[]
  origins: Set<number>[]
}

const SEEDS = 5
const HURT = 0.1

/** The articles as they are, and with a tenth of the paragraphs of one side dropped or joined to the one before. */
function benchParagraphs(articles: Article[]): Figure[] {
  const runs: [string, number, Hurt][] = [
    ['as they are', 1, (korean, english) => [korean, english]],
    [
      '10 % of the English dropped or joined',
      SEEDS,
      (korean, english, chance) => [korean, hurtSide(english, chance)],
    ],
    [
      '10 % of the Korean dropped or joined',
      SEEDS,
      (korean, english, chance) => [hurtSide(korean, chance), english],
    ],
  ]
  return runs.map(([name, seeds, hurt]) => {
    let [right, all] = [0, 0]
    for (let seed = 1; seed <= seeds; seed++)
      for (const [index, article] of articles.entries()) {
        const sides = sidesOf(article)
        const [korean, english] = hurt(sides.korean, sides.english, chanceFrom(seed * 1000 + index))
        right += rightIn(alignBitext(korean.blocks, english.blocks), korean, english)
        all += korean.blocks.length + english.blocks.length
      }
    return {
      name: `paragraphs beside theirs, ${name} (${right} of ${all})`,
      value: (100 * right) / all,
      unit: '%',
      goal: 'at least 97',
    }
  })
}

type Hurt = (korean: Side, english: Side, chance: Chance) => [Side, Side]

/** Both sides cut into blocks. Where a block of Markdown is cut into as many on both sides, those correspond one to one. */
function sidesOf({ korean, english }: Article): { korean: Side; english: Side } {
  const sides = { korean: emptySide(), english: emptySide() }
  let origin = 0
  for (const [index, text] of korean.entries()) {
    const pieces = [pieceOf(text, index), pieceOf(english[index]!, index)] as const
    const isEven = pieces[0].length === pieces[1].length
    for (const [side, blocks] of [
      [sides.korean, pieces[0]],
      [sides.english, pieces[1]],
    ] as const) {
      for (const [nth, block] of blocks.entries()) {
        side.blocks.push(block)
        side.origins.push(new Set([isEven ? origin + nth : origin]))
      }
    }
    origin += isEven ? pieces[0].length : 1
  }
  return sides
}

function emptySide(): Side {
  return { blocks: [], origins: [] }
}

/** What stands at the head of an article is read otherwise, so later pieces are read behind a title. */
function pieceOf(text: string, index: number): Block[] {
  return index === 0 ? blocksOf(text) : blocksOf(`# T\n\nW\n\n${text}`).slice(2)
}

/** Of the paragraphs a tenth is dropped, or joined to the one before if it is of the same kind, as a coin falls. */
function hurtSide({ blocks, origins }: Side, chance: Chance): Side {
  const hurt = emptySide()
  for (const [at, block] of blocks.entries()) {
    const last = hurt.blocks.at(-1)
    const isText = ['paragraph', 'item', 'quotation'].includes(block.kind)
    const isHurt = isText && chance.roll() < HURT
    if (isHurt && chance.roll() < 0.5) continue
    const isNext = at > 0 && [...origins[at - 1]!].some((origin) => hurt.origins.at(-1)?.has(origin))
    if (isHurt && isNext && last?.kind === block.kind) {
      hurt.blocks[hurt.blocks.length - 1] = { ...last, text: `${last.text} ${block.text}` }
      const joined = hurt.origins.at(-1)!
      hurt.origins[hurt.origins.length - 1] = new Set([...joined, ...origins[at]!])
      continue
    }
    hurt.blocks.push(block)
    hurt.origins.push(origins[at]!)
  }
  return hurt
}

/** How many paragraphs of both sides stand beside exactly those that they should. */
function rightIn(beads: Bead[], korean: Side, english: Side): number {
  const partnersOfKorean = new Map<number, string>()
  const partnersOfEnglish = new Map<number, string>()
  for (const bead of beads) {
    for (const one of bead.korean) partnersOfKorean.set(one, bead.english.join())
    for (const one of bead.english) partnersOfEnglish.set(one, bead.korean.join())
  }
  let right = 0
  for (const [ours, theirs, found] of [
    [korean, english, partnersOfKorean],
    [english, korean, partnersOfEnglish],
  ] as const) {
    for (const [at, origins] of ours.origins.entries()) {
      const meant = theirs.origins.flatMap((others, other) =>
        [...origins].some((one) => others.has(one)) ? [other] : [],
      )
      if (found.get(at) === meant.join()) right++
    }
  }
  return right
}
