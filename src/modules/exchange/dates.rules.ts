import { LocalDate } from '@js-joda/core'

/** The order of year, month and day in a date written with digits. */
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

export type DateReading = { order: DateOrder; iso: string }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `iso` when these three make a day of the calendar. Two-digit years: 70–99 are 19xx, 00–69 are 20xx. */
function day(year: string, month: number, dayOfMonth: number): string | undefined {
  const n = Number(year)
  const full = year.length === 4 ? n : n >= 70 ? 1900 + n : 2000 + n
  try {
    return LocalDate.of(full, month, dayOfMonth).toString()
  } catch {
    return undefined
  }
}

/**
 * Every way to read a text as a day. Empty: it is no date, or none that exists ('shape' tells which).
 * `sure`: written so that only one order is possible whatever the values (2017-03-01, 2017年3月1日, 1 Mar 2017).
 */
export function dateReadings(text: string): { shape: boolean; sure: boolean; readings: DateReading[] } {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(Z|[+-]\d\d:?\d\d)?$/i, '')
  const one = (order: DateOrder, iso: string | undefined) => ({
    shape: true,
    sure: true,
    readings: iso ? [{ order, iso }] : [],
  })
  const ymd =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain) ??
    /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(plain) ??
    /^(\d\d)年(\d{1,2})月(\d{1,2})日$/.exec(plain)
  if (ymd) return one('ymd', day(ymd[1] as string, Number(ymd[2]), Number(ymd[3])))
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*([a-z]{3,9})\.?,?[\s\-/.]*(\d{4}|\d\d)$/i.exec(plain)
  if (named) return one('dmy', day(named[3] as string, monthNamed(named[2] as string), Number(named[1])))
  const american = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(plain)
  if (american)
    return one('mdy', day(american[3] as string, monthNamed(american[1] as string), Number(american[2])))
  const digits = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{1,2})$/.exec(plain)
  if (!digits) return { shape: false, sure: false, readings: [] }
  const [a, b, c] = digits.slice(1) as [string, string, string]
  const readings: DateReading[] = []
  const add = (order: DateOrder, iso: string | undefined) => void (iso && readings.push({ order, iso }))
  if (c.length <= 2 && a.length === 2) add('ymd', day(a, Number(b), Number(c)))
  if (c.length >= 2) {
    add('dmy', day(c, Number(b), Number(a)))
    add('mdy', day(c, Number(a), Number(b)))
  }
  return { shape: true, sure: false, readings }
}

function monthNamed(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

export type Period = { year: number; quarter?: number; month?: number }

/** "Q4 2016", "2016Q4", "2016年第四季度", "2016-10", "2016年10月", "2016": a stretch of time, not a day. */
export function parsePeriod(text: string): Period | undefined {
  const plain = text.normalize('NFKC').trim()
  const quarter =
    /^Q([1-4])[\s\-/']*(\d{4})$/i.exec(plain)?.slice(1) ??
    /^(\d{4})[\s\-/年]*(?:Q([1-4])|第?([一二三四1-4])季度?)$/i.exec(plain)?.slice(1)
  if (quarter) {
    const [first, second, hanzi] = quarter as [string, string | undefined, string | undefined]
    const year = first.length === 4 ? first : (second as string)
    const which = first.length === 4 ? (second ?? hanzi ?? '') : first
    const spelt = '一二三四'.indexOf(which)
    return { year: Number(year), quarter: spelt >= 0 ? spelt + 1 : Number(which) }
  }
  const month = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/.exec(plain)
  if (month)
    return Number(month[2]) >= 1 && Number(month[2]) <= 12
      ? { year: Number(month[1]), month: Number(month[2]) }
      : undefined
  const year = /^((?:19|20)\d\d)\s*年?$/.exec(plain)
  return year ? { year: Number(year[1]) } : undefined
}

/** Does the day lie in the period? */
export function dayInPeriod(iso: string, period: Period): boolean {
  const month = Number(iso.slice(5, 7))
  if (Number(iso.slice(0, 4)) !== period.year) return false
  if (period.month !== undefined) return month === period.month
  return period.quarter === undefined || Math.ceil(month / 3) === period.quarter
}

/** A value as written, and the day it means in one order. */
type Example = { value: string; iso: string }
/** How many are kept for whoever is to choose. */
const EXAMPLES = 3

export type OrderEvidence = {
  order: DateOrder
  /** Values of the column that are a day of the calendar when read so, and those that are not. */
  valid: number
  invalid: number
  /** Rows where the day lies in the period a neighbouring column names, and rows where it does not. */
  agree: number
  disagree: number
  /** The neighbouring column that agrees, if one does. */
  companion: string | undefined
  /** Values as written and the day they mean; those that mean another day in another order first. */
  examples: Example[]
}

/** What a column's values, taken together, allow its dates to mean. */
export type ColumnDates = {
  /** Filled values, and those of them that look like a date at all. */
  filled: number
  dateLike: number
  /**
   * values: only one order fits the values. companion: several fit, and one of them alone agrees with a
   * neighbouring period column in every row; proposed, and to be confirmed. undefined: nothing decides, ask.
   */
  decidedBy: 'values' | 'companion' | undefined
  order: DateOrder | undefined
  /** The readings that remain possible, best supported first. */
  readings: OrderEvidence[]
}

/** Gathers the evidence of one column, value by value, in constant memory. */
export class DateEvidence {
  #filled = 0
  #dateLike = 0
  #sure = 0
  #loose = 0
  #orders = new Map<DateOrder, { valid: number; telling: Example[]; plain: Example[] }>()
  #agree = new Map<string, { agree: number; disagree: number }>()

  /** `periods`: what the row's other columns say, by column name. */
  add(value: string, periods: ReadonlyMap<string, Period>): void {
    if (value.trim() === '') return
    this.#filled++
    const { shape, sure, readings } = dateReadings(value)
    if (!shape) return
    this.#dateLike++
    if (sure) {
      this.#sure++
      return
    }
    this.#loose++
    // “01/01/16” is the same day read either way: whoever is to choose needs one that is not.
    const telling = readings.length > 1 && new Set(readings.map(({ iso }) => iso)).size === readings.length
    for (const { order, iso } of readings) {
      const seen = this.#orders.get(order) ?? { valid: 0, telling: [], plain: [] }
      seen.valid++
      const examples = telling ? seen.telling : seen.plain
      if (examples.length < EXAMPLES) examples.push({ value: value.trim(), iso })
      this.#orders.set(order, seen)
      for (const [column, period] of periods) {
        const key = `${order}\0${column}`
        const count = this.#agree.get(key) ?? { agree: 0, disagree: 0 }
        if (dayInPeriod(iso, period)) count.agree++
        else count.disagree++
        this.#agree.set(key, count)
      }
    }
  }

  result(): ColumnDates {
    const base = { filled: this.#filled, dateLike: this.#dateLike }
    // Dates written in one sure way need no order.
    if (this.#loose === 0)
      return {
        ...base,
        decidedBy: this.#sure > 0 ? 'values' : undefined,
        order: this.#sure > 0 ? 'ymd' : undefined,
        readings: [],
      }
    const all = dateOrders
      .map((order) => this.#evidence(order))
      .filter((e) => e.valid > 0)
      .sort((a, b) => b.agree - a.agree || b.valid - a.valid)
    const fitting = all.filter((e) => e.invalid === 0)
    // When no order fits every value, a few values are wrong: keep the orders that fit nearly all.
    const readings = fitting.length > 0 ? fitting : all.filter((e) => e.valid >= this.#loose * 0.95)
    const [best, ...others] = readings
    if (!best) return { ...base, decidedBy: undefined, order: undefined, readings: all }
    if (others.length === 0) return { ...base, decidedBy: 'values', order: best.order, readings }
    const proven = best.agree > 0 && best.disagree === 0 && others.every((o) => o.disagree > 0)
    if (proven) return { ...base, decidedBy: 'companion', order: best.order, readings }
    return { ...base, decidedBy: undefined, order: undefined, readings }
  }

  #evidence(order: DateOrder): OrderEvidence {
    const seen = this.#orders.get(order) ?? { valid: 0, telling: [], plain: [] }
    let companion: string | undefined
    let best = { agree: 0, disagree: 0 }
    for (const [key, count] of this.#agree) {
      const [of, column] = key.split('\0') as [string, string]
      if (of !== order) continue
      // Of several period columns the one that belongs to this date is the one it never contradicts.
      if (companion === undefined || count.agree - count.disagree * 10 > best.agree - best.disagree * 10) {
        companion = column
        best = count
      }
    }
    return {
      order,
      valid: seen.valid,
      invalid: this.#loose - seen.valid,
      ...best,
      companion: best.agree > 0 ? companion : undefined,
      examples: [...seen.telling, ...seen.plain].slice(0, EXAMPLES),
    }
  }
}

/** Reads one value in a column whose order is decided. 'shape': no date. 'day': no such day (in that order). */
export function parseDate(
  text: string,
  order: DateOrder | undefined,
): { iso: string } | { wrong: 'shape' | 'day' } {
  const { shape, sure, readings } = dateReadings(text)
  if (!shape) return { wrong: 'shape' }
  const found = sure ? readings[0] : readings.find((r) => r.order === order)
  return found ? { iso: found.iso } : { wrong: 'day' }
}
