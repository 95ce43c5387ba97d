import { readFile, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import type { Folder } from './rules'

const largest = 25_000_000

/**
 * The bytes of a picture that lies beside a document. `address` is as it stands in the text; what leads out of the root,
 * by dots or by a link, is not there. Null when there is no such file or it is too large.
 */
export async function localPicture(
  { root: folder, beside }: Folder,
  address: string,
): Promise<Buffer | null> {
  const path = decoded(address.replace(/[?#].*$/s, ''))
  if (path === null || path === '' || /^[a-z][a-z\d+.-]*:|^\/\/|\0/i.test(path)) return null
  const root = await realpath(folder)
  for (const place of path.startsWith('/') ? [join(root, path)] : [join(beside, path), join(root, path)]) {
    const found = await realpath(place).catch(() => null)
    if (found && isInside(root, found)) {
      const { size } = await stat(found)
      const isFile = (await stat(found)).isFile()
      return isFile && size <= largest ? readFile(found) : null
    }
  }
  return null
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
