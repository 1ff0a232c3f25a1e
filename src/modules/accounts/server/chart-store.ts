import type { Tx } from '#platform/server/tx.ts'
import type { ChartEdit, ChartStep, ChartTouch, OrgUnit, Post } from '../accounts.contract.ts'

/** Ids among these that a department or post has already, of whichever account, ended ones too. */
export async function idsTaken(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await tx.query<{ id: string }>(
    `select id from org_unit where org_id = $1 and id = any($2::uuid[])
     union all select id from post where org_id = $1 and id = any($2::uuid[])`,
    [tx.orgId, ids],
  )
  return new Set(rows.map((row) => row.id))
}

/**
 * Makes the chart what a step says of it: at most six statements, whatever its size. What the step takes away is ended;
 * what comes back is the same record again, with whatever hangs on it.
 */
export async function writeTouched(tx: Tx, accountId: string, touched: readonly ChartTouch[]): Promise<void> {
  const units = touched.filter((t) => t.kind === 'unit')
  const posts = touched.filter((t) => t.kind === 'post')
  const there = <T>(list: readonly { after: T | null }[]) => list.flatMap((t) => (t.after ? [t.after] : []))
  await Promise.all([
    putUnits(tx, accountId, there<OrgUnit>(units)),
    putPosts(tx, accountId, there<Post>(posts)),
    endThem(tx, accountId, 'post', posts),
    endThem(tx, accountId, 'org_unit', units),
  ])
}

async function putUnits(tx: Tx, accountId: string, units: readonly OrgUnit[]): Promise<void> {
  if (units.length === 0) return
  await tx.query(
    `insert into org_unit as u (org_id, account_id, id, parent_id, name, function, stand)
     select $1, $2, r.* from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[]) as r
     on conflict (org_id, id) do update set parent_id = excluded.parent_id, name = excluded.name,
       function = excluded.function, stand = excluded.stand, ended_at = null, version = u.version + 1
     where u.account_id = excluded.account_id`,
    [
      tx.orgId,
      accountId,
      units.map((u) => u.id),
      units.map((u) => u.parentId),
      units.map((u) => u.name),
      units.map((u) => u.function),
      units.map((u) => u.stand),
    ],
  )
}

async function putPosts(tx: Tx, accountId: string, posts: readonly Post[]): Promise<void> {
  if (posts.length === 0) return
  await tx.query(
    `insert into post as p (org_id, account_id, id, title, unit_id, reports_to_id, dotted_to_ids, vacant, holder_unknown)
     select $1, $2, r.id, r.title, r.unit_id, r.reports_to_id,
       array(select d::uuid from jsonb_array_elements_text(r.dotted_to_ids::jsonb) as d), r.vacant, r.holder_unknown
     from unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::bool[], $9::bool[])
       as r (id, title, unit_id, reports_to_id, dotted_to_ids, vacant, holder_unknown)
     on conflict (org_id, id) do update set title = excluded.title, unit_id = excluded.unit_id,
       reports_to_id = excluded.reports_to_id, dotted_to_ids = excluded.dotted_to_ids, vacant = excluded.vacant,
       holder_unknown = excluded.holder_unknown, ended_at = null, version = p.version + 1
     where p.account_id = excluded.account_id`,
    [
      tx.orgId,
      accountId,
      posts.map((p) => p.id),
      posts.map((p) => p.title),
      posts.map((p) => p.unitId),
      posts.map((p) => p.reportsToId),
      posts.map((p) => JSON.stringify(p.dottedToIds)),
      posts.map((p) => p.vacant),
      posts.map((p) => p.holderUnknown),
    ],
  )
}

async function endThem(
  tx: Tx,
  accountId: string,
  table: 'org_unit' | 'post',
  touched: readonly { id: string; after: unknown }[],
): Promise<void> {
  const ids = touched.filter((t) => t.after === null).map((t) => t.id)
  if (ids.length === 0) return
  await tx.query(
    `update ${table} set ended_at = chart_moment(), version = version + 1
     where org_id = $1 and account_id = $2 and id = any($3::uuid[]) and ended_at is null`,
    [tx.orgId, accountId, ids],
  )
}

export interface StoredStep extends Omit<ChartStep, 'undoable'> {
  no: number
}

export async function insertStep(
  tx: Tx,
  accountId: string,
  step: { id: string; edits: readonly ChartEdit[]; touched: readonly ChartTouch[]; undoesId: string | null },
): Promise<void> {
  await tx.query(
    `insert into chart_step (org_id, account_id, no, id, by_id, edits, changes, undoes_id)
     select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6, $7 from chart_step where org_id = $1 and account_id = $2`,
    [
      tx.orgId,
      accountId,
      step.id,
      tx.memberId,
      JSON.stringify(step.edits),
      JSON.stringify(step.touched),
      step.undoesId,
    ],
  )
}

const STEP = `select s.no, s.id, s.at, s.edits, s.changes as touched, s.undoes_id as "undoesId", u.id as "undoneById",
    json_build_object('id', s.by_id, 'name', coalesce(m.name, '')) as by
  from chart_step s
  left join member_name m on m.org_id = s.org_id and m.id = s.by_id
  left join chart_step u on u.org_id = s.org_id and u.undoes_id = s.id`

export async function readStep(tx: Tx, accountId: string, stepId: string): Promise<StoredStep | null> {
  const { rows } = await tx.query<StoredStep>(
    `${STEP} where s.org_id = $1 and s.account_id = $2 and s.id = $3`,
    [tx.orgId, accountId, stepId],
  )
  return rows[0] ?? null
}

/** The latest steps of an account's chart before number `before`; one more than `limit`. */
export async function listSteps(
  tx: Tx,
  accountId: string,
  asked: { before: number | null; limit: number },
): Promise<StoredStep[]> {
  const { rows } = await tx.query<StoredStep>(
    `${STEP} where s.org_id = $1 and s.account_id = $2 and ($3::int is null or s.no < $3) order by s.no desc limit $4`,
    [tx.orgId, accountId, asked.before, asked.limit + 1],
  )
  return rows
}

/** What these departments and posts are called, who changed them last and when; ended ones too. */
export async function lastChanges(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { name: string; by: string; at: string }>> {
  const { rows } = await tx.query<{ id: string; name: string; by: string; at: string }>(
    `select r.id, r.name, coalesce(m.name, '') as by, r.at
     from (select id, name, changed_by, coalesce(ended_at, since) as at from org_unit
             where org_id = $1 and id = any($2::uuid[])
           union all select id, title, changed_by, coalesce(ended_at, since) from post
             where org_id = $1 and id = any($2::uuid[])) r
     left join member_name m on m.org_id = $1 and m.id = r.changed_by`,
    [tx.orgId, ids],
  )
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}
