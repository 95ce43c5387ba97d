import { AxeBuilder } from '@axe-core/playwright'
import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium'
import { startDeeplStub, type DeeplStub } from '../support/deeplStub'
import { startChatStub, type EngineStub } from '../support/engineStub'
import { openHouse, type House } from '../support/house'
import { freshKimchi } from '../support/kimchi'
import type { World } from '../support/world'
import { field, holds, saveElsewhere, screensIn, type Screens } from './review'

jest.setTimeout(120_000)

let house: House & World
let browser: Browser
let screens: Screens
let stub: DeeplStub
let chat: EngineStub

beforeAll(async () => {
  ;[stub, chat] = await Promise.all([startDeeplStub(), startChatStub()])
  const settings = {
    ...{ DEEPL_AUTH_KEY: stub.key, DEEPL_SERVER_URL: stub.url },
    ...{ OPENAI_URL: `${chat.url}/v1`, OPENAI_MODEL: 'small-model' },
  }
  ;[house, browser] = await Promise.all([openHouse({ settings, jobs: true }), launchChromium()])
  screens = screensIn(browser, house)
})
afterEach(() => screens.closeAll())
afterAll(async () => {
  await browser.close()
  await house.close()
  await Promise.all([stub.close(), chat.close()])
})

const alternatives = (page: Page) => page.locator('pair-alternatives')
const proposals = (page: Page) => alternatives(page).locator('[data-take]')

test('by keys alone: one engine, the other, both beside what stands, one taken, and undone', async () => {
  const article = await freshKimchi(house.database.web, house)
  await saveElsewhere(house, article, 2, house.minji, 'By hand: salt the cabbage.')
  const page = await screens.open(article, house.minji)
  await field(page, 2).focus()

  await page.keyboard.press('Alt+g')
  await proposals(page).first().waitFor()
  expect(stub.requests).toHaveLength(1)
  await page.keyboard.press('Alt+j')
  await proposals(page).nth(1).waitFor()
  expect(chat.requests).toHaveLength(1)
  expect(await alternatives(page).locator('.match__rate b').allTextContents()).toEqual([
    'small-model',
    'DeepL',
  ])
  expect(await alternatives(page).locator('ins').count()).toBeGreaterThan(1)
  const [one, other] = await Promise.all([0, 1].map((at) => proposals(page).nth(at).boundingBox()))
  expect(one!.x + one!.width).toBeLessThan(other!.x)
  expect((await new AxeBuilder({ page }).include('pair-dock').analyze()).violations).toEqual([])
  await holds(page, 2, 'By hand: salt the cabbage.')

  const proposed = await proposals(page).first().locator('textarea').inputValue()
  await page.keyboard.press('Alt+v')
  await holds(page, 2, proposed)
  await page.locator('#p2[data-state="edited"]').waitFor()
  await page.keyboard.press('Control+z')
  await holds(page, 2, 'By hand: salt the cabbage.')
})

test('what was had is shown before anything more is asked for', async () => {
  const article = await freshKimchi(house.database.web, house)
  const page = await screens.open(article, house.minji)
  await field(page, 3).focus()
  await page.keyboard.press('Alt+j')
  await proposals(page).first().waitFor()
  const asked = chat.requests.length

  await field(page, 2).focus()
  await alternatives(page).waitFor({ state: 'hidden' })
  await field(page, 3).focus()
  await page.keyboard.press('Alt+j')
  await proposals(page).first().waitFor()
  expect(chat.requests).toHaveLength(asked)
  await page.keyboard.press('Alt+j')
  while (chat.requests.length === asked) await page.waitForTimeout(20)
  await alternatives(page).locator('[data-waiting]').waitFor({ state: 'detached' })
  expect(chat.requests).toHaveLength(asked + 1)
  // It said the same, and the same words are shown once.
  expect(await proposals(page).count()).toBe(1)
})

test('what is said of one pair is gone when the hands are in another, even when it comes late', async () => {
  const article = await freshKimchi(house.database.web, house)
  const page = await screens.open(article, house.minji)
  await field(page, 2).focus()
  chat.next('slow')
  await page.keyboard.press('Alt+j')
  await alternatives(page).locator('.alternatives__waiting').waitFor()
  await field(page, 3).focus()
  await page.waitForTimeout(1_500)
  expect(await alternatives(page).isVisible()).toBe(false)
  await page.keyboard.press('Alt+v')
  expect(await field(page, 3).inputValue()).toBe('')
})

test('from the menu of the pair with a mouse, on a screen without script through pages', async () => {
  const article = await freshKimchi(house.database.web, house)
  const page = await screens.open(article, house.minji, { javaScript: false })
  await page.goto(`/desk/articles/${article.slug}/pairs/2`)
  await page.getByRole('link', { name: 'Other drafts' }).click()
  await page.getByRole('button', { name: 'Draft with small-model' }).click()
  const take = page.getByRole('button', { name: 'Use this English' })
  while ((await take.count()) === 0) await page.reload()
  const proposed = await page.locator('[data-take] textarea').inputValue()
  await take.click()
  await page.goto(`/desk/articles/${article.slug}/review`)
  expect(await field(page, 2).inputValue()).toBe(proposed)

  const scripted = await screens.open(article, house.minji)
  await field(scripted, 3).focus()
  await scripted.keyboard.press('Alt+o')
  await scripted.getByRole('link', { name: 'Other drafts' }).click()
  await alternatives(scripted).getByRole('button', { name: 'Draft with small-model' }).click()
  await proposals(scripted).first().waitFor()
})
