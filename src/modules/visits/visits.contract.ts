import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import {
  classed,
  day,
  id,
  line,
  moment,
  newId,
  requiredLine,
  requiredText,
  text,
  version,
} from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/** How one meets: 上门 来访 电话 视频 活动 餐叙. */
export const VISIT_KINDS = ['on_site', 'incoming', 'phone', 'video', 'event', 'meal'] as const
export type VisitKind = (typeof VISIT_KINDS)[number]
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
/** 签单 维系关系 检查进度 沟通解决方案 市场调研, or one's own. */
export const OBJECTIVE_KINDS = ['sign', 'maintain', 'progress', 'solution', 'research', 'custom'] as const
export type ObjectiveKind = (typeof OBJECTIVE_KINDS)[number]
export const OBJECTIVE_RESULTS = ['exceeded', 'met', 'partly', 'missed'] as const
/** What an objective may have grown from: the loop's arrow back. */
export const GREW_FROM = ['need', 'objection', 'commitment', 'unknown', 'objective', 'finding'] as const
export type GrewFromKind = (typeof GREW_FROM)[number]
export const MEETING_DEPTHS = ['brief', 'normal', 'in_depth'] as const
export type MeetingDepth = (typeof MEETING_DEPTHS)[number]
/** How well a person is covered, derived from recorded visits. */
export const COVERAGES = ['none', 'brief', 'several', 'in_depth'] as const
export type Coverage = (typeof COVERAGES)[number]
/** Where a topic comes from. All but `business` and `own` come from the personal dossier. */
export const TOPIC_SOURCES = ['business', 'hobby', 'hometown', 'school', 'career', 'own'] as const
export type TopicSource = (typeof TOPIC_SOURCES)[number]

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

/** A person of the customer at this visit. */
export const visitPerson = z.object({
  id,
  name: z.string(),
  title: z.string(),
  planned: z.boolean(),
  met: z.boolean().nullable(),
  depth: z.enum(MEETING_DEPTHS).nullable(),
})

const companionInput = z.object({ memberId: id, part: z.enum(COMPANION_PARTS) })
export const companion = companionInput.extend({ name: z.string() })

const commitmentSought = {
  /** The customer commitment sought: what would be best, what we accept, what we need at least. */
  best: text(500).default(''),
  acceptable: text(500).default(''),
  minimum: text(500).default(''),
}
const grewFrom = z.object({ kind: z.enum(GREW_FROM), id }).nullable()
export const objectiveDraft = z.object({
  id,
  kind: z.enum(OBJECTIVE_KINDS),
  text: text(1000).default(''),
  ...commitmentSought,
  grewFrom: grewFrom.default(null),
})
export type ObjectiveDraft = z.input<typeof objectiveDraft>
export const objective = z.object({
  id,
  kind: z.enum(OBJECTIVE_KINDS),
  text: z.string(),
  best: z.string(),
  acceptable: z.string(),
  minimum: z.string(),
  grewFrom,
  result: z.enum(OBJECTIVE_RESULTS).nullable(),
  resultNote: z.string(),
  version,
})
export type Objective = z.output<typeof objective>

export const preparationItem = z.object({ id, text: z.string(), done: z.boolean(), version })
/** Private to its author. */
export const unknown = z.object({
  id,
  text: classed(z.string(), 'personal'),
  question: classed(z.string(), 'personal'),
  fallback: classed(z.string(), 'personal'),
  answer: classed(z.string(), 'personal'),
  personId: id.nullable(),
  version,
})
export type Unknown = z.output<typeof unknown>
export const visitProof = z.object({
  id,
  title: z.string(),
  kind: z.string(),
  validUntil: day.nullable(),
  shown: z.boolean().nullable(),
})
export const topic = z.object({
  id,
  text: classed(z.string(), 'personal'),
  personId: id.nullable(),
  source: z.enum(TOPIC_SOURCES),
  version,
})
export type Topic = z.output<typeof topic>

const trust = z.number().int().min(1).max(5).nullable()
/** `version` 0: nothing was written yet. */
const draftVersion = z.number().int().min(0)
export const opening = z.object({
  openingLine: z.string(),
  trustSpeaking: trust,
  trustConduct: trust,
  trustWork: trust,
  trustNote: z.string(),
  version: draftVersion,
})
export type Opening = z.output<typeof opening>
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
  kind: z.enum(VISIT_KINDS),
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
  kind: z.enum(VISIT_KINDS),
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
  /** The record is closed: the visit was reviewed. */
  closed: problem('visits.closed', 409),
  /** A cancelled visit is not worked on. */
  cancelled: problem('visits.cancelled', 409),
  notReviewer: problem('visits.not-reviewer', 403),
}

const visitParams = z.object({ visitId: id })
const touches = ['visits', 'field'] as const

const newVisit = z.object({
  id,
  accountId: id,
  projectId: id.nullable().default(null),
  kind: z.enum(VISIT_KINDS).default('on_site'),
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
    kind: z.enum(VISIT_KINDS).optional(),
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

/** Who is to be met, or was met, and how deep the talk went. Repeating it changes nothing. */
export const putPerson = endpoint({
  name: 'visits.put-person',
  method: 'PUT',
  path: '/api/visits/:visitId/people/:personId',
  can: 'selling.write',
  params: z.object({ visitId: id, personId: id }),
  body: z.object({
    planned: z.boolean().optional(),
    met: z.boolean().nullable().optional(),
    depth: z.enum(MEETING_DEPTHS).nullable().optional(),
  }),
  ok: visitPerson,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})
export const removePerson = endpoint({
  name: 'visits.remove-person',
  method: 'DELETE',
  path: '/api/visits/:visitId/people/:personId',
  can: 'selling.write',
  params: z.object({ visitId: id, personId: id }),
  ok: null,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})

const objectiveParams = z.object({ visitId: id, objectiveId: id })
export const addObjective = endpoint({
  name: 'visits.add-objective',
  method: 'POST',
  path: '/api/visits/:visitId/objectives',
  can: 'selling.write',
  params: visitParams,
  body: objectiveDraft,
  ok: objective,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
  sample: () => ({ id: newId(), kind: 'solution', text: '讲清改造方案' }),
})
export const changeObjective = endpoint({
  name: 'visits.change-objective',
  method: 'PATCH',
  path: '/api/visits/:visitId/objectives/:objectiveId',
  can: 'selling.write',
  params: objectiveParams,
  body: z.object({
    version,
    kind: z.enum(OBJECTIVE_KINDS).optional(),
    text: text(1000).optional(),
    best: text(500).optional(),
    acceptable: text(500).optional(),
    minimum: text(500).optional(),
    result: z.enum(OBJECTIVE_RESULTS).nullable().optional(),
    resultNote: text(1000).optional(),
  }),
  ok: objective,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})
export const removeObjective = endpoint({
  name: 'visits.remove-objective',
  method: 'DELETE',
  path: '/api/visits/:visitId/objectives/:objectiveId',
  can: 'selling.write',
  params: objectiveParams,
  ok: null,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})

const itemParams = z.object({ visitId: id, itemId: id })
export const addPreparation = endpoint({
  name: 'visits.add-preparation',
  method: 'POST',
  path: '/api/visits/:visitId/preparation',
  can: 'selling.write',
  params: visitParams,
  body: z.object({ id, text: requiredLine(300) }),
  ok: preparationItem,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
  sample: () => ({ id: newId(), text: '带样品' }),
})
export const changePreparation = endpoint({
  name: 'visits.change-preparation',
  method: 'PATCH',
  path: '/api/visits/:visitId/preparation/:itemId',
  can: 'selling.write',
  params: itemParams,
  body: z.object({ version, text: requiredLine(300).optional(), done: z.boolean().optional() }),
  ok: preparationItem,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})
export const removePreparation = endpoint({
  name: 'visits.remove-preparation',
  method: 'DELETE',
  path: '/api/visits/:visitId/preparation/:itemId',
  can: 'selling.write',
  params: itemParams,
  ok: null,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})

const unknownParams = z.object({ visitId: id, unknownId: id })
export const addUnknown = endpoint({
  name: 'visits.add-unknown',
  method: 'POST',
  path: '/api/visits/:visitId/unknowns',
  can: 'selling.write',
  params: visitParams,
  body: z.object({
    id,
    text: requiredText(1000),
    question: text(1000).default(''),
    fallback: text(1000).default(''),
    personId: id.nullable().default(null),
  }),
  ok: unknown,
  touches,
  sample: () => ({ id: newId(), text: '不知道谁说了算' }),
})
export const changeUnknown = endpoint({
  name: 'visits.change-unknown',
  method: 'PATCH',
  path: '/api/visits/:visitId/unknowns/:unknownId',
  can: 'selling.write',
  params: unknownParams,
  body: z.object({
    version,
    text: requiredText(1000).optional(),
    question: text(1000).optional(),
    fallback: text(1000).optional(),
    answer: text(2000).optional(),
    personId: id.nullable().optional(),
  }),
  ok: unknown,
  touches,
})
export const removeUnknown = endpoint({
  name: 'visits.remove-unknown',
  method: 'DELETE',
  path: '/api/visits/:visitId/unknowns/:unknownId',
  can: 'selling.write',
  params: unknownParams,
  ok: null,
  touches,
})

const proofParams = z.object({ visitId: id, proofId: id })
/** Chooses a proof for the visit, or says whether it was shown. Repeating it changes nothing. */
export const putProof = endpoint({
  name: 'visits.put-proof',
  method: 'PUT',
  path: '/api/visits/:visitId/proofs/:proofId',
  can: 'selling.write',
  params: proofParams,
  body: z.object({ shown: z.boolean().nullable().default(null) }),
  ok: visitProof,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})
export const removeProof = endpoint({
  name: 'visits.remove-proof',
  method: 'DELETE',
  path: '/api/visits/:visitId/proofs/:proofId',
  can: 'selling.write',
  params: proofParams,
  ok: null,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})

export const saveOpening = endpoint({
  name: 'visits.save-opening',
  method: 'PUT',
  path: '/api/visits/:visitId/opening',
  can: 'selling.write',
  params: visitParams,
  body: z.object({
    version: draftVersion,
    openingLine: text(1000).optional(),
    trustSpeaking: trust.optional(),
    trustConduct: trust.optional(),
    trustWork: trust.optional(),
    trustNote: text(2000).optional(),
  }),
  ok: opening,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})

const topicParams = z.object({ visitId: id, topicId: id })
export const addTopic = endpoint({
  name: 'visits.add-topic',
  method: 'POST',
  path: '/api/visits/:visitId/topics',
  can: 'selling.write',
  params: visitParams,
  body: z.object({
    id,
    text: requiredLine(300),
    personId: id.nullable().default(null),
    source: z.enum(TOPIC_SOURCES).default('own'),
  }),
  ok: topic,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
  sample: () => ({ id: newId(), text: '新厂投产' }),
})
export const changeTopic = endpoint({
  name: 'visits.change-topic',
  method: 'PATCH',
  path: '/api/visits/:visitId/topics/:topicId',
  can: 'selling.write',
  params: topicParams,
  body: z.object({ version, text: requiredLine(300).optional(), personId: id.nullable().optional() }),
  ok: topic,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
})
export const removeTopic = endpoint({
  name: 'visits.remove-topic',
  method: 'DELETE',
  path: '/api/visits/:visitId/topics/:topicId',
  can: 'selling.write',
  params: topicParams,
  ok: null,
  problems: [visitsProblems.cancelled, visitsProblems.closed],
  touches,
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
  listVisits,
  getVisit,
  createVisit,
  changeVisit,
  takeStep,
  putPerson,
  removePerson,
  addObjective,
  changeObjective,
  removeObjective,
  addPreparation,
  changePreparation,
  removePreparation,
  addUnknown,
  changeUnknown,
  removeUnknown,
  putProof,
  removeProof,
  saveOpening,
  addTopic,
  changeTopic,
  removeTopic,
  saveRecord,
  recordVisit,
  reviewVisit,
] as const
