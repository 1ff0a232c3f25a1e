import type { Actor } from '#platform/server/actor.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { PersonHead } from '../people.contract.ts'
import { dossierRoutes } from './dossier-handlers.ts'
import { personRoutes } from './person-handlers.ts'
import { headsByIds, headsOfAccount, holdersOfAccount } from './person-store.ts'
import { tieRoutes } from './tie-handlers.ts'

export { type Eraser, onErase } from './erasers.ts'
export { loadPerson, loadWritablePerson, type PersonRight } from './guard.ts'
export { matchPeople } from './import-match-store.ts'
export { createPeople, type ImportedPerson, undoImport } from './import-store.ts'
export { tiesOfAccount } from './tie-handlers.ts'

export const people: ServerModule = {
  name: 'people',
  routes: [...personRoutes, ...dossierRoutes, ...tieRoutes],
}

/** A person's name, title and unit, without the personal layer. `erased` ones are tombstones. */
export type PersonSummary = PersonHead & { erased: boolean }

/** These people, of those whose account the actor may see; in one query, by name. */
export async function peopleByIds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<PersonSummary[]> {
  return headsByIds(tx, actor, ids)
}

/** Everyone of an account who is neither archived nor erased; the caller has passed the account's guard. One query. */
export async function peopleOfAccount(tx: Tx, accountId: string): Promise<PersonSummary[]> {
  return headsOfAccount(tx, accountId)
}

/** Who holds which post of an account today; the caller has passed the account's guard. One query. */
export async function holdersOfPosts(
  tx: Tx,
  accountId: string,
): Promise<{ postId: string; personId: string; personName: string; since: string | null }[]> {
  return holdersOfAccount(tx, accountId)
}
