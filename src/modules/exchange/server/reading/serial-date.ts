import type { DateCell } from './table.ts'

const DAY = 86_400
/** 9999-12-31, the last day a spreadsheet knows. */
const LAST = 2_958_465

/**
 * A spreadsheet's day number as a calendar day. In the 1900 system day 60 is 29 February 1900, which never was
 * (an error kept since Lotus 1-2-3): undefined. So are numbers before the epoch and after the year 9999.
 */
export function serialDate(serial: number, epoch1904: boolean, withTime: boolean): DateCell | undefined {
  const seconds = Math.round(serial * DAY)
  const day = Math.floor(seconds / DAY)
  const rest = seconds - day * DAY
  if (!Number.isFinite(serial) || day < 0 || day > LAST) return undefined
  let sinceEpoch: number
  if (epoch1904) sinceEpoch = day + Date.UTC(1904, 0, 1) / 86_400_000
  else {
    if (day === 60 || day === 0) return undefined
    sinceEpoch = day - (day > 60 ? 1 : 0) + Date.UTC(1899, 11, 31) / 86_400_000
  }
  const date = new Date(sinceEpoch * 86_400_000).toISOString().slice(0, 10)
  return withTime && rest > 0 ? { date, time: clock(rest) } : { date }
}

/** A fraction of a day as HH:MM:SS. */
export function serialTime(serial: number): string {
  return clock(Math.round((serial - Math.floor(serial)) * DAY) % DAY)
}

function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
