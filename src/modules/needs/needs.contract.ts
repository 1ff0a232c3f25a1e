import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import {
  classed,
  id,
  line,
  moment,
  money,
  newId,
  requiredText,
  text,
  version,
} from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'
import { questionEndpoints } from './questions.contract.ts'
import { ratingEndpoints } from './ratings.contract.ts'

export * from './questions.contract.ts'
export * from './ratings.contract.ts'

/** The iceberg from above the water to its foot: 显性 隐性 深层. */
export const LAYERS = ['explicit', 'implicit', 'deep'] as const
export type Layer = (typeof LAYERS)[number]
/** What a need of each layer is about. */
export const SUBJECTS = {
  explicit: ['product', 'price', 'quality', 'delivery', 'service', 'terms', 'other'],
  implicit: ['problem', 'cost', 'relationship'],
  deep: ['feeling', 'trust', 'meaning'],
} as const satisfies Record<Layer, readonly string[]>
export const ALL_SUBJECTS = [...SUBJECTS.explicit, ...SUBJECTS.implicit, ...SUBJECTS.deep] as const
export type Subject = (typeof ALL_SUBJECTS)[number]
/** Whose need it is: of the organisation, or of a person. */
export const WHOSE = ['organisation', 'person'] as const
export type Whose = (typeof WHOSE)[number]
/** How far it is known. Only the customer confirms: see needs.rules. */
export const NEED_STATUSES = ['assumed', 'stated', 'confirmed', 'quantified', 'void'] as const
export type NeedStatus = (typeof NEED_STATUSES)[number]

/** A need as lists, the iceberg and matches show it. */
export const need = z.object({
  id,
  accountId: id,
  projectId: id.nullable(),
  visitId: id.nullable(),
  /** When that visit was. */
  visitAt: moment.nullable(),
  personId: id.nullable(),
  personName: z.string(),
  /** The need this one lies beneath; null also where that one is not for you to see. */
  parentId: id.nullable(),
  layer: z.enum(LAYERS),
  subject: z.enum(ALL_SUBJECTS),
  whose: z.enum(WHOSE),
  /** Personal where `personal` says so; then the whole need is answered only to the account team. */
  statement: classed(z.string(), 'personal'),
  quote: classed(z.string(), 'personal'),
  consequence: classed(z.string(), 'personal'),
  amount: z.number().nullable(),
  unit: z.string(),
  status: z.enum(NEED_STATUSES),
  personal: z.boolean(),
  createdBy: id,
  createdAt: moment,
  version,
})
export type Need = z.output<typeof need>

export const statusChange = z.object({
  id,
  from: z.enum(NEED_STATUSES).nullable(),
  to: z.enum(NEED_STATUSES),
  reason: z.string(),
  byName: z.string(),
  at: moment,
})

/** A page of needs. `withheld`: how many more there are that only the account team may see. */
const needPage = page(need).extend({ withheld: z.number().int() })

export const needsProblems = {
  /** What lies beneath must lie at least as deep, and nothing explicit lies beneath anything. */
  notDeeper: problem('needs.not-deeper', 422),
  /** Beneath itself, or beneath something that lies beneath it. */
  cycle: problem('needs.cycle', 422),
  parentVoid: problem('needs.parent-void', 422),
  parentElsewhere: problem('needs.parent-elsewhere', 422),
  /** Only the customer confirms: who said it, in which visit, in what words. */
  notConfirmable: problem('needs.not-confirmable', 422),
  /** Said by whom, or in what words? */
  notStated: problem('needs.not-stated', 422),
  /** A number comes after a confirmation, with its amount and unit. */
  notQuantifiable: problem('needs.not-quantifiable', 422),
  /** A void need is restored first. */
  isVoid: problem('needs.void', 409),
  notVoid: problem('needs.not-void', 409),
}

const touches = ['needs', 'pitches', 'field', 'dossier'] as const
const needParams = z.object({ needId: id })
const placement = [
  needsProblems.notDeeper,
  needsProblems.cycle,
  needsProblems.parentVoid,
  needsProblems.parentElsewhere,
] as const
const standing = [
  needsProblems.notStated,
  needsProblems.notConfirmable,
  needsProblems.notQuantifiable,
] as const

const listQuery = z.object({
  ...pageQuery,
  limit: z.coerce.number().int().min(1).max(200).default(200),
  void: z.stringbool().default(false),
})

export const listNeedsOfAccount = endpoint({
  name: 'needs.list-of-account',
  method: 'GET',
  path: '/api/accounts/:accountId/needs',
  can: 'selling.read',
  params: z.object({ accountId: id }),
  query: listQuery,
  ok: needPage,
})
export const listNeedsOfProject = endpoint({
  name: 'needs.list-of-project',
  method: 'GET',
  path: '/api/projects/:projectId/needs',
  can: 'selling.read',
  params: z.object({ projectId: id }),
  query: listQuery,
  ok: needPage,
})
/** What was said in one visit. */
export const listNeedsOfVisit = endpoint({
  name: 'needs.list-of-visit',
  method: 'GET',
  path: '/api/visits/:visitId/needs',
  can: 'selling.read',
  params: z.object({ visitId: id }),
  query: listQuery,
  ok: needPage,
})

export const getNeed = endpoint({
  name: 'needs.get',
  method: 'GET',
  path: '/api/needs/:needId',
  can: 'selling.read',
  params: needParams,
  ok: need.extend({ history: z.array(statusChange), questionIds: z.array(id), canWrite: z.boolean() }),
})

export const createNeed = endpoint({
  name: 'needs.create',
  method: 'POST',
  path: '/api/needs',
  can: 'selling.write',
  body: z.object({
    id,
    accountId: id,
    projectId: id.nullable().default(null),
    visitId: id.nullable().default(null),
    personId: id.nullable().default(null),
    parentId: id.nullable().default(null),
    layer: z.enum(LAYERS),
    subject: z.enum(ALL_SUBJECTS),
    whose: z.enum(WHOSE).default('organisation'),
    statement: classed(requiredText(1000), 'personal'),
    quote: classed(text(2000), 'personal').default(''),
    consequence: classed(text(2000), 'personal').default(''),
    amount: money.nullable().default(null),
    unit: line(40).default(''),
    status: z.enum(['assumed', 'stated', 'confirmed', 'quantified']).default('assumed'),
    /** The question whose answer brought it up. */
    questionId: id.nullable().default(null),
  }),
  ok: need,
  problems: [...placement, ...standing],
  touches,
  sample: (ids) => ({
    id: newId(),
    accountId: ids.accountId,
    personId: ids.personId,
    layer: 'deep',
    subject: 'meaning',
    whose: 'person',
    statement: '想在退休前把产线交到信得过的人手里',
    quote: '我不想最后一年出事。',
    consequence: '出一次事就全白干了',
  }),
})

export const changeNeed = endpoint({
  name: 'needs.change',
  method: 'PATCH',
  path: '/api/needs/:needId',
  can: 'selling.write',
  params: needParams,
  body: z.object({
    version,
    projectId: id.nullable().optional(),
    visitId: id.nullable().optional(),
    personId: id.nullable().optional(),
    layer: z.enum(LAYERS).optional(),
    subject: z.enum(ALL_SUBJECTS).optional(),
    whose: z.enum(WHOSE).optional(),
    statement: classed(requiredText(1000), 'personal').optional(),
    quote: classed(text(2000), 'personal').optional(),
    consequence: classed(text(2000), 'personal').optional(),
    amount: money.nullable().optional(),
    unit: line(40).optional(),
  }),
  ok: need,
  problems: [...placement, ...standing],
  touches,
  sample: () => ({ version: 1, consequence: '停线一小时损失两万' }),
})

/** Puts a need beneath another one, or (`parentId` null) beneath nothing. `layer` where it sinks with the move. */
export const moveNeed = endpoint({
  name: 'needs.move',
  method: 'POST',
  path: '/api/needs/:needId/moves',
  can: 'selling.write',
  params: needParams,
  body: z.object({
    version,
    parentId: id.nullable(),
    layer: z.enum(LAYERS).optional(),
    subject: z.enum(ALL_SUBJECTS).optional(),
  }),
  ok: need,
  problems: [...placement, needsProblems.isVoid],
  touches,
  sample: () => ({ version: 1, parentId: null }),
})

/** One step of what is known. `id` is the history row's, so that a repeated step is the same step. */
export const setNeedStatus = endpoint({
  name: 'needs.set-status',
  method: 'POST',
  path: '/api/needs/:needId/statuses',
  can: 'selling.write',
  params: needParams,
  body: z.object({ id, version, status: z.enum(NEED_STATUSES), reason: text(500).default('') }),
  ok: need,
  problems: [...standing, needsProblems.isVoid],
  touches,
  sample: () => ({ id: newId(), version: 1, status: 'void', reason: '记错了客户' }),
})

/** Takes a void need back to what it was before. */
export const restoreNeed = endpoint({
  name: 'needs.restore',
  method: 'POST',
  path: '/api/needs/:needId/restorations',
  can: 'selling.write',
  params: needParams,
  body: z.object({ id, version }),
  ok: need,
  problems: [needsProblems.notVoid],
  touches,
  sample: () => ({ id: newId(), version: 1 }),
})

export const needsEndpoints = [
  listNeedsOfAccount,
  listNeedsOfProject,
  listNeedsOfVisit,
  getNeed,
  createNeed,
  changeNeed,
  moveNeed,
  setNeedStatus,
  restoreNeed,
  ...questionEndpoints,
  ...ratingEndpoints,
] as const
