import { diffArrays, diffWordsWithSpace, type ArrayChange } from 'diff'

/** A stretch of words, and whether it stands in both texts, only in the later, or only in the earlier. */
export interface Change {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Milliseconds after which a comparison gives up on words and shows one text gone and the other come. */
const patience = 500

/**
 * What became of a text, word by word. `diffWordsWithSpace` takes Hangul syllable by syllable, so a particle that
 * changed is all that shows, and it does not hide a changed space.
 */
export function difference(before: string, after: string): Change[] {
  if (before === after) return after === '' ? [] : [{ kind: 'same', text: after }]
  const changes = diffWordsWithSpace(before, after, { timeout: patience })
  if (!changes) return whole(before, after)
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

function whole(before: string, after: string): Change[] {
  const changes: Change[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
  return changes.filter(({ text }) => text !== '')
}

/** Both edits of one text together. `clean` is false when they touch, and then `text` is mine and nobody's loss. */
export function merge(base: string, theirs: string, mine: string): { text: string; clean: boolean } {
  if (theirs === base || theirs === mine) return { text: mine, clean: true }
  if (mine === base) return { text: theirs, clean: true }
  const tokens = tokensOf(base)
  const theirEdits = editsOf(tokens, theirs)
  const myEdits = editsOf(tokens, mine)?.filter((edit) => !theirEdits?.some((other) => isSame(edit, other)))
  if (!theirEdits || !myEdits || touch(theirEdits, myEdits)) return { text: mine, clean: false }
  return { text: apply(tokens, [...theirEdits, ...myEdits]), clean: true }
}

/** Tokens `from` up to `to` of the base are replaced by these words. */
interface Edit {
  from: number
  to: number
  words: string[]
}

function isSame(one: Edit, other: Edit): boolean {
  return one.from === other.from && one.to === other.to && one.words.join('') === other.words.join('')
}

/** Words, Hangul words whole, and single signs, each with the space before it: edits of neighbouring words touch. */
function tokensOf(text: string): string[] {
  return text.match(/\s*(?:[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_\s])|\s+$/gu) ?? []
}

function editsOf(base: string[], text: string): Edit[] | null {
  const changes: ArrayChange<string>[] | undefined = diffArrays(base, tokensOf(text), { timeout: patience })
  if (!changes) return null
  const edits: Edit[] = []
  let at = 0
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      at += value.length
      continue
    }
    const last = edits.at(-1)
    const edit = last && last.to === at ? last : { from: at, to: at, words: [] }
    if (edit !== last) edits.push(edit)
    if (added) edit.words.push(...value)
    if (removed) {
      at += value.length
      edit.to = at
    }
  }
  return edits
}

/** Side by side counts as touching: two people who write at the same place have to see each other's words. */
function touch(theirs: Edit[], mine: Edit[]): boolean {
  return theirs.some((one) => mine.some((other) => one.from <= other.to && other.from <= one.to))
}

function apply(base: string[], edits: Edit[]): string {
  const merged: string[] = []
  let at = 0
  for (const { from, to, words } of edits.sort((a, b) => a.from - b.from)) {
    merged.push(...base.slice(at, from), ...words)
    at = to
  }
  return [...merged, ...base.slice(at)].join('')
}
