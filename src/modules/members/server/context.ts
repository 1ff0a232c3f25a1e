import type { Logger } from 'pino'
import { invalidField } from '#platform/contract/problem.ts'
import type { Tx } from '#platform/server/tx.ts'
import { passwordFault, SHORTEST_PASSWORD } from '../password.rules.ts'
import type { ActorCache } from './actor-cache.ts'
import type { Identity } from './identity.ts'
import type { MailSettings } from './invitation-mail.ts'
import { announceChange } from './organisation-store.ts'
import type { Throttle } from './throttle.ts'

/** What the handlers of this module share. */
export interface MembersContext {
  identity: Identity
  cache: ActorCache
  throttle: Throttle
  log: Logger | undefined
  /** Where readers meet us, e.g. `https://crm.example.cn`; without it, what each request says. */
  origin: string | undefined
  mail: MailSettings | undefined
  onSetUp: ((orgId: string, memberId: string, withStory: boolean) => Promise<void>) | undefined
}

/** Whoever may see what has changed in the transaction's organisation: nobody goes on with what was remembered. */
export async function forgetActors({ cache }: MembersContext, tx: Tx): Promise<void> {
  const orgId = tx.orgId!
  tx.afterCommit(() => cache.forgetOrganisation(orgId))
  await announceChange(tx)
}

/** @throws field problem at `path`, if the password is not good enough */
export function requireGoodPassword(path: string, password: string, about: readonly string[]): void {
  const fault = passwordFault(password, about)
  if (fault)
    throw invalidField(path, fault, fault === 'password-too-short' ? { min: SHORTEST_PASSWORD } : undefined)
}
