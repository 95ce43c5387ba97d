import { heirs, type Link } from './alignment'
import type { Block } from './blocks'
import { gist, isWordless, wordingOf } from './fingerprint'
import { bigramsOf, likenessOf } from './likeness'
import { likestTexts } from './likest'

/** A wording that a paragraph had before it went; a paragraph may have had several. */
export interface Bygone {
  /** The segment it was, which stands in the article no more. */
  segment: string
  block: Block
}

/** How alike two wordings must be for one to be the other come back. */
const RETURNED = 0.8

/**
 * For each new position the segment that comes back there, or null. Words that come back as they were return even where
 * something else seemed to have been reworded into them; words that come back changed return only where all is new.
 */
export function returning(links: Link[], after: Block[], bygone: Bygone[]): (string | null)[] {
  const segments = after.map((): string | null => null)
  const back = new Set<string>()
  const bringBack = (now: number, segment: string) => {
    segments[now] = segment
    back.add(segment)
  }

  const wordings = byWording(bygone)
  for (const now of links.flatMap((link) => (isOpen(link) ? link.new! : []))) {
    const found = wordings.get(gist(after[now]!))?.find(({ segment }) => !back.has(segment))
    if (found) bringBack(now, found.segment)
  }
  const news = heirs(links).flatMap((old, now) => (old === null && segments[now] === null ? now : []))
  for (const { now, segment } of changedReturns(news, after, bygone))
    if (segments[now] === null && !back.has(segment)) bringBack(now, segment)
  return segments
}

/** For each new position the segment that it is the new wording of, or null: what `addSourceVersion` takes. */
export function identities(links: Link[], before: string[], returned: (string | null)[]): (string | null)[] {
  return heirs(links).map((old, now) => returned[now] ?? (old === null ? null : before[old]!))
}

function isOpen({ kind, likeness }: Link): boolean {
  return kind === 'new' || kind === 'split' || (kind === 'edited' && likeness < RETURNED)
}

function byWording(bygone: Bygone[]): Map<string, Bygone[]> {
  const wordings = new Map<string, Bygone[]>()
  for (const one of bygone) {
    const key = gist(one.block)
    const known = wordings.get(key)
    if (known) known.push(one)
    else wordings.set(key, [one])
  }
  return wordings
}

interface Return {
  now: number
  segment: string
  likeness: number
}

/** What is like enough, the likest first. */
function changedReturns(news: number[], after: Block[], bygone: Bygone[]): Return[] {
  const wordings = distinct(bygone).filter(({ block }) => !isWordless(block))
  const worded = news.filter((now) => !isWordless(after[now]!))
  const went = wordings.map(({ block }) => bigramsOf(wordingOf(block)))
  const came = worded.map((now) => bigramsOf(wordingOf(after[now]!)))
  return likestTexts(went, came)
    .flatMap((likest, at) =>
      likest.map((text): Return => {
        const likeness = likenessOf(went[text]!, came[at]!)
        return { now: worded[at]!, segment: wordings[text]!.segment, likeness }
      }),
    )
    .filter(({ likeness }) => likeness >= RETURNED)
    .sort((one, other) => other.likeness - one.likeness || one.now - other.now)
}

/** Versions repeat most of their wordings, and what many texts share leads to none of them. */
function distinct(bygone: Bygone[]): Bygone[] {
  return [...new Map(bygone.map((one) => [`${one.segment}\n${gist(one.block)}`, one])).values()]
}
