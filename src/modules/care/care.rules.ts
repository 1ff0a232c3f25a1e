import { ChronoUnit, LocalDate } from '@js-joda/core'
import type { Frequency, ReferralState } from './care.contract.ts'

export interface Rhythm {
  frequency: Frequency
  /** Only with `every_n_days`. */
  everyDays: number | null
  /** `YYYY-MM-DD`. The rhythm is counted from here, so what falls on the 31st falls on the 31st again after February. */
  startsOn: string
}

const MONTHS: Partial<Record<Frequency, number>> = { monthly: 1, quarterly: 3, yearly: 12 }

/**
 * The day a service is due next, once it was done: the first of its rhythm after both the day it had been due and the day it
 * was done. Days that were missed are not caught up. "Every so many days" is counted from the day it was done.
 * @returns null where it was to be done once
 */
export function nextDue(rhythm: Rhythm, due: string | null, doneOn: string): string | null {
  const done = LocalDate.parse(doneOn)
  const start = LocalDate.parse(rhythm.startsOn)
  const after = due !== null && LocalDate.parse(due).isAfter(done) ? LocalDate.parse(due) : done
  if (rhythm.frequency === 'once') return null
  if (rhythm.frequency === 'every_n_days') return done.plusDays(rhythm.everyDays ?? 1).toString()
  if (after.isBefore(start)) return start.toString()
  if (rhythm.frequency === 'weekly') {
    const weeks = Math.floor(start.until(after, ChronoUnit.DAYS) / 7) + 1
    return start.plusWeeks(weeks).toString()
  }
  const months = MONTHS[rhythm.frequency]!
  // Counted in whole periods from the start; the clipped end of a short month may need one more.
  let periods = Math.max(0, Math.floor(start.until(after, ChronoUnit.MONTHS) / months))
  while (!start.plusMonths(periods * months).isAfter(after)) periods += 1
  return start.plusMonths(periods * months).toString()
}

/** How a referral may go on. What was declined may be asked again; what is won stays. */
const FOLLOWS: Record<ReferralState, readonly ReferralState[]> = {
  asked: ['promised', 'introduced', 'declined'],
  promised: ['introduced', 'contacted', 'declined'],
  introduced: ['contacted', 'won', 'declined'],
  contacted: ['won', 'declined'],
  won: [],
  declined: ['asked'],
}

export function mayGoTo(from: ReferralState, to: ReferralState): boolean {
  return FOLLOWS[from].includes(to)
}

export function nextReferralStates(from: ReferralState): readonly ReferralState[] {
  return FOLLOWS[from]
}
