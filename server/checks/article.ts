import { usualRatioOf } from '../text/lengths'
import { firstMentions, nameSpellings, termRenderings } from './consistency'
import { missingParagraph, missingQuotation, repeatedParagraph } from './counterparts'
import type { Pair } from './pair'
import type { ArticleCheck, ArticleFinding, Context } from './rules'
import { swappedNeighbours } from './swappedNeighbours'

/** Every check of an article as a whole. */
export const articleChecks: readonly ArticleCheck[] = [
  ...[missingParagraph, repeatedParagraph, swappedNeighbours, missingQuotation],
  ...[nameSpellings, firstMentions, termRenderings],
]

/** What is to be said of an article's pairs, in reading order, beyond what is said of each. */
export function articleFindingsOf(
  pairs: Pair[],
  context: Context,
  asked: readonly ArticleCheck[] = articleChecks,
): ArticleFinding[] {
  return asked
    .filter(({ name }) => !context.off.has(name))
    .flatMap(({ name, severity, find }) =>
      find(pairs, context).map((found) => ({ check: name, severity, ...found })),
    )
}

/** The context for the pairs of this article: what its English usually has of the length of its Korean. */
export function contextOf(pairs: Pair[], context: Context): Context {
  return { ...context, usualRatio: usualRatioOf(pairs) }
}
