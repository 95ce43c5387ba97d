import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import type { RequestHandler } from 'express'
import { root } from '../root'

/** The two typefaces the house is set in, by the folder they are served from. */
export const typefaces: Record<string, string> = {
  'noto-sans-kr': join(root, 'node_modules/@fontsource-variable/noto-sans-kr'),
  'source-serif-4': join(root, 'node_modules/@fontsource-variable/source-serif-4'),
}

/**
 * A style sheet with everything it imports put in its place, read once: a file a thing is for those who write it,
 * and a browser that meets twenty imports waits for two rounds of requests before it may draw.
 */
export function styleSheet(name: 'main' | 'korean'): RequestHandler {
  const sheet = withImports(`/assets/styles/${name}.css`)
  return (_req, res) => {
    res.type('css').set('Cache-Control', 'public, max-age=3600').send(sheet)
  }
}

function withImports(address: string): string {
  const folder = posix.dirname(address)
  return sheetAt(address)
    .replace(
      /url\((['"]?)\.\/([^'")]+)\1\)/g,
      (_, _quote, path: string) => `url(${posix.join(folder, path)})`,
    )
    .replace(/@import url\('([^']+)'\)(?: layer\((\w+)\))?;/g, (_, path: string, layer?: string) => {
      const imported = withImports(posix.resolve(folder, path))
      return layer ? `@layer ${layer} {\n${imported}\n}` : imported
    })
}

/**
 * English set in Source Serif from the first line, or for this once in the face that stands in for it: nothing moves under
 * the reader's eyes. Korean that a machine cannot show at all comes whenever it comes.
 */
function sheetAt(address: string): string {
  const sheet = readFileSync(fileOf(address), 'utf8')
  return address.includes('/source-serif-4/')
    ? sheet.replaceAll('font-display: swap', 'font-display: optional')
    : sheet
}

function fileOf(address: string): string {
  const [, typeface, file] = /^\/assets\/fonts\/([\w-]+)\/(.+)$/.exec(address) ?? []
  if (typeface && file) return join(typefaces[typeface] ?? dirname(address), file)
  return join(root, 'public', address.replace(/^\/assets\//, ''))
}
