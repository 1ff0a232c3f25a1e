import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, moment, newId, requiredLine, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/** What a department is for, the year round. */
export const UNIT_FUNCTION = [
  'management',
  'purchasing',
  'technology',
  'operations',
  'production',
  'quality',
  'it',
  'finance',
  'legal',
  'sales',
  'hr',
  'other',
] as const
/** Where a department stands in a purchase; the five kinds: 决策 采购 使用 支持 反对. */
export const UNIT_STAND = ['decide', 'purchase', 'use', 'support', 'oppose'] as const
export const chartProblems = {
  /**
   * An edit of the step cannot be done, so none is. `fields` says which and why: path `edits.<place>.<field>`, codes
   * `chart-loop`, `chart-itself`, `chart-unknown`, `chart-id-taken`, `vacant-or-unknown`, `chart-too-many-lines`.
   */
  editRefused: problem('accounts.chart-edit-refused', 422),
  /**
   * What the step touched has been changed since, or something hangs on it by now. `fields` names each: path
   * `units.<id>` or `posts.<id>`, params `name`, `by`, `at`.
   */
  changedSince: problem('accounts.chart-changed-since', 409),
  alreadyUndone: problem('accounts.chart-already-undone', 409),
} as const

const accountParams = z.object({ accountId: id })

export const orgUnit = z.object({
  id,
  parentId: id.nullable(),
  name: z.string(),
  function: z.enum(UNIT_FUNCTION).nullable(),
  stand: z.enum(UNIT_STAND).nullable(),
  version,
})
export type OrgUnit = z.infer<typeof orgUnit>

export const post = z.object({
  id,
  unitId: id.nullable(),
  title: z.string(),
  reportsToId: id.nullable(),
  /** Dotted lines: whom the post also answers to. */
  dottedToIds: z.array(id),
  /** Known to be empty. */
  vacant: z.boolean(),
  /** Held by somebody we do not know yet. */
  holderUnknown: z.boolean(),
  version,
})
export type Post = z.infer<typeof post>

/** The organisation of one account at one moment. */
export type Chart = { units: OrgUnit[]; posts: Post[] }

const unitFields = {
  name: requiredLine(200),
  parentId: id.nullable(),
  function: z.enum(UNIT_FUNCTION).nullable(),
  stand: z.enum(UNIT_STAND).nullable(),
}
const postFields = {
  title: requiredLine(200),
  unitId: id.nullable(),
  reportsToId: id.nullable(),
  dottedToIds: z.array(id).max(10),
  vacant: z.boolean(),
  holderUnknown: z.boolean(),
}
/**
 * The version of the record the editor had read before this step. If somebody has changed it since, nothing of the step is
 * done and the answer is `platform.conflict` with the chart as it stands as `current`. Left out: whatever stands is changed.
 * A step raises the version of each record it touches by exactly one, so an editor that draws ahead of the answer knows the
 * versions to come.
 */
const seen = version.optional()

/**
 * One change of a chart. Removing a department hands its posts and the departments in it to the one above; removing a post
 * hands those who report to it to its superior and drops the dotted lines to it. Whoever holds a removed post keeps its
 * name in their career, and holds it again when the removal is undone.
 */
export const chartEdit = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('add-unit'),
    unit: z.object({
      id,
      ...unitFields,
      parentId: unitFields.parentId.default(null),
      function: unitFields.function.default(null),
      stand: unitFields.stand.default(null),
    }),
  }),
  z.object({
    do: z.literal('change-unit'),
    unitId: id,
    name: unitFields.name.optional(),
    parentId: unitFields.parentId.optional(),
    function: unitFields.function.optional(),
    stand: unitFields.stand.optional(),
    version: seen,
  }),
  z.object({ do: z.literal('remove-unit'), unitId: id, version: seen }),
  z.object({
    do: z.literal('add-post'),
    post: z.object({
      id,
      ...postFields,
      unitId: postFields.unitId.default(null),
      reportsToId: postFields.reportsToId.default(null),
      dottedToIds: postFields.dottedToIds.default([]),
      vacant: postFields.vacant.default(false),
      holderUnknown: postFields.holderUnknown.default(false),
    }),
  }),
  z.object({
    do: z.literal('change-post'),
    postId: id,
    title: postFields.title.optional(),
    unitId: postFields.unitId.optional(),
    reportsToId: postFields.reportsToId.optional(),
    dottedToIds: postFields.dottedToIds.optional(),
    /** Saying one thing about the holder takes the other back. */
    vacant: postFields.vacant.optional(),
    holderUnknown: postFields.holderUnknown.optional(),
    version: seen,
  }),
  z.object({ do: z.literal('remove-post'), postId: id, version: seen }),
])
export type ChartEdit = z.infer<typeof chartEdit>

const touch = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), id, before: orgUnit.nullable(), after: orgUnit.nullable() }),
  z.object({ kind: z.literal('post'), id, before: post.nullable(), after: post.nullable() }),
])
/** What became of one record in a step. `before` null: it is new; `after` null: it is gone. */
export type ChartTouch = z.infer<typeof touch>

export const chartStep = z.object({
  id,
  by: z.object({ id, name: z.string() }),
  at: moment,
  /** As they were asked for; empty for an undo. */
  edits: z.array(chartEdit),
  touched: z.array(touch),
  /** The step this one took back. */
  undoesId: id.nullable(),
  /** The step that took this one back. */
  undoneById: id.nullable(),
  /** Not undone, and what it touched stands as it left it. */
  undoable: z.boolean(),
})
export type ChartStep = z.infer<typeof chartStep>

const drawn = z.object({ units: z.array(orgUnit), posts: z.array(post), step: chartStep })

/**
 * Everything needed to draw an organisation, in one answer: up to some thousand posts. Who holds a post: `people`.
 * With `on`, as it was at the end of that day where the organisation works.
 */
export const getOrganisation = endpoint({
  name: 'accounts.organisation',
  method: 'GET',
  path: '/api/accounts/:accountId/organisation',
  can: 'selling.read',
  params: accountParams,
  query: z.object({ on: day.optional() }),
  ok: z.object({ units: z.array(orgUnit), posts: z.array(post) }),
})

/** One step: all its edits, in their order, or none. Answers the whole chart as it then stands. */
export const editChart = endpoint({
  name: 'accounts.edit-chart',
  method: 'POST',
  path: '/api/accounts/:accountId/chart-edits',
  can: 'selling.write',
  params: accountParams,
  body: z.object({ id, edits: z.array(chartEdit).min(1).max(200) }),
  ok: drawn,
  problems: [chartProblems.editRefused],
  touches: ['accounts.organisation', 'accounts.chart-steps', 'people', 'chain', 'dossier'],
  sample: () => ({ id: newId(), edits: [{ do: 'add-unit', unit: { id: newId(), name: '设备采购部' } }] }),
})

/** What was changed in the chart, the latest first. */
export const chartSteps = endpoint({
  name: 'accounts.chart-steps',
  method: 'GET',
  path: '/api/accounts/:accountId/chart-edits',
  can: 'selling.read',
  params: accountParams,
  query: z.object({ ...pageQuery }),
  ok: page(chartStep),
})

/** Puts back what a step changed, exactly. The undo is a step itself: undoing it does the first step again. */
export const undoChartEdit = endpoint({
  name: 'accounts.undo-chart-edit',
  method: 'POST',
  path: '/api/accounts/:accountId/chart-edits/:editId/undo',
  can: 'selling.write',
  params: z.object({ accountId: id, editId: id }),
  body: z.object({ id }),
  ok: drawn,
  problems: [chartProblems.changedSince, chartProblems.alreadyUndone],
  touches: ['accounts.organisation', 'accounts.chart-steps', 'people', 'chain', 'dossier'],
})
