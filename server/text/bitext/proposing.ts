import type { Block, Kind } from '../blocks'
import { comparable } from '../links'
import { plain } from '../rendering'
import { anchorsOf, lengthOf, type Anchors, type AnchorSort, type Language } from './anchors'

/** An article of an archive, in one language. */
export interface Post {
  id: string
  blocks: Block[]
  /** Where readers had it, or ''. */
  address: string
  publishedAt: Date | null
}

/** Why two posts are taken to be one article; `count` where there are several of a sort. */
export interface Reason {
  sort: Exclude<AnchorSort, 'word'> | 'linked' | 'address' | 'day' | 'shape'
  count: number
}

export interface Proposal {
  korean: string
  english: string
  /** How sure it is, in percent. */
  score: number
  reasons: Reason[]
}

/** A post as it is compared. Made once, kept as long as the post stays the same. */
export interface Profile {
  id: string
  anchors: Anchors
  kinds: Partial<Record<Kind, number>>
  length: number
  /** As they are compared; '' when it was nowhere. */
  address: string
  links: Set<string>
  day: number | null
}

export function profileOf({ id, blocks, address, publishedAt }: Post, language: Language): Profile {
  const anchors: Anchors = new Map()
  const kinds: Profile['kinds'] = {}
  const links = new Set<string>()
  let length = 0
  for (const block of blocks) {
    kinds[block.kind] = (kinds[block.kind] ?? 0) + 1
    length += lengthOf(block, language)
    for (const [key, sort] of anchorsOf(block, language)) {
      // Three consonants are shared by too many words of two long texts.
      if (sort !== 'sound' || key.length >= 'sound:'.length + 4) anchors.set(key, sort)
      if (sort === 'link') links.add(key.slice('link:'.length))
    }
  }
  return {
    ...{ id, anchors, kinds, length, links },
    address: address === '' ? '' : comparable(address),
    day: publishedAt ? Math.floor(publishedAt.getTime() / DAY) : null,
  }
}

const DAY = 86_400_000

/** Posts of both languages with what each anchor tells among them. */
export interface Field {
  korean: Map<string, Profile>
  weights: Weights
  norms: Map<Profile, Norms>
}

export function fieldOf(korean: Profile[], english: Profile[]): Field {
  const weights = weightsOf(korean, english)
  const norms = new Map([...korean, ...english].map((one) => [one, normsOf(one, weights)]))
  return { korean: new Map(korean.map((one) => [one.id, one])), weights, norms }
}

/** The Korean posts that this English one, of the same field, may belong to, the likeliest first. */
export function likenessesIn({ korean, weights, norms }: Field, english: Profile): Likeness[] {
  return candidatesFor(english, [...korean.values()], weights)
    .map((other) => {
      const found = evidenceFor(other, english, weights, norms.get(other)!, norms.get(english)!)
      return { korean: other, english, ...found }
    })
    .sort((one, other) => other.evidence - one.evidence)
}

/**
 * For each English post the Korean ones it may belong to, the likeliest first. The first of them are dealt out so that no
 * Korean post is the first for two: whoever is surest chooses first.
 */
export function proposalsFrom(likenesses: Likeness[][], most = 5): Proposal[][] {
  const firsts = dealtOut(likenesses.flatMap((found) => found.slice(0, most * 4)))
  return likenesses.map((found) => {
    const first = found[0] && firsts.get(found[0].english.id)
    const ordered = first ? [first, ...found.filter((other) => other !== first)] : found
    return ordered.slice(0, most).map((likeness) => ({
      korean: likeness.korean.id,
      english: likeness.english.id,
      score: scoreOf(likeness, found),
      reasons: likeness.reasons,
    }))
  })
}

/** The same in one go, by English post. */
export function proposalsFor(korean: Profile[], english: Profile[]): Map<string, Proposal[]> {
  const field = fieldOf(korean, english)
  const proposals = proposalsFrom(english.map((one) => likenessesIn(field, one)))
  return new Map(english.map(({ id }, at) => [id, proposals[at]!]))
}

export interface Likeness {
  korean: Profile
  english: Profile
  evidence: number
  /** The part of it that the texts themselves give: without that a day and a shape say nothing. */
  said: number
  reasons: Reason[]
}

function dealtOut(all: Likeness[]): Map<string, Likeness> {
  const [firsts, taken] = [new Map<string, Likeness>(), new Set<string>()]
  for (const likeness of [...all].sort((one, other) => other.evidence - one.evidence)) {
    if (firsts.has(likeness.english.id) || taken.has(likeness.korean.id)) continue
    firsts.set(likeness.english.id, likeness)
    taken.add(likeness.korean.id)
  }
  return firsts
}

/** Sure is what has enough for itself and clearly more than any other. */
function scoreOf(likeness: Likeness, among: Likeness[]): number {
  const best = Math.max(0, ...among.filter((other) => other !== likeness).map(({ evidence }) => evidence))
  const alone = 1 / (1 + Math.exp(-(likeness.evidence - HALF_SURE)))
  const ahead = 1 / (1 + Math.exp(-3 * (likeness.evidence - best)))
  const isGrounded = 1 - Math.exp(-likeness.said)
  return Math.max(1, Math.min(99, Math.round(100 * alone * ahead * isGrounded)))
}

const HALF_SURE = 3

/** What an anchor tells, by how few posts have it. */
export type Weights = Map<string, { weight: number; korean: string[] }>

function weightsOf(korean: Profile[], english: Profile[]): Weights {
  const here = new Map<string, string[]>()
  for (const { id, anchors } of korean)
    for (const key of anchors.keys()) {
      const there = here.get(key)
      if (there) there.push(id)
      else here.set(key, [id])
    }
  const there = new Map<string, number>()
  for (const { anchors } of english)
    for (const key of anchors.keys()) there.set(key, (there.get(key) ?? 0) + 1)

  const rarity = (all: number, have: number) => Math.log((all + 4) / (have + 0.5))
  const weights: Weights = new Map()
  for (const key of new Set([...here.keys(), ...there.keys()])) {
    const holders = here.get(key) ?? []
    const weight = (rarity(korean.length, holders.length) + rarity(english.length, there.get(key) ?? 0)) / 2
    weights.set(key, { weight: Math.max(0, weight), korean: holders })
  }
  return weights
}

/** In a large archive nobody compares everything with everything: only what shares something that few have. */
function candidatesFor(english: Profile, korean: Profile[], weights: Weights): Profile[] {
  if (korean.length <= FEW) return korean
  const shared = new Map<string, number>()
  for (const key of english.anchors.keys()) {
    const { weight, korean: holders } = weights.get(key)!
    if (holders.length > FEW) continue
    for (const id of holders) shared.set(id, (shared.get(id) ?? 0) + weight)
  }
  for (const { id, day, links, address } of korean) {
    const isLinked = (address !== '' && english.links.has(address)) || links.has(english.address)
    const isSameDay = day !== null && day === english.day
    if (isLinked || isSameDay || (address !== '' && address === english.address))
      shared.set(id, (shared.get(id) ?? 0) + 20)
  }
  const likeliest = [...shared].sort((one, other) => other[1] - one[1]).slice(0, FEW)
  const ids = new Set(likeliest.map(([id]) => id))
  return korean.filter(({ id }) => ids.has(id))
}

const FEW = 60

export interface Norms {
  solid: number
  sound: number
}

function normsOf({ anchors }: Profile, weights: Weights): Norms {
  let [solid, sound] = [0, 0]
  for (const [key, sort] of anchors) {
    if (sort === 'word') continue
    const square = weights.get(key)!.weight ** 2
    if (sort === 'sound') sound += square
    else solid += square
  }
  return { solid: Math.sqrt(solid), sound: Math.sqrt(sound) }
}

function evidenceFor(
  korean: Profile,
  english: Profile,
  weights: Weights,
  here: Norms,
  there: Norms,
): { evidence: number; said: number; reasons: Reason[] } {
  const counts = new Map<Reason['sort'], number>()
  let [solid, sound] = [0, 0]
  const [fewer, more] = korean.anchors.size < english.anchors.size ? [korean, english] : [english, korean]
  for (const [key, sort] of fewer.anchors) {
    if (!more.anchors.has(key)) continue
    const { weight } = weights.get(key)!
    if (sort === 'sound') sound += weight ** 2
    else solid += weight ** 2
    const named = sort === 'word' ? 'name' : sort
    if (weight > 1) counts.set(named, (counts.get(named) ?? 0) + 1)
  }
  const isLinked =
    (korean.address !== '' && english.links.has(korean.address)) ||
    (english.address !== '' && korean.links.has(english.address))
  const isSameAddress = english.address !== '' && english.address === korean.address
  const days = korean.day === null || english.day === null ? null : Math.abs(korean.day - english.day)
  const shape = shapeFit(korean, english)
  if (isLinked) counts.set('linked', 1)
  if (isSameAddress) counts.set('address', 1)
  if (days === 0) counts.set('day', 1)
  if (shape > 0.8) counts.set('shape', 1)
  const said =
    12 * (solid / (here.solid * there.solid || 1)) +
    10 * (sound / (here.sound * there.sound || 1)) +
    (isLinked ? 3 : 0) +
    (isSameAddress ? 4 : 0)
  return {
    said,
    evidence:
      said +
      (days === null ? 0 : days === 0 ? 2 : days <= 3 ? 1 : days <= 30 ? 0 : -0.5) +
      2 * shape -
      lengthMisfit(korean, english),
    reasons: [...counts]
      .map(([sort, count]) => ({ sort, count }))
      .sort((one, other) => rank(one) - rank(other)),
  }
}

const ORDER: Reason['sort'][] = [
  'linked',
  'address',
  'picture',
  'link',
  'name',
  'number',
  'code',
  'sound',
  'day',
  'shape',
]

function rank({ sort }: Reason): number {
  return ORDER.indexOf(sort)
}

/** How alike the two are built, from 0 to 1: as many headings, items, pictures. */
function shapeFit({ kinds: here }: Profile, { kinds: there }: Profile): number {
  let [both, all] = [0, 0]
  for (const kind of new Set([...Object.keys(here), ...Object.keys(there)]) as Set<Kind>) {
    const [one, other] = [here[kind] ?? 0, there[kind] ?? 0]
    both += 2 * Math.min(one, other)
    all += one + other
  }
  return all === 0 ? 0 : both / all
}

function lengthMisfit(korean: Profile, english: Profile): number {
  return Math.min(3, 2 * Math.abs(Math.log((english.length + 50) / (korean.length + 50))))
}

/** A title as people read it. */
export function titleOf(blocks: Block[]): string {
  return plain(blocks.find(({ kind }) => kind === 'title')?.text ?? '')
}
