import type { Browser, Page } from 'playwright-core'
import { pageCache } from '../../server/web/pageCache'
import { launchChromium, prepareChromium } from '../support/chromium'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { listening, type Listening } from '../support/listening'
import { siteOn } from '../support/site'
import { world } from '../support/world'
import { anArticle, publishEnglish, publishKorean } from './published'

const korean = Array.from(
  { length: 40 },
  (_, n) => `${n + 1}번째 문단입니다. ${'빵을 굽는 마을 이야기. '.repeat(12)}`,
)
const english = Array.from(
  { length: 40 },
  (_, n) => `Paragraph ${n + 1}. ${'A village that bakes. '.repeat(16)}`,
)

let own: OwnDatabase
let server: Listening
let browser: Browser
let site: string

beforeAll(async () => {
  await prepareChromium()
  own = await ownDatabase()
  const { minji, daniel } = await world(own.web)
  const article = await anArticle(own.web, minji, { slug: 'bread' })
  const source = await publishKorean(own.web, article, minji, daniel, { title: '빵', body: korean })
  await publishEnglish(own.web, source, minji, daniel, { title: 'Bread', body: english })

  const short = await anArticle(own.web, minji, { slug: 'short' })
  const lines = { title: '짧은 글', body: korean.map((text, n) => (n % 2 ? '빵!' : text)) }
  const words = { title: 'Short', body: english.map((text, n) => (n % 2 ? 'Bread!' : text)) }
  await publishEnglish(
    own.web,
    await publishKorean(own.web, short, minji, daniel, lines),
    minji,
    daniel,
    words,
  )

  const pages = pageCache({ under: ['/ko/', '/en/'], parameters: [] })
  const app = siteOn(own)
  server = await listening((req, res) => pages(req, res, app))
  site = server.url
  browser = await launchChromium()
}, 90_000)
afterAll(async () => {
  await browser.close()
  await server.stop()
  await own.close()
})

test('changing the language keeps the paragraph, and the choice', async () => {
  const page = await browser.newPage({ locale: 'ko-KR' })
  await page.goto(`${site}/ko/bread`, { waitUntil: 'networkidle' })
  await page.locator('#p21').evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const seen = await paragraphsOnScreen(page)
  await page.getByRole('link', { name: 'English', exact: true }).click()

  await page.waitForURL(/\/en\/bread#p\d+$/)
  const kept = new URL(page.url()).hash
  expect(seen).toContain(kept)
  expect(await paragraphsOnScreen(page)).toContain(kept)

  await page.goto(`${site}/`)
  expect(page.url()).toBe(`${site}/en/`)
  await page.close()
})

describe.each([1280, 375])('at %d pixels', (width) => {
  // The second is among the longer ones, the last so near the end that no page can be moved up to it.
  test.each([11, 12, 41])('whoever goes to and fro comes back to paragraph %d every time', async (number) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    await page.goto(`${site}/ko/short#p${number}`, { waitUntil: 'networkidle' })
    for (const [name, address] of [
      ['English', '/en/short'],
      ['한국어', '/ko/short'],
      ['English', '/en/short'],
      ['Both languages together', '/en/short/both'],
      ['한국어', '/ko/short'],
      ['한국어와 영어 함께 읽기', '/ko/short/both'],
      ['English', '/en/short'],
    ]) {
      await page.getByRole('link', { name, exact: true }).click()
      await page.waitForURL(`${site}${address}#*`, { waitUntil: 'networkidle' })
      expect(page.url()).toBe(`${site}${address}#p${number}`)
    }
    await page.close()
  })

  test('whoever arrived at one paragraph and went on to the end leaves from there', async () => {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    await page.goto(`${site}/ko/short#p11`, { waitUntil: 'networkidle' })
    await page.locator('.reader__foot').scrollIntoViewIfNeeded()
    const seen = await paragraphsOnScreen(page)
    await page.getByRole('link', { name: 'English', exact: true }).click()
    await page.waitForURL(/\/en\/short#p\d+$/)
    expect(seen).toContain(new URL(page.url()).hash)
    await page.close()
  })
})

test('at the top of an article the link leads to the top', async () => {
  const page = await browser.newPage()
  await page.goto(`${site}/en/bread`)
  await page.getByRole('link', { name: '한국어', exact: true }).click()
  await page.waitForURL(`${site}/ko/bread`)
  await page.close()
})

test('both languages together keep the paragraph, on the way there and back', async () => {
  const page = await browser.newPage({ locale: 'ko-KR' })
  await page.goto(`${site}/ko/bread`, { waitUntil: 'networkidle' })
  await page.locator('#p21').evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const seen = await paragraphsOnScreen(page)
  await page.getByRole('link', { name: '한국어와 영어 함께 읽기' }).click()
  await page.waitForURL(/\/ko\/bread\/both#p\d+$/)
  expect(seen).toContain(new URL(page.url()).hash)

  const tops = await page
    .locator('#p30, #p30-en')
    .evaluateAll((both) => both.map((one) => Math.round(one.getBoundingClientRect().top)))
  expect(tops).toEqual([tops[0], tops[0]])
  expect(await page.context().cookies()).toEqual([])

  await page.locator('#p30').evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const read = await paragraphsOnScreen(page)
  await page.getByRole('link', { name: 'English', exact: true }).click()
  await page.waitForURL(/\/en\/bread#p\d+$/)
  expect(read).toContain(new URL(page.url()).hash)
  await page.close()
})

test('without scripts every paragraph leads to its other half, and the choice is kept all the same', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ko-KR' })
  const page = await context.newPage()
  await page.goto(`${site}/ko/bread`)
  await page.locator('#p21 .across').click()
  expect(page.url()).toBe(`${site}/en/bread#p21`)
  await page.goto(`${site}/`)
  expect(page.url()).toBe(`${site}/en/`)
  await context.close()
})

async function paragraphsOnScreen(page: Page): Promise<string[]> {
  return page
    .locator('.prose p')
    .evaluateAll((all) =>
      all
        .filter((one) => one.getBoundingClientRect().bottom > 0 && one.getBoundingClientRect().top < 720)
        .map(({ id }) => `#${id}`),
    )
}
