import { daysAfter, startOf } from '#platform/contract/days.ts'
import { dayOfDate, presentZone } from '#platform/words/zone.ts'

export const PERIODS = ['week', 'last_week', 'month', 'last_month', 'quarter'] as const
export type Period = (typeof PERIODS)[number]

/**
 * The bounds of a period where the organisation works, as moments: a week begins on Monday. `to` is the first moment after
 * it.
 */
export function boundsOf(
  period: Period,
  now: Date = new Date(),
): { from: string; to: string; today: string } {
  const today = dayOfDate(now)
  const monday = daysAfter(today, -((weekdayOf(today) + 6) % 7))
  const first = `${today.slice(0, 7)}-01`
  const bounds: Record<Period, [string, string]> = {
    week: [monday, daysAfter(monday, 7)],
    last_week: [daysAfter(monday, -7), monday],
    month: [first, firstOfNext(first)],
    last_month: [`${daysAfter(first, -1).slice(0, 7)}-01`, first],
    quarter: [daysAfter(today, -89), daysAfter(today, 1)],
  }
  const [from, to] = bounds[period].map((day) => startOf(day, presentZone()).toISOString()) as [
    string,
    string,
  ]
  return { from, to, today }
}

/** 0 on Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** The first of the month after that of `first`: 31 days on, whatever its length, one is in it. */
function firstOfNext(first: string): string {
  return `${daysAfter(first, 31).slice(0, 7)}-01`
}

export function isPeriod(text: string | undefined): text is Period {
  return PERIODS.some((one) => one === text)
}
