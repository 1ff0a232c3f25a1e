import { toPage } from '#platform/contract/paging.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  changeMember,
  getMember,
  leaveMember,
  listMembers,
  MEMBERS_PROBLEMS,
  returnMember,
} from '../members.contract.ts'
import { losesLastAdministrator, maySupervise } from '../members.rules.ts'
import { forgetActors, type MembersContext } from './context.ts'
import { idCursor } from './cursor.ts'
import { deleteLinks, deleteSessions, renameIdentity } from './identity-store.ts'
import { markWithdrawn, openInvitationsOf } from './invitation-store.ts'
import {
  findMember,
  listMemberRows,
  type MemberChange,
  type MemberRow,
  otherAdministrators,
  seesEmail,
  updateMember,
} from './member-store.ts'
import { lockStructure } from './organisation-store.ts'
import { clearSupervisor, findTeam } from './team-store.ts'

function shownTo(actor: Actor, row: MemberRow): MemberRow {
  return seesEmail(actor, row.id) ? row : { ...row, email: null }
}

async function requireMember(tx: Tx, memberId: string): Promise<MemberRow> {
  const member = await findMember(tx, memberId)
  if (!member) throw notFound()
  return member
}

/**
 * Changes a member and what follows from it: whoever no longer leads people heads no team.
 * @returns the member as it is now
 */
async function change(
  context: MembersContext,
  tx: Tx,
  actor: Actor,
  before: MemberRow,
  version: number,
  to: MemberChange,
): Promise<MemberRow> {
  const wasActive = before.leftAt === null && before.userId !== null
  const loses = losesLastAdministrator(
    { role: before.role, active: wasActive },
    { role: to.role, active: wasActive && to.leftAt === null },
    await otherAdministrators(tx, before.id),
  )
  if (loses) throw new ProblemError(MEMBERS_PROBLEMS.lastAdministrator)
  if (!(await updateMember(tx, before.id, version, to)))
    throw conflict(shownTo(actor, await requireMember(tx, before.id)))
  if (!maySupervise(to.role) || to.leftAt !== null) {
    const teams = await clearSupervisor(tx, before.id)
    const events = teams.map((id) => ({
      kind: 'members.team-changed',
      subject: { kind: 'team', id },
      accountId: null,
      data: { fields: ['supervisorId'] },
    }))
    await record(tx, ...events)
  }
  await forgetActors(context, tx)
  return shownTo(actor, await requireMember(tx, before.id))
}

export function memberRoutes(context: MembersContext): Route[] {
  return [
    on(listMembers, async ({ actor, tx, query }) => {
      const rows = await listMemberRows(tx, {
        ...query,
        after: idCursor(query.cursor, 2),
        among: query.mine === 'yes' ? actor.reach : null,
      })
      const page = toPage(rows, query.limit, (row) => [row.sortName, row.id])
      return { ...page, items: page.items.map((row) => shownTo(actor, row)) }
    }),

    on(getMember, async ({ actor, tx, params }) => shownTo(actor, await requireMember(tx, params.memberId))),

    on(changeMember, async ({ actor, tx, params, body }) => {
      await lockStructure(tx)
      const before = await requireMember(tx, params.memberId)
      if (before.leftAt !== null) throw new ProblemError(MEMBERS_PROBLEMS.hasLeft)
      const teamId = body.teamId === undefined ? before.teamId : body.teamId
      if (teamId !== null && teamId !== before.teamId && !(await findTeam(tx, teamId)))
        throw invalidField('teamId', 'not-found')
      const to = {
        name: body.name ?? before.name,
        role: body.role ?? before.role,
        teamId,
        locale: before.locale,
        leftAt: null,
      }
      const after = await change(context, tx, actor, before, body.version, to)
      const subject = { kind: 'member', id: before.id }
      if (to.role !== before.role)
        await record(tx, {
          kind: 'members.role-changed',
          subject,
          accountId: null,
          data: { from: before.role, to: to.role },
        })
      if (to.teamId !== before.teamId)
        await record(tx, {
          kind: 'members.team-moved',
          subject,
          accountId: null,
          data: { from: before.teamId, to: to.teamId },
        })
      if (to.name !== before.name && before.userId) await renameIdentity(tx, before.userId, to.name)
      if (to.name !== before.name)
        await record(tx, { kind: 'members.changed', subject, accountId: null, data: { fields: ['name'] } })
      return after
    }),

    on(leaveMember, async ({ actor, tx, params, body }) => {
      await lockStructure(tx)
      const before = await requireMember(tx, params.memberId)
      if (before.leftAt !== null) return shownTo(actor, before)
      const after = await change(context, tx, actor, before, body.version, { ...before, leftAt: 'now' })
      // At once: no session, and no link that could open another.
      const ended = before.userId ? await deleteSessions(tx, before.userId) : 0
      const links = await openInvitationsOf(tx, before.id)
      await markWithdrawn(tx, links)
      await deleteLinks(tx, links)
      await record(tx, {
        kind: 'members.left',
        subject: { kind: 'member', id: before.id },
        accountId: null,
        data: { sessionsEnded: ended, invitationsWithdrawn: links.length },
      })
      return after
    }),

    on(returnMember, async ({ actor, tx, params, body }) => {
      await lockStructure(tx)
      const before = await requireMember(tx, params.memberId)
      if (before.leftAt === null) return shownTo(actor, before)
      const after = await change(context, tx, actor, before, body.version, { ...before, leftAt: null })
      await record(tx, {
        kind: 'members.returned',
        subject: { kind: 'member', id: before.id },
        accountId: null,
      })
      return after
    }),
  ]
}
