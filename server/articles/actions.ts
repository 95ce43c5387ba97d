import type { Db } from '../db/connection'
import { refuseIf } from '../errors'
import type { Person } from '../people/rules'
import type { Block } from '../text/blocks'
import { fileNameOf } from '../text/fileNames'
import type { Resolve } from '../text/rendering'
import { develop, type Developed } from './photographs'
import { resolverWith } from './pictures'
import { obstacleToBringingIn, type Photograph } from './rules'
import { insertPhotograph, picturesIn } from './store'

/** A photograph in all its sizes, under a name that can be printed; nothing of it is kept yet. */
export interface DevelopedFile {
  name: string
  developed: Developed
}

/** Refused with a rule and the file's name when the bytes are no picture. */
export async function developFile(file: { name: string; bytes: Buffer }): Promise<DevelopedFile> {
  const name = writtenPlainly(file.name)
  return { name, developed: await develop(file.bytes, name) }
}

export async function keepDeveloped(
  db: Db,
  person: Person,
  { name, developed }: DevelopedFile,
): Promise<Photograph> {
  refuseIf(obstacleToBringingIn(person))
  return db.transaction((trx) => insertPhotograph(trx, person, name, developed))
}

/** Keeps one photograph in all its sizes, before any article shows it. */
export async function keepPhotograph(
  db: Db,
  person: Person,
  file: { name: string; bytes: Buffer },
): Promise<Photograph> {
  refuseIf(obstacleToBringingIn(person))
  return keepDeveloped(db, person, await developFile(file))
}

/** A file may be called anything; what is kept of it is a name that can be printed, typed and compared. */
function writtenPlainly(name: string): string {
  const plain = fileNameOf(name)
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Bidi_Control}\ufffd]/gu, '')
    .trim()
  return [...plain].slice(0, 150).join('').normalize('NFC') || 'photograph'
}

/** What the renderer asks while it makes a page of these blocks: where each of their photographs is, in all its sizes. */
export async function resolverFor(db: Db, blocks: Block[]): Promise<Resolve> {
  const media = blocks.flatMap(({ attributes }) => attributes.media || [])
  return resolverWith(await picturesIn(db, media))
}
