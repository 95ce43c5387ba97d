import { readConfig } from '../../server/config'
import { enginesFrom } from '../../server/engines/configured'

const all = {
  DEEPL_AUTH_KEY: 'a-key',
  LIBRETRANSLATE_URL: 'http://127.0.0.1:5000/',
  OPENAI_URL: 'http://127.0.0.1:11434/v1',
  OPENAI_MODEL: 'small-model',
}
const ids = (env: NodeJS.ProcessEnv) => enginesFrom(readConfig(env)).map(({ id }) => id)

test.each<[NodeJS.ProcessEnv, string[]]>([
  [{}, []],
  [{ DEEPL_AUTH_KEY: '  ' }, []],
  [{ OPENAI_API_KEY: 'left over from something else' }, []],
  [{ LIBRETRANSLATE_URL: 'http://127.0.0.1:5000' }, ['libretranslate']],
  [all, ['deepl', 'libretranslate', 'openai']],
  [{ ...all, DRAFT_ENGINE: 'openai' }, ['openai', 'deepl', 'libretranslate']],
])('the engines of %j, the one that drafts first', (env, expected) => {
  expect(ids(env)).toEqual(expected)
})

test('addresses may end with a slash, and instructions stand between bars', () => {
  const config = readConfig({
    ...all,
    DRAFT_INSTRUCTIONS: ' Spell out numbers. | | Be brief. ',
    DRAFT_BUDGET: '0',
  })
  expect(config).toMatchObject({
    libreTranslate: { url: 'http://127.0.0.1:5000', apiKey: null },
    draftInstructions: ['Spell out numbers.', 'Be brief.'],
    draftBudget: 0,
  })
  expect(readConfig({}).draftBudget).toBeNull()
})

test.each<[NodeJS.ProcessEnv, string]>([
  [{ OPENAI_URL: 'http://127.0.0.1:1' }, 'OPENAI_MODEL is not'],
  [{ OPENAI_URL: '127.0.0.1' }, 'OPENAI_URL is not an address'],
  [{ LIBRETRANSLATE_URL: 'ftp://127.0.0.1' }, 'LIBRETRANSLATE_URL is not an address'],
  [{ DRAFT_ENGINE: 'google' }, 'it takes deepl, libretranslate or openai'],
  [{ DRAFT_ENGINE: 'toString' }, 'it takes deepl, libretranslate or openai'],
  [{ DRAFT_ENGINE: 'openai' }, 'which is not set up'],
  [{ DRAFT_BUDGET: '300,000' }, 'without commas'],
  [{ DRAFT_BUDGET: '-1' }, 'it takes a number'],
  [{ DRAFT_INSTRUCTIONS: 'x'.repeat(301) }, 'at most 300 characters'],
  [{ DRAFT_INSTRUCTIONS: Array(11).fill('x').join('|') }, 'at most ten sentences'],
])('%j is refused with a sentence', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence)
})
