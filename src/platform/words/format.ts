import type { Locale } from './words.ts'

/** Dates, times and numbers as the reader writes them. All are made here, so that one day looks the same on every screen. */
export interface Format {
  /** `2026-11-23` (a calendar day, no zone) → 2026年11月23日 周一 · Mon, 23 Nov 2026. */
  day(day: string): string
  /** Without weekday; without the year when it is the present one. */
  shortDay(day: string): string
  /** An ISO moment, in the reader's zone, to the minute. */
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
const formats = new Map<Locale, Format>()

/** The formats of a language. Intl's objects are costly to make, so each is made once. */
export function formatOf(locale: Locale): Format {
  const known = formats.get(locale)
  if (known) return known
  const made = make(locale)
  formats.set(locale, made)
  return made
}

/** A calendar day as the local midnight that begins it; `null` if it is none. */
export function dateOfDay(day: string): Date | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return parts ? new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) : null
}

/** The calendar day a date falls on where the reader is, `YYYY-MM-DD`. */
export function dayOfDate(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function make(locale: Locale): Format {
  const tag = locale === 'en' ? 'en-GB' : locale
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options)
  const long = date({ year: 'numeric', month: locale === 'en' ? 'short' : 'long', day: 'numeric' })
  const weekday = date({ weekday: 'short' })
  const thisYear = date({ month: locale === 'en' ? 'short' : 'long', day: 'numeric' })
  const time = date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const ago = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 })
  const list = new Intl.ListFormat(tag, { type: 'conjunction' })

  const shown = (value: string, write: (d: Date) => string) => {
    const d = dateOfDay(value) ?? new Date(value)
    return Number.isNaN(d.getTime()) ? value : write(d)
  }
  const withWeekday = (d: Date) =>
    locale === 'en' ? `${weekday.format(d)}, ${long.format(d)}` : `${long.format(d)} ${weekday.format(d)}`
  const short = (d: Date) => (d.getFullYear() === new Date().getFullYear() ? thisYear : long).format(d)

  return {
    day: (value) => shown(value, withWeekday),
    shortDay: (value) => shown(value, short),
    moment: (value) => shown(value, (d) => `${short(d)} ${time.format(d)}`),
    time: (value) => shown(value, (d) => time.format(d)),
    relative: (when, now = new Date()) => {
      const day = dateOfDay(when)
      if (day) return inDays(day, now, ago)
      const then = new Date(when)
      if (Number.isNaN(then.getTime())) return when
      const minutes = Math.round((then.getTime() - now.getTime()) / 60_000)
      if (Math.abs(minutes) < 60) return ago.format(minutes, 'minute')
      if (Math.abs(minutes) < 12 * 60) return ago.format(Math.round(minutes / 60), 'hour')
      return inDays(then, now, ago)
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
function inDays(then: Date, now: Date, ago: Intl.RelativeTimeFormat): string {
  const midnight = (d: Date) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate())
  const days = Math.round((midnight(then) - midnight(now)) / A_DAY)
  if (Math.abs(days) < 30) return ago.format(days, 'day')
  if (Math.abs(days) < 365) return ago.format(Math.trunc(days / 30), 'month')
  return ago.format(Math.trunc(days / 365), 'year')
}
