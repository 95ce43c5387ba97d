import type { Person } from '../../server/people/rules'
import {
  addressOf,
  kindsIn,
  obstacleToClearing,
  obstacleToReport,
  placesIn,
  quotedFrom,
  sentencesOf,
} from '../../server/reports/rules'

test.each([
  ['The salt is wrong.', '', null],
  ['', '', 'report-empty'],
  [' \n ', '', 'report-empty'],
  ['\u200b \u202e', '', 'report-empty'],
  ['😀', '', null],
  ['x'.repeat(2000), '', null],
  ['x'.repeat(2001), '', 'report-too-long'],
  ['Buy this', 'https://buy.example', 'report-trap'],
])('%j with %j in the trap: %s', (text, trap, rule) => {
  expect(obstacleToReport(text, trap)).toBe(rule)
})

test('only editors clear spam away', () => {
  const person = (roles: Person['roles']) => ({ roles }) as Person
  expect(obstacleToClearing(person(['editor']))).toBeNull()
  expect(obstacleToClearing(person(['translator']))).toBe('not-an-editor')
  expect(obstacleToClearing(person(['admin']))).toBe('not-an-editor')
})

test('nobody translated the Korean', () => {
  expect(kindsIn('en')).toContain('translation')
  expect(kindsIn('ko')).not.toContain('translation')
})

test.each<[string, 'ko' | 'en', string[]]>([
  ['One. Two **and** more. Three!', 'en', ['One.', 'Two and more.', 'Three!']],
  ['하나입니다. [둘](https://둘.example)입니다.', 'ko', ['하나입니다.', '둘입니다.']],
  ['But one sentence', 'en', []],
  ['Again. Again.', 'en', ['Again.']],
])('the sentences of %j', (markdown, language, sentences) => {
  expect(sentencesOf({ kind: 'paragraph', text: markdown }, language)).toEqual(sentences)
})

test('a paragraph of ten thousand sentences is pointed at as a whole, and in words', () => {
  const block = { kind: 'paragraph', text: 'Salt it. '.repeat(10_000) } as const
  expect(sentencesOf(block, 'en')).toEqual([])
  expect(quotedFrom(block, 'Salt it. Salt it.')).toBe('Salt it. Salt it.')
})

test('a table with much room in it is read as any', () => {
  const text = `| a${' '.repeat(200_000)}b | c |\n| --- | --- |\n| d | e |`
  expect(sentencesOf({ kind: 'table', text }, 'en')).toEqual(['a b · c', 'd · e'])
  expect(sentencesOf({ kind: 'table', text: '|a |  b|\n|-|-|\n|  | c |' }, 'en')).toEqual(['a · b', '· c'])
})

test.each([
  ['Wait **overnight**, then rinse.', 'Wait overnight,', 'Wait overnight,'],
  ['Wait **overnight**, then rinse.', ' overnight,\n then ', 'overnight, then'],
  ['Wait **overnight**, then rinse.', 'Buy this', ''],
  ['Wait **overnight**, then rinse.', '', ''],
  ['a'.repeat(1500), 'a'.repeat(1200), ''],
])('out of %j the words %j are quoted as %j', (markdown, words, quoted) => {
  expect(quotedFrom({ kind: 'paragraph', text: markdown }, words)).toBe(quoted)
})

test('what has no words cannot be pointed at', () => {
  const block = (number: number, kind: 'figure' | 'caption' | 'code' | 'paragraph', text: string) => ({
    ...{ number, kind, text },
    attributes: {},
  })
  const content = [
    block(1, 'figure', ''),
    block(2, 'caption', 'Salt'),
    block(3, 'code', 'x'),
    block(4, 'paragraph', ' '),
  ]
  expect(placesIn(content).map(({ number }) => number)).toEqual([2])
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8::7', '2001:db8::7'],
  ['fe80::1%eth0', 'fe80::1'],
  ['unknown', '0.0.0.0'],
  [undefined, '0.0.0.0'],
])('the address %s is counted as %s', (ip, address) => {
  expect(addressOf(ip)).toBe(address)
})

test('a table is quoted by its rows', () => {
  const text = '| Income | Amount |\n| --- | --: |\n| Fares | 37 **million** |'
  expect(sentencesOf({ kind: 'table', text }, 'en')).toEqual(['Income · Amount', 'Fares · 37 million'])
  expect(quotedFrom({ kind: 'table', text }, 'Fares')).toBe('Fares')
})
