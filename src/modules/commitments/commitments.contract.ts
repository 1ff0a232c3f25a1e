import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import {
  day,
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

/** 试探法 霸王硬上弓法 选择法 引诱法, and 直接请求 总结 小步. */
export const CLOSING_METHODS = [
  'trial',
  'assumptive',
  'alternative',
  'inducement',
  'direct',
  'summary',
  'small_step',
] as const
export type ClosingMethod = (typeof CLOSING_METHODS)[number]
export const REACTIONS = ['agreed', 'partly', 'hesitated', 'refused'] as const
export type Reaction = (typeof REACTIONS)[number]
/** 成交 进展 拖延 拒绝. A continuation is not a success. */
export const OUTCOMES = ['order', 'advance', 'continuation', 'no_sale'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const SIDES = ['customer', 'ours'] as const
export type Side = (typeof SIDES)[number]
/** How it stands; overdue is derived from the day it is due. */
export const COMMITMENT_STATES = ['open', 'overdue', 'kept', 'withdrawn'] as const
export type CommitmentState = (typeof COMMITMENT_STATES)[number]
export const COMMITMENT_STEPS = ['kept', 'withdrawn', 'reopened'] as const
export type CommitmentStep = (typeof COMMITMENT_STEPS)[number]
/** By what one sees that it was kept. */
export const PROOF_KINDS = [
  'document',
  'message',
  'meeting',
  'introduction',
  'sample',
  'signature',
  'payment',
  'other',
] as const
export type ProofKind = (typeof PROOF_KINDS)[number]

export const commitment = z.object({
  id,
  accountId: id,
  accountName: z.string(),
  visitId: id.nullable(),
  projectId: id.nullable(),
  side: z.enum(SIDES),
  what: z.string(),
  /** The customer's person: who promised, or to whom we did. */
  personId: id.nullable(),
  personName: z.string(),
  /** Who of ours owes it, or follows it up. */
  memberId: id,
  memberName: z.string(),
  dueOn: day.nullable(),
  proofKind: z.enum(PROOF_KINDS).nullable(),
  proofText: z.string(),
  state: z.enum(COMMITMENT_STATES),
  /** Days it was due before, the first first. */
  dueBefore: z.array(day),
  history: z.array(
    z.object({
      id,
      step: z.enum([...COMMITMENT_STEPS, 'due_changed']),
      note: z.string(),
      byName: z.string(),
      at: moment,
      dueBefore: day.nullable(),
      dueAfter: day.nullable(),
    }),
  ),
  version,
})
export type Commitment = z.output<typeof commitment>

export const attempt = z.object({
  id,
  method: z.enum(CLOSING_METHODS),
  said: z.string(),
  reaction: z.enum(REACTIONS).nullable(),
  reactionNote: z.string(),
  byName: z.string(),
  at: moment,
  version,
})
export type Attempt = z.output<typeof attempt>

export const visitOutcome = z.object({
  id,
  outcome: z.enum(OUTCOMES),
  amount: money.nullable(),
  currency: z.string(),
  projectId: id.nullable(),
  projectName: z.string().nullable(),
  note: z.string(),
  byName: z.string(),
  at: moment,
})
export type VisitOutcome = z.output<typeof visitOutcome>

export const methodSetting = z.object({
  method: z.enum(CLOSING_METHODS),
  enabled: z.boolean(),
  needsApproval: z.boolean(),
  /** 0: never set. */
  version: z.number().int().min(0),
})
export type MethodSetting = z.output<typeof methodSetting>

/** A method as it may be used on one visit. */
export const methodOnVisit = z.object({
  method: z.enum(CLOSING_METHODS),
  use: z.enum(['free', 'approved', 'asked', 'declined', 'needs_approval', 'disabled']),
  /** What the superior wrote. */
  decisionNote: z.string(),
})
export type MethodOnVisit = z.output<typeof methodOnVisit>

export const approval = z.object({
  id,
  visitId: id,
  accountId: id,
  accountName: z.string(),
  method: z.enum(CLOSING_METHODS),
  reason: z.string(),
  askedByName: z.string(),
  askedAt: moment,
  approved: z.boolean().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: moment.nullable(),
  decisionNote: z.string(),
})
export type Approval = z.output<typeof approval>

/** Everything the close of a visit shows. */
export const closing = z.object({
  attempts: z.array(attempt),
  commitments: z.array(commitment),
  /** Of earlier visits at this account and still open: to ask about today. */
  earlier: z.array(commitment),
  outcome: visitOutcome.nullable(),
  /** Judgements that were superseded, the newest first. */
  earlierOutcomes: z.array(visitOutcome),
  methods: z.array(methodOnVisit),
})
export type Closing = z.output<typeof closing>

export const commitmentsProblems = {
  /** An advance needs a customer's commitment with a person and a day. */
  advanceNeedsCommitment: problem('commitments.advance-needs-commitment', 409),
  step: problem('commitments.step-not-possible', 409),
  closed: problem('commitments.not-open', 409),
  methodDisabled: problem('commitments.method-disabled', 409),
  approvalNeeded: problem('commitments.approval-needed', 409),
  decided: problem('commitments.already-decided', 409),
  notSuperior: problem('commitments.not-superior', 403),
  cancelled: problem('commitments.visit-cancelled', 409),
}

const touches = ['commitments', 'field', 'visits', 'insights'] as const
const visitParams = z.object({ visitId: id })
const commitmentParams = z.object({ commitmentId: id })

export const getClosing = endpoint({
  name: 'commitments.closing',
  method: 'GET',
  path: '/api/visits/:visitId/closing',
  can: 'selling.read',
  params: visitParams,
  ok: closing,
})

export const addAttempt = endpoint({
  name: 'commitments.add-attempt',
  method: 'POST',
  path: '/api/visits/:visitId/closing-attempts',
  can: 'selling.write',
  params: visitParams,
  body: z.object({
    id,
    method: z.enum(CLOSING_METHODS),
    said: text(2000).default(''),
    reaction: z.enum(REACTIONS).nullable().default(null),
    reactionNote: text(1000).default(''),
  }),
  ok: attempt,
  problems: [
    commitmentsProblems.methodDisabled,
    commitmentsProblems.approvalNeeded,
    commitmentsProblems.cancelled,
  ],
  touches,
  sample: () => ({ id: newId(), method: 'trial', said: '如果样机测试通过，您看这个月能立项吗？' }),
})

export const changeAttempt = endpoint({
  name: 'commitments.change-attempt',
  method: 'PATCH',
  path: '/api/visits/:visitId/closing-attempts/:attemptId',
  can: 'selling.write',
  params: visitParams.extend({ attemptId: id }),
  body: z.object({
    version,
    said: text(2000).optional(),
    reaction: z.enum(REACTIONS).nullable().optional(),
    reactionNote: text(1000).optional(),
  }),
  ok: attempt,
  problems: [commitmentsProblems.cancelled],
  touches,
})

export const removeAttempt = endpoint({
  name: 'commitments.remove-attempt',
  method: 'DELETE',
  path: '/api/visits/:visitId/closing-attempts/:attemptId',
  can: 'selling.write',
  params: visitParams.extend({ attemptId: id }),
  ok: null,
  problems: [commitmentsProblems.cancelled],
  touches,
})

/** How the visit ended. A new judgement supersedes the one before; saying the same again changes nothing. */
export const judgeVisit = endpoint({
  name: 'commitments.judge-visit',
  method: 'POST',
  path: '/api/visits/:visitId/outcomes',
  can: 'selling.write',
  params: visitParams,
  body: z.object({
    id,
    /** The judgement one saw, or null: two who judge at once do not overwrite each other. */
    supersedes: id.nullable().default(null),
    outcome: z.enum(OUTCOMES),
    amount: money.nullable().default(null),
    currency: line(3).default('CNY'),
    projectId: id.nullable().default(null),
    note: text(1000).default(''),
  }),
  ok: visitOutcome,
  problems: [commitmentsProblems.advanceNeedsCommitment, commitmentsProblems.cancelled],
  touches,
  sample: () => ({ id: newId(), outcome: 'continuation' }),
})

export const listCommitments = endpoint({
  name: 'commitments.list',
  method: 'GET',
  path: '/api/commitments',
  can: 'selling.read',
  query: z.object({
    ...pageQuery,
    accountId: id.optional(),
    projectId: id.optional(),
    side: z.enum(SIDES).optional(),
    state: z.enum(COMMITMENT_STATES).optional(),
    /** Ours owed, theirs followed up, by this member; `me` for oneself. */
    memberId: z.union([id, z.literal('me')]).optional(),
  }),
  ok: page(commitment),
})

export const getCommitment = endpoint({
  name: 'commitments.get',
  method: 'GET',
  path: '/api/commitments/:commitmentId',
  can: 'selling.read',
  params: commitmentParams,
  ok: commitment,
})

/** What we promised a customer, for those who serve them: what, by when, and whether it was kept; nothing else. */
export const listPromises = endpoint({
  name: 'commitments.promises',
  method: 'GET',
  path: '/api/accounts/:accountId/promises',
  can: 'customer.read',
  params: z.object({ accountId: id }),
  query: z.object(pageQuery),
  ok: page(z.object({ id, what: z.string(), dueOn: day.nullable(), state: z.enum(COMMITMENT_STATES) })),
})

export const addCommitment = endpoint({
  name: 'commitments.add',
  method: 'POST',
  path: '/api/accounts/:accountId/commitments',
  can: 'selling.write',
  params: z.object({ accountId: id }),
  body: z.object({
    id,
    visitId: id.nullable().default(null),
    projectId: id.nullable().default(null),
    side: z.enum(SIDES),
    what: requiredText(500),
    personId: id.nullable().default(null),
    /** Oneself unless told. */
    memberId: id.optional(),
    dueOn: day.nullable().default(null),
    proofKind: z.enum(PROOF_KINDS).nullable().default(null),
    proofText: text(500).default(''),
  }),
  ok: commitment,
  problems: [commitmentsProblems.cancelled],
  touches,
  sample: (ids) => ({
    id: newId(),
    side: 'customer',
    what: '周五前把技术要求书发给我们',
    personId: ids.personId,
    dueOn: '2026-12-04',
  }),
})

export const changeCommitment = endpoint({
  name: 'commitments.change',
  method: 'PATCH',
  path: '/api/commitments/:commitmentId',
  can: 'selling.write',
  params: commitmentParams,
  body: z.object({
    version,
    what: requiredText(500).optional(),
    personId: id.nullable().optional(),
    memberId: id.optional(),
    dueOn: day.nullable().optional(),
    /** Why the day moved. */
    dueNote: text(500).default(''),
    proofKind: z.enum(PROOF_KINDS).nullable().optional(),
    proofText: text(500).optional(),
  }),
  ok: commitment,
  problems: [commitmentsProblems.closed],
  touches,
  sample: () => ({ version: 1, dueOn: '2026-12-11' }),
})

export const stepCommitment = endpoint({
  name: 'commitments.step',
  method: 'POST',
  path: '/api/commitments/:commitmentId/steps',
  can: 'selling.write',
  params: commitmentParams,
  body: z.object({ id, step: z.enum(COMMITMENT_STEPS), note: text(500).default('') }),
  ok: commitment,
  problems: [commitmentsProblems.step],
  touches,
  sample: () => ({ id: newId(), step: 'kept' }),
})

export const listMethods = endpoint({
  name: 'commitments.methods',
  method: 'GET',
  path: '/api/closing-methods',
  can: 'selling.read',
  ok: z.object({ items: z.array(methodSetting) }),
})

export const setMethod = endpoint({
  name: 'commitments.set-method',
  method: 'PUT',
  path: '/api/closing-methods/:method',
  can: 'organisation.manage',
  params: z.object({ method: z.enum(CLOSING_METHODS) }),
  body: z.object({ version: z.number().int().min(0), enabled: z.boolean(), needsApproval: z.boolean() }),
  ok: methodSetting,
  touches: ['commitments'],
  sample: () => ({ version: 0, enabled: true, needsApproval: true }),
})

export const askApproval = endpoint({
  name: 'commitments.ask-approval',
  method: 'POST',
  path: '/api/visits/:visitId/closing-approvals',
  can: 'selling.write',
  params: visitParams,
  body: z.object({ id, method: z.enum(CLOSING_METHODS), reason: text(1000).default('') }),
  ok: approval,
  problems: [commitmentsProblems.cancelled],
  touches,
  sample: () => ({ id: newId(), method: 'assumptive', reason: '客户预算月底失效' }),
})

/** Approvals asked by those below the reader, or by the reader. */
export const listApprovals = endpoint({
  name: 'commitments.approvals',
  method: 'GET',
  path: '/api/closing-approvals',
  can: 'selling.read',
  query: z.object({ ...pageQuery, open: z.stringbool().default(true) }),
  ok: page(approval),
})

export const decideApproval = endpoint({
  name: 'commitments.decide-approval',
  method: 'POST',
  path: '/api/closing-approvals/:approvalId/decision',
  can: 'selling.write',
  params: z.object({ approvalId: id }),
  body: z.object({ approve: z.boolean(), note: text(500).default('') }),
  ok: approval,
  problems: [commitmentsProblems.decided, commitmentsProblems.notSuperior],
  touches,
  sample: () => ({ approve: true }),
})

export const commitmentsEndpoints = [
  getClosing,
  addAttempt,
  changeAttempt,
  removeAttempt,
  judgeVisit,
  listCommitments,
  getCommitment,
  listPromises,
  addCommitment,
  changeCommitment,
  stepCommitment,
  listMethods,
  setMethod,
  askApproval,
  listApprovals,
  decideApproval,
] as const
