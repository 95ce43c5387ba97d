import { CODE } from './blanking'
import type { Span } from './spans'

/** How many pictures a text shows. */
export function picturesIn(text: string): number {
  return text.split('![').length - 1
}

/** Code in a text: what stands between backticks, and where it stands with them. */
export interface Code extends Span {
  code: string
}

/** Inline code; what has Hangul in it is to be translated, and a reStructuredText link is no code. */
export function codeIn(text: string): Code[] {
  if (!text.includes('`')) return []
  return [...text.matchAll(CODE)]
    .map((match) => ({
      code: match[2]!.trim(),
      from: match.index,
      to: match.index + match[0].length,
    }))
    .filter(({ code }) => code !== '' && !/[가-힣]|<https?:/.test(code))
}

/** How many words or phrases are in bold type. */
export function boldIn(text: string): number {
  return text.match(/\*\*(?=[^\s*])[^*]+\*\*/g)?.length ?? 0
}

/** Emoji in order, © and ™ too; digits and arrows, which Unicode counts among them, are none. */
export function emojiIn(text: string): string[] {
  return (text.match(/\p{Extended_Pictographic}/gu) ?? []).filter((sign) => !/[\d#*↔-⇿]/u.test(sign))
}

/** What `items` has more often than `others`, in the order of `items`; compared by `keyOf`. */
export function beyond<Item>(items: Item[], others: Item[], keyOf: (item: Item) => string): Item[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1)
  return items.filter((item) => {
    const count = left.get(keyOf(item)) ?? 0
    if (count > 0) left.set(keyOf(item), count - 1)
    return count === 0
  })
}
