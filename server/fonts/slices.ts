import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { typefaces } from '../web/styles'
import { slicesIn, type Slices } from './rules'

const folder = typefaces['noto-sans-kr']!

export interface Typeface {
  slices: Slices
  /** Of the package: what is cut of another has another address. */
  edition: string
}

/** The Korean typeface of the house, read once, when first asked for. */
export function koreanTypeface(): Typeface {
  return (known ??= {
    slices: slicesIn(readJson('unicode.json') as Record<string, string>),
    edition: (readJson('package.json') as { version: string }).version,
  })
}

let known: Typeface | undefined

export function fileOfSlice(name: string): string {
  return join(folder, 'files', fileNameOf(name))
}

/** Where anybody may have it whole. */
export function addressOfSlice(name: string): string {
  return `/assets/fonts/noto-sans-kr/files/${fileNameOf(name)}`
}

function fileNameOf(name: string): string {
  return `noto-sans-kr-${name}-wght-normal.woff2`
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}
