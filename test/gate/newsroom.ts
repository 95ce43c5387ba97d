/**
 * What may be public, thought out a second time and apart from the product: a newsroom in memory, in which every text
 * is one token. Each deed says whether it is allowed, and does what it does when it is applied.
 */
export type Language = 'ko' | 'en'
export const languages = ['ko', 'en'] as const

/** Where the site that is walked through says it is. */
export const publicUrl = 'http://walked.test'

/** The token of each paragraph by its number. */
export type Words = ReadonlyMap<number, string>

export interface Worker {
  name: string
  roles: Set<'translator' | 'editor' | 'admin'>
}

interface Korean {
  words: Words
  approvedBy: Worker | null
}

interface English {
  words: Words
  /** The number of the Korean it was made from. */
  source: number
  authors: Set<Worker>
  state: 'submitted' | 'approved' | 'returned'
}

interface Pair {
  words: string
  revision: number
  writer: Worker | null
  /** The Korean wording it was confirmed beside. */
  confirmedFor: string | null
}

interface Standing {
  number: number
  words: Words
  isRetracted: boolean
}

interface Plan {
  language: Language
  number: number
  by: Worker
  at: number
}

/** Where an article belongs, by tokens of its names. */
export interface Topic {
  slug: string
  ko: string
  en: string
}

export interface Photograph {
  id: string
  bytes: string
}

export interface Story {
  slug: string
  category: Topic | null
  series: Topic | null
  photograph: Photograph
  koreans: Korean[]
  pairs: Map<number, Pair>
  englishes: English[]
  standing: Record<Language, Standing | null>
  plans: Plan[]
}

export interface Deed {
  allowed: boolean
  apply(): void
}

/** The number of the title; every other number is a paragraph, caption or description like any other. */
export const titleNumber = 1

export function broughtIn(
  place: Pick<Story, 'slug' | 'category' | 'series' | 'photograph'>,
  words: Words,
): Story {
  const untouched = [...words.keys()].map(
    (number) => [number, { words: '', revision: 0, writer: null, confirmedFor: null }] as const,
  )
  return {
    ...place,
    koreans: [{ words, approvedBy: null }],
    pairs: new Map(untouched),
    englishes: [],
    standing: { ko: null, en: null },
    plans: [],
  }
}

export function mayTranslate({ roles }: Worker): boolean {
  return roles.has('translator') || roles.has('editor')
}

function isEditor({ roles }: Worker): boolean {
  return roles.has('editor')
}

export function newestKorean(story: Story): Korean {
  return story.koreans.at(-1)!
}

export function isConfirmed(story: Story, number: number): boolean {
  return story.pairs.get(number)!.confirmedFor === newestKorean(story).words.get(number)
}

/** Always on top of what stands, so a save is never a conflict here. */
export function save(story: Story, number: number, person: Worker, words: string, confirms: boolean): Deed {
  const pair = story.pairs.get(number)!
  return {
    allowed: mayTranslate(person),
    apply: () => {
      if (words !== pair.words)
        Object.assign(pair, { words, revision: pair.revision + 1, writer: person, confirmedFor: null })
      if (confirms) pair.confirmedFor = newestKorean(story).words.get(number)!
    },
  }
}

export function submit(story: Story, person: Worker): Deed {
  const words = new Map([...story.pairs].map(([number, pair]) => [number, pair.words]))
  const last = story.englishes.at(-1)
  const isNew =
    !last ||
    last.source < story.koreans.length ||
    [...words].some(([number, token]) => last.words.get(number) !== token)
  const isWhole = [...story.pairs.keys()].every((number) => isConfirmed(story, number))
  return {
    allowed: mayTranslate(person) && isWhole && isNew,
    apply: () => {
      const writers = [...story.pairs.values()].flatMap(({ writer }) => writer ?? [])
      const authors = new Set([person, ...writers])
      story.englishes.push({ words, source: story.koreans.length, authors, state: 'submitted' })
    },
  }
}

export function approve(story: Story, number: number, person: Worker): Deed {
  const english = story.englishes[number - 1]
  return {
    allowed:
      isEditor(person) &&
      english?.state === 'submitted' &&
      number === story.englishes.length &&
      english.source === story.koreans.length &&
      !english.authors.has(person),
    apply: () => void (english!.state = 'approved'),
  }
}

export function giveBack(story: Story, number: number, person: Worker): Deed {
  const english = story.englishes[number - 1]
  return {
    allowed:
      isEditor(person) &&
      english !== undefined &&
      english.state !== 'returned' &&
      !isStanding(story, 'en', number) &&
      (english.state === 'approved' || number === story.englishes.length),
    apply: () => void (english!.state = 'returned'),
  }
}

function isStanding(story: Story, language: Language, number: number): boolean {
  const standing = story.standing[language]
  return standing !== null && !standing.isRetracted && standing.number === number
}

function approvedWords(story: Story, language: Language, number: number): Words | null {
  if (language === 'ko') {
    const korean = story.koreans[number - 1]
    return korean?.approvedBy ? korean.words : null
  }
  const english = story.englishes[number - 1]
  return english?.state === 'approved' ? english.words : null
}

export function publish(story: Story, language: Language, number: number, person: Worker): Deed {
  const words = approvedWords(story, language, number)
  return {
    allowed: isEditor(person) && words !== null && !isStanding(story, language, number),
    apply: () => {
      story.standing[language] = { number, words: words!, isRetracted: false }
      story.plans = story.plans.filter((plan) => plan.language !== language)
    },
  }
}

export function plan(story: Story, language: Language, number: number, by: Worker, at: number): Deed {
  const isFree = story.plans.every((other) => other.language !== language)
  return {
    allowed: publish(story, language, number, by).allowed && isFree,
    apply: () => void story.plans.push({ language, number, by, at }),
  }
}

export function callOff(story: Story, planned: Plan, person: Worker): Deed {
  return {
    allowed: isEditor(person) && story.plans.includes(planned),
    apply: () => void (story.plans = story.plans.filter((one) => one !== planned)),
  }
}

/** The time of a plan has come. What was sent back since, or whose planner is no editor any more, stays where it is. */
export function comeDue(story: Story, now: number): void {
  for (const due of story.plans.filter(({ at }) => at <= now)) {
    const words = approvedWords(story, due.language, due.number)
    if (words && isEditor(due.by))
      story.standing[due.language] = { number: due.number, words, isRetracted: false }
  }
  story.plans = story.plans.filter(({ at }) => at > now)
}

export function retract(story: Story, language: Language, person: Worker): Deed {
  const standing = story.standing[language]
  return {
    allowed: isEditor(person) && standing !== null && !standing.isRetracted,
    apply: () => void (standing!.isRetracted = true),
  }
}

/** The same editor may say it twice. */
export function approveKorean(story: Story, number: number, person: Worker): Deed {
  const korean = story.koreans[number - 1]
  const isFree = isEditor(person) && korean?.approvedBy === null && number === story.koreans.length
  return {
    allowed: korean !== undefined && (korean.approvedBy === person || isFree),
    apply: () => void (korean!.approvedBy ??= person),
  }
}

/** What was confirmed for a wording with a typo is confirmed for the wording without it. */
export function addKorean(story: Story, person: Worker, words: Words, isTypo: boolean): Deed {
  return {
    allowed: isEditor(person),
    apply: () => {
      for (const [number, pair] of story.pairs)
        if (isTypo && isConfirmed(story, number)) pair.confirmedFor = words.get(number)!
      story.koreans.push({ words, approvedBy: null })
    },
  }
}

/** What readers may see of an article in a language, or why they see nothing. */
export function shown(story: Story, language: Language): Words | 'missing' | 'gone' {
  const standing = story.standing[language]
  if (!standing) return 'missing'
  return standing.isRetracted ? 'gone' : standing.words
}

export function isPublic(story: Story, language: Language): boolean {
  return shown(story, language) instanceof Map
}

export function isAnywherePublic(story: Story): boolean {
  return languages.some((language) => isPublic(story, language))
}

/** Every token that may be read anywhere in public; each of them must be. */
export function publicTokens(stories: Story[]): Set<string> {
  const tokens = new Set<string>()
  for (const story of stories) {
    for (const language of languages) {
      const words = shown(story, language)
      if (typeof words === 'string') continue
      for (const token of words.values()) tokens.add(token)
      for (const topic of [story.category, story.series]) if (topic) tokens.add(topic[language])
    }
    if (isAnywherePublic(story)) tokens.add(story.slug).add(story.photograph.bytes)
  }
  return tokens
}
