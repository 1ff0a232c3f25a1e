import { z } from 'zod'
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

export const fieldEndpoints = [getReadiness, getToday] as const
