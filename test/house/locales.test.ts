import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../server/root'

const locales = join(root, 'locales')
const namespaces = readdirSync(join(locales, 'ko'))

test('both languages have the same files', () => {
  expect(readdirSync(join(locales, 'en'))).toEqual(namespaces)
})

test.each(namespaces)('%s says the same things in Korean and in English', (file) => {
  expect(sentences('en', file)).toEqual(sentences('ko', file))
})

test.each(namespaces)('%s fills the same blanks in Korean and in English', (file) => {
  const [ko, en] = [words('ko', file), words('en', file)]
  const differing = Object.keys(ko).filter(
    (key) => en[key] !== undefined && blanks(ko[key]!) !== blanks(en[key]!),
  )
  expect(differing).toEqual([])
})

test.each(namespaces)('%s is sorted out of no half sentences: nothing is empty', (file) => {
  const empty = (['ko', 'en'] as const).flatMap((locale) =>
    Object.entries(words(locale, file)).filter(([, text]) => text.trim() === ''),
  )
  expect(empty).toEqual([])
})

test.each(namespaces)('%s has no English left standing in the Korean', (file) => {
  const english = Object.entries(words('ko', file)).filter(
    ([, text]) =>
      !/[가-힣]/.test(text) && /[A-Za-z]{4,}.* [A-Za-z]{3,}/.test(text.replace(/\{\{.*?\}\}/g, '')),
  )
  expect(english).toEqual([])
})

test('every sentence that a view or a page names is there', () => {
  const all = new Set(
    namespaces.flatMap((file) =>
      Object.keys(words('en', file)).map((key) => `${file.replace('.json', '')}:${plain(key)}`),
    ),
  )
  const missing = viewsIn(join(root, 'views')).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*['"]([a-z]+:[\w.-]+)['"]/gi)]
      .map(([, key]) => key!)
      .filter((key) => !all.has(key))
      .map((key) => `${file.slice(root.length + 1)}: ${key}`),
  )
  expect(missing).toEqual([])
})

/** Korean has one plural form and English two, so plural endings are left out of the comparison. */
function sentences(locale: string, file: string): string[] {
  return [...new Set(Object.keys(words(locale, file)).map(plain))].sort()
}

function plain(key: string): string {
  return key.replace(/_(one|other)$/, '')
}

function blanks(text: string): string {
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name!))].sort().join(' ')
}

function words(locale: string, file: string): Record<string, string> {
  return flat(JSON.parse(readFileSync(join(locales, locale, file), 'utf8')) as object)
}

function flat(words: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(flat(value as object, `${prefix}${key}.`))
        : [[prefix + key, String(value)]],
    ),
  )
}

function viewsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .map((file) => join(folder, file))
}
