import fc from 'fast-check'
import { Mending } from '../../server/text/mending'
import { elementsOf, newDocument, textIn, type Element, type Reading } from '../../server/text/xml'

const reading: Reading = {
  depth: () => 1,
  prefixOf: (namespace) => (namespace === 'urn:ours' ? 'o' : namespace === 'urn:plain' ? '' : null),
  isPassed: (name) => name === 'passed',
}

test('elements come one by one, with their text, CDATA and attributes', async () => {
  const document = newDocument()
  const elements = await read(
    '<r><a x="1">하나 <![CDATA[& <둘>]]> &lt;셋&gt;<passed>no</passed></a><b/></r>',
    document,
  )
  expect(elements).toEqual([
    { name: 'a', attributes: { x: '1' }, children: [], text: '하나 & <둘> <셋>' },
    { name: 'b', attributes: {}, children: [], text: '' },
  ])
  expect(document.passed).toEqual(new Map([['passed', 1]]))
})

test.each([
  ['<r xmlns:z="urn:ours"><z:a/></r>', 'o:a'],
  ['<z:r xmlns:z="urn:plain"><z:a/></z:r>', 'a'],
  ['<r><z:a xmlns:z="urn:ours"/></r>', 'o:a'],
  ['<r xmlns:z="urn:theirs"><z:a/></r>', 'z:a'],
  ['<r><z:a/></r>', 'z:a'],
])('prefixes are what their namespaces say, declared or not: %s', async (xml, name) => {
  expect((await read(xml)).map((element) => element.name)).toEqual([name])
})

test.each([
  ['<r><a></r>', 'archive-malformed'],
  ['<r><a>', 'archive-malformed'],
  ['<r/><r/>', 'archive-malformed'],
  ['<r>&unknown;</r>', 'archive-malformed'],
  ['<r>]]></r>', 'archive-malformed'],
  ['<r a="1" a="2"/>', 'archive-malformed'],
  ['<r a=1/>', 'archive-malformed'],
  ['<r>안녕</r>뒤', 'archive-malformed'],
  ['', 'archive-malformed'],
  ['안녕', 'archive-malformed'],
  ['<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', 'archive-entities'],
  ['<!DOCTYPE r [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><r/>', 'archive-entities'],
  [`<r>${'<a>'.repeat(200)}`, 'archive-too-large'],
  [`<r><a>${'<b/>'.repeat(200_001)}</a></r>`, 'archive-too-large'],
  [`<r><a>${'가'.repeat(33_000_000)}</a></r>`, 'archive-too-large'],
  [`<r><!--${'가'.repeat(33_000_000)}--></r>`, 'archive-too-large'],
])('what is not sound is refused (%#)', async (xml, rule) => {
  await expect(read(xml)).rejects.toMatchObject({ rule })
})

test('a billion laughs are refused before the first of them', async () => {
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`)
  const bomb = `<!DOCTYPE r [<!ENTITY l0 "lol">${laughs.join('')}]><r><a>&l9;</a></r>`
  await expect(read(bomb)).rejects.toMatchObject({ rule: 'archive-entities' })
})

test('a document type without entities is no harm', async () => {
  expect(await read('<!DOCTYPE r SYSTEM "r.dtd"><r><a/></r>')).toHaveLength(1)
})

test.each([
  ['utf8', '', ''],
  ['utf8', '\ufeff', ' encoding="UTF-8"'],
  ['utf16le', '\ufeff', ' encoding="UTF-16"'],
  ['utf16le', '', ' encoding="UTF-16"'],
] as const)('%s with the mark %j and declared%s is read', async (encoding, mark, declared) => {
  const xml = Buffer.from(`${mark}<?xml version="1.0"${declared}?><r><a>한글 𠮷</a></r>`, encoding)
  expect((await readBytes(xml)).map(({ text }) => text)).toEqual(['한글 𠮷'])
})

test('EUC-KR is read when the file says so', async () => {
  const korean = Buffer.from([0xc7, 0xd1, 0xb1, 0xdb])
  const xml = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="EUC-KR"?><r><a>'),
    korean,
    Buffer.from('</a></r>'),
  ])
  expect((await readBytes(xml)).map(({ text }) => text)).toEqual(['한글'])
})

test.each([
  [
    'bytes that are no UTF-8',
    Buffer.from([...Buffer.from('<r><a>'), 0xc7, 0xd1, ...Buffer.from('</a></r>')]),
  ],
  ['an encoding nobody knows', Buffer.from('<?xml version="1.0" encoding="klingon"?><r/>')],
])('%s are refused', async (_, bytes) => {
  await expect(readBytes(bytes)).rejects.toMatchObject({ rule: 'archive-encoding' })
})

test('a file cut off in the middle of a syllable is one that is cut off', async () => {
  const whole = Buffer.from('<r><a>한글')
  await expect(readBytes(whole.subarray(0, -1))).rejects.toMatchObject({ rule: 'archive-malformed' })
})

test('an & for itself and control characters are put right, and counted', async () => {
  const document = newDocument()
  const [element] = await read(
    '<r><a href="?a=1&b=2&amp;c=3">R&D & &#8;\u0008 &copy; <![CDATA[&b \u0001]]></a></r>',
    document,
  )
  expect(element).toMatchObject({ attributes: { href: '?a=1&b=2&c=3' }, text: 'R&D &  © &b ' })
  expect(document.mended).toEqual({ ampersands: 3, characters: 3 })
})

test('mending does not depend on where the chunks end', () => {
  const piece = fc.constantFrom(
    ...[
      '&',
      '&amp;',
      '&#x1f600;',
      '&#2;',
      '<![CDATA[',
      ']]>',
      ']]',
      '<!--',
      '-->',
      '<?',
      '?>',
      '<',
      'a',
      ';',
      ' ',
    ],
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.array(fc.nat(90), { maxLength: 8 }),
      (pieces, cuts) => {
        const text = pieces.join('')
        const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b)
        const chunks = [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length))
        expect(mended(chunks)).toBe(mended([text]))
      },
    ),
  )
})

test('the text of a child is trimmed, and "" when there is none', async () => {
  const [element] = await read('<r><a><b> 글 </b></a></r>')
  expect([textIn(element!, 'b'), textIn(element!, 'c')]).toEqual(['글', ''])
})

function mended(chunks: string[]): string {
  const mending = new Mending()
  return chunks.map((chunk) => mending.next(chunk)).join('') + mending.next('', true)
}

async function read(xml: string, document = newDocument()): Promise<Element[]> {
  return readBytes(Buffer.from(xml), document)
}

/** In pieces of an odd size, so that characters and marks are cut through. */
async function readBytes(bytes: Buffer, document = newDocument()): Promise<Element[]> {
  async function* chunks() {
    const size = bytes.length > 10_000 ? 65_537 : 7
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const elements: Element[] = []
  for await (const element of elementsOf(chunks(), reading, document)) elements.push(element)
  return elements
}
