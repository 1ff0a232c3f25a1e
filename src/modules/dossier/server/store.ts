import type { Tx } from '#platform/server/tx.ts'
import type { TimelineItem } from '../dossier.contract.ts'

/** Looking at a sensitive field is for the audit, not for the customer's story. */
const AUDIT_ONLY = ['people.revealed']

/** What happened at an account, the newest first; one row more than `limit` where there are more. The guard is the caller's. */
export async function readTimeline(
  tx: Tx,
  accountId: string,
  before: string | null,
  limit: number,
): Promise<TimelineItem[]> {
  const { rows } = await tx.query<TimelineItem>(
    `select e.id, e.at, e.kind, coalesce(e.data, '{}') as data, 1 as times,
       case when m.id is not null then json_build_object('id', m.id, 'name', m.name) end as actor,
       json_build_object('kind', e.subject_kind, 'id', e.subject_id, 'name', null) as subject
     from (
       select * from event
       where org_id = $1 and account_id = $2 and ($3::uuid is null or id < $3) and kind <> all($4::text[])
       order by id desc limit $5
     ) e
     left join member_name m on m.org_id = e.org_id and m.id = e.actor_id
     order by e.id desc`,
    [tx.orgId, accountId, before, AUDIT_ONLY, limit + 1],
  )
  return rows
}

/** The names of what events happened to, as they are today; what is gone or erased has none. One query. */
export async function subjectNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<{ id: string; name: string }>(
    `select id, name from person_name where org_id = $1 and id = any($2::uuid[]) and erased_at is null
     union all select id, name from project_name where org_id = $1 and id = any($2::uuid[])
     union all select id, name from unit_name where org_id = $1 and id = any($2::uuid[])
     union all select id, title from post_title where org_id = $1 and id = any($2::uuid[])`,
    [tx.orgId, ids],
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

export interface WorkFacts {
  people: number
  openProjects: number
  projectsWithoutDecider: number
  visitPlanned: boolean
}

/** What the other modules know of an account, counted. One query. */
export async function workFacts(
  tx: Tx,
  accountId: string,
  closedStages: readonly string[],
): Promise<WorkFacts> {
  const { rows } = await tx.query<WorkFacts>(
    `with open as (
       select p.id, exists (select from chain_known k
         where k.org_id = $1 and k.project_id = p.id and k.decider) as decided
       from project_name p
       where p.org_id = $1 and p.account_id = $2 and p.archived_at is null and p.stage <> all($3::text[])
     )
     select
       (select count(*) from person_name p
        where p.org_id = $1 and p.account_id = $2 and p.archived_at is null and p.erased_at is null) as people,
       (select count(*) from open) as "openProjects",
       (select count(*) from open where not decided) as "projectsWithoutDecider",
       exists (select from visit_summary v where v.org_id = $1 and v.account_id = $2
         and v.state in ('planned', 'prepared', 'under_way') and v.planned_at > now() - interval '1 day') as "visitPlanned"`,
    [tx.orgId, accountId, closedStages],
  )
  return rows[0]!
}
