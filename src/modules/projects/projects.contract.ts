import { z } from 'zod'
import { CURRENCIES } from '#modules/accounts/accounts.contract.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import {
  day,
  id,
  line,
  moment,
  money,
  newId,
  requiredLine,
  text,
  version,
} from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/** In the order a purchase goes through them; the last three end or halt it. */
export const PROJECT_STAGES = [
  'prospecting',
  'engaging',
  'proposing',
  'negotiating',
  'won',
  'lost',
  'suspended',
] as const
export type ProjectStage = (typeof PROJECT_STAGES)[number]
export const OPEN_STAGES: readonly ProjectStage[] = ['prospecting', 'engaging', 'proposing', 'negotiating']

/** 未立项 申请中 已批 已下达 冻结 */
export const BUDGET_STATES = ['none', 'applied', 'approved', 'released', 'frozen'] as const
/** 公开招标 邀请招标 竞争性谈判 询价 单一来源 直接采购 */
export const PROCUREMENT_METHODS = [
  'open_tender',
  'invited_tender',
  'competitive_negotiation',
  'inquiry',
  'single_source',
  'direct',
] as const
export type ProcurementMethod = (typeof PROCUREMENT_METHODS)[number]

const project = z.object({ projectId: id })

export const projectHead = z.object({
  id,
  /** Null: the customer is not known yet. */
  accountId: id.nullable(),
  accountName: z.string(),
  ownerId: id,
  ownerName: z.string(),
  name: z.string(),
  stage: z.enum(PROJECT_STAGES),
  amount: z.number().nullable(),
  currency: z.string(),
  expectedOn: day.nullable(),
  budgetState: z.enum(BUDGET_STATES).nullable(),
})
export type ProjectHead = z.output<typeof projectHead>

export const procurementStep = z.object({
  id,
  projectId: id,
  place: z.number().int(),
  name: z.string(),
  ownerPersonId: id.nullable(),
  ownerMemberId: id.nullable(),
  /** Whichever of the two owns it. */
  ownerName: z.string(),
  dueOn: day.nullable(),
  document: z.string(),
  doneOn: day.nullable(),
  version,
})
export type ProcurementStep = z.output<typeof procurementStep>

export const stageChange = z.object({
  id,
  fromStage: z.enum(PROJECT_STAGES).nullable(),
  toStage: z.enum(PROJECT_STAGES),
  reason: z.string(),
  byName: z.string(),
  at: moment,
})
export type StageChange = z.output<typeof stageChange>

export const projectRecord = projectHead.extend({
  problemToSolve: z.string(),
  purchasePlan: z.string(),
  procurementMethod: z.enum(PROCUREMENT_METHODS).nullable(),
  budget: z.number().nullable(),
  /** When the customer needs it to be there. */
  neededOn: day.nullable(),
  openedOn: day.nullable(),
  closedOn: day.nullable(),
  /** Why it was won, lost or halted. */
  outcomeReason: z.string(),
  lostToId: id.nullable(),
  lostToName: z.string(),
  version,
  createdAt: moment,
  archivedAt: moment.nullable(),
  canWrite: z.boolean(),
  steps: z.array(procurementStep),
  stageChanges: z.array(stageChange),
})
export type ProjectRecord = z.output<typeof projectRecord>

export const projectProblems = {
  sameStage: problem('projects.same-stage', 409),
  accountFixed: problem('projects.account-fixed', 409),
  hasSteps: problem('projects.has-steps', 409),
} as const

export const listProjects = endpoint({
  name: 'projects.list',
  method: 'GET',
  path: '/api/projects',
  can: 'selling.read',
  query: z.object({
    accountId: id.optional(),
    /** `true`: only those whose customer is not known yet. */
    withoutAccount: z.enum(['true', 'false']).optional(),
    /** One stage, or `open` for all that are neither won, lost nor suspended. */
    stage: z.enum([...PROJECT_STAGES, 'open']).optional(),
    /** `mine`: I own it; `team`: I or somebody below me does. */
    owner: z.enum(['mine', 'team', 'all']).optional(),
    q: z.string().max(100).optional(),
    archived: z.enum(['true', 'false']).optional(),
    ...pageQuery,
  }),
  ok: page(projectHead),
})

export const getProject = endpoint({
  name: 'projects.get',
  method: 'GET',
  path: '/api/projects/:projectId',
  can: 'selling.read',
  params: project,
  ok: projectRecord,
})

const fields = {
  name: requiredLine(160),
  problemToSolve: text(4000).default(''),
  purchasePlan: text(4000).default(''),
  procurementMethod: z.enum(PROCUREMENT_METHODS).nullable().default(null),
  budget: money.nullable().default(null),
  budgetState: z.enum(BUDGET_STATES).nullable().default(null),
  amount: money.nullable().default(null),
  currency: z.enum(CURRENCIES).default('CNY'),
  expectedOn: day.nullable().default(null),
  neededOn: day.nullable().default(null),
}

export const createProject = endpoint({
  name: 'projects.create',
  method: 'POST',
  path: '/api/projects',
  can: 'selling.write',
  body: z.object({
    id,
    accountId: id.nullable().default(null),
    stage: z.enum(PROJECT_STAGES).default('prospecting'),
    openedOn: day.nullable().default(null),
    ...fields,
  }),
  ok: projectRecord,
  touches: ['projects'],
})

export const changeProject = endpoint({
  name: 'projects.change',
  method: 'PATCH',
  path: '/api/projects/:projectId',
  can: 'selling.write',
  params: project,
  body: z.object({
    ...fields,
    outcomeReason: text(2000).default(''),
    /** Someone within your reach, or yourself; left out, the owner stays. */
    ownerId: id.optional(),
    archived: z.boolean().optional(),
    version,
  }),
  ok: projectRecord,
  touches: ['projects'],
})

/** Says which customer a project belongs to that had none. Afterwards it stays with it. */
export const assignProjectAccount = endpoint({
  name: 'projects.assign-account',
  method: 'POST',
  path: '/api/projects/:projectId/account',
  can: 'selling.write',
  params: project,
  body: z.object({ accountId: id, version }),
  ok: projectRecord,
  problems: [projectProblems.accountFixed],
  touches: ['projects'],
})

export const changeProjectStage = endpoint({
  name: 'projects.change-stage',
  method: 'POST',
  path: '/api/projects/:projectId/stage-changes',
  can: 'selling.write',
  params: project,
  body: z.object({
    id,
    stage: z.enum(PROJECT_STAGES),
    /** Required for lost and suspended, and for reopening what was won or lost. */
    reason: text(2000).default(''),
    /** Of a lost project: to whom. */
    lostToId: id.nullable().default(null),
    closedOn: day.nullable().default(null),
    version,
  }),
  ok: projectRecord,
  problems: [projectProblems.sameStage],
  touches: ['projects'],
  sample: () => ({ id: newId(), stage: 'engaging', version: 1 }),
})

const stepFields = {
  name: requiredLine(120),
  ownerPersonId: id.nullable().default(null),
  ownerMemberId: id.nullable().default(null),
  dueOn: day.nullable().default(null),
  document: line(300).default(''),
}

export const addStep = endpoint({
  name: 'projects.add-step',
  method: 'POST',
  path: '/api/projects/:projectId/steps',
  can: 'selling.write',
  params: project,
  body: z.object({ id, ...stepFields }),
  ok: procurementStep,
  touches: ['projects.get'],
  sample: () => ({ id: newId(), name: '开标' }),
})

/** Lays out the usual steps of the chosen procurement method, where there are none yet. */
export const layOutSteps = endpoint({
  name: 'projects.lay-out-steps',
  method: 'POST',
  path: '/api/projects/:projectId/usual-steps',
  can: 'selling.write',
  params: project,
  body: z.object({ method: z.enum(PROCUREMENT_METHODS), names: z.array(requiredLine(120)).min(1).max(20) }),
  ok: projectRecord,
  problems: [projectProblems.hasSteps],
  touches: ['projects.get'],
})

export const changeStep = endpoint({
  name: 'projects.change-step',
  method: 'PATCH',
  path: '/api/procurement-steps/:stepId',
  can: 'selling.write',
  params: z.object({ stepId: id }),
  body: z.object({ ...stepFields, doneOn: day.nullable().default(null), version }),
  ok: procurementStep,
  touches: ['projects.get'],
})

export const removeStep = endpoint({
  name: 'projects.remove-step',
  method: 'DELETE',
  path: '/api/procurement-steps/:stepId',
  can: 'selling.write',
  params: z.object({ stepId: id }),
  ok: null,
  touches: ['projects.get'],
})

/** Every endpoint of this module; the leak test and the API description walk it. */
export const projectsEndpoints = [
  listProjects,
  getProject,
  createProject,
  changeProject,
  assignProjectAccount,
  changeProjectStage,
  addStep,
  layOutSteps,
  changeStep,
  removeStep,
]
