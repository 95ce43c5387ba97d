import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { check } from './checkCommand'
import { Refused } from './errors'
import { importArchives } from './importCommand'
import { memoryCommand } from './memoryCommand'
import { print } from './program'
import { root } from './root'
import type { Block } from './text/blocks'
import { alignableBlocks, listedStep, segmentsOf } from './text/segments'

interface Command {
  usage: string
  does: string
  run(words: string[]): Promise<void>
}

const commands: Record<string, Command> = {
  segments: {
    usage: 'segments FILE',
    does: 'prints what a Markdown, HTML or .docx file is cut into, as JSON',
    run: segments,
  },
  check: {
    usage: 'check [--glossary TERMS.tsv]',
    does: 'reads {"ko", "en"} a line and prints what the checks find in each pair, a line for a line',
    run: check,
  },
  align: {
    usage: 'align [--texts] FILE FILE [FILE…]',
    does: 'prints what became of each paragraph from file to file, a line of JSON a step; --texts adds the words',
    run: alignFiles,
  },
  memory: {
    usage: 'memory import FILE.tsv | memory match [--limit N]',
    does: 'fills the translation memory with pairs (ko, en, perhaps source); finds matches for the lines of standard input, as JSON',
    run: memoryCommand,
  },
  import: {
    usage: 'import [--dry-run] [--json] [--no-fetch] [--as EMAIL] FILE…',
    does: 'brings in what a Blogger or WordPress export, or a folder of Markdown or HTML, holds',
    run: importArchives,
  },
}

/** Asked for in a way we do not understand. */
class Misused extends Error {}

async function segments(words: string[]): Promise<void> {
  const [path, ...more] = words
  if (!path || more.length > 0) throw new Misused('segments takes one file.')
  await print([JSON.stringify(await segmentsOf(basename(path), await contentOf(path)), null, 2)])
}

/** Nothing is printed before every file has been read. */
async function alignFiles(words: string[]): Promise<void> {
  const paths = words.filter((word) => word !== '--texts')
  const option = paths.find((path) => path.startsWith('--'))
  if (option) throw new Misused(`align knows no option ${option}.`)
  if (paths.length < 2) throw new Misused('align takes two files or more.')

  const versions: Block[][] = []
  for (const path of paths) versions.push(await alignableBlocks(basename(path), await contentOf(path)))
  for (const [index, after] of versions.slice(1).entries()) {
    const { links, ...texts } = listedStep(versions[index]!, after)
    await print([JSON.stringify(words.includes('--texts') ? { links, ...texts } : { links })])
  }
}

async function contentOf(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Misused(`${path} cannot be read (${error.code ?? error.message}).`)
  })
}

async function main([name, ...words]: string[]): Promise<number> {
  if (name === 'help' || name === '--help') {
    console.log(usage())
    return 0
  }
  try {
    const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw new Misused(name ? `There is no command “${name}”.` : 'Which command?')
    await command.run(words)
    return 0
  } catch (error) {
    if (error instanceof Misused) console.error(`${error.message}\n\n${usage()}`)
    else if (error instanceof Refused) console.error(sentence(error))
    else throw error
    return 2
  }
}

function usage(): string {
  const lines = Object.values(commands).map(({ usage, does }) => `  npm run -s cli -- ${usage}    ${does}`)
  return ['Usage:', ...lines].join('\n')
}

function sentence({ rule, detail }: Refused): string {
  const sentences = JSON.parse(readFileSync(join(root, 'locales/en/refusals.json'), 'utf8')) as Record<
    string,
    string
  >
  return (sentences[rule] ?? rule).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(detail[name] ?? ''))
}

// Whoever reads may have had enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await main(process.argv.slice(2))
