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
  text,
  version,
} from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

export const FREQUENCIES = ['once', 'weekly', 'monthly', 'quarterly', 'yearly', 'every_n_days'] as const
export type Frequency = (typeof FREQUENCIES)[number]
/** 已请求 已答应 已引荐 已联系 已成交 未成. */
export const REFERRAL_STATES = ['asked', 'promised', 'introduced', 'contacted', 'won', 'declined'] as const
export type ReferralState = (typeof REFERRAL_STATES)[number]

export const serviceDone = z.object({
  id,
  doneOn: day,
  dueOn: day.nullable(),
  note: z.string(),
  byName: z.string(),
})
export const serviceItem = z.object({
  id,
  accountId: id,
  accountName: z.string(),
  personId: id.nullable(),
  personName: z.string(),
  what: z.string(),
  frequency: z.enum(FREQUENCIES),
  everyDays: z.number().int().nullable(),
  ownerId: id,
  ownerName: z.string(),
  startsOn: day,
  /** Null: done once and for all, or ended. */
  nextDue: day.nullable(),
  ended: z.boolean(),
  doneCount: z.number().int(),
  /** The last five times, the newest first. */
  done: z.array(serviceDone),
  version,
})
export type ServiceItem = z.output<typeof serviceItem>

export const referral = z.object({
  id,
  accountId: id,
  personId: id.nullable(),
  personName: z.string(),
  visitId: id.nullable(),
  toName: z.string(),
  /** The customer it has become, if the reader may know of it. */
  toAccount: z.object({ id, name: z.string() }).nullable(),
  /** How to reach them, what was said: about somebody outside, so only for the account team. */
  note: classed(z.string(), 'personal'),
  state: z.enum(REFERRAL_STATES),
  history: z.array(
    z.object({
      id,
      state: z.enum(REFERRAL_STATES),
      note: classed(z.string(), 'personal'),
      byName: z.string(),
      at: moment,
    }),
  ),
  version,
})
export type Referral = z.output<typeof referral>

export const careProblems = {
  /** It was ended, or done once and for all. */
  ended: problem('care.item-ended', 409),
  step: problem('care.step-not-possible', 409),
}

const touches = ['care', 'field'] as const
const accountParams = z.object({ accountId: id })
const itemParams = z.object({ serviceItemId: id })

/** A customer's service plan; ended items last. */
export const getCarePlan = endpoint({
  name: 'care.plan',
  method: 'GET',
  path: '/api/accounts/:accountId/service-items',
  can: 'customer.read',
  params: accountParams,
  ok: z.object({ items: z.array(serviceItem), canWrite: z.boolean() }),
})

/** What is due, the earliest first: one's own, or of every customer one may see. */
export const listDue = endpoint({
  name: 'care.due',
  method: 'GET',
  path: '/api/service-items',
  can: 'customer.read',
  query: z.object({
    ...pageQuery,
    scope: z.enum(['mine', 'all']).default('mine'),
    /** Due on or before; everything planned unless told. */
    until: day.optional(),
  }),
  ok: page(serviceItem),
})

export const addServiceItem = endpoint({
  name: 'care.add-item',
  method: 'POST',
  path: '/api/accounts/:accountId/service-items',
  can: 'care.write',
  params: accountParams,
  body: z.object({
    id,
    what: requiredLine(300),
    frequency: z.enum(FREQUENCIES),
    everyDays: z.number().int().min(1).max(3650).nullable().default(null),
    startsOn: day,
    /** Oneself unless told. */
    ownerId: id.optional(),
    personId: id.nullable().default(null),
    visitId: id.nullable().default(null),
  }),
  ok: serviceItem,
  touches,
  sample: () => ({ id: newId(), what: '季度巡检', frequency: 'quarterly', startsOn: '2026-12-01' }),
})

export const changeServiceItem = endpoint({
  name: 'care.change-item',
  method: 'PATCH',
  path: '/api/service-items/:serviceItemId',
  can: 'care.write',
  params: itemParams,
  body: z.object({
    version,
    what: requiredLine(300).optional(),
    frequency: z.enum(FREQUENCIES).optional(),
    everyDays: z.number().int().min(1).max(3650).nullable().optional(),
    /** Another day for the next time; the rhythm is counted from it anew. */
    nextDue: day.optional(),
    ownerId: id.optional(),
    personId: id.nullable().optional(),
    ended: z.boolean().optional(),
  }),
  ok: serviceItem,
  problems: [careProblems.ended],
  touches,
  sample: () => ({ version: 1, what: '月度巡检' }),
})

/** It was done: a row, and the next day by the item's rhythm. */
export const completeServiceItem = endpoint({
  name: 'care.complete-item',
  method: 'POST',
  path: '/api/service-items/:serviceItemId/completions',
  can: 'care.write',
  params: itemParams,
  body: z.object({ id, doneOn: day, note: text(1000).default('') }),
  ok: serviceItem,
  problems: [careProblems.ended],
  touches,
  sample: () => ({ id: newId(), doneOn: '2026-11-23' }),
})

export const listReferrals = endpoint({
  name: 'care.referrals',
  method: 'GET',
  path: '/api/accounts/:accountId/referrals',
  can: 'selling.read',
  params: accountParams,
  query: z.object(pageQuery),
  ok: page(referral),
})

export const addReferral = endpoint({
  name: 'care.add-referral',
  method: 'POST',
  path: '/api/accounts/:accountId/referrals',
  can: 'selling.write',
  params: accountParams,
  body: z.object({
    id,
    personId: id.nullable().default(null),
    visitId: id.nullable().default(null),
    toName: line(200).default(''),
    toAccountId: id.nullable().default(null),
    note: text(1000).default(''),
    state: z.enum(['asked', 'promised', 'introduced', 'declined']).default('asked'),
  }),
  ok: referral,
  touches,
  sample: (ids) => ({ id: newId(), personId: ids.personId, toName: '滨江水务', state: 'promised' }),
})

export const changeReferral = endpoint({
  name: 'care.change-referral',
  method: 'PATCH',
  path: '/api/referrals/:referralId',
  can: 'selling.write',
  params: z.object({ referralId: id }),
  body: z.object({
    version,
    toName: line(200).optional(),
    toAccountId: id.nullable().optional(),
    note: text(1000).optional(),
  }),
  ok: referral,
  touches,
  sample: () => ({ version: 1, toName: '滨江水务集团' }),
})

export const stepReferral = endpoint({
  name: 'care.step-referral',
  method: 'POST',
  path: '/api/referrals/:referralId/steps',
  can: 'selling.write',
  params: z.object({ referralId: id }),
  body: z.object({ id, state: z.enum(REFERRAL_STATES), note: text(1000).default('') }),
  ok: referral,
  problems: [careProblems.step],
  touches,
  sample: () => ({ id: newId(), state: 'introduced' }),
})

export const careEndpoints = [
  getCarePlan,
  listDue,
  addServiceItem,
  changeServiceItem,
  completeServiceItem,
  listReferrals,
  addReferral,
  changeReferral,
  stepReferral,
] as const
