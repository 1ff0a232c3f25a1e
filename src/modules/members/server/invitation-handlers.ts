import { newId } from '#platform/contract/fields.ts'
import { toPage } from '#platform/contract/paging.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { enqueue } from '#platform/server/jobs.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  createInvitation,
  createResetLink,
  listInvitations,
  MEMBERS_PROBLEMS,
  renewInvitation,
  withdrawInvitation,
} from '../members.contract.ts'
import { JOIN_DAYS, mayInvite, RESET_DAYS, teamsBelow } from '../members.rules.ts'
import { forgetActors, type MembersContext } from './context.ts'
import { cursorId } from './cursor.ts'
import { deleteLinks } from './identity-store.ts'
import { type InvitationMail, invitationMailJob } from './invitation-mail.ts'
import {
  findInvitation,
  type InvitationRow,
  insertInvitation,
  listInvitationRows,
  markWithdrawn,
  openInvitationsFor,
  prolongInvitation,
} from './invitation-store.ts'
import { makeLink } from './links.ts'
import { findMember, findMemberByEmail, type MemberRow } from './member-store.ts'
import { lockStructure } from './organisation-store.ts'
import { teamPlaces } from './team-store.ts'

/** The teams somebody heads, and all below them. */
async function ownTeams(tx: Tx, actor: Actor): Promise<Set<string>> {
  const teams = await teamPlaces(tx)
  const headed = teams.filter((t) => t.supervisorId === actor.memberId).map((t) => t.id)
  return teamsBelow(teams, headed)
}

function shown(row: InvitationRow) {
  const { invitedById, invitedByName, open: _open, expired, ...rest } = row
  return {
    ...rest,
    invitedBy: { id: invitedById, name: invitedByName },
    state: expired ? ('expired' as const) : ('open' as const),
  }
}

/** An open invitation that is the actor's business. @throws not found */
async function requireInvitation(tx: Tx, actor: Actor, invitationId: string): Promise<InvitationRow> {
  const row = await findInvitation(tx, invitationId)
  if (!row?.open) throw notFound()
  if (actor.role === 'administrator') return row
  const own =
    row.purpose === 'join' && (row.invitedById === actor.memberId || isOwn(row, await ownTeams(tx, actor)))
  if (!own) throw notFound()
  return row
}

function isOwn(row: { teamId: string | null }, teams: ReadonlySet<string>): boolean {
  return row.teamId !== null && teams.has(row.teamId)
}

export function invitationRoutes(context: MembersContext): Route[] {
  const job = invitationMailJob(context.mail)

  /** Makes the link that is shown, and sends another by mail where mail is set up. */
  async function answerWithLink(tx: Tx, invitationId: string, requestOrigin: string) {
    const origin = context.origin ?? requestOrigin
    const link = await makeLink(tx, invitationId, origin)
    if (context.mail) {
      const data: InvitationMail = { orgId: tx.orgId!, invitationId, origin }
      await enqueue(tx, job, data)
    }
    const row = await findInvitation(tx, invitationId)
    if (!row) throw notFound()
    return { invitation: shown(row), link, mailed: context.mail !== undefined }
  }

  /**
   * Whom an invitation is for: a member who is here without a sign-in, or somebody new.
   * @throws if that e-mail signs in already, or the member is not the inviter's to invite
   */
  async function memberToInvite(
    tx: Tx,
    actor: Actor,
    teams: ReadonlySet<string>,
    asked: { email: string; memberId: string | null },
  ): Promise<MemberRow | null> {
    const byEmail = await findMemberByEmail(tx, asked.email)
    const byId = asked.memberId === null ? null : await findMember(tx, asked.memberId)
    if (asked.memberId !== null && !byId) throw invalidField('memberId', 'not-found')
    if (byId && byEmail && byEmail.id !== byId.id) throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
    const found = byId ?? byEmail
    if (!found) return null
    if (found.leftAt !== null) throw new ProblemError(MEMBERS_PROBLEMS.hasLeft)
    if (found.userId !== null)
      throw new ProblemError(byId ? MEMBERS_PROBLEMS.alreadySignsIn : MEMBERS_PROBLEMS.emailTaken)
    // A supervisor may not turn somebody of another team into one of its own.
    if (actor.role !== 'administrator' && !(found.role === 'rep' && isOwn(found, teams)))
      throw new ProblemError(MEMBERS_PROBLEMS.notYourTeam)
    return found
  }

  return [
    on(listInvitations, async ({ actor, tx, query }) => {
      const own =
        actor.role === 'administrator'
          ? null
          : { memberId: actor.memberId, teamIds: [...(await ownTeams(tx, actor))] }
      const rows = await listInvitationRows(tx, query.limit, cursorId(query.cursor), own)
      const page = toPage(rows, query.limit, (row) => [row.id])
      return { ...page, items: page.items.map(shown) }
    }),

    on(createInvitation, async ({ actor, tx, body, request }) => {
      await lockStructure(tx)
      const teams = await ownTeams(tx, actor)
      if (!mayInvite(actor.role, body, teams)) throw new ProblemError(MEMBERS_PROBLEMS.notYourTeam)
      if (body.teamId !== null && !(await teamPlaces(tx)).some((t) => t.id === body.teamId))
        throw invalidField('teamId', 'not-found')
      const before = await findInvitation(tx, body.id)
      if (before) {
        // The same request again: its answer was lost, and with it the link.
        const same =
          before.open && before.invitedById === actor.memberId && before.email === body.email.toLowerCase()
        if (!same) throw conflict(undefined)
        await deleteLinks(tx, [before.id])
        return answerWithLink(tx, before.id, request.origin)
      }
      const member = await memberToInvite(tx, actor, teams, body)
      const older = await openInvitationsFor(tx, body.email, 'join')
      if (actor.role !== 'administrator' && older.some((o) => !o.expired && !isOwn(o, teams)))
        throw new ProblemError(MEMBERS_PROBLEMS.emailTaken)
      const replaced = older.map((o) => o.id)
      await markWithdrawn(tx, replaced)
      await deleteLinks(tx, replaced)
      await insertInvitation(tx, {
        ...body,
        name: body.name || (member?.name ?? ''),
        memberId: member?.id ?? null,
        purpose: 'join',
        invitedById: actor.memberId,
        days: JOIN_DAYS,
      })
      await record(tx, {
        kind: 'members.invited',
        subject: { kind: 'invitation', id: body.id },
        accountId: null,
        data: { role: body.role, teamId: body.teamId, replaced },
      })
      return answerWithLink(tx, body.id, request.origin)
    }),

    on(renewInvitation, async ({ actor, tx, params, request }) => {
      const row = await requireInvitation(tx, actor, params.invitationId)
      // Whoever renews an invitation answers for it: a supervisor who may no longer invite there, may not renew.
      if (row.purpose === 'join' && !mayInvite(actor.role, row, await ownTeams(tx, actor)))
        throw new ProblemError(MEMBERS_PROBLEMS.notYourTeam)
      await deleteLinks(tx, [row.id])
      await prolongInvitation(tx, row.id, row.purpose === 'join' ? JOIN_DAYS : RESET_DAYS)
      await record(tx, {
        kind: 'members.invitation-renewed',
        subject: { kind: 'invitation', id: row.id },
        accountId: null,
      })
      return answerWithLink(tx, row.id, request.origin)
    }),

    on(withdrawInvitation, async ({ actor, tx, params }) => {
      const row = await requireInvitation(tx, actor, params.invitationId)
      await markWithdrawn(tx, [row.id])
      await deleteLinks(tx, [row.id])
      await record(tx, {
        kind: 'members.invitation-withdrawn',
        subject: { kind: 'invitation', id: row.id },
        accountId: null,
      })
    }),

    on(createResetLink, async ({ actor, tx, params, body, request }) => {
      await lockStructure(tx)
      const member = await findMember(tx, params.memberId)
      if (!member) throw notFound()
      if (member.leftAt !== null) throw new ProblemError(MEMBERS_PROBLEMS.hasLeft)
      if (!member.userId || !member.email) throw new ProblemError(MEMBERS_PROBLEMS.neverSignedIn)
      const older = (await openInvitationsFor(tx, member.email, 'reset')).map((o) => o.id)
      await markWithdrawn(tx, older)
      await deleteLinks(tx, older)
      const id = older.includes(body.id) ? newId() : body.id
      await insertInvitation(tx, {
        id,
        purpose: 'reset',
        memberId: member.id,
        email: member.email,
        name: member.name,
        role: member.role,
        teamId: member.teamId,
        locale: member.locale,
        invitedById: actor.memberId,
        days: RESET_DAYS,
      })
      await record(tx, {
        kind: 'members.reset-link-made',
        subject: { kind: 'member', id: member.id },
        accountId: null,
        data: { invitationId: id },
      })
      await forgetActors(context, tx)
      return answerWithLink(tx, id, request.origin)
    }),
  ]
}
