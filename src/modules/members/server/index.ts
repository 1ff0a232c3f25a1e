import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Actor } from '#platform/server/actor.ts'
import type { Job } from '#platform/server/jobs.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { inTransaction } from '#platform/server/tx.ts'
import { ActorCache } from './actor-cache.ts'
import { actorOfSeat } from './actor-store.ts'
import { auditRoutes } from './audit-handlers.ts'
import { listenForChanges } from './change-listener.ts'
import type { MembersContext } from './context.ts'
import { emailRoutes } from './email-handlers.ts'
import { emailNoticeJob } from './email-notice.ts'
import { createIdentity, type RequestHeaders } from './identity.ts'
import type { Open } from './identity-driver.ts'
import { invitationRoutes } from './invitation-handlers.ts'
import { invitationMailJob, type MailSettings } from './invitation-mail.ts'
import { linkRoutes } from './link-handlers.ts'
import { memberRoutes } from './member-handlers.ts'
import { findSeat } from './member-store.ts'
import { organisationRoutes } from './organisation-handlers.ts'
import { sessionRoutes } from './session-handlers.ts'
import { setupRoutes } from './setup-handlers.ts'
import { teamRoutes } from './team-handlers.ts'
import { Throttle } from './throttle.ts'

export { actorOfSeat, type Seat } from './actor-store.ts'
export { hashPassword } from './identity.ts'
export {
  createMembersAndTeams,
  everyMember,
  everyTeam,
  type ImportedMember,
  type ImportedTeam,
  type KnownMember,
  undoMembersAndTeams,
} from './import-store.ts'
export { membersByIds } from './member-store.ts'
export {
  findMemberOf,
  findOrganisations,
  type OrganisationThere,
  organisationsThere,
} from './organisation-store.ts'
export { addMember, inviteMember, type MemberToAdd } from './seats.ts'
export { createOrganisation, type NewOrganisation } from './setup-handlers.ts'
export { addTeam } from './team-handlers.ts'

export interface MembersParts {
  pool: pg.Pool
  /** Signs the session cookies; see `loadSecret`. */
  secret: string
  log?: Logger
  /** Where readers meet us, e.g. `https://crm.example.cn`; without it, what each request says. */
  origin?: string | undefined
  /** Without it, invitations are links to copy. */
  mail?: MailSettings | undefined
  /** What follows the first set-up: the sample story. Awaited; its failure is logged and does not undo the set-up. */
  onSetUp?: (orgId: string, memberId: string, withStory: boolean) => Promise<void>
}

export interface Members {
  module: ServerModule
  /** Who is asking, from the request's cookie. Answers from memory for up to half a minute, then from the database. */
  identify: (request: { headers: RequestHeaders }) => Promise<Actor | null>
  /** Resolves once changes made by other processes are heard; nothing needs to wait for it. */
  listening: Promise<void>
  /** Ends the connection it listens on; before the pool and the database end. */
  close: () => Promise<void>
}

function moduleOf(parts: Omit<MembersParts, 'pool'>): { module: ServerModule; context: MembersContext } {
  const { secret, log, origin, mail, onSetUp } = parts
  const context: MembersContext = {
    identity: createIdentity({ secret, log, origin }),
    cache: new ActorCache(),
    throttle: new Throttle(),
    log,
    origin,
    mail,
    onSetUp,
  }
  const module: ServerModule = {
    name: 'members',
    routes: [
      ...setupRoutes(context),
      ...sessionRoutes(context),
      ...organisationRoutes(context),
      ...memberRoutes(context),
      ...emailRoutes(context),
      ...teamRoutes(context),
      ...invitationRoutes(context),
      ...linkRoutes(context),
      ...auditRoutes(),
    ],
    jobs: [invitationMailJob(mail) as Job, emailNoticeJob(mail) as Job],
  }
  return { module, context }
}

/** The module as a server runs it, with who is asking. */
export function createMembers({ pool, ...parts }: MembersParts): Members {
  const { module, context } = moduleOf(parts)
  const open: Open = (scope, work) => inTransaction(pool, scope, work)
  const listener = listenForChanges(pool, context.cache, parts.log)
  return {
    module,
    identify: (request) => identify(context, open, request.headers),
    listening: listener.ready,
    close: listener.close,
  }
}

async function identify(context: MembersContext, open: Open, headers: RequestHeaders): Promise<Actor | null> {
  const { identity, cache } = context
  const cookie = identity.cookieOf(headers)
  if (!cookie) return null
  const key = cache.keyOf(cookie)
  const kept = cache.get(key)
  if (kept) return kept
  const { generation } = cache
  const signedIn = await identity.read(open, headers)
  if (!signedIn) return null
  const { orgId, userId, sessionId } = signedIn
  const actor = await open({ orgId }, async (tx) => {
    const seat = await findSeat(tx, userId)
    return seat && actorOfSeat(tx, { ...seat, orgId, userId }, sessionId)
  })
  if (actor) cache.keep(key, actor, generation, signedIn.expiresAt.getTime())
  return actor
}

/**
 * The module for tests that say themselves who is asking: complete, also its sign-in, with a secret of its own that no
 * other process knows. A server uses `createMembers`.
 */
export const members: ServerModule = moduleOf({ secret: randomBytes(32).toString('base64url') }).module
