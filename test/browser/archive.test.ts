import { jest } from '@jest/globals'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium'
import { openHouse, windowOf, type House } from '../support/house'
import type { World } from '../support/world'
import { item, wxr } from '../exchange/archives'
import { english, korean } from '../pairings/archive'

jest.setTimeout(180_000)

let house: House & World
let browser: Browser

beforeAll(async () => {
  ;[house, browser] = await Promise.all([openHouse({ jobs: true }), launchChromium()])
})

afterAll(async () => {
  await browser.close()
  await house.close()
})

/** WCAG 2.2 A and AA at both widths, and nothing wider than the window. */
async function isFine(page: Page): Promise<void> {
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 })
    const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('an archive arrives, its English is paired and published, and old bookmarks go on', async () => {
  const bringing = await windowOf(browser, house, house.sujin)
  await arrive(bringing.page)
  await bringing.context.close()

  const { page, context } = await windowOf(browser, house, house.daniel)
  await page.goto('/desk/pairings')
  for (let tries = 0; tries < 60 && !(await page.locator('.pairing__score').count()); tries++) {
    await page.waitForTimeout(500)
    await page.reload()
  }
  await isFine(page)
  await page.locator('.queue__titles', { hasText: 'A village bookshop' }).click()
  await page.locator('#k-5').waitFor()
  await isFine(page)

  // The last English paragraph goes a paragraph up and down again, by keys.
  await page.locator('#k-4').focus()
  await page.keyboard.press('KeyU')
  await page.locator('#k-3 .placed__block').waitFor()
  await page.locator('#k-3').focus()
  await page.keyboard.press('KeyD')
  await page.locator('#k-4 .placed__block').waitFor()
  await page.getByLabel('Publish the English now').check()
  await page.getByRole('button', { name: 'Confirm this pair' }).click()
  await page.waitForURL('**/desk/pairings')
  await page.goto('/desk/pairings')
  expect(await page.locator('.queue__titles').count()).toBe(1)
  await page.getByText('Pair by hand').click()
  await page.getByLabel('Words of the Korean title').fill('장터')
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  await page.locator('#by-hand').waitFor()
  await isFine(page)

  await takeOver(page)

  const reader = await windowOf(browser, house, null)
  await reader.page.goto('/2023/05/bookshop/')
  expect(reader.page.url()).toContain('/en/')
  expect(await reader.page.locator('h1').textContent()).toContain('A village bookshop')
  await reader.page.goto('/?p=1')
  expect(await reader.page.locator('h1').textContent()).toContain('마을 책방 이야기')
  await reader.context.close()
  await context.close()
})

/** The Korean that readers had before: one post chosen, then all that are left. */
async function takeOver(page: Page): Promise<void> {
  await page.goto('/desk/archives')
  await page.getByRole('link', { name: 'Publish what was public before' }).click()
  await isFine(page)
  await page.getByRole('button', { name: 'Publish all 2 posts' }).click()
  await page.getByText('please tick first').waitFor()
  await isFine(page)
  await page.getByLabel('장터 소식').check()
  await page.getByRole('button', { name: 'Publish the chosen ones' }).click()
  await page.getByText('1 post is published.').waitFor()
  await page.getByLabel('This 1 post may come before readers.').check()
  await page.getByRole('button', { name: 'Publish this 1 post' }).click()
  await page.getByText('No post waits to be published.').waitFor({ timeout: 30_000 })
  await isFine(page)
}

async function arrive(page: Page): Promise<void> {
  await page.goto('/desk/archives')
  await isFine(page)
  await page.setInputFiles('input[type=file]', {
    name: 'field.xml',
    mimeType: 'text/xml',
    buffer: Buffer.from(
      wxr(
        item('post', 'publish', 1, '마을 책방 이야기', korean),
        item('post', 'publish', 2, 'A village bookshop', english).replace(
          'https://field.example/?p=2',
          'https://field.example/2023/05/bookshop/',
        ),
        item('post', 'draft', 3, 'On sailing', 'The wind was good, and we went out before the others woke.'),
        item('attachment', 'inherit', 4, 'boat', ''),
        item(
          'post',
          'publish',
          5,
          '장터 소식',
          '<p>장터가 열렸다.</p><img src="https://pictures.invalid/a.jpg" alt="좌판">',
        ),
      ),
    ),
  })
  await page.getByLabel('Fetch the pictures too').uncheck()
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await page.getByText('Korean articles: 2').waitFor({ timeout: 30_000 })
  await isFine(page)
  expect(await page.locator('.queue__article').count()).toBe(5)
  expect(await page.textContent('main')).toContain('https://pictures.invalid/a.jpg')
}
