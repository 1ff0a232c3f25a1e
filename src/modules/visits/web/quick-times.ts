import { daysAfter, momentAt } from '#platform/contract/days.ts'
import { dayOfDate, presentZone } from '#platform/words/zone.ts'

/** A moment one can choose with one tap. */
export interface QuickTime {
  key: 'todayAfternoon' | 'tomorrowMorning' | 'tomorrowAfternoon' | 'nextWeek'
  at: string
}

/** Times one often plans for, seen from now, where the organisation works; those already past are left out. */
export function quickTimes(now: Date): QuickTime[] {
  const weekday = new Date(`${dayOfDate(now)}T00:00:00Z`).getUTCDay()
  const untilMonday = (8 - weekday) % 7 || 7
  const times: QuickTime[] = [
    { key: 'todayAfternoon', at: inDays(now, 0, 15) },
    { key: 'tomorrowMorning', at: inDays(now, 1, 10) },
    { key: 'tomorrowAfternoon', at: inDays(now, 1, 14) },
    { key: 'nextWeek', at: inDays(now, untilMonday, 10) },
  ]
  // On a Sunday "tomorrow" and "Monday" are the same moment: one chip is enough.
  return times.filter(
    (time, index) =>
      Date.parse(time.at) > now.getTime() && times.findIndex((other) => other.at === time.at) === index,
  )
}

/** So many days from now, at that hour where the organisation works. */
export function inDays(now: Date, days: number, hour: number): string {
  const day = daysAfter(dayOfDate(now), days)
  return momentAt(`${day}T${String(hour).padStart(2, '0')}:00`, presentZone()).toISOString()
}

/** Visits in the order given, under the day they fall on where the organisation works. */
export function groupByDay<Row extends { plannedAt: string }>(
  rows: readonly Row[],
): { day: string; rows: Row[] }[] {
  const groups: { day: string; rows: Row[] }[] = []
  for (const row of rows) {
    const day = dayOfDate(new Date(row.plannedAt))
    const last = groups.at(-1)
    if (last?.day === day) last.rows.push(row)
    else groups.push({ day, rows: [row] })
  }
  return groups
}
