import type { Browser } from 'playwright-core'
import { launchChromium, prepareChromium } from '../test/support/chromium'
import type { Figure } from './figures'
import type { ReaderHouse } from './readerHouse'

const rounds = 7
const pages = [
  ['an article in Korean', '/ko/care-kitchen-part-1'],
  ['an article in English', '/en/care-kitchen-part-1'],
  ['the list in Korean', '/ko/'],
] as const

/** What a browser that was never here needs until it shows words, and what it fetches of typefaces. */
export async function benchFirstPaint({ port }: ReaderHouse): Promise<Figure[]> {
  await prepareChromium()
  const browser = await launchChromium()
  try {
    const figures: Figure[] = []
    for (const [name, path] of pages) {
      const seen: Seen[] = []
      for (let round = 0; round <= rounds; round++)
        seen.push(await look(browser, `http://127.0.0.1:${port}${path}`))
      const times = seen
        .slice(1)
        .map(({ firstPaint }) => firstPaint)
        .sort((a, b) => a - b)
      const { fonts, page } = seen.at(-1)!
      figures.push(
        {
          ...{
            name: `${name}: first paint in Chromium`,
            value: times[Math.floor(times.length / 2)]!,
            unit: 'ms',
          },
          ...{ goal: 'at most 300', spread: [times[0]!, times.at(-1)!] },
        },
        { name: '  the page before pictures', value: page / 1000, unit: 'kB', goal: 'at most 60' },
        { name: '  typefaces for it', value: fonts / 1000, unit: 'kB', goal: 'at most 300' },
      )
    }
    return figures
  } finally {
    await browser.close()
  }
}

interface Seen {
  /** Milliseconds from the address to the first words. */
  firstPaint: number
  /** Bytes on the wire. */
  fonts: number
  /** Bytes of HTML as it is written, without a coding. */
  page: number
}

async function look(browser: Browser, url: string): Promise<Seen> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const fonts: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'font') fonts.push(request.sizes().then((sizes) => sizes.responseBodySize))
  })
  const answer = await page.goto(url, { waitUntil: 'networkidle' })
  // Typefaces come when words wait for them, which the network knows nothing of.
  await page.waitForTimeout(500)
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  )
  const bytes = (await answer!.body()).length
  const ofFonts = (await Promise.all(fonts)).reduce((sum, one) => sum + one, 0)
  await context.close()
  return { firstPaint, fonts: ofFonts, page: bytes }
}
