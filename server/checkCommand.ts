import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findingsOf, plainContext } from './checks/all'
import { Pair } from './checks/pair'
import type { Context, Finding } from './checks/rules'
import { Refused } from './errors'
import { print } from './program'
import { root } from './root'
import { termsFromLines } from './text/glossary'
import { termFinder } from './text/terms'

/** Reads pairs from the standard input and prints what is found in each, a line for a line. */
export async function check(words: string[]): Promise<void> {
  const context = { ...plainContext, terms: termFinder(await termsAskedFor(words)) }
  const say = speaker('en')
  for await (const lines of linesOf(process.stdin)) {
    const { answers, trouble } = answersTo(lines, context, say)
    await print(answers)
    if (trouble) throw trouble
  }
}

async function termsAskedFor(words: string[]) {
  if (words.length === 0) return []
  const [option, path, ...more] = words
  if (option !== '--glossary' || !path || more.length > 0) throw new Refused('check-options')
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refused('glossary-unreadable', { path, reason: error.code ?? error.message })
  })
  const { terms, unread } = termsFromLines(text)
  if (unread[0] !== undefined) throw new Refused('glossary-line', { path, line: unread[0] })
  return terms
}

/** Lines as they arrive, several at a time, each with its number from 1. Only a newline ends one. */
async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder()
  let number = 0
  let rest = ''
  const numbered = (text: string): Line => ({ text, number: ++number })
  for await (const chunk of input) {
    const pieces = (
      rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    ).split('\n')
    rest = pieces.pop()!
    if (pieces.length > 0) yield pieces.map(numbered)
  }
  rest += decoder.decode()
  if (rest !== '') yield [numbered(rest)]
}

interface Line {
  text: string
  number: number
}

/** What is to be printed for some lines, up to the first that is no pair. */
function answersTo(
  lines: Line[],
  context: Context,
  say: Say,
): { answers: string[]; trouble: Refused | null } {
  const answers: string[] = []
  for (const { text, number } of lines) {
    if (text.trim() === '') continue
    const pair = pairFrom(text)
    if (!pair) return { answers, trouble: new Refused('line-no-pair', { line: number }) }
    const findings = findingsOf(pair, context).map((finding) => ({
      check: finding.check,
      severity: finding.severity,
      message: say(finding),
    }))
    answers.push(JSON.stringify({ findings }))
  }
  return { answers, trouble: null }
}

function pairFrom(line: string): Pair | null {
  try {
    const { ko, en } = JSON.parse(line) as { ko?: unknown; en?: unknown }
    return typeof ko === 'string' && typeof en === 'string' ? new Pair(ko, en) : null
  } catch {
    return null
  }
}

export type Say = (finding: Pick<Finding, 'sentence' | 'detail'>) => string

/** Says a finding in a language of the screen. */
export function speaker(locale: 'ko' | 'en'): Say {
  const { findings } = JSON.parse(readFileSync(join(root, 'locales', locale, 'checks.json'), 'utf8')) as {
    findings: Record<string, string>
  }
  return ({ sentence, detail }) =>
    findings[sentence]!.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(detail[name]))
}
