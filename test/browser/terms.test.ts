import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Article } from '../../server/articles/rules'
import { bringIn } from '../../server/sources/actions'
import { launchChromium } from '../support/chromium'
import { openHouse, type House } from '../support/house'
import type { World } from '../support/world'
import { agree, agreed } from '../termbase/agreed'
import { field, holds, row, saveElsewhere, screensIn, type Screens } from './review'

jest.setTimeout(120_000)

let house: House & World
let browser: Browser
let screens: Screens

beforeAll(async () => {
  ;[house, browser] = await Promise.all([openHouse(), launchChromium()])
  screens = screensIn(browser, house)
  await agree(house.database.web, house.minji, agreed.cabbage)
  await agree(house.database.web, house.minji, agreed.kim)
})
afterEach(() => screens.closeAll())
afterAll(async () => {
  await browser.close()
  await house.close()
})

test('an agreed rendering goes where the cursor is by one key, a person in full first and shorter later', async () => {
  const article = await market()
  const page = await screens.open(article, house.minji)
  await watchForMoves(page)
  await field(page, 2).fill('At dawn bought .')
  await cursorAt(page, 2, 'At dawn'.length)
  await page.locator('pair-dock [data-digit="2"]').waitFor()
  await page.keyboard.press('Alt+Shift+Digit1')
  await holds(page, 2, 'At dawn President Kim Wang-young bought .')
  await cursorAt(page, 2, 'At dawn President Kim Wang-young bought'.length)
  await page.keyboard.press('Alt+Shift+Digit2')
  await holds(page, 2, 'At dawn President Kim Wang-young bought napa cabbage .')

  await field(page, 3).focus()
  await page.locator('pair-dock', { hasText: 'paragraph 3' }).locator('[data-digit="1"]').waitFor()
  await page.keyboard.press('Alt+Shift+Digit1')
  await holds(page, 3, 'Kim')
  // Neither the dock nor what was found, typed or saved has moved a line under the reader's eyes.
  expect(await page.evaluate('moves')).toEqual([])
  // The digits alone still choose what is shown.
  expect(page.url()).not.toContain('show=')
})

test('terms and names are underlined without an element more, also in rows that come later', async () => {
  const article = await market(60)
  const page = await screens.open(article, house.minji)
  await paints(page, 'known-terms', 62)
  const [terms, names] = [await painted(page, 'known-terms'), await painted(page, 'known-names')]
  expect(new Set(terms)).toEqual(new Set(['배추']))
  expect(names).toEqual(['김왕영', '김왕영'])
  expect(await row(page, 2).locator('.pair__source .pair__words > *').count()).toBe(1)
})

test('the words in hand never come to lie under what is said of them, and else stay where they are', async () => {
  const page = await screens.open(await market(30), house.minji)
  for (const [number, moves] of [
    [12, true],
    [13, false],
  ] as const) {
    await page.evaluate(`{
      const words = document.querySelector('#p${number} textarea')
      scrollBy(0, words.getBoundingClientRect().bottom - innerHeight ${moves ? '+ 5' : '* 0.4'})
      words.focus({ preventScroll: true })
    }`)
    const before = (await field(page, number).boundingBox())!
    await page
      .locator('pair-dock', { hasText: `paragraph ${number}` })
      .locator('[data-digit="1"]')
      .waitFor()
    const [after, dock] = [
      (await field(page, number).boundingBox())!,
      (await page.locator('pair-dock').boundingBox())!,
    ]
    expect(after.y + after.height).toBeLessThanOrEqual(dock.y)
    expect(after.y !== before.y).toBe(moves)
  }
})

test('a selected word is added without leaving the screen, and is known at once', async () => {
  const article = await market()
  await saveElsewhere(house, article, 4, house.jiwoo, 'Tae Yun-bok watched.')
  const page = await screens.open(article, house.minji)
  const before = await row(page, 4).boundingBox()
  await select(page, 4, '태윤복')
  await page.keyboard.press('Alt+KeyN')
  const dialog = page.locator('add-term dialog')
  await dialog.locator('[name="korean"]').waitFor()
  expect(await dialog.locator('[name="korean"]').inputValue()).toBe('태윤복')
  expect(await dialog.locator('[name="kind"]').inputValue()).toBe('person')
  expect(await dialog.locator('[name="accepted"]').inputValue()).toBe('Tae Yun-bok')

  await dialog.locator('[name="accepted"]').fill('태')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await dialog.getByText('There is Hangul where English belongs.').waitFor()
  await page.keyboard.press('Escape')

  await select(page, 4, '태윤복')
  await pressOnMac(page, 'KeyN')
  await dialog.locator('[name="korean"]').waitFor()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await paints(page, 'known-names', 3)
  expect(await painted(page, 'known-names')).toContain('태윤복')
  expect(page.url()).toContain(`/desk/articles/${article.slug}/review`)
  expect((await row(page, 4).boundingBox())!.y).toBe(before!.y)
})

/** Wang-young Kim buys cabbage; `more` paragraphs tell it on. */
async function market(more = 0): Promise<Article> {
  const lines = [
    '새벽 시장',
    '새벽에 **김왕영** 대표가 배추를 샀다.',
    '김왕영 대표는 배추를 절였다.',
    '태윤복 회장이 지켜보았다.',
    ...Array.from({ length: more }, (_, n) => `${n + 1}번째 배추는 이웃에게 갔다.`),
  ]
  return bringIn(house.database.web, house.daniel, {
    ...{
      slug: `market-${randomUUID().slice(0, 8)}`,
      categoryId: null,
      seriesId: null,
      part: null,
      related: [],
    },
    blocks: lines.map((text, index) => ({ kind: index ? 'paragraph' : 'title', text, attributes: {} })),
  })
}

async function painted(page: Page, name: string): Promise<string[]> {
  return page.evaluate(
    `[...CSS.highlights.get('${name}')].map((one) => one.startContainer.textContent.slice(one.startOffset, one.endOffset))`,
  )
}

async function paints(page: Page, name: string, many: number): Promise<void> {
  while ((await painted(page, name)).length < many) await sleep(20)
}

async function cursorAt(page: Page, number: number, at: number): Promise<void> {
  await field(page, number).focus()
  await page.evaluate(`document.activeElement.setSelectionRange(${at}, ${at})`)
}

/** From now on the page notes which pairs move. */
async function watchForMoves(page: Page): Promise<void> {
  await page.evaluate(`
    globalThis.moves = []
    const note = ({ sources }) => moves.push(...sources.flatMap(({ node }) => (node?.matches?.('.pair') ? node.id : [])))
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'layout-shift' })`)
}

/** Where Option and this key begin a letter with a mark: the browser is told no letter, and the code of input methods. */
async function pressOnMac(page: Page, code: string): Promise<void> {
  await page.evaluate(`document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {
    key: 'Dead', code: '${code}', keyCode: 229, altKey: true, bubbles: true, cancelable: true }))`)
}

async function select(page: Page, number: number, word: string): Promise<void> {
  await page.evaluate(`
    const text = document.querySelector('#p${number} .pair__source .pair__words').firstChild
    const at = text.textContent.indexOf('${word}')
    getSelection().setBaseAndExtent(text, at, text, at + ${word.length})`)
}
