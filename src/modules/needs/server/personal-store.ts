import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'

/**
 * True in SQL where the actor may read the personal layer of a row's account: it stands on the account team, or above
 * someone who does. The same answer as `right.personal`, for rows of many accounts at once.
 * @param accountRef the column that holds the account's id
 */
export function personalVisible(actor: Actor, accountRef: string): RawBuilder<boolean> {
  if (actor.role === 'service' || actor.role === 'auditor') return sql<boolean>`false`
  return accountVisible({ ...actor, wide: false }, accountRef)
}
