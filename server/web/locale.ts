import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import i18next, { type i18n, type TFunction } from 'i18next'
import { isLocale, locales, type Locale } from '../people/rules'
import { cookieOf } from './cookies'

/** All sentences of the screen, in both languages. A sentence that is missing is an error in tests, not a key on screen. */
export function loadWords(folder: string): i18n {
  const words = i18next.createInstance()
  void words.init({
    lng: 'ko',
    fallbackLng: false,
    supportedLngs: [...locales],
    resources: Object.fromEntries(locales.map((locale) => [locale, sentencesIn(join(folder, locale))])),
    interpolation: { escapeValue: false },
    initAsync: false,
    saveMissing: process.env.NODE_ENV === 'test',
    missingKeyHandler: (lngs, ns, key) => {
      throw new Error(`No sentence ${ns}:${key} in ${lngs.join(', ')}`)
    },
  })
  return words
}

function sentencesIn(folder: string): Record<string, object> {
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as object,
    ]),
  )
}

/** Gives views `t`, `locale` and the ways to write dates and numbers, in the language of the screen. */
export function speak(words: i18n, timeZone: string): RequestHandler {
  const speech = Object.fromEntries(
    locales.map((locale) => [locale, speechIn(words, locale, timeZone)]),
  ) as Record<Locale, Speech>
  return (req, res, next) => {
    const wanted = cookieOf(req, 'locale')
    const locale = isLocale(wanted) ? wanted : req.acceptsLanguages([...locales])
    res.locals.speakIn = (other: Locale) => Object.assign(res.locals, speech[other])
    Object.assign(res.locals, speech[isLocale(locale) ? locale : 'ko'])
    next()
  }
}

/** What a view says things with. */
export interface Speech {
  locale: Locale
  t: TFunction
  date(value: Date | string): string
  time(value: Date | string): string
  /** The hour and minute alone, beside a day that is said already. */
  clock(value: Date | string): string
  /** A day of the calendar, `2027-03-01`, which is the same in every time zone; '' for none. */
  day(value: string): string
  number(value: number): string
}

export function speechIn(words: i18n, locale: Locale, timeZone: string): Speech {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const calendar = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const hours = locale === 'ko' ? ({ hourCycle: 'h23' } as const) : {}
  const minute = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
    ...hours,
  })
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone, ...hours })
  const count = new Intl.NumberFormat(locale)
  return {
    locale,
    t: remembering(words.getFixedT(locale)),
    date: (value) => day.format(new Date(value)),
    time: (value) => minute.format(new Date(value)),
    clock: (value) => clock.format(new Date(value)),
    day: (value) => (value === '' ? '' : calendar.format(new Date(value))),
    number: (value) => count.format(value),
  }
}

/** Sentences without a blank to fill are looked up once: a screen says a hundred and more of them. */
function remembering(t: TFunction): TFunction {
  const known = new Map<unknown, unknown>()
  const say = (...asked: Parameters<TFunction>): unknown => {
    if (asked.length > 1) return t(...asked)
    if (!known.has(asked[0])) known.set(asked[0], t(...asked))
    return known.get(asked[0])
  }
  return Object.assign(say, t) as TFunction
}
