import type { Bigrams } from './likeness'

/** A bigram in more texts than this tells none of them from the others. */
const COMMON = 32
const LIKEST = 8

/**
 * For each new text the few old ones that share most of its uncommon bigrams, for their length. A bigram leads to a few
 * texts at most, so the cost grows with the length of the texts and not with the number of pairs.
 */
export function likestTexts(olds: Bigrams[], news: Bigrams[]): number[][] {
  const textsWith = textsByBigram(olds)
  return news.map((bigrams) => {
    const shared = new Map<number, number>()
    for (const bigram of distinct(bigrams)) {
      const texts = textsWith.get(bigram) ?? []
      if (texts.length <= COMMON) for (const text of texts) shared.set(text, (shared.get(text) ?? 0) + 1)
    }
    return [...shared]
      .map(([text, count]) => ({ text, part: count / (olds[text]!.length + bigrams.length) }))
      .sort((one, other) => other.part - one.part || one.text - other.text)
      .slice(0, LIKEST)
      .map(({ text }) => text)
  })
}

function textsByBigram(texts: Bigrams[]): Map<number, number[]> {
  const textsWith = new Map<number, number[]>()
  for (const [text, bigrams] of texts.entries())
    for (const bigram of distinct(bigrams)) {
      const known = textsWith.get(bigram)
      if (!known) textsWith.set(bigram, [text])
      else if (known.length <= COMMON) known.push(text)
    }
  return textsWith
}

function distinct(sorted: Bigrams): Bigrams {
  return sorted.filter((bigram, at) => bigram !== sorted[at - 1])
}
