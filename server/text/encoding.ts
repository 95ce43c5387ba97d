import { Refused } from '../errors'

/**
 * Text out of the bytes of a file, chunk by chunk, in the encoding it is in: by its mark, by what its XML declaration says, else
 * UTF-8. Refused when the encoding is unknown or the bytes are none of it.
 */
export async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: Decoder | null = null
  let start: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    start = decoder ? chunk : Buffer.concat([start, chunk])
    if (!decoder && start.length < LONGEST_DECLARATION) continue
    decoder ??= decoderOf(encodingOf(start))
    yield decodedBy(decoder, start)
  }
  if (!decoder) yield decodedBy((decoder = decoderOf(encodingOf(start))), start)
  yield decodedBy(decoder)
}

const LONGEST_DECLARATION = 300

/** The name of the encoding that the first bytes of a file speak of. */
export function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (start[0] === 0x3c && start[1] === 0) return 'utf-16le'
  if (start[0] === 0 && start[1] === 0x3c) return 'utf-16be'
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    start.subarray(0, LONGEST_DECLARATION).toString('latin1'),
  )?.[1]
  // One byte a character so far, whatever it says of itself.
  return !declared || /^(?:utf-?16|ucs-?2)/i.test(declared) ? 'utf-8' : declared
}

type Decoder = InstanceType<typeof TextDecoder>

function decoderOf(encoding: string): Decoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new Refused('archive-encoding', { encoding })
  }
}

function decodedBy(decoder: Decoder, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    // Cut off in the middle of a character: whoever reads on finds that the text is cut off.
    if (!chunk) return '\ufffd'
    throw new Refused('archive-encoding', { encoding: decoder.encoding.toUpperCase() })
  }
}
