import type { Engine, Usage } from '../../server/engines/rules'
import { knownUsage } from '../../server/engines/usage'

const engine = (usage: Engine['usage']): Engine => ({
  id: 'x',
  label: 'X',
  can: { terms: 'none', context: false, style: false, variety: false },
  settings: { key: 'X_KEY', address: 'X_URL' },
  manner: '',
  limits: { maxTexts: 1, maxBytes: 1 },
  usage,
  translate: async function* () {},
})
const used: Usage = { used: 1, limit: 2 }
const settled = () => new Promise((done) => setImmediate(done))

test('what an account has used is known from the second look on, and asked for once a minute', async () => {
  let asked = 0
  const usage = knownUsage(engine(() => (asked++, Promise.resolve(used))))
  expect(usage()).toBeNull()
  await settled()
  expect([usage(), usage()]).toEqual([used, used])
  expect(asked).toBe(1)
})

test('an engine that fails or does not say leaves it unknown', async () => {
  for (const answer of [() => Promise.reject(new Error('away')), () => Promise.resolve(null)]) {
    const usage = knownUsage(engine(answer))
    usage()
    await settled()
    expect(usage()).toBeNull()
  }
})
