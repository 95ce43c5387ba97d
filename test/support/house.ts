import type { Browser, BrowserContext, Page } from 'playwright-core'
import { readConfig } from '../../server/config'
import type { Person } from '../../server/people/rules'
import { newToken } from '../../server/people/secrets'
import { insertSession } from '../../server/people/store'
import { serve } from '../../server/serve'
import { ownDatabase, type OwnDatabase } from './database'
import { world, type World } from './world'

/** The whole server on a port of its own and a database of its own, as `npm start` runs it. */
export interface House {
  url: string
  database: OwnDatabase
  close(): Promise<void>
}

interface Furnishing {
  jobs?: boolean
  /** What else the environment says. */
  settings?: NodeJS.ProcessEnv
}

/** With the small cast, and no article yet. */
export async function openHouse(furnishing: Furnishing = {}): Promise<House & World> {
  const house = await openEmptyHouse(furnishing)
  return { ...house, ...(await world(house.database.web)) }
}

export async function openEmptyHouse({ jobs = false, settings = {} }: Furnishing = {}): Promise<House> {
  const database = await ownDatabase()
  const config = readConfig({ PORT: '0', JOBS: jobs ? 'yes' : 'no', ...settings })
  const serving = await serve(config, database)
  return {
    url: `http://127.0.0.1:${serving.port}`,
    database,
    close: async () => {
      await serving.stop()
      await database.close()
    },
  }
}

export interface Window {
  locale?: 'ko' | 'en'
  width?: number
  dark?: boolean
  javaScript?: boolean
}

/** A browser of this person, signed in; of a reader when there is no person. */
export async function windowOf(
  browser: Browser,
  house: House,
  person: Person | null,
  { locale = 'en', width = 1280, dark = false, javaScript = true }: Window = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: house.url,
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: locale === 'ko' ? 'ko-KR' : 'en-US',
    javaScriptEnabled: javaScript,
  })
  await context.addCookies([{ name: 'locale', value: locale, url: house.url }])
  if (person)
    await context.addCookies([{ name: 'daeyeok', value: await sessionFor(house, person), url: house.url }])
  return { context, page: await context.newPage() }
}

async function sessionFor({ database }: House, person: Person): Promise<string> {
  const token = newToken()
  await insertSession(database.web, person, token, 'Chromium')
  return token
}
