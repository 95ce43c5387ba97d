import type { Article } from '../../server/articles/rules'
import { openAi } from '../../server/engines/openai'
import type { Engine } from '../../server/engines/rules'
import { spentThisMonth } from '../../server/engines/store'
import { visitAs, visit } from '../support/visit'
import { startChatStub, type EngineFaultName, type EngineStub } from '../support/engineStub'
import { personWith } from '../support/world'
import {
  articleOf,
  drafted,
  engineAt,
  startWork,
  targetsOf,
  type as typeIn,
  until,
  workshop,
} from '../drafting/workshop'

const shop = workshop()
let chat: EngineStub
let deepl: Engine
let other: Engine
beforeEach(async () => {
  chat = await startChatStub()
  deepl = engineAt(shop.stub, 900)
  other = openAi({ url: `${chat.url}/v1`, model: 'small-model', timeoutMs: 900 })
})
afterEach(() => chat.close())

const korean = ['텃밭 이야기', '봄에는 감자를 심는다.', '여름에는 오이를 딴다.']

describe('an alternative of the other engine', () => {
  test('is asked for, stands beside what is there, and is taken through the guarded save', async () => {
    const article = await draftedArticle()
    const browser = visitor()
    const before = await browser.get(pathOf(article)).expect(200)
    expect(before.text).toContain('Draft with small-model')
    expect(before.text).not.toContain('Draft again with DeepL')
    expect(before.text).toContain('sends 12 characters')

    await ask(article, 'openai').expect(303).expect('location', pathOf(article))
    const { text } = await answered(article)
    expect(text).toContain('What the engine proposes, with the differences')
    expect(text).toMatch(/<ins>.*word\d+/s)
    expect((await targetsOf(shop, article))[1]!.origin).toBe('machine')
    expect(chat.requests).toHaveLength(1)
    const user = JSON.parse((chat.requests[0]!.body.messages as { content: string }[])[1]!.content) as object
    expect(user).toMatchObject({ paragraphs: [{ before: korean[0], text: korean[1], after: korean[2] }] })

    const [proposed, revision, save] = takeIn(text)
    await browser
      .post(`/desk/articles/${article.slug}/pairs/2`)
      .type('form')
      .send({ text: proposed, revision, save })
      .expect(303)
    expect((await targetsOf(shop, article))[1]).toMatchObject({ text: proposed, origin: 'person' })
  })

  test('cannot be had where no engine is set up, and the page says who can change that', async () => {
    const article = await draftedArticle()
    const { text } = await visitAs(shop.database.web, shop.minji).get(pathOf(article)).expect(200)
    expect(text).toContain('No translation engine is set up')
    expect(text).not.toContain('No engine has anything else to say')
  })

  test('never touches what a person has written, nor what is written meanwhile', async () => {
    const article = await draftedArticle()
    await typeIn(shop, article, 2, 'By hand.', '1')
    chat.next('slow')
    await ask(article, 'openai').expect(303)
    await until(() => chat.requests.length === 1)
    await typeIn(shop, article, 2, 'By hand, again.', '2')
    await answered(article)
    expect((await targetsOf(shop, article))[1]).toMatchObject({
      ...{ text: 'By hand, again.', origin: 'person', revision: '3' },
    })
  })

  test('is not paid for twice by two presses, two people or a look later', async () => {
    const article = await draftedArticle()
    chat.next('slow')
    await Promise.all([ask(article, 'openai'), ask(article, 'openai'), ask(article, 'openai', 0, shop.jiwoo)])
    await answered(article)
    await ask(article, 'openai').expect(303)
    await new Promise((done) => setTimeout(done, 150))
    expect(chat.requests).toHaveLength(1)
    expect((await visitor().get(pathOf(article))).text).toContain('What the engine proposes')
    const told = await shop.db('events').where({ articleId: article.id, action: 'alternative-asked' })
    expect(told).toHaveLength(1)
  })

  test('may be asked for another wording by who has seen the first, and is shown it', async () => {
    const article = await draftedArticle()
    await ask(article, 'openai')
    const first = takeIn((await answered(article)).text)[0]
    await ask(article, 'openai', 1).expect(303)
    await answered(article)
    expect(chat.requests).toHaveLength(2)
    const messages = chat.requests[1]!.body.messages as { content: string }[]
    expect(JSON.parse(messages[1]!.content)).toMatchObject({ paragraphs: [{ not_like: first }] })

    for (const seen of [2, 3, 4]) {
      await ask(article, 'openai', seen).expect(303)
      await answered(article)
    }
    const refused = await ask(article, 'openai', 5).expect(422)
    expect(refused.text).toContain('has been asked for this paragraph often enough')
    expect(chat.requests).toHaveLength(5)
  })

  test('becomes another question when the Korean, its neighbours or a term of it change', async () => {
    const article = await draftedArticle()
    const terms = [{ ko: '감자', en: 'spud' }]
    const told = () => Promise.resolve(terms)
    await startWork(shop, { engine: deepl, otherEngines: [other], terms: told })
    await ask(article, 'openai')
    await answered(article)
    await visitor({ terms: told })
      .post(pathOf(article))
      .type('form')
      .send({ engine: 'openai', seen: '0' })
      .expect(303)
    await answered(article)
    expect(chat.requests).toHaveLength(2)
  })
})

describe('draft again', () => {
  test('with an engine that says the same every time is not offered, and not paid for', async () => {
    const article = await draftedArticle()
    expect((await visitor().get(pathOf(article))).text).not.toContain('data-way="again"')
    const asked = shop.stub.requests.length
    await ask(article, 'deepl').expect(303)
    await new Promise((done) => setTimeout(done, 150))
    expect(shop.stub.requests).toHaveLength(asked)
  })

  test('is offered once a person has changed the Korean around it', async () => {
    const article = await draftedArticle({ question: null })
    expect((await visitor().get(pathOf(article))).text).toContain('Draft again with DeepL')
    await ask(article, 'deepl').expect(303)
    await answered(article)
    expect(shop.stub.requests.at(-1)!.texts).toEqual([korean[1]])
    expect(shop.stub.requests.at(-1)!.fields.context).toBe([korean[0], korean[0], korean[2]].join('\n'))
  })
})

describe('a fault', () => {
  test.each<[EngineFaultName, string, string | null]>([
    ['403', 'did not accept the key', null],
    ['456', 'allows for this period are used up', null],
    ['429', 'Try again in a few minutes', null],
    ['500', 'cannot be reached at the moment', null],
    ['404', 'refused this request', null],
    ['reset', 'cannot be reached at the moment', 'paid'],
    ['hang', 'did not answer in time', 'paid'],
    ['html', 'did not match the paragraphs', 'paid'],
    ['huge', 'did not match the paragraphs', 'paid'],
    ['empty', 'did not match the paragraphs', 'paid'],
    ['korean', 'answered in Korean', 'paid'],
    ['renumbered', 'did not match the paragraphs', 'paid'],
  ])(
    '%s says what to do, counts what it may have cost, and can be asked again',
    async (fault, sentence, paid) => {
      const article = await draftedArticle()
      const before = await spent()
      const tries = ['429', '500'].includes(fault) ? 3 : 1
      chat.next(...Array<EngineFaultName>(tries).fill(fault))
      await ask(article, 'openai').expect(303)
      const { text } = await answered(article)
      expect(text).toContain(sentence)
      expect(text).not.toContain('{{')
      expect(await spent()).toBe(before + (paid ? korean[1]!.length : 0))
      expect(chat.requests).toHaveLength(tries)

      await ask(article, 'openai').expect(303)
      expect((await answered(article)).text).toContain('What the engine proposes')
    },
  )

  test('that passes is tried again by itself', async () => {
    const article = await draftedArticle()
    chat.next('500', '429')
    await ask(article, 'openai')
    expect((await answered(article)).text).toContain('What the engine proposes')
  })

  test('of markup is said', async () => {
    const article = await draftedArticle({ text: '**봄**에는 감자를 심는다.' })
    chat.next('drop-tag')
    await ask(article, 'openai')
    expect((await answered(article)).text).toContain('bold text or links was lost')
  })

  test('of a process that died is told as lost, and the request is not sent again', async () => {
    const article = await draftedArticle({ work: false })
    await ask(article, 'openai')
    await shop.database.worker('alternatives').where({ articleId: article.id }).update({ sentAt: new Date() })
    await startWork(shop, { engine: deepl, otherEngines: [other] })
    expect((await answered(article)).text).toContain('its answer never came')
    expect(chat.requests).toEqual([])
  })

  test('of an engine that is not set up where the jobs are done', async () => {
    const article = await draftedArticle({ work: false })
    await startWork(shop, { engine: deepl })
    await ask(article, 'openai')
    expect((await answered(article)).text).toContain('is not set up any more')
  })
})

describe('asking is refused', () => {
  test('to who does not translate, and to nobody', async () => {
    const article = await draftedArticle()
    const admin = await personWith(shop.db, 'Ara', ['admin'], shop.sujin.id)
    const answer = await ask(article, 'openai', 0, admin).expect(422)
    expect(answer.text).toContain('Only a translator or an editor can do this.')
    expect((await visitor({}, admin).get(pathOf(article)).expect(200)).text).not.toContain('data-way')
    await visit(shop.db).post(pathOf(article)).expect(401)
  })

  test('of an engine that is not set up', async () => {
    const article = await draftedArticle()
    const answer = await ask(article, 'babelfish').expect(422)
    expect(answer.text).toContain('That engine is not set up.')
  })

  test('when the month’s budget has not as much left', async () => {
    const article = await draftedArticle()
    const budget = { characters: (await spent()) + 11, timeZone: 'Asia/Seoul' }
    const answer = await visitor({ budget })
      .post(pathOf(article))
      .type('form')
      .send({ engine: 'openai', seen: '0' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('own budget of characters for this month does not suffice')
    expect(await shop.db('alternatives').where({ articleId: article.id })).toEqual([])
  })

  test.each(['0', '999', 'x'])('of a paragraph %s that is none', async (number) => {
    const article = await draftedArticle()
    const path = `/desk/articles/${article.slug}/pairs/${number}/alternatives`
    await visitor().get(path).expect(404)
    await visitor().post(path).type('form').send({ engine: 'openai', seen: '0' }).expect(404)
  })
})

interface Made {
  text?: string
  /** Null: as drafts were kept before questions were. */
  question?: null
  work?: boolean
}

/** An article that DeepL has drafted, with both engines at work. */
async function draftedArticle({ text = korean[1]!, question, work = true }: Made = {}): Promise<Article> {
  const article = await articleOf(shop, [korean[0]!, text, korean[2]!])
  const jobs = await startWork(shop, { engine: deepl, otherEngines: work ? [other] : [] })
  await drafted(shop, article)
  if (question === null)
    await shop.database.worker('draftSegments').update({ question }).whereNotNull('question')
  if (!work) await jobs.stop()
  return article
}

const pathOf = ({ slug }: Article) => `/desk/articles/${slug}/pairs/2/alternatives`
const spent = () => spentThisMonth(shop.db, { characters: null, timeZone: 'Asia/Seoul' })

function visitor(needs: Parameters<typeof visitAs>[2] = {}, person = shop.minji) {
  return visitAs(shop.db, person, { engine: deepl, otherEngines: [other], ...needs })
}

function ask(article: Article, engine: string, seen = 0, person = shop.minji) {
  return visitor({}, person)
    .post(pathOf(article))
    .type('form')
    .send({ engine, seen: String(seen) })
}

async function answered(article: Article): Promise<{ text: string }> {
  await until(async () => !(await visitor().get(pathOf(article))).text.includes('data-waiting'))
  return visitor()
    .get(`${pathOf(article)}?part=1`)
    .expect(200)
}

/** Text, revision and name of the save that the first take-over form carries. */
function takeIn(html: string): [string, string, string] {
  const form = html.slice(html.indexOf('data-take'))
  const [, text] = /<textarea name="text" hidden>\n([^<]*)<\/textarea>/.exec(form)!
  const [, revision] = /name="revision" value="(\d+)"/.exec(form)!
  const [, save] = /name="save" value="([^"]+)"/.exec(form)!
  return [text!, revision!, save!]
}
