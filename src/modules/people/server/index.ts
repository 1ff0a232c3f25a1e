import type { Actor } from '#platform/server/actor.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { PersonHead } from '../people.contract.ts'
import { dossierRoutes } from './dossier-handlers.ts'
import { onErase } from './erasers.ts'
import { holdingRoutes } from './holding-handlers.ts'
import { moveRoutes } from './move-handlers.ts'
import { headsAt, holdersAt, type PastHead } from './past-store.ts'
import { personRoutes } from './person-handlers.ts'
import { headsByIds, headsOfAccount, holdersOfAccount } from './person-store.ts'
import { tieRoutes } from './tie-handlers.ts'
import { tieProposalRoutes } from './tie-proposal-handlers.ts'
import { eraseDismissals } from './tie-proposal-store.ts'

export { type EmploymentState, employmentStates } from './employment-author-store.ts'
export { type Eraser, onErase } from './erasers.ts'
export { loadPerson, loadWritablePerson, type PersonRight } from './guard.ts'
export { createFacts, type ImportedFact } from './import-fact-store.ts'
export { matchPeople } from './import-match-store.ts'
export { createPeople, type ImportedPerson, undoImport } from './import-store.ts'
export { type Mover, onMove } from './movers.ts'
export { personalVisible } from './personal-store.ts'
export { backDatePeople } from './story-store.ts'
export { tiesTurnedAt } from './tie-handlers.ts'
export { tieProposalsOf } from './tie-proposal-handlers.ts'
export { tiesAmong, tiesWithinAccount } from './tie-store.ts'

onErase('people', eraseDismissals)

export const people: ServerModule = {
  name: 'people',
  routes: [
    ...personRoutes,
    ...holdingRoutes,
    ...moveRoutes,
    ...dossierRoutes,
    ...tieRoutes,
    ...tieProposalRoutes,
  ],
}

/** A person's name, title and unit, without the personal layer. `erased` ones are tombstones. */
export type PersonSummary = PersonHead & { erased: boolean }

/** These people, of those whose account the actor may see; in one query, by name. */
export async function peopleByIds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<PersonSummary[]> {
  return headsByIds(tx, actor, ids)
}

/**
 * Everyone of an account who is neither archived nor erased; the caller has passed the account's guard. One query.
 * @param at an earlier moment (ISO): those known just before it, with the titles they had
 */
export async function peopleOfAccount(
  tx: Tx,
  accountId: string,
  at: string | null = null,
): Promise<PastHead[]> {
  return at === null ? headsOfAccount(tx, accountId) : headsAt(tx, accountId, at)
}

/**
 * Who holds which post of an account today; the caller has passed the account's guard. One query.
 * @param at an earlier moment (ISO): who held it just before then
 */
export async function holdersOfPosts(
  tx: Tx,
  accountId: string,
  at: string | null = null,
): Promise<{ postId: string; personId: string; personName: string; since: string | null }[]> {
  return at === null ? holdersOfAccount(tx, accountId) : holdersAt(tx, accountId, at)
}
