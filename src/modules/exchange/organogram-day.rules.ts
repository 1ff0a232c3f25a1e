import { LocalDate } from '@js-joda/core'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The days a file's name may speak of, the likeliest first; none after the day `latest`. A month alone means its last day: charts
 * are published as they stand at the end of one.
 * `组织架构2026年9月.xlsx`, `home_office-2012-09-30-senior.csv`, `300913-HMRC.csv`, `Monitor---September-2013.csv`
 */
export function daysInName(name: string, latest: string): string[] {
  const text = name.normalize('NFKC')
  const days: string[] = []
  const add = (year: number, month: number, dayOfMonth: number | null) => {
    const full = year < 100 ? 2000 + year : year
    const day = dayOf(full, month, dayOfMonth)
    if (day !== null && full >= 1970 && day <= latest && !days.includes(day)) days.push(day)
  }
  for (const m of text.matchAll(/(?<!\d)(\d{4})\s*[-_./年]\s*(\d{1,2})\s*[-_./月]\s*(\d{1,2})(?!\d)/g))
    add(Number(m[1]), Number(m[2]), Number(m[3]))
  for (const m of text.matchAll(/(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月(?!\s*\d)/g))
    add(Number(m[1]), Number(m[2]), null)
  for (const m of text.matchAll(/(?<!\d)(\d{2})(\d{2})(\d{4})(?!\d)/g))
    add(Number(m[3]), Number(m[2]), Number(m[1]))
  for (const m of text.matchAll(/(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/g))
    add(Number(m[1]), Number(m[2]), Number(m[3]))
  // Six digits: the day first, as is usual in such names, or the year first.
  for (const m of text.matchAll(/(?<!\d)(\d{2})(\d{2})(\d{2})(?!\d)/g)) {
    add(Number(m[3]), Number(m[2]), Number(m[1]))
    add(Number(m[1]), Number(m[2]), Number(m[3]))
  }
  const month = `(${MONTHS.join('|')})[a-z]*`
  const words = text.toLowerCase()
  for (const m of words.matchAll(
    new RegExp(`(\\d{1,2})(?:st|nd|rd|th)?[\\s_.-]*${month}[\\s_.-]*(\\d{4}|\\d{2})(?!\\d)`, 'g'),
  ))
    add(Number(m[3]), MONTHS.indexOf(m[2] as string) + 1, Number(m[1]))
  for (const m of words.matchAll(new RegExp(`(?<![a-z])${month}[\\s_.-]*(\\d{4})(?!\\d)`, 'g')))
    add(Number(m[2]), MONTHS.indexOf(m[1] as string) + 1, null)
  for (const m of text.matchAll(/(?<!\d)((?:19|20)\d{2})[-_.](\d{1,2})(?![\d])/g))
    add(Number(m[1]), Number(m[2]), null)
  return days
}

/** The answer that means: as it stands now. */
export const TODAY = 'today'

/** Whether an answer says of which day a chart is: `today`, or a day that has come by `today`. */
export function isChartDay(answer: string | undefined, today: string): boolean {
  if (answer === undefined || answer === TODAY) return answer === TODAY
  if (!/^\d{4}-\d{2}-\d{2}$/.test(answer)) return false
  const [year, month, dayOfMonth] = answer.split('-').map(Number) as [number, number, number]
  return dayOf(year, month, dayOfMonth) !== null && year >= 1900 && answer <= today
}

/** The day a chart speaks of, from the answers; null: as it stands now. */
export function chartDayOf(
  questions: readonly { id: string; kind: string }[],
  answers: Readonly<Record<string, string>>,
): string | null {
  const asked = questions.find((q) => q.kind === 'day')
  const answer = asked && answers[asked.id]
  return answer === undefined || answer === TODAY ? null : answer
}

function dayOf(year: number, month: number, dayOfMonth: number | null): string | null {
  try {
    const first = LocalDate.of(year, month, dayOfMonth ?? 1)
    return (dayOfMonth === null ? first.plusMonths(1).minusDays(1) : first).toString()
  } catch {
    return null
  }
}
