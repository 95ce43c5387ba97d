/** How much of a text's letters is Hangul, from 0 to 1; 0 for a text without letters. */
export function hangulShare(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0
  return letters === 0 ? 0 : hangul / letters
}
