import { readFile } from 'node:fs/promises'
import { findingsOf, plainContext } from '../server/checks/all'
import { Pair } from '../server/checks/pair'
import { keyOf, type Context, type Finding } from '../server/checks/rules'
import { gainOfSwapping, SURELY_SWAPPED } from '../server/checks/swappedNeighbours'
import { termsFromLines } from '../server/text/glossary'
import { termFinder } from '../server/text/terms'

/** A line of the file: a pair with a fault planted in its English, or untouched when the fault is `none`. */
interface Planted {
  fault: string
  /** Of the two lines of one swapped pair, the same. */
  group?: string
  ko: string
  en: string
  orig_en: string
}

/** The checks that are meant for a fault; others may find it as well. */
const own: Record<string, string[]> = {
  ...{ drop_number: ['missing-number', 'list-number'], change_digit: ['missing-number', 'list-number'] },
  ...{ transpose_digits: ['missing-number', 'list-number'], scale_error: ['magnitude', 'missing-number'] },
  ...{ vague_scale: ['magnitude'], change_month: ['month'], currency_swap: ['currency'] },
  ...{
    drop_sentence: ['fewer-sentences', 'too-short'],
    truncate: ['too-short', 'fewer-sentences', 'cut-off'],
  },
  ...{ add_sentence: ['too-long', 'more-sentences'], leave_korean: ['leftover-hangul'] },
  ...{ untranslated: ['untranslated'], drop_link: ['missing-link'], change_link: ['missing-link'] },
  ...{ drop_code: ['missing-code', 'fewer-code'], drop_bold: ['bold'], wrong_term: ['term', 'name'] },
  ...{ unbalanced: ['brackets'], double_word: ['doubled-word'], change_latin: ['latin-names'] },
  ...{ question: ['question-mark'], drop_emoji: ['emoji'] },
}

interface Tally {
  pairs: number
  /** Something new was found that asks for something. */
  found: number
  foundByOwn: number
  byCheck: Map<string, number>
}

/** How many planted faults are found, how often an untouched pair is accused, and how long a pair takes. */
export async function benchChecks(words: string[]): Promise<void> {
  const [path, option, glossary] = words
  if (!path || (option !== undefined && (option !== '--glossary' || !glossary))) {
    console.error('npm run bench:checks -- FAULTS.jsonl [--glossary TERMS.tsv]')
    process.exitCode = 2
    return
  }
  const terms = glossary ? termsFromLines(await readFile(glossary, 'utf8')).terms : []
  const context: Context = { ...plainContext, terms: termFinder(terms) }

  const tallies = new Map<string, Tally>()
  const untouched = { pairs: 0, blocked: 0, accused: 0, byCheck: new Map<string, number>() }
  const milliseconds: number[] = []
  const findingsIn = (ko: string, en: string) => {
    const timed = () => {
      const begun = performance.now()
      const findings = findingsOf(new Pair(ko, en), context)
      return { findings, took: performance.now() - begun }
    }
    const [first, second] = [timed(), timed()]
    // The better of two: what else runs on the machine is no part of the figure.
    milliseconds.push(Math.min(first.took, second.took))
    return first.findings.filter(({ severity }) => severity !== 'info')
  }

  const planted = (await readFile(path, 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Planted)
  for (const { fault, ko, en, orig_en: original } of planted) {
    const findings = findingsIn(ko, en)
    if (fault === 'none') {
      untouched.pairs++
      if (findings.some(({ severity }) => severity === 'block')) untouched.blocked++
      if (findings.length > 0) untouched.accused++
      count(untouched.byCheck, findings)
      continue
    }
    const known = new Set(findingsIn(ko, original).map(keyOf))
    const fresh = findings.filter((finding) => !known.has(keyOf(finding)))
    const tally = tallies.get(fault) ?? { pairs: 0, found: 0, foundByOwn: 0, byCheck: new Map() }
    tallies.set(fault, tally)
    tally.pairs++
    if (fresh.length > 0) tally.found++
    if (fresh.some(({ check }) => own[fault]?.includes(check))) tally.foundByOwn++
    count(tally.byCheck, fresh)
  }

  printFaults(tallies)
  printSwaps(planted)
  printAlarms(untouched)
  const inOrder = milliseconds.sort((one, other) => one - other)
  const at = (share: number) => (inOrder[Math.floor((inOrder.length - 1) * share)] ?? 0).toFixed(3)
  console.log(
    `\nA pair takes ${at(0.5)} ms (median), ${at(0.99)} ms (99 of 100), of ${inOrder.length}; held to 1 ms`,
  )
}

function count(byCheck: Map<string, number>, findings: Finding[]): void {
  for (const check of new Set(findings.map((finding) => finding.check)))
    byCheck.set(check, (byCheck.get(check) ?? 0) + 1)
}

function printFaults(tallies: Map<string, Tally>): void {
  console.log('\nPlanted faults: found by any check, by its own, and by which')
  console.log(`  ${'fault'.padEnd(18)}${'n'.padStart(5)}${'any'.padStart(9)}${'own'.padStart(9)}   checks`)
  for (const [fault, { pairs, found, foundByOwn, byCheck }] of tallies) {
    const best = mostFirst(byCheck).slice(0, 4)
    const which = best.map(([check, times]) => `${check} ${percent(times, pairs)}`).join(', ')
    const ownShare = own[fault] ? percent(foundByOwn, pairs) : '–'
    console.log(
      `  ${fault.padEnd(18)}${String(pairs).padStart(5)}${percent(found, pairs).padStart(9)}${ownShare.padStart(9)}   ${which}`,
    )
  }
}

/** The same pairs as an article has them: two neighbours, looked at together. */
function printSwaps(planted: Planted[]): void {
  const groups = new Map<string, Planted[]>()
  for (const one of planted)
    if (one.group !== undefined) groups.set(one.group, [...(groups.get(one.group) ?? []), one])
  const neighbours = [...groups.values()].filter((group) => group.length === 2) as [Planted, Planted][]
  const share = (english: (one: Planted) => string) =>
    neighbours.filter(
      ([one, other]) =>
        gainOfSwapping(new Pair(one.ko, english(one)), new Pair(other.ko, english(other))) > SURELY_SWAPPED,
    ).length
  const found = percent(
    share(({ en }) => en),
    neighbours.length,
  )
  const wrong = percent(
    share(({ orig_en: original }) => original),
    neighbours.length,
  )
  console.log(
    `  Neighbours exchanged, seen together: ${found} found, ${wrong} accused in order, of ${neighbours.length}`,
  )
}

function printAlarms(untouched: {
  pairs: number
  blocked: number
  accused: number
  byCheck: Map<string, number>
}): void {
  const { pairs, blocked, accused, byCheck } = untouched
  console.log(`\nUntouched pairs: ${pairs}`)
  console.log(
    `  ${'something that blocks'.padEnd(24)}${percent(blocked, pairs).padStart(8)}  (held to 5.5 %)`,
  )
  console.log(`  ${'anything at all'.padEnd(24)}${percent(accused, pairs).padStart(8)}  (held to 11 %)`)
  for (const [check, times] of mostFirst(byCheck))
    console.log(`    ${check.padEnd(22)}${percent(times, pairs, 2).padStart(8)}`)
}

function mostFirst(byCheck: Map<string, number>): [string, number][] {
  return [...byCheck].sort(([, one], [, other]) => other - one)
}

function percent(part: number, whole: number, digits = 1): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(digits)} %`
}
