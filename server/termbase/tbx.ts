import { elementsOf, type Element } from '../text/xml'
import { scopeIdOf, type BadLine, type Line, type Scopes } from './interchange'
import type { Kind, PartOfSpeech, TermEntry } from './rules'

const kindNames: Record<string, Kind> = {
  term: 'term',
  person: 'person',
  organisation: 'organisation',
  place: 'place',
}
const statusOf = {
  preferred: 'preferredTerm-admn-sts',
  admitted: 'admittedTerm-admn-sts',
  wrong: 'deprecatedTerm-admn-sts',
}

/** The termbase in TBX-Basic, version 2, which other programs read; titles, short forms and the order of names have no place there. */
export function tbxFile(entries: TermEntry[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<martif type="TBX-Basic" xml:lang="ko">',
    '<martifHeader><fileDesc><sourceDesc><p>Daeyeok</p></sourceDesc></fileDesc>',
    '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>',
    '<text><body>',
    ...entries.map(entryInTbx),
    '</body></text>',
    '</martif>',
    '',
  ].join('\n')
}

function entryInTbx(entry: TermEntry): string {
  const { publicId, korean, kind, accepted, forbidden, note, articleSlug, seriesSlug } = entry
  const scope = articleSlug ? `article:${articleSlug}` : seriesSlug ? `series:${seriesSlug}` : ''
  const english = [
    ...accepted.map((form, nth) =>
      tig(form, 'administrativeStatus', nth ? statusOf.admitted : statusOf.preferred),
    ),
    ...forbidden.map((form) => tig(form, 'administrativeStatus', statusOf.wrong)),
  ]
  return [
    `<termEntry id="t${publicId}">`,
    `<descrip type="subjectField">${kind}</descrip>`,
    ...(scope ? [`<admin type="projectSubset">${escaped(scope)}</admin>`] : []),
    ...(note ? [`<note>${escaped(note)}</note>`] : []),
    `<langSet xml:lang="ko">${tig(korean, 'partOfSpeech', partOfSpeechOf(entry))}</langSet>`,
    `<langSet xml:lang="en">${english.join('')}</langSet>`,
    '</termEntry>',
  ].join('\n')
}

function tig(term: string, type: string, value: string): string {
  return `<tig><term>${escaped(term)}</term>${value && `<termNote type="${type}">${value}</termNote>`}</tig>`
}

function partOfSpeechOf({ kind, partOfSpeech }: TermEntry): string {
  if (kind !== 'term') return 'properNoun'
  return partOfSpeech === 'phrase' ? 'other' : (partOfSpeech ?? '')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Whether a text is a file of this kind, or meant to be one. */
export function isTbx(text: string): boolean {
  return /^\s*</.test(text)
}

/** The terms of a TBX file of version 2 or 3. Instead of lines its entries are counted, from 1. */
export async function linesInTbx(text: string, scopes: Scopes): Promise<{ lines: Line[]; bad: BadLine[] }> {
  const lines: Line[] = []
  const bad: BadLine[] = []
  let number = 0
  // What a declaration says of bytes is no longer so.
  const bytes = Buffer.from(text.replace(/^\s*<\?xml[^>]*\?>/, ''))
  for await (const element of elementsOf(once(bytes), tbx)) {
    if (!['termEntry', 'conceptEntry'].includes(localName(element))) continue
    number++
    const korean = formsIn(element, 'ko')
    const english = formsIn(element, 'en')
    const scope = scopeIdOf(textOf(element, 'projectSubset'), scopes)
    if (korean.length === 0) bad.push({ line: number, rule: 'term-korean-missing', detail: {} })
    else if (scope === null) {
      const value = textOf(element, 'projectSubset')
      bad.push({ line: number, rule: 'term-line-scope', detail: { value } })
    } else
      for (const { term, partOfSpeech } of korean)
        lines.push(lineOf(number, term, partOfSpeech, english, scope, element))
  }
  return { lines, bad }
}

const tbx = { depth: () => 3, prefixOf: () => null, isPassed: () => false }

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}

interface Form {
  term: string
  status: string
  partOfSpeech: string
}

function lineOf(
  line: number,
  korean: string,
  partOfSpeech: string,
  english: Form[],
  scope: string,
  element: Element,
): Line {
  const isWrong = ({ status }: Form) => /deprecated|superseded|obsolete/i.test(status)
  const preferredFirst = [...english].sort(
    (one, other) => Number(/preferred/i.test(other.status)) - Number(/preferred/i.test(one.status)),
  )
  const kind = kindNames[textOf(element, 'subjectField').toLowerCase()]
  const note = textOf(element, 'note')
  const part = (['noun', 'verb', 'adjective', 'adverb'] as PartOfSpeech[]).find((one) => one === partOfSpeech)
  return {
    line,
    said: {
      korean,
      scope,
      accepted: preferredFirst
        .filter((form) => !isWrong(form))
        .map(({ term }) => term)
        .join('\n'),
      forbidden: english
        .filter(isWrong)
        .map(({ term }) => term)
        .join('\n'),
      ...(kind && { kind }),
      ...(note && { note }),
      ...(part && { partOfSpeech: part }),
    },
    guess: partOfSpeech === 'properNoun' ? 'organisation' : 'term',
  }
}

/** Forms of one language, in either version: langSet, tig and termNote, or langSec, termSec and termNote. */
function formsIn(entry: Element, language: string): Form[] {
  return entry.children
    .filter((one) => ['langSet', 'langSec'].includes(localName(one)))
    .filter((one) => (one.attributes['xml:lang'] ?? '').toLowerCase().split(/[-_]/)[0] === language)
    .flatMap((one) => within(one, ['tig', 'termGrp', 'termSec']))
    .flatMap((group) => {
      const term = within(group, ['term'])[0]?.text.replace(/\s+/g, ' ').trim() ?? ''
      const status = textOf(group, 'administrativeStatus')
      return term === '' ? [] : [{ term, status, partOfSpeech: textOf(group, 'partOfSpeech') }]
    })
}

/** The words of what is called so, or is of a type called so, anywhere in an element. */
function textOf(element: Element, name: string): string {
  const found = all(element).find((one) => one.attributes.type === name || localName(one) === name)
  return found?.text.trim() ?? ''
}

function within(element: Element, names: string[]): Element[] {
  return all(element).filter((one) => names.includes(localName(one)))
}

function all(element: Element): Element[] {
  return element.children.flatMap((child) => [child, ...all(child)])
}

/** Version 3 may say its data categories as elements of their own, with a prefix. */
function localName({ name }: Element): string {
  return name.slice(name.indexOf(':') + 1)
}
