import { type AccountRight, loadWritableAccount } from '#modules/accounts/server/index.ts'
import { peopleByIds } from '#modules/people/server/index.ts'
import { projectsByIds } from '#modules/projects/server/index.ts'
import { invalidField } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { loadWritableVisit } from './guard.ts'

/**
 * What an actor may write at an account, or through a visit there: its host and companions note what they hear.
 * @throws not found, forbidden; `visitId` refused if that visit is at another account
 */
export async function loadWritableAt(
  tx: Tx,
  actor: Actor,
  accountId: string,
  visitId: string | null,
): Promise<AccountRight> {
  if (visitId === null) return loadWritableAccount(tx, actor, accountId)
  const { visit, right } = await loadWritableVisit(tx, actor, visitId)
  if (visit.accountId !== accountId) throw invalidField('visitId', 'not-found')
  return right
}

/** Refuses a project or a person that is not of this account, as if it were not there. */
export async function checkLinks(
  tx: Tx,
  actor: Actor,
  accountId: string,
  links: { projectId?: string | null | undefined; personId?: string | null | undefined },
): Promise<void> {
  const [projects, people] = await Promise.all([
    links.projectId ? projectsByIds(tx, actor, [links.projectId]) : [],
    links.personId ? peopleByIds(tx, actor, [links.personId]) : [],
  ])
  if (links.projectId && projects[0]?.accountId !== accountId) throw invalidField('projectId', 'not-found')
  if (links.personId && (people[0]?.accountId !== accountId || people[0].erased))
    throw invalidField('personId', 'not-found')
}
