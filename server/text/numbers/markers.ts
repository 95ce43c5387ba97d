/** Whether the number is the mark of a list item: nothing but signs stands before it, and a full stop or bracket after. */
export function isListMarker(
  text: string,
  { from, to }: { from: number; to: number },
  value: number,
): boolean {
  if (!Number.isInteger(value) || value >= 100) return false
  return (
    /^[.)]\s/.test(text.slice(to, to + 2)) &&
    from < MARGIN &&
    !/[\p{L}\p{N}\ufffc]/u.test(text.slice(0, from))
  )
}

/** A mark stands at the very beginning, behind no more signs than these. */
const MARGIN = 40
