import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { conflict, notFound, PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import { on } from '#platform/server/module.ts'
import { type EventInput, record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  type Chart,
  type ChartEdit,
  type ChartStep,
  type ChartTouch,
  chartProblems,
  chartSteps,
  editChart,
  getOrganisation,
  undoChartEdit,
} from '../accounts.contract.ts'
import {
  applyEdits,
  changedSince,
  type Obstacle,
  type Refusal,
  type Stale,
  undoTouched,
} from '../chart.rules.ts'
import { idsTaken, insertStep, lastChanges, listSteps, readStep, writeTouched } from './chart-store.ts'
import { lockStructure, readPosts, readUnits } from './organisation-store.ts'
import { loadAccountRight, loadWritableAccount } from './visibility-store.ts'

export const chartRoutes = [
  on(getOrganisation, async ({ actor, tx, params: { accountId }, query }) => {
    const [, units, posts] = await Promise.all([
      loadAccountRight(tx, actor, accountId),
      readUnits(tx, accountId, query.on),
      readPosts(tx, accountId, query.on),
    ])
    return { units, posts }
  }),

  on(editChart, async ({ actor, tx, params: { accountId }, body }) => {
    await loadWritableAccount(tx, actor, accountId)
    const result = await takeStep(tx, accountId, body)
    if ('stale' in result) {
      const last = await lastChanges(
        tx,
        result.stale.map((s) => s.id),
      )
      throw new ProblemError(PLATFORM_PROBLEMS.conflict, {
        current: result.chart,
        fields: result.stale.map((s) => ({
          path: `edits.${s.edit}.version`,
          code: 'chart-changed-since',
          params: { id: s.id, seen: s.seen, current: s.current, ...last.get(s.id) },
        })),
      })
    }
    if ('refusal' in result) {
      const { edit, field, code } = result.refusal
      throw new ProblemError(chartProblems.editRefused, {
        params: { edit: edit + 1, of: body.edits.length },
        fields: [{ path: `edits.${edit}.${field}`, code }],
      })
    }
    return answer(tx, accountId, body.id)
  }),

  on(chartSteps, async ({ actor, tx, params: { accountId }, query }) => {
    await loadAccountRight(tx, actor, accountId)
    const [before] = decodeCursor(query.cursor, 1) ?? [null]
    const [rows, chart] = await Promise.all([
      listSteps(tx, accountId, {
        before: typeof before === 'number' ? Math.trunc(before) : null,
        limit: query.limit,
      }),
      readChart(tx, accountId),
    ])
    const { items, next } = toPage(rows, query.limit, (step) => [step.no])
    return { items: items.map((step) => ({ ...step, undoable: undoable(chart, step) })), next }
  }),

  on(undoChartEdit, async ({ actor, tx, params: { accountId, editId }, body }) => {
    await loadWritableAccount(tx, actor, accountId)
    await lockStructure(tx, accountId)
    const step = await readStep(tx, accountId, editId)
    if (!step) throw notFound()
    if (step.undoneById !== null) throw new ProblemError(chartProblems.alreadyUndone)
    const undone = undoTouched(await readChart(tx, accountId), step.touched)
    if (!undone.done)
      throw new ProblemError(chartProblems.changedSince, { fields: await named(tx, undone.obstacles) })
    await writeTouched(tx, accountId, undone.touched)
    await insertStep(tx, accountId, { id: body.id, edits: [], touched: undone.touched, undoesId: step.id })
    await record(tx, ...eventsOf(accountId, undone.touched, { undoes: step.id }))
    return answer(tx, accountId, body.id)
  }),
]

export async function readChart(tx: Tx, accountId: string): Promise<Chart> {
  const [units, posts] = await Promise.all([readUnits(tx, accountId), readPosts(tx, accountId)])
  return { units, posts }
}

export type StepResult =
  | { done: true; chart: Chart; touched: ChartTouch[] }
  | { done: false; refusal: Refusal }
  | { done: false; stale: Stale[]; chart: Chart }

/**
 * Does a step's edits on the account's chart, all or none, and writes the step down. The caller has passed the guard.
 * Nothing is written where it answers a refusal or stale versions (then with the chart as it stands).
 */
export async function takeStep(
  tx: Tx,
  accountId: string,
  step: { id: string; edits: readonly ChartEdit[] },
): Promise<StepResult> {
  await lockStructure(tx, accountId)
  const fresh = step.edits.flatMap((edit, i) => {
    if (edit.do !== 'add-unit' && edit.do !== 'add-post') return []
    const kind = edit.do === 'add-unit' ? 'unit' : 'post'
    return [{ id: edit.do === 'add-unit' ? edit.unit.id : edit.post.id, field: `${kind}.id`, i }]
  })
  const [chart, taken] = await Promise.all([
    readChart(tx, accountId),
    idsTaken(
      tx,
      fresh.map((f) => f.id),
    ),
  ])
  const used = fresh.find(({ id }) => taken.has(id))
  if (used) return { done: false, refusal: { edit: used.i, field: used.field, code: 'chart-id-taken' } }
  const applied = applyEdits(chart, step.edits)
  if (!applied.done) return 'stale' in applied ? { ...applied, chart } : applied
  const { touched } = applied
  await writeTouched(tx, accountId, touched)
  const asked = new Set(step.edits.map(idOfEdit))
  await Promise.all([
    insertStep(tx, accountId, { ...step, touched, undoesId: null }),
    record(
      tx,
      ...eventsOf(
        accountId,
        touched.filter((t) => asked.has(t.id)),
      ),
    ),
  ])
  return applied
}

async function answer(tx: Tx, accountId: string, stepId: string) {
  const [chart, step] = await Promise.all([readChart(tx, accountId), readStep(tx, accountId, stepId)])
  if (!step) throw notFound()
  return { ...chart, step: { ...step, undoable: undoable(chart, step) } }
}

function undoable(chart: Chart, step: Pick<ChartStep, 'undoneById' | 'touched'>): boolean {
  return step.undoneById === null && changedSince(chart, step.touched).length === 0
}

async function named(tx: Tx, obstacles: readonly Obstacle[]) {
  const last = await lastChanges(
    tx,
    obstacles.map((o) => o.id),
  )
  return obstacles.map(({ kind, id, code }) => ({
    path: `${kind}s.${id}`,
    code,
    params: last.get(id) ?? { name: '', by: '', at: '' },
  }))
}

function idOfEdit(edit: ChartEdit): string {
  switch (edit.do) {
    case 'add-unit':
      return edit.unit.id
    case 'add-post':
      return edit.post.id
    case 'change-unit':
    case 'remove-unit':
      return edit.unitId
    case 'change-post':
    case 'remove-post':
      return edit.postId
  }
}

/** One event per record, as the timeline reads them. */
function eventsOf(
  accountId: string,
  touched: readonly ChartTouch[],
  more: Record<string, unknown> = {},
): EventInput[] {
  return touched.map((touch) => {
    const { kind, id, before, after } = touch
    const what = before === null ? 'added' : after === null ? 'removed' : 'changed'
    const row = (after ?? before) as unknown as Record<string, unknown>
    const fields =
      before && after
        ? Object.keys(before).filter(
            (key) =>
              key !== 'version' &&
              JSON.stringify(before[key as never]) !== JSON.stringify(after[key as never]),
          )
        : undefined
    return {
      kind: `accounts.${kind}-${what}`,
      subject: { kind: kind === 'unit' ? 'org_unit' : 'post', id },
      accountId,
      data: {
        ...(kind === 'unit' ? { name: row.name } : { title: row.title }),
        ...(fields && { fields }),
        ...(kind === 'unit' &&
          fields?.includes('stand') && { stand: { from: touch.before?.stand, to: touch.after?.stand } }),
        ...more,
      },
    }
  })
}

/** For endpoints that change one record: the same step, refused in their own words. */
export function conflictOf(chart: Chart, id: string): ProblemError {
  return conflict(chart.units.find((u) => u.id === id) ?? chart.posts.find((p) => p.id === id))
}
