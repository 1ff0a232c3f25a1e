import { type AccountRight, loadAccountRight, requireWrite } from '#modules/accounts/server/index.ts'
import { notFound } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { findVisit, type VisitRow } from './store.ts'

export interface VisitRight {
  visit: VisitRow
  /** What the actor may do with the account; `write` is that of the visit: account access, or taking part in it. */
  right: AccountRight
}

/**
 * The guard in front of a visit: its account decides who may know of it.
 * To write, it takes write access to the account, or being its host or companion.
 * @throws not found, if the visit is not there or its account is not for the actor to know of
 */
export async function loadVisit(tx: Tx, actor: Actor, visitId: string): Promise<VisitRight> {
  const visit = await findVisit(tx, visitId)
  if (!visit) throw notFound()
  const right = await loadAccountRight(tx, actor, visit.accountId)
  const takesPart = visit.hostId === actor.memberId || visit.companionIds.includes(actor.memberId)
  const mayRestore = right.mayRestore || (takesPart && mayWork(actor))
  return { visit, right: { ...right, mayRestore, write: mayRestore && !right.archived } }
}

/** As `loadVisit`, and the actor may write in it. @throws forbidden for someone who may only read */
export async function loadWritableVisit(tx: Tx, actor: Actor, visitId: string): Promise<VisitRight> {
  const loaded = await loadVisit(tx, actor, visitId)
  requireWrite(loaded.right)
  return loaded
}

function mayWork(actor: Actor): boolean {
  return actor.role !== 'auditor' && actor.role !== 'service'
}
