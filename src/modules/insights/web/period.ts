import { dayOfDate } from '#platform/words/format.ts'

export const PERIODS = ['week', 'last_week', 'month', 'last_month', 'quarter'] as const
export type Period = (typeof PERIODS)[number]

/** The bounds of a period where the reader is, as moments: a week begins on Monday. `to` is the first moment after it. */
export function boundsOf(
  period: Period,
  now: Date = new Date(),
): { from: string; to: string; today: string } {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const monday = shifted(day, -((day.getDay() + 6) % 7))
  const first = new Date(day.getFullYear(), day.getMonth(), 1)
  const bounds: Record<Period, [Date, Date]> = {
    week: [monday, shifted(monday, 7)],
    last_week: [shifted(monday, -7), monday],
    month: [first, new Date(day.getFullYear(), day.getMonth() + 1, 1)],
    last_month: [new Date(day.getFullYear(), day.getMonth() - 1, 1), first],
    quarter: [shifted(day, -89), shifted(day, 1)],
  }
  const [from, to] = bounds[period]
  return { from: from.toISOString(), to: to.toISOString(), today: dayOfDate(now) }
}

function shifted(date: Date, days: number): Date {
  const moved = new Date(date)
  moved.setDate(moved.getDate() + days)
  return moved
}

export function isPeriod(text: string | undefined): text is Period {
  return PERIODS.some((one) => one === text)
}
