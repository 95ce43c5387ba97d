import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { heirs } from '../server/text/alignment'
import { blocksOf } from '../server/text/markdown'
import { listedStep, type ListedStep } from '../server/text/segments'
import type { Figure } from './figures'

/**
 * A folder of folders, each with the versions of one document and a `meta.json` that names their files in order.
 *
 * What should be found is found here once more by other means, from the texts alone. A paragraph whose text stands in
 * the old version is verbatim, for as long as copies last; of those that stand once in both versions the moved ones are
 * out of the longest order they kept. Of what is left every paragraph is compared with every other: two that are each
 * other's likest, and alike by 0.5 or more, are one that was edited.
 */
export function benchChains(folder: string): Figure[] {
  const chains = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const steps = chains.flatMap(({ name }) => stepsOf(join(folder, name)))
  const counts = steps.map(countsOf)
  const sum = (what: keyof Counts) => counts.reduce((total, count) => total + count[what], 0)
  const kept = (name: string, goal: string, [found, all]: [keyof Counts, keyof Counts]): Figure => ({
    name: `${name} (${sum(found)} of ${sum(all)})`,
    value: (100 * sum(found)) / sum(all),
    unit: '%',
    goal,
  })
  return [
    { name: `steps of ${chains.length} chains`, value: steps.length, unit: '' },
    kept('verbatim, identity kept', '100', ['verbatimKept', 'verbatim']),
    kept('verbatim and moved, identity kept', '100', ['movedKept', 'moved']),
    kept('edited, alike by 0.5, identity kept', 'at least 97', ['editedKept', 'edited']),
    { name: 'inherits while alike by less than 0.2', value: sum('strangers'), unit: '', goal: '0' },
    { name: 'inherits while alike by less than 0.5', value: sum('weak'), unit: '' },
  ]
}

function stepsOf(chain: string): ListedStep[] {
  const meta = JSON.parse(readFileSync(join(chain, 'meta.json'), 'utf8')) as { versions: { file: string }[] }
  const versions = meta.versions.map(({ file }) => blocksOf(readFileSync(join(chain, file), 'utf8')))
  return versions.slice(1).map((after, index) => listedStep(versions[index]!, after))
}

interface Counts {
  verbatim: number
  verbatimKept: number
  moved: number
  movedKept: number
  edited: number
  editedKept: number
  strangers: number
  weak: number
}

function countsOf(step: ListedStep): Counts {
  const heirOf = heirs(step.links)
  const isKept = ([old, now]: Two) => step.old[heirOf[now] ?? -1] === step.old[old]
  const moved = movedIn(step)
  const edited = editedIn(step)
  const inherited = heirOf.flatMap((old, now) =>
    old === null || step.old[old] === step.new[now] ? [] : likeness(step.old[old]!, step.new[now]!),
  )
  return {
    ...verbatimIn(step, heirOf),
    moved: moved.length,
    movedKept: moved.filter(isKept).length,
    edited: edited.length,
    editedKept: edited.filter(isKept).length,
    strangers: inherited.filter((alike) => alike < 0.2).length,
    weak: inherited.filter((alike) => alike < 0.5).length,
  }
}

function verbatimIn(step: ListedStep, heirOf: (number | null)[]): Pick<Counts, 'verbatim' | 'verbatimKept'> {
  const olds = positionsOf(step.old)
  let [verbatim, verbatimKept] = [0, 0]
  for (const [text, news] of positionsOf(step.new)) {
    const due = Math.min(news.length, olds.get(text)?.length ?? 0)
    verbatim += due
    verbatimKept += Math.min(due, news.filter((now) => step.old[heirOf[now] ?? -1] === text).length)
  }
  return { verbatim, verbatimKept }
}

type Two = [old: number, now: number]

function movedIn(step: ListedStep): Two[] {
  const olds = positionsOf(step.old)
  const both = [...positionsOf(step.new)].flatMap(([text, [now, ...more]]): Two[] => {
    const [old, ...copies] = olds.get(text) ?? []
    return old === undefined || copies.length + more.length > 0 ? [] : [[old, now!]]
  })
  both.sort(([, one], [, other]) => one - other)
  const inOrder = new Set(longestOrder(both))
  return both.filter((two) => !inOrder.has(two))
}

/** Every one extends the longest order before it that it can. */
function longestOrder(both: Two[]): Two[] {
  const longest: { two: Two; length: number; before: number }[] = []
  for (const two of both) {
    let before = -1
    for (const [at, other] of longest.entries())
      if (other.two[0] < two[0] && (before < 0 || other.length > longest[before]!.length)) before = at
    longest.push({ two, before, length: before < 0 ? 1 : longest[before]!.length + 1 })
  }
  let at = longest.reduce(
    (best, { length }, index) => (length > (longest[best]?.length ?? 0) ? index : best),
    -1,
  )
  const order: Two[] = []
  for (; at >= 0; at = longest[at]!.before) order.push(longest[at]!.two)
  return order
}

function editedIn(step: ListedStep): Two[] {
  const olds = without(step.old, step.new)
  const news = without(step.new, step.old)
  const table = news.map((now) => olds.map((old) => likeness(step.old[old]!, step.new[now]!)))
  return news.flatMap((now, row): Two[] => {
    const best = Math.max(...table[row]!)
    const column = table[row]!.indexOf(best)
    const isMutual = best >= 0.5 && table.every((others) => others[column]! <= best)
    return isMutual ? [[olds[column]!, now]] : []
  })
}

/** The positions of what the other texts do not have, or have fewer copies of. */
function without(texts: string[], others: string[]): number[] {
  const rest = positionsOf(others)
  return texts.flatMap((text, at) => (rest.get(text)?.pop() === undefined ? at : []))
}

function positionsOf(texts: string[]): Map<string, number[]> {
  const positions = new Map<string, number[]>()
  for (const [at, text] of texts.entries()) positions.set(text, [...(positions.get(text) ?? []), at])
  return positions
}

/** Dice on the letter pairs of both texts as they stand, marks and spaces too. */
function likeness(one: string, other: string): number {
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2))
  if (one.length < 2 || other.length < 2) return one === other ? 1 : 0
  const left = positionsOf(pairs(one))
  const shared = pairs(other).filter((pair) => left.get(pair)?.pop() !== undefined).length
  return (2 * shared) / (one.length + other.length - 2)
}
