import { randomUUID } from 'node:crypto'
import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Article } from '../../server/articles/rules'
import { bringIn } from '../../server/sources/actions'
import { launchChromium } from '../support/chromium'
import { openHouse, type House } from '../support/house'
import { draftedByMachine } from '../support/machine'
import type { World } from '../support/world'
import { field, row, screensIn, type Screens } from './review'

jest.setTimeout(120_000)

let house: House & World
let browser: Browser
let screens: Screens

beforeAll(async () => {
  ;[house, browser] = await Promise.all([openHouse(), launchChromium()])
  screens = screensIn(browser, house)
})
afterEach(() => screens.closeAll())
afterAll(async () => {
  await browser.close()
  await house.close()
})

const opening = '2026년 3월 5일, 동네 빵집이 문을 열었다. 조합원 서른일곱 명이 모두 돈을 모았다.'
const money = '내년에는 조합원들이 모은 1억 2천만 원을 들여 동네에 두 번째 가게를 연다.'
const openingEnglish =
  'On March 5, 2026, a bakery opened in town; its thirty-seven members had raised the money.'
const moneyEnglish = 'Next year the members will open a second shop in town for 120 million won.'

test('the machine’s words are confirmed by the key pressed again, and at once where they were changed', async () => {
  const page = await screens.open(await bakery(), house.minji)
  await field(page, 2).focus()
  await page.keyboard.press('Control+Enter')
  await row(page, 2)
    .locator('.pair__unread', { hasText: '100% of this is as the machine wrote it' })
    .waitFor()
  expect(await row(page, 2).getAttribute('data-state')).toBe('machine')
  await page.locator('#p2 textarea:focus').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.locator('#p2[data-state="confirmed"]').waitFor()
  expect(await row(page, 2).locator('.pair__unread').count()).toBe(0)

  await field(page, 3).fill('In 2027 they mean to spend 120 million won on another place.')
  await page.keyboard.press('Control+Enter')
  await page.locator('#p3[data-state="confirmed"]').waitFor()
})

test('what was in the way of a submission, and how many words are a machine’s, follow what is done', async () => {
  const page = await screens.open(await bakery(), house.minji)
  const submit = page.locator('#submission button')
  await page.locator('#submission', { hasText: 'Paragraphs still to be confirmed: 3.' }).waitFor()
  expect(await submit.isDisabled()).toBe(true)
  await field(page, 2).fill(openingEnglish.replace('a bakery', 'the bakery of the members'))
  await row(page, 2)
    .locator('.pair__share', { hasText: /^[1-9]\d% of/ })
    .waitFor()
  await field(page, 2).fill('A new text of our own.')
  await row(page, 2).locator('.pair__share', { hasText: '100%' }).waitFor({ state: 'detached' })

  for (const number of [1, 2, 3]) await confirmAsRead(page, number)
  await page.locator('#submission', { hasText: 'Submitting freezes the whole English' }).waitFor()
  expect(await submit.isEnabled()).toBe(true)
  expect(await page.locator('[data-filter="open"] .count').textContent()).toBe('0')
  await field(page, 2).fill('Another text of our own.')
  await page.locator('#submission', { hasText: 'Paragraphs still to be confirmed: 1.' }).waitFor()
  expect(await submit.isDisabled()).toBe(true)
})

test('a word changed here and there is kept, and asked about all the same', async () => {
  const page = await screens.open(await bakery(), house.minji)
  await field(page, 2).fill(openingEnglish.replace('town', 'the town'))
  await page.keyboard.press('Control+Enter')
  await row(page, 2).locator('.pair__unread button').click()
  await page.locator('#p2[data-state="confirmed"]').waitFor()
})

test('without script the button says it, and the findings of the whole article have a page', async () => {
  const page = await screens.open(await bakery({ 2: moneyEnglish, 3: openingEnglish }), house.minji, {
    javaScript: false,
  })
  await row(page, 2).getByRole('button', { name: 'Read and right' }).click()
  await page.locator('#p2[data-state="confirmed"]').waitFor()
  await page.locator('.whole-findings summary').click()
  await page.locator('.whole-findings a').click()
  await page.getByText('The English of paragraphs 2 and 3 seems to be exchanged.').waitFor()
})

test('what is found in the whole article is counted above the pairs, and is judged there', async () => {
  const page = await screens.open(await bakery({ 2: moneyEnglish, 3: openingEnglish }), house.minji)
  await page.locator('.whole-findings .count', { hasText: '1' }).waitFor()
  await page.locator('.whole-findings__share', { hasText: '100% of the machine’s words' }).waitFor()
  await page.locator('.whole-findings summary').click()
  await page.locator('.whole-findings').getByRole('button', { name: 'Right as it is' }).click()
  await page.locator('.whole-findings', { hasText: 'Minji judged it right as it is.' }).waitFor()
  expect(await page.locator('.whole-findings .count').isHidden()).toBe(true)
})

async function confirmAsRead(page: Page, number: number): Promise<void> {
  await row(page, number).locator('.pair__deed--confirm').click()
  await page.locator(`#p${number}[data-state="confirmed"]`).waitFor()
}

async function bakery(
  texts: Record<number, string> = { 2: openingEnglish, 3: moneyEnglish },
): Promise<Article> {
  const slug = `bakery-${randomUUID().slice(0, 8)}`
  const article = await bringIn(house.database.web, house.daniel, {
    ...{ slug, categoryId: null, seriesId: null, part: null, related: [] },
    blocks: ['빵집', opening, money].map((text, index) => ({
      ...{ kind: index === 0 ? ('title' as const) : ('paragraph' as const), text, attributes: {} },
    })),
  })
  await draftedByMachine(house.database.worker, article, house.minji, { 1: 'A bakery', ...texts })
  return article
}
