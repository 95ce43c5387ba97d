import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  demoArticles,
  demoCategories,
  demoPeople,
  demoSeries,
  type DemoArticle,
  type DemoStage,
} from '../../demo/index'
import { demoTerms } from '../../demo/terms'
import { root } from '../../server/root'
import { emptyForm, obstacleToWording, wordingFrom } from '../../server/termbase/rules'
import { isTranslated } from '../../server/text/blocks'
import { blocksOf, markdownOf } from '../../server/text/markdown'

const slugs = demoArticles.map((article) => article.slug)
const at = (...path: string[]) => join(root, 'demo', ...path)
const koreanOf = (name: string) => blocksOf(readFileSync(at('articles', `${name}.md`), 'utf8'))

function englishOf({ slug }: DemoArticle, hand: 'en' | 'machine'): Record<string, string> {
  const path = at('articles', `${slug}.${hand}.json`)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {}
}

function wordingsOf(article: DemoArticle): string[] {
  const blocks = koreanOf(article.slug).filter((block) => isTranslated(block.kind))
  return [article.summary, article.byline, ...blocks.map((block) => block.text)]
}

test('no two articles share a slug, and related articles exist', () => {
  expect(new Set(slugs).size).toBe(slugs.length)
  for (const { slug, related } of demoArticles) {
    expect(slugs).toEqual(expect.arrayContaining(related))
    expect(related).not.toContain(slug)
  }
})

test('every stage of the life of an article is there', () => {
  const stages: Record<DemoStage, true> = {
    fresh: true,
    drafted: true,
    'in-review': true,
    returned: true,
    'approved-scheduled': true,
    published: true,
    'published-outdated': true,
  }
  expect(new Set(demoArticles.map((article) => article.stage))).toEqual(new Set(Object.keys(stages)))
})

test('people, categories and series that articles name are in the world', () => {
  const keys = demoPeople.map((person) => person.key)
  for (const article of demoArticles) {
    expect(demoCategories.map((category) => category.slug)).toContain(article.category)
    if (article.series) expect(demoSeries.map((series) => series.slug)).toContain(article.series)
    const { changedSource, polished, assigned } = article
    const named = [
      article.translator,
      article.editor,
      changedSource?.by,
      polished?.by,
      assigned?.by,
      assigned?.to,
    ]
    for (const key of named) {
      if (key) expect(keys).toContain(key)
    }
    expect(article.translator).not.toBe(article.editor ?? null)
    expect(polished?.by).not.toBe(article.editor ?? null)
  }
})

describe.each(demoArticles.map((article) => [article.slug, article] as const))('%s', (slug, article) => {
  test('is 15 to 40 segments long and survives being written as Markdown again', () => {
    const blocks = koreanOf(slug)
    expect(blocks[0]?.kind).toBe('title')
    expect(wordingsOf(article).length).toBeGreaterThanOrEqual(15)
    expect(wordingsOf(article).length).toBeLessThanOrEqual(40)
    expect(blocksOf(markdownOf(blocks))).toEqual(blocks)
  })

  test('has English, and comments, only on wordings it contains', () => {
    const wordings = wordingsOf(article)
    const english = { ...englishOf(article, 'machine'), ...englishOf(article, 'en') }
    expect(wordings).toEqual(expect.arrayContaining(Object.keys(english)))
    expect(wordings).toEqual(expect.arrayContaining((article.comments ?? []).map((comment) => comment.on)))
    const polished = article.polished?.words ?? []
    expect(wordings).toEqual(expect.arrayContaining(polished.map(({ on }) => on)))
    for (const { on, text } of polished) expect(english[on]).not.toBe(text)
    expect(Object.values(english).filter((text) => /[가-힣]/.test(text))).toEqual([])
  })

  test('has as much English as its stage asks for', () => {
    const open = (hand: 'en' | 'machine') =>
      wordingsOf(article).filter((wording) => !(wording in englishOf(article, hand)))
    if (article.stage === 'fresh') expect(open('machine')).toEqual(wordingsOf(article))
    else if (article.stage === 'drafted') expect(open('machine')).toEqual([])
    else expect(open('en')).toEqual([])
  })

  test('has its pictures, drawn small, with alternative text, caption and credit', () => {
    const blocks = koreanOf(slug)
    for (const figure of blocks.filter((block) => block.kind === 'figure')) {
      const { figure: number, src } = figure.attributes
      expect(existsSync(at('pictures', src ?? ''))).toBe(true)
      expect(readFileSync(at('pictures', src ?? '')).length).toBeLessThanOrEqual(150 * 1024)
      expect(blocks.filter((block) => block.attributes.figure === number).map((block) => block.kind)).toEqual(
        ['figure', 'alt', 'caption', 'credit'],
      )
    }
  })

  test('links to articles of the world only', () => {
    const text = readFileSync(at('articles', `${slug}.md`), 'utf8')
    for (const [, linked] of text.matchAll(/\(\/ko\/([a-z0-9-]+)\)/g)) expect(slugs).toContain(linked)
  })
})

test('a changed source differs in three paragraphs', () => {
  const changed = demoArticles.filter((article) => article.changedSource)
  expect(changed.map((article) => article.stage)).toEqual(['published-outdated'])
  for (const { slug } of changed) {
    const before = new Set(koreanOf(slug).map((block) => block.text))
    expect(koreanOf(`${slug}.v2`).filter((block) => !before.has(block.text))).toHaveLength(3)
  }
})

test('every term that was agreed on may be, and stands somewhere in the Korean', () => {
  const everything = demoArticles.flatMap(wordingsOf).join('\n')
  for (const { by, series, article, ...said } of demoTerms) {
    expect(obstacleToWording(wordingFrom({ ...emptyForm, ...said }))).toBeNull()
    expect(demoPeople.map(({ key }) => key)).toContain(by)
    if (series) expect(demoSeries.map(({ slug }) => slug)).toContain(series)
    if (article) expect(slugs).toContain(article)
    expect(everything).toContain(said.korean)
  }
})
