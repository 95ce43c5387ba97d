/** A picture that was written into the text itself. */
export interface EmbeddedPicture {
  /** The address that stands for it in the text now. */
  src: string
  bytes: Buffer
}

/** Takes the pictures out of a text that are written into it (`data:image/…;base64,…`), and puts a short address for each. */
export function withoutEmbedded(body: string): { body: string; embedded: EmbeddedPicture[] } {
  const embedded: EmbeddedPicture[] = []
  const shorter = body.replace(DATA, (_, type: string, encoded: string) => {
    const ending = /^[a-z]+/.exec(type.toLowerCase())?.[0] ?? 'jpg'
    const src = `embedded-picture-${embedded.length + 1}.${ending}`
    embedded.push({ src, bytes: Buffer.from(encoded.replace(/%([\da-f]{2})/gi, hexadecimal), 'base64') })
    return src
  })
  return { body: shorter, embedded }
}

const DATA = /data:image\/([a-z+.-]+)(?:;[\w=.-]+)*;base64,([a-z0-9+/=%\n\r]+)/gi

function hexadecimal(_: string, code: string): string {
  return String.fromCharCode(parseInt(code, 16))
}
