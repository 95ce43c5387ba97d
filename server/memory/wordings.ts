/** The keys of wordings, half of each, in a table that grows. */
export class Wordings {
  #size = 0
  /** Two numbers a wording; both 0 where there is none. */
  #table = new Uint32Array(1 << 13)

  get bytes(): number {
    return this.#table.byteLength
  }

  /** True the first time a key is seen. */
  isNew(key: string): boolean {
    const [one, other] = [parseInt(key.slice(0, 8), 16), parseInt(key.slice(8, 16), 16) || 1]
    if (!put(this.#table, one, other)) return false
    if (++this.#size * 3 > this.#table.length) this.#grow()
    return true
  }

  #grow(): void {
    const wider = new Uint32Array(this.#table.length * 2)
    for (let at = 0; at < this.#table.length; at += 2)
      if (this.#table[at + 1] !== 0) put(wider, this.#table[at]!, this.#table[at + 1]!)
    this.#table = wider
  }
}

/** False when it stands there already. */
function put(table: Uint32Array, one: number, other: number): boolean {
  const slots = table.length / 2
  for (let slot = one & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
    if (table[slot * 2 + 1] === 0) {
      table[slot * 2] = one
      table[slot * 2 + 1] = other
      return true
    }
    if (table[slot * 2] === one && table[slot * 2 + 1] === other) return false
  }
}
