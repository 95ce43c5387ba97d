import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig, type Config } from './config'
import { openDatabase, openIfThere, type Database } from './db/open'
import { Refused } from './errors'
import { importEntry, type Import } from './exchange/actions'
import { archivesAt, type Archive } from './exchange/archive'
import { Fetcher } from './exchange/fetching'
import { counted, importerAmong, isDraft, noCounts, type Counts, type Outcome } from './exchange/rules'
import { hasArchive } from './exchange/store'
import { mayTranslate, type Person } from './people/rules'
import { knownByEmail, people } from './people/store'
import { loadSettings, onSignal, print } from './program'
import { root } from './root'

interface Options {
  paths: string[]
  isDry: boolean
  isJson: boolean
  mayFetch: boolean
  /** The e-mail address of whoever imports, or null. */
  as: string | null
}

/**
 * Imports archives and says what became of every entry: a line of words each, or a line of JSON; the last line has the counts
 * (see `Counts`). All files are read to their ends before anything is kept, so a file that cannot be read costs nothing.
 */
export async function importArchives(words: string[]): Promise<void> {
  const options = optionsFrom(words)
  const notes = new Notes()
  const archives: Archive[] = []
  for (const path of options.paths) {
    const read = await archivesAt(path, (file, done, size) => notes.reading(file, done, size))
    archives.push(...read)
  }
  const database = await databaseFor(options, notes)
  if (database) onSignal(() => database.close())
  try {
    await importAll(options, archives, await runOf(options, database, notes), notes)
  } finally {
    await database?.close()
  }
}

function optionsFrom(words: string[]): Options {
  const options: Options = { paths: [], isDry: false, isJson: false, mayFetch: true, as: null }
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--dry-run') options.isDry = true
    else if (word === '--json') options.isJson = true
    else if (word === '--no-fetch') options.mayFetch = false
    else if (word === '--as' && rest.length > 0) options.as = rest.shift()!
    else if (word === '--') options.paths.push(...rest.splice(0))
    else if (word.startsWith('--') || word === '') throw new Refused('archive-options')
    else options.paths.push(word)
  }
  if (options.paths.length === 0) throw new Refused('archive-options')
  return options
}

/** A dry run looks at the database that is there, as it is, and does without one where there is none. */
async function databaseFor({ isDry }: Options, notes: Notes): Promise<Database | null> {
  loadSettings()
  if (!isDry) return reached(openDatabase)
  // The same note says that there is none and that it does not answer: a dry run goes on without it.
  const database = await openIfThere(readConfig(process.env)).catch(() => null)
  if (database && (await hasArchive(database.web).catch(() => false))) return database
  await database?.close()
  notes.say('without-database')
  return null
}

async function reached(open: (config: Config) => Promise<Database>): Promise<Database> {
  try {
    return await open(readConfig(process.env))
  } catch (error) {
    throw new Refused('archive-no-database', {
      reason: error instanceof Error ? error.message : String(error),
    })
  }
}

async function runOf(options: Options, database: Database | null, notes: Notes): Promise<Import> {
  const { isDry, mayFetch } = options
  const person = database ? await importer(options, database, notes) : null
  return {
    db: database?.web ?? null,
    person,
    isDry,
    fetcher: mayFetch && !isDry ? new Fetcher() : null,
    met: new Map(),
  }
}

async function importer(
  { as: email, isDry }: Options,
  { web }: Database,
  notes: Notes,
): Promise<Person | null> {
  if (email !== null) {
    const known = await knownByEmail(web, email)
    if (!known) throw new Refused('archive-importer-unknown', { email })
    if (!mayTranslate(known.person)) throw new Refused('archive-importer-may-not', { email })
    return known.person
  }
  const person = importerAmong(await people(web))
  if (!isDry) {
    if (person) notes.say('as', { name: person.name, email: person.email })
    else notes.say('nobody')
  }
  return person
}

async function importAll(options: Options, archives: Archive[], run: Import, notes: Notes): Promise<void> {
  const counts = noCounts()
  for (const archive of archives) {
    const { path, entries, mended } = archive
    for (const [kind, count] of Object.entries(mended)) {
      if (count === 0) continue
      counts.warnings++
      notes.mended(kind, path, count)
    }
    let done = 0
    for await (const entry of archive.read()) {
      const outcome = await importEntry(run, archive, entry)
      counted(counts, outcome)
      await print(options.isJson ? [jsonOf(outcome)] : notes.wordsFor(outcome))
      notes.importing(path, ++done, entries)
    }
  }
  await print(options.isJson ? [JSON.stringify(counts)] : notes.sum(counts, options.isDry))
}

function jsonOf({ file, entry, fate, language, slug, ...listed }: Outcome): string {
  const { externalId: id, kindSaid, ...said } = entry
  const reason = 'reason' in fate ? fate.reason : null
  const draft = isDraft(entry)
  return JSON.stringify({
    file,
    id,
    ...said,
    type: kindSaid,
    draft,
    fate: fate.fate,
    reason,
    language,
    slug,
    ...listed,
  })
}

type Blanks = Record<string, string | number>

/** What is said to people, and the progress, which goes to the standard error. */
class Notes {
  readonly #words = JSON.parse(readFileSync(join(root, 'locales/en/archive.json'), 'utf8')) as Record<
    'fates' | 'reasons' | 'warnings' | 'mended' | 'notes',
    Record<string, string>
  >
  readonly #refusals = JSON.parse(readFileSync(join(root, 'locales/en/refusals.json'), 'utf8')) as Record<
    string,
    string
  >
  #nextProgress = Date.now() + EVERY

  say(note: string, blanks: Blanks = {}): void {
    console.error(filled(this.#words.notes[note]!, blanks))
  }

  mended(kind: string, path: string, count: number): void {
    console.error(filled(this.#words.mended[kind]!, { path, count }))
  }

  reading(path: string, done: number, size: number): void {
    const megabytes = (bytes: number) => Math.round(bytes / 1e6)
    this.#progress('reading', { path, done: megabytes(done), size: megabytes(size) })
  }

  importing(path: string, done: number, count: number): void {
    this.#progress('importing', { path, done, count })
  }

  #progress(note: string, blanks: Blanks): void {
    if (Date.now() < this.#nextProgress) return
    this.#nextProgress = Date.now() + EVERY
    this.say(note, blanks)
  }

  wordsFor({ entry, fate, warnings, linked }: Outcome): string[] {
    const { title, externalId, kindSaid, status } = entry
    const reason = 'reason' in fate ? `: ${this.#reason(fate.reason)}` : ''
    const about = fate.fate === 'skipped' ? kindSaid : `${kindSaid}, ${status}`
    return [
      `${this.#words.fates[fate.fate]}${reason} — ${title || externalId} (${about})`,
      ...warnings.map((warning) => `    ${this.#words.warnings[warning]!}`),
      ...linked.map((address) => `    ${filled(this.#words.notes.linked!, { address })}`),
    ]
  }

  #reason(reason: string): string {
    return this.#words.reasons[reason] ?? this.#refusals[reason] ?? reason
  }

  sum(counts: Counts, isDry: boolean): string[] {
    const blanks = { ...counts }
    const { counts: all, made, dry } = this.#words.notes
    return [filled(all!, blanks), isDry ? dry! : filled(made!, blanks)]
  }
}

/** Milliseconds between two words of progress. */
const EVERY = 2_000

function filled(sentence: string, blanks: Blanks): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(blanks[name] ?? ''))
}
