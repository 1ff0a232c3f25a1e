import { daysAfter, startOf } from '#platform/contract/days.ts'
import { presentZone } from '#platform/words/zone.ts'

/** The last second of a calendar day where the organisation works, as ISO: "until Friday" means Friday counts. */
export function momentOfDayEnd(day: string): string {
  return new Date(startOf(daysAfter(day, 1), presentZone()).getTime() - 1000).toISOString()
}
