import { jest } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { articleBySlug } from '../../server/articles/store'
import { bringIn } from '../../server/sources/actions'
import { latestSourceVersion } from '../../server/sources/store'
import { isConfirmed, type Pair } from '../../server/targets/rules'
import { pairsOf } from '../../server/targets/store'
import type { Block } from '../../server/text/blocks'
import { launchChromium } from '../support/chromium'
import { openHouse, windowOf, type House } from '../support/house'
import { confirmAll } from '../support/kimchi'
import type { World } from '../support/world'

jest.setTimeout(120_000)

let house: House & World
let browser: Browser

beforeAll(async () => {
  ;[house, browser] = await Promise.all([openHouse(), launchChromium()])
  const { web } = house.database
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text, attributes: {} })
  const article = await bringIn(web, house.daniel, {
    ...{ slug: 'members', categoryId: null, seriesId: null, part: null, related: [] },
    blocks: [
      { kind: 'title', text: '조합원 이야기', attributes: {} },
      paragraph('마을 조합원은 모두 3만 명입니다.'),
      paragraph('총회는 늦은 밤까지 이어졌습니다. 그래도 아무도 자리를 뜨지 않았습니다.'),
      paragraph('다음 모임은 도서관에서 엽니다.'),
    ],
  })
  await confirmAll(web, article, house.minji, {
    1: 'A Story of Members',
    2: 'The village has 30,000 members in all.',
    3: 'The assembly went on late into the night. Still, nobody left.',
    4: 'The next meeting will be at the library.',
  })
})

afterAll(async () => {
  await browser.close()
  await house.close()
})

test('an editor changes the Korean, and a translator follows it key by key', async () => {
  const editor = await windowOf(browser, house, house.daniel)
  await changeKorean(editor.page)
  await editor.context.close()

  const translator = await windowOf(browser, house, house.minji)
  const { page } = translator
  await page.goto('/desk/articles/members/review')
  await page.locator('#p2 textarea').first().focus()
  await page.keyboard.press('Alt+KeyY')
  await page.locator('#p2[data-state="confirmed"]').waitFor()

  await page.locator('#p4 textarea').first().focus()
  await page.keyboard.press('Control+Enter')
  await page.locator('#p4[data-state="confirmed"]').waitFor()

  await page
    .locator('#p3 textarea')
    .first()
    .evaluate((element) => {
      const textarea = element as unknown as {
        focus(): void
        setSelectionRange(from: number, to: number): void
      }
      textarea.focus()
      textarea.setSelectionRange(42, 42)
    })
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Alt+KeyX')])
  await page.waitForSelector('#p5 textarea')
  await translator.context.close()

  const pairs = await pairsNow()
  expect(pairs.map(({ source, target }) => [source.number, target.text])).toEqual([
    [1, 'A Story of Members'],
    [2, 'The village has 50,000 members in all.'],
    [5, 'The assembly went on late into the night.'],
    [3, 'Still, nobody left.'],
    [4, 'The next meeting will be at the library.'],
  ])
  expect(pairs.filter(isConfirmed).map(({ source }) => source.number)).toEqual([1, 2, 4])
})

async function changeKorean(page: Page): Promise<void> {
  await page.goto('/desk/articles/members/source/new')
  const text = page.locator('[name="text"]')
  const changed = (await text.inputValue())
    .replace('3만', '5만')
    .replace('이어졌습니다. 그래도', '이어졌습니다.\n\n그래도')
    .replace('도서관에서 엽니다', '작은도서관에서 엽니다')
  await text.fill(changed)
  await page.locator('button[formaction*="alignment"]').press('Enter')
  await page.locator('.step--split').waitFor()
  await page.locator('[value="update"]').check()
  await page.getByRole('button', { name: 'Keep source version 2' }).press('Enter')
  await page.waitForURL('**/desk/articles/members')
}

async function pairsNow(): Promise<Pair[]> {
  const { web } = house.database
  return pairsOf(web, await latestSourceVersion(web, await articleBySlug(web, 'members')))
}
