import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { readConfig } from './config'
import { openDatabase, type Database } from './db/open'
import { Refused } from './errors'
import { importPairs } from './memory/actions'
import type { LineRule } from './memory/importing'
import { startRecall } from './memory/recall'
import type { Match } from './memory/rules'
import { matchesFor } from './memory/store'
import { loadSettings, print } from './program'
import { linesIn } from './text/lines'

/** `memory import FILE` and `memory match [--limit N]`: the translation memory from outside. */
export async function memoryCommand([name, ...words]: string[]): Promise<void> {
  if (name === 'import') return importFile(words)
  if (name === 'match') return matchLines(words)
  throw new Refused('memory-command')
}

async function importFile([path, ...more]: string[]): Promise<void> {
  if (!path || more.length > 0) throw new Refused('memory-import-file')
  await access(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refused('memory-file-unreadable', { file: path, reason: error.code ?? error.message })
  })
  await withDatabase(async ({ web }) => {
    const lines = linesIn(createReadStream(path, { encoding: 'utf8' }))
    const { taken, known, refused } = await importPairs(web, lines, nameOf(path), (line, rule) =>
      console.error(`Line ${line}: ${whatIsWrong[rule]}`),
    )
    console.log(`${taken} taken, ${known} known already, ${refused} refused.`)
  })
}

/** As prose is kept, whatever the file system let through. */
function nameOf(path: string): string {
  return basename(path).normalize('NFC').replace(/\p{C}/gu, '').trim() || 'file'
}

const whatIsWrong: Record<LineRule, string> = {
  'line-columns': 'it needs two or three columns apart by tabs: ko, en, and perhaps source.',
  'line-empty': 'the Korean or the English is empty.',
  'line-too-long': 'a column is longer than 200,000 characters.',
  'line-unclean': 'it has control characters or bytes that are no UTF-8.',
}

/** A segment a line in, a line of JSON out, in the same order; milliseconds are those of the look-up alone. */
async function matchLines(words: string[]): Promise<void> {
  const limit = limitIn(words)
  await withDatabase(async ({ web, urls }) => {
    const recall = startRecall(urls.web)
    try {
      if (!(await recall.filled())) throw new Refused('memory-away')
      for await (const segment of linesIn(process.stdin.setEncoding('utf8'))) {
        const begun = performance.now()
        const [found] = await matchesFor(web, recall, [{ text: segment }])
        const ms = Math.round((performance.now() - begun) * 100) / 100
        const matches = found!.matches.slice(0, limit).map(said)
        await print([JSON.stringify({ segment, matches, ms })])
      }
    } finally {
      await recall.stop()
    }
  })
}

function said({ rate, inContext, ko, en, numbersReplaced, origin }: Match) {
  const numbers = numbersReplaced.map(({ from, to }) => ({ from, to }))
  return { rate, inContext, ko, en, numbersReplaced: numbers, origin }
}

function limitIn([option, value, ...more]: string[]): number {
  if (option === undefined) return 5
  if (option !== '--limit' || !/^[1-5]$/.test(value ?? '') || more.length > 0)
    throw new Refused('memory-match-limit')
  return Number(value)
}

async function withDatabase(use: (database: Database) => Promise<void>): Promise<void> {
  loadSettings()
  const database = await openDatabase(readConfig(process.env))
  try {
    await use(database)
  } finally {
    await database.close()
  }
}
