import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isOurs } from './db/alone'
import type { Db } from './db/connection'
import { Refused } from './errors'
import { importEntry, type Import } from './exchange/actions'
import { archivesAt, type Archive } from './exchange/archive'
import { Fetcher } from './exchange/fetching'
import {
  fateBefore,
  finishImport,
  importById,
  insertOutcome,
  setTotal,
  unpackFiles,
} from './exchange/imports'
import { obstacleToBringingIn } from './articles/rules'
import type { ArchiveImport, Outcome } from './exchange/rules'
import { askForSearch } from './pairings/store'
import { personById } from './people/store'

/** Thrown so that the queue keeps the job for the next process. */
export class ImportPaused extends Error {
  constructor() {
    super('The import goes on when the server does.')
  }
}

/**
 * The job: brings in the archive that somebody uploaded, as that person and in the narrow role of the desk. What became of each
 * entry is written down behind it, so whatever dies, the next process goes on with the next entry.
 */
export async function makeImport(desk: Db, id: string, pause: AbortSignal): Promise<void> {
  await desk.transaction(async (lock) => {
    if (!(await isOurs(lock, 'import', id))) return
    const asked = await importById(desk, id)
    if (asked.finishedAt) return
    const place = await mkdtemp(join(tmpdir(), 'daeyeok-import-'))
    try {
      await importFrom(desk, asked, place, pause)
      if (await finishImport(desk, asked, null)) await askForSearch(desk)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await finishImport(desk, asked, { rule: error.rule, detail: withoutPlace(error.detail) })
    } finally {
      await rm(place, { recursive: true, force: true })
    }
  })
}

async function importFrom(desk: Db, asked: ArchiveImport, place: string, pause: AbortSignal): Promise<void> {
  const archives = await archivesOf(desk, asked, place)
  const total = archives.reduce((sum, { entries }) => sum + entries, 0)
  await setTotal(desk, asked.id, total, archives.flatMap(mendedIn))

  const person = await personById(desk, asked.askedBy)
  const obstacle = obstacleToBringingIn(person)
  if (obstacle) throw new Refused(obstacle)
  const fetcher = asked.mayFetch ? new Fetcher() : null
  const run: Import = { db: desk, person, isDry: false, fetcher, met: new Map() }
  let number = 0
  for (const archive of archives)
    for await (const entry of archive.read()) {
      if (++number <= asked.done) continue
      if (pause.aborted) throw new ImportPaused()
      if ((await importById(desk, asked.id)).finishedAt) return
      const outcome = await importEntry(run, archive, entry)
      const isNext = number === asked.done + 1
      await insertOutcome(
        desk,
        asked.id,
        number,
        named(isNext ? await recalled(desk, asked, outcome) : outcome),
      )
    }
}

/** In a folder of one name, by which documents are known again in the next import. */
async function archivesOf(desk: Db, asked: ArchiveImport, place: string): Promise<Archive[]> {
  const folder = join(place, 'archive')
  await mkdir(folder)
  const names = await unpackFiles(desk, asked, folder)
  return archivesAt(names.length === 1 ? join(folder, names[0]!) : folder)
}

function mendedIn({ path, mended }: Archive): ArchiveImport['mended'] {
  return Object.entries(mended)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ file: basename(path), kind, count }))
}

/** The entry at which a process died may be here already, by this very import. */
async function recalled(desk: Db, asked: ArchiveImport, outcome: Outcome): Promise<Outcome> {
  if (outcome.fate.fate !== 'already') return outcome
  const before = await fateBefore(desk, asked, outcome)
  return before ? { ...outcome, ...before } : outcome
}

/** Files are called as their owner calls them, not as they lie here. */
function named(outcome: Outcome): Outcome {
  return { ...outcome, file: basename(outcome.file) }
}

function withoutPlace(detail: Refused['detail']): Refused['detail'] {
  return typeof detail.path === 'string' ? { ...detail, path: basename(detail.path) } : detail
}
