/** A text as a part of a pattern that matches it and nothing else; in patterns with the flag `u` as well. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
