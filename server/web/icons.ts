import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root'

/** What is inside each symbol of `public/icons.svg`, by its name. All are drawn on the same square of 16. */
export function readIcons(): Record<string, string> {
  const sheet = readFileSync(join(root, 'public/icons.svg'), 'utf8')
  return Object.fromEntries(
    [...sheet.matchAll(/<symbol id="([\w-]+)" viewBox="0 0 16 16">(.*?)<\/symbol>/gs)].map(
      ([, name, shapes]) => [name!, shapes!.trim()],
    ),
  )
}
