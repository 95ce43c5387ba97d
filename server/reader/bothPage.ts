import { languages, type Language } from '../publications/rules'
import { facing, type Facing } from '../text/facing'
import { presented } from '../text/presenting'
import { plain, renderInline } from '../text/rendering'
import { besideIn, colophonOf, eachIn, withMarks, type ArticlePage } from './articlePage'
import { blockOf, excerptOf, inlineOf, wayTo } from './sharedPage'
import {
  behindBy,
  layouts,
  otherThan,
  withChanged,
  withLinks,
  type Addresses,
  type Both,
  type Imprint,
  type Layout,
  type Linked,
  type Mention,
  type SourceChange,
} from './rules'

/** Both languages of one article, row by row. */
export interface BothPage extends Pick<
  ArticlePage,
  'title' | 'description' | 'canonical' | 'otherLanguage' | 'modules' | 'outdated'
> {
  robots: string
  layout: Layout
  /** The page in its own language alone. */
  single: string
  /** Of the page, as HTML in each language. */
  heads: { part: 'title' | 'summary' | 'byline'; number: number; ko: string | null; en: string | null }[]
  rows: Facing[]
  /** The parts before and after, together as well where both of their languages are public. */
  series: Record<'previous' | 'next', { href: string } | null> | null
  /** Together as well, where both of their languages are public. */
  related: ArticlePage['related']
  layouts: { layout: Layout; href: string; isHere: boolean }[]
  /** The address is for paper. */
  colophons: { language: Language; href: string; address: string; colophon: ArticlePage['colophon'] }[]
}

export interface BothFacts extends Imprint {
  pathTo: Addresses
  language: Language
  layout: Layout
  both: Both
  changes: SourceChange[]
  /** Of its series, in both languages. */
  parts: Mention[]
  related: Mention[]
  linked: Linked[]
  /** "(in Korean)" and "this paragraph in Korean", each in the language it is read in. */
  labels: Record<Language, { elsewhere: string; mark: string }>
}

export function bothPage(facts: BothFacts): BothPage {
  const { language, layout, both, pathTo, publicUrl } = facts
  const page = both[language]
  const other = otherThan(language)
  const behind = behindBy(both.en, { ...both.ko, numbers: [] }, facts.changes)
  const english = withChanged(bodyIn('en', facts), behind?.numbers ?? [])
  return {
    title: plain(page.title),
    description: excerptOf(page.content, language),
    canonical: publicUrl + pathTo.read(language, page.slug),
    robots: 'noindex',
    otherLanguage: { href: pathTo.read(other, both[other].slug), language: other },
    single: pathTo.read(language, page.slug),
    modules: ['language-switch'],
    layout,
    layouts: layouts.map((one) => ({
      layout: one,
      href: pathTo.readBoth(language, page.slug, one),
      isHere: one === layout,
    })),
    series: seriesOf(facts),
    related: eachIn(facts.related, language).map((mention) => ({
      ...wayTo(pathTo, mention),
      href: hrefOf(facts, mention, facts.related),
    })),
    heads: headsOf(both),
    rows: facing(bodyIn('ko', facts), english, language),
    outdated: behind && { ...behind, href: null },
    colophons: languages.map((one) => ({
      language: one,
      href: pathTo.read(one, both[one].slug),
      address: publicUrl + pathTo.read(one, both[one].slug),
      colophon: colophonOf(both[one]),
    })),
  }
}

/** The approved body of one side, whose links lead on in its language and whose marks lead to this side alone. */
function bodyIn(language: Language, { both, linked, pathTo, labels }: BothFacts): string {
  const { html, slug, content } = both[language]
  const { elsewhere, mark } = labels[language]
  const whole = withLinks(html, language, linked, pathTo.read, elsewhere)
  const alone = { ...both[language], language, slug, numbers: content.map(({ number }) => number) }
  return withMarks(presented(whole, language), alone, { pathTo, markLabel: mark })
}

function seriesOf(facts: BothFacts): BothPage['series'] {
  const page = facts.both[facts.language]
  if (!page.series || page.part === null) return null
  const { previous, next } = besideIn(page, facts.parts)
  const beside = (part: Mention | undefined) => (part ? { href: hrefOf(facts, part, facts.parts) } : null)
  return { previous: beside(previous), next: beside(next) }
}

/** Where one of these articles is read in the way of this page: together, where it is there in both languages. */
function hrefOf({ language, layout, pathTo }: BothFacts, one: Mention, all: Mention[]): string {
  const isBoth = all.filter(({ articleId }) => articleId === one.articleId).length > 1
  return isBoth ? pathTo.readBoth(language, one.slug, layout) : pathTo.read(one.language, one.slug)
}

function headsOf({ ko, en }: Both): BothPage['heads'] {
  const title = blockOf(ko.content, 'title')?.number ?? 1
  return [
    { part: 'title' as const, number: title, ko: renderInline(ko.title), en: renderInline(en.title) },
    ...(['summary', 'byline'] as const).flatMap((part) => {
      const block = blockOf(ko.content, part) ?? blockOf(en.content, part)
      if (!block) return []
      return { part, number: block.number, ko: inlineOf(ko.content, part), en: inlineOf(en.content, part) }
    }),
  ]
}
