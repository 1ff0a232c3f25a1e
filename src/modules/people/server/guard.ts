import { type AccountRight, loadAccountRight, requireWrite } from '#modules/accounts/server/index.ts'
import { notFound, PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { peopleProblems } from '../people.contract.ts'
import { findPerson, type PersonRow } from './person-store.ts'

export interface PersonRight extends AccountRight {
  person: PersonRow
}

/**
 * The guard in front of a person: their account decides.
 * @throws not found, if the person is not there or their account is not for the actor to know of
 */
export async function loadPerson(tx: Tx, actor: Actor, personId: string): Promise<PersonRight> {
  const person = await findPerson(tx, personId)
  if (!person) throw notFound()
  return { ...(await loadAccountRight(tx, actor, person.accountId)), person }
}

/** As `loadPerson`, and the actor may change what is known of them. @throws erased, for one who has been */
export async function loadWritablePerson(tx: Tx, actor: Actor, personId: string): Promise<PersonRight> {
  const right = await loadPerson(tx, actor, personId)
  requireWrite(right)
  if (right.person.erasedAt) throw new ProblemError(peopleProblems.erased)
  return right
}

/** As `loadWritablePerson`, and the personal layer is open to the actor. */
export async function loadPersonalPerson(tx: Tx, actor: Actor, personId: string): Promise<PersonRight> {
  const right = await loadWritablePerson(tx, actor, personId)
  if (!right.personal) throw new ProblemError(PLATFORM_PROBLEMS.forbidden)
  return right
}
