import fc from 'fast-check'
import { Refused } from '../../server/errors'
import { align, heirs, type Link } from '../../server/text/alignment'
import type { Block, Kind } from '../../server/text/blocks'
import { likeness } from '../../server/text/likeness'
import { blocksOf } from '../../server/text/markdown'
import { identities, returning, type Bygone } from '../../server/text/returning'
import { chanceFrom } from '../gate/chance'
import { hostileMarkdown } from './hostileMarkdown'

const kinds: Kind[] = [
  'title',
  'heading',
  'paragraph',
  'item',
  'quotation',
  'caption',
  'code',
  'break',
  'figure',
]
const words = [
  '빵',
  '빵집',
  '새벽',
  '감사합니다',
  '—',
  '"빵"',
  '“빵”',
  '조합원은 새벽에 빵을 굽는다.',
  '조합원이 새벽마다 빵을 굽는다.',
]

/** Blocks of few words, so that copies, near copies and other sorts of the same text meet. */
const anyBlocks = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    text: fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((some) => some.join(' ')),
    attributes: fc.constantFrom({}, { figure: 1 }, { figure: 2, media: 'oven' }, { src: 'oven.jpg' }),
  }),
  { maxLength: 12 },
)

test('every paragraph of both versions has a link, and none goes on twice', () => {
  fc.assert(
    fc.property(anyBlocks, anyBlocks, (before, after) => expectWhole(before, after, align(before, after))),
    { numRuns: 1000 },
  )
})

test('whatever people paste can be aligned', () => {
  fc.assert(
    fc.property(hostileMarkdown, hostileMarkdown, (one, other) => {
      const [before, after] = [readable(one), readable(other)]
      expectWhole(before, after, align(before, after))
    }),
    { numRuns: 300 },
  )
})

/** A text with characters that are none is refused before it comes this far. */
function readable(markdown: string): Block[] {
  try {
    return blocksOf(markdown)
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}

function expectWhole(before: Block[], after: Block[], links: Link[]): void {
  const ofNew = links.filter(({ kind }) => kind !== 'gone' && kind !== 'merged')
  expect(ofNew.map((link) => link.new)).toEqual(after.map((_, now) => now))
  expect(new Set(links.flatMap(({ old }) => old ?? []))).toEqual(new Set(before.keys()))

  const inherited = heirs(links).filter((old) => old !== null)
  expect(new Set(inherited).size).toBe(inherited.length)
  const ended = links.flatMap(({ kind, old }) => (kind === 'gone' || kind === 'merged' ? old : []))
  expect(ended.filter((old) => inherited.includes(old!))).toEqual([])
  for (const { kind, likeness } of links) {
    if (kind === 'same' || kind === 'moved') expect(likeness).toBe(1)
    if (kind === 'edited') expect(likeness).toBeGreaterThanOrEqual(0.25)
    if (kind === 'new' || kind === 'gone') expect(likeness).toBeNull()
  }
}

test('as many copies of a text keep their identity as stand in both versions', () => {
  fc.assert(
    fc.property(anyBlocks, anyBlocks, (before, after) => {
      const worded = (blocks: Block[]) => blocks.filter(({ kind }) => kind !== 'figure' && kind !== 'break')
      const [olds, news] = [worded(before), worded(after)]
      const heirOf = heirs(align(olds, news))
      for (const text of new Set(news.map((block) => block.text))) {
        const count = (blocks: Block[]) => blocks.filter((block) => block.text === text).length
        const kept = heirOf.filter(
          (old, now) => old !== null && olds[old]!.text === text && news[now]!.text === text,
        )
        expect(kept).toHaveLength(Math.min(count(olds), count(news)))
      }
    }),
    { numRuns: 500 },
  )
})

test('a version aligned with itself is all the same', () => {
  fc.assert(
    fc.property(anyBlocks, (blocks) => {
      expect(align(blocks, blocks)).toEqual(
        blocks.map((_, at) => ({ old: at, new: at, kind: 'same', likeness: 1 })),
      )
    }),
    { numRuns: 500 },
  )
})

/** A paragraph that shares next to nothing with any other. */
const paragraph = fc
  .array(fc.integer({ min: 0xac00, max: 0xd7a3 }), { minLength: 12, maxLength: 40 })
  .map((syllables) =>
    String.fromCharCode(...syllables)
      .replace(/(....)/g, '$1 ')
      .trim(),
  )
const paragraphs = fc.uniqueArray(paragraph, { minLength: 1, maxLength: 15 })

test('a text that stands once in both versions keeps its identity, however they are shuffled', () => {
  fc.assert(
    fc.property(
      paragraphs.chain((texts) => fc.tuple(fc.shuffledSubarray(texts), fc.shuffledSubarray(texts))),
      ([before, after]) => {
        const heirOf = heirs(align(before.map(block), after.map(block)))
        for (const [now, text] of after.entries()) {
          const old = before.indexOf(text)
          if (old >= 0) expect(heirOf[now]).toBe(old)
        }
      },
    ),
    { numRuns: 300 },
  )
})

/** What can happen to an article between two versions. Numbers say where, by remainder. */
type Deed =
  | { deed: 'edit' | 'remove' | 'restore'; at: number }
  | { deed: 'move'; at: number; to: number }
  | { deed: 'insert'; text: string; to: number }
  | { deed: 'thank'; to: number }

const where = fc.nat(1000)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ deed: fc.constantFrom('edit', 'remove', 'restore'), at: where }),
  fc.record({ deed: fc.constant('move'), at: where, to: where }),
  fc.record({ deed: fc.constant('insert'), text: paragraph, to: where }),
  fc.record({ deed: fc.constant('thank'), to: where }),
)

/** A paragraph as we know it, whatever the alignment makes of it. The same words of thanks may stand there many times. */
interface Known {
  name: string | null
  text: string
}

test('identity outlives any sequence of edits, moves, removals and returns', () => {
  fc.assert(
    fc.property(
      paragraphs,
      fc.array(fc.array(deed, { maxLength: 6 }), { maxLength: 6 }),
      (texts, versions) => {
        let article = texts.map((text, index): Known => ({ name: `paragraph ${index}`, text }))
        const removed: Known[] = []
        const desk = new Desk(article)
        const segmentOf = new Map(article.map(({ name }, at) => [name, desk.segments[at]]))
        for (const deeds of versions) {
          for (const one of deeds) article = done(one, article, removed)
          desk.add(article)
          for (const [at, { name }] of article.entries()) {
            if (name === null) continue
            if (!segmentOf.has(name)) segmentOf.set(name, desk.segments[at])
            expect([name, desk.segments[at]]).toEqual([name, segmentOf.get(name)])
          }
          expect(new Set(segmentOf.values()).size).toBe(segmentOf.size)
        }
      },
    ),
    { numRuns: 400 },
  )
})

/** What an article's versions make of its segments, as the desk keeps them. */
class Desk {
  segments: string[]
  private blocks: Block[]
  private readonly wordings: Bygone[] = []
  private given = 0

  constructor(article: Known[]) {
    this.blocks = article.map(({ text }) => block(text))
    this.segments = this.blocks.map(() => `segment ${++this.given}`)
    this.remember()
  }

  add(article: Known[]): void {
    const after = article.map(({ text }) => block(text))
    const links = align(this.blocks, after)
    const bygone = this.wordings.filter(({ segment }) => !this.segments.includes(segment))
    const found = identities(links, this.segments, returning(links, after, bygone))
    this.segments = found.map((segment) => segment ?? `segment ${++this.given}`)
    expect(new Set(this.segments).size).toBe(this.segments.length)
    this.blocks = after
    this.remember()
  }

  private remember(): void {
    this.wordings.push(...this.blocks.map((block, at) => ({ block, segment: this.segments[at]! })))
  }
}

function done(one: Deed, article: Known[], removed: Known[]): Known[] {
  const after = [...article]
  const at = 'at' in one ? one.at % Math.max(1, after.length) : 0
  const to = 'to' in one ? one.to % (after.length + 1) : 0
  if (one.deed === 'insert') after.splice(to, 0, { name: one.text, text: one.text })
  if (one.deed === 'thank') after.splice(to, 0, { name: null, text: '감사합니다' })
  if (one.deed === 'move') after.splice(one.to % after.length, 0, ...after.splice(at, 1))
  if (one.deed === 'remove') removed.push(...after.splice(at, 1))
  if (one.deed === 'restore' && removed.length > 0)
    after.splice(at, 0, removed.splice(at % removed.length, 1)[0]!)
  if (one.deed === 'edit' && after.length > 0) after[at] = { ...after[at]!, text: edited(after[at]!) }
  return after
}

/** Another word at the end, and one taken off the front once there are many. */
function edited({ name, text }: Known): string {
  return name === null ? text : `${text.length > 45 ? text.slice(3) : text} 그리고`
}

function block(text: string): Block {
  return { kind: 'paragraph', text, attributes: {} }
}

describe('paragraphs that were gone', () => {
  const [bread, letter, library] = [
    '새벽 네 시가 되면 불이 켜지고, 반죽을 치대는 소리가 골목까지 들린다.',
    '단골들이 보낸 엽서는 계산대 옆 나무 상자에 모여 있다.',
    '도서관 이용 시간은 평일 오전 아홉 시부터 오후 여섯 시까지이다.',
  ]
  const bygone = (...texts: string[]) =>
    texts.map((text, index) => ({ segment: `gone ${index}`, block: block(text) }))
  const back = (before: string[], after: string[], gone: Bygone[]) =>
    returning(align(before.map(block), after.map(block)), after.map(block), gone)

  test('come back as who they were, with the same words or a little changed', () => {
    expect(back([letter], [letter, bread], bygone(bread))).toEqual([null, 'gone 0'])
    expect(back([letter], [letter, bread.replace('네 시', '다섯 시')], bygone(bread))).toEqual([
      null,
      'gone 0',
    ])
    expect(back([letter], [letter, library], bygone(bread))).toEqual([null, null])
  })

  test('come back once each, and by any wording they had', () => {
    const wordings = [...bygone(bread, letter), { segment: 'gone 0', block: block(library) }]
    expect(back([], [library, bread], wordings)).toEqual(['gone 0', null])
    expect(back([], [bread, bread], bygone(bread, bread))).toEqual(['gone 0', 'gone 1'])
  })

  test('come back even if they stood in many versions before they went', () => {
    const often = Array.from({ length: 50 }, () => bygone(bread)).flat()
    expect(back([], [bread.replace('네 시', '다섯 시')], often)).toEqual(['gone 0'])
  })

  test('come back as pictures only with the same picture', () => {
    const figure = (src: string): Block => ({ kind: 'figure', text: '', attributes: { figure: 1, src } })
    const gone = [{ segment: 'gone 0', block: figure('https://bakery.example/oven-1.jpg') }]
    const returned = (src: string) => returning(align([], [figure(src)]), [figure(src)], gone)
    expect(returned('https://bakery.example/oven-1.jpg')).toEqual(['gone 0'])
    expect(returned('https://bakery.example/oven-2.jpg')).toEqual([null])
  })

  test('take their place back from what seemed to be reworded into them, not from what is nearly the same', () => {
    const likeBread = '새벽 네 시가 되면 문이 열리고, 갓 구운 빵 냄새가 골목까지 번진다.'
    expect(likeness(likeBread, bread)).toBeLessThan(0.8)
    expect(align([block(likeBread)], [block(bread)])[0]!.kind).toBe('edited')
    expect(back([likeBread], [bread], bygone(bread))).toEqual(['gone 0'])
    expect(back([bread.replace('네 시', '세 시')], [bread], bygone(bread))).toEqual([null])
  })

  test('and those that go on give every block its segment', () => {
    const [before, after] = [[block(letter)], [block(bread), block(letter), block(library)]]
    const links = align(before, after)
    const returned = returning(links, after, bygone(bread))
    expect(identities(links, ['7'], returned)).toEqual(['gone 0', '7', null])
  })
})

describe('what is long or many', () => {
  const { roll } = chanceFrom(1)
  const syllable = () => String.fromCharCode(0xac00 + Math.floor(roll() * 11_172))
  const long = Array.from({ length: 200_000 }, syllable).join('')
  const copies = (text: string, number: number) => Array.from({ length: number }, () => block(text))
  const kindsOf = (before: Block[], after: Block[]) => {
    const counts = new Map<string, number>()
    for (const { kind } of align(before, after)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return Object.fromEntries(counts)
  }
  const distinct = (from: number, number: number) =>
    Array.from({ length: number }, (_, at) => block(long.slice(from + at * 40, from + at * 40 + 40)))

  test.each<[string, Block[], Block[], Record<string, number>]>([
    [
      '2000 paragraphs, all of them new',
      distinct(0, 2000),
      distinct(100_000, 2000),
      { new: 2000, gone: 2000 },
    ],
    [
      '5000 copies and fewer of them',
      copies('감사합니다', 5000),
      copies('감사합니다', 4000),
      { same: 4000, gone: 1000 },
    ],
    [
      '5000 copies reworded',
      copies('여러분 모두 감사합니다', 5000),
      copies('여러분 모두 고맙습니다', 5000),
      { edited: 5000 },
    ],
    [
      'one endless paragraph',
      [block(long)],
      [block(`${long.slice(0, 99_000)}빵${long.slice(99_000)}`)],
      { edited: 1 },
    ],
    [
      'one sign again and again',
      [block('ㅋ'.repeat(200_000))],
      [block(`${'ㅋ'.repeat(100_000)}ㅎ`)],
      { edited: 1 },
    ],
    ['one endless paragraph in pieces', [block(long)], distinct(0, 4000), { new: 4000, gone: 1 }],
  ])('%s', (_what, before, after, kinds) => {
    expect(kindsOf(before, after)).toEqual(kinds)
  })
})
