import { comparable, encyclopedia, type Hosts, type Link } from '../text/links'
import { beyond } from '../text/marks'
import { replaced } from '../text/spans'
import type { Pair } from './pair'
import { MOST, type Check } from './rules'

/** A link of the Korean that the English has lost or points elsewhere. */
export const missingLink: Check = {
  name: 'missing-link',
  severity: 'block',
  find(pair, { hosts }) {
    const { gone, come } = differing(pair, hosts)
    return gone.map((link) => {
      const other = gone.length === 1 && come.length === 1 ? come[0]! : null
      return {
        sentence: other ? 'link-changed' : 'link-missing',
        detail: { korean: link.address, english: other?.address ?? '' },
        korean: [link],
        english: other ? [other] : [],
        repair: other ? restored(pair, link, other) : linkedAgain(pair, link),
      }
    })
  },
}

/** A link of the English that the Korean does not have. */
export const addedLink: Check = {
  name: 'added-link',
  severity: 'warn',
  find(pair, { hosts }) {
    const { gone, come } = differing(pair, hosts)
    if (gone.length > 0) return []
    return come.map((link) => ({
      sentence: 'link-added',
      detail: { english: link.address },
      english: [link],
    }))
  },
}

function differing({ links }: Pair, hosts: Hosts): { gone: Link[]; come: Link[] } {
  const keyOf = ({ address }: Link) => comparable(address, hosts)
  const gone = beyond(links.korean, links.english, keyOf).filter((link) => keyOf(link) !== '')
  const come = beyond(links.english, links.korean, keyOf).filter((link) => keyOf(link) !== '')
  return {
    gone: inNoOtherLanguage(gone, come).slice(0, MOST),
    come: inNoOtherLanguage(come, gone).slice(0, MOST),
  }
}

/** An article of one encyclopedia may be answered by any of another: their addresses have nothing in common. */
function inNoOtherLanguage(links: Link[], others: Link[]): Link[] {
  const languages = new Set(others.map(({ address }) => encyclopedia(address)).filter((one) => one !== null))
  return links.filter(({ address }) => {
    const own = encyclopedia(address)
    return own === null || ![...languages].some((one) => one !== own)
  })
}

/** A slip of the hand, or another page? Only what differs in a letter or two is certainly a slip. */
function restored({ english }: Pair, right: Link, wrong: Link): string | null {
  const isSlip = isWithinTwoEdits(right.address, wrong.address)
  return isSlip ? replaced(english, [{ from: wrong.from, to: wrong.to, words: right.address }]) : null
}

/** Where the words that are linked in Korean are no Korean and stand in the English once, they can be linked again. */
function linkedAgain({ english }: Pair, { words, address }: Link): string | null {
  if (words.length < 3 || !/^[\x20-\x7e]+$/.test(words) || english.includes(`[${words}]`)) return null
  const from = english.indexOf(words)
  const isOnce = from >= 0 && english.indexOf(words, from + 1) < 0
  const isWhole = !/\w/.test(english[from - 1] ?? ' ') && !/\w/.test(english[from + words.length] ?? ' ')
  if (!isOnce || !isWhole) return null
  return replaced(english, [{ from, to: from + words.length, words: `[${words}](${address})` }])
}

function isWithinTwoEdits(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 2) return false
  let from = 0
  while (from < one.length && one[from] === other[from]) from++
  let back = 0
  const shorter = Math.min(one.length, other.length)
  while (back < shorter - from && one.at(-1 - back) === other.at(-1 - back)) back++
  return Math.max(one.length, other.length) - from - back <= 2
}
