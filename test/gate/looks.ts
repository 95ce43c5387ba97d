import {
  isAnywherePublic,
  isPublic,
  languages,
  publicUrl,
  shown,
  titleNumber,
  type Language,
  type Story,
  type Topic,
  type Words,
} from './newsroom'
import type { Answer } from './visitor'

/** A public address, what it must answer, and the tokens it must show. */
export interface Look {
  path: string
  status: number
  shows: string[]
}

export interface Site {
  stories: Story[]
  categories: Topic[]
  series: Topic[]
}

/** Every address whose answer depends on what was published. */
export function looksAt({ stories, categories, series }: Site): Look[] {
  const lists = languages.flatMap((language) => {
    const listed = stories.filter((story) => isPublic(story, language))
    return [
      { path: `/${language}/`, status: 200, shows: titlesOf(listed, language) },
      {
        path: `/${language}/years/${thisYear()}`,
        status: listed.length === 0 ? 404 : 200,
        shows: titlesOf(listed, language),
      },
      {
        path: `/${language}/index/`,
        status: 200,
        shows: [...categories, ...series]
          .filter((one) => listed.some((story) => story.category === one || story.series === one))
          .map((one) => one[language]),
      },
      // Whole articles, the newest twenty; the newsroom has fewer.
      ...['atom', 'rss', 'json'].map((format) => ({
        path: `/${language}/feed.${format}`,
        status: 200,
        shows: listed.flatMap((story) => [...(shown(story, language) as Words).values()]),
      })),
      ...categories.map((one) =>
        listOf(
          `/${language}/?category=${one.slug}`,
          one,
          language,
          listed.filter((story) => story.category === one),
        ),
      ),
      ...series.map((one) =>
        listOf(
          `/${language}/series/${one.slug}`,
          one,
          language,
          listed.filter((story) => story.series === one),
        ),
      ),
    ]
  })
  return [...lists, ...stories.flatMap(looksAtStory)]
}

/** Where the house is. */
function thisYear(): string {
  return new Intl.DateTimeFormat('en', { timeZone: 'Asia/Seoul', year: 'numeric' }).format(new Date())
}

function listOf(path: string, topic: Topic, language: Language, listed: Story[]): Look {
  if (listed.length === 0) return { path, status: 404, shows: [] }
  return { path, status: 200, shows: [topic[language], ...titlesOf(listed, language)] }
}

function titlesOf(stories: Story[], language: Language): string[] {
  return stories.map((story) => (shown(story, language) as Words).get(titleNumber)!)
}

function looksAtStory(story: Story): Look[] {
  const pages = languages.map((language): Look => {
    const words = shown(story, language)
    const path = `/${language}/${story.slug}`
    if (words === 'gone') return { path, status: 410, shows: [] }
    if (words === 'missing') return { path, status: 404, shows: [] }
    const topics = [story.category, story.series].flatMap((topic) => topic?.[language] ?? [])
    return { path, status: 200, shows: [...words.values(), ...topics] }
  })
  const path = `/pictures/${story.photograph.id}/640.webp`
  const picture = isAnywherePublic(story)
    ? { path, status: 200, shows: [story.photograph.bytes] }
    : { path, status: 404, shows: [] }
  return [...pages, looksAtBoth(story), picture]
}

/** Both languages together are there only while both are public. */
function looksAtBoth(story: Story): Look {
  const words = languages.map((language) => shown(story, language))
  const path = `/en/${story.slug}/both`
  if (words.includes('gone')) return { path, status: 410, shows: [] }
  if (words.includes('missing')) return { path, status: 404, shows: [] }
  // The alt text of a photograph is there in one of them.
  const shows = (words as Words[]).flatMap((one) => [one.get(titleNumber)!, [...one.values()].at(-1)!])
  return { path, status: 200, shows }
}

/** What is made anew each time it is asked for: what other sites may show of an article, its cover, what its typeface is cut for, searches for its words, and the form for mistakes in it. */
export function looksPastMemory({ stories }: Site): Look[] {
  return stories.flatMap((story) => {
    const cards = languages.map((language): Look => {
      const words = shown(story, language)
      const path = `/oembed?url=${encodeURIComponent(`${publicUrl}/${language}/${story.slug}`)}`
      if (typeof words === 'string') return { path, status: 404, shows: [] }
      return { path, status: 200, shows: [words.get(titleNumber)!] }
    })
    // Under a fingerprint that none has: a cover that is there says where it is.
    const covers = languages.map((language): Look => {
      const words = shown(story, language)
      const path = `/covers/${language}/${story.slug}/${'0'.repeat(20)}.png`
      return { path, status: words === 'gone' ? 410 : words === 'missing' ? 404 : 302, shows: [] }
    })
    // A typeface is cut for what has a page, and for nothing else.
    const typefaces = languages.map((language): Look => {
      const words = shown(story, language)
      const path = `/fonts/${language}/${story.slug}/sheet.css`
      return { path, status: words === 'gone' ? 410 : words === 'missing' ? 404 : 200, shows: [] }
    })
    const searches = languages.flatMap((language): Look[] => {
      const words = shown(story, language)
      if (typeof words === 'string') return []
      const title = words.get(titleNumber)!
      return [{ path: `/${language}/search?q=${[...words.values()].at(-1)}`, status: 200, shows: [title] }]
    })
    const forms = languages.map((language): Look => {
      const words = shown(story, language)
      const path = `/${language}/${story.slug}/report`
      if (typeof words === 'string') return { path, status: 404, shows: [] }
      return { path, status: 200, shows: [words.get(titleNumber)!] }
    })
    return [...cards, ...covers, ...typefaces, ...searches, ...forms]
  })
}

/** What does not depend on it, or is not for readers at all. */
export function looksElsewhere({ slug, photograph }: Story): Look[] {
  const answers: [path: string, status: number][] = [
    ['/readyz', 200],
    ['/healthz', 200],
    ['/', 302],
    ['/ko', 301],
    ['/en/nothing-here', 404],
    ['/en/?page=2', 404],
    ['/ko/?category=unused', 404],
    ['/en/series/unread', 404],
    ['/robots.txt', 200],
    ['/sitemap.xml', 200],
    ['/sitemap/1.xml', 200],
    ['/sitemap/2.xml', 404],
    ['/desk', 303],
    [`/desk/articles/${slug}`, 303],
    [`/desk/articles/${slug}/versions/1/preview`, 303],
    [`/media/${photograph.id}/640.webp`, 303],
  ]
  return answers.map(([path, status]) => ({ path, status, shows: [] }))
}

/** What an answer says that it must not, and does not say that it must, in headers and body. The address itself is no news. */
export function wrongWith({ path, status, shows }: Look, answer: Answer, allowed: Set<string>): string[] {
  const seen = new Set(`${answer.headers}\n${answer.body}`.toLowerCase().match(tokenPattern))
  const leaked = [...seen].filter((token) => !allowed.has(token) && !path.includes(token))
  const missing = shows.filter((token) => !seen.has(token))
  return [
    ...leaked.map((token) => `${path} shows ${token}, which is not public`),
    ...missing.map((token) => `${path} does not show ${token}, which is public`),
    ...(answer.status === status ? [] : [`${path} answers ${answer.status} and not ${status}`]),
  ]
}

const tokenPattern = /zq[0-9a-z]{8}qz/g
