/**
 * Calendar days. "Today", "overdue", "expired" and "this week" mean the day where the organisation works, wherever the server
 * and the reader stand. The zone (an IANA name) is a setting of the organisation: on the server it comes with the actor, in
 * SQL by `organisation_zone()`, in the browser by `words/zone.ts`.
 */

/** Until an organisation says otherwise. */
export const DEFAULT_ZONE = 'Asia/Shanghai'

const A_DAY_MS = 86_400_000

// Intl's objects are costly to make, and there are few zones in use.
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone)
  if (!clock) {
    // Swedish writes a day and a time as ISO does.
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    clocks.set(zone, clock)
  }
  return clock
}

/** Whether this program knows a zone of that name. Offsets such as `+08:00` are none: they know no daylight saving. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** What a clock on the wall shows there, `YYYY-MM-DDTHH:MM:SS`. */
export function wallClock(moment: Date, zone: string): string {
  return clockOf(zone).format(moment).replace(' ', 'T')
}

/** The calendar day a moment falls on there, `YYYY-MM-DD`. */
export function dayAt(moment: Date, zone: string): string {
  return wallClock(moment, zone).slice(0, 10)
}

/** The present day there. */
export function today(zone: string): string {
  return dayAt(new Date(), zone)
}

/**
 * The moment a wall clock there shows `YYYY-MM-DDTHH:MM[:SS]`. A time shown twice (clocks are put back) means the first; one
 * never shown (clocks are put forward) means as long after the gap. An unreadable text gives an invalid date.
 */
export function momentAt(local: string, zone: string): Date {
  const shown = Date.parse(`${local}Z`)
  if (Number.isNaN(shown)) return new Date(Number.NaN)
  const ahead = (at: number) => Date.parse(`${wallClock(new Date(at), zone)}Z`) - at
  const [before, after] = [ahead(shown - A_DAY_MS), ahead(shown + A_DAY_MS)]
  const candidates = [shown - before, shown - after].sort((a, b) => a - b)
  const fitting = candidates.find((at) => at + ahead(at) === shown)
  return new Date(fitting ?? shown - before)
}

/** The moment a calendar day begins there: midnight, or the end of the gap where clocks are put forward at midnight. */
export function startOf(day: string, zone: string): Date {
  return momentAt(`${day}T00:00:00`, zone)
}

/** The calendar day so many days later, or earlier. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * A_DAY_MS).toISOString().slice(0, 10)
}
