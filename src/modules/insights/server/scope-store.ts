import { sql } from 'kysely'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'

export interface Scope {
  from: string
  to: string
  today: string
  teamId?: string | undefined
  memberId?: string | undefined
}

export interface MemberInScope {
  memberId: string
  name: string
  teamName: string
  role: string
  left: boolean
  /** Chosen by the filter; the others are only offered. */
  chosen: boolean
}

const reached = (actor: Actor) =>
  actor.wide ? sql`true` : sql`m.id = any(${actor.reach as string[]}::uuid[])`

/** Everybody whose work the actor may look at, and whom of them the filter chooses; by name. */
export async function membersInScope(
  tx: Tx,
  actor: Actor,
  scope: Pick<Scope, 'teamId' | 'memberId'>,
): Promise<MemberInScope[]> {
  const { rows } = await sql<MemberInScope>`
    with recursive within as (
      select id from team_name where org_id = ${actor.orgId}::uuid and id = ${scope.teamId ?? null}::uuid
      union select t.id from team_name t join within w on t.parent_id = w.id where t.org_id = ${actor.orgId}::uuid)
    select m.id as "memberId", m.name, coalesce(t.name, '') as "teamName", m.role, m.left_at is not null as left,
      (${scope.memberId ?? null}::uuid is null or m.id = ${scope.memberId ?? null}::uuid)
        and (${scope.teamId ?? null}::uuid is null or m.team_id in (select id from within)) as chosen
    from member_name m left join team_name t on t.org_id = m.org_id and t.id = m.team_id
    where m.org_id = ${actor.orgId}::uuid and ${reached(actor)}
    order by t.name nulls last, m.name, m.id`.execute(tx.on())
  return rows
}

/** The teams a filter may be set to: those with somebody within reach, and those above them up to the actor's own. */
export async function teamsInScope(
  tx: Tx,
  actor: Actor,
): Promise<{ id: string; name: string; parentId: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string; parentId: string | null }>`
    select t.id, t.name, t.parent_id as "parentId" from team_name t
    where t.org_id = ${actor.orgId}::uuid and (${actor.wide} or exists (
      select 1 from member_name m where m.org_id = t.org_id and m.team_id = t.id and ${reached(actor)}))
    order by t.name, t.id`.execute(tx.on())
  return rows
}
