import {
  type BeforeRetold,
  patchAccounts,
  restoreCharts,
  undoImport as undoAccounts,
} from '#modules/accounts/server/index.ts'
import { undoMembersAndTeams } from '#modules/members/server/index.ts'
import { undoImport as undoPeople } from '#modules/people/server/index.ts'
import { undoImport as undoProducts } from '#modules/pitches/server/index.ts'
import { patchProjects, undoImport as undoProjects } from '#modules/projects/server/index.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { ImportRun, RecordKind } from '../exchange.contract.ts'
import { listRecords } from './outcome-store.ts'
import { finishUndo, lockImports } from './run-store.ts'

type Undone = NonNullable<ImportRun['undo']>

/**
 * Takes a run back as one: what it changed is restored where nobody has changed it since, what it made is deleted where
 * nobody has worked on it and nothing else hangs on it. What stays is counted. One transaction.
 */
export async function undoRun(tx: Tx, importId: string, signal: AbortSignal): Promise<Undone> {
  await lockImports(tx, signal)
  const result: Undone = { removed: {}, restored: 0, kept: {} }
  const removed = (kind: RecordKind, count: number) => {
    if (count > 0) result.removed[kind] = (result.removed[kind] ?? 0) + count
  }
  const kept = (kind: RecordKind, count: number) => {
    if (count > 0) result.kept[kind] = (result.kept[kind] ?? 0) + count
  }
  // From the top down: what hangs on something goes before it.
  for (const [kind, patch] of [
    ['projects', patchProjects],
    ['accounts', patchAccounts],
  ] as const) {
    const changed = await listRecords(tx, importId, kind, 'updated')
    const restored = await patch(
      tx,
      changed.map((r) => ({ id: r.recordId, patch: r.before ?? {}, version: r.version ?? 0 })),
    )
    result.restored += restored.length
    kept(kind, changed.length - restored.length)
  }
  const projects = await undoProjects(tx, importId)
  removed('projects', projects.removed)
  kept('projects', projects.kept.length)
  const people = await undoPeople(tx, importId)
  removed('people', people.removed)
  kept('people', people.kept.length)
  const products = await undoProducts(tx, importId)
  removed('products', products.removed)
  kept('products', products.kept.length)
  // Departments and posts that were there get back the time they had; what the import added to them goes after.
  const [units, posts] = [
    await listRecords(tx, importId, 'units', 'updated'),
    await listRecords(tx, importId, 'posts', 'updated'),
  ]
  const charted = [...units, ...posts].map((r) => ({
    kind: r.kind as 'units' | 'posts',
    id: r.recordId,
    version: r.version ?? 0,
    before: r.before as unknown as BeforeRetold,
  }))
  const charts = await restoreCharts(tx, charted)
  result.restored += charts.size
  for (const { kind, id } of charted) if (!charts.has(id)) kept(kind, 1)
  const accounts = await undoAccounts(tx, importId)
  for (const kind of ['accounts', 'units', 'posts'] as const) removed(kind, accounts.deleted[kind])
  kept('accounts', accounts.kept.accounts.length)
  kept('units', accounts.kept.units)
  kept('posts', accounts.kept.posts)
  const [members, teams] = [
    await listRecords(tx, importId, 'members', 'created'),
    await listRecords(tx, importId, 'teams', 'created'),
  ]
  if (members.length + teams.length > 0) {
    const gone = await undoMembersAndTeams(tx, {
      memberIds: members.map((r) => r.recordId),
      teamIds: teams.map((r) => r.recordId),
    })
    removed('members', gone.members)
    removed('teams', gone.teams)
    kept('members', gone.kept.members.length)
    kept('teams', gone.kept.teams.length)
  }
  await finishUndo(tx, importId, result)
  await record(tx, {
    kind: 'exchange.undone',
    subject: { kind: 'import_run', id: importId },
    accountId: null,
    data: { removed: result.removed, restored: result.restored, kept: result.kept },
  })
  return result
}
