import { setTimeout as sleep } from 'node:timers/promises'
import { articleBySlug } from '../../server/articles/store'
import type { Db } from '../../server/db/connection'
import { NotFound, Refused } from '../../server/errors'
import type { Person, Role } from '../../server/people/rules'
import { newToken } from '../../server/people/secrets'
import { grantRole, insertPerson, insertSession } from '../../server/people/store'
import { schedule, scheduleSource } from '../../server/publications/actions'
import { openSchedulesOf, publishDue } from '../../server/publications/store'
import { latestSourceVersion, sourceSegments } from '../../server/sources/store'
import { markdownOf } from '../../server/text/markdown'
import { writtenAt } from '../../server/web/times'
import type { HouseApart } from './apart'
import { tokenLength, type Chance } from './chance'
import type { Site } from './looks'
import * as newsroom from './newsroom'
import {
  languages,
  type Deed,
  type Language,
  type Photograph,
  type Story,
  type Topic,
  type Worker,
} from './newsroom'
import type { Answer, Visitor } from './visitor'

/** Somebody of the newsroom in memory, and who that is in the house. */
export interface Colleague extends Worker {
  person: Person
  cookie: string
}

/** An empty house: who works here, and where articles may belong. No word of any of it is public yet. */
export async function settle(db: Db, { token }: Chance): Promise<{ site: Site; people: Colleague[] }> {
  const sujin = await hire('Sujin', ['admin', 'editor'], null)
  const people = [
    sujin,
    await hire('Minji', ['translator'], sujin),
    await hire('Jiwoo', ['translator'], sujin),
    await hire('Daniel', ['editor'], sujin),
    await hire('Sora', ['editor', 'translator'], sujin),
    await hire('Hana', ['admin'], sujin),
    { ...sujin, name: 'Nobody', roles: new Set<Role>(), cookie: '' },
  ]
  const categories = [await aTopic('categories', 'work'), await aTopic('categories', 'home')]
  const series = [await aTopic('series', 'valley')]
  await aTopic('categories', 'unused')
  await aTopic('series', 'unread')
  return { site: { stories: [], categories, series }, people }

  async function hire(name: string, roles: Role[], admin: Colleague | null): Promise<Colleague> {
    const email = `${token()}@namdo.example`
    const person = await insertPerson(db, {
      name,
      email,
      passwordHash: 'nobody signs in with this',
      locale: 'en',
    })
    for (const role of roles) await grantRole(db, person!, role, admin?.person.id ?? null)
    const session = newToken()
    await insertSession(db, person!, session, 'Walker')
    return { name, roles: new Set(roles), person: person!, cookie: `daeyeok=${session}` }
  }

  async function aTopic(table: 'categories' | 'series', slug: string): Promise<Topic> {
    const [ko, en] = [token(), token()]
    await db(table).insert({ slug, nameKo: `이름 ${ko}`, nameEn: `Name ${en}` })
    return { slug, ko, en }
  }
}

export type Outcome = 'done' | 'refused' | 'idle'

interface Attempt {
  deed: Deed
  /** For the log. */
  about: string
  send: () => Promise<Answer>
  /** Clicked twice at once: it happens once. */
  twice?: boolean
}

interface Surroundings {
  house: HouseApart
  visitor: Visitor
  chance: Chance
  site: Site
  people: Colleague[]
  log: string[]
}

const mostStories = 6

/** What people do, each with how often they do it. */
export function deedsIn({ house, visitor, chance, site, people, log }: Surroundings) {
  const { any, numberUpTo, roll, token } = chance
  const { stories, categories, series } = site
  const db = house.database.web
  const translators = people.filter(({ name }) => ['Minji', 'Jiwoo'].includes(name))

  return {
    bringIn: { name: 'bring in', deed: bringIn, isOpen: () => stories.length < mostStories },
    deeds: [
      { name: 'write', weight: 12, deed: () => write(false) },
      { name: 'confirm', weight: 12, deed: () => write(true) },
      { name: 'comment', weight: 12, deed: comment },
      { name: 'finish', weight: 14, deed: finish },
      { name: 'submit', weight: 10, deed: submit },
      { name: 'approve', weight: 8, deed: approve },
      { name: 'return', weight: 3, deed: giveBack },
      { name: 'publish', weight: 5, deed: () => publish('en') },
      { name: 'go back', weight: 2, deed: goBack },
      { name: 'retract', weight: 5, deed: () => retract('en') },
      { name: 'approve Korean', weight: 3, deed: approveKorean },
      { name: 'publish Korean', weight: 2, deed: () => publish('ko') },
      { name: 'retract Korean', weight: 1, deed: () => retract('ko') },
      { name: 'new Korean', weight: 2, deed: newKorean },
      { name: 'plan', weight: 2, deed: plan },
      { name: 'plan for tomorrow', weight: 2, deed: planForTomorrow },
      { name: 'call off', weight: 2, deed: callOff },
      { name: 'come due', weight: 2, deed: comeDue },
      { name: 'change roles', weight: 1, deed: changeRoles },
      { name: 'try the door', weight: 4, deed: tryTheDoor },
    ],
  }

  /** Mostly something that is allowed now, if there is anything; and now and then anything at all. */
  async function attempt(make: () => Attempt | null): Promise<Outcome> {
    let chosen = make()
    if (roll() < 0.9) {
      for (let tries = 0; tries < 200 && !chosen?.deed.allowed; tries++) chosen = make() ?? chosen
    }
    return chosen ? perform(chosen) : 'idle'
  }

  async function perform({ deed, about, send, twice = false }: Attempt): Promise<Outcome> {
    const answers = await Promise.all(twice ? [send(), send()] : [send()])
    const statuses = answers.map(({ status }) => status)
    log.push(`${about}: ${statuses.join(' and ')}`)
    if (statuses.includes(tooLate)) return 'idle'

    const done = statuses.filter((status) => status < 400).length
    if (done !== (deed.allowed ? 1 : 0) || statuses.some((status) => status >= 500)) {
      const expected = deed.allowed ? 'allowed' : 'not allowed'
      throw new Error(`${about} is ${expected} and was answered with ${statuses.join(' and ')}`)
    }
    if (!deed.allowed) return 'refused'
    deed.apply()
    return 'done'
  }

  function act(
    by: Colleague,
    { slug }: Story,
    path: string,
    form: Record<string, string> = {},
  ): Promise<Answer> {
    return visitor.post(`/desk/articles/${slug}/${path}`, form, { Cookie: by.cookie })
  }

  async function bringIn(): Promise<Outcome> {
    const by = stories.length === 0 ? translators[0]! : any(people)
    const slug = token()
    const photograph = await aPhotograph(by)
    const texts = Array.from({ length: 5 }, () => `글 ${token()}`)
    const [title, summary, alt, caption, body] = texts as [string, string, string, string, string]
    const category = any([null, ...categories])
    const inSeries = any([null, ...series])
    const form = {
      ...{ cut: 'again', text: `# ${title}\n\n![${alt}](photo.jpg "${caption}")\n\n${body}\n` },
      ...{ title, 'title-was': title, summary, 'summary-was': '', byline: '', 'byline-was': '' },
      ...{ figure: 'photo.jpg', 'media-0': photograph.id, photograph: photograph.id },
      ...{ 'alt-0': alt, 'alt-0-was': alt, 'caption-0': caption, 'caption-0-was': caption },
      ...{ slug, 'slug-was': slug, category: category?.slug ?? '', series: inSeries?.slug ?? '' },
      ...(inSeries && { part: String(stories.length + 1) }),
      ...(stories.length > 0 && { related: stories[0]!.slug }),
    }
    // The figure itself is number 3 and has no words.
    const words = new Map(
      texts.map((text, index) => [index < 2 ? index + 1 : index + 2, text.slice(-tokenLength)]),
    )
    return perform({
      deed: {
        allowed: newsroom.mayTranslate(by),
        apply: () =>
          void stories.push(newsroom.broughtIn({ slug, category, series: inSeries, photograph }, words)),
      },
      about: `${by.name} brings in ${slug}`,
      send: () => sendInParts(by, '/desk/articles', form),
    })
  }

  /** Its file name is nobody's business, and its bytes are a token. */
  async function aPhotograph({ person }: Colleague): Promise<Photograph> {
    const [name, bytes] = [`${token()}.jpg`, token()]
    const id = await db.transaction(async (trx) => {
      const [media] = await trx('media')
        .insert({ width: 1200, height: 800, name, broughtInBy: person.id })
        .returning<{ id: string; publicId: string }[]>(['id', 'publicId'])
      for (const format of ['webp', 'jpeg']) {
        await trx('mediaRenditions').insert({
          mediaId: media!.id,
          width: 640,
          format,
          bytes: Buffer.from(bytes),
        })
      }
      return media!.publicId
    })
    return { id, bytes }
  }

  async function sendInParts(by: Colleague, path: string, form: Record<string, string>): Promise<Answer> {
    const body = new FormData()
    for (const [name, value] of Object.entries(form)) body.append(name, value)
    const headers = { Origin: house.url, Cookie: by.cookie }
    const answer = await fetch(house.url + path, { method: 'POST', body, headers, redirect: 'manual' })
    return { status: answer.status, headers: '', body: await answer.text() }
  }

  async function write(confirms: boolean): Promise<Outcome> {
    return attempt(() => {
      const story = any(stories)
      return wording(story, any([...story.pairs.keys()]), any(people), confirms)
    })
  }

  function wording(story: Story, number: number, by: Colleague, confirms: boolean): Attempt {
    const words = token()
    const form = {
      text: `English words ${words} and *more*.`,
      revision: String(story.pairs.get(number)!.revision),
    }
    return {
      deed: newsroom.save(story, number, by, words, confirms),
      about: `${by.name} ${confirms ? 'confirms' : 'writes'} ${number} of ${story.slug}`,
      send: () => act(by, story, `pairs/${number}${confirms ? '/confirmation' : ''}`, form),
    }
  }

  /** Somebody goes down all pairs of an article that cannot be submitted yet. */
  async function finish(): Promise<Outcome> {
    const unready = stories.filter((story) => !newsroom.submit(story, translators[0]!).allowed)
    const story = any(unready.length > 0 ? unready : stories)
    const by = any(people.filter(newsroom.mayTranslate))
    const open = [...story.pairs.keys()].filter((number) => !newsroom.isConfirmed(story, number))
    const numbers = open.length > 0 ? open : [any([...story.pairs.keys()])]
    await Promise.all(numbers.map((number) => perform(wording(story, number, by, true))))
    return 'done'
  }

  async function comment(): Promise<Outcome> {
    const [story, by] = [any(stories), any(people)]
    const number = any([...story.pairs.keys()])
    return perform({
      deed: { allowed: newsroom.mayTranslate(by), apply: () => {} },
      about: `${by.name} comments on ${number} of ${story.slug}`,
      send: () => act(by, story, `pairs/${number}/comments`, { text: `Is this right? ${token()}` }),
    })
  }

  async function submit(): Promise<Outcome> {
    return attempt(() => {
      const [story, by] = [any(stories), any(people)]
      return {
        deed: newsroom.submit(story, by),
        about: `${by.name} submits ${story.slug}`,
        send: () => act(by, story, 'submission', { note: `Please look at ${token()}.` }),
        twice: roll() < 0.2,
      }
    })
  }

  async function approve(): Promise<Outcome> {
    return attempt(() => {
      const [story, by] = [any(stories), any(people)]
      const number = numberUpTo(story.englishes.length)
      return {
        deed: newsroom.approve(story, number, by),
        about: `${by.name} approves ${number} of ${story.slug}`,
        send: () => act(by, story, `versions/${number}/approval`, { reason: `Because of ${token()}.` }),
        twice: roll() < 0.2,
      }
    })
  }

  async function giveBack(): Promise<Outcome> {
    return attempt(() => {
      const [story, by] = [any(stories), any(people)]
      const number = numberUpTo(story.englishes.length)
      return {
        deed: newsroom.giveBack(story, number, by),
        about: `${by.name} returns ${number} of ${story.slug}`,
        send: () => act(by, story, `versions/${number}/return`, { reasons: `Not yet: ${token()}.` }),
      }
    })
  }

  async function publish(language: Language): Promise<Outcome> {
    return attempt(() => publication(any(stories), language, numberUpTo))
  }

  /** To a version before the one that was published last. */
  async function goBack(): Promise<Outcome> {
    return attempt(() => {
      const [story, language] = [any(stories), any(languages)]
      const last = story.standing[language]?.number ?? 1
      return last < 2 ? null : publication(story, language, () => 1 + Math.floor(roll() * (last - 1)))
    })
  }

  function publication(story: Story, language: Language, choose: (last: number) => number): Attempt {
    const [by, number] = [any(people), choose(versionsIn(story, language))]
    return {
      deed: newsroom.publish(story, language, number, by),
      about: `${by.name} publishes ${language} ${number} of ${story.slug}`,
      send: () => act(by, story, `${pathOf(language, number)}/publication`),
      twice: roll() < 0.2,
    }
  }

  async function retract(language: Language): Promise<Outcome> {
    return attempt(() => {
      const [story, by] = [any(stories), any(people)]
      return {
        deed: newsroom.retract(story, language, by),
        about: `${by.name} retracts ${language} of ${story.slug}`,
        send: () => act(by, story, `${language}/retraction`, { reason: `Wrong: ${token()}.` }),
        twice: roll() < 0.2,
      }
    })
  }

  async function approveKorean(): Promise<Outcome> {
    return attempt(() => {
      const [story, by] = [any(stories), any(people)]
      const number = numberUpTo(story.koreans.length)
      return {
        deed: newsroom.approveKorean(story, number, by),
        about: `${by.name} approves the Korean ${number} of ${story.slug}`,
        send: () => act(by, story, `source/${number}/approval`),
      }
    })
  }

  /** The Korean moves on in one paragraph, by its page. A typo carries what was confirmed. */
  async function newKorean(): Promise<Outcome> {
    const [story, by] = [any(stories), any(people)]
    const words = newsroom.newestKorean(story).words
    const [changed, changedTo] = [any([...words.keys()]), token()]
    const significance = any(['typo', 'update', 'correction'] as const)
    const article = await articleBySlug(db, story.slug)
    const segments = await sourceSegments(db, await latestSourceVersion(db, article))
    const blocks = segments.map(({ number, kind, text, attributes }) => ({
      ...{ kind, attributes },
      text: number === changed ? text.replace(words.get(changed)!, changedTo) : text,
    }))
    const form = {
      ...{ cut: 'again', base: String(story.koreans.length), significance },
      ...{ text: markdownOf(blocks), note: `고친 까닭 ${token()}` },
    }
    return perform({
      deed: newsroom.addKorean(story, by, new Map(words).set(changed, changedTo), significance === 'typo'),
      about: `${by.name} changes ${changed} of ${story.slug} (${significance})`,
      send: () => sendInParts(by, `/desk/articles/${story.slug}/source`, form),
    })
  }

  /** For a moment from now: sooner than a form can say, so it is the deed itself that is called. */
  async function plan(): Promise<Outcome> {
    return attempt(() => {
      const [story, by, language] = [any(stories), any(people), any(languages)]
      const [number, at] = [numberUpTo(versionsIn(story, language)), Date.now() + 800]
      return {
        deed: newsroom.plan(story, language, number, by, at),
        about: `${by.name} plans ${language} ${number} of ${story.slug}`,
        send: () =>
          answerTo(async () => {
            const set = language === 'en' ? schedule : scheduleSource
            await set(db, await articleBySlug(db, story.slug), number, personOf(by), new Date(at))
          }),
      }
    })
  }

  async function planForTomorrow(): Promise<Outcome> {
    return attempt(() => {
      const [story, by, language] = [any(stories), any(people), any(languages)]
      const number = numberUpTo(versionsIn(story, language))
      const at = new Date(Date.now() + 24 * 3600 * 1000)
      const form = { at: writtenAt(at, 'Asia/Seoul') }
      return {
        deed: newsroom.plan(story, language, number, by, at.getTime()),
        about: `${by.name} plans ${language} ${number} of ${story.slug} for tomorrow`,
        send: () => act(by, story, `${pathOf(language, number)}/schedule`, form),
      }
    })
  }

  async function callOff(): Promise<Outcome> {
    const planned = stories.flatMap((story) => story.plans.map((one) => ({ story, one })))
    if (planned.length === 0) return 'idle'
    const { story, one } = any(planned)
    const open = await openSchedulesOf(db, await articleBySlug(db, story.slug))
    const { publicId } = open.find(({ language }) => language === one.language)!
    return attempt(() => {
      const by = any(people)
      return {
        deed: newsroom.callOff(story, one, by),
        about: `${by.name} calls off ${one.language} ${one.number} of ${story.slug}`,
        send: () => act(by, story, `schedules/${publicId}/called-off`),
      }
    })
  }

  /** The worker's round. What is planned for a moment from now has its time first. */
  async function comeDue(): Promise<Outcome> {
    const soon = Date.now() + 60_000
    const due = stories.flatMap(({ plans }) => plans.map(({ at }) => at)).filter((at) => at < soon)
    await sleep(Math.max(0, ...due.map((at) => at + 20 - Date.now())))
    await publishDue(house.database.worker)
    for (const story of stories) newsroom.comeDue(story, soon)
    log.push(`${due.length} plans come due`)
    return due.length > 0 ? 'done' : 'idle'
  }

  /** Sora is an editor one day and not the other. */
  async function changeRoles(): Promise<Outcome> {
    const sora = people.find(({ name }) => name === 'Sora')!
    const by = any(people)
    const isEditor = sora.roles.has('editor')
    const wanted = isEditor ? ['translator'] : ['translator', 'editor']
    const form = wanted.map((role): [string, string] => ['roles', role])
    return perform({
      deed: {
        allowed: by.roles.has('admin'),
        apply: () => void (isEditor ? sora.roles.delete('editor') : sora.roles.add('editor')),
      },
      about: `${by.name} makes Sora ${isEditor ? 'no editor any more' : 'an editor'}`,
      send: () => visitor.post(`/desk/people/${sora.person.publicId}/roles`, form, { Cookie: by.cookie }),
    })
  }

  /** What no page of ours asks for: versions that are not there, a third language, forms of other sites. */
  async function tryTheDoor(): Promise<Outcome> {
    const [story, by] = [any(stories), any(people)]
    const { koreans, englishes, slug } = story
    const [path, headers] = any<[path: string, headers: Record<string, string>]>([
      [`versions/${englishes.length + 1}/publication`, {}],
      [`source/${koreans.length + 1}/publication`, {}],
      ['fr/retraction', {}],
      ['versions/0/approval', {}],
      ['submission', { Origin: 'http://elsewhere.example' }],
      [`versions/${numberUpTo(englishes.length)}/publication`, { 'Sec-Fetch-Site': 'cross-site' }],
    ])
    return perform({
      deed: { allowed: false, apply: () => {} },
      about: `${by.name} tries ${path} of ${slug}`,
      send: () => visitor.post(`/desk/articles/${slug}/${path}`, {}, { Cookie: by.cookie, ...headers }),
    })
  }
}

function versionsIn({ koreans, englishes }: Story, language: Language): number {
  return language === 'en' ? englishes.length : koreans.length
}

function pathOf(language: Language, number: number): string {
  return `${language === 'en' ? 'versions' : 'source'}/${number}`
}

/** With the roles they hold now, as a page would know them. */
function personOf({ person, roles }: Colleague): Person {
  return { ...person, roles: [...roles] }
}

/** The machine was so busy that the time of a plan passed before the plan was made. */
const tooLate = 0

/** A deed called without HTTP, answered as its page would answer. */
async function answerTo(deed: () => Promise<void>): Promise<Answer> {
  const status = await deed().then(
    () => 303,
    (error: unknown) => {
      if (error instanceof Refused) return error.rule === 'time-past' ? tooLate : error.status
      if (error instanceof NotFound) return error.status
      throw error
    },
  )
  return { status, headers: '', body: '' }
}
