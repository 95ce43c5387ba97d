import type { Browser } from 'playwright-core'
import { launchChromium, prepareChromium } from '../test/support/chromium'
import type { Figure } from './figures'
import type { ReaderHouse } from './readerHouse'

/** What the Korean typeface costs a browser on a machine that has none, as the one of the tests is. */
export async function benchKoreanType({ port }: ReaderHouse): Promise<Figure[]> {
  await prepareChromium()
  const browser = await launchChromium()
  const site = `http://127.0.0.1:${port}`
  try {
    const articles = await articlesOf(browser, site)
    const each: { path: string; bytes: number }[] = []
    for (const path of articles) each.push({ path, bytes: await bytesFor(browser, site, [path]) })
    const heaviest = each.reduce((one, other) => (other.bytes > one.bytes ? other : one))
    const five = await bytesFor(browser, site, articles.slice(0, 5))
    const both = await bytesFor(browser, site, [`${heaviest.path}/both`])
    const english = await bytesFor(browser, site, [heaviest.path.replace('/ko/', '/en/')])
    return [
      figure('Korean typeface for an article, in a browser without any', heaviest.bytes, 'at most 300'),
      figure('  for the same in both languages', both, 'at most 300'),
      figure('  for the same in English', english, 'at most 60'),
      figure('  for five articles, one after the other', five, 'at most 500'),
    ]
  } finally {
    await browser.close()
  }
}

function figure(name: string, bytes: number, goal: string): Figure {
  return { name, value: bytes / 1000, unit: 'kB', goal }
}

async function articlesOf(browser: Browser, site: string): Promise<string[]> {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(`${site}/ko/`)
  const paths = await page
    .locator('main a[href^="/ko/"]')
    .evaluateAll((ways) => ways.map((way) => way.getAttribute('href')!))
  await page.close()
  return [...new Set(paths)].filter((path) => /^\/ko\/[^/?]+$/.test(path))
}

/** Bytes on the wire for who reads these pages one after the other. What the browser kept of an earlier one costs nothing. */
async function bytesFor(browser: Browser, site: string, paths: string[]): Promise<number> {
  const context = await browser.newContext()
  const sizes: Promise<number>[] = []
  for (const path of paths) {
    const page = await context.newPage()
    page.on('requestfinished', (request) => {
      if (/noto-sans-kr|\/fonts\/(ko|en)\/.*woff2/.test(request.url()))
        sizes.push(request.sizes().then(({ responseBodySize }) => Math.max(0, responseBodySize)))
    })
    await page.goto(site + path, { waitUntil: 'networkidle' })
    // Typefaces come when words wait for them, which the network knows nothing of.
    await page.waitForTimeout(500)
    await page.close()
  }
  const all = await Promise.all(sizes)
  await context.close()
  return all.reduce((sum, size) => sum + size, 0)
}
