import { lookup as lookUp } from 'node:dns/promises'
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './publicAddresses'

/** Why a picture was not fetched. */
export type FetchTrouble =
  | 'no-web-address'
  | 'private-address'
  | 'not-reached'
  | 'not-there'
  | 'too-large'
  | 'too-many-redirects'
  | 'no-picture'

export type Fetched = { bytes: Buffer; trouble: null } | { bytes: null; trouble: FetchTrouble }

export interface FetchLimits {
  /** Bytes one picture may have. */
  bytes: number
  /** Milliseconds for all of it, redirects included. */
  time: number
  redirects: number
  /** Failures to reach anything, one after another, after which there is taken to be no network. */
  failures: number
}

const limits: FetchLimits = { bytes: 25_000_000, time: 20_000, redirects: 5, failures: 8 }

/** Failures of one host after which it is left alone; a name nobody knows and a silence until the end count as all of them. */
const patience = 3

/** What stands between us and the network; tests put their own. */
export interface Network {
  resolve(host: string): Promise<string[]>
  isAllowed(address: string): boolean
}

const network: Network = {
  resolve: async (host) => (await lookUp(host, { all: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
}

/** Fetches pictures for one import; stops trying when nothing can be reached. */
export class Fetcher {
  #failures = 0
  /** How often a host failed, one time after another. One that does not answer must not cost a minute a picture. */
  readonly #missed = new Map<string, number>()

  constructor(
    readonly net: Network = network,
    readonly limit: FetchLimits = limits,
  ) {}

  async fetch(address: string): Promise<Fetched> {
    const end = AbortSignal.timeout(this.limit.time)
    let url = webAddress(address)
    for (let hops = 0; hops <= this.limit.redirects; hops++) {
      if (!url) return failed('no-web-address')
      if (this.#isLeftAlone(url)) return failed('not-reached')
      const answer = await this.#ask(url, end)
      if ('trouble' in answer) return answer
      url = webAddress(answer.location, url.href)
    }
    return failed('too-many-redirects')
  }

  #isLeftAlone({ host }: URL): boolean {
    return this.#failures >= this.limit.failures || (this.#missed.get(host) ?? 0) >= patience
  }

  /** One request. What breaks off under way is one picture that did not come. */
  async #ask(url: URL, end: AbortSignal): Promise<Fetched | { location: string }> {
    const answer = await this.#reach(url, end)
    if (typeof answer === 'string') return failed(answer)
    try {
      const read = await readAnswer(answer, this.limit.bytes)
      this.#missed.delete(url.host)
      return read
    } catch {
      return failed(this.#miss(url))
    }
  }

  /** The address is resolved first, every answer looked at, and the connection made to what was looked at. */
  async #reach(url: URL, end: AbortSignal): Promise<IncomingMessage | FetchTrouble> {
    try {
      const host = url.hostname.replace(/^\[|\]$/g, '')
      const addresses = isIP(host) ? [host] : await this.net.resolve(host)
      if (addresses.length === 0) return this.#miss(url, patience)
      if (!addresses.every((one) => this.net.isAllowed(one))) return 'private-address'
      const answer = await this.#connect(url, addresses[0]!, end)
      this.#failures = 0
      return answer
    } catch (error) {
      // That a name is not known is an answer, and came over the network.
      if ((error as NodeJS.ErrnoException).code === 'ENOTFOUND') return this.#miss(url, patience)
      this.#failures++
      return this.#miss(url, end.aborted ? patience : 1)
    }
  }

  #miss({ host }: URL, times = 1): FetchTrouble {
    this.#missed.set(host, (this.#missed.get(host) ?? 0) + times)
    return 'not-reached'
  }

  #connect(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
    const lookup: LookupFunction = (_host, options, answer) => {
      const family = isIP(address)
      if (options.all) answer(null, [{ address, family }])
      else answer(null, address, family)
    }
    const request = url.protocol === 'https:' ? requestSecure : requestPlain
    return new Promise((done, fail) => {
      const headers = { accept: 'image/*', 'user-agent': 'Daeyeok' }
      request(url, { lookup, signal, headers, agent: false }, done).on('error', fail).end()
    })
  }
}

async function readAnswer(answer: IncomingMessage, most: number): Promise<Fetched | { location: string }> {
  const { statusCode: status = 0, headers } = answer
  try {
    if (status >= 300 && status < 400 && headers.location) return { location: headers.location }
    if (status !== 200) return failed('not-there')
    if (Number(headers['content-length'] ?? 0) > most) return failed('too-large')
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      if ((size += chunk.length) > most) return failed('too-large')
      chunks.push(chunk)
    }
    return { bytes: Buffer.concat(chunks), trouble: null }
  } finally {
    answer.destroy()
  }
}

/** An address of the web without a name and password in it, or null. */
function webAddress(address: string, base?: string): URL | null {
  if (!URL.canParse(address, base)) return null
  const url = new URL(address, base)
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  return isWeb && url.username === '' && url.password === '' ? url : null
}

function failed(trouble: FetchTrouble): Fetched {
  return { bytes: null, trouble }
}

/** Blogger shows small copies; the same address with another number is the picture as it came, as far as we keep it. */
export function largerOf(address: string): string {
  const isBlogger =
    /^https?:\/\/(?:blogger\.googleusercontent\.com|[\w-]+\.bp\.blogspot\.com|lh\d\.googleusercontent\.com)\//
  return isBlogger.test(address)
    ? address.replace(/\/(?:s\d{2,4}|w\d{2,4}-h\d{2,4})(?:-[a-z\d-]+)?\//, '/s1600/')
    : address
}
