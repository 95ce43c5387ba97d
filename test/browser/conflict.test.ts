import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Article } from '../../server/articles/rules'
import { latestSourceVersion } from '../../server/sources/store'
import { pairByNumber } from '../../server/targets/store'
import { launchChromium } from '../support/chromium'
import { openHouse, type House } from '../support/house'
import { freshKimchi } from '../support/kimchi'
import type { World } from '../support/world'
import { field, historyOf, holds, isSaying, row, saveElsewhere, screensIn, type Screens } from './review'

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

const base = 'Salt the cabbage and wait for a night.'
const theirs = 'Salt the white cabbage and wait for a night.'
const apart = 'Salt the cabbage and wait for a long night.'
const touching = 'Salt the red cabbage and wait for a night.'
const together = 'Salt the white cabbage and wait for a long night.'

/** Minji has written `mine` while Jiwoo saved `theirs`; the panel is open on Minji's screen. */
async function meetAt(mine: string): Promise<{ article: Article; page: Page }> {
  const article = await freshKimchi(house.database.web, house)
  await saveElsewhere(house, article, 2, house.sujin, base)
  const page = await screens.open(article, house.minji)
  await field(page, 2).focus()
  await saveElsewhere(house, article, 2, house.jiwoo, theirs, { base: 1 })
  await field(page, 2).fill(mine)
  await panel(page).waitFor()
  return { article, page }
}

const panel = (page: Page) => row(page, 2).locator('.conflict')
const text = (page: Page, which: string) => panel(page).locator(`[data-text="${which}"]`)

describe('an answer that was lost', () => {
  test('and comes after somebody else’s save does not speak for what was typed since', async () => {
    const article = await freshKimchi(house.database.web, house)
    await saveElsewhere(house, article, 2, house.sujin, base)
    const page = await screens.open(article, house.minji)
    let letGo = () => {}
    const held = new Promise<void>((done) => (letGo = done))
    const sent: string[] = []
    const again = new Promise<void>((done) =>
      page.route('**/pairs/2', async (route) => {
        sent.push(route.request().postData() ?? '')
        if (sent.length === 1) {
          await route.fetch()
          return route.abort()
        }
        if (sent.length === 2) {
          done()
          await held
        }
        return route.continue()
      }),
    )
    await field(page, 2).fill(apart)
    await again
    await saveElsewhere(house, article, 2, house.jiwoo, theirs, { base: 2 })
    await field(page, 2).fill(`${apart} Then rinse it.`)
    letGo()

    await panel(page).waitFor()
    expect(sent[1]).toBe(sent[0])
    expect(await historyOf(house, article)).toEqual([
      ['saved', base],
      ['saved', apart],
      ['saved', theirs],
      ['conflict', `${apart} Then rinse it.`],
    ])
  })

  test('leaves a confirmation to the words that were read: not to those that came in since', async () => {
    const { article, page } = await confirmedInVain()
    await saveElsewhere(house, article, 2, house.jiwoo, theirs, { base: 1 })
    await page.locator('#p2 .pair__meanwhile').waitFor()
    await page.unroute('**/pairs/2/confirmation')
    await panel(page).waitFor()
    expect(await isConfirmed(article)).toBe(false)
  })

  test('nor to those that are typed since', async () => {
    const { article, page } = await confirmedInVain()
    await field(page, 2).fill(`${base} Then`)
    await page.unroute('**/pairs/2/confirmation')
    await isSaying(page, 2, 'Saved at')
    expect(await isConfirmed(article)).toBe(false)
  })

  /** Minji confirms what Sujin wrote and goes on, and nothing of it reaches the server. */
  async function confirmedInVain(): Promise<{ article: Article; page: Page }> {
    const article = await freshKimchi(house.database.web, house)
    await saveElsewhere(house, article, 2, house.sujin, base)
    const page = await screens.open(article, house.minji)
    await page.route('**/pairs/2/confirmation', (route) => route.abort())
    const tried = page.waitForRequest('**/pairs/2/confirmation')
    await field(page, 2).focus()
    await page.keyboard.press('Control+Enter')
    await tried
    return { article, page }
  }

  async function isConfirmed(article: Article): Promise<boolean> {
    const pair = await pairByNumber(
      house.database.web,
      await latestSourceVersion(house.database.web, article),
      2,
    )
    return pair.target.confirmedRevision === pair.target.revision
  }
})

describe('two people who wrote at once', () => {
  test('see base, theirs and mine with what each changed, and both together where they do not touch', async () => {
    const { article, page } = await meetAt(apart)

    expect(await panel(page).textContent()).toContain('While you were writing, Jiwoo saved first.')
    expect(await text(page, 'base').textContent()).toBe(base)
    expect(await text(page, 'theirs').locator('ins').textContent()).toContain('white')
    expect(await text(page, 'mine').locator('ins').textContent()).toContain('long')
    expect(await text(page, 'merged').textContent()).toBe(together)
    expect(await panel(page).locator('button').first().textContent()).toContain('Use both together')

    await page.keyboard.press('Alt+1')
    await isSaying(page, 2, 'Saved at')
    expect(await field(page, 2).inputValue()).toBe(together)
    expect(await historyOf(house, article)).toEqual([
      ['saved', base],
      ['saved', theirs],
      ['conflict', apart],
      ['saved', together],
    ])
  })

  test('are offered no mixture where their words touch', async () => {
    const { page } = await meetAt(touching)
    expect(await panel(page).locator('[data-choose="merged"]').isVisible()).toBe(false)
    await page.keyboard.press('Alt+1')
    expect(await panel(page).isVisible()).toBe(true)
    expect(await field(page, 2).inputValue()).toBe(touching)
  })

  test('lose nothing by taking the other’s text, and can take it back', async () => {
    const { article, page } = await meetAt(touching)
    await page.keyboard.press('Alt+2')
    await holds(page, 2, theirs)
    const chosen = row(page, 2).locator('.pair__chosen')
    expect(await chosen.textContent()).toContain('What you wrote is kept in the history of this paragraph.')
    expect(await historyOf(house, article)).toContainEqual(['conflict', touching])

    await chosen.getByRole('button', { name: 'Undo' }).click()
    await holds(page, 2, touching)
    await panel(page)
      .getByRole('button', { name: /Use your text/ })
      .click()
    await isSaying(page, 2, 'Saved at')
    expect((await historyOf(house, article)).at(-1)).toEqual(['saved', touching])
  })

  test('can undo a mixture that is saved already, and leave the other’s text', async () => {
    const { article, page } = await meetAt(apart)
    await page.keyboard.press('Alt+1')
    await isSaying(page, 2, 'Saved at')
    await row(page, 2).getByRole('button', { name: 'Undo' }).click()
    await page.keyboard.press('Alt+2')
    await isSaying(page, 2, 'Saved at')
    expect((await historyOf(house, article)).slice(-2)).toEqual([
      ['saved', together],
      ['saved', theirs],
    ])
  })

  test('can write on while they decide, and what is typed is the text they choose', async () => {
    const { article, page } = await meetAt(touching)
    await field(page, 2).fill(`${touching} Then rinse it.`)
    expect(await text(page, 'mine').textContent()).toContain('Then rinse it.')
    await page.keyboard.press('Alt+3')
    await isSaying(page, 2, 'Saved at')
    expect((await historyOf(house, article)).at(-1)).toEqual(['saved', `${touching} Then rinse it.`])
  })

  test('lose nothing of what was typed since when they take the other’s text', async () => {
    const { article, page } = await meetAt(touching)
    await field(page, 2).fill(`${touching} Then rinse it.`)
    await page.keyboard.press('Alt+2')
    await holds(page, 2, theirs)
    expect(await historyOf(house, article)).toContainEqual(['conflict', `${touching} Then rinse it.`])
  })

  test('find the conflict again after a reload, with nothing overwritten meanwhile and nothing told twice', async () => {
    const { article, page } = await meetAt(touching)
    const before = await historyOf(house, article)
    await page.reload()
    await panel(page).waitFor()
    expect(await field(page, 2).inputValue()).toBe(touching)
    expect(await text(page, 'base').textContent()).toBe(base)
    expect(await historyOf(house, article)).toEqual(before)
  })

  test('confirm nothing that they have not seen', async () => {
    const article = await freshKimchi(house.database.web, house)
    await saveElsewhere(house, article, 2, house.sujin, base)
    const page = await screens.open(article, house.minji)
    await field(page, 2).focus()
    await saveElsewhere(house, article, 2, house.jiwoo, theirs, { base: 1 })
    await page.keyboard.press('Control+Enter')
    await panel(page).waitFor()
    expect(await row(page, 2).getAttribute('data-state')).toBe('edited')
  })
})

test('a screen without script shows the same three texts', async () => {
  const article = await freshKimchi(house.database.web, house)
  await saveElsewhere(house, article, 2, house.sujin, base)
  const page = await screens.open(article, house.minji, { javaScript: false })
  await saveElsewhere(house, article, 2, house.jiwoo, theirs, { base: 1 })
  await field(page, 2).fill(apart)
  await row(page, 2).locator('.pair__save').click()

  expect(await page.locator('h1').textContent()).toContain('Two people changed paragraph 2')
  expect(await page.locator('.facing ins').first().textContent()).toContain('white')
  expect(await page.locator('.facing').textContent()).toContain(base)
  expect(await page.locator('textarea').inputValue()).toBe(together)
  await page.getByRole('button', { name: 'Save this text' }).click()
  expect((await historyOf(house, article)).at(-1)).toEqual(['saved', together])
})
