import { languages, type Language } from '../publications/rules'
import { presented } from '../text/presenting'
import { plain, renderInline } from '../text/rendering'
import { yearOf } from '../text/days'
import { authorsIn, authorWay, withAuthors } from './authorPage'
import { coverImage, coverOfArticle } from './coverPage'
import {
  behindBy,
  withChanged,
  withLinks,
  type Addresses,
  type Behind,
  type Counterpart,
  type Linked,
  type Mention,
  type Page,
  type SourceChange,
} from './rules'
import {
  alternates,
  bylineOf,
  blockOf,
  excerptOf,
  inlineOf,
  authorOf,
  leadPicture,
  minutesOf,
  safeJson,
  wayTo,
  categoryWay,
  seriesWay,
  type Head,
  type Means,
  type SharedImage,
  type Way,
} from './sharedPage'

export interface ArticlePage extends Head {
  type: 'article'
  /** What other sites may show of it. */
  oembed: string
  article: {
    /** HTML, as are the other words. */
    title: string
    summary: string | null
    byline: string | null
    html: string
    /** Of the segments above the body; the same in both languages. */
    numbers: Record<'title' | 'summary' | 'byline', number | undefined>
    category: { name: string; href: string } | null
    publishedAt: Date
    /** Where all that was published in that year is. */
    year: string
    /** Only where a later version replaced the first. */
    updatedAt: Date | null
    minutes: number
  }
  series: SeriesPlace | null
  /** Since when the Korean is ahead of this English, in which paragraphs, and where to read it. */
  outdated: (Behind & { href: string | null }) | null
  colophon: {
    isTranslation: boolean
    translators: string[]
    approver: string
    approvedAt: Date
    /** Of the Korean. */
    sourceNumber: number
    sourceDay: Date
    ownWork: boolean
  }
  related: Way[]
  /** Where to say that something in it is wrong. */
  report: string
}

interface SeriesPlace extends Way {
  part: number
  parts: (Way & { part: number; current: boolean })[]
  /** Part 1, for those who came in later. */
  first: Way | null
  previous: Way | null
  next: Way | null
}

export interface ArticleFacts extends Means {
  page: Page
  counterpart: Counterpart | null
  /** What became of the Korean since the English was made from it. */
  changes: SourceChange[]
  parts: Mention[]
  related: Mention[]
  linked: Linked[]
  /** "(in Korean)", for links that lead into the other language. */
  elsewhereLabel: string
  /** What the mark beside each paragraph is called, in the language it leads to. */
  markLabel: string
}

export function articlePage(facts: ArticleFacts): ArticlePage {
  const { page, counterpart, pathTo, publicUrl } = facts
  const { language, content } = page
  const linked = withLinks(page.html, language, facts.linked, pathTo.read, facts.elsewhereLabel)
  const html = presented(linked, language)
  const head = headOfArticle(facts)
  const image = sharedPicture(facts)
  const behind = behindBy(page, counterpart, facts.changes)

  return {
    ...head,
    type: 'article',
    oembed: publicUrl + pathTo.oembed({ format: 'json', url: head.canonical }),
    image,
    jsonLd: linkedData(facts, head, image.src),
    article: {
      title: renderInline(page.title),
      summary: inlineOf(content, 'summary'),
      byline: bylineIn(facts),
      html: withChanged(counterpart ? withMarks(html, counterpart, facts) : html, behind?.numbers ?? []),
      numbers: {
        title: blockOf(content, 'title')?.number,
        summary: blockOf(content, 'summary')?.number,
        byline: blockOf(content, 'byline')?.number,
      },
      category: page.category && namedWay(categoryWay(pathTo, language, page.category)),
      publishedAt: page.firstPublishedAt,
      year: pathTo.readYear(language, yearOf(page.firstPublishedAt, facts.timeZone)),
      updatedAt: page.publishedAt > page.firstPublishedAt ? page.publishedAt : null,
      minutes: minutesOf(content, language),
    },
    series: seriesPlace(pathTo, page, facts.parts),
    outdated: behind && counterpart && { ...behind, href: pathTo.read('ko', counterpart.slug) },
    colophon: colophonOf(page),
    related: eachIn(facts.related, language).map((mention) => wayTo(pathTo, mention)),
    report: pathTo.report(language, page.slug),
  }
}

export function colophonOf(page: Page): ArticlePage['colophon'] {
  return {
    isTranslation: page.language === 'en',
    translators: page.translators ?? [],
    approver: page.approver,
    approvedAt: page.approvedAt,
    sourceNumber: page.sourceNumber,
    sourceDay: page.sourceCreatedAt,
    ownWork: page.ownWork,
  }
}

/** Each name a way to what else they wrote. */
function bylineIn({ page: { content, language }, pathTo }: ArticleFacts): string | null {
  const html = inlineOf(content, 'byline')
  const authors = authorsIn(bylineOf(content))
  return (
    html &&
    withAuthors(
      html,
      authors.map((author) => authorWay(pathTo, language, author)),
    )
  )
}

/** The photograph that it begins with, or else a cover that is drawn of its words. */
function sharedPicture(facts: ArticleFacts): SharedImage {
  const { page, counterpart, publicUrl, pathTo } = facts
  const lead = leadPicture(facts, page.content)
  if (lead) return { src: publicUrl + lead.src, width: lead.width, height: lead.height, alt: lead.alt }
  return coverImage(pathTo, publicUrl, coverOfArticle(page, counterpart, facts), page.slug)
}

function headOfArticle({
  page,
  counterpart,
  publicUrl,
  pathTo,
}: ArticleFacts): Omit<Head, 'image' | 'jsonLd'> {
  const { language, slug } = page
  return {
    title: plain(page.title),
    description: excerptOf(page.content, language),
    canonical: publicUrl + pathTo.read(language, slug),
    alternates: alternates(publicUrl, counterpart ? languages : [language], (one) =>
      pathTo.read(one, one === counterpart?.language ? counterpart.slug : slug),
    ),
    otherLanguage: counterpart && {
      href: pathTo.read(counterpart.language, counterpart.slug),
      language: counterpart.language,
    },
    both: counterpart && { href: pathTo.readBoth(language, slug) },
    modules: ['language-switch', 'report-sentence'],
  }
}

/** The parts before and after this page that are public in its language. */
export function besideIn({ part, language }: Page, mentions: Mention[]) {
  const own = part === null ? [] : mentions.filter((mention) => mention.language === language)
  return {
    previous: own.findLast((mention) => mention.part! < part!),
    next: own.find((mention) => mention.part! > part!),
  }
}

function seriesPlace(pathTo: Addresses, page: Page, mentions: Mention[]): SeriesPlace | null {
  const { series, part, language, slug } = page
  if (!series || part === null) return null
  const here = eachIn(mentions, language)
  const first = here.find((mention) => mention.language === language && mention.part === 1)
  const { previous, next } = besideIn(page, mentions)
  return {
    ...seriesWay(pathTo, language, series),
    part,
    parts: here.map((mention) => ({
      ...wayTo(pathTo, mention),
      part: mention.part!,
      current: mention.slug === slug,
    })),
    first: first && first.slug !== slug ? wayTo(pathTo, first) : null,
    previous: previous ? wayTo(pathTo, previous) : null,
    next: next ? wayTo(pathTo, next) : null,
  }
}

/** Each article once: in the language of the page where it is public in it, else in the other. */
export function eachIn(mentions: Mention[], language: Language): Mention[] {
  return mentions.filter(
    (mention) =>
      mention.language === language ||
      !mentions.some((one) => one.articleId === mention.articleId && one.language === language),
  )
}

/**
 * Sets after each paragraph a small mark that leads to the same paragraph in the other language. The approved HTML
 * itself stays as it is: take the marks away, and it is there byte for byte.
 */
export function withMarks(
  html: string,
  { language, slug, numbers }: Counterpart,
  { pathTo, markLabel }: Pick<ArticleFacts, 'pathTo' | 'markLabel'>,
): string {
  const there = new Set(numbers)
  return html.replace(blocks, (block, _tag, number: string) => {
    if (!there.has(Number(number))) return block
    const href = `${pathTo.read(language, slug)}#p${number}`
    const leads = `href="${href}" lang="${language}" hreflang="${language}"`
    return `${block}<a class="across" ${leads} aria-label="${markLabel}" title="${markLabel}">¶</a>`
  })
}

/** A paragraph, heading or item from its opening tag to the end of its own words. */
const blocks = /<(p|h[2-4]|li) id="p(\d+)"[^<>]*>.*?(?=<\/\1>|<[ou]l[ >])/gs

/** What search engines read. The two languages name each other, one as the translation of the other. */
function linkedData(
  { page, counterpart, publisher, publicUrl, pathTo }: ArticleFacts,
  { title, description, canonical }: Omit<Head, 'image' | 'jsonLd'>,
  image: string,
): string {
  const { language, category, series } = page
  const authors = authorsIn(bylineOf(page.content)).map((author) => ({
    ...{ '@type': 'Person', name: author.name },
    url: publicUrl + pathTo.readAuthor(language, author.slug),
  }))
  const words = authorOf(page.content)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': canonical,
    url: canonical,
    mainEntityOfPage: canonical,
    headline: title,
    description,
    inLanguage: language,
    datePublished: page.firstPublishedAt,
    dateModified: page.publishedAt,
    image,
    articleSection: category?.[language],
    isPartOf: series && {
      ...{ '@type': 'CreativeWorkSeries', name: series[language] },
      url: publicUrl + pathTo.readSeries(language, series.slug),
    },
    position: page.part ?? undefined,
    author: authors.length > 0 ? authors : words ? [{ '@type': 'Person', name: words }] : undefined,
    publisher: { '@type': 'Organization', name: publisher[language], url: publicUrl + pathTo.list(language) },
    translator: page.translators?.map((name) => ({ '@type': 'Person', name })),
    [language === 'en' ? 'translationOfWork' : 'workTranslation']: counterpart
      ? {
          ...{ '@type': 'Article', '@id': publicUrl + pathTo.read(counterpart.language, counterpart.slug) },
          ...{ headline: plain(counterpart.title), inLanguage: counterpart.language },
        }
      : undefined,
  }
  return safeJson({ ...data, isPartOf: data.isPartOf ?? undefined })
}

function namedWay({ title, href }: Way) {
  return { name: title, href }
}
