import type { Article } from '../articles/rules'
import { blockingIn } from '../checks/dismissals'
import type { FindingRow } from '../checks/page'
import type { ArticleFinding } from '../checks/rules'
import type { Person } from '../people/rules'
import { isOpen, isTranslatable, stateOf, type Pair, type PairState } from '../targets/rules'
import type { Kind } from '../text/blocks'
import { difference, type Change } from '../text/differences'
import { openingOf } from '../text/words'
import {
  contentOfPairs,
  obstacleToSubmission,
  type LatestVersion,
  type Obstacle,
  type TranslationVersion,
} from './rules'

export interface Facts {
  article: Article
  person: Person
  pairs: Pair[]
  latest: LatestVersion | null
  /** What the termbase finds in the article as a whole; by numbers of pairs. */
  termFindings: ArticleFinding[]
  /** What is found in the pairs, by number. */
  findings: Map<number, Finding[]>
  /** The sanitised page the version would freeze, with its pictures where those who are signed in may fetch them. */
  html: string
}

/** What a translator sees before the English is frozen. */
export interface SubmissionPage {
  title: string
  article: { slug: string; title: string; englishTitle: string | null }
  obstacle: Obstacle | null
  /** The number the version will have. */
  number: number
  total: number
  open: OpenRow[]
  blocking: number
  /** What was found and nobody has mended or dismissed. */
  findings: (Finding & { number: number })[]
  /** Names spelled in two ways, terms rendered in two ways. */
  termFindings: ArticleFinding[]
  latest: Pick<TranslationVersion, 'number' | 'submittedAt' | 'submittedByName'> | null
  /** Paragraphs that read otherwise than in the latest version. */
  changed: { number: number; parts: Change[] }[]
  html: string
}

type Finding = Omit<FindingRow, 'repair'>

export interface OpenRow {
  number: number
  kind: Kind
  state: PairState
  korean: string
}

export function submissionPage(facts: Facts): SubmissionPage {
  const { article, person, pairs, latest, findings, termFindings, html } = facts
  const title = pairs.find(({ source }) => source.kind === 'title')
  const open = pairs.filter(isOpen)

  return {
    title: title?.source.text ?? article.slug,
    article: {
      slug: article.slug,
      title: title?.source.text ?? '',
      englishTitle: title?.target.text || null,
    },
    obstacle: obstacleToSubmission({ person, pairs, latest, blocking: blockingIn(findings.values()) }),
    blocking: blockingIn(findings.values()),
    findings: [...findings].flatMap(([at, found]) =>
      found
        .filter(({ dismissedBy, severity }) => dismissedBy === null && severity !== 'info')
        .map((one) => ({ ...one, number: at })),
    ),
    termFindings,
    number: (latest?.number ?? 0) + 1,
    total: pairs.filter(isTranslatable).length,
    open: open.map((pair) => ({
      number: pair.source.number,
      kind: pair.source.kind,
      state: stateOf(pair),
      korean: openingOf(pair.source.text, 80),
    })),
    latest,
    changed: latest ? changesSince(latest, pairs) : [],
    html,
  }
}

function changesSince({ content }: LatestVersion, pairs: Pair[]): SubmissionPage['changed'] {
  const earlier = new Map(content.map(({ number, text }) => [number, text]))
  return contentOfPairs(pairs)
    .filter(({ number, text }) => (earlier.get(number) ?? '') !== text)
    .map(({ number, text }) => ({ number, parts: difference(earlier.get(number) ?? '', text) }))
}
