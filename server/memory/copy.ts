import { likelyIn, likelyOn, queryOf } from './alike'
import { writeGrams } from './grams'
import { holdingIn, holdingOn, wantedOf } from './holding'
import { evened, longestLikened } from './rules'
import { bytesOf, emptyPile, shelfSize, shelve, unshelve, widen, type Pile, type Shelf } from './shelf'
import { Wordings } from './wordings'

/**
 * Of every Korean wording in the memory, what pairs of characters it is made of, and the id of an entry that has it. It
 * names every wording that can be a match (those that share too few pairs cannot), and says nothing of how good it is.
 */
export class MemoryCopy {
  readonly #known = new Wordings()
  /** Of each wording, the id of an entry that has it. */
  #ids = new Float64Array(1 << 12)
  #size = 0
  readonly #shelves: Shelf[] = []
  #pile: Pile = emptyPile()

  /** How many wordings it holds. */
  get size(): number {
    return this.#size
  }

  get bytes(): number {
    const shelves = this.#shelves.reduce((sum, shelf) => sum + bytesOf(shelf), 0)
    return shelves + this.#pile.grams.byteLength + this.#known.bytes + this.#ids.byteLength
  }

  /** A wording that is known already changes nothing, so entries may come twice. */
  add(id: number, key: string, text: string): void {
    const words = evened(text)
    if (words.length > longestLikened || !this.#known.isNew(key)) return
    const pile = this.#pile
    widen(pile, words.length + 1)
    pile.ends.push(writeGrams(words, pile.grams, pile.ends[pile.size - 1] ?? 0))
    pile.lengths.push(words.length)
    pile.numbers.push(this.#number(id))
    if (++pile.size === shelfSize) this.tidy()
  }

  #number(id: number): number {
    if (this.#size === this.#ids.length) {
      const longer = new Float64Array(this.#size * 2)
      longer.set(this.#ids)
      this.#ids = longer
    }
    this.#ids[this.#size] = id
    return this.#size++
  }

  /** Puts what has come on shelves; small ones are joined, so that there are few. */
  tidy(least = 1): void {
    if (this.#pile.size < least) return
    this.#shelves.push(shelve(this.#pile))
    this.#pile = emptyPile()
    for (;;) {
      const [last, before] = [this.#shelves.at(-1), this.#shelves.at(-2)]
      if (!last || !before || last.size * 2 < before.size || last.size + before.size > shelfSize) return
      this.#shelves.splice(-2, 2, shelve(unshelve([before, last])))
    }
  }

  /** Ids of at most `most` entries that may match the text, those that share the most first. */
  likely(text: string, most: number): number[] {
    const words = evened(text)
    if (words === '' || words.length > longestLikened) return []
    const query = queryOf(words)
    const found = this.#shelves.flatMap((shelf) => likelyOn(shelf, query))
    found.push(...likelyIn(this.#pile, query))
    return found
      .sort((one, other) => one.difference - other.difference || other.number - one.number)
      .slice(0, most)
      .map(({ number }) => this.#ids[number]!)
  }

  /** Ids of at most `most` entries that have every pair of characters of these words, the newest first. */
  holding(words: string, most: number): number[] {
    const wanted = wantedOf(words)
    if (wanted.length === 0) return []
    const numbers = this.#shelves.flatMap((shelf) => holdingOn(shelf, wanted))
    numbers.push(...holdingIn(this.#pile, wanted))
    return numbers
      .map((number) => this.#ids[number]!)
      .sort((one, other) => other - one)
      .slice(0, most)
  }
}
