import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import {
  classed,
  day,
  id,
  newId,
  requiredLine,
  requiredText,
  text,
  version,
} from '#platform/contract/fields.ts'
import { problem } from '#platform/contract/problem.ts'

// What a visit is made of, each written by itself while one prepares and meets: people, objectives, preparation, proofs,
// the opening and topics.

/** 签单 维系关系 检查进度 沟通解决方案 市场调研, or one's own. */
export const OBJECTIVE_KINDS = ['sign', 'maintain', 'progress', 'solution', 'research', 'custom'] as const
export type ObjectiveKind = (typeof OBJECTIVE_KINDS)[number]
export const OBJECTIVE_RESULTS = ['exceeded', 'met', 'partly', 'missed'] as const
/** What an objective may have grown from: the loop's arrow back. */
export const GREW_FROM = ['need', 'objection', 'commitment', 'unknown', 'objective', 'finding'] as const
export type GrewFromKind = (typeof GREW_FROM)[number]
export const MEETING_DEPTHS = ['brief', 'normal', 'in_depth'] as const
export type MeetingDepth = (typeof MEETING_DEPTHS)[number]
/** Where a topic comes from. All but `business` and `own` come from the personal dossier. */
export const TOPIC_SOURCES = ['business', 'hobby', 'hometown', 'school', 'career', 'own'] as const
export type TopicSource = (typeof TOPIC_SOURCES)[number]

/** A person of the customer at this visit. */
export const visitPerson = z.object({
  id,
  name: z.string(),
  title: z.string(),
  planned: z.boolean(),
  met: z.boolean().nullable(),
  depth: z.enum(MEETING_DEPTHS).nullable(),
})

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
export const draftVersion = z.number().int().min(0)
export const opening = z.object({
  openingLine: z.string(),
  trustSpeaking: trust,
  trustConduct: trust,
  trustWork: trust,
  trustNote: z.string(),
  version: draftVersion,
})
export type Opening = z.output<typeof opening>

/** Why a part of a visit may not be written any more. */
export const partProblems = {
  /** The record is closed: the visit was reviewed. */
  closed: problem('visits.closed', 409),
  /** A cancelled visit is not worked on. */
  cancelled: problem('visits.cancelled', 409),
}
const unfinished = [partProblems.cancelled, partProblems.closed]

const visitParams = z.object({ visitId: id })
const touches = ['visits', 'field'] as const

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
  problems: unfinished,
  touches,
})
export const removePerson = endpoint({
  name: 'visits.remove-person',
  method: 'DELETE',
  path: '/api/visits/:visitId/people/:personId',
  can: 'selling.write',
  params: z.object({ visitId: id, personId: id }),
  ok: null,
  problems: unfinished,
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
  problems: unfinished,
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
  problems: unfinished,
  touches,
})
export const removeObjective = endpoint({
  name: 'visits.remove-objective',
  method: 'DELETE',
  path: '/api/visits/:visitId/objectives/:objectiveId',
  can: 'selling.write',
  params: objectiveParams,
  ok: null,
  problems: unfinished,
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
  problems: unfinished,
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
  problems: unfinished,
  touches,
})
export const removePreparation = endpoint({
  name: 'visits.remove-preparation',
  method: 'DELETE',
  path: '/api/visits/:visitId/preparation/:itemId',
  can: 'selling.write',
  params: itemParams,
  ok: null,
  problems: unfinished,
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
  problems: unfinished,
  touches,
})
export const removeProof = endpoint({
  name: 'visits.remove-proof',
  method: 'DELETE',
  path: '/api/visits/:visitId/proofs/:proofId',
  can: 'selling.write',
  params: proofParams,
  ok: null,
  problems: unfinished,
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
  problems: unfinished,
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
  problems: unfinished,
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
  problems: unfinished,
  touches,
})
export const removeTopic = endpoint({
  name: 'visits.remove-topic',
  method: 'DELETE',
  path: '/api/visits/:visitId/topics/:topicId',
  can: 'selling.write',
  params: topicParams,
  ok: null,
  problems: unfinished,
  touches,
})

export const partEndpoints = [
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
] as const
