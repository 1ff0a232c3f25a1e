import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, line, moment, newId, text, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'
import { listVisitKinds, setVisitKind, visitKind } from './kinds.contract.ts'
import {
  draftVersion,
  MEETING_DEPTHS,
  OBJECTIVE_KINDS,
  OBJECTIVE_RESULTS,
  objective,
  objectiveDraft,
  opening,
  partEndpoints,
  partProblems,
  preparationItem,
  topic,
  unknown,
  visitPerson,
  visitProof,
} from './visit-parts.contract.ts'

export * from './kinds.contract.ts'
export * from './visit-parts.contract.ts'

/** How one meets: 上门 来访 电话 视频 活动 餐叙. */
export const VISIT_STATES = ['planned', 'prepared', 'under_way', 'recorded', 'reviewed', 'cancelled'] as const
export type VisitState = (typeof VISIT_STATES)[number]
/** What happens to a visit; each is a row of its history. `finished` ends the meeting, the record is still to come. */
export const VISIT_STEPS = [
  'planned',
  'prepared',
  'unprepared',
  'under_way',
  'finished',
  'recorded',
  'reviewed',
  'rescheduled',
  'cancelled',
  'restored',
] as const
export type VisitStep = (typeof VISIT_STEPS)[number]
/** Steps taken by hand; `planned`, `recorded` and `reviewed` come with their own endpoints. */
export const HAND_STEPS = [
  'prepared',
  'unprepared',
  'under_way',
  'finished',
  'rescheduled',
  'cancelled',
  'restored',
] as const
/** What one of us is there for: 主谈 技术 记录 陪访. */
export const COMPANION_PARTS = ['lead', 'technical', 'notes', 'accompany'] as const
export type CompanionPart = (typeof COMPANION_PARTS)[number]
/** How well a person is covered, derived from recorded visits. */
export const COVERAGES = ['none', 'brief', 'several', 'in_depth'] as const
export type Coverage = (typeof COVERAGES)[number]
export const READINESS_KEYS = [
  'objective',
  'commitment',
  'people',
  'account',
  'dossier',
  'chain',
  'proof',
  'questions',
  'opening',
  'own_items',
  'unknowns',
] as const
export type ReadinessKey = (typeof READINESS_KEYS)[number]

const companionInput = z.object({ memberId: id, part: z.enum(COMPANION_PARTS) })
export const companion = companionInput.extend({ name: z.string() })

export const visitRecord = z.object({
  minutes: z.number().int().nullable(),
  changed: z.string(),
  wentWell: z.string(),
  wentLessWell: z.string(),
  nextTime: z.string(),
  notes: z.string(),
  recordedBy: z.string().nullable(),
  recordedAt: moment.nullable(),
  version: draftVersion,
})
export type VisitRecord = z.output<typeof visitRecord>
export const review = z.object({ id, byName: z.string(), at: moment, comment: z.string() })
export const progressStep = z.object({
  id,
  step: z.enum(VISIT_STEPS),
  byName: z.string(),
  at: moment,
  note: z.string(),
  plannedBefore: moment.nullable(),
  plannedAfter: moment.nullable(),
})

/**
 * One thing readiness is made of: what counts, how much of it is there, and what is missing. `chain` and `questions` are known
 * only where `field` composes them.
 */
export const readinessItem = z.object({
  key: z.enum(READINESS_KEYS),
  /** 0…1 */
  share: z.number(),
  weight: z.number(),
  /** Counts behind the sentence: `done` of `total`. */
  done: z.number().int(),
  total: z.number().int(),
  /** Whom or what it lacks, by name. */
  missing: z.array(z.string()),
  /** Where to do it. */
  where: z.enum(['prepare', 'open', 'discover', 'people', 'account']),
})
export type ReadinessItem = z.output<typeof readinessItem>
export const readiness = z.object({
  percent: z.number().int().min(0).max(100),
  items: z.array(readinessItem),
})
export type Readiness = z.output<typeof readiness>

const headFields = {
  id,
  accountId: id,
  accountName: z.string(),
  projectId: id.nullable(),
  projectName: z.string().nullable(),
  hostId: id,
  hostName: z.string(),
  kind: visitKind,
  state: z.enum(VISIT_STATES),
  plannedAt: moment,
  plannedMinutes: z.number().int(),
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
  place: z.string(),
}

/** A visit in a list. */
export const visitCard = z.object({
  ...headFields,
  people: z.array(z.object({ id, name: z.string() })),
  objectives: z.array(z.object({ kind: z.enum(OBJECTIVE_KINDS), text: z.string() })),
})
export type VisitCard = z.output<typeof visitCard>

/** A visit with everything small of it. */
export const visitDetail = z.object({
  ...headFields,
  people: z.array(visitPerson),
  followsId: id.nullable(),
  /** The visit planned from this one, if there is one. */
  nextId: id.nullable(),
  companions: z.array(companion),
  objectives: z.array(objective),
  preparation: z.array(preparationItem),
  /** The reader's own; nobody else's are ever answered. */
  unknowns: z.array(unknown),
  proofs: z.array(visitProof),
  opening,
  /** Only for those who may see the personal layer. */
  topics: z.array(topic),
  record: visitRecord,
  reviews: z.array(review),
  history: z.array(progressStep),
  readiness,
  version,
  /** The host, companions, and whoever may change the account. */
  canWrite: z.boolean(),
  /** Supervisors above the host, and administrators. */
  canReview: z.boolean(),
  /** May see and note what is personal about the people. */
  canSeePersonal: z.boolean(),
})
export type VisitDetail = z.output<typeof visitDetail>

/** The visit's own row, as a change answers it. */
export const visitCore = z.object({
  id,
  accountId: id,
  projectId: id.nullable(),
  hostId: id,
  kind: visitKind,
  state: z.enum(VISIT_STATES),
  plannedAt: moment,
  plannedMinutes: z.number().int(),
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
  place: z.string(),
  followsId: id.nullable(),
  version,
})
export type VisitCore = z.output<typeof visitCore>

/** What stages of a visit in other modules need to know of it; a `VisitDetail` is one. */
export interface VisitHead {
  id: string
  accountId: string
  accountName: string
  projectId: string | null
  state: VisitState
  plannedAt: string
  hostId: string
  people: { id: string; name: string; title: string }[]
  canWrite: boolean
}

export const visitsProblems = {
  /** The step does not follow from where the visit stands. */
  step: problem('visits.step-not-possible', 409),
  ...partProblems,
  notReviewer: problem('visits.not-reviewer', 403),
}

const visitParams = z.object({ visitId: id })
const touches = ['visits', 'field'] as const

const newVisit = z.object({
  id,
  accountId: id,
  projectId: id.nullable().default(null),
  kind: visitKind.default('on_site'),
  plannedAt: moment,
  plannedMinutes: z.number().int().min(5).max(1440).default(60),
  place: line(300).default(''),
  /** The member who leads it; oneself unless told. */
  hostId: id.optional(),
  companions: z.array(companionInput).max(20).default([]),
  personIds: z.array(id).max(50).default([]),
  objectives: z.array(objectiveDraft).max(20).default([]),
  followsId: id.nullable().default(null),
})
export type NewVisit = z.input<typeof newVisit>

export const listVisits = endpoint({
  name: 'visits.list',
  method: 'GET',
  path: '/api/visits',
  can: 'selling.read',
  query: z.object({
    ...pageQuery,
    /** mine: I host or accompany · team: hosted by me or those below me (everyone, for who sees all) · account · project */
    scope: z.enum(['mine', 'team', 'account', 'project']).default('mine'),
    accountId: id.optional(),
    projectId: id.optional(),
    hostId: id.optional(),
    states: z
      .union([z.enum(VISIT_STATES), z.array(z.enum(VISIT_STATES))])
      .transform((s) => [s].flat())
      .optional(),
    /** Planned at or after, and before. */
    from: moment.optional(),
    to: moment.optional(),
    order: z.enum(['latest', 'earliest']).default('latest'),
  }),
  ok: page(visitCard),
})

export const getVisit = endpoint({
  name: 'visits.get',
  method: 'GET',
  path: '/api/visits/:visitId',
  can: 'selling.read',
  params: visitParams,
  ok: visitDetail,
})

export const createVisit = endpoint({
  name: 'visits.create',
  method: 'POST',
  path: '/api/visits',
  can: 'selling.write',
  body: newVisit,
  ok: visitCore,
  touches: [...touches, 'accounts'],
  sample: (ids) => ({
    id: newId(),
    accountId: ids.accountId,
    plannedAt: '2026-11-24T02:00:00Z',
    personIds: [ids.personId],
  }),
})

export const changeVisit = endpoint({
  name: 'visits.change',
  method: 'PATCH',
  path: '/api/visits/:visitId',
  can: 'selling.write',
  params: visitParams,
  body: z.object({
    version,
    kind: visitKind.optional(),
    projectId: id.nullable().optional(),
    plannedMinutes: z.number().int().min(5).max(1440).optional(),
    startedAt: moment.nullable().optional(),
    endedAt: moment.nullable().optional(),
    place: line(300).optional(),
    hostId: id.optional(),
    companions: z.array(companionInput).max(20).optional(),
  }),
  ok: visitCore,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
  sample: () => ({ version: 1, place: '会议室' }),
})

/** One step of the visit's way. `rescheduled` needs `plannedAt`. */
export const takeStep = endpoint({
  name: 'visits.take-step',
  method: 'POST',
  path: '/api/visits/:visitId/steps',
  can: 'selling.write',
  params: visitParams,
  body: z.object({
    id,
    /** Needed for a new time; elsewhere the way itself decides, so that steps taken offline arrive in order. */
    version: version.optional(),
    step: z.enum(HAND_STEPS),
    /** When it happened; now unless told (a step taken offline is sent later). */
    at: moment.optional(),
    plannedAt: moment.optional(),
    note: text(500).default(''),
  }),
  ok: visitCore,
  problems: [visitsProblems.step],
  touches,
  sample: () => ({ id: newId(), version: 1, step: 'prepared' }),
})

const recordFields = {
  minutes: z.number().int().min(0).max(1440).nullable(),
  changed: text(4000),
  wentWell: text(2000),
  wentLessWell: text(2000),
  nextTime: text(2000),
  notes: text(20_000),
}
/** Keeps the record as it is being written; the visit stays where it is. */
export const saveRecord = endpoint({
  name: 'visits.save-record',
  method: 'PUT',
  path: '/api/visits/:visitId/record',
  can: 'selling.write',
  params: visitParams,
  body: z
    .object({ version: draftVersion, ...recordFields })
    .partial()
    .required({ version: true }),
  ok: visitRecord,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})

/**
 * Closes the record, in one transaction: results of the objectives, who was met and how deep, what is written, and, if
 * given, the visit that follows. What is left out stays as it was saved.
 */
export const recordVisit = endpoint({
  name: 'visits.record',
  method: 'POST',
  path: '/api/visits/:visitId/recording',
  can: 'selling.write',
  params: visitParams,
  body: z.object({
    /** Of the visit's history row, so that a repeated recording is the same. */
    id,
    version: version.optional(),
    at: moment.optional(),
    ...z.object(recordFields).partial().shape,
    results: z
      .array(
        z.object({
          objectiveId: id,
          result: z.enum(OBJECTIVE_RESULTS).nullable(),
          note: text(1000).optional(),
        }),
      )
      .max(50)
      .default([]),
    met: z
      .array(
        z.object({ personId: id, met: z.boolean(), depth: z.enum(MEETING_DEPTHS).nullable().default(null) }),
      )
      .max(50)
      .default([]),
    next: newVisit.omit({ accountId: true, followsId: true }).nullable().default(null),
  }),
  ok: visitCore,
  problems: [visitsProblems.step],
  touches: [...touches, 'people', 'chain', 'accounts'],
  sample: () => ({ id: newId(), version: 1, changed: '需求已书面确认' }),
})

export const reviewVisit = endpoint({
  name: 'visits.review',
  method: 'POST',
  path: '/api/visits/:visitId/reviews',
  can: 'selling.write',
  params: visitParams,
  body: z.object({ id, version, comment: text(4000).default('') }),
  ok: visitCore,
  problems: [visitsProblems.step, visitsProblems.notReviewer],
  touches,
  sample: () => ({ id: newId(), version: 1, comment: '跟得紧。' }),
})

export const visitsEndpoints = [
  listVisitKinds,
  setVisitKind,
  listVisits,
  getVisit,
  createVisit,
  changeVisit,
  takeStep,
  ...partEndpoints,
  saveRecord,
  recordVisit,
  reviewVisit,
] as const
