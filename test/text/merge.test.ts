import fc from 'fast-check'
import { merge } from '../../server/text/differences'

/** Texts as people write them, and what two of them do to one, word by word. Each word stands in a text once, so it can be followed. */
const joints = [' ', ' ', ' ', ', ', '. ', '\n', ' — ']
const text = fc
  .array(fc.record({ korean: fc.boolean(), joint: fc.constantFrom(...joints) }), { maxLength: 24 })
  .map((parts) =>
    parts.map(({ korean, joint }, index) => ({ word: `${korean ? '낱말' : 'word'}${index}`, joint })),
  )

interface Part {
  word: string
  joint: string
}

interface Edit {
  at: number
  drop: number
  words: string[]
  joint: string
}

let fresh = 0
const edit: fc.Arbitrary<Edit> = fc
  .record({
    at: fc.nat(24),
    drop: fc.nat(3),
    words: fc.array(fc.constantFrom('새말', 'new'), { maxLength: 3 }),
    joint: fc.constantFrom(...joints),
  })
  .map(({ words, ...rest }) => ({ ...rest, words: words.map((word) => `${word}${1000 + ++fresh}`) }))

const edits = fc.array(edit, { maxLength: 4 })

function applied(parts: Part[], { at, drop, words, joint }: Edit): Part[] {
  const from = Math.min(at, parts.length)
  return [...parts.slice(0, from), ...words.map((word) => ({ word, joint })), ...parts.slice(from + drop)]
}

const written = (parts: Part[]) => parts.map(({ word, joint }) => word + joint).join('')
const wordsOf = (some: string) => some.match(/[\p{L}\p{N}]+/gu) ?? []

/** Runs the story many times, and gives how often both edits could stand together. */
function meetings(check: (base: string, theirs: string, mine: string) => boolean): number {
  let clean = 0
  fc.assert(
    fc.property(text, edits, edits, (start, one, other) => {
      const [theirs, mine] = [one.reduce(applied, start), other.reduce(applied, start)]
      if (check(written(start), written(theirs), written(mine))) clean++
    }),
    { numRuns: 2000 },
  )
  return clean
}

test('a merge never drops a word that both kept, nor one that either wrote, and brings back none that either took out', () => {
  const clean = meetings((base, theirs, mine) => {
    const merged = merge(base, theirs, mine)
    if (!merged.clean) return false
    const [inBase, inTheirs, inMine] = [base, theirs, mine].map((some) => new Set(wordsOf(some)))
    const wanted = [...new Set([...inTheirs!, ...inMine!])].filter(
      (word) => !inBase!.has(word) || (inTheirs!.has(word) && inMine!.has(word)),
    )
    expect(wordsOf(merged.text).sort()).toEqual(wanted.sort())
    return true
  })
  expect(clean).toBeGreaterThan(300)
})

test('a merge keeps the words of either in the order they wrote them', () => {
  const clean = meetings((base, theirs, mine) => {
    const merged = merge(base, theirs, mine)
    if (!merged.clean) return false
    const words = wordsOf(merged.text)
    for (const side of [theirs, mine]) {
      const there = new Set(wordsOf(side))
      const left = new Set(words)
      expect(words.filter((word) => there.has(word))).toEqual(wordsOf(side).filter((word) => left.has(word)))
    }
    return true
  })
  expect(clean).toBeGreaterThan(300)
})

test('it does not matter who saved first; and where edits touch, mine stays whole', () => {
  meetings((base, theirs, mine) => {
    const [one, other] = [merge(base, theirs, mine), merge(base, mine, theirs)]
    expect(one.clean).toBe(other.clean)
    if (one.clean) expect(one.text).toBe(other.text)
    else expect([one.text, other.text]).toEqual([mine, theirs])
    return one.clean
  })
})

test('whatever stands in the three texts, nothing of mine is lost where a merge is refused, and nothing breaks', () => {
  const anything = fc.string({ unit: 'grapheme', maxLength: 40 })
  fc.assert(
    fc.property(anything, anything, anything, (base, theirs, mine) => {
      const merged = merge(base, theirs, mine)
      if (!merged.clean) expect(merged.text).toBe(mine)
      if (theirs === base) expect(merged).toEqual({ text: mine, clean: true })
      if (mine === base) expect(merged).toEqual({ text: theirs === mine ? mine : theirs, clean: true })
    }),
    { numRuns: 1000 },
  )
})
