import { htmlOfWordpress } from '../../server/exchange/classicText'
import { plainFromHtml, wordsOfBody } from '../../server/exchange/plainText'
import { surveyed } from '../../server/exchange/survey'
import type { Entry } from '../../server/exchange/rules'

const entry = (body: string): Entry => ({
  ...{ source: 'a', externalId: '1', kind: 'post', kindSaid: 'post', status: 'published', title: 't', body },
  ...{ format: 'html', author: '', address: '', labels: [], publishedAt: null, updatedAt: null },
  ...{ language: null, featured: null, folder: null, warnings: [] },
})

const readers: [string, (text: string) => unknown][] = [
  ['the words of a title', plainFromHtml],
  ['the words of a body', wordsOfBody],
  ['the text of WordPress', (text) => htmlOfWordpress(text, new Map())],
  ['a survey', (text) => surveyed(entry(text), new Map())],
]
const unclosed = ['<a ', '<', '<pre>', '<!--', '<!-- wp:', '<style ', '<table ', '<img ', '<img src src=']
const more = ['[caption ', '[caption]', '[caption]<a ', '[gallery ', '![', '```']

/**
 * What opens again and again and is never closed costs what it has letters: were it their square, a megabyte would take minutes,
 * and the whole file far longer than a test may.
 */
test.each(readers)('%s is read in one pass, whatever never closes', (_, read) => {
  for (const opening of [...unclosed, ...more]) read(opening.repeat(60_000))
})

test('what is closed is taken as one, and what never closes stays', () => {
  const { html } = htmlOfWordpress('<pre>a\n\nb</pre>\n\nc <pre>d', new Map())
  expect(html).toContain('<pre>a\n\nb</pre>')
  expect(html).toContain('<p>c <pre>d</p>')
  expect(wordsOfBody('말 <code>x</code> <!-- y --> ```z``` <code>끝').replace(/\s+/g, ' ')).toBe('말 끝')
})
