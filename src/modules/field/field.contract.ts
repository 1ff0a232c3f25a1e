import { z } from 'zod'
import { BUYING_ROLES, RELATIONSHIP_LEVELS } from '#modules/chain/chain.contract.ts'
import { readiness, visitCard } from '#modules/visits/visits.contract.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, moment } from '#platform/contract/fields.ts'

/** The stages of a visit, each with the letter it has in the whole way from A to H. */
export const STAGES = [
  { key: 'prepare', letter: 'B' },
  { key: 'open', letter: 'C' },
  { key: 'discover', letter: 'D' },
  { key: 'match', letter: 'E' },
  { key: 'objections', letter: 'F' },
  { key: 'close', letter: 'G' },
  { key: 'record', letter: 'H' },
] as const
export type StageKey = (typeof STAGES)[number]['key']

/** How ready a visit is, the decision chain and the planned questions included. */
export const getReadiness = endpoint({
  name: 'field.readiness',
  method: 'GET',
  path: '/api/visits/:visitId/readiness',
  can: 'selling.read',
  params: z.object({ visitId: id }),
  ok: readiness,
})

/** Somebody of the customer at a visit, and what is believed of them in the visit's project: what one tap may change. */
const learntPerson = z.object({
  personId: id,
  name: z.string(),
  title: z.string(),
  roles: z.array(z.enum(BUYING_ROLES)),
  /** −5…+5, or null: not known. */
  stance: z.number().nullable(),
  /** With whoever reads it. */
  relationship: z.object({
    current: z.enum(RELATIONSHIP_LEVELS).nullable(),
    target: z.enum(RELATIONSHIP_LEVELS).nullable(),
  }),
  /** Attributes of which what stands now was said to be learnt at this very visit. */
  learntHere: z.array(z.enum(['buying_roles', 'stance', 'relationship'])),
})
export type LearntPerson = z.output<typeof learntPerson>

/** What is believed of the people of a visit, for the record's one-tap changes. Without a project there is no chain, so nothing. */
export const getLearnt = endpoint({
  name: 'field.learnt',
  method: 'GET',
  path: '/api/visits/:visitId/learnt',
  can: 'selling.read',
  params: z.object({ visitId: id }),
  ok: z.object({ projectId: id.nullable(), people: z.array(learntPerson) }),
})

const accountWithoutStep = z.object({
  accountId: id,
  name: z.string(),
  tier: z.string(),
  /** What was to happen, where its day has passed. */
  nextStep: z.string(),
  nextStepOn: day.nullable(),
})
export type AccountWithoutStep = z.output<typeof accountWithoutStep>

/** Something promised or planned that is due: a commitment of either side, a service item. */
const dueItem = z.object({
  id,
  accountId: id,
  accountName: z.string(),
  /** The visit it was made in, where the reader may open it. */
  visitId: id.nullable(),
  what: z.string(),
  /** Who owes it, by name; empty where nobody in particular. */
  who: z.string(),
  dueOn: day,
  overdue: z.boolean(),
})
export type DueItem = z.output<typeof dueItem>

/** What the day holds, each list short and with its whole count. */
export const getToday = endpoint({
  name: 'field.today',
  method: 'GET',
  path: '/api/today',
  can: 'member',
  query: z.object({
    /** The reader's day: it begins at midnight where the reader is. */
    from: moment.optional(),
    to: moment.optional(),
    day: day.optional(),
  }),
  ok: z.object({
    /** Under way, or the first one still to come; with its readiness. */
    next: z.object({ visit: visitCard, readiness }).nullable(),
    /** The day's visits, in order of time. */
    today: z.array(visitCard),
    /** Held, but not recorded yet; the oldest first. */
    unrecorded: z.object({ items: z.array(visitCard), count: z.number().int() }),
    withoutStep: z.object({ items: z.array(accountWithoutStep), count: z.number().int() }),
    customerOwes: z.array(dueItem),
    weOwe: z.array(dueItem),
    service: z.array(dueItem),
  }),
})

export const fieldEndpoints = [getReadiness, getLearnt, getToday] as const
