import type { Article } from '../articles/rules'
import { blockingIn } from '../checks/dismissals'
import type { FindingRow } from '../checks/page'
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
  /** What is found in the pairs, by number. */
  findings: Map<number, Finding[]>
  /** What is found in the article as a whole. */
  whole: Finding[]
  /** The sanitised page the version would freeze, with its pictures where those who are signed in may fetch them. */
  html: string
  /** A submission that was just refused. */
  refused: RefusedSubmission | null
}

export interface RefusedSubmission {
  /** Under `refusals`, with what fills its blanks. */
  rule: string
  detail: Record<string, string | number>
  note: string
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
  whole: Finding[]
  latest: Pick<TranslationVersion, 'number' | 'submittedAt' | 'submittedByName'> | null
  /** Paragraphs that read otherwise than in the latest version. */
  changed: { number: number; parts: Change[] }[]
  html: string
  refused: RefusedSubmission | null
}

type Finding = Omit<FindingRow, 'repair'>

export interface OpenRow {
  number: number
  kind: Kind
  state: PairState
  korean: string
}

export function submissionPage(facts: Facts): SubmissionPage {
  const { article, person, pairs, latest, findings, whole, html, refused } = facts
  const title = pairs.find(({ source }) => source.kind === 'title')
  const open = pairs.filter(isOpen)
  const blocking = blockingIn([...findings.values(), whole])

  return {
    title: title?.source.text ?? article.slug,
    article: {
      slug: article.slug,
      title: title?.source.text ?? '',
      englishTitle: title?.target.text || null,
    },
    obstacle: obstacleToSubmission({ person, pairs, latest, blocking }),
    blocking,
    refused,
    findings: blockingFirst(
      [...findings].flatMap(([at, found]) =>
        found.filter(asksForSomebody).map((one) => ({ ...one, number: at })),
      ),
    ),
    whole: blockingFirst(whole.filter(asksForSomebody)),
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

function asksForSomebody({ dismissedBy, severity }: Finding): boolean {
  return dismissedBy === null && severity !== 'info'
}

/** What holds the submission up before what only asks for a look; else as they stand in the article. */
function blockingFirst<Found extends Finding>(found: Found[]): Found[] {
  const [blocking, others] = [
    found.filter(({ severity }) => severity === 'block'),
    found.filter(({ severity }) => severity !== 'block'),
  ]
  return [...blocking, ...others]
}

function changesSince({ content }: LatestVersion, pairs: Pair[]): SubmissionPage['changed'] {
  const earlier = new Map(content.map(({ number, text }) => [number, text]))
  return contentOfPairs(pairs)
    .filter(({ number, text }) => (earlier.get(number) ?? '') !== text)
    .map(({ number, text }) => ({ number, parts: difference(earlier.get(number) ?? '', text) }))
}
