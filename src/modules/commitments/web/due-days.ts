import { dayIn } from '#platform/words/zone.ts'

export const QUICK_DAYS = { d3: 3, d7: 7, d14: 14, d30: 30 } as const
export type QuickDay = keyof typeof QUICK_DAYS

/** Which quick choice a day is, if it is one. */
export function quickOf(day: string | null): QuickDay | null {
  const keys = Object.keys(QUICK_DAYS) as QuickDay[]
  return keys.find((key) => dayIn(QUICK_DAYS[key]) === day) ?? null
}
