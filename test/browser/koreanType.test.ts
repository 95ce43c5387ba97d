import { jest } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
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
