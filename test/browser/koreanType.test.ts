import { jest } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { root } from '../../server/root'
import { anArticle, publishEnglish, publishKorean } from '../reader/published'
import { launchChromium } from '../support/chromium'
import { openHouse, windowOf, type House } from '../support/house'
import { freshKimchi } from '../support/kimchi'
import { personWith, type World } from '../support/world'

jest.setTimeout(60_000)

/** The Chromium of the tests is a machine without a Korean typeface: ours comes late, and must be drawn then. */
let browser: Browser
let house: House & World

beforeAll(async () => {
  ;[browser, house] = await Promise.all([launchChromium(), openHouse()])
})
afterAll(async () => {
  await browser.close()
  await house.close()
})

test.each([
  ['the desk in English', 'en', ''],
  ['the desk in Korean', 'ko', ''],
  ['the review screen', 'en', '/review'],
  ['the page of an article', 'en', '/'],
  ['the history of an article', 'en', '/history'],
] as const)('a name in Hangul alone is drawn on %s', async (_, locale, part) => {
  const person = await personWith(house.database.web, '윤민지', ['translator'], house.sujin.id)
  const article = await freshKimchi(house.database.web, house)
  const { context, page } = await windowOf(browser, house, person, { locale })
  await page.goto(part === '' ? '/desk' : `/desk/articles/${article.slug}${part.replace(/\/$/, '')}`)
  expect(await comesInOurs(page, '.desk__name')).toBe(true)
  await context.close()
})

describe('an article as long as the longest of the demo, with syllables that hardly any other has', () => {
  /** Each in a slice of its own. */
  const rare = '뷁 쏀 괆 냵 휽 뙇 쫗'
  let slug: string

  beforeAll(async () => {
    const { minji, daniel, database } = house
    const demo = readFileSync(join(root, 'demo/articles/village-bus-interview.md'), 'utf8')
    const lines = demo.split(/\n+/).filter((line) => /^[^#!>|<]*[가-힣]/.test(line))
    const article = await anArticle(database.web, minji)
    slug = article.slug
    const korean = { title: `마을버스 ${rare}`, body: lines }
    const source = await publishKorean(database.web, article, minji, daniel, korean)
    await publishEnglish(database.web, source, minji, daniel, {
      title: 'The bus',
      body: lines.map(() => 'A bus.'),
    })
  })

  test.each([
    ['in Korean', 'ko', '', 200],
    ['in Korean without scripts', 'ko', '', 200],
    ['in both', 'ko', '/both', 200],
    ['in English', 'en', '', 60],
  ] as const)(
    '%s fetches a good deal less than 300 kB of the Korean typeface',
    async (how, language, layout, most) => {
      const { context, page } = await windowOf(browser, house, null, { javaScript: !how.includes('without') })
      const files = filesFetched(page)
      await page.goto(`/${language}/${slug}${layout}`)
      if (language === 'ko') expect(await comesInOurs(page, 'h1')).toBe(true)
      await page.waitForLoadState('networkidle')

      const fonts = await Promise.all(files)
      const bytes = fonts.reduce((sum, { size }) => sum + size, 0)
      expect(fonts.length).toBeGreaterThan(0)
      expect(bytes).toBeLessThanOrEqual(most * 1000)
      // Whole is fetched only what is needed nearly whole: the two slices with what stands in every Korean sentence.
      const whole = fonts.filter(({ path }) => path.startsWith('/assets/'))
      expect(whole.length).toBeLessThanOrEqual(3)
      await context.close()
    },
  )

  test('is drawn in it where no cut arrives', async () => {
    const { context, page } = await windowOf(browser, house, null)
    await page.route(/\/fonts\/ko\/.+\.woff2$/, (route) => route.fulfill({ status: 503 }))
    await page.goto(`/ko/${slug}`)
    expect(await comesInOurs(page, 'h1')).toBe(true)
    await context.close()
  })
})

/** The files of the Korean typeface that this page comes to fetch, and their bytes. */
function filesFetched(page: Page): Promise<{ path: string; size: number }>[] {
  const files: Promise<{ path: string; size: number }>[] = []
  page.on('requestfinished', (request) => {
    const path = new URL(request.url()).pathname
    if (/noto-sans-kr|^\/fonts\//.test(path) && path.endsWith('.woff2'))
      files.push(request.sizes().then(({ responseBodySize }) => ({ path, size: responseBodySize })))
  })
  return files
}

/** Whether what this place says comes to be drawn in the typeface we bring. */
async function comesInOurs(page: Page, selector: string): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++, await sleep(100))
    if ((await facesIn(page, selector)).every((face) => face.startsWith('Noto Sans KR'))) return true
  return false
}

async function facesIn(page: Page, selector: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  await session.detach()
  return fonts.map(({ familyName }) => familyName)
}
