import { daysAfter, startOf } from '#platform/contract/days.ts'
import { dayOfDate, presentZone } from '#platform/words/zone.ts'

/** The day Today speaks of, from midnight to midnight where the organisation works, wherever the reader is. */
export function dayOf(now: Date): { from: string; to: string; day: string } {
  const day = dayOfDate(now)
  const begins = (one: string) => startOf(one, presentZone()).toISOString()
  return { from: begins(day), to: begins(daysAfter(day, 1)), day }
}
