import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import {
  classed,
  confidence,
  day,
  id,
  line,
  moment,
  newId,
  requiredLine,
  source,
} from '#platform/contract/fields.ts'
import { problem } from '#platform/contract/problem.ts'
import { listChanges, sinceLastVisit } from './changes.contract.ts'
import { startFrom, undoStart } from './copies.contract.ts'
import { getRelationships } from './relationships.contract.ts'

export * from './changes.contract.ts'
export * from './copies.contract.ts'
export * from './relationships.contract.ts'

/** The parts people play in a purchase; one person may play several. */
export const BUYING_ROLES = [
  'decider',
  'approver',
  'purchaser',
  'user',
  'influencer',
  'technical_evaluator',
  'gatekeeper',
  'initiator',
  'coach',
  'champion',
  'finance',
  'legal',
] as const
export type BuyingRole = (typeof BUYING_ROLES)[number]
export const POLITICAL_STATUSES = ['inner_circle', 'power_structure', 'outside'] as const
export type PoliticalStatus = (typeof POLITICAL_STATUSES)[number]
/** Strategic Selling's four: 如虎添翼 亡羊补牢 我行我素 班门弄斧. */
export const RESPONSE_MODES = ['growth', 'trouble', 'even_keel', 'overconfident'] as const
export type ResponseMode = (typeof RESPONSE_MODES)[number]
export const RELATIONSHIP_LEVELS = ['vendor', 'credible_source', 'problem_solver', 'trusted_advisor'] as const
export type RelationshipLevel = (typeof RELATIONSHIP_LEVELS)[number]
/** −5 hostile … 0 neutral … +5 champion. Unknown is null, never 0. */
export const STANCE_RANGE = { min: -5, max: 5 } as const

/** One of ours with one of theirs: where it stands, where it should be by when, and what is done about it. */
const relationship = z.object({
  current: z.enum(RELATIONSHIP_LEVELS).nullable(),
  target: z.enum(RELATIONSHIP_LEVELS).nullable(),
  /** The day the target should be reached. */
  targetOn: day.nullable().default(null),
  nextAction: line(200).default(''),
})
export type RelationshipValue = z.output<typeof relationship>

/** One attribute with its value; `null` withdraws what we believed and says "unknown". */
export const claimValue = z.discriminatedUnion('attribute', [
  z.object({ attribute: z.literal('buying_roles'), value: z.array(z.enum(BUYING_ROLES)).max(6).nullable() }),
  z.object({
    attribute: z.literal('stance'),
    value: z.number().int().min(STANCE_RANGE.min).max(STANCE_RANGE.max).nullable(),
  }),
  z.object({ attribute: z.literal('influence'), value: z.number().int().min(0).max(10).nullable() }),
  z.object({ attribute: z.literal('political_status'), value: z.enum(POLITICAL_STATUSES).nullable() }),
  z.object({ attribute: z.literal('response_mode'), value: z.enum(RESPONSE_MODES).nullable() }),
  z.object({ attribute: z.literal('relationship'), aboutMemberId: id, value: relationship.nullable() }),
  z.object({ attribute: z.literal('business_result'), value: line(500).nullable() }),
  z.object({ attribute: z.literal('personal_win'), value: line(500).nullable() }),
])
/** As one says it; what is left out has its default. */
export type ClaimValue = z.input<typeof claimValue>
/** In the order the sheet asks for them. */
export const CHAIN_ATTRIBUTES = [
  'buying_roles',
  'stance',
  'influence',
  'political_status',
  'response_mode',
  'relationship',
  'business_result',
  'personal_win',
] as const satisfies readonly ClaimValue['attribute'][]
export type ChainAttribute = ClaimValue['attribute']
/** A personal win is of the personal layer; the rest of the chain is ordinary selling knowledge. */
export const PERSONAL_ATTRIBUTES: readonly ChainAttribute[] = ['personal_win']

/** A claim as it is shown: what, how sure, from whom, since when. */
export const claim = z.object({
  id,
  attribute: z.string(),
  aboutMemberId: id.nullable(),
  value: z.unknown(),
  confidence,
  source,
  /** The source by name: the person who told it, the visit it was learnt in. Null where there is none, or it is gone. */
  sourcePerson: z.string().nullable(),
  sourceVisitAt: moment.nullable(),
  /** Taken over from the chain of this earlier project. */
  fromProject: z.string().nullable(),
  assertedBy: id,
  assertedByName: z.string(),
  assertedAt: moment,
  supersededAt: moment.nullable(),
})
export type Claim = z.output<typeof claim>

/** What is believed now of one person in a project; null where nothing is. */
export const seat = z.object({
  personId: id,
  buyingRoles: z.array(z.enum(BUYING_ROLES)),
  stance: z.number().nullable(),
  influence: z.number().nullable(),
  politicalStatus: z.enum(POLITICAL_STATUSES).nullable(),
  responseMode: z.enum(RESPONSE_MODES).nullable(),
  relationships: z.array(relationship.extend({ memberId: id, memberName: z.string() })),
  businessResult: z.string(),
  /** Empty where the personal layer is withheld. */
  personalWin: classed(z.string(), 'personal'),
  coverage: z.enum(['none', 'brief', 'several', 'in_depth']),
  lastMetAt: moment.nullable(),
  /** The least sure of the claims shown. */
  confidence: confidence.nullable(),
})
export type Seat = z.output<typeof seat>

export const FINDINGS = [
  'no_decider',
  'decider_unmet',
  'decider_stance_unknown',
  'decider_against',
  'single_thread',
  'no_coach',
  'no_purchaser',
  'strong_opponent',
  'roles_unknown',
  'hearsay_only',
  'relationship_gap',
  'deciding_unit_unknown',
  'unknown_above_decider',
  'opposing_unit_unmet',
  'decider_sees_no_need',
  'decider_result_unknown',
  'champion_without_weight',
  'contact_gone_cold',
] as const
export type FindingKey = (typeof FINDINGS)[number]

export const finding = z.object({
  /** The same for the same rule of the same project, so that an objective can say it grew from it (`finding:<id>`). */
  id,
  key: z.enum(FINDINGS),
  /** The people it is about; empty if it is about the chain as a whole, or about posts and departments. */
  personIds: z.array(id),
  postIds: z.array(id),
  unitIds: z.array(id),
  severity: z.enum(['risk', 'gap', 'hint']),
  state: z.enum(['open', 'snoozed']),
  snoozedUntil: day.nullable(),
  snoozeReason: z.string().nullable(),
})
export type Finding = z.output<typeof finding>

const mapUnit = z.object({
  id,
  parentId: id.nullable(),
  name: z.string(),
  function: z.string().nullable(),
  stand: z.string().nullable(),
})
const mapPost = z.object({
  id,
  unitId: id.nullable(),
  title: z.string(),
  reportsToId: id.nullable(),
  dottedToIds: z.array(id),
  vacant: z.boolean(),
  holderUnknown: z.boolean(),
})
const mapPerson = z.object({
  id,
  name: z.string(),
  title: z.string(),
  unitName: z.string(),
  postIds: z.array(id),
  /** On the map of a past day: another customer's person by now, whose card this customer's readers may not open. */
  elsewhere: z.boolean().optional(),
})
const mapTie = z.object({
  id,
  fromId: id,
  toId: id,
  kind: z.string(),
  strength: z.number().nullable(),
  mutual: z.boolean(),
})

/** How well a chain is known: people on it, and posts held by somebody we do not know, which count as never met. */
export const chainSummary = z.object({
  people: z.number().int(),
  met: z.number().int(),
  inDepth: z.number().int(),
  /** Posts of the chart held by somebody we do not know. */
  placeholders: z.number().int(),
  /** Of the people on the chain, how many each attribute is known of. Without the personal layer: not the personal ones. */
  known: z.array(z.object({ attribute: z.enum(CHAIN_ATTRIBUTES), people: z.number().int() })),
})
export type ChainSummary = z.output<typeof chainSummary>

/** The chart, the people on it, their ties, and what is believed of them in one project. */
export const chainMap = z.object({
  accountId: id,
  projectId: id.nullable(),
  /** The day it is shown as of (its end, in the organisation's zone); null: now. */
  on: day.nullable(),
  /** `seated`: how many people stand on its chain, so that an empty one can be started from another. */
  projects: z.array(z.object({ id, name: z.string(), stage: z.string(), seated: z.number().int() })),
  units: z.array(mapUnit),
  posts: z.array(mapPost),
  people: z.array(mapPerson),
  ties: z.array(mapTie),
  seats: z.array(seat),
  findings: z.array(finding),
  summary: chainSummary.nullable(),
  /** Never for a past day. */
  canWrite: z.boolean(),
})
export type ChainMap = z.output<typeof chainMap>

const accountParams = z.object({ accountId: id })
const projectParams = z.object({ projectId: id })
const seatParams = z.object({ projectId: id, personId: id })

const chainProblems = {
  noAccount: problem('chain.project-without-account', 409),
  otherAccount: problem('chain.person-of-another-account', 422),
} as const

export { chainProblems }

export const getMap = endpoint({
  name: 'chain.map',
  method: 'GET',
  path: '/api/accounts/:accountId/map',
  can: 'selling.read',
  params: accountParams,
  /** Without a project: the account's newest open one. `on`: as it was at the end of that day. */
  query: z.object({ projectId: id.optional(), on: day.optional() }),
  ok: chainMap,
})

export const listClaims = endpoint({
  name: 'chain.claims',
  method: 'GET',
  path: '/api/projects/:projectId/chain/:personId/claims',
  can: 'selling.read',
  params: seatParams,
  /** `on`: only what was believed up to the end of that day. */
  query: z.object({ on: day.optional() }),
  ok: z.object({ items: z.array(claim) }),
})

export const addSeat = endpoint({
  name: 'chain.add-person',
  method: 'POST',
  path: '/api/projects/:projectId/chain',
  can: 'selling.write',
  params: projectParams,
  body: z.object({ personId: id }),
  ok: seat,
  problems: [chainProblems.noAccount, chainProblems.otherAccount],
  touches: ['chain'],
})

export const removeSeat = endpoint({
  name: 'chain.remove-person',
  method: 'DELETE',
  path: '/api/projects/:projectId/chain/:personId',
  can: 'selling.write',
  params: seatParams,
  ok: null,
  touches: ['chain'],
})

export const makeClaim = endpoint({
  name: 'chain.claim',
  method: 'POST',
  path: '/api/projects/:projectId/claims',
  can: 'selling.write',
  params: projectParams,
  body: z.object({
    id,
    personId: id,
    confidence: confidence.exclude(['unknown']),
    source,
    claim: claimValue,
  }),
  ok: seat,
  problems: [chainProblems.noAccount, chainProblems.otherAccount],
  touches: ['chain'],
  sample: (ids) => ({
    id: newId(),
    personId: ids.personId,
    confidence: 'stated',
    source: { kind: 'note', id: null, note: '' },
    claim: { attribute: 'stance', value: 2 },
  }),
})

export const snoozeFinding = endpoint({
  name: 'chain.snooze-finding',
  method: 'POST',
  path: '/api/projects/:projectId/finding-snoozes',
  can: 'selling.write',
  params: projectParams,
  body: z.object({ id, finding: z.enum(FINDINGS), reason: requiredLine(300), until: day }),
  ok: null,
  problems: [chainProblems.noAccount],
  touches: ['chain'],
})

export const wakeFinding = endpoint({
  name: 'chain.wake-finding',
  method: 'DELETE',
  path: '/api/projects/:projectId/finding-snoozes/:finding',
  can: 'selling.write',
  params: projectParams.extend({ finding: z.enum(FINDINGS) }),
  ok: null,
  touches: ['chain'],
})

export const chainEndpoints = [
  getMap,
  listClaims,
  addSeat,
  removeSeat,
  makeClaim,
  snoozeFinding,
  wakeFinding,
  startFrom,
  undoStart,
  listChanges,
  sinceLastVisit,
  getRelationships,
]
