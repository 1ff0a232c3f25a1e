import type { Locale } from './words.ts'
import { dayOfDate, presentZone } from './zone.ts'

/** Dates, times and numbers as the reader writes them. All are made here, so that one day looks the same on every screen. */
export interface Format {
  /** `2026-11-23` (a calendar day, no zone) → 2026年11月23日 周一 · Mon, 23 Nov 2026. */
  day(day: string): string
  /** Without weekday; without the year when it is the present one. */
  shortDay(day: string): string
  /** An ISO moment, in the organisation's zone, to the minute. */
  moment(moment: string): string
  /** Only the time of day. */
  time(moment: string): string
  /** A calendar day or a moment seen from now: 3天后 · in 3 days. Whole days, hours or minutes. */
  relative(when: string, now?: Date): string
  /** A money amount; `CNY` unless told. Decimals only where there are any. */
  money(amount: number, currency?: string): string
  number(value: number): string
  /** 0…1 → 73%. */
  percent(share: number): string
  /** 甲、乙和丙 · A, B, and C. */
  list(items: string[]): string
}

const A_DAY = 86_400_000
const formats = new Map<string, Format>()

/** The formats of a language, in the present zone unless told. Intl's objects are costly to make, so each is made once. */
export function formatOf(locale: Locale, zone: string = presentZone()): Format {
  const key = `${locale} ${zone}`
  const known = formats.get(key)
  if (known) return known
  const made = make(locale, zone)
  formats.set(key, made)
  return made
}

const A_CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/

function make(locale: Locale, zone: string): Format {
  const tag = locale === 'en' ? 'en-GB' : locale
  const date = (options: Intl.DateTimeFormatOptions, timeZone: string) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone })
  const month = locale === 'en' ? 'short' : 'long'
  const daysIn = (timeZone: string) => ({
    long: date({ year: 'numeric', month, day: 'numeric' }, timeZone),
    weekday: date({ weekday: 'short' }, timeZone),
    thisYear: date({ month, day: 'numeric' }, timeZone),
  })
  // A calendar day has no zone: it is written as the midnight of Greenwich it is read as.
  const [ofDays, ofMoments] = [daysIn('UTC'), daysIn(zone)]
  const time = date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone)
  const ago = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 })
  const list = new Intl.ListFormat(tag, { type: 'conjunction' })

  const shown = (value: string, write: (d: Date, by: typeof ofDays) => string) => {
    const d = new Date(value)
    if (Number.isNaN(d.getTime())) return value
    return write(d, A_CALENDAR_DAY.test(value) ? ofDays : ofMoments)
  }
  const withWeekday = (d: Date, { long, weekday }: typeof ofDays) =>
    locale === 'en' ? `${weekday.format(d)}, ${long.format(d)}` : `${long.format(d)} ${weekday.format(d)}`
  const short = (d: Date, by: typeof ofDays) => {
    const day = by === ofDays ? d.toISOString() : dayOfDate(d)
    return (day.slice(0, 4) === dayOfDate(new Date()).slice(0, 4) ? by.thisYear : by.long).format(d)
  }

  return {
    day: (value) => shown(value, withWeekday),
    shortDay: (value) => shown(value, short),
    moment: (value) => shown(value, (d, by) => `${short(d, by)} ${time.format(d)}`),
    time: (value) => shown(value, (d) => time.format(d)),
    relative: (when, now = new Date()) => {
      if (A_CALENDAR_DAY.test(when)) return inDays(when, dayOfDate(now), ago)
      const then = new Date(when)
      if (Number.isNaN(then.getTime())) return when
      const minutes = Math.round((then.getTime() - now.getTime()) / 60_000)
      if (Math.abs(minutes) < 60) return ago.format(minutes, 'minute')
      if (Math.abs(minutes) < 12 * 60) return ago.format(Math.round(minutes / 60), 'hour')
      return inDays(dayOfDate(then), dayOfDate(now), ago)
    },
    money: (amount, currency = 'CNY') =>
      new Intl.NumberFormat(tag, {
        style: 'currency',
        currency,
        minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
        maximumFractionDigits: 2,
      }).format(amount),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    list: (items) => list.format(items),
  }
}

/** Counts midnights, not 24-hour spans: what is due tomorrow morning is due tomorrow, also at eleven in the evening. */
function inDays(then: string, now: string, ago: Intl.RelativeTimeFormat): string {
  const days = Math.round((Date.parse(then) - Date.parse(now)) / A_DAY)
  if (Math.abs(days) < 30) return ago.format(days, 'day')
  if (Math.abs(days) < 365) return ago.format(Math.trunc(days / 30), 'month')
  return ago.format(Math.trunc(days / 365), 'year')
}
