import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Person } from '../../server/people/rules'
import { launchChromium } from '../support/chromium'
import { compose } from '../support/hands'
import { openHouse, type House } from '../support/house'
import { freshKimchi } from '../support/kimchi'
import { wireTo, type Wire } from '../support/wire'
import { password, type World } from '../support/world'
import {
  field,
  historyOf,
  holds,
  isSaying,
  longArticle,
  row,
  saveElsewhere,
  screensIn,
  type Screens,
} from './review'

jest.setTimeout(120_000)

let house: House & World
let browser: Browser
let screens: Screens
let wire: Wire

beforeAll(async () => {
  ;[house, browser] = await Promise.all([openHouse(), launchChromium()])
  wire = await wireTo({ port: Number(new URL(house.url).port) })
  screens = screensIn(browser, { ...house, url: `http://127.0.0.1:${wire.port}` })
})
afterEach(async () => {
  wire.mend()
  await screens.closeAll()
})
afterAll(async () => {
  await browser.close()
  await wire.close()
  await house.close()
})

const kept = (page: Page) => page.locator('kept-words [data-kept]')

/** The browser knows it, and the wire is cut besides: what a page sends while it goes away does not ask the browser. */
async function goOffline(page: Page): Promise<void> {
  wire.cut()
  await page.context().setOffline(true)
}

async function comeBack(page: Page): Promise<void> {
  wire.mend()
  await page.context().setOffline(false)
}

/** Every session of this person ends, as it does after thirty days or by hand. */
async function endSessionsOf(person: Person): Promise<void> {
  await house.database.web('sessions').where({ personId: person.id }).delete()
}

async function signInHere(page: Page, person: Person): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.waitFor()
  await dialog.getByLabel('E-mail').fill(person.email)
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
}

describe('without a connection', () => {
  test('what is typed is kept, survives a reload into nothing, and is sent when the connection is back', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    await goOffline(page)
    await field(page, 2).fill('Salt the cabbage.')
    await field(page, 3).fill('Wait.')
    await isSaying(page, 2, 'You are offline. What you wrote is kept in this browser, not yet saved.')
    await kept(page).getByText('2 paragraphs are kept in this browser, not yet saved.').waitFor()

    // Offline there is nothing to load: the browser shows a page of its own.
    await page.reload().catch(() => null)
    expect(await page.locator('.pair').count()).toBe(0)
    await comeBack(page)
    await page.goto(`/desk/articles/${article.slug}/review`)

    await holds(page, 2, 'Salt the cabbage.')
    await holds(page, 3, 'Wait.')
    await kept(page).waitFor({ state: 'hidden' })
    while ((await historyOf(house, article)).length < 2) await page.waitForTimeout(50)
    expect((await historyOf(house, article)).sort()).toEqual([
      ['saved', 'Salt the cabbage.'],
      ['saved', 'Wait.'],
    ])
    await page.reload()
    await holds(page, 2, 'Salt the cabbage.')
  })

  test('the desk sends what is kept, says for which article it cannot, and leads to it', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    await goOffline(page)
    await field(page, 2).fill('Salt it.')
    await field(page, 3).fill('Wait.')
    await isSaying(page, 2, 'kept in this browser')
    await isSaying(page, 3, 'kept in this browser')
    await page.goto('about:blank')
    await saveElsewhere(house, article, 2, house.jiwoo, 'Salt the cabbage.')
    await comeBack(page)

    await page.goto('/desk')
    const notice = page.locator('kept-here')
    await notice.getByText('1 paragraph is kept in this browser, not yet saved.').waitFor()
    expect(await historyOf(house, article)).toContainEqual(['saved', 'Wait.'])
    await notice.getByRole('link', { name: '김장하는 날' }).click()
    await row(page, 2).locator('.conflict').waitFor()
    await page.keyboard.press('Tab')
    await row(page, 2).locator('[data-choose="mine"]').click()
    await isSaying(page, 2, 'Saved at')
    await page.goto('/desk')
    await page.locator('h1').waitFor()
    expect(await notice.isVisible()).toBe(false)
  })

  test('nothing is saved over what others wrote meanwhile: it is a conflict, as ever', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    await goOffline(page)
    await field(page, 2).fill('Salt it.')
    await isSaying(page, 2, 'kept in this browser')
    await saveElsewhere(house, article, 2, house.jiwoo, 'Salt the cabbage.')
    await comeBack(page)
    await row(page, 2).locator('.conflict').waitFor()
    expect(await field(page, 2).inputValue()).toBe('Salt it.')
  })

  test('words of a pair that the screen does not show are sent all the same', async () => {
    const article = await longArticle(house, house.daniel)
    const page = await screens.open(article, house.minji)
    await saveElsewhere(house, article, 50, house.minji, 'Fifty.', { confirm: true })
    await holds(page, 50, 'Fifty.')
    await goOffline(page)
    await field(page, 50).fill('Fifty-one.')
    await isSaying(page, 50, 'kept in this browser')
    await page.goto('about:blank')
    await comeBack(page)

    const sent = page.waitForResponse((answer) => answer.url().endsWith('/pairs/50'))
    await page.goto(`/desk/articles/${article.slug}/review?show=open`)
    expect((await sent).status()).toBe(200)
    expect((await historyOf(house, article)).at(-1)).toEqual(['saved', 'Fifty-one.'])
  })
})

describe('a server that answers badly', () => {
  test('or not at all after it has saved: the save is repeated under its name and applied once', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    let cut = 0
    await page.route('**/pairs/2', async (route) => {
      const answer = await route.fetch()
      if (cut++ > 0) return route.fulfill({ response: answer })
      // Committed, and the answer breaks off in the middle.
      await route.fulfill({ status: 200, contentType: 'application/json', body: '{"outcome":"sav' })
    })
    await field(page, 2).fill('Salt it.')
    await isSaying(page, 2, 'Saved at')
    expect(cut).toBe(2)
    expect(await historyOf(house, article)).toEqual([['saved', 'Salt it.']])
  })
})

describe('a session that has ended', () => {
  test('is begun again in place, and everything kept is saved', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    await endSessionsOf(house.minji)
    await field(page, 2).fill('Salt the cabbage.')
    await isSaying(page, 2, 'Your session has ended. What you wrote is kept in this browser')

    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await dialog.waitFor()
    await dialog.getByLabel('Password').fill('not the password at all')
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await dialog.getByText('The e-mail address or the password is not right.').waitFor()

    await signInHere(page, house.minji)
    await isSaying(page, 2, 'Saved at')
    expect(await dialog.isVisible()).toBe(false)
    expect(await field(page, 2).inputValue()).toBe('Salt the cabbage.')
    expect(await historyOf(house, article)).toEqual([['saved', 'Salt the cabbage.']])
  })

  test('and another person who signs in sends nothing of the first one’s; the first one does, later', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    await endSessionsOf(house.minji)
    await field(page, 2).fill('What Minji wrote.')
    await signInHere(page, house.jiwoo)
    await page
      .getByText('Jiwoo is signed in now. What Minji wrote stays in this browser and is not sent.')
      .waitFor()
    await page.getByRole('button', { name: 'Later' }).click()
    await field(page, 3).fill('More of Minji.')
    await isSaying(page, 3, 'Somebody else is signed in here now.')
    expect(await historyOf(house, article)).toEqual([])

    await page.reload()
    await page
      .getByText('This browser keeps 2 paragraphs that somebody else wrote and could not save.')
      .waitFor()
    expect(await field(page, 2).inputValue()).toBe('')
    expect(await historyOf(house, article)).toEqual([])

    await endSessionsOf(house.jiwoo)
    await page.goto('/session')
    await page.getByLabel('E-mail').fill(house.minji.email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.goto(`/desk/articles/${article.slug}/review`)
    await holds(page, 2, 'What Minji wrote.')
    await holds(page, 3, 'More of Minji.')
    while ((await historyOf(house, article)).length < 2) await page.waitForTimeout(50)
    expect((await historyOf(house, article)).sort()).toEqual([
      ['saved', 'More of Minji.'],
      ['saved', 'What Minji wrote.'],
    ])
  })
})

describe('two windows of one person on one pair', () => {
  test('keep their words apart, and whichever goes, the other sends what it left', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    const second = await page.context().newPage()
    second.on('dialog', (dialog) => void dialog.accept())
    await second.goto(`/desk/articles/${article.slug}/review`)
    await goOffline(page)
    await field(page, 2).fill('In the first window.')
    await field(second, 2).fill('In the second window.')
    await isSaying(page, 2, 'kept in this browser')
    await isSaying(second, 2, 'kept in this browser')
    await Promise.all([page.close(), second.close()])

    const third = await second
      .context()
      .newPage()
      .catch(() => null)
    await comeBack(third!)
    await third!.goto(`/desk/articles/${article.slug}/review`)
    await isSaying(third!, 2, 'Saved at')
    expect((await historyOf(house, article)).map(([, text]) => text).sort()).toEqual([
      'In the first window.',
      'In the second window.',
    ])
  })
})

describe('two windows of one person on one article', () => {
  test('the one that stays sends what the other could not, as soon as that is gone', async () => {
    const article = await longArticle(house, house.daniel)
    const leaving = await screens.open(article, house.minji)
    await saveElsewhere(house, article, 50, house.minji, 'Fifty.', { confirm: true })
    await holds(leaving, 50, 'Fifty.')
    await leaving.route('**/pairs/*', (route) => route.abort())
    await field(leaving, 50).fill('Fifty-one.')
    await isSaying(leaving, 50, 'kept in this browser')
    await field(leaving, 49).fill('Forty-nine.')
    await isSaying(leaving, 49, 'kept in this browser')

    const staying = await leaving.context().newPage()
    const asked: string[] = []
    staying.on('request', (request) => asked.push(request.url()))
    await staying.goto(`/desk/articles/${article.slug}/review?show=open`)
    await staying.waitForTimeout(1000)
    expect(asked.filter((url) => /\/pairs\/\d+$/.test(url))).toEqual([])

    const sent = staying.waitForResponse((answer) => answer.url().endsWith('/pairs/50'))
    await leaving.close()
    expect((await sent).status()).toBe(200)
    await isSaying(staying, 49, 'Saved at')
    expect((await historyOf(house, article)).map(([, text]) => text)).toEqual(
      expect.arrayContaining(['Forty-nine.', 'Fifty-one.']),
    )
  })
})

describe('what is said', () => {
  test('is only that it is kept where it is kept: a browser without a database says so once', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    await page.addInitScript('Object.defineProperty(window, "indexedDB", { value: undefined })')
    await page.reload()
    await page.getByText('This browser cannot keep what is not saved yet.').waitFor()
    await goOffline(page)
    await field(page, 2).fill('Salt it.')
    await isSaying(page, 2, 'Not saved, and not kept in this browser either.')
    await comeBack(page)
    await isSaying(page, 2, 'Saved at')
  })

  test('is what is so: kept at once, saved when the server has it, and nothing when all is taken back', async () => {
    const article = await freshKimchi(house.database.web, house)
    const page = await screens.open(article, house.minji)
    let letGo = () => {}
    const held = new Promise<void>((done) => (letGo = done))
    await page.route('**/pairs/2', async (route) => {
      await held
      await route.continue()
    })
    await field(page, 2).fill('Salt it.')
    await isSaying(page, 2, 'Kept here, not yet saved')
    await isSaying(page, 2, 'Saving')
    letGo()
    await isSaying(page, 2, 'Saved at')

    await field(page, 3).fill('Wait.')
    await field(page, 3).fill('')
    await page.goto('/desk')
    await page.locator('h1').waitFor()
    expect(await page.locator('kept-here').isVisible()).toBe(false)
  })
})

test('a syllable that is being composed is never sent by halves, however long it takes', async () => {
  const article = await freshKimchi(house.database.web, house)
  const page = await screens.open(article, house.minji)
  const session = await page.context().newCDPSession(page)
  await field(page, 2).focus()
  await compose(session, '배추')
  // The save of the first word is due while the second is being composed.
  await compose(session, ' 절', { leaveLast: true })
  await page.waitForTimeout(1300)
  expect(await historyOf(house, article)).toEqual([])
  await session.send('Input.insertText', { text: '절' })
  await compose(session, '임')
  await isSaying(page, 2, 'Saved at')
  expect(await historyOf(house, article)).toEqual([['saved', '배추 절임']])
  expect(await field(page, 2).inputValue()).toBe('배추 절임')
})
