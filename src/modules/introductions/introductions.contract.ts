import { z } from 'zod'
import { RELATIONSHIP_LEVELS } from '#modules/chain/chain.contract.ts'
import { PROPOSED_KINDS, TIE_KINDS, tieReason } from '#modules/people/people.contract.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { classed, confidence, day, id, moment, newId, text } from '#platform/contract/fields.ts'
import { problem } from '#platform/contract/problem.ts'

/** One of ours, where a route begins. */
export const routeMember = z.object({ kind: z.literal('member'), id, name: z.string() })
/** One of the customers' people: a bridge, or the one we want to meet. */
export const routePerson = z.object({
  kind: z.literal('person'),
  id,
  name: z.string(),
  title: z.string(),
  unitName: z.string(),
  accountId: id,
  accountName: z.string(),
})
export type RouteMember = z.output<typeof routeMember>
export type RoutePerson = z.output<typeof routePerson>

/** Why one can ask the other: what a link of a route stands on. */
export const linkReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('relationship'), level: z.enum(RELATIONSHIP_LEVELS), confidence }),
  z.object({
    kind: z.literal('meetings'),
    count: z.number().int(),
    inDepth: z.number().int(),
    lastAt: moment,
  }),
  z.object({
    kind: z.literal('tie'),
    tie: z.enum(TIE_KINDS),
    /** As the tie reads: from the one who is asked to the one he leads to. */
    forward: z.boolean(),
    strength: z.number().nullable(),
    confidence,
  }),
])
export type LinkReason = z.output<typeof linkReason>

export const routeStep = z.object({
  from: z.discriminatedUnion('kind', [routeMember, routePerson]),
  to: routePerson,
  /** What it costs to ask: 1 is a trusted friend; above `WEAK` one cannot count on it. See route.rules.ts. */
  cost: z.number(),
  weak: z.boolean(),
  /** The one that counts comes first. */
  reasons: z.array(linkReason),
})
export type RouteStep = z.output<typeof routeStep>

export const route = z.object({ cost: z.number(), weak: z.boolean(), steps: z.array(routeStep) })
export type Route = z.output<typeof route>

export const refusal = z.object({
  id,
  from: z.discriminatedUnion('kind', [routeMember, routePerson]),
  to: routePerson,
  /** Empty where the personal layer is withheld. */
  note: classed(z.string(), 'personal'),
  at: moment,
  byName: z.string(),
  until: day.nullable(),
  canWrite: z.boolean(),
})
export type Refusal = z.output<typeof refusal>

/** Somebody who might open a way where there is none, and why. */
export const opener = z.object({
  person: routePerson,
  /** Who of ours knows them best; null if nobody does yet. */
  knownBy: routeMember.nullable(),
  knownFor: z.array(linkReason),
  why: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('same_unit') }),
    z.object({ kind: z.literal('same_account') }),
    z.object({ kind: z.literal('tied'), reason: linkReason }),
    z.object({
      kind: z.literal('proposed'),
      tie: z.enum(PROPOSED_KINDS),
      reason: classed(tieReason, 'personal'),
    }),
  ]),
})
export type Opener = z.output<typeof opener>

export const findIntroductions = endpoint({
  name: 'introductions.routes',
  method: 'GET',
  path: '/api/people/:personId/introductions',
  can: 'selling.read',
  params: z.object({ personId: id }),
  query: z.object({
    /** `me`: only ways that begin with the reader. Otherwise with anyone of ours. */
    from: z.enum(['me', 'anyone']).optional(),
  }),
  ok: z.object({
    target: routePerson.extend({ doNotContact: z.boolean() }),
    /** The best first; at most four. Empty if there is none within the limit of links. */
    routes: z.array(route),
    /** Links of this neighbourhood that are refused and therefore left out. */
    refused: z.array(refusal),
    /** Only where no route can be counted on: who could open one, the likeliest first. */
    openers: z.array(opener),
    /** Links a route may have, the first from us included. */
    mostLinks: z.number().int(),
    /** False where there were too many people around to look at all of them: the strongest ties were followed. */
    complete: z.boolean(),
    canWrite: z.boolean(),
  }),
})

export const introductionProblems = {
  refusedBefore: problem('introductions.refusal-taken-back', 409),
} as const

/** Notes that somebody will not introduce to this person: routes go round that link. */
export const refuseIntroduction = endpoint({
  name: 'introductions.refuse',
  method: 'POST',
  path: '/api/people/:personId/introduction-refusals',
  can: 'selling.write',
  params: z.object({ personId: id }),
  body: z.object({
    id,
    /** Whoever will not: one of ours, or one of the customers' people. */
    from: z.object({ kind: z.enum(['member', 'person']), id }),
    note: classed(text(500), 'personal').default(''),
    /** The last day it holds; null: until it is taken back. */
    until: day.nullable().default(null),
  }),
  ok: z.object({ id }),
  touches: ['introductions'],
  sample: (ids) => ({ id: newId(), from: { kind: 'person', id: ids.otherPersonId ?? newId() } }),
})

/** He will introduce after all, or it was noted by mistake. */
export const takeRefusalBack = endpoint({
  name: 'introductions.take-refusal-back',
  method: 'POST',
  path: '/api/people/:personId/introduction-refusals/taking-back',
  can: 'selling.write',
  params: z.object({ personId: id }),
  body: z.object({ refusalId: id }),
  ok: null,
  problems: [introductionProblems.refusedBefore],
  touches: ['introductions'],
})

export const introductionsEndpoints = [findIntroductions, refuseIntroduction, takeRefusalBack]
