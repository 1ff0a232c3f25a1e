import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'

/**
 * True where the personal layer of an account is open to the actor: on its team or above somebody who is, and neither
 * service staff nor auditor. To see every account by office opens nobody's personal layer. The same as `right.personal`
 * of the guard, for lists over several accounts.
 */
export function personalVisible(actor: Actor, accountRef: string): RawBuilder<boolean> {
  if (actor.role === 'service' || actor.role === 'auditor') return sql<boolean>`false`
  return accountVisible({ ...actor, wide: false }, accountRef)
}
