import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { enqueue } from '#platform/server/jobs.ts'
import { on, type Route } from '#platform/server/module.ts'
import { namesWait } from '#platform/server/name-waiting.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  cancelImport,
  createImport,
  discardImport,
  exchangeProblems,
  getImport,
  type ImportRun,
  listImports,
  planImportRun,
  settleImport,
  startImport,
  undoImport,
} from '../exchange.contract.ts'
import { type FileRow, importedBefore, listFiles } from './file-store.ts'
import { runImportJob, undoImportJob } from './jobs.ts'
import { planRun, told } from './plan-run.ts'
import {
  askToCancel,
  deleteRun,
  findRun,
  insertRun,
  listRuns,
  moveRun,
  type RunRow,
  saveSettings,
} from './run-store.ts'
import { obstacle } from './running/run-import.ts'
import { removeStored } from './stored-files.ts'

/** The run, if it is the actor's own or the actor an administrator. @throws not found */
export async function requireRun(tx: Tx, actor: Actor, importId: string): Promise<RunRow> {
  const run = await findRun(tx, actor, importId)
  if (!run) throw notFound()
  return run
}

/** As `requireRun`, and nothing of it has begun. @throws `exchange.started` */
export async function requireOpenRun(tx: Tx, actor: Actor, importId: string): Promise<RunRow> {
  const run = await requireRun(tx, actor, importId)
  if (run.state !== 'uploaded') throw new ProblemError(exchangeProblems.started)
  return run
}

export async function fileAnswers(
  tx: Tx,
  importId: string,
  files: readonly FileRow[],
): Promise<ImportRun['files']> {
  const before = await importedBefore(
    tx,
    importId,
    files.map((f) => f.sha256),
  )
  return files.map((f) => ({
    ...f,
    sheets: f.sheets ?? [],
    unreadable: f.unreadable && told(f.name, f.unreadable),
    problems: f.problems.map((p) => told(f.name, p)),
    importedBefore: before.get(f.sha256) ?? null,
  }))
}

async function answer(tx: Tx, run: RunRow): Promise<ImportRun> {
  const { phase, file, done, total, cancelling } = run
  return {
    ...run,
    progress: { phase, file, done, total, cancelling },
    namesWaiting: run.state === 'done' && (await namesWait(tx)),
    files: await fileAnswers(tx, run.id, await listFiles(tx, run.id)),
  }
}

export const runRoutes: Route[] = [
  on(listImports, async ({ tx, actor, query }) => {
    const after = decodeCursor(query.cursor, 1)
    const rows = await listRuns(tx, actor, { after: after ? String(after[0]) : null, limit: query.limit })
    return toPage(rows, query.limit, (row) => [row.id])
  }),

  on(createImport, async ({ tx, actor, body }) => {
    await insertRun(tx, { id: body.id, byId: actor.memberId })
    return answer(tx, await requireRun(tx, actor, body.id))
  }),

  on(getImport, async ({ tx, actor, params }) => answer(tx, await requireRun(tx, actor, params.importId))),

  on(planImportRun, async ({ tx, actor, params }) => {
    const run = await requireOpenRun(tx, actor, params.importId)
    return (await planRun(tx, actor, run, await listFiles(tx, run.id))).plan
  }),

  on(settleImport, async ({ tx, actor, params, body }) => {
    const run = await requireOpenRun(tx, actor, params.importId)
    const files = await listFiles(tx, run.id)
    const next: RunRow = {
      ...run,
      settled: settle(run, files, body),
      answers: without(run.answers, body.answers),
      currency: body.currency ?? run.currency,
      accountName: body.accountName ?? run.accountName,
    }
    const { plan, understanding } = await planRun(tx, actor, next, files, {
      acceptProposals: body.acceptProposals,
    })
    if (body.acceptProposals) next.answers = understanding.answers
    await saveSettings(tx, run.id, next)
    return plan
  }),

  on(startImport, async ({ tx, actor, params }) => {
    const run = await requireOpenRun(tx, actor, params.importId)
    const files = await listFiles(tx, run.id)
    const unreadable = files.find((f) => f.unreadable)
    if (unreadable)
      throw new ProblemError(exchangeProblems.fileUnreadable, { params: { file: unreadable.name } })
    const { understanding } = await planRun(tx, actor, run, files)
    const refused = obstacle(actor, understanding)
    if (refused) throw refused
    if (!(await moveRun(tx, run.id, ['uploaded'], 'queued'))) throw new ProblemError(exchangeProblems.started)
    const { orgId, memberId } = actor
    await enqueue(tx, runImportJob, { orgId, importId: run.id, memberId })
    return answer(tx, await requireRun(tx, actor, run.id))
  }),

  on(cancelImport, async ({ tx, actor, params }) => {
    const run = await requireRun(tx, actor, params.importId)
    if (!(await moveRun(tx, run.id, ['queued'], 'cancelled'))) {
      if (run.state !== 'running' && run.state !== 'queued')
        throw new ProblemError(exchangeProblems.notRunning)
      await askToCancel(tx, run.id)
    }
    return answer(tx, await requireRun(tx, actor, run.id))
  }),

  on(undoImport, async ({ tx, actor, params }) => {
    const run = await requireRun(tx, actor, params.importId)
    if (!(await moveRun(tx, run.id, ['done'], 'undoing')))
      throw new ProblemError(exchangeProblems.notUndoable)
    const { orgId, memberId } = actor
    await enqueue(tx, undoImportJob, { orgId, importId: run.id, memberId })
    return answer(tx, await requireRun(tx, actor, run.id))
  }),

  on(discardImport, async ({ tx, actor, params }) => {
    const run = await requireOpenRun(tx, actor, params.importId)
    const files = await listFiles(tx, run.id)
    await deleteRun(tx, run.id)
    tx.afterCommit(() => {
      for (const { storedAs } of files) if (storedAs) void removeStored(storedAs).catch(() => {})
    })
  }),
]

/** Puts the new choices over the old; null takes one back. Columns of another target mean nothing any more. */
function settle(
  run: RunRow,
  files: readonly FileRow[],
  body: {
    targets: Record<string, string | null>
    fields: Record<string, Record<string, string | null>>
  },
): RunRow['settled'] {
  const ours = new Set(files.map((f) => f.id))
  const targets: Record<string, string> = { ...run.settled.targets }
  const fields: Record<string, Record<string, string>> = { ...run.settled.fields }
  for (const [id, target] of Object.entries(body.targets)) {
    if (!ours.has(id)) throw notFound()
    if (target === null) delete targets[id]
    else targets[id] = target
    delete fields[id]
  }
  for (const [id, columns] of Object.entries(body.fields)) {
    if (!ours.has(id)) throw notFound()
    fields[id] = without(fields[id] ?? {}, columns)
  }
  return { targets: targets as NonNullable<RunRow['settled']['targets']>, fields }
}

function without(
  old: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const next: Record<string, string> = { ...old }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete next[key]
    else next[key] = value
  }
  return next
}
