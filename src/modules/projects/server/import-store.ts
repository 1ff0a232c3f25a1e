import { postponeNames } from '#platform/server/name-waiting.ts'
import { forgetNames, indexNewNames } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { ProjectStage } from '../projects.contract.ts'

/** A project as an import brings it. `accountId` null: the file names no customer, or one nobody knows. */
export interface ImportedProject {
  id: string
  accountId: string | null
  ownerId: string
  name: string
  stage: ProjectStage
  amount?: number | null
  currency?: string
  openedOn?: string | null
  expectedOn?: string | null
  closedOn?: string | null
  outcomeReason?: string
  problemToSolve?: string
  budget?: number | null
  productId?: string | null
  externalRef?: string | null
}

/**
 * Writes any number of projects, each with the stage it came in. Names of an import wait to be
 * filed (`fileWaitingNames`). The caller has passed each account's guard, and records the import itself: there is no event
 * per project.
 */
export async function createProjects(
  tx: Tx,
  projects: readonly ImportedProject[],
  importId: string | null,
): Promise<void> {
  if (projects.length === 0) return
  const ids = projects.map((p) => p.id)
  const stages = projects.map((p) => p.stage)
  await Promise.all([
    tx.query(
      `insert into project (org_id, id, account_id, owner_id, name, stage, amount, currency, opened_on, expected_on,
         closed_on, outcome_reason, product_id, external_ref, problem_to_solve, budget, import_id, created_by)
       select $1, p.*, $17, $18
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::numeric[], $8::text[], $9::date[],
         $10::date[], $11::date[], $12::text[], $13::uuid[], $14::text[], $15::text[], $16::numeric[]) as p`,
      [
        tx.orgId,
        ids,
        projects.map((p) => p.accountId),
        projects.map((p) => p.ownerId),
        projects.map((p) => p.name),
        stages,
        projects.map((p) => p.amount ?? null),
        projects.map((p) => p.currency ?? 'CNY'),
        projects.map((p) => p.openedOn ?? null),
        projects.map((p) => p.expectedOn ?? null),
        projects.map((p) => p.closedOn ?? null),
        projects.map((p) => p.outcomeReason ?? ''),
        projects.map((p) => p.productId ?? null),
        projects.map((p) => p.externalRef ?? null),
        projects.map((p) => p.problemToSolve ?? ''),
        projects.map((p) => p.budget ?? null),
        importId,
        tx.memberId,
      ],
    ),
    tx.query(
      // The first change bears its project's id: one as good as any, and not made up once more for each of thousands.
      `insert into project_stage_change (org_id, id, project_id, to_stage, by_id)
       select $1, c.id, c.id, c.stage, $4 from unnest($2::uuid[], $3::text[]) as c (id, stage)`,
      [tx.orgId, ids, stages, tx.memberId],
    ),
    (importId === null ? indexNewNames : postponeNames)(
      tx,
      projects.map((p) => ({ kind: 'project', id: p.id, accountId: p.accountId, names: [p.name] })),
    ),
  ])
}

/**
 * Takes back what an import brought. A project somebody has worked on since is kept.
 * @returns how many are gone, and the ids of those kept
 */
export async function undoImport(tx: Tx, importId: string): Promise<{ removed: number; kept: string[] }> {
  const { rows } = await tx.query<{ id: string; touched: boolean }>(
    'select id, version > 1 as touched from project where org_id = $1 and import_id = $2',
    [tx.orgId, importId],
  )
  const removable = new Set(rows.filter((row) => !row.touched).map((row) => row.id))
  const { rows: used } = await tx.query<{ id: string }>(
    `select ids_referenced('project', $1, $2::uuid[], '{project_stage_change}') as id`,
    [tx.orgId, [...removable]],
  )
  for (const { id } of used) removable.delete(id)
  const gone = [...removable]
  await tx.query('delete from project where org_id = $1 and id = any($2::uuid[])', [tx.orgId, gone])
  await forgetNames(tx, gone)
  return { removed: gone.length, kept: rows.map((row) => row.id).filter((id) => !removable.has(id)) }
}
