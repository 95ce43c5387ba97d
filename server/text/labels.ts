/** Words at the start of a paragraph that say what it is. The first of a list is the one we write. */
const SUMMARY = ['[요약]', '[Summary]', '[한 줄 요약]', '[전문]']
const BYLINE = ['[글]', '[By]', '[글쓴이]', '[기자]', '[Byline]']
const ALERT = /^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/
const NOTE = /^\[\s*(?:편집자\s*주|역자\s*주|옮긴이\s*주|필자\s*주|editor[’']?s note|translator[’']?s note)/i

/** A byline as newsrooms write it without a label: `글·사진=김보람`, `김보람 기자`, `By Kim Boram`. */
const NATURAL_BYLINE =
  /^(?:(?:글|취재|글쓴이|정리)\s*(?:[·ㆍ]\s*사진\s*)?[=:：|]\s*\S.{0,60}|[가-힣]{2,5}\s+(?:기자|에디터|편집장|편집위원|통신원)(?:\s+\S+@\S+)?|By [A-Z][^.!?]{1,60})$/

export interface Labelled {
  kind: 'summary' | 'byline'
  /** The label that stands before the text, '' for a byline that speaks for itself. */
  label: string
}

/** What the first paragraphs under a title may be. Takes plain words. */
export function labelledAs(words: string): Labelled | null {
  const summary = SUMMARY.find((label) => words.startsWith(label))
  if (summary) return { kind: 'summary', label: summary }
  const byline = BYLINE.find((label) => words.startsWith(label))
  if (byline) return { kind: 'byline', label: byline }
  return NATURAL_BYLINE.test(words) ? { kind: 'byline', label: '' } : null
}

/** The label to write before a summary or byline so that it is known again. */
export function labelFor(kind: 'summary' | 'byline', words: string): string {
  if (kind === 'byline' && NATURAL_BYLINE.test(words)) return ''
  const [korean = '', english = ''] = kind === 'summary' ? SUMMARY : BYLINE
  return `${/[가-힣]/.test(words) ? korean : english} `
}

/** Whether a quotation is really a note from the editor or the translator. */
export function isNote(words: string): boolean {
  return NOTE.test(words)
}

/** The mark that makes a quotation a note although its words do not say so: `[!NOTE]`, '' when there is none. */
export function alertIn(words: string): string {
  return ALERT.exec(words)?.[0] ?? ''
}
