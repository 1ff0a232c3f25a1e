import type { Tx } from '#platform/server/tx.ts'
import type { ImportProblem } from '../exchange.contract.ts'
import type { Problem } from '../problems.rules.ts'

export async function insertProblems(
  tx: Tx,
  importId: string,
  rows: readonly { no: number; file: string; problem: Problem }[],
): Promise<void> {
  await tx.query(
    `insert into import_problem (org_id, run_id, no, file, row_no, column_name, code, severity, params, value)
     select $1, $2, r.* from unnest($3::int[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::jsonb[],
       $10::text[]) as r`,
    [
      tx.orgId,
      importId,
      rows.map((r) => r.no),
      rows.map((r) => r.file),
      rows.map((r) => r.problem.row ?? null),
      rows.map((r) => r.problem.column ?? null),
      rows.map((r) => r.problem.code),
      rows.map((r) => r.problem.severity),
      rows.map((r) => JSON.stringify(r.problem.params)),
      rows.map((r) => r.problem.value ?? null),
    ],
  )
}

/** Which of these imports brought a chart of another part of a body, beside what was known. */
export async function importsOfOtherParts(tx: Tx, importIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ runId: string }>(
    `select distinct run_id as "runId" from import_problem
     where org_id = $1 and run_id = any($2::uuid[]) and code = 'orgOtherPart'`,
    [tx.orgId, importIds],
  )
  return new Set(rows.map((row) => row.runId))
}

export type ProblemRow = ImportProblem & { no: number }

/** Problems of a run in the order they were found, one more than `limit`. */
export async function listProblemRows(
  tx: Tx,
  importId: string,
  asked: { after: number; limit: number; code?: string | undefined; file?: string | undefined },
): Promise<ProblemRow[]> {
  const { rows } = await tx.query<ProblemRow>(
    `select no, file, row_no as "row", column_name as "column", code, severity, params, value from import_problem
     where org_id = $1 and run_id = $2 and no > $3 and ($4::text is null or code = $4)
       and ($5::text is null or file = $5)
     order by no limit $6`,
    [tx.orgId, importId, asked.after, asked.code ?? null, asked.file ?? null, asked.limit + 1],
  )
  return rows
}

export interface RecordRow {
  kind: string
  recordId: string
  action: 'created' | 'updated'
  version: number | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** A record changed twice in one run keeps what it held before the first change. */
export async function insertRecords(tx: Tx, importId: string, rows: readonly RecordRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into import_record as i (org_id, run_id, kind, record_id, action, version, before, after)
     select $1, $2, r.* from unnest($3::text[], $4::uuid[], $5::text[], $6::int[], $7::jsonb[], $8::jsonb[]) as r
     on conflict (org_id, run_id, kind, record_id) do update
       set version = excluded.version, before = excluded.before || i.before, after = i.after || excluded.after`,
    [
      tx.orgId,
      importId,
      rows.map((r) => r.kind),
      rows.map((r) => r.recordId),
      rows.map((r) => r.action),
      rows.map((r) => r.version),
      rows.map((r) => r.before && JSON.stringify(r.before)),
      rows.map((r) => r.after && JSON.stringify(r.after)),
    ],
  )
}

export async function listRecords(
  tx: Tx,
  importId: string,
  kind: string,
  action: 'created' | 'updated',
): Promise<RecordRow[]> {
  const { rows } = await tx.query<RecordRow>(
    `select kind, record_id as "recordId", action, version, before, after from import_record
     where org_id = $1 and run_id = $2 and kind = $3 and action = $4`,
    [tx.orgId, importId, kind, action],
  )
  return rows
}
