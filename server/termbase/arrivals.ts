import type { Request } from 'express'
import type { Db } from '../db/connection'
import { Refused, refuseIf } from '../errors'
import { textFromBytes } from '../text/bytes'
import { clean } from '../text/cleaning'
import { field } from '../web/form'
import { largestFile, uploaded } from '../web/uploads'
import { compared, linesIn, obstacleToFile, type Comparison } from './interchange'
import type { Problem } from './page'
import { scopesBySlug, standingTerms } from './store'
import { isTbx, linesInTbx } from './tbx'

/** A file of terms, and what would become of it; or why it cannot be read. */
export interface Arrival {
  text: string
  problem: Problem | null
  comparison: Comparison | null
}

/** The file that was chosen, or what stands in the field. */
export async function arrivalIn(db: Db, req: Request): Promise<Arrival> {
  const [file] = uploaded(req)
  let text = ''
  try {
    if (file?.refused) throw new Refused('file-too-large', { megabytes: largestFile / 1024 / 1024 })
    text = file ? clean(textFromBytes(file.bytes)) : field(req, 'text')
    const scopes = await scopesBySlug(db)
    const { lines, bad } = isTbx(text) ? await linesInTbx(text, scopes) : linesIn(text, scopes)
    refuseIf(obstacleToFile(lines, bad))
    return { text, problem: null, comparison: compared(lines, bad, await standingTerms(db)) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const name = file?.name ?? 'TBX'
    const detail = { path: name, name, ...error.detail }
    return { text, problem: { rule: error.rule, detail, field: 'text' }, comparison: null }
  }
}
