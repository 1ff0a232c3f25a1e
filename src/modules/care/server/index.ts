import { onErase } from '#modules/people/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import { itemRoutes } from './item-handlers.ts'
import { type DueItem, dueOfOwner } from './item-store.ts'
import { referralRoutes } from './referral-handlers.ts'
import { erasePersonFromCare } from './referral-store.ts'

export type { DueItem as DueServiceItem } from './item-store.ts'

export const care: ServerModule = { name: 'care', routes: [...itemRoutes, ...referralRoutes] }

onErase('care', erasePersonFromCare)

/**
 * The service an actor owes by a day (`YYYY-MM-DD`, included), the earliest first, at most 100. `today` (else the organisation's) decides what is
 * overdue. One query.
 */
export async function dueServiceItems(
  tx: Tx,
  actor: Actor,
  until: string,
  today?: string,
): Promise<DueItem[]> {
  return dueOfOwner(tx, actor, until, today)
}
