import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import type { Article } from '../../server/articles/rules'
import type { Person } from '../../server/people/rules'
import { bringIn } from '../../server/sources/actions'
import { save } from '../../server/targets/actions'
import type { SaveOutcome } from '../../server/targets/rules'
import { windowOf, type House, type Window } from '../support/house'

/** The review screen as people have it open side by side. */
export interface Screens {
  open(article: Article, person: Person, how?: Window): Promise<Page>
  closeAll(): Promise<void>
}

export function screensIn(browser: Browser, house: House): Screens {
  const contexts: BrowserContext[] = []
  return {
    /** Resolves when the page listens to what others do. */
    open: async (article, person, how = {}) => {
      const { context, page } = await windowOf(browser, house, person, how)
      contexts.push(context)
      // Whoever leaves with unsaved words is asked whether they mean it.
      page.on('dialog', (dialog) => void dialog.accept())
      const listening =
        how.javaScript === false || page.waitForResponse((answer) => answer.url().endsWith('/live'))
      await page.goto(`/desk/articles/${article.slug}/review`)
      await listening
      return page
    },
    closeAll: async () => void (await Promise.all(contexts.splice(0).map((context) => context.close()))),
  }
}

export function row(page: Page, number: number): Locator {
  return page.locator(`#p${number}`)
}

export function field(page: Page, number: number): Locator {
  return page.locator(`#p${number} textarea.pair__words`)
}

export async function holds(page: Page, number: number, text: string): Promise<void> {
  const until = performance.now() + 15_000
  while (performance.now() < until) {
    if ((await field(page, number).inputValue()) === text) return
    await sleep(20)
  }
  expect(await field(page, number).inputValue()).toBe(text)
}

export async function isSaying(page: Page, number: number, words: string): Promise<void> {
  await page.locator(`#p${number} output`, { hasText: words }).waitFor()
}

/** As somebody saves on another machine, at another process. */
export async function saveElsewhere(
  house: House,
  article: Pick<Article, 'slug'>,
  number: number,
  person: Person,
  text: string,
  { base = 0, confirm = false } = {},
): Promise<SaveOutcome> {
  const wording = { text, baseRevision: String(base), saveId: randomUUID(), confirm }
  return save(house.database.web, { slug: article.slug, number }, person, wording)
}

/** Everything that was ever sent for an article, in the order it was kept. */
export async function historyOf(house: House, article: Article): Promise<[outcome: string, text: string][]> {
  const rows = await house.database
    .web('targetRevisions')
    .where({ articleId: article.id })
    .orderBy('id')
    .select<{ outcome: string; text: string }[]>('outcome', 'text')
  return rows.map(({ outcome, text }) => [outcome, text])
}

/** A title and sixty paragraphs: more than come with the page. */
export async function longArticle(house: House, editor: Person): Promise<Article> {
  const place = { slug: `long-${randomUUID().slice(0, 8)}`, categoryId: null, seriesId: null, part: null }
  const paragraph = (_: unknown, index: number) => ({
    kind: 'paragraph' as const,
    text: `${index + 2}번째 문단입니다. 이 문단에는 몇 줄이 되는 글이 있습니다.`,
    attributes: {},
  })
  const title = { kind: 'title' as const, text: '긴 기사', attributes: {} }
  const blocks = [title, ...Array.from({ length: 60 }, paragraph)]
  return bringIn(house.database.web, editor, { ...place, related: [], blocks })
}
