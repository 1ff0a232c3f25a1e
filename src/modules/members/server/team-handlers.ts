import { toPage } from '#platform/contract/paging.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import { changeTeam, createTeam, deleteTeam, listTeams, MEMBERS_PROBLEMS } from '../members.contract.ts'
import { makesLoop, maySupervise } from '../members.rules.ts'
import { forgetActors, type MembersContext } from './context.ts'
import { cursorId } from './cursor.ts'
import { findMember } from './member-store.ts'
import { lockStructure } from './organisation-store.ts'
import {
  deleteTeamRow,
  findTeam,
  insertTeam,
  isTeamInUse,
  listTeamRows,
  type NewTeam,
  type TeamRow,
  teamPlaces,
  updateTeam,
} from './team-store.ts'

async function requireTeam(tx: Tx, teamId: string): Promise<TeamRow> {
  const team = await findTeam(tx, teamId)
  if (!team) throw notFound()
  return team
}

/** @throws field problem, if the team above is not there or the supervisor may not head a team */
async function checkTeam(tx: Tx, team: NewTeam, before: TeamRow | null): Promise<void> {
  if (team.parentId !== null && team.parentId !== before?.parentId && !(await findTeam(tx, team.parentId)))
    throw invalidField('parentId', 'not-found')
  if (team.supervisorId !== null && team.supervisorId !== before?.supervisorId) {
    const supervisor = await findMember(tx, team.supervisorId)
    if (!supervisor || supervisor.leftAt !== null) throw invalidField('supervisorId', 'not-found')
    if (!maySupervise(supervisor.role)) throw invalidField('supervisorId', 'not-a-supervisor')
  }
}

/**
 * A new team, for imports and the story; handlers check first who may do this.
 * @throws field problem for a team above or a supervisor that is not there
 */
export async function addTeam(tx: Tx, team: NewTeam): Promise<void> {
  await checkTeam(tx, team, null)
  await insertTeam(tx, team)
  const subject = { kind: 'team', id: team.id }
  await record(tx, {
    kind: 'members.team-created',
    subject,
    accountId: null,
    data: { parentId: team.parentId },
  })
}

export function teamRoutes(context: MembersContext): Route[] {
  return [
    on(listTeams, async ({ tx, query }) => {
      const rows = await listTeamRows(tx, query.limit, cursorId(query.cursor))
      return toPage(rows, query.limit, (row) => [row.id])
    }),

    on(createTeam, async ({ tx, body }) => {
      await lockStructure(tx)
      await addTeam(tx, body)
      await forgetActors(context, tx)
      return requireTeam(tx, body.id)
    }),

    on(changeTeam, async ({ tx, params, body }) => {
      await lockStructure(tx)
      const before = await requireTeam(tx, params.teamId)
      const to: NewTeam = {
        id: before.id,
        name: body.name ?? before.name,
        parentId: body.parentId === undefined ? before.parentId : body.parentId,
        supervisorId: body.supervisorId === undefined ? before.supervisorId : body.supervisorId,
      }
      await checkTeam(tx, to, before)
      if (makesLoop(await teamPlaces(tx), to.id, to.parentId))
        throw new ProblemError(MEMBERS_PROBLEMS.teamLoop)
      if (!(await updateTeam(tx, to, body.version))) throw conflict(await requireTeam(tx, to.id))
      const fields = (['name', 'parentId', 'supervisorId'] as const).filter((f) => before[f] !== to[f])
      const subject = { kind: 'team', id: to.id }
      const { parentId, supervisorId } = to
      await record(tx, {
        kind: 'members.team-changed',
        subject,
        accountId: null,
        data: { fields, parentId, supervisorId },
      })
      await forgetActors(context, tx)
      return requireTeam(tx, to.id)
    }),

    on(deleteTeam, async ({ tx, params }) => {
      await lockStructure(tx)
      await requireTeam(tx, params.teamId)
      if (await isTeamInUse(tx, params.teamId)) throw new ProblemError(MEMBERS_PROBLEMS.teamNotEmpty)
      await deleteTeamRow(tx, params.teamId)
      const subject = { kind: 'team', id: params.teamId }
      await record(tx, { kind: 'members.team-deleted', subject, accountId: null })
      await forgetActors(context, tx)
    }),
  ]
}
