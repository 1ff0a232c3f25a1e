import { ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { accountsProblems } from '../accounts.contract.ts'
import { lockOwner } from './team-store.ts'
import { loadAccountRight, requireWrite } from './visibility-store.ts'

/**
 * Who may decide who sees an account: its owner, whoever stands above the owner, an administrator. Write access alone is not
 * enough, or one invited colleague could invite the next. An account nobody owns may be taken by whoever may change it.
 */
export function mayShare(actor: Actor, ownerId: string | null): boolean {
  return actor.role === 'administrator' || ownerId === null || actor.reach.includes(ownerId)
}

/**
 * The guard of archiving, passing on and the account team; locks the account and answers its owner.
 * @param options.archived true where an archived account is meant too: to restore it
 * @throws not found for a stranger, forbidden for readers, `accounts.not-owner` for the rest of the team
 */
export async function loadSharedAccount(
  tx: Tx,
  actor: Actor,
  accountId: string,
  options: { archived?: boolean } = {},
): Promise<string | null> {
  const right = await loadAccountRight(tx, actor, accountId)
  requireWrite(options.archived ? { ...right, write: right.mayRestore } : right)
  const ownerId = await lockOwner(tx, accountId)
  if (!mayShare(actor, ownerId)) throw new ProblemError(accountsProblems.notOwner)
  return ownerId
}
