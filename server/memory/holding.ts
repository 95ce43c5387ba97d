import { gramsInside } from './grams'
import { evened } from './rules'
import { firstAtLeast, hasBit, type Pile, type Shelf } from './shelf'

/** The pairs of characters that whatever holds these words must have; none when they are a single character. */
export function wantedOf(words: string): number[] {
  return gramsInside(evened(words))
}

/** The numbers of the texts of a shelf that have all of these pairs. */
export function holdingOn(shelf: Shelf, wanted: number[]): number[] {
  const { starts, places, numbers, common } = shelf
  const lists = wanted.filter((bucket) => !common.has(bucket))
  const bits = wanted.flatMap((bucket) => common.get(bucket) ?? [])
  const [rarest, ...others] = lists.sort(
    (one, other) => starts[one + 1]! - starts[one]! - (starts[other + 1]! - starts[other]!),
  )
  const held = rarest === undefined ? everyPlace(shelf) : places.subarray(starts[rarest], starts[rarest + 1])
  const found: number[] = []
  for (const place of held) {
    const inAll =
      bits.every((one) => hasBit(one, place)) &&
      others.every((bucket) => {
        const at = firstAtLeast(places, place, starts[bucket]!, starts[bucket + 1]!)
        return at < starts[bucket + 1]! && places[at] === place
      })
    if (inAll) found.push(numbers[place]!)
  }
  return found
}

function everyPlace({ size }: Shelf): Iterable<number> {
  return Array.from({ length: size }, (_, place) => place)
}

/** The same for a pile, whose texts are looked through one by one. */
export function holdingIn(pile: Pile, wanted: number[]): number[] {
  return pile.numbers.filter((_, nth) => {
    const grams = pile.grams.subarray(pile.ends[nth - 1] ?? 0, pile.ends[nth])
    return wanted.every((bucket) => grams.includes(bucket))
  })
}
