import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Article } from '../articles/rules'
import type { Db } from '../db/connection'
import { listenTo } from '../db/ear'
import { TooMany } from '../errors'
import type { Person } from '../people/rules'
import { latestSourceVersion, sourceSegments } from '../sources/store'
import { takesOf } from '../takes/store'
import { isTranslatable } from '../targets/rules'
import { pairsNumbered, pairsOf } from '../targets/store'
import { mostStreams, pairEvent, peopleIn, standingOf, takeEvent, type Standing } from './rules'
import {
  channel,
  deletePresences,
  insertPresence,
  keepPresences,
  marksOf,
  notify,
  peopleByIds,
  presencesOf,
  pulsesOf,
  talksOf,
  type Pulse,
} from './store'

/** One browser window that has an article open. */
export interface Stream {
  person: Person
  send(event: string, data: unknown): void
  end(): void
}

/** What people do on an article reaches everybody who has it open, whichever process they are connected to. */
export interface Live {
  /** Milliseconds between two signs of life on a stream, at which its session is looked at again. */
  beat: number

  /** Somebody has done something on this article. Returns at once; nothing depends on it. */
  changed(slug: string): void
  /** Lets a window in: it is told what stands, and from then on what changes. Gives the name of the stream and the way out. */
  join(article: Article, stream: Stream): Promise<{ id: string; leave: () => void }>
  /** All streams end, politely. */
  stop(): Promise<void>
}

interface Room {
  article: Article
  streams: Map<string, Stream>
  pulse: Pulse
  marks: Map<number, string>
  standing: Map<number, Standing>
  /** The newest of every other kind of event, for whoever comes in later. */
  latest: Map<'talk' | 'here' | 'takes', unknown>
}

interface Tempo {
  /** Milliseconds in which what this process has to tell the others is gathered. */
  gather?: number
  /** Milliseconds after which PostgreSQL is asked without a notice. */
  pause?: number
  /** Milliseconds between two signs of life: on each stream, and in PostgreSQL that the windows are open still. */
  beat?: number
}

/**
 * Rooms, one an article that somebody has open. A notice says where to look; PostgreSQL says what is there. It is asked for a
 * single row an article, and for more only where that row has become another. `url` is where notices are heard, if at all.
 */
export function openLive(
  db: Db,
  url: string | null,
  { gather = 100, pause = 3000, beat = 20_000 }: Tempo = {},
): Live {
  const rooms = new Map<string, Promise<Room>>()
  const told = new Set<string>()
  /** Ids of articles to look at; null is all of them. */
  const noticed = new Set<string | null>()
  const gone: string[] = []
  const over = new AbortController()
  let wake = new AbortController()
  let telling: Promise<void> | null = null
  let looking: Promise<void> | null = null
  let ear: ReturnType<typeof listenTo> | null = null
  let heartbeat: NodeJS.Timeout | undefined

  return {
    beat,
    changed,
    join,
    stop: async () => {
      over.abort()
      wake.abort()
      clearInterval(heartbeat)
      for (const room of await furnished()) dismiss(room)
      await Promise.all([ear?.stop(), looking, telling])
      await sayGoodbye()
    },
  }

  function dismiss({ streams }: Room): void {
    gone.push(...streams.keys())
    for (const { end } of streams.values()) end()
  }

  function changed(slug: string): void {
    told.add(slug)
    telling ??= tell()
  }

  /** What is said while a notice is on its way goes with the next one. */
  async function tell(): Promise<void> {
    do {
      await sleep(gather, undefined, { signal: over.signal }).catch(() => {})
      const slugs = [...told]
      told.clear()
      // Whoever does not hear it asks a little later.
      await notify(db, slugs).catch(() => {})
    } while (told.size > 0 && !over.signal.aborted)
    telling = null
  }

  async function join(article: Article, stream: Stream) {
    if ((await streamsOf(stream.person)) >= mostStreams) throw new TooMany('too-many-windows')
    listen()
    const id = randomUUID()
    await insertPresence(db, id, article.id, stream.person)
    const room = await roomOf(article)
    room.streams.set(id, stream)
    stream.send('hello', { stream: id })
    stream.send('standing', [...room.standing.values()])
    for (const [event, data] of room.latest) stream.send(event, data)
    changed(article.slug)

    return {
      id,
      leave: () => {
        if (!room.streams.delete(id)) return
        if (room.streams.size === 0) rooms.delete(article.id)
        gone.push(id)
        if (!over.signal.aborted) void sayGoodbye().then(() => changed(article.slug))
      },
    }
  }

  async function streamsOf(person: Person): Promise<number> {
    const streams = (await furnished()).flatMap((room) => [...room.streams.values()])
    return streams.filter((one) => one.person.id === person.id).length
  }

  /** The rooms that could be furnished; whoever waits for another hears that it could not. */
  async function furnished(): Promise<Room[]> {
    const all = await Promise.allSettled(rooms.values())
    return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  }

  /** Presences that are over; where that cannot be written they end by themselves. */
  async function sayGoodbye(): Promise<void> {
    const ended = gone.splice(0)
    if (ended.length > 0) await deletePresences(db, ended).catch(() => {})
  }

  async function roomOf(article: Article): Promise<Room> {
    const room = rooms.get(article.id) ?? furnish(article)
    rooms.set(article.id, room)
    room.catch(() => rooms.delete(article.id))
    return room
  }

  /** The pulse comes first: what changes while the rest is read is then seen once more, and not missed. */
  async function furnish(article: Article): Promise<Room> {
    const [pulse] = await pulsesOf(db, [article.id])
    const marks = await marksOf(db, article.id)
    const pairs = await pairsOf(db, await latestSourceVersion(db, article))
    const room: Room = {
      article,
      marks,
      pulse: pulse!,
      streams: new Map(),
      standing: new Map(pairs.filter(isTranslatable).map((pair) => [pair.source.number, standingOf(pair)])),
      latest: new Map(),
    }
    await Promise.all([tellTalk(room), tellHere(room), tellTakes(room)])
    return room
  }

  /** Begins with the first window and ends with the process. */
  function listen(): void {
    if (looking || over.signal.aborted) return
    if (url)
      ear = listenTo(url, channel, (payload) => {
        for (const id of payload?.split(' ') ?? [null]) noticed.add(id)
        wake.abort()
      })
    heartbeat = setInterval(() => {
      void furnished().then(async (open) => {
        const ids = open.flatMap(({ streams }) => [...streams.keys()])
        if (ids.length > 0) await keepPresences(db, ids).catch(() => {})
      })
    }, beat)
    heartbeat.unref()
    looking = look()
  }

  async function look(): Promise<void> {
    let lookedEverywhere = -Infinity
    while (!over.signal.aborted) {
      await sleep(pause, undefined, { signal: wake.signal }).catch(() => {})
      if (over.signal.aborted) return
      wake = new AbortController()
      // Notices of some articles must not put off for ever the look at those whose notice was lost.
      const isDue = noticed.size === 0 || performance.now() - lookedEverywhere >= pause
      const everywhere = isDue || noticed.has(null)
      if (everywhere) lookedEverywhere = performance.now()
      const places = [...rooms].filter(([id]) => everywhere || noticed.has(id))
      noticed.clear()
      // While PostgreSQL is away nothing is told, and the next look sees it all.
      if (places.length > 0) await lookAround(places).catch(() => {})
    }
  }

  async function lookAround(places: [string, Promise<Room>][]): Promise<void> {
    const open = new Map<string, Room>()
    for (const [id, room] of places) open.set(id, await room)
    for (const pulse of await pulsesOf(db, [...open.keys()]))
      await tellWhatChanged(open.get(pulse.articleId)!, pulse)
  }

  async function tellWhatChanged(room: Room, pulse: Pulse): Promise<void> {
    const before = room.pulse
    if (pulse.pairs !== before.pairs || pulse.source !== before.source)
      await tellPairs(room, pulse.source !== before.source)
    if (pulse.comments !== before.comments) await tellTalk(room)
    if (pulse.here !== before.here) await tellHere(room)
    if (pulse.takes !== before.takes || pulse.source !== before.source) await tellTakes(room)
    room.pulse = pulse
    if (pulse.source !== before.source) broadcast(room, 'source', { number: pulse.source })
  }

  async function tellPairs(room: Room, everyPair: boolean): Promise<void> {
    const marks = await marksOf(db, room.article.id)
    const numbers = [...marks]
      .filter(([number, mark]) => room.marks.get(number) !== mark)
      .map(([number]) => number)
    const version = await latestSourceVersion(db, room.article)
    const pairs = everyPair ? await pairsOf(db, version) : await pairsNumbered(db, version, numbers)
    const people = await peopleByIds(db, peopleIn(pairs))
    if (everyPair)
      forgetOthers(
        room,
        pairs.map(({ source }) => source.number),
      )
    for (const pair of pairs.filter(isTranslatable)) {
      const standing = standingOf(pair)
      const known = room.standing.get(pair.source.number)
      room.standing.set(pair.source.number, standing)
      if (known?.join() !== standing.join()) broadcast(room, 'pair', pairEvent(pair, people))
    }
    room.marks = marks
  }

  /** What the Korean has no more. */
  function forgetOthers({ standing }: Room, numbers: number[]): void {
    const there = new Set(numbers)
    for (const number of standing.keys()) if (!there.has(number)) standing.delete(number)
  }

  async function tellTalk(room: Room): Promise<void> {
    keep(room, 'talk', await talksOf(db, room.article.id))
  }

  async function tellHere(room: Room): Promise<void> {
    keep(room, 'here', await presencesOf(db, room.article.id))
  }

  async function tellTakes(room: Room): Promise<void> {
    const takes = await takesOf(db, room.article)
    const version = takes.length > 0 && (await latestSourceVersion(db, room.article))
    const segments = version ? await sourceSegments(db, version) : []
    keep(
      room,
      'takes',
      takes.map((take) => takeEvent(take, segments)),
    )
  }

  function keep(room: Room, event: 'talk' | 'here' | 'takes', data: unknown): void {
    room.latest.set(event, data)
    broadcast(room, event, data)
  }

  function broadcast(room: Room, event: string, data: unknown): void {
    for (const stream of room.streams.values()) stream.send(event, data)
  }
}
