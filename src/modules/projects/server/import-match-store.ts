import { sql } from 'kysely'
import { newId } from '#platform/contract/fields.ts'
import type { Actor } from '#platform/server/actor.ts'
import { indexNames } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { ProjectStage } from '../projects.contract.ts'
import { projectVisible } from './project-store.ts'

/** A project an import has found there already. */
export interface MatchedProject {
  id: string
  externalRef: string
  importId: string | null
  /** Whether the actor may know of it. */
  seen: boolean
  archived: boolean
}

/**
 * The projects that bear one of these external references; a reference is unique in the organisation, so those the actor
 * may not see are told of as taken. One query.
 */
export async function matchProjects(
  tx: Tx,
  actor: Actor,
  refs: readonly string[],
): Promise<MatchedProject[]> {
  if (refs.length === 0) return []
  const { rows } = await sql<MatchedProject>`
    select p.id, p.external_ref as "externalRef", p.import_id as "importId", ${projectVisible(actor, 'p')} as seen,
      p.archived_at is not null as archived
    from unnest(${refs as string[]}::text[]) as r (ref)
    -- Number by number: while an import fills an empty table, the planner believes it empty still, and would read all of it
    -- for each batch.
    cross join lateral (
      select q.* from project q where q.org_id = ${actor.orgId}::uuid and q.external_ref = r.ref offset 0
    ) p`.execute(tx.on())
  return rows
}

/** Columns an import may change on a project that is there. */
export type ProjectPatch = Partial<{
  name: string
  stage: ProjectStage
  amount: number | null
  currency: string
  budget: number | null
  opened_on: string | null
  expected_on: string | null
  closed_on: string | null
  outcome_reason: string
  problem_to_solve: string
  product_id: string | null
}>

/**
 * Changes projects where the patch says something else than the row; a change of stage is written down as one. With
 * `version`, only rows that still have it. Answers the changed ones alone, with what the patched columns held before.
 */
export async function patchProjects(
  tx: Tx,
  rows: readonly { id: string; patch: ProjectPatch; version?: number }[],
): Promise<{ id: string; version: number; before: Record<string, unknown> }[]> {
  if (rows.length === 0) return []
  const { rows: changed } = await tx.query<{
    id: string
    version: number
    before: Record<string, unknown>
    name: string
    accountId: string | null
    stage: ProjectStage
  }>(
    `update project p set name = n.name, stage = n.stage, amount = n.amount, currency = n.currency, budget = n.budget,
       opened_on = n.opened_on, expected_on = n.expected_on, closed_on = n.closed_on,
       outcome_reason = n.outcome_reason, problem_to_solve = n.problem_to_solve, product_id = n.product_id,
       version = p.version + 1
     from (
       select o.id, d.patch, to_jsonb(o) as old, jsonb_populate_record(o, d.patch) as new
       from project o join unnest($2::uuid[], $3::jsonb[], $4::int[]) as d (id, patch, version) on o.id = d.id
       where o.org_id = $1 and (d.version is null or d.version = o.version)
       for update of o
     ) as c, lateral (select (c.new).*) as n
     where p.org_id = $1 and p.id = c.id and to_jsonb(c.new) <> c.old
     returning p.id, p.version, p.name, p.account_id as "accountId", p.stage,
       (select coalesce(jsonb_object_agg(k, c.old -> k), '{}') from jsonb_object_keys(c.patch) as k) as before`,
    [
      tx.orgId,
      rows.map((r) => r.id),
      rows.map((r) => JSON.stringify(r.patch)),
      rows.map((r) => r.version ?? null),
    ],
  )
  const moved = changed.filter((c) => c.before.stage !== undefined && c.before.stage !== c.stage)
  if (moved.length > 0)
    await tx.query(
      `insert into project_stage_change (org_id, id, project_id, from_stage, to_stage, by_id)
       select $1, c.*, $6 from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) as c`,
      [
        tx.orgId,
        moved.map(() => newId()),
        moved.map((c) => c.id),
        moved.map((c) => c.before.stage),
        moved.map((c) => c.stage),
        tx.memberId,
      ],
    )
  await indexNames(
    tx,
    changed
      .filter((c) => c.before.name !== undefined && c.before.name !== c.name)
      .map((c) => ({ kind: 'project', id: c.id, accountId: c.accountId, names: [c.name] })),
  )
  return changed.map(({ id, version, before }) => ({ id, version, before }))
}
