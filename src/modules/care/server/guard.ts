import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { loadVisit } from '#modules/visits/server/index.ts'
import { invalidField, PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import { may } from '#platform/contract/roles.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'

/**
 * Who may write a customer's service plan: whoever writes at the account, hosts or accompanies the visit it is written in, or
 * serves customers; service staff read every account and write nothing else of it.
 * @throws not found for a stranger
 */
export async function mayWriteCare(
  tx: Tx,
  actor: Actor,
  accountId: string,
  visitId: string | null = null,
): Promise<boolean> {
  const right = await loadAccountRight(tx, actor, accountId)
  if (right.archived) return false
  if (right.write || actor.role === 'service') return true
  if (visitId === null || !may(actor.role, 'selling.write')) return false
  const { visit, right: there } = await loadVisit(tx, actor, visitId)
  return visit.accountId === accountId && there.write
}

/** As `mayWriteCare`. @throws forbidden for someone who may only read; `visitId` refused if that visit is elsewhere */
export async function requireCare(
  tx: Tx,
  actor: Actor,
  accountId: string,
  visitId: string | null = null,
): Promise<void> {
  if (!(await mayWriteCare(tx, actor, accountId, visitId))) {
    const right = await loadAccountRight(tx, actor, accountId)
    const mayRestore = right.archived && (right.mayRestore || actor.role === 'service')
    throw new ProblemError(mayRestore ? PLATFORM_PROBLEMS.archived : PLATFORM_PROBLEMS.forbidden)
  }
  if (visitId === null) return
  // Visits are selling: service staff do not learn by a guess which ones there are.
  if (!may(actor.role, 'selling.read')) throw invalidField('visitId', 'not-found')
  const { visit } = await loadVisit(tx, actor, visitId)
  if (visit.accountId !== accountId) throw invalidField('visitId', 'not-found')
}

/** For whoever may write anyway: not while the account is archived. @throws archived */
export async function requireOpen(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  const { archived } = await loadAccountRight(tx, actor, accountId)
  if (archived) throw new ProblemError(PLATFORM_PROBLEMS.archived)
}
