import { onErase } from '#modules/people/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Need } from '../needs.contract.ts'
import { needRoutes } from './handlers.ts'
import { questionRoutes } from './question-handlers.ts'
import { ratingRoutes } from './rating-handlers.ts'
import { erasePersonFromNeeds, readNeeds } from './store.ts'

export { loadWritableNeed } from './guard.ts'
export { personalVisible } from './personal-store.ts'

export const needs: ServerModule = {
  name: 'needs',
  routes: [...needRoutes, ...questionRoutes, ...ratingRoutes],
}

onErase('needs', erasePersonFromNeeds)

/** These needs, of those the actor may read (of other accounts and of the personal layer: left out). One query. */
export async function needsByIds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Map<string, Need>> {
  return new Map((await readNeeds(tx, actor, ids)).map((need) => [need.id, need]))
}
