import type { Tx } from '#platform/server/tx.ts'
import type { TeamPlace } from '../members.rules.ts'

export interface TeamRow {
  id: string
  name: string
  parentId: string | null
  supervisorId: string | null
  supervisorName: string | null
  members: number
  version: number
}

const TEAM = `t.id, t.name, t.parent_id as "parentId", t.supervisor_id as "supervisorId", s.name as "supervisorName",
  (select count(*) from member m where m.org_id = t.org_id and m.team_id = t.id and m.left_at is null) as members,
  t.version`
const FROM = 'from team t left join member s on s.org_id = t.org_id and s.id = t.supervisor_id'

export async function findTeam(tx: Tx, teamId: string): Promise<TeamRow | null> {
  const { rows } = await tx.query<TeamRow>(`select ${TEAM} ${FROM} where t.org_id = $1 and t.id = $2`, [
    tx.orgId,
    teamId,
  ])
  return rows[0] ?? null
}

/** Teams in the order they were made, one more than `limit`; the reader builds the tree from `parentId`. */
export async function listTeamRows(tx: Tx, limit: number, after: string | null): Promise<TeamRow[]> {
  const { rows } = await tx.query<TeamRow>(
    `select ${TEAM} ${FROM} where t.org_id = $1 and ($2::uuid is null or t.id > $2) order by t.id limit $3`,
    [tx.orgId, after, limit + 1],
  )
  return rows
}

/** The whole tree, for rules about it. An organisation has at most some hundreds of teams. */
export async function teamPlaces(tx: Tx): Promise<(TeamPlace & { supervisorId: string | null })[]> {
  const { rows } = await tx.query<TeamPlace & { supervisorId: string | null }>(
    'select id, parent_id as "parentId", supervisor_id as "supervisorId" from team where org_id = $1',
    [tx.orgId],
  )
  return rows
}

export interface NewTeam {
  id: string
  name: string
  parentId: string | null
  supervisorId: string | null
}

export async function insertTeam(tx: Tx, one: NewTeam): Promise<void> {
  await tx.query(
    'insert into team (org_id, id, name, parent_id, supervisor_id) values ($1, $2, $3, $4, $5)',
    [tx.orgId, one.id, one.name, one.parentId, one.supervisorId],
  )
}

/** @returns false if `version` is no longer the row's */
export async function updateTeam(tx: Tx, one: NewTeam, version: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update team set name = $4, parent_id = $5, supervisor_id = $6, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, one.id, version, one.name, one.parentId, one.supervisorId],
  )
  return rowCount === 1
}

/** Takes somebody from the head of every team. @returns the teams' ids */
export async function clearSupervisor(tx: Tx, memberId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update team set supervisor_id = null, version = version + 1
     where org_id = $1 and supervisor_id = $2 returning id`,
    [tx.orgId, memberId],
  )
  return rows.map((row) => row.id)
}

/** Whether anybody works in the team, or another team hangs below it. Who has left does not count. */
export async function isTeamInUse(tx: Tx, teamId: string): Promise<boolean> {
  const { rows } = await tx.query<{ used: boolean }>(
    `select exists (select 1 from member where org_id = $1 and team_id = $2 and left_at is null)
       or exists (select 1 from team where org_id = $1 and parent_id = $2) as used`,
    [tx.orgId, teamId],
  )
  return rows[0]!.used
}

/** Deletes a team; those who left it, and invitations into it, keep no team. */
export async function deleteTeamRow(tx: Tx, teamId: string): Promise<void> {
  const values = [tx.orgId, teamId]
  await tx.query(
    'update member set team_id = null, version = version + 1 where org_id = $1 and team_id = $2',
    values,
  )
  await tx.query('update invitation set team_id = null where org_id = $1 and team_id = $2', values)
  await tx.query('delete from team where org_id = $1 and id = $2', values)
}
