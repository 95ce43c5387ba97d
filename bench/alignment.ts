import { align } from '../server/text/alignment'
import type { Block } from '../server/text/blocks'
import { chanceFrom } from '../test/gate/chance'
import { benchChains } from './chains'
import type { Figure } from './figures'
import { inMilliseconds, median } from './load'

/** Who keeps identity on real chains of versions, if their folder is named, and what aligning costs. */
export function benchAlignment(folder?: string): Figure[] {
  if (!folder) console.log('\nReal chains of versions are measured too by npm run bench -- alignment FOLDER.')
  return [...(folder ? benchChains(folder) : []), ...benchUsual(), ...benchWorst()]
}

const sizes = [1000, 2000, 4000, 8000, 16_000]
const rounds = 9

/** The ratio says how much faster than n log n the cost has grown from the smallest. */
function benchUsual(): Figure[] {
  const steps = sizes.map((size) => {
    const before = someTexts(size)
    return [before.map(paragraph), usualEdit(before).map(paragraph)] as const
  })
  const times = steps.map((): number[] => [])
  for (let round = 0; round < rounds; round++)
    for (const [index, step] of steps.entries()) times[index]!.push(timeOf(...step))

  const costs = times.map((runs) => median(runs.sort((one, other) => one - other)))
  const beside = (index: number) => costs[index]! / (sizes[index]! * Math.log(sizes[index]!))
  return sizes.map((size, index) => ({
    ...inMilliseconds(
      `${size} paragraphs, edited as usual`,
      costs[index]!,
      size === 2000 ? 'at most 150' : undefined,
    ),
    ratio: beside(index) / beside(0),
  }))
}

function benchWorst(): Figure[] {
  const texts = someTexts(2000)
  const long = someTexts(3000).join(' ').slice(0, 200_000)
  const cases: [string, string[], string[]][] = [
    ['2000 paragraphs, all of them new', texts, someTexts(2000)],
    ['2000 paragraphs, all of them edited', texts, texts.map(edit)],
    ['5000 times the same, and 1000 of them gone', copies('감사합니다', 5000), copies('감사합니다', 4000)],
    [
      '5000 times the same, reworded',
      copies('여러분 모두 감사합니다', 5000),
      copies('여러분 모두 고맙습니다', 5000),
    ],
    ['a paragraph of 200,000 characters, edited', [long], [long.slice(0, 9000) + long.slice(9050)]],
    ['the same cut into 2000', [long], copies('', 2000).map((_, at) => long.slice(at * 100, at * 100 + 100))],
  ]
  return cases.map(([name, before, after]) =>
    inMilliseconds(name, timeOf(before.map(paragraph), after.map(paragraph)), 'at most 1000'),
  )
}

function timeOf(before: Block[], after: Block[]): number {
  const begun = performance.now()
  align(before, after)
  return performance.now() - begun
}

const chance = chanceFrom(1)

/** Of the paragraphs 5 % edited, 2 % inserted, 2 % removed and 1 % moved. */
function usualEdit(before: string[]): string[] {
  const after = [...before]
  const times = (part: number, change: (at: number) => void) => {
    for (let time = 0; time < before.length * part; time++) change(below(after.length))
  }
  times(0.05, (at) => (after[at] = edit(after[at]!)))
  times(0.02, (at) => after.splice(at, 0, ...someTexts(1)))
  times(0.02, (at) => after.splice(at, 1))
  times(0.01, (at) => after.splice(below(after.length), 0, ...after.splice(at, 1)))
  return after
}

/** Another word somewhere in it. */
function edit(text: string): string {
  const words = text.split(' ')
  words[below(words.length)] = someWord()
  return words.join(' ')
}

/** Paragraphs of twelve to forty words, with the endings and many of the words of the others, as in an article. */
function someTexts(number: number): string[] {
  return copies('', number).map(
    () =>
      `${copies('', 12 + below(29))
        .map(someWord)
        .join(' ')}.`,
  )
}

const syllables = [...'가고구기나다도라로마무미바보사소수시아오우이자정조지하호']
const stems = copies('', 3000).map(
  () => chance.any(syllables) + chance.any(syllables) + chance.any(['', '인']),
)

function someWord(): string {
  return (
    chance.any(stems) + chance.any(['은', '는', '이', '가', '을', '를', '에서', '으로', '하고', '했다', ''])
  )
}

function below(limit: number): number {
  return Math.floor(chance.roll() * limit)
}

function copies(text: string, number: number): string[] {
  return Array.from({ length: number }, () => text)
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text, attributes: {} }
}
