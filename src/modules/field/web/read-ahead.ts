import { getAccount } from '#modules/accounts/accounts.contract.ts'
import { getClosing } from '#modules/commitments/commitments.contract.ts'
import { listNeedsOfAccount, listQuestionsOfAccount, listRatings } from '#modules/needs/needs.contract.ts'
import { listObjections } from '#modules/objections/objections.contract.ts'
import { listPeople } from '#modules/people/people.contract.ts'
import { listMatchesOfAccount, listProducts, listUsesOfAccount } from '#modules/pitches/pitches.contract.ts'
import { listProjects } from '#modules/projects/projects.contract.ts'
import { getVisit, listVisits } from '#modules/visits/visits.contract.ts'
import { readAhead } from '#platform/web/query.ts'
import { getReadiness, getToday } from '../field.contract.ts'
import { dayOf } from './my-day.ts'

/** So many visits ahead are made ready for a place without network; more would be fetched and hardly used. */
const VISITS_AHEAD = 6
const LISTED = 30

/**
 * Reads what the reader's next visits are made of, stage by stage, while there is a network: in the customer's basement there
 * is none. The inputs are those of the stages' own panels; what is fresh is not asked again.
 */
export async function readVisitsAhead(): Promise<void> {
  const day = dayOf(new Date())
  await readAhead(getToday, { query: day })
  const query = { scope: 'mine' as const, from: day.from, order: 'earliest' as const, limit: LISTED }
  const listed = await readAhead(listVisits, { query }, { pages: true })
  const next = (listed?.items ?? [])
    .filter((visit) => ['planned', 'prepared', 'under_way'].includes(visit.state))
    .slice(0, VISITS_AHEAD)
  if (next.length > 0) await readAhead(listProducts, { query: { limit: 8 } })
  // One after the other: whoever is working has the line first.
  for (const { id: visitId, accountId } of next) {
    const params = { accountId }
    await Promise.all([
      readAhead(getVisit, { params: { visitId } }),
      readAhead(getReadiness, { params: { visitId } }),
      readAhead(getClosing, { params: { visitId } }),
      readAhead(listObjections, { query: { visitId } }, { pages: true }),
    ])
    await Promise.all([
      readAhead(getAccount, { params }),
      readAhead(listPeople, { params, query: { limit: 16 } }),
      readAhead(listProjects, { query: { accountId, stage: 'open' as const, limit: 50 } }),
    ])
    await Promise.all([
      readAhead(listNeedsOfAccount, { params, query: {} }),
      readAhead(listQuestionsOfAccount, { params, query: {} }),
      readAhead(listRatings, { params, query: {} }),
    ])
    await Promise.all([
      readAhead(listMatchesOfAccount, { params, query: {} }),
      readAhead(listUsesOfAccount, { params, query: {} }),
    ])
  }
}
