import {
  conflict,
  invalidField,
  notFound,
  PLATFORM_PROBLEMS,
  ProblemError,
} from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import { changeEmail, changeMyEmail, MEMBERS_PROBLEMS } from '../members.contract.ts'
import { forgetActors, type MembersContext } from './context.ts'
import { announceEmail } from './email-notice.ts'
import { verifyPassword } from './identity.ts'
import { deleteLinks, deleteSessions, moveIdentity, passwordHashOf } from './identity-store.ts'
import { markWithdrawn, openInvitationsOf } from './invitation-store.ts'
import { findMe, findMember, findMemberByEmail, type MemberRow, setMemberEmail } from './member-store.ts'
import { lockStructure } from './organisation-store.ts'

/**
 * Gives a member another e-mail, and what follows: its identity signs in with the new one, every session but `keep` ends,
 * links that went to the old one open nothing any more, and both addresses are told by mail.
 * @param keep the session that goes on: one's own, where one does it oneself
 * @returns false if `version` is no longer the member's
 */
async function moveEmail(
  context: MembersContext,
  tx: Tx,
  member: MemberRow,
  to: { email: string; version: number; keep: string | null },
): Promise<boolean> {
  const other = await findMemberByEmail(tx, to.email)
  if (other && other.id !== member.id) throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
  if (!(await setMemberEmail(tx, member.id, to.version, to.email))) return false
  if (member.userId && !(await moveIdentity(tx, member.userId, to.email)))
    throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
  const ended = member.userId ? await deleteSessions(tx, member.userId, to.keep) : 0
  const links = await openInvitationsOf(tx, member.id)
  await markWithdrawn(tx, links)
  await deleteLinks(tx, links)
  if (member.userId)
    await announceEmail(tx, context.mail, {
      memberId: member.id,
      old: member.email,
      new: to.email.toLowerCase(),
    })
  await forgetActors(context, tx)
  await record(tx, {
    kind: 'members.email-changed',
    subject: { kind: 'member', id: member.id },
    accountId: null,
    data: { fields: ['email'], sessionsEnded: ended, linksWithdrawn: links.length },
  })
  return true
}

/** Changing the e-mail somebody signs in with: an administrator for anybody, everybody for oneself. */
export function emailRoutes(context: MembersContext): Route[] {
  return [
    on(changeEmail, async ({ actor, tx, params, body }) => {
      await lockStructure(tx)
      const member = await findMember(tx, params.memberId)
      if (!member) throw notFound()
      if (member.leftAt !== null) throw new ProblemError(MEMBERS_PROBLEMS.hasLeft)
      const keep = member.id === actor.memberId ? actor.sessionId : null
      if (!(await moveEmail(context, tx, member, { ...body, keep })))
        throw conflict(await findMember(tx, member.id))
      return (await findMember(tx, member.id)) as MemberRow
    }),

    on(changeMyEmail, async ({ actor, tx, body, request }) => {
      const member = await findMember(tx, actor.memberId)
      if (!member?.email) throw new ProblemError(PLATFORM_PROBLEMS.signedOut)
      // Who holds a stolen session may neither guess at the password nor take the account away.
      context.throttle.attempt(member.email, request.ip)
      const hash = await passwordHashOf(tx, actor.userId)
      if (!hash || !(await verifyPassword({ hash, password: body.current })))
        throw invalidField('current', 'wrong-password')
      context.throttle.succeeded(member.email, request.ip)
      await lockStructure(tx)
      if (!(await moveEmail(context, tx, member, { ...body, keep: actor.sessionId })))
        throw conflict(await findMe(tx, actor.memberId))
      const me = await findMe(tx, actor.memberId)
      if (!me) throw new ProblemError(PLATFORM_PROBLEMS.signedOut)
      return me
    }),
  ]
}
