import type { Readable } from 'node:stream'
import type { Request, RequestHandler } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import { Refused } from '../errors'

/** A file as it came with a form. */
export interface Upload {
  /** The name of the form's field. */
  field: string
  /** As the browser calls it; anything may stand here. */
  name: string
  bytes: Buffer
  /** Why the file was not taken: its bytes were read past and thrown away, so that the rest of the form survives. */
  refused: 'file-too-large' | 'too-many-files' | null
}

export const largestFile = 20 * 1024 * 1024
export const mostFiles = 30

/** Reads a form with files into memory. Files beyond the limits do not cost the form: see `Upload.refused`. */
export function uploads(): RequestHandler {
  const read = multer({
    storage: inMemory,
    defParamCharset: 'utf8',
    limits: { fields: 5_000, fieldSize: 8_000_000, files: 200, fileSize: 10 * largestFile, parts: 5_200 },
  }).any()
  return (req, res, next) => read(req, res, (error?: unknown) => (error ? next(inOurWords(error)) : next()))
}

/** The files of a form that were really chosen; an empty file field sends a file without a name. */
export function uploaded(req: Request): Upload[] {
  const files = (req.files ?? []) as (Express.Multer.File & Pick<Upload, 'refused'>)[]
  return files
    .filter((file) => file.originalname !== '' || file.size > 0)
    .map((file) => ({
      field: file.fieldname,
      name: file.originalname,
      bytes: file.buffer,
      refused: file.refused,
    }))
}

/** What multer's own memory storage does, but a file too many or too large is marked instead of ending the form. */
const inMemory: StorageEngine = {
  _handleFile: (req, file, done) => {
    const taken = (req as Request & { takenFiles?: number }).takenFiles ?? 0
    const isTooMany = taken >= mostFiles
    if (file.originalname !== '') Object.assign(req, { takenFiles: taken + 1 })
    keep(file.stream, isTooMany ? 0 : largestFile).then(
      ({ bytes, isWhole }) => {
        const refused = isWhole ? null : isTooMany ? 'too-many-files' : 'file-too-large'
        done(null, { buffer: bytes, size: bytes.length, refused } as Partial<Express.Multer.File>)
      },
      (error: unknown) => done(error),
    )
  },
  _removeFile: (_req, _file, done) => done(null),
}

/** Reads to the end, but holds no more than `most` bytes. */
async function keep(stream: Readable, most: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
  let chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else chunks = []
  }
  return { bytes: Buffer.concat(chunks), isWhole: size <= most }
}

/** A form that breaks off or is no form at all is the sender's fault, not ours. */
function inOurWords(error: unknown): unknown {
  if (error instanceof MulterError || error instanceof Refused) return error
  return new Refused('not-understood')
}
