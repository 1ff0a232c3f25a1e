import { dayAt, daysAfter, today as presentDay } from '../contract/days.ts'
import type { Locale } from './words.ts'

/**
 * The zone days and times are told in, in the browser: the organisation's once somebody is signed in, so that colleagues who
 * travel speak of the same Tuesday; before that the device's. One page belongs to one organisation, so it is told once, here.
 * The server serves many and passes a zone along instead.
 */
let organisationZone: string | undefined

/** Says where the organisation works; `undefined` for nobody's. */
export function setZone(zone: string | undefined): void {
  organisationZone = zone
}

export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

export function presentZone(): string {
  return organisationZone ?? deviceZone()
}

/** The calendar day a date falls on where the organisation works, `YYYY-MM-DD`. */
export function dayOfDate(date: Date): string {
  return dayAt(date, presentZone())
}

/** Today where the organisation works. */
export function today(): string {
  return presentDay(presentZone())
}

/** The day so many days from today. */
export function dayIn(days: number): string {
  return daysAfter(today(), days)
}

/** Whether clocks on this device show another time than those where the organisation works, now. */
export function isElsewhere(now: Date = new Date()): boolean {
  const shown = (timeZone: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(now)
  return shown(presentZone()) !== shown(deviceZone())
}

/** What a zone's time is called: 中国标准时间 · China Standard Time. */
export function zoneName(zone: string, locale: Locale): string {
  const said = (timeZoneName: 'longGeneric' | 'long') =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName })
      .formatToParts()
      .find((part) => part.type === 'timeZoneName')?.value ?? zone
  const name = said('longGeneric')
  // Where nothing but an offset is known in general, the name of the present time may say more.
  return name.startsWith('GMT') ? said('long') : name
}
