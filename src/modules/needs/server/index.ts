import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { onErase } from '#modules/people/server/index.ts'
import { loadProject } from '#modules/projects/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Need } from '../needs.contract.ts'
import { needRoutes } from './handlers.ts'
import { questionRoutes } from './question-handlers.ts'
import { countQuestions } from './question-store.ts'
import { ratingRoutes } from './rating-handlers.ts'
import { erasePersonFromNeeds, listNeeds, readNeeds } from './store.ts'

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

/**
 * The needs of an account or a project that are not void, as far as the actor may read them; the first 200.
 * @throws not found, where the account or project is not for the actor to know of
 */
export async function openNeedsOf(
  tx: Tx,
  actor: Actor,
  of: { accountId: string } | { projectId: string },
): Promise<Need[]> {
  if ('accountId' in of) await loadAccountRight(tx, actor, of.accountId)
  else await loadProject(tx, actor, of.projectId)
  return (await listNeeds(tx, actor, of, { limit: 200, void: false })).items
}

/** How many questions each visit has and how many of them were asked, by visit; the caller has passed their guard. One query. */
export async function questionCounts(
  tx: Tx,
  visitIds: readonly string[],
): Promise<Map<string, { planned: number; asked: number }>> {
  const rows = await countQuestions(tx, visitIds)
  return new Map(rows.map(({ visitId, ...counts }) => [visitId, counts]))
}
