import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { launchChromium, prepareChromium } from '../support/chromium'
import { ownDatabase, type OwnDatabase } from '../support/database'
import { listening, type Listening } from '../support/listening'
import { siteOn } from '../support/site'
import { world } from '../support/world'
import { anArticle, publishEnglish, publishKorean } from './published'

const code = `const stops = ${'await fetch("https://bus.example/stops"), '.repeat(6)}`

const table = (first: string, names: string[]) =>
  `<table><thead><tr><td></td>${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>` +
  `<tbody><tr><td>${first}</td>${names.map(() => '<td>1,204</td>').join('')}</tr></tbody></table>`

let own: OwnDatabase
let server: Listening
let browser: Browser
let site: string

beforeAll(async () => {
  await prepareChromium()
  own = await ownDatabase()
  const { minji, daniel } = await world(own.web)
  const article = await anArticle(own.web, minji, { slug: 'stops' })
  const source = await publishKorean(own.web, article, minji, daniel, {
    ...{ title: '정류장', byline: '윤민지', body: ['버스가 선다.', '사람이 탄다.'] },
    code: `${code}// 버스`,
    table: table('아침', ['이용승객수', '마을버스협동조합', '주민자치위원회', '비율과증감', '승강장별이용']),
  })
  await publishEnglish(own.web, source, minji, daniel, {
    ...{ title: 'Stops', byline: 'Yun Minji', body: ['The bus stops.', 'People get on.'] },
    code: `${code}// bus`,
    table: table('Morning', ['Passengers', 'Neighbourhood', 'Ridership', 'Share', 'Association']),
  })

  const behind = await anArticle(own.web, minji, { slug: 'behind' })
  const bus = { title: '버스', byline: '윤민지', body: ['버스가 선다.'] }
  const before = await publishKorean(own.web, behind, minji, daniel, bus)
  await publishEnglish(own.web, before, minji, daniel, { ...bus, title: 'Bus', body: ['It stops.'] })
  await publishKorean(own.web, behind, minji, daniel, { ...bus, body: ['버스가 서지 않는다.'] })

  server = await listening(siteOn(own))
  site = server.url
  browser = await launchChromium()
}, 90_000)
afterAll(async () => {
  await browser.close()
  await server.stop()
  await own.close()
})

test.each([
  ['both', 375],
  ['both', 640],
  ['both', 1280],
  ['interleaved', 375],
  ['interleaved', 640],
  ['interleaved', 1280],
])('on /%s at %d pixels long code scrolls by itself and pushes nothing aside', async (layout, width) => {
  const page = await look(`/en/stops/${layout}`, { viewport: { width, height: 800 } })
  const excess = 'document.documentElement.scrollWidth - innerWidth'
  expect(await page.evaluate<number>(excess)).toBeLessThanOrEqual(0)
  const code = page.locator('pre').first()
  expect(await code.evaluate((pre) => pre.scrollWidth > pre.clientWidth)).toBe(true)
})

test.each(['/ko/stops', '/en/stops', '/en/stops/interleaved'])(
  'on %s the words of a table stay whole on a telephone: it scrolls',
  async (path) => {
    const page = await look(path, { viewport: { width: 375, height: 800 } })
    const table = page.locator('.table').last()
    expect(await table.evaluate((region) => region.scrollWidth > region.clientWidth)).toBe(true)
    const lines = await table.locator('th').evaluateAll((all) =>
      all.map((heading) => {
        const words = heading.ownerDocument.createRange()
        words.selectNodeContents(heading)
        return words.getClientRects().length
      }),
    )
    expect(lines).toEqual([1, 1, 1, 1, 1])
  },
)

test('where colours are forced the button of the search has an edge', async () => {
  const page = await look('/en/search', { forcedColors: 'active' })
  const edge = await page
    .locator('.search__button')
    .evaluate((button) => button.ownerDocument.defaultView!.getComputedStyle(button).borderTopWidth)
  expect(edge).toBe('1px')
})

describe('the mark that leads from a paragraph to the same in the other language', () => {
  const marks = ['/en/stops', '/en/stops/both', '/ko/stops/interleaved']

  test.each(marks)('on %s shows when a pointer rests on the paragraph', async (path) => {
    const page = await look(path)
    const mark = page.locator('p > .across').first()
    expect(await opacityOf(mark)).toBe('0')
    await page.locator('p:has(> .across)').first().hover()
    expect(await opacityOf(mark)).toBe('1')
    expect(await mark.getAttribute('title')).toBe(await mark.getAttribute('aria-label'))
  })

  test.each(marks)('on %s shows when a key has come to it', async (path) => {
    const page = await look(path, { javaScriptEnabled: false })
    const mark = page.locator('p > .across').first()
    while (!(await mark.evaluate((one) => one.matches(':focus-visible')))) await page.keyboard.press('Tab')
    expect(await opacityOf(mark)).toBe('1')
  })

  test.each(marks)('on %s is there all the time where nothing can rest', async (path) => {
    const page = await look(path, { hasTouch: true, isMobile: true })
    expect(Number(await opacityOf(page.locator('p > .across').first()))).toBeGreaterThan(0.75)
  })

  function opacityOf(mark: Locator): Promise<string> {
    return mark.evaluate((one) => one.ownerDocument.defaultView!.getComputedStyle(one).opacity)
  }
})

describe('on paper', () => {
  test.each([
    ['/en/stops', ['http://daeyeok.test/en/stops']],
    ['/ko/stops', ['http://daeyeok.test/ko/stops']],
    ['/en/stops/both', ['http://daeyeok.test/ko/stops', 'http://daeyeok.test/en/stops']],
  ])('%s says where it is, and on the screen it does not', async (path, addresses) => {
    const page = await look(path)
    const shown = page.locator('.colophon__address:visible')
    expect(await shown.count()).toBe(0)
    await page.emulateMedia({ media: 'print' })
    expect(await shown.allTextContents()).toEqual(addresses)
  })

  test.each(['/en/behind', '/en/behind/both'])('%s says that the Korean has changed', async (path) => {
    const page = await look(path)
    await page.emulateMedia({ media: 'print' })
    const notice = page.locator('.article__outdated')
    expect(await notice.innerText()).toMatch(/^The Korean original was changed on [^.]*\.$/)
  })

  test.each(['/en/stops', '/ko/stops', '/en/stops/both'])(
    'what stands above and below %s begins where its text does',
    async (path) => {
      const page = await look(path, { viewport: { width: 720, height: 1000 } })
      await page.emulateMedia({ media: 'print' })
      const lefts = ['.reader__publisher', 'h1, .article__title', '.reader__imprint'].map(async (place) => {
        const { x } = (await page.locator(place).first().boundingBox())!
        return Math.round(x)
      })
      const [publisher, ...others] = await Promise.all(lefts)
      expect(others).toEqual([publisher, publisher])
    },
  )

  test('both languages side by side have the rule above their bylines', async () => {
    const page = await look('/en/stops/both', { viewport: { width: 720, height: 1000 } })
    await page.emulateMedia({ media: 'print' })
    const rules = await page
      .locator('.article__byline')
      .evaluateAll((all) =>
        all.map((one) => one.ownerDocument.defaultView!.getComputedStyle(one).borderTopWidth),
      )
    expect(rules).toEqual(['2px', '2px'])
  })
})

async function look(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  await page.goto(site + path, { waitUntil: 'networkidle' })
  return page
}
