import { dateOfDay } from '#platform/words/format.ts'

/** The last moment of a calendar day where the reader is, as ISO: "until Friday" means Friday counts. */
export function momentOfDayEnd(day: string): string {
  const date = dateOfDay(day) ?? new Date()
  date.setHours(23, 59, 59, 0)
  return date.toISOString()
}
