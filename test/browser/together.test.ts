import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Article } from '../../server/articles/rules'
import type { Person } from '../../server/people/rules'
import { sayCounterpart } from '../../server/targets/actions'
import { launchChromium } from '../support/chromium'
import { compose } from '../support/hands'
import { openHouse, type House } from '../support/house'
import { freshKimchi } from '../support/kimchi'
import type { World } from '../support/world'
import { field, holds, longArticle, row, saveElsewhere, screensIn, type Screens } from './review'

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

const reviewOf = (article: Article, person: Person): Promise<Page> => screens.open(article, person)

describe('a save of somebody else', () => {
  test('appears without a reload, with its name, its state and in the progress', async () => {
    const article = await freshKimchi(house.database.web, house)
    const [minji, jiwoo] = [await reviewOf(article, house.minji), await reviewOf(article, house.jiwoo)]

    await field(jiwoo, 3).fill('Wait overnight.')
    await jiwoo.keyboard.press('Control+Enter')

    await row(minji, 3).locator('.pair__by', { hasText: 'Jiwoo · just now' }).waitFor()
    expect(await field(minji, 3).inputValue()).toBe('Wait overnight.')
    expect(await row(minji, 3).getAttribute('data-state')).toBe('confirmed')
    expect(await minji.locator('[data-progress]').textContent()).toContain('1 of 4 confirmed, 3 open')
    // And the next save here is on top of it.
    await field(minji, 3).fill('Wait for a night.')
    await minji.locator('#p3[data-state="edited"]').waitFor()
    expect(await minji.locator('.conflict').count()).toBe(0)
  })

  test('never changes a pair that is being written in: a line says so, and shows it when asked', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await reviewOf(article, house.minji)
    await field(page, 2).focus()
    await saveElsewhere(house, article, 2, house.jiwoo, 'Salt the cabbage.')

    const line = row(page, 2).locator('.pair__meanwhile')
    await line.waitFor()
    expect(await line.textContent()).toContain('Jiwoo saved this pair meanwhile.')
    expect(await field(page, 2).inputValue()).toBe('')

    await page.route('**/pairs/2', (route) => route.abort())
    await page.keyboard.type('S')
    await line.getByRole('button', { name: 'See it' }).click()
    expect(await row(page, 2).locator('.pair__theirs').textContent()).toBe('Salt the cabbage.')
    await page.unroute('**/pairs/2')
    await row(page, 2).locator('.conflict').waitFor()
    expect(await field(page, 2).inputValue()).toBe('S')
  })

  test('comes in when the hands have gone, or at once when it is asked for and nothing was typed', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await reviewOf(article, house.minji)
    await field(page, 2).focus()
    await saveElsewhere(house, article, 2, house.jiwoo, 'Salt the cabbage.')
    await row(page, 2).getByRole('button', { name: 'See it' }).click()
    expect(await field(page, 2).inputValue()).toBe('Salt the cabbage.')

    await saveElsewhere(house, article, 2, house.jiwoo, 'Salt the cabbages.', { base: 1 })
    await row(page, 2).locator('.pair__meanwhile').waitFor()
    await field(page, 4).focus()
    await holds(page, 2, 'Salt the cabbages.')
  })

  test('never breaks into a syllable that is being composed in the same pair', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await reviewOf(article, house.minji)
    const session = await page.context().newCDPSession(page)
    await field(page, 2).focus()
    await compose(session, '소금에 절', { leaveLast: true })
    await saveElsewhere(house, article, 2, house.jiwoo, 'Salt the cabbage.')
    await row(page, 2).locator('.pair__meanwhile').waitFor()
    expect(await field(page, 2).inputValue()).toBe('소금에 절')

    await session.send('Input.insertText', { text: '절' })
    await compose(session, '인다')
    await row(page, 2).locator('.conflict').waitFor()
    expect(await field(page, 2).inputValue()).toBe('소금에 절인다')
    const kept = await house.database
      .web('targetRevisions')
      .where({ articleId: article.id, outcome: 'conflict' })
    expect(kept.at(-1)).toMatchObject({ text: '소금에 절인다' })
  })

  test('moves nothing under the eyes: what is read stays where it is when a text above becomes long', async () => {
    const article = await longArticle(house, house.daniel)
    const page = await reviewOf(article, house.minji)
    await page.locator('#p61').waitFor({ state: 'attached' })
    await row(page, 30).evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await page.waitForTimeout(300)
    const before = (await row(page, 30).boundingBox())!.y

    for (const number of [5, 20, 22])
      await saveElsewhere(house, article, number, house.jiwoo, 'Long. '.repeat(300))
    await row(page, 22).locator('.pair__by').waitFor({ state: 'attached' })
    await page.waitForTimeout(300)
    expect(Math.abs((await row(page, 30).boundingBox())!.y - before)).toBeLessThan(3)
  })

  test('that came while the connection was gone is caught up with', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await reviewOf(article, house.minji)
    await page.context().setOffline(true)
    await saveElsewhere(house, article, 4, house.jiwoo, 'Share it.', { confirm: true })
    await page.waitForTimeout(500)
    await page.context().setOffline(false)
    await page.locator('#p4[data-state="confirmed"]').waitFor()
    expect(await field(page, 4).inputValue()).toBe('Share it.')
  })

  test('is caught up with even when the answer breaks off half way once', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await reviewOf(article, house.minji)
    let asked = 0
    const broken = new Promise<void>((done) =>
      page.route('**/live/pairs/*', async (route) => {
        if (++asked > 1) return route.continue()
        await route.fulfill({ contentType: 'application/json', body: '[{"number":4,' })
        done()
      }),
    )
    const old = await page.context().request.get(page.url())
    await page.route(page.url(), (route) => route.fulfill({ response: old }))
    await saveElsewhere(house, article, 4, house.jiwoo, 'Share it.', { confirm: true })
    await page.reload()
    await broken
    await page.evaluate('document.dispatchEvent(new Event("signed-in"))')
    await page.locator('#p4[data-state="confirmed"]').waitFor()
  })

  test('counts paragraphs that need no English as done, as the page does', async () => {
    const article = await freshKimchi(house.database.web, house)
    await sayCounterpart(house.database.web, { slug: article.slug, number: 4 }, house.minji, {
      kind: 'none',
      reason: 'Readers abroad know it.',
    })
    const page = await reviewOf(article, house.minji)
    const said = () => page.locator('[data-progress]').textContent()
    expect(await said()).toContain('1 of 4 confirmed, 3 open')
    await saveElsewhere(house, article, 2, house.jiwoo, 'Salt the cabbage.')
    await holds(page, 2, 'Salt the cabbage.')
    expect(await said()).toContain('1 of 4 confirmed, 3 open')

    await field(page, 3).fill('Wait.')
    await page.keyboard.press('Control+Enter')
    await page.locator('#p3[data-state="confirmed"]').waitFor()
    expect(await said()).toContain('2 of 4 confirmed, 2 open')
    expect(await page.evaluate("document.activeElement.closest('.pair').id")).toBe('p1')
  })

  test('reaches rows that come after the page as well', async () => {
    const article = await longArticle(house, house.daniel)
    const page = await reviewOf(article, house.minji)
    await saveElsewhere(house, article, 60, house.jiwoo, 'Sixty.')
    await holds(page, 60, 'Sixty.')
  })
})

describe('what is said of the pair in hand', () => {
  test('is out of reach of the keys as soon as another pair is in hand', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await reviewOf(article, house.minji)
    const match = (text: string) =>
      `<p class="match"></p><form class="match"><textarea name="text">${text}</textarea><button data-key="match">Take it</button></form>`
    let answerLate = () => {}
    const late = new Promise<void>((done) => (answerLate = done))
    await page.route('**/pairs/2/matches?part=1', (route) => route.fulfill({ body: match('Salt it.') }))
    await page.route('**/pairs/3/matches?part=1', async (route) => {
      await late
      await route.fulfill({ body: match('Wait.') })
    })

    await field(page, 2).focus()
    await page.locator('pair-dock .match button').waitFor()
    await field(page, 3).focus()
    await page.keyboard.press('Alt+t')
    expect(await field(page, 3).inputValue()).toBe('')
    answerLate()
    await page.locator('pair-dock').getByText('Wait.').waitFor()
    await page.keyboard.press('Alt+t')
    await holds(page, 3, 'Wait.')
  })
})

describe('who is here', () => {
  test('shows in the margin of the pair they are in, and goes when they go', async () => {
    const article = await freshKimchi(house.database.web, house)
    const [minji, jiwoo] = [await reviewOf(article, house.minji), await reviewOf(article, house.jiwoo)]
    await minji.locator('.live__people', { hasText: 'Also here: Jiwoo' }).waitFor()

    await field(jiwoo, 3).focus()
    await row(minji, 3).locator('.pair__here', { hasText: 'Jiwoo here now' }).waitFor()
    await field(jiwoo, 4).focus()
    await row(minji, 4).locator('.pair__here').waitFor()
    expect(await row(minji, 3).locator('.pair__here').count()).toBe(0)
    expect(await row(jiwoo, 4).locator('.pair__here').count()).toBe(0)

    await jiwoo.close()
    await row(minji, 4).locator('.pair__here').waitFor({ state: 'detached' })
    await minji.locator('.live__people').waitFor({ state: 'hidden' })
  })

  test('and what they have taken', async () => {
    const article = await freshKimchi(house.database.web, house)
    const [minji, jiwoo] = [await reviewOf(article, house.minji), await reviewOf(article, house.jiwoo)]
    await jiwoo.locator('.takes__new summary').click()
    await jiwoo.getByLabel('From paragraph').fill('2')
    await jiwoo.getByLabel('to paragraph').fill('3')
    await jiwoo.getByRole('button', { name: 'Take', exact: true }).click()

    await row(minji, 2).locator('.pair__taken', { hasText: 'Taken by Jiwoo' }).waitFor()
    await row(minji, 3).locator('.pair__taken').waitFor()
    expect(await minji.locator('[data-takes]').textContent()).toBe('Jiwoo has taken 2 to 3')
    await minji.reload()
    expect(await row(minji, 2).locator('.pair__taken').textContent()).toBe('Taken by Jiwoo')

    await jiwoo.getByRole('button', { name: 'Give them back' }).click()
    await row(minji, 2).locator('.pair__taken').waitFor({ state: 'detached' })
  })
})

test('a comment of somebody else appears where nobody is writing one', async () => {
  const article = await freshKimchi(house.database.web, house)
  const [minji, jiwoo] = [await reviewOf(article, house.minji), await reviewOf(article, house.jiwoo)]
  await row(jiwoo, 3).locator('[data-deed="comment"]').click()
  await row(jiwoo, 3).locator('.talk textarea').fill('Which night?')
  await row(jiwoo, 3).getByRole('button', { name: 'Comment', exact: true }).click()
  await row(minji, 3).locator('.talk .count').waitFor()
  await row(minji, 3).locator('.talk summary').click()
  expect(await row(minji, 3).locator('.comment__text').textContent()).toBe('Which night?')
})
