import { DEFAULT_ZONE, isZone } from '#platform/contract/days.ts'
import { ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Locale } from '#platform/words/words.ts'
import { getSetupState, MEMBERS_PROBLEMS, setUp } from '../members.contract.ts'
import { type MembersContext, requireGoodPassword } from './context.ts'
import { hashPassword, needsSecureCookie } from './identity.ts'
import { insertIdentity } from './identity-store.ts'
import { insertMember } from './member-store.ts'
import { databaseKnowsZone, insertOrganisation, lockSetUp, organisationsThere } from './organisation-store.ts'
import { signInAs } from './session-handlers.ts'

export interface NewOrganisation {
  name: string
  /** An IANA zone; the usual one where none is given or nobody here knows it. */
  timeZone?: string | undefined
  administrator: { id: string; name: string; email: string; passwordHash: string; locale: Locale }
}

/**
 * An organisation and its first administrator. The transaction must be open in the new organisation
 * (`{ orgId: newId(), memberId: administrator.id }`).
 * @throws `members.email-taken` if that e-mail signs in to another organisation on this server
 */
export async function createOrganisation(
  tx: Tx,
  { name, administrator, timeZone }: NewOrganisation,
): Promise<void> {
  await insertOrganisation(tx, name, await usableZone(tx, timeZone))
  const userId = await insertIdentity(tx, administrator)
  if (!userId) throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
  await insertMember(tx, { ...administrator, role: 'administrator', teamId: null, userId })
  const subject = { kind: 'member', id: administrator.id }
  await record(
    tx,
    { kind: 'members.organisation-created', subject: { kind: 'org', id: tx.orgId! }, accountId: null },
    { kind: 'members.joined', subject, accountId: null, data: { role: 'administrator' } },
  )
}

export function setupRoutes(context: MembersContext): Route[] {
  return [
    on(getSetupState, async ({ open }) => {
      const there = await open({}, (tx) => organisationsThere(tx, NOBODY), { readOnly: true })
      return { needed: !there.any }
    }),

    on(setUp, async ({ open, request, header, body }) => {
      needsSecureCookie(context.origin ?? request.origin)
      const before = await open({}, (tx) => organisationsThere(tx, body.id), { readOnly: true })
      if (before.any && !before.this) throw new ProblemError(MEMBERS_PROBLEMS.alreadySetUp)
      let created = false
      if (!before.any) {
        requireGoodPassword('password', body.password, [body.email, body.name, body.company])
        const passwordHash = await hashPassword(body.password)
        created = await open({ orgId: body.id, memberId: body.memberId }, async (tx) => {
          await lockSetUp(tx)
          const now = await organisationsThere(tx, body.id)
          if (now.this) return false
          if (now.any) throw new ProblemError(MEMBERS_PROBLEMS.alreadySetUp)
          const administrator = { ...body, id: body.memberId, passwordHash }
          await createOrganisation(tx, { name: body.company, administrator, timeZone: body.timeZone })
          return true
        })
      }
      // Also a repeated set-up, whose first answer was lost, comes this far: the password opens the door, or nothing does.
      const me = await signInAs(context, { open, request, header }, { ...body, remember: true })
      if (created && context.onSetUp) {
        await context.onSetUp(body.id, body.memberId, body.withStory).catch((error: unknown) => {
          context.log?.error({ err: error }, 'what follows a set-up failed')
        })
      }
      return me
    }),
  ]
}

async function usableZone(tx: Tx, wished: string | undefined): Promise<string> {
  // Browsers that guard their owner's privacy say UTC: nobody works there, and those who nearly do have a city.
  const said = wished !== undefined && !/^(utc|gmt|etc\/.*)$/i.test(wished)
  const usable = said && isZone(wished) && (await databaseKnowsZone(tx, wished))
  return usable ? wished : DEFAULT_ZONE
}

/** No organisation's id. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
