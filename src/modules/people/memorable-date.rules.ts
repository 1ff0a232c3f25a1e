import { Lunar, LunarMonth, LunarYear } from 'lunar-typescript'
import type { z } from 'zod'
import type { memorableDate } from './dossier.contract.ts'
import { YOUNGEST } from './people.rules.ts'

type MemorableDate = z.output<typeof memorableDate>

const SOLAR_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * What is wrong with a date somebody remembers, or null. Parts may be missing; what is there must exist in its calendar:
 * no 30 February, no leap month in a lunar year that has none.
 * @param today `YYYY-MM-DD`
 */
export function checkDate(date: MemorableDate, today: string): { path: string; code: string } | null {
  const wrong = (part: string, code: string) => ({ path: `value.${part}`, code })
  if (date.year === null && date.month === null) return wrong('month', 'required')
  if (date.day !== null && date.month === null) return wrong('month', 'required')
  if (date.leapMonth && date.calendar !== 'lunar') return wrong('leapMonth', 'leap-needs-lunar')
  if (date.day !== null && date.month !== null && date.day > daysOf(date, date.month))
    return wrong('day', 'no-such-day')
  if (date.leapMonth && date.year !== null && LunarYear.fromYear(date.year).getLeapMonth() !== date.month)
    return wrong('leapMonth', 'no-such-leap-month')
  if (date.what === 'birthday' && date.year !== null && latestBirth(date) > yearsBefore(today, YOUNGEST))
    return wrong('year', 'under-fourteen')
  return null
}

function daysOf(date: MemorableDate, month: number): number {
  if (date.calendar === 'lunar') {
    if (date.year === null) return 30
    return LunarMonth.fromYm(date.year, date.leapMonth ? -month : month)?.getDayCount() ?? 30
  }
  const leapYear = date.year === null || new Date(Date.UTC(date.year, 1, 29)).getUTCDate() === 29
  return month === 2 && !leapYear ? 28 : SOLAR_DAYS[month - 1]!
}

/** The latest solar day the date can mean, `YYYY-MM-DD`: what is missing counts as late, so that nobody too young slips in. */
function latestBirth(date: MemorableDate): string {
  const year = date.year!
  const month = date.month ?? 12
  const day = date.day ?? (date.calendar === 'solar' ? daysOf(date, month) : 29)
  if (date.calendar === 'lunar')
    return Lunar.fromYmd(year, date.leapMonth ? -month : month, day)
      .getSolar()
      .toYmd()
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  )
}

function yearsBefore(today: string, years: number): string {
  return `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`
}
