import { onErase } from '#modules/people/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import { closingRoutes } from './closing-handlers.ts'
import { commitmentRoutes } from './commitment-handlers.ts'
import { type DueCommitment, dueOfMember, erasePersonFromCommitments } from './store.ts'

export type { DueCommitment } from './store.ts'

export const commitments: ServerModule = {
  name: 'commitments',
  routes: [...commitmentRoutes, ...closingRoutes],
}

onErase('commitments', erasePersonFromCommitments)

/**
 * What is open and due by a day (`YYYY-MM-DD`, included): ours that the actor owes, the customer's that the actor follows up;
 * the earliest first, at most 100. `today` (else the organisation's) decides what is overdue. One query.
 */
export async function dueCommitments(
  tx: Tx,
  actor: Actor,
  until: string,
  today?: string,
): Promise<DueCommitment[]> {
  return dueOfMember(tx, actor, until, today)
}
