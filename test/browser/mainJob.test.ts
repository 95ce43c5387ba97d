import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium'
import { bothHands, compose, keyboardOnly, type Hands } from '../support/hands'
import { openHouse, windowOf, type House } from '../support/house'
import type { World } from '../support/world'

const korean = `# 밤에도 불이 켜진 빵집

새벌동의 **‘보리빵집’**은 밤 열 시에 문을 엽니다.

## 왜 밤인가

조합원 12명이 낮에는 다른 일을 하기 때문입니다.
`

const english = [
  ['밤에도 불이 켜진 빵집', 'The Bakery That Bakes at Night'],
  ['새벌동의', '**Bori Bakery** in Saebeol-dong opens at ten at night.'],
  ['왜 밤인가', 'Why at Night'],
  ['조합원 12명', 'Its 12 members have other work during the day.'],
] as const

// Several people, several pages, two cores: generous, so that a busy machine fails nothing.
jest.setTimeout(180_000)

let house: House & World
let browser: Browser

beforeAll(async () => {
  ;[house, browser] = await Promise.all([openHouse(), launchChromium()])
})

afterAll(async () => {
  await browser.close()
  await house.close()
})

describe('a Korean article becomes approved, published English', () => {
  test('by keyboard only', async () => {
    await mainJob('by-keyboard', { handsOf: keyboardOnly, confirm: confirmByKey })
  })

  test('with JavaScript off', async () => {
    await mainJob('without-script', { handsOf: bothHands, confirm: confirmByButton, javaScript: false })
  })
})

interface Manner {
  handsOf: (page: Page) => Hands
  confirm: (page: Page, number: number, text: string) => Promise<void>
  javaScript?: boolean
}

async function mainJob(slug: string, { handsOf, confirm, javaScript = true }: Manner): Promise<void> {
  const [editor, translator, reader] = await Promise.all([
    windowOf(browser, house, house.daniel, { javaScript }),
    windowOf(browser, house, house.minji, { javaScript }),
    windowOf(browser, house, null, { javaScript }),
  ])

  await bringIn(editor.page, handsOf(editor.page), slug)
  await approveKorean(editor.page, handsOf(editor.page), slug)
  expect((await reader.page.goto(`/ko/${slug}`))!.status()).toBe(200)
  expect((await reader.page.goto(`/en/${slug}`))!.status()).toBe(404)

  await translate(translator.page, handsOf(translator.page), slug, confirm)
  expect((await reader.page.goto(`/en/${slug}`))!.status()).toBe(404)

  await approveEnglish(editor.page, handsOf(editor.page), slug)
  await readBoth(reader.page, handsOf(reader.page), slug)
  await Promise.all([editor, translator, reader].map(({ context }) => context.close()))
}

async function bringIn(page: Page, { press, write }: Hands, slug: string): Promise<void> {
  await page.goto('/desk/articles/new')
  await write(page.getByRole('textbox', { name: 'Text' }).first(), korean)
  await press(page.getByRole('button', { name: /Cut|segments/i }))
  await page.waitForURL('**/cut')
  await write(page.locator('[name="slug"]'), slug)
  await press(page.locator('form.bringing button.button').last())
  await page.waitForURL(`**/desk/articles/${slug}`)
}

async function approveKorean(page: Page, { press }: Hands, slug: string): Promise<void> {
  await answered(page, () => press(page.locator(`form[action$="/source/1/approval"] button`)))
  await answered(page, () => press(page.locator(`form[action$="/source/1/publication"] button`).first()))
  await page.locator(`a[href="/ko/${slug}"]`).first().waitFor()
}

async function translate(
  page: Page,
  { press }: Hands,
  slug: string,
  confirm: Manner['confirm'],
): Promise<void> {
  await page.goto(`/desk/articles/${slug}/review`)
  for (const [opening, text] of english) {
    const row = page.locator('.pair', { hasText: opening }).first()
    await confirm(page, Number(await row.getAttribute('data-number')), text)
  }
  await page.goto(`/desk/articles/${slug}/submission`)
  await answered(page, () => press(page.locator(`form[action$="/submission"] button`)))
}

async function confirmByKey(page: Page, number: number, text: string): Promise<void> {
  const field = page.locator(`#p${number} textarea[name="text"].pair__words`)
  await keyboardOnly(page).write(field, text)
  await page.keyboard.press('Control+Enter')
  await page.locator(`#p${number}[data-state="confirmed"]`).waitFor()
}

async function confirmByButton(page: Page, number: number, text: string): Promise<void> {
  await page.locator(`#p${number} textarea[name="text"].pair__words`).fill(text)
  await page.locator(`#p${number} [data-deed="confirm"]`).click()
  await page.locator(`#p${number}[data-state="confirmed"]`).waitFor()
}

async function approveEnglish(page: Page, { press }: Hands, slug: string): Promise<void> {
  await page.goto(`/desk/articles/${slug}/versions/1`)
  await answered(page, () => press(page.locator(`form[action$="/versions/1/approval"] button`)))
  await page.goto(`/desk/articles/${slug}`)
  await answered(page, () => press(page.locator(`form[action$="/versions/1/publication"] button`).first()))
  await page.locator(`a[href="/en/${slug}"]`).first().waitFor()
}

/** The page stays until the server has answered what was sent from it. */
async function answered(page: Page, deed: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await deed()
  await answer
  await page.waitForLoadState()
}

/** The reader switches from the Korean and is where they were. */
async function readBoth(page: Page, { press }: Hands, slug: string): Promise<void> {
  await page.goto(`/ko/${slug}`)
  await press(page.getByRole('link', { name: 'English', exact: true }).first())
  await page.waitForURL(`**/en/${slug}*`)
  expect(await page.locator('h1').textContent()).toContain('The Bakery That Bakes at Night')
  expect(await page.locator('article strong').first().textContent()).toBe('Bori Bakery')
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
}

describe('a Korean input method', () => {
  test('is never interrupted: a key pressed while a syllable is composed does nothing, and everything is saved once and whole', async () => {
    const slug = 'by-input-method'
    const [editor, translator] = await Promise.all([
      windowOf(browser, house, house.daniel),
      windowOf(browser, house, house.minji),
    ])
    await bringIn(editor.page, bothHands(), slug)
    const { page, context } = translator
    await page.goto(`/desk/articles/${slug}/review`)
    const session = await context.newCDPSession(page)
    const saves: string[] = []
    page.on(
      'request',
      (sent) =>
        sent.method() === 'POST' &&
        sent.url().includes('/pairs/') &&
        saves.push(new URLSearchParams(sent.postData() ?? '').get('text') ?? ''),
    )

    const field = page.locator('.pair textarea[name="text"].pair__words').first()
    await field.focus()
    await compose(session, '안녕하세요', { leaveLast: true })
    await page.waitForTimeout(1500)
    expect(saves).toEqual([])

    // The Enter that ends a composition arrives as a key of the input method.
    await session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Process',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
      modifiers: 2,
    })
    expect(await page.locator('.pair').first().getAttribute('data-state')).toBe('empty')

    await session.send('Input.insertText', { text: '요' })
    await page.keyboard.press('Control+Enter')
    await page.locator('.pair[data-state="confirmed"]').first().waitFor()
    expect(saves).toEqual(['안녕하세요'])
    expect(await field.inputValue()).toBe('안녕하세요')

    const rows = await house.database.web('targetRevisions').where({ text: '안녕하세요' })
    expect(rows).toHaveLength(1)
    await Promise.all([editor, translator].map((window) => window.context.close()))
  })
})
