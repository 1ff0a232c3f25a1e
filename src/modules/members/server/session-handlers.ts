import {
  conflict,
  invalidField,
  notFound,
  PLATFORM_PROBLEMS,
  ProblemError,
} from '#platform/contract/problem.ts'
import type { Call, Route } from '#platform/server/module.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import {
  changeMe,
  changePassword,
  endSession,
  getMe,
  listSessions,
  MEMBERS_PROBLEMS,
  signIn,
  signOut,
  signOutEverywhere,
} from '../members.contract.ts'
import { forgetActors, type MembersContext, requireGoodPassword } from './context.ts'
import { hashPassword, verifyPassword } from './identity.ts'
import {
  deleteSession,
  deleteSessions,
  passwordHashOf,
  renameIdentity,
  sessionsOf,
  setPasswordHash,
} from './identity-store.ts'
import { findMe, findMember, findSeat, type MeRow, updateMember } from './member-store.ts'

/**
 * Signs in and sets the cookies. Someone whose seat is gone is answered like a wrong password.
 * @throws `members.sign-in-refused`, `members.needs-https`, `platform.too-many`
 */
export async function signInAs(
  context: MembersContext,
  call: Pick<Call<typeof signIn>, 'open' | 'request' | 'header'>,
  who: { email: string; password: string; remember: boolean },
): Promise<MeRow> {
  const { open, request } = call
  context.throttle.attempt(who.email, request.ip)
  const { signedIn, cookies } = await context.identity.signIn(open, who, request)
  const { orgId, userId } = signedIn
  const seat = await open({ orgId }, (tx) => findSeat(tx, userId))
  if (!seat) {
    await open({}, (tx) => deleteSession(tx, userId, signedIn.sessionId))
    throw new ProblemError(MEMBERS_PROBLEMS.refused)
  }
  const { memberId } = seat
  const me = await open({ orgId, memberId }, async (tx) => {
    await record(tx, {
      kind: 'members.signed-in',
      subject: { kind: 'member', id: memberId },
      accountId: null,
      data: { sessionId: signedIn.sessionId },
    })
    return findMe(tx, memberId)
  })
  if (!me) throw new ProblemError(MEMBERS_PROBLEMS.refused)
  context.throttle.succeeded(who.email, request.ip)
  for (const cookie of cookies) call.header('set-cookie', cookie)
  return me
}

export function sessionRoutes(context: MembersContext): Route[] {
  return [
    on(signIn, ({ open, request, header, body }) => signInAs(context, { open, request, header }, body)),

    on(signOut, async ({ actor, open, request, header }) => {
      const cookies = await context.identity.signOut(open, request)
      context.cache.forgetUser(actor?.userId ?? '')
      for (const cookie of cookies) header('set-cookie', cookie)
      if (!actor) return
      const { orgId, memberId } = actor
      await open({ orgId, memberId }, async (tx) => {
        await forgetActors(context, tx)
        await record(tx, {
          kind: 'members.signed-out',
          subject: { kind: 'member', id: memberId },
          accountId: null,
          data: { sessionId: actor.sessionId },
        })
      })
    }),

    on(listSessions, async ({ actor, tx }) => {
      const rows = await sessionsOf(tx, actor.userId)
      return { items: rows.map((row) => ({ ...row, current: row.id === actor.sessionId })) }
    }),

    on(endSession, async ({ actor, tx, params }) => {
      if ((await deleteSession(tx, actor.userId, params.sessionId)) === 0) throw notFound()
      await forgetActors(context, tx)
      await record(tx, {
        kind: 'members.session-ended',
        subject: { kind: 'member', id: actor.memberId },
        accountId: null,
        data: { sessionId: params.sessionId },
      })
    }),

    on(signOutEverywhere, async ({ actor, tx, body }) => {
      const ended = await deleteSessions(tx, actor.userId, body.keepThis ? actor.sessionId : null)
      await forgetActors(context, tx)
      await record(tx, {
        kind: 'members.signed-out-everywhere',
        subject: { kind: 'member', id: actor.memberId },
        accountId: null,
        data: { sessions: ended, keptThis: body.keepThis },
      })
      return { ended }
    }),

    on(changePassword, async ({ actor, tx, body, request }) => {
      const me = await requireMe(findMe(tx, actor.memberId))
      requireGoodPassword('next', body.next, [me.member.email, me.member.name, me.organisation.name])
      // Who holds a stolen session may not guess at the password either.
      context.throttle.attempt(me.member.email, request.ip)
      const hash = await passwordHashOf(tx, actor.userId)
      if (!hash || !(await verifyPassword({ hash, password: body.current })))
        throw invalidField('current', 'wrong-password')
      context.throttle.succeeded(me.member.email, request.ip)
      await setPasswordHash(tx, actor.userId, await hashPassword(body.next))
      // Whoever knew the old password is out.
      const ended = await deleteSessions(tx, actor.userId, actor.sessionId)
      await forgetActors(context, tx)
      await record(tx, {
        kind: 'members.password-changed',
        subject: { kind: 'member', id: actor.memberId },
        accountId: null,
        data: { sessionsEnded: ended },
      })
      return { ended }
    }),

    on(getMe, ({ actor, tx }) => requireMe(findMe(tx, actor.memberId))),

    on(changeMe, async ({ actor, tx, body }) => {
      const member = await findMember(tx, actor.memberId)
      if (!member) throw notFound()
      const { name, locale } = body
      const change = { ...member, name, locale, leftAt: null }
      if (!(await updateMember(tx, actor.memberId, body.version, change)))
        throw conflict(await findMe(tx, actor.memberId))
      const fields = (['name', 'locale'] as const).filter((field) => member[field] !== body[field])
      await renameIdentity(tx, actor.userId, name)
      await record(tx, {
        kind: 'members.changed',
        subject: { kind: 'member', id: actor.memberId },
        accountId: null,
        data: { fields },
      })
      return requireMe(findMe(tx, actor.memberId))
    }),
  ]
}

async function requireMe(found: Promise<MeRow | null>): Promise<MeRow> {
  const me = await found
  if (!me) throw new ProblemError(PLATFORM_PROBLEMS.signedOut)
  return me
}
