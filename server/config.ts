import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root'

/** The environment, read once. Every setting is explained in `.env.example`. */
export interface Config {
  host: string
  port: number
  dataDir: string
  /** Null: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null
  /** Where readers and the desk reach this server, without a trailing slash. */
  publicUrl: string
  trustProxy: boolean
  timeZone: string
  /** What readers know the publisher by, in either language. */
  publisher: { ko: string; en: string }
  deeplAuthKey: string | null
  /** Another address than DeepL's own. */
  deeplServerUrl: string | null
  /** Of a list of style rules in the DeepL account. */
  deeplStyleId: string | null
  libreTranslate: { url: string; apiKey: string | null } | null
  openAi: { url: string; model: string; apiKey: string | null } | null
  /** The engine that drafts, where several are set up. */
  draftEngine: string | null
  /** How the house writes, told to engines that listen: a sentence each. */
  draftInstructions: string[]
  /** Characters of Korean that may be sent to engines in a calendar month; null: as many as anybody asks for. */
  draftBudget: number | null
  /** The mail server and what letters come from; null: no mail is sent. */
  mail: { url: string; from: string } | null
  /** A cache in front of the readers' pages that is told what to forget; null: there is none, or it asks each time. */
  purge: { url: string; header: [name: string, value: string] | null } | null
  /** Whether this process also does the jobs. */
  jobs: boolean
  /** Whether the thread that answers keeps a processor, where this server is alone with its PostgreSQL. */
  ownProcessor: boolean
}

/** Throws one error whose sentences name every setting that is wrong, so that nothing starts half-configured. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const wrong: string[] = []
  const host = env.HOST || '127.0.0.1'
  const port = numberIn(env.PORT, 3000, wrong)
  const config: Config = {
    host,
    port,
    dataDir: env.DATA_DIR || join(root, 'data'),
    databaseUrl: urlIn(
      'DATABASE_URL',
      secretIn(env, 'DATABASE_URL', wrong),
      ['postgres:', 'postgresql:'],
      wrong,
    ),
    publicUrl: (
      urlIn('PUBLIC_URL', env.PUBLIC_URL, ['http:', 'https:'], wrong) ?? addressOf(host, port)
    ).replace(/\/$/, ''),
    trustProxy: yesOrNo('TRUST_PROXY', env.TRUST_PROXY, false, wrong),
    timeZone: timeZoneIn(env.TIME_ZONE, wrong),
    publisher: { ko: env.PUBLISHER_KO || '대역', en: env.PUBLISHER_EN || 'Daeyeok' },
    deeplAuthKey: secretIn(env, 'DEEPL_AUTH_KEY', wrong),
    deeplServerUrl: urlIn('DEEPL_SERVER_URL', env.DEEPL_SERVER_URL, ['http:', 'https:'], wrong),
    deeplStyleId: env.DEEPL_STYLE_ID?.trim() || null,
    ...enginesIn(env, wrong),
    draftInstructions: instructionsIn(env.DRAFT_INSTRUCTIONS, wrong),
    draftBudget: budgetIn(env.DRAFT_BUDGET, wrong),
    mail: mailIn(env, wrong),
    purge: purgeIn(env, wrong),
    jobs: yesOrNo('JOBS', env.JOBS, true, wrong),
    ownProcessor: yesOrNo('OWN_PROCESSOR', env.OWN_PROCESSOR, true, wrong),
  }
  if (wrong.length > 0)
    throw new Error(`The settings cannot be used:\n${wrong.map((line) => `  ${line}`).join('\n')}`)
  return config
}

/** Engines beside DeepL, and which of all of them drafts. */
function enginesIn(
  env: NodeJS.ProcessEnv,
  wrong: string[],
): Pick<Config, 'libreTranslate' | 'openAi' | 'draftEngine'> {
  const libreTranslateUrl = webAddressIn('LIBRETRANSLATE_URL', env, wrong)
  const openAiUrl = webAddressIn('OPENAI_URL', env, wrong)
  const model = env.OPENAI_MODEL?.trim() || null
  if (openAiUrl && !model)
    wrong.push('OPENAI_URL is set and OPENAI_MODEL is not; the server has to be told which model translates.')
  const libreTranslateKey = secretIn(env, 'LIBRETRANSLATE_API_KEY', wrong)
  const openAiKey = secretIn(env, 'OPENAI_API_KEY', wrong)
  const setUp = {
    deepl: Boolean(env.DEEPL_AUTH_KEY || env.DEEPL_AUTH_KEY_FILE),
    libretranslate: libreTranslateUrl !== null,
    openai: openAiUrl !== null,
  }
  const draftEngine = env.DRAFT_ENGINE?.trim() || null
  if (draftEngine && !Object.hasOwn(setUp, draftEngine))
    wrong.push(`DRAFT_ENGINE is "${draftEngine}"; it takes deepl, libretranslate or openai.`)
  else if (draftEngine && !setUp[draftEngine as keyof typeof setUp])
    wrong.push(`DRAFT_ENGINE is ${draftEngine}, which is not set up.`)
  return {
    libreTranslate: libreTranslateUrl ? { url: libreTranslateUrl, apiKey: libreTranslateKey } : null,
    openAi: openAiUrl && model ? { url: openAiUrl, model, apiKey: openAiKey } : null,
    draftEngine,
  }
}

/** Without the slash that people end an address with. */
function webAddressIn(name: string, env: NodeJS.ProcessEnv, wrong: string[]): string | null {
  return urlIn(name, env[name]?.trim(), ['http:', 'https:'], wrong)?.replace(/\/+$/, '') ?? null
}

/** As many and as long as DeepL takes; a chat would take more. */
function instructionsIn(value: string | undefined, wrong: string[]): string[] {
  const instructions = (value ?? '')
    .split('|')
    .map((line) => line.trim())
    .filter(Boolean)
  if (instructions.length > 10 || instructions.some((line) => [...line].length > 300))
    wrong.push(
      'DRAFT_INSTRUCTIONS takes at most ten sentences of at most 300 characters, with | between them.',
    )
  return instructions
}

function budgetIn(value: string | undefined, wrong: string[]): number | null {
  if (!value) return null
  if (!/^\d{1,9}$/.test(value))
    wrong.push(`DRAFT_BUDGET is "${value}"; it takes a number of characters a month, without commas.`)
  return Number(value)
}

/** Both or neither: a mail server without a sender, or the other way round, is a setting forgotten. */
function mailIn(env: NodeJS.ProcessEnv, wrong: string[]): Config['mail'] {
  const url = urlIn('SMTP_URL', secretIn(env, 'SMTP_URL', wrong), ['smtp:', 'smtps:'], wrong)
  if (url && URL.canParse(url) && new URL(url).hostname === '') wrong.push('SMTP_URL names no mail server.')
  const from = env.MAIL_FROM || null
  if (from && !/^([^<>@\r\n]+<[!-;=?-~]+@[!-;=?-~]+>|[!-;=?-~]+@[!-;=?-~]+)$/.test(from))
    wrong.push('MAIL_FROM is no sender; it takes name@example.org, or Name <name@example.org>.')
  if (url && !from) wrong.push('SMTP_URL is set and MAIL_FROM is not; letters need a sender.')
  if (from && !url && !env.SMTP_URL_FILE)
    wrong.push('MAIL_FROM is set and SMTP_URL is not; letters need a mail server.')
  return url && from ? { url, from } : null
}

/** What the cache knows us by is one header, as it is written on a line. */
function purgeIn(env: NodeJS.ProcessEnv, wrong: string[]): Config['purge'] {
  const url = urlIn('PURGE_URL', env.PURGE_URL?.trim(), ['http:', 'https:'], wrong)
  const line = secretIn(env, 'PURGE_HEADER', wrong)
  const [, name, value] = /^([\w-]+): *([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)$/.exec(line ?? '') ?? []
  if (line && !(name && value)) wrong.push('PURGE_HEADER is no header; it takes a name, a colon and a value.')
  if (line && !url) wrong.push('PURGE_HEADER is set and PURGE_URL is not; there is nobody to send it to.')
  return url ? { url, header: name && value ? [name, value] : null } : null
}

/** The same where the machine chose the port, which is known once somebody listens on it. */
export function listeningOn(port: number, config: Config): Config {
  if (config.port !== 0) return config
  return { ...config, port, publicUrl: config.publicUrl.replace(/:0$/, `:${port}`) }
}

function addressOf(host: string, port: number): string {
  const name = ['0.0.0.0', '::', '127.0.0.1'].includes(host) ? 'localhost' : host
  return `http://${name}:${port}`
}

function numberIn(value: string | undefined, otherwise: number, wrong: string[]): number {
  if (!value) return otherwise
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65535)
    wrong.push(`PORT is "${value}"; it takes a number from 0 to 65535.`)
  return Number(value)
}

function urlIn(
  name: string,
  value: string | null | undefined,
  protocols: string[],
  wrong: string[],
): string | null {
  if (!value) return null
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
    wrong.push(
      `${name} is not an address beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
    )
  }
  return value
}

function yesOrNo(name: string, value: string | undefined, otherwise: boolean, wrong: string[]): boolean {
  if (!value) return otherwise
  if (!['yes', 'no'].includes(value)) wrong.push(`${name} is "${value}"; it takes yes or no.`)
  return value === 'yes'
}

function timeZoneIn(value: string | undefined, wrong: string[]): string {
  const zone = value || 'Asia/Seoul'
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    wrong.push(`TIME_ZONE is "${zone}"; it takes a name like Asia/Seoul.`)
  }
  return zone
}

/** A secret may stand in a file named by `NAME_FILE`, as containers hand them over. */
function secretIn(env: NodeJS.ProcessEnv, name: string, wrong: string[]): string | null {
  const file = env[`${name}_FILE`]
  if (!file) return env[name] || null
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch {
    wrong.push(`${name}_FILE names a file that cannot be read.`)
    return null
  }
}
