import { newId } from '#platform/contract/fields.ts'
import { invalidField, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Locale } from '#platform/words/words.ts'
import { acceptLink, lookAtLink, MEMBERS_PROBLEMS } from '../members.contract.ts'
import { forgetActors, type MembersContext, requireGoodPassword } from './context.ts'
import { hashPassword, needsSecureCookie } from './identity.ts'
import type { Open } from './identity-driver.ts'
import { deleteLinks, deleteSessions, findLink, insertIdentity, setPasswordHash } from './identity-store.ts'
import { findInvitation, type InvitationRow, lockInvitation, markAccepted } from './invitation-store.ts'
import { tokenHash } from './links.ts'
import { findMe, findMember, findMemberByEmail, insertMember, seatMember } from './member-store.ts'
import { lockStructure } from './organisation-store.ts'
import { signInAs } from './session-handlers.ts'

const unusable = () => new ProblemError(MEMBERS_PROBLEMS.linkUnusable)

interface Found {
  orgId: string
  company: string
  invitation: InvitationRow
}

/** What a link is for. @throws `members.link-unusable`, alike for unknown, used, withdrawn and expired ones */
async function findOpenLink(open: Open, token: string): Promise<Found> {
  const link = await open({}, (tx) => findLink(tx, tokenHash(token)))
  if (!link) throw unusable()
  const { orgId, invitationId } = link
  const found = await open({ orgId }, async (tx) => {
    const invitation = await findInvitation(tx, invitationId)
    if (!invitation?.open || invitation.expired) return null
    const company = (await findMe(tx, invitation.invitedById))?.organisation.name ?? ''
    return { orgId, company, invitation }
  })
  if (!found) throw unusable()
  return found
}

/** Takes the seat an invitation offers: that of a member who had no sign-in, or a new one. */
async function join(
  tx: Tx,
  invitation: InvitationRow,
  memberId: string,
  who: { name: string; locale: Locale; passwordHash: string },
): Promise<void> {
  const { email, role, teamId } = invitation
  const userId = await insertIdentity(tx, { ...who, email })
  if (!userId) throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
  const { name, locale } = who
  const seat = { id: memberId, name, email, role, teamId, locale, userId }
  const known = invitation.memberId !== null ? await findMember(tx, memberId) : null
  if (known) {
    if (!(await seatMember(tx, seat))) throw unusable()
  } else await insertMember(tx, seat)
  await record(tx, {
    kind: 'members.joined',
    subject: { kind: 'member', id: memberId },
    accountId: null,
    data: { role, teamId, invitationId: invitation.id },
  })
}

export function linkRoutes(context: MembersContext): Route[] {
  return [
    on(lookAtLink, async ({ open, body }) => {
      const { company, invitation: i } = await findOpenLink(open, body.token)
      const { purpose, email, name, role, locale, expiresAt } = i
      return {
        purpose,
        organisation: company,
        email,
        name,
        role,
        locale,
        invitedBy: i.invitedByName,
        expiresAt,
      }
    }),

    on(acceptLink, async ({ open, request, header, body }) => {
      needsSecureCookie(context.origin ?? request.origin)
      const { orgId, company, invitation } = await findOpenLink(open, body.token)
      const { email, purpose } = invitation
      const name = body.name || invitation.name
      if (purpose === 'join' && name === '') throw invalidField('name', 'required')
      requireGoodPassword('password', body.password, [email, name, company])
      const passwordHash = await hashPassword(body.password)
      const memberId = invitation.memberId ?? newId()
      await open({ orgId, memberId }, async (tx) => {
        await lockStructure(tx)
        // Read again under the lock: a link is used once, however many try at the same time.
        const now = await lockInvitation(tx, invitation.id)
        if (!now?.open || now.expired) throw unusable()
        if (purpose === 'join') {
          const taken = await findMemberByEmail(tx, email)
          if (taken && taken.id !== memberId) throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
          await join(tx, now, memberId, { name, locale: body.locale, passwordHash })
        } else {
          const member = await findMember(tx, memberId)
          if (!member?.userId || member.leftAt !== null) throw unusable()
          await setPasswordHash(tx, member.userId, passwordHash)
          const ended = await deleteSessions(tx, member.userId)
          const subject = { kind: 'member', id: memberId }
          await record(tx, {
            kind: 'members.password-reset',
            subject,
            accountId: null,
            data: { sessionsEnded: ended, invitationId: invitation.id },
          })
        }
        await markAccepted(tx, invitation.id, memberId)
        await deleteLinks(tx, [invitation.id])
        await forgetActors(context, tx)
      })
      // Whoever held the link has proved who they are; earlier wrong guesses at the password do not count against them.
      context.throttle.succeeded(email, request.ip)
      return signInAs(context, { open, request, header }, { email, password: body.password, remember: true })
    }),
  ]
}
