import { randomUUID } from 'node:crypto'
import { jest } from '@jest/globals'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { enterDemoWorld } from '../../demo/enter'
import { denyCandidate } from '../../server/candidates/actions'
import { candidates, insertFound } from '../../server/candidates/store'
import { invite } from '../../server/people/actions'
import type { Person } from '../../server/people/rules'
import { people } from '../../server/people/store'
import { retract } from '../../server/publications/actions'
import { tellOfReports } from '../../server/reports/actions'
import { handIn } from '../../server/reports/store'
import { articleBySlug } from '../../server/articles/store'
import { latestSourceVersion } from '../../server/sources/store'
import { take } from '../../server/takes/actions'
import { pairByNumber, pairsOf } from '../../server/targets/store'
import { namesIn } from '../../server/text/findingNames'
import { plain } from '../../server/text/rendering'
import { item, wxr } from '../exchange/archives'
import { bringIn } from '../pairings/archive'
import { launchChromium } from '../support/chromium'
import { openEmptyHouse, windowOf, type House, type Window } from '../support/house'
import { saveElsewhere } from './review'
import { misspoken } from './tongues'

jest.setTimeout(600_000)

/** WCAG 2.2 A and AA; `target-size` is not among axe's defaults. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const pages: {
  name: string
  who: 'reader' | 'translator' | 'minji' | 'admin'
  path: string
  prepare?: (page: Page) => Promise<unknown>
}[] = [
  { name: 'the list of a reader', who: 'reader', path: '/en/' },
  { name: 'the Korean list', who: 'reader', path: '/ko/' },
  { name: 'an English article', who: 'reader', path: '/en/village-bus-interview' },
  { name: 'both languages side by side', who: 'reader', path: '/en/village-bus-interview/both' },
  {
    name: 'both languages one after the other',
    who: 'reader',
    path: '/ko/solar-roof-cooperative/interleaved',
  },
  { name: 'the index of everything', who: 'reader', path: '/ko/index/' },
  { name: 'the articles of an author', who: 'reader', path: '/en/authors/bae-do-hyun' },
  { name: 'the articles of a year', who: 'reader', path: `/ko/years/${new Date().getFullYear()}` },
  { name: 'what was found', who: 'reader', path: '/ko/search?q=조합' },
  { name: 'what was found by a Korean word', who: 'reader', path: '/en/search?q=버스' },
  { name: 'a search without a result', who: 'reader', path: '/en/search?q=zebra' },
  { name: 'a Korean word that is nowhere', who: 'reader', path: '/en/search?q=얼룩말' },
  { name: 'a Korean article', who: 'reader', path: '/ko/care-kitchen-part-1' },
  { name: 'an English article older than its Korean', who: 'reader', path: '/en/solar-roof-cooperative' },
  { name: 'an article that is not in English yet', who: 'reader', path: '/en/tool-library' },
  { name: 'an article taken back', who: 'reader', path: '/en/refill-shop' },
  { name: 'a page that is not there', who: 'reader', path: '/en/nothing-of-the-kind' },
  { name: 'a series', who: 'reader', path: '/en/series/rebuilding-care' },
  { name: 'which paragraph has a mistake', who: 'reader', path: '/ko/village-bus-interview/report' },
  {
    name: 'what is wrong in a sentence that was pointed at',
    who: 'reader',
    path: '/en/village-bus-interview',
    prepare: async (page) => {
      await page.locator('#p11').selectText()
      await page.locator('.report-offer').click()
      await page.locator('.report__sentence :checked:not([value=""])').waitFor()
      await page.locator('[name="text"]').fill(' ')
      await page.locator('form.form button').click()
      await page.locator('.notice--wrong').waitFor()
    },
  },
  { name: 'thanks for a report', who: 'reader', path: '/ko/village-bus-interview/report/thanks?p=10' },
  {
    name: 'a sentence that is pointed at',
    who: 'reader',
    path: '/en/village-bus-interview',
    prepare: async (page) => {
      await page.locator('.prose p[id]').first().selectText()
      await page.locator('.report-offer').waitFor()
    },
  },
  { name: 'signing in', who: 'reader', path: '/session' },
  { name: 'an invitation', who: 'reader', path: 'invitation' },
  { name: 'an invitation that is no more', who: 'reader', path: '/invitations/no-such-thing' },
  { name: 'the desk', who: 'translator', path: '/desk' },
  { name: 'the desk of an admin', who: 'admin', path: '/desk' },
  { name: 'the page of an article', who: 'admin', path: '/desk/articles/market-coupons' },
  { name: 'the page of a published article', who: 'admin', path: '/desk/articles/solar-roof-cooperative' },
  { name: 'words in the memory', who: 'translator', path: '/desk/memory?words=village&language=en' },
  { name: 'what drafts were worth', who: 'admin', path: '/desk/effort' },
  {
    name: 'other drafts of a pair',
    who: 'translator',
    path: '/desk/articles/market-coupons/pairs/2/alternatives',
  },
  { name: 'matches of a pair', who: 'translator', path: '/desk/articles/market-coupons/pairs/2/matches' },
  { name: 'the termbase', who: 'admin', path: '/desk/terms' },
  { name: 'a new term', who: 'translator', path: '/desk/terms/new?korean=태윤복&after= 회장' },
  { name: 'a file of terms', who: 'translator', path: '/desk/terms/import' },
  { name: 'the terms of a pair', who: 'translator', path: '/desk/articles/market-coupons/pairs/2/terms' },
  { name: 'where archives are brought in', who: 'translator', path: '/desk/archives' },
  { name: 'posts that readers had before', who: 'admin', path: '/desk/takeovers' },
  {
    name: 'posts that nobody has confirmed',
    who: 'admin',
    path: '/desk/takeovers',
    prepare: async (page) => {
      await page.locator('.takeover .button').click()
      await page.locator('.notice--wrong').waitFor()
    },
  },
  { name: 'English posts without their Korean', who: 'admin', path: '/desk/pairings' },
  { name: 'names that were found', who: 'translator', path: '/desk/names' },
  { name: 'my list', who: 'translator', path: '/desk?queue=mine' },
  { name: 'a list of the desk', who: 'admin', path: '/desk?queue=returned' },
  { name: 'the history of an article', who: 'admin', path: '/desk/articles/solar-roof-cooperative/history' },
  {
    name: 'two versions of the Korean',
    who: 'admin',
    path: '/desk/articles/solar-roof-cooperative/history/comparison?ko=1..2',
    prepare: (page) => page.locator('.compared__same summary').first().click(),
  },
  {
    name: 'two versions of the English',
    who: 'translator',
    path: '/desk/articles/care-kitchen-part-2/history/comparison?en=1..2',
  },
  {
    name: 'the history of a pair',
    who: 'translator',
    path: '/desk/articles/care-kitchen-part-2/pairs/2/history',
  },
  {
    name: 'the history of a pair whose Korean changed',
    who: 'translator',
    path: '/desk/articles/solar-roof-cooperative/pairs/14/history',
  },
  {
    name: 'words changed before the approval',
    who: 'minji',
    path: '/desk/articles/care-kitchen-part-2/versions/2/changes',
  },
  { name: 'notices', who: 'minji', path: '/desk/notices' },
  { name: 'how the letters fare', who: 'admin', path: '/desk/people/letters' },
  {
    name: 'giving an article to somebody',
    who: 'admin',
    path: '/desk/articles/market-coupons',
    prepare: (page) => page.locator('.assignment__form summary').click(),
  },
  { name: 'the review screen', who: 'translator', path: '/desk/articles/little-library/review' },
  {
    name: 'the review screen with its keys, comments and a comparison open',
    who: 'translator',
    path: '/desk/articles/market-coupons/review',
    prepare: async (page) => {
      await page.locator('details.talk summary').first().click()
      await page.locator('[data-deed="compare"]:visible').first().click()
      await page.locator('.difference').first().waitFor()
      await page.locator('[popovertarget="keys"]').first().click()
    },
  },
  {
    name: 'outdated pairs, and what is seldom asked for beside one',
    who: 'translator',
    path: '/desk/articles/solar-roof-cooperative/review?show=attention',
    prepare: async (page) => {
      await page.locator('[data-deed="more"]:visible').first().click()
      await page.locator('.more').waitFor()
    },
  },
  {
    name: 'what is found in a pair',
    who: 'translator',
    path: '/desk/articles/market-coupons/pairs/11/findings',
  },
  { name: 'the checks', who: 'admin', path: '/desk/checks' },
  {
    name: 'the review screen with findings at its edge',
    who: 'translator',
    path: '/desk/articles/market-coupons/review',
    prepare: async (page) => {
      await page.locator('#p11 textarea').first().focus()
      await page.locator('pair-dock .finding').first().waitFor()
    },
  },
  { name: 'a pair by itself', who: 'translator', path: '/desk/articles/little-library/pairs/2' },
  { name: 'changing the Korean', who: 'admin', path: '/desk/articles/solar-roof-cooperative/source/new' },
  {
    name: 'a changed Korean, aligned',
    who: 'admin',
    path: '/desk/articles/solar-roof-cooperative/source/new',
    prepare: async (page) => {
      const text = page.locator('[name="text"]')
      const paragraphs = (await text.inputValue()).split('\n\n')
      const changed = [...paragraphs.slice(0, 6), '새로 넣은 문단입니다.', ...paragraphs.slice(7)]
      await text.fill(changed.join('\n\n').replaceAll('조합은', '조합에서는'))
      await page.locator('button[formaction*="alignment"]').click()
      await page.locator('.step--edited').first().waitFor()
    },
  },
  {
    name: 'the review screen with others on it, paragraphs taken, and a save that waits',
    who: 'translator',
    path: '/desk/articles/little-library/review',
    prepare: async (page) => {
      await page.locator('.live__people:visible').waitFor()
      await page.locator('.takes__new summary').click()
      await page.locator('#p2 textarea.pair__words').focus()
      await saveAside('little-library', 2)
      await page.locator('#p2 .pair__meanwhile').waitFor()
    },
  },
  {
    name: 'the review screen with a conflict',
    who: 'translator',
    path: '/desk/articles/little-library/review',
    prepare: async (page) => {
      await page.locator('.live__people:visible').waitFor()
      await page.locator('#p3 textarea.pair__words').focus()
      const words = await page.locator('#p3 textarea.pair__words').inputValue()
      await saveAside('little-library', 3)
      await page.locator('#p3 .pair__meanwhile').waitFor()
      await page.locator('#p3 textarea.pair__words').fill(`${words} And mine.`)
      await page.locator('#p3 .conflict').waitFor()
    },
  },
  {
    name: 'the review screen without a connection',
    who: 'translator',
    path: '/desk/articles/little-library/review',
    prepare: async (page) => {
      await page.context().setOffline(true)
      await page.locator('#p6 textarea.pair__words').fill('Kept.')
      await page.locator('kept-words [data-kept]:visible').waitFor()
    },
  },
  {
    name: 'signing in again in place',
    who: 'translator',
    path: '/desk/articles/little-library/review',
    prepare: async (page) => {
      await page.locator('.live__people:visible').waitFor()
      await house.database.web('sessions').where({ personId: cast.translator.id }).delete()
      await page.locator('#p6 textarea.pair__words').fill('Kept.')
      await page.locator('sign-in-here dialog[open]').waitFor()
    },
  },
  {
    name: 'what a reader reported, among the comments',
    who: 'admin',
    path: '/desk/articles/village-bus-interview/review?show=comments',
    prepare: (page) => page.locator('details.talk summary').first().click(),
  },
  { name: 'submitting', who: 'translator', path: '/desk/articles/little-library/submission' },
  { name: 'a version in review', who: 'admin', path: '/desk/articles/tool-library/versions/1' },
  { name: 'a preview', who: 'admin', path: '/desk/articles/tool-library/versions/1/preview' },
  { name: 'a preview of the Korean', who: 'admin', path: '/desk/articles/ordinance-explained/source/1' },
  { name: 'bringing in an article', who: 'translator', path: '/desk/articles/new' },
  {
    name: 'an article cut into segments',
    who: 'translator',
    path: '/desk/articles/new',
    prepare: async (page) => {
      await page
        .locator('[name="text"]')
        .fill('# 제목입니다\n\n첫 문단입니다.\n\n![](photo.jpg "설명 (사진=보람)")\n')
      await page.locator('form.bringing button.button').first().click()
      await page.waitForURL('**/cut')
    },
  },
  { name: 'the details of an article', who: 'admin', path: '/desk/articles/market-coupons/details' },
  { name: 'people', who: 'admin', path: '/desk/people' },
  { name: 'my sessions', who: 'translator', path: '/desk/sessions' },
  { name: 'a desk page that is not there', who: 'translator', path: '/desk/articles/nothing-of-the-kind' },
]

let house: House
let browser: Browser
let cast: Record<'translator' | 'minji' | 'admin' | 'editor', Person>
let invitation: string
let names: string[]

/** Somebody who is in the fifth paragraph for as long as these tests run, and has taken three of them. */
async function settleIn(slug: string, person: Person): Promise<void> {
  const { web } = house.database
  const article = await articleBySlug(web, slug)
  const later = web.raw("now() + interval '1 hour'")
  const place = { articleId: article.id, personId: person.id, number: 5 }
  await web('presences').insert({ ...place, streamId: randomUUID(), movedAt: later, seenAt: later })
  await take(web, article, person, { first: 4, last: 6 })
}

/** As if its English had come from an archive. */
async function findNamesIn(slug: string): Promise<void> {
  const { web, worker } = house.database
  const article = await articleBySlug(web, slug)
  const pairs = await pairsOf(web, await latestSourceVersion(web, article))
  const found = pairs.flatMap((pair) =>
    namesIn(plain(pair.source.text), plain(pair.target.text)).map((name) => ({ pair, name })),
  )
  await insertFound(worker, article, found)
  const [first] = await candidates(web)
  await denyCandidate(web, first!.publicId, cast.translator)
}

let savedAside = 0

/** The editor saves a pair, on top of what stands. */
async function saveAside(slug: string, number: number): Promise<void> {
  const { web } = house.database
  const version = await latestSourceVersion(web, await articleBySlug(web, slug))
  const { target } = await pairByNumber(web, version, number)
  const text = `The editor's words, ${++savedAside}.`
  await saveElsewhere(house, { slug }, number, cast.editor, text, { base: Number(target.revision) })
}

/** Every page and state of the product, as one of the two views sees it: wide and narrow, axe finds nothing. */
export function keepsNobodyOut(view: Window): void {
  beforeAll(async () => {
    ;[house, browser] = await Promise.all([openEmptyHouse(), launchChromium()])
    const { web } = house.database
    await enterDemoWorld(house.database)
    const everyone = await people(web)
    names = everyone.map(({ name }) => name)
    const by = (name: string) => everyone.find((person) => person.email.startsWith(name))!
    cast = {
      translator: by('hannah'),
      minji: by('minji'),
      admin: by('taekyung'),
      editor: by('daniel'),
    }
    await settleIn('little-library', cast.editor)
    const token = await invite(web, cast.admin, { email: 'new@daeyeok.example', roles: ['translator'] })
    invitation = `/invitations/${token}`
    await findNamesIn('care-kitchen-part-1')
    await bringIn(web, cast.admin, wxr(item('post', 'publish', 1, '장터 소식', '<p>장터가 열렸다.</p>')))
    const place = { language: 'en', slug: 'village-bus-interview', number: 10 } as const
    const report = { kind: 'fact', sentence: '', text: 'The bus leaves at seven.' } as const
    await handIn(house.database.reader, place, report, '192.0.2.7')
    await tellOfReports(web)
    await retract(
      web,
      await articleBySlug(web, 'refill-shop'),
      'en',
      by('daniel'),
      'A figure has to be checked.',
    )
  })

  afterAll(async () => {
    await browser.close()
    await house.close()
  })

  test.each(pages)('$name keeps nobody out, wide or narrow', async ({ who, path, prepare }) => {
    const { context, page } = await windowOf(browser, house, who === 'reader' ? null : cast[who], view)
    await page.goto(path === 'invitation' ? invitation : path)
    await prepare?.(page)
    expect(await misspoken(page, who === 'reader' ? [] : names)).toEqual([])
    for (const width of [1280, 375]) {
      // As tall as the page: what `content-visibility` leaves out has no size that could be judged.
      await page.setViewportSize({ width, height: 900 })
      const height = await page.evaluate<number>('document.documentElement.scrollHeight')
      await page.setViewportSize({ width, height: Math.min(height, 15_000) })
      expect(await violations(page)).toEqual([])
      // Reflow: nothing sticks out of a narrow screen.
      expect(
        await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
      ).toBeLessThanOrEqual(0)
    }
    await context.close()
  })
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(levels)
    .options({ rules: { 'target-size': { enabled: true } }, preload: false })
    .setLegacyMode(true)
    .analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
