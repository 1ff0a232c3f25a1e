import { type Figures, QUIET_DAYS } from './insights.contract.ts'

/** A row of the board before it is shown: figures as counted, and what the mean is made of. */
export interface Counted extends Omit<Figures, 'recordDays'> {
  recordDaysSum: number
  recordDaysOf: number
}

const NOTHING: Counted = {
  planned: 0,
  held: 0,
  prepared: 0,
  recorded: 0,
  unrecorded: 0,
  without_next: 0,
  order: 0,
  advance: 0,
  continuation: 0,
  no_sale: 0,
  not_judged: 0,
  overdue_ours: 0,
  overdue_theirs: 0,
  accounts: 0,
  accounts_quiet: 0,
  projects: 0,
  recordDaysSum: 0,
  recordDaysOf: 0,
}

/** Puts together what was counted apart; what nobody counted is nothing. */
export function sum(parts: readonly Partial<Counted>[]): Counted {
  const all = { ...NOTHING }
  for (const part of parts)
    for (const key of Object.keys(NOTHING) as (keyof Counted)[]) all[key] += part[key] ?? 0
  return all
}

/** The mean over visits, not over people: who recorded one visit does not weigh as much as who recorded thirty. */
export function toFigures({ recordDaysSum, recordDaysOf, ...counts }: Counted): Figures {
  return { ...counts, recordDays: recordDaysOf === 0 ? null : recordDaysSum / recordDaysOf }
}

export function isIdle(counted: Counted): boolean {
  return (Object.keys(counted) as (keyof Counted)[]).every((key) => counted[key] === 0)
}

/** The first day that still counts as recent: a customer last met before it is quiet. */
export function quietBefore(today: string): string {
  const day = new Date(`${today}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - QUIET_DAYS)
  return day.toISOString().slice(0, 10)
}

/** A share, or null where there is nothing to share: none of none is not zero. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
