import { inflateRawSync } from 'node:zlib'
import { Refused } from '../errors'

const mostUnpacked = 100 * 1024 * 1024
const mostEntries = 5_000

/**
 * Looks into a .docx before anything unpacks it whole. What its list of files claims is not believed: every file is
 * unpacked once, up to a limit, and counted. Refuses what unfolds to more than a document does, and XML with a
 * document type, which no word processor writes and only an attack needs.
 */
export function refuseTrap(zip: Buffer): void {
  let left = mostUnpacked
  let entries = 0
  for (const entry of entriesOf(zip)) {
    if (++entries > mostEntries) throw new Refused('document-too-large')
    const content = unpacked(entry, left)
    left -= content.length
    if (content.subarray(0, 1_000).includes('<') && /<!(DOCTYPE|ENTITY)/i.test(content.toString('latin1'))) {
      throw new Refused('not-a-docx')
    }
  }
  if (entries === 0) throw new Refused('not-a-docx')
}

interface Entry {
  packed: Buffer
  isStored: boolean
}

function unpacked({ packed, isStored }: Entry, most: number): Buffer {
  if (isStored && packed.length <= most) return packed
  try {
    if (!isStored) return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_BUFFER_TOO_LARGE') throw new Refused('not-a-docx')
  }
  throw new Refused('document-too-large')
}

const endOfList = 0x06054b50
const inList = 0x02014b50
const beforeFile = 0x04034b50

/** The files of an archive as its list at the end names them (PKWARE APPNOTE 4.3.12). */
function* entriesOf(zip: Buffer): Generator<Entry> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== endOfList) return
  let at = zip.readUInt32LE(end + 16)
  while (at + 46 <= zip.length && zip.readUInt32LE(at) === inList) {
    const size = zip.readUInt32LE(at + 20)
    const start = zip.readUInt32LE(at + 42)
    if (start + 30 > zip.length || zip.readUInt32LE(start) !== beforeFile) throw new Refused('not-a-docx')
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    yield { packed: zip.subarray(from, from + size), isStored: zip.readUInt16LE(at + 10) === 0 }
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
}
