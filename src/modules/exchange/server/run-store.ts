import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Counts, ImportRun, ProblemCount, RunState } from '../exchange.contract.ts'
import type { Question } from '../import-plan.rules.ts'
import type { Target } from '../targets.rules.ts'
import type { Progress } from './running/import-context.ts'

export interface AskedQuestion extends Question {
  answer: string | null
}

export interface RunRow {
  id: string
  byId: string
  byName: string
  state: RunState
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  /** Targets and column → field, by the file's id. */
  settled: { targets?: Record<string, Target>; fields?: Record<string, Record<string, string>> }
  answers: Record<string, string>
  currency: string
  accountName: string
  asked: AskedQuestion[]
  counts: Counts
  facts: { read?: Record<string, number>; stages?: Record<string, number> }
  problemCounts: ProblemCount[]
  undo: ImportRun['undo']
  failure: ImportRun['failure']
  phase: Progress['phase']
  file: string
  done: number
  total: number
  cancelling: boolean
}

const RUN = `r.id, r.by_id as "byId", m.name as "byName", r.state, r.created_at as "createdAt",
  r.started_at as "startedAt", r.finished_at as "finishedAt", r.settled, r.answers, r.currency,
  r.account_name as "accountName", r.asked, r.counts, r.facts, r.problem_counts as "problemCounts",
  r.undo_result as undo, r.failure, p.phase, p.file, p.done, p.total, p.cancel_asked_at is not null as cancelling
  from import_run r join member_name m on m.org_id = r.org_id and m.id = r.by_id
  join import_progress p on p.org_id = r.org_id and p.run_id = r.id`

/** A run is its importer's; an administrator sees all. */
function ownOnly(actor: Actor): string | null {
  return actor.role === 'administrator' ? null : actor.memberId
}

export async function findRun(tx: Tx, actor: Actor, importId: string): Promise<RunRow | null> {
  const { rows } = await tx.query<RunRow>(
    `select ${RUN} where r.org_id = $1 and r.id = $2 and ($3::uuid is null or r.by_id = $3)`,
    [tx.orgId, importId, ownOnly(actor)],
  )
  return rows[0] ?? null
}

/** Runs, the newest first, one more than `limit`. */
export async function listRuns(
  tx: Tx,
  actor: Actor,
  asked: { after: string | null; limit: number },
): Promise<
  (Pick<RunRow, 'id' | 'byName' | 'state' | 'createdAt' | 'finishedAt' | 'counts'> & { files: string[] })[]
> {
  const { rows } = await tx.query<RunRow & { files: string[] }>(
    `select r.id, m.name as "byName", r.state, r.created_at as "createdAt", r.finished_at as "finishedAt", r.counts,
       array(select f.name from import_file f where f.org_id = r.org_id and f.run_id = r.id order by f.id) as files
     from import_run r join member_name m on m.org_id = r.org_id and m.id = r.by_id
     where r.org_id = $1 and ($2::uuid is null or r.by_id = $2) and ($3::uuid is null or r.id < $3)
     order by r.id desc limit $4`,
    [tx.orgId, ownOnly(actor), asked.after, asked.limit + 1],
  )
  return rows
}

export async function insertRun(
  tx: Tx,
  run: { id: string; byId: string; currency?: string; accountName?: string; state?: RunState },
): Promise<void> {
  await tx.query(
    `insert into import_run (org_id, id, by_id, currency, account_name, state) values ($1, $2, $3, $4, $5, $6)`,
    [tx.orgId, run.id, run.byId, run.currency ?? 'CNY', run.accountName ?? '', run.state ?? 'uploaded'],
  )
  await tx.query('insert into import_progress (org_id, run_id) values ($1, $2)', [tx.orgId, run.id])
}

/**
 * Moves a run from one of these states to another.
 * @returns false if it is in none of them any more
 */
export async function moveRun(
  tx: Tx,
  importId: string,
  from: readonly RunState[],
  to: RunState,
  failure: ImportRun['failure'] = null,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update import_run set state = $4, failure = $5, version = version + 1,
       started_at = case when $4 = 'running' then now() else started_at end,
       finished_at = case when $4 in ('failed', 'cancelled') then now() else finished_at end
     where org_id = $1 and id = $2 and state = any($3::text[])`,
    [tx.orgId, importId, from, to, failure && JSON.stringify(failure)],
  )
  return rowCount === 1
}

export async function saveSettings(
  tx: Tx,
  importId: string,
  run: Pick<RunRow, 'settled' | 'answers' | 'currency' | 'accountName'>,
): Promise<void> {
  await tx.query(
    `update import_run set settled = $3, answers = $4, currency = $5, account_name = $6, version = version + 1
     where org_id = $1 and id = $2`,
    [
      tx.orgId,
      importId,
      JSON.stringify(run.settled),
      JSON.stringify(run.answers),
      run.currency,
      run.accountName,
    ],
  )
}

/** Writes how a run ended, with its data. */
export async function finishRun(
  tx: Tx,
  importId: string,
  end: {
    counts: Counts
    facts: RunRow['facts']
    problemCounts: ProblemCount[]
    asked: AskedQuestion[]
    targets: { fileId: string; target: Target }[]
  },
): Promise<void> {
  await tx.query(
    `update import_run set state = 'done', finished_at = clock_timestamp(), counts = $3, facts = $4, problem_counts = $5, asked = $6,
       version = version + 1 where org_id = $1 and id = $2`,
    [
      tx.orgId,
      importId,
      JSON.stringify(end.counts),
      JSON.stringify(end.facts),
      JSON.stringify(end.problemCounts),
      JSON.stringify(end.asked),
    ],
  )
  await tx.query(
    `update import_file f set target = t.target from unnest($2::uuid[], $3::text[]) as t (id, target)
     where f.org_id = $1 and f.id = t.id`,
    [tx.orgId, end.targets.map((t) => t.fileId), end.targets.map((t) => t.target)],
  )
}

export async function finishUndo(tx: Tx, importId: string, result: ImportRun['undo']): Promise<void> {
  await tx.query(
    `update import_run set state = 'undone', undone_at = now(), undo_result = $3, version = version + 1
     where org_id = $1 and id = $2`,
    [tx.orgId, importId, JSON.stringify(result)],
  )
}

/** Writes how far a run has come, from outside its transaction. @returns whether the user has asked to stop */
export async function writeProgress(tx: Tx, importId: string, at: Progress): Promise<boolean> {
  const { rows } = await tx.query<{ cancelling: boolean }>(
    `update import_progress set phase = $3, file = $4, done = $5, total = $6, at = now()
     where org_id = $1 and run_id = $2 returning cancel_asked_at is not null as cancelling`,
    [tx.orgId, importId, at.phase, at.file, at.done, at.total],
  )
  return rows[0]?.cancelling ?? true
}

export async function askToCancel(tx: Tx, importId: string): Promise<void> {
  await tx.query('update import_progress set cancel_asked_at = now() where org_id = $1 and run_id = $2', [
    tx.orgId,
    importId,
  ])
}

export async function deleteRun(tx: Tx, importId: string): Promise<void> {
  await tx.query('delete from import_run where org_id = $1 and id = $2', [tx.orgId, importId])
}

/**
 * Runs nobody works on any more: the server died under them. Their data never came to be, so they have failed.
 * @returns how many
 */
export async function failDeadRuns(tx: Tx, quietSeconds: number): Promise<number> {
  const { rowCount } = await tx.query(
    `update import_run r set state = case when r.state = 'undoing' then 'done' else 'failed' end,
       finished_at = coalesce(r.finished_at, now()), failure = '{"code": "exchange.interrupted", "params": {}}',
       version = r.version + 1
     from import_progress p
     where r.org_id = $1 and p.org_id = r.org_id and p.run_id = r.id and r.state in ('running', 'undoing')
       and p.at < now() - make_interval(secs => $2)`,
    [tx.orgId, quietSeconds],
  )
  return rowCount ?? 0
}

/**
 * One import of an organisation writes at a time: two that bring the same customer would make it twice. Waits until the
 * transaction of the other ends, or `signal` stops the wait.
 */
export async function lockImports(tx: Tx, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { rows } = await tx.query<{ got: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('icebreaker import ' || $1, 0)) as got`,
      [tx.orgId],
    )
    if (rows[0]?.got) return
    await new Promise((resolve) => setTimeout(resolve, 500))
    signal.throwIfAborted()
  }
}
