/**
 * Where the organisation works. "Today", "overdue" and "expired" mean the calendar day there, wherever the server stands and
 * whatever its clock's zone. In SQL the same day is `organisation_today()`.
 */
export const ORGANISATION_ZONE = 'Asia/Shanghai'

// Swedish writes a day as ISO does.
const days = new Intl.DateTimeFormat('sv-SE', { timeZone: ORGANISATION_ZONE, dateStyle: 'short' })

/** The calendar day a moment falls on where the organisation works, `YYYY-MM-DD`. */
export function dayAt(moment: Date): string {
  return days.format(moment)
}

/** The present day there. */
export function today(): string {
  return dayAt(new Date())
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ORGANISATION_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** The moment a calendar day begins there. */
export function startOf(day: string): Date {
  const guess = Date.parse(`${day}T00:00:00Z`)
  const shown = Date.parse(`${clock.format(guess).replace(' ', 'T')}Z`)
  return new Date(guess - (shown - guess))
}
