/** The last part of an address or path, as people name a file: decoded, NFC, without what follows `?` or `#`. */
export function fileNameOf(address: string): string {
  const path = address.replace(/[?#].*$/s, '')
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return decoded(name).normalize('NFC')
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Whether two file names are one, as far as people are concerned: 사진.JPG and 사진.jpg are. */
export function isSameFile(one: string, other: string): boolean {
  return fileNameOf(one).toLowerCase() === fileNameOf(other).toLowerCase()
}
