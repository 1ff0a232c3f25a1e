import { onErase } from '#modules/people/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Coverage } from '../visits.contract.ts'
import { coverageFrom } from '../visits.rules.ts'
import { visitRoutes } from './handlers.ts'
import { kindRoutes } from './kind-handlers.ts'
import { partRoutes } from './part-handlers.ts'
import { erasePerson, type Meeting, meetingsAt } from './parts-store.ts'

export { readinessOf } from '../readiness.rules.ts'
export { loadVisit, loadWritableVisit, type VisitRight } from './guard.ts'
export { checkLinks, loadWritableAt } from './links.ts'
export { type OwnReadinessFacts, readinessFacts } from './readiness-store.ts'
export { lastRecordedVisit, listCards, type VisitRow, type VisitsAsked, visitsByIds } from './store.ts'

export const visits: ServerModule = { name: 'visits', routes: [...visitRoutes, ...partRoutes, ...kindRoutes] }

onErase('visits', erasePerson)

/** How well a person is covered, and when one of us last met them. People never met are not in the map. */
export interface PersonCoverage {
  coverage: Coverage
  meetings: number
  lastMetAt: string | null
}

/**
 * Coverage per person of an account, derived from recorded visits; the caller has passed the account's guard. One query.
 * @param before a moment (ISO): only from meetings that took place before it
 */
export async function coverageOf(
  tx: Tx,
  accountId: string,
  before: string | null = null,
): Promise<Map<string, PersonCoverage>> {
  const byPerson = new Map<string, Meeting[]>()
  for (const meeting of await meetingsAt(tx, accountId, before)) {
    const known = byPerson.get(meeting.personId)
    if (known) known.push(meeting)
    else byPerson.set(meeting.personId, [meeting])
  }
  return new Map(
    [...byPerson].map(([personId, meetings]) => [
      personId,
      {
        coverage: coverageFrom(meetings),
        meetings: meetings.length,
        lastMetAt:
          meetings
            .map((m) => m.at)
            .sort()
            .at(-1) ?? null,
      },
    ]),
  )
}
