import { z } from 'zod'
import { BUYING_ROLES } from '#modules/chain/chain.contract.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, moment, newId, requiredText, text, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/** What it is about: 价格 预算 需求 时间 信任 竞争 权限 条款 技术 风险 内部阻力 现有供应商. */
export const CATEGORIES = [
  'price',
  'budget',
  'need',
  'timing',
  'trust',
  'rival',
  'authority',
  'terms',
  'technical',
  'risk',
  'internal',
  'incumbent',
] as const
export type Category = (typeof CATEGORIES)[number]
/** What it is underneath; null while we do not know. */
export const NATURES = ['real', 'misunderstanding', 'smokescreen', 'hidden', 'condition'] as const
export type Nature = (typeof NATURES)[number]
/** Is it the only thing in the way? */
export const ISOLATED = ['yes', 'no', 'unknown'] as const
export const OBJECTION_STATES = ['open', 'handled', 'resolved', 'standing', 'reopened'] as const
export type ObjectionState = (typeof OBJECTION_STATES)[number]
/** The five methods: 拒绝处理公式 同感法 实证法 扭转乾坤法 诱导法. */
export const METHODS = ['rejection', 'empathy', 'proof', 'turnaround', 'redirection'] as const
export type Method = (typeof METHODS)[number]
export const HANDLING_OUTCOMES = ['worked', 'partly', 'no'] as const
export type HandlingOutcome = (typeof HANDLING_OUTCOMES)[number]

const part = text(600)
/** The parts of each method's formula. A line is assembled from them in this order. */
export const handlingParts = z.discriminatedUnion('method', [
  /** 认同 赞美 转移 反问 */
  z.object({ method: z.literal('rejection'), agree: part, praise: part, turn: part, ask: part }),
  /** 理解 感受 新发现 */
  z.object({ method: z.literal('empathy'), understand: part, felt: part, found: part }),
  /** A claim, the proof for it, and what the proof shows. */
  z.object({ method: z.literal('proof'), claim: part, proofId: id.nullable(), shows: part }),
  /** Their reason, and why exactly that is a reason to act. */
  z.object({ method: z.literal('turnaround'), reason: part, because: part }),
  /** Two to four questions that lead from the objection to a need. */
  z.object({ method: z.literal('redirection'), questions: z.array(part).max(4), need: part }),
])
export type HandlingParts = z.output<typeof handlingParts>

export const handling = z.object({
  id,
  /** Null: erased with the person it was said to. */
  parts: handlingParts.nullable(),
  method: z.enum(METHODS),
  /** What is said aloud. */
  line: z.string(),
  proof: z.object({ id, title: z.string() }).nullable(),
  playbookLineId: id.nullable(),
  /** It stands in the playbook itself. */
  kept: z.boolean(),
  outcome: z.enum(HANDLING_OUTCOMES).nullable(),
  reaction: z.string(),
  byName: z.string(),
  at: moment,
  /** How it was worded before it was changed, the latest first. */
  before: z.array(
    z.object({
      id,
      method: z.enum(METHODS),
      line: z.string(),
      /** Who changed it, and when. */
      byName: z.string(),
      at: moment,
    }),
  ),
  version,
})
export type Handling = z.output<typeof handling>

export const objection = z.object({
  id,
  accountId: id,
  visitId: id.nullable(),
  projectId: id.nullable(),
  personId: id.nullable(),
  personName: z.string(),
  /** Buying roles the person is believed to have in the project. */
  roles: z.array(z.enum(BUYING_ROLES)),
  /** Verbatim; empty where the person it came from was erased. */
  quote: z.string(),
  category: z.enum(CATEGORIES),
  nature: z.enum(NATURES).nullable(),
  isolated: z.enum(ISOLATED),
  state: z.enum(OBJECTION_STATES),
  handlings: z.array(handling),
  resolutions: z.array(
    z.object({ id, state: z.enum(OBJECTION_STATES), note: z.string(), byName: z.string(), at: moment }),
  ),
  raisedAt: moment,
  byName: z.string(),
  version,
})
export type Objection = z.output<typeof objection>

/** A line of the playbook, with what handlings say of it. */
export const playbookLine = z.object({
  id,
  category: z.enum(CATEGORIES),
  method: z.enum(METHODS),
  roles: z.array(z.enum(BUYING_ROLES)),
  /** Null for a line written straight into the playbook. */
  parts: handlingParts.nullable(),
  line: z.string(),
  byName: z.string(),
  keptAt: moment,
  /** How often it was said and the reaction noted. */
  tried: z.number().int(),
  worked: z.number().int(),
  partly: z.number().int(),
  /** 0…1: at least so often, with 95 % certainty (lower bound of Wilson's interval; half counts for "partly"). */
  sure: z.number(),
  archived: z.boolean(),
  version,
})
export type PlaybookLine = z.output<typeof playbookLine>

export const objectionsProblems = {
  /** That state does not follow from where the objection stands. */
  step: problem('objections.step-not-possible', 409),
  proofExpired: problem('objections.proof-expired', 422),
  /** It was worked on: it stays, and can be resolved. */
  worked: problem('objections.was-handled', 409),
  erased: problem('objections.handling-erased', 409),
  alreadyKept: problem('objections.already-kept', 409),
}

const touches = ['objections', 'field', 'visits'] as const
const params = z.object({ objectionId: id })

export const listObjections = endpoint({
  name: 'objections.list',
  method: 'GET',
  path: '/api/objections',
  can: 'selling.read',
  /** One of the three is needed. With a visit: also those of its account that earlier visits left unresolved. */
  query: z.object({
    ...pageQuery,
    accountId: id.optional(),
    projectId: id.optional(),
    visitId: id.optional(),
    open: z.stringbool().optional(),
  }),
  ok: page(objection),
})

export const getObjection = endpoint({
  name: 'objections.get',
  method: 'GET',
  path: '/api/objections/:objectionId',
  can: 'selling.read',
  params,
  ok: objection,
})

export const addObjection = endpoint({
  name: 'objections.add',
  method: 'POST',
  path: '/api/accounts/:accountId/objections',
  can: 'selling.write',
  params: z.object({ accountId: id }),
  body: z.object({
    id,
    visitId: id.nullable().default(null),
    projectId: id.nullable().default(null),
    personId: id.nullable().default(null),
    quote: requiredText(1000),
    category: z.enum(CATEGORIES),
    nature: z.enum(NATURES).nullable().default(null),
    isolated: z.enum(ISOLATED).default('unknown'),
  }),
  ok: objection,
  touches,
  sample: () => ({ id: newId(), quote: '你们比别家贵了三成', category: 'price' }),
})

export const changeObjection = endpoint({
  name: 'objections.change',
  method: 'PATCH',
  path: '/api/objections/:objectionId',
  can: 'selling.write',
  params,
  body: z.object({
    version,
    personId: id.nullable().optional(),
    projectId: id.nullable().optional(),
    quote: requiredText(1000).optional(),
    category: z.enum(CATEGORIES).optional(),
    nature: z.enum(NATURES).nullable().optional(),
    isolated: z.enum(ISOLATED).optional(),
  }),
  ok: objection,
  touches,
  sample: () => ({ version: 1, nature: 'condition' }),
})

/** Only one noted by mistake: nothing has been tried on it yet. */
export const removeObjection = endpoint({
  name: 'objections.remove',
  method: 'DELETE',
  path: '/api/objections/:objectionId',
  can: 'selling.write',
  params,
  ok: null,
  problems: [objectionsProblems.worked],
  touches,
})

export const resolveObjection = endpoint({
  name: 'objections.resolve',
  method: 'POST',
  path: '/api/objections/:objectionId/resolutions',
  can: 'selling.write',
  params,
  body: z.object({ id, state: z.enum(OBJECTION_STATES).exclude(['open']), note: text(1000).default('') }),
  ok: objection,
  problems: [objectionsProblems.step],
  touches,
  sample: () => ({ id: newId(), state: 'resolved', note: '' }),
})

const handlingBody = {
  parts: handlingParts,
  /** What is said aloud; assembled from the parts where it is left out. */
  line: text(3000).default(''),
  playbookLineId: id.nullable().default(null),
  outcome: z.enum(HANDLING_OUTCOMES).nullable().default(null),
  reaction: text(1000).default(''),
}
export const addHandling = endpoint({
  name: 'objections.add-handling',
  method: 'POST',
  path: '/api/objections/:objectionId/handlings',
  can: 'selling.write',
  params,
  body: z.object({ id, ...handlingBody }),
  ok: objection,
  problems: [objectionsProblems.proofExpired],
  touches,
  sample: () => ({
    id: newId(),
    parts: { method: 'turnaround', reason: '现在太忙', because: '正因为忙，才要先省下这两个人的时间' },
  }),
})

export const changeHandling = endpoint({
  name: 'objections.change-handling',
  method: 'PATCH',
  path: '/api/objections/:objectionId/handlings/:handlingId',
  can: 'selling.write',
  params: params.extend({ handlingId: id }),
  body: z.object({
    version,
    parts: handlingParts.optional(),
    line: text(3000).optional(),
    outcome: z.enum(HANDLING_OUTCOMES).nullable().optional(),
    reaction: text(1000).optional(),
  }),
  ok: objection,
  problems: [objectionsProblems.proofExpired, objectionsProblems.erased],
  touches,
  sample: () => ({ version: 1, outcome: 'worked' }),
})

export const listPlaybook = endpoint({
  name: 'objections.playbook',
  method: 'GET',
  path: '/api/playbook',
  can: 'library.read',
  query: z.object({
    ...pageQuery,
    category: z.enum(CATEGORIES).optional(),
    method: z.enum(METHODS).optional(),
    /** Lines for this role come first; those for everybody follow. */
    role: z.enum(BUYING_ROLES).optional(),
    archived: z.stringbool().default(false),
  }),
  ok: page(playbookLine),
})

export const keepLine = endpoint({
  name: 'objections.keep-line',
  method: 'POST',
  path: '/api/playbook',
  can: 'library.write',
  body: z.object({
    id,
    category: z.enum(CATEGORIES),
    method: z.enum(METHODS),
    roles: z.array(z.enum(BUYING_ROLES)).max(12).default([]),
    line: requiredText(3000),
    fromHandlingId: id.nullable().default(null),
  }),
  ok: playbookLine,
  problems: [objectionsProblems.alreadyKept],
  touches: ['objections'],
  sample: () => ({ id: newId(), category: 'price', method: 'empathy', line: '很多客户一开始也这么觉得。' }),
})

export const changeLine = endpoint({
  name: 'objections.change-line',
  method: 'PATCH',
  path: '/api/playbook/:lineId',
  can: 'library.write',
  params: z.object({ lineId: id }),
  body: z.object({
    version,
    category: z.enum(CATEGORIES).optional(),
    roles: z.array(z.enum(BUYING_ROLES)).max(12).optional(),
    line: requiredText(3000).optional(),
    archived: z.boolean().optional(),
  }),
  ok: playbookLine,
  touches: ['objections'],
  sample: () => ({ version: 1, archived: true }),
})

export const objectionsEndpoints = [
  listObjections,
  getObjection,
  addObjection,
  changeObjection,
  removeObjection,
  resolveObjection,
  addHandling,
  changeHandling,
  listPlaybook,
  keepLine,
  changeLine,
] as const
