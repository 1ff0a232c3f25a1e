import type { Tx } from '#platform/server/tx.ts'
import type { ChartState } from '../chart-compare.authors.rules.ts'

/**
 * How these departments and posts were between two moments (ISO), with who made each state; the one that stood at `from`
 * included. A past state is an end where the next one does not follow at once.
 * @param to null: now
 */
export async function readChartStates(
  tx: Tx,
  ids: readonly string[],
  from: string,
  to: string | null,
): Promise<ChartState[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.query<ChartState>(
    `with state as (
       select u.id, u.since, u.ended_at as until, u.changed_by, true as there,
         jsonb_build_object('name', u.name, 'parentId', u.parent_id, 'function', u.function, 'stand', u.stand) as fields
       from org_unit u where u.org_id = $1 and u.id = any($2::uuid[])
       union all
       select u.unit_id, u.since, u.until, u.changed_by, false,
         jsonb_build_object('name', u.name, 'parentId', u.parent_id, 'function', u.function, 'stand', u.stand)
       from org_unit_past u where u.org_id = $1 and u.unit_id = any($2::uuid[])
       union all
       select p.id, p.since, p.ended_at, p.changed_by, true,
         jsonb_build_object('title', p.title, 'unitId', p.unit_id, 'reportsToId', p.reports_to_id,
           'dottedToIds', to_jsonb(p.dotted_to_ids), 'vacant', p.vacant, 'holderUnknown', p.holder_unknown)
       from post p where p.org_id = $1 and p.id = any($2::uuid[])
       union all
       select p.post_id, p.since, p.until, p.changed_by, false,
         jsonb_build_object('title', p.title, 'unitId', p.unit_id, 'reportsToId', p.reports_to_id,
           'dottedToIds', to_jsonb(p.dotted_to_ids), 'vacant', p.vacant, 'holderUnknown', p.holder_unknown)
       from post_past p where p.org_id = $1 and p.post_id = any($2::uuid[])),
     told as (
       select s.*, s.until is not null
         and (lead(s.since) over (partition by s.id order by s.since)) is distinct from s.until as ended,
         bool_or(s.there) over (partition by s.id) as kept
       from state s)
     select s.id, s.since, s.until, s.ended, m.name as "byName", s.fields
     from told s
     -- Of a record deleted outright nobody noted who did it.
     left join member_name m on m.org_id = $1 and m.id = s.changed_by and (s.kept or not s.ended)
     where s.since < coalesce($4::timestamptz, 'infinity') and (s.until is null or s.until >= $3::timestamptz)
     order by s.id, s.since`,
    [tx.orgId, ids, from, to],
  )
  return rows
}
