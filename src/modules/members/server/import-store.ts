import type { Role } from '#platform/contract/roles.ts'
import { sortName } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import { announceChange, lockStructure } from './organisation-store.ts'

export interface KnownMember {
  id: string
  name: string
  email: string | null
  role: Role
  teamId: string | null
  left: boolean
}

/** Everyone of the organisation, also those who have left, the longest here first: an import matches people by name. */
export async function everyMember(tx: Tx): Promise<KnownMember[]> {
  const { rows } = await tx.query<KnownMember>(
    `select id, name, email, role, team_id as "teamId", left_at is not null as left from member
     where org_id = $1 order by created_at, id`,
    [tx.orgId],
  )
  return rows
}

/** All teams, with where they hang. */
export async function everyTeam(tx: Tx): Promise<{ id: string; name: string; parentId: string | null }[]> {
  const { rows } = await tx.query<{ id: string; name: string; parentId: string | null }>(
    'select id, name, parent_id as "parentId" from team where org_id = $1 order by created_at, id',
    [tx.orgId],
  )
  return rows
}

export interface ImportedTeam {
  id: string
  name: string
  parentId: string | null
  supervisorId: string | null
}

export interface ImportedMember {
  id: string
  name: string
  email: string | null
  role: Role
  teamId: string | null
}

/**
 * Teams with their supervisors, and members who cannot sign in until they are invited, in four statements. Supervisors
 * may be among the members, parents among the teams. The caller has checked who may do this and that no e-mail is taken,
 * and records the event of the import.
 */
export async function createMembersAndTeams(
  tx: Tx,
  { members, teams }: { members: readonly ImportedMember[]; teams: readonly ImportedTeam[] },
): Promise<void> {
  if (members.length === 0 && teams.length === 0) return
  await lockStructure(tx)
  await tx.query(
    `insert into team (org_id, id, name, parent_id)
     select $1, t.* from unnest($2::uuid[], $3::text[], $4::uuid[]) as t`,
    [tx.orgId, teams.map((t) => t.id), teams.map((t) => t.name), teams.map((t) => t.parentId)],
  )
  await tx.query(
    `insert into member (org_id, id, name, sort_name, email, role, team_id)
     select $1, m.id, m.name, m.sort_name, lower(m.email), m.role, m.team_id
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[])
       as m (id, name, sort_name, email, role, team_id)`,
    [
      tx.orgId,
      members.map((m) => m.id),
      members.map((m) => m.name),
      members.map((m) => sortName(m.name)),
      members.map((m) => m.email),
      members.map((m) => m.role),
      members.map((m) => m.teamId),
    ],
  )
  const headed = teams.filter((t) => t.supervisorId)
  await tx.query(
    `update team t set supervisor_id = r.supervisor_id from unnest($2::uuid[], $3::uuid[]) as r (id, supervisor_id)
     where t.org_id = $1 and t.id = r.id`,
    [tx.orgId, headed.map((t) => t.id), headed.map((t) => t.supervisorId)],
  )
  await announceChange(tx)
}

/**
 * Takes back members and teams an import made: those nobody has changed since, who cannot sign in, and on whom nothing
 * else hangs. Undo the modules that name members (accounts, projects …) first.
 * @returns how many are gone, and the ids of those kept
 */
export async function undoMembersAndTeams(
  tx: Tx,
  given: { memberIds: readonly string[]; teamIds: readonly string[] },
): Promise<{ members: number; teams: number; kept: { members: string[]; teams: string[] } }> {
  await lockStructure(tx)
  const { rows: free } = await tx.query<{ id: string }>(
    `select id from member where org_id = $1 and id = any($2::uuid[]) and version = 1 and user_id is null`,
    [tx.orgId, given.memberIds],
  )
  const removable = new Set(free.map((m) => m.id))
  const { rows: ours } = await tx.query<{ id: string; supervisorId: string | null }>(
    `select id, supervisor_id as "supervisorId" from team
     where org_id = $1 and id = any($2::uuid[]) and version = 1`,
    [tx.orgId, given.teamIds],
  )
  // A member's own links to the imported teams do not hold them; everything else does, whoever's table it is in.
  const { rows: used } = await tx.query<{ id: string }>(
    `select ids_referenced('member', $1, $2::uuid[], '{team}') as id
     union select supervisor_id from team
       where org_id = $1 and supervisor_id = any($2::uuid[]) and id <> all($3::uuid[])`,
    [tx.orgId, [...removable], ours.map((t) => t.id)],
  )
  for (const { id } of used) removable.delete(id)
  const teams = new Set(ours.map((t) => t.id))
  for (;;) {
    const { rows: held } = await tx.query<{ id: string }>(
      `select team_id as id from member where org_id = $1 and team_id = any($2::uuid[]) and id <> all($3::uuid[])
       union select parent_id from team where org_id = $1 and parent_id = any($2::uuid[]) and id <> all($2::uuid[])
       union select team_id from invitation where org_id = $1 and team_id = any($2::uuid[])`,
      [tx.orgId, [...teams], [...removable]],
    )
    const before = teams.size
    for (const { id } of held) teams.delete(id)
    if (teams.size === before) break
  }
  // A team that stays keeps its supervisor.
  for (const team of ours) if (!teams.has(team.id) && team.supervisorId) removable.delete(team.supervisorId)
  await tx.query('update team set supervisor_id = null where org_id = $1 and id = any($2::uuid[])', [
    tx.orgId,
    [...teams],
  ])
  await tx.query('delete from member where org_id = $1 and id = any($2::uuid[])', [tx.orgId, [...removable]])
  const { rows: emptied } = await tx.query<{ id: string }>(
    `select t.id from team t where t.org_id = $1 and t.id = any($2::uuid[])
       and not exists (select 1 from member m where m.org_id = t.org_id and m.team_id = t.id)`,
    [tx.orgId, [...teams]],
  )
  const gone = await tx.query('delete from team where org_id = $1 and id = any($2::uuid[])', [
    tx.orgId,
    emptied.map((t) => t.id),
  ])
  await announceChange(tx)
  const emptiedIds = new Set(emptied.map((t) => t.id))
  return {
    members: removable.size,
    teams: gone.rowCount ?? 0,
    kept: {
      members: given.memberIds.filter((id) => !removable.has(id)),
      teams: given.teamIds.filter((id) => !emptiedIds.has(id)),
    },
  }
}
