import type { VisitCard } from '#modules/visits/visits.contract.ts'
import { dayAt, daysAfter, startOf } from '#platform/contract/days.ts'

/** A visit that ought to have begun this long ago is still the next one; after that it waits for its record. */
const LATE_MS = 30 * 60_000

/** The day asked for, or the present one where the organisation works. */
export function dayOf(
  asked: { from?: string | undefined; to?: string | undefined; day?: string | undefined },
  now: Date,
  zone: string,
): { from: string; to: string; day: string } {
  const day = asked.day ?? dayAt(now, zone)
  const from = asked.from ?? startOf(day, zone).toISOString()
  const to = asked.to ?? startOf(daysAfter(day, 1), zone).toISOString()
  return { from, to, day }
}

type Timed = Pick<VisitCard, 'id' | 'state' | 'plannedAt' | 'plannedMinutes' | 'endedAt'>

/**
 * The one visit to look at now: the one under way that has not ended; else the earliest that is still to come, one whose
 * time has just passed included. Null on a day with nothing ahead.
 */
export function nextOf<Visit extends Timed>(open: readonly Visit[], now: Date): Visit | null {
  const live = open.find((visit) => visit.state === 'under_way' && visit.endedAt === null)
  if (live) return live
  const ahead = open
    .filter((visit) => visit.state === 'planned' || visit.state === 'prepared')
    .filter((visit) => Date.parse(visit.plannedAt) >= now.getTime() - LATE_MS)
  return ahead.reduce<Visit | null>(
    (first, visit) =>
      first === null || Date.parse(visit.plannedAt) < Date.parse(first.plannedAt) ? visit : first,
    null,
  )
}
