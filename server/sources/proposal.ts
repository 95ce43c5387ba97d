import { align, type Link } from '../text/alignment'
import type { Block } from '../text/blocks'
import { fingerprint } from '../text/fingerprint'
import { identities, returning } from '../text/returning'
import type { LinkKind, NewLink, SourceSegment } from './rules'

/** An editor's word on one paragraph of the new text: which paragraph it is, by number, or null for a new one. */
export interface Correction {
  /** Of the paragraph in the new text; see `keysOf`. */
  key: string
  number: number | null
}

/** What becomes of each paragraph if the new text is kept, as proposed and corrected. */
export interface Proposal {
  /** In the order of the new text, with what is gone where it stood. */
  steps: Step[]
  /** For each block the id of the segment it is, or null when it is new to the article. */
  identities: (string | null)[]
  /** Those corrections that speak of a paragraph of this text. */
  corrections: Correction[]
}

export interface Step {
  kind: 'same' | LinkKind
  /** Position in the new text from 0; null for what is gone. */
  now: number | null
  /** The paragraph it is, was cut off from, or was; null for a new one. */
  old: SourceSegment | null
  /** Of a paragraph that was joined to another: the position of that one. */
  into: number | null
  corrected: boolean
  key: string | null
}

/**
 * Aligns a new text with the version before and with paragraphs that went earlier. `bygone` has every earlier wording of
 * every segment that does not stand in `before`.
 */
export function proposalFor(
  before: SourceSegment[],
  bygone: SourceSegment[],
  blocks: Block[],
  corrections: Correction[],
): Proposal {
  const links = align(before, blocks)
  const gone = bygone.map((block) => ({ segment: block.segmentId, block }))
  const ids = identities(links, segmentIdsOf(before), returning(links, blocks, gone))
  const keys = keysOf(blocks)
  const heard = corrections.filter((one) => keys.includes(one.key))
  const known = [...before, ...bygone]
  for (const { key, number } of heard) correct(ids, keys.indexOf(key), number, known)
  return {
    steps: stepsOf({ before, known, blocks, links, ids, keys, heard }),
    identities: ids,
    corrections: heard,
  }
}

/** A name for each block that stays with its words when text around it changes. */
export function keysOf(blocks: Block[]): string[] {
  const seen = new Map<string, number>()
  return blocks.map((block) => {
    const print = fingerprint(block)
    const nth = seen.get(print) ?? 0
    seen.set(print, nth + 1)
    return `${print}.${nth}`
  })
}

/** Rows to keep beside the new version: what was not simply the same, and whether an editor corrected it. */
export function linksOf({ steps, identities: ids }: Proposal): NewLink[] {
  return steps.flatMap(({ kind, old, now, into, corrected }) => {
    if (kind === 'same') return []
    const position = into ?? now
    return [
      {
        kind,
        corrected,
        oldSegmentId: old?.segmentId ?? null,
        newSegmentId: ids[position ?? -1] ?? null,
        position,
      },
    ]
  })
}

function segmentIdsOf(segments: SourceSegment[]): string[] {
  return segments.map(({ segmentId }) => segmentId)
}

/** A paragraph is one segment only: who gets it takes it from whoever had it. */
function correct(ids: (string | null)[], at: number, number: number | null, known: SourceSegment[]): void {
  const wanted = number === null ? null : known.find((segment) => segment.number === number)
  if (wanted === undefined) return
  const holder = wanted ? ids.indexOf(wanted.segmentId) : -1
  if (holder >= 0) ids[holder] = null
  ids[at] = wanted?.segmentId ?? null
}

interface Findings {
  before: SourceSegment[]
  known: SourceSegment[]
  blocks: Block[]
  links: Link[]
  ids: (string | null)[]
  keys: string[]
  heard: Correction[]
}

function stepsOf(findings: Findings): Step[] {
  const { before, ids, links } = findings
  const kept = ids.map((_, now) => stepAt(findings, now))
  const isKept = new Set(ids)
  const joined = new Map(
    links.flatMap((link) => (link.kind === 'merged' ? [[link.old, link.new] as const] : [])),
  )

  const steps = [...kept]
  before.forEach((old, at) => {
    if (isKept.has(old.segmentId)) return
    const into = joined.get(at) ?? null
    const step: Step = {
      kind: into === null ? 'gone' : 'merged',
      now: null,
      old,
      into,
      corrected: false,
      key: null,
    }
    steps.splice(placeOf(steps, before, at), 0, step)
  })
  return steps
}

/** Behind the paragraph that stood before it, wherever that one is now. */
function placeOf(steps: Step[], before: SourceSegment[], at: number): number {
  for (let earlier = at - 1; earlier >= 0; earlier--) {
    const place = steps.findIndex(
      ({ old, kind }) => kind !== 'split' && old?.segmentId === before[earlier]!.segmentId,
    )
    if (place >= 0) return place + 1
  }
  return 0
}

function stepAt({ before, known, blocks, links, ids, keys, heard }: Findings, now: number): Step {
  const key = keys[now]!
  const corrected = heard.some((one) => one.key === key)
  const step = { now, into: null, corrected, key }
  const id = ids[now]
  if (id === null) {
    const cut = corrected ? undefined : links.find((link) => link.new === now && link.kind === 'split')
    return cut ? { ...step, kind: 'split', old: before[cut.old!]! } : { ...step, kind: 'new', old: null }
  }
  const standing = before.findIndex(({ segmentId }) => segmentId === id)
  if (standing < 0)
    return { ...step, kind: 'returned', old: known.find(({ segmentId }) => segmentId === id)! }
  const old = before[standing]!
  if (old.fingerprint !== fingerprint(blocks[now]!)) return { ...step, kind: 'edited', old }
  const hasMoved = links.some((link) => link.new === now && link.old === standing && link.kind === 'moved')
  return { ...step, kind: hasMoved ? 'moved' : 'same', old }
}
