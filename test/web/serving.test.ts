import { readConfig } from '../../server/config'
import { serve } from '../../server/serve'
import { openEmptyHouse, type House } from '../support/house'

let house: House

beforeAll(async () => {
  house = await openEmptyHouse()
})
afterAll(() => house.close())

test('where the machine chose the port, whole addresses have it', async () => {
  const address = house.url.replace('127.0.0.1', 'localhost')
  const robots = await (await fetch(`${house.url}/robots.txt`)).text()
  expect(robots).toContain(`Sitemap: ${address}/sitemap.xml\n`)
  const front = await (await fetch(`${house.url}/ko/`)).text()
  expect(front).toContain(`<link rel="canonical" href="${address}/ko/">`)
})

test('a port that is taken is said in a sentence', async () => {
  const config = readConfig({ PORT: new URL(house.url).port, JOBS: 'no' })
  await expect(serve(config, house.database)).rejects.toThrow('is taken; choose another with PORT.')
})
