import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { confidence, day, id, moment } from '#platform/contract/fields.ts'

// Beside `RELATIONSHIP_LEVELS` of the chain's contract, which imports this file.
const LEVELS = ['vendor', 'credible_source', 'problem_solver', 'trusted_advisor'] as const
const level = z.enum(LEVELS)
export const TRENDS = ['up', 'down', 'steady'] as const
export type Trend = (typeof TRENDS)[number]

/** One of ours with one of theirs, as last claimed in any of the account's projects. */
export const relationshipCell = z.object({
  memberId: id,
  personId: id,
  /** The project it was claimed in, and is claimed anew in. */
  projectId: id,
  current: level.nullable(),
  target: level.nullable(),
  targetOn: day.nullable(),
  nextAction: z.string(),
  /** Against the level before it changed last, looking back half a year; null where there is nothing to compare with. */
  trend: z.enum(TRENDS).nullable(),
  /** Levels as they followed one another, oldest first, each from when it was claimed; at most the last 12. */
  steps: z.array(z.object({ at: moment, level: level.nullable() })),
  confidence,
  assertedAt: moment,
})
export type RelationshipCell = z.output<typeof relationshipCell>

/** Our team × their people. */
export const relationshipMatrix = z.object({
  /** The account's team, and whoever else has a relationship here. `left`: no longer with us. */
  members: z.array(z.object({ id, name: z.string(), onTeam: z.boolean(), left: z.boolean() })),
  /** People of the customer who stand on a chain, or whom somebody of ours has a relationship with. */
  people: z.array(z.object({ id, name: z.string(), title: z.string(), unitName: z.string() })),
  cells: z.array(relationshipCell),
  /** The project a first claim goes to: the newest open one; null where there is none. */
  projectId: id.nullable(),
  canWrite: z.boolean(),
})
export type RelationshipMatrix = z.output<typeof relationshipMatrix>

export const getRelationships = endpoint({
  name: 'chain.relationships',
  method: 'GET',
  path: '/api/accounts/:accountId/relationships',
  can: 'selling.read',
  params: z.object({ accountId: id }),
  ok: relationshipMatrix,
})
