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

const relationship = z.object({
  current: z.enum(RELATIONSHIP_LEVELS).nullable(),
  target: z.enum(RELATIONSHIP_LEVELS).nullable(),
})

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
export type ClaimValue = z.output<typeof claimValue>
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
] as const
export type FindingKey = (typeof FINDINGS)[number]

export const finding = z.object({
  key: z.enum(FINDINGS),
  /** The people it is about; empty if it is about the chain as a whole. */
  personIds: z.array(id),
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
})
const mapTie = z.object({
  id,
  fromId: id,
  toId: id,
  kind: z.string(),
  strength: z.number().nullable(),
  mutual: z.boolean(),
})

/** The chart, the people on it, their ties, and what is believed of them in one project. */
export const chainMap = z.object({
  accountId: id,
  projectId: id.nullable(),
  projects: z.array(z.object({ id, name: z.string(), stage: z.string() })),
  units: z.array(mapUnit),
  posts: z.array(mapPost),
  people: z.array(mapPerson),
  ties: z.array(mapTie),
  seats: z.array(seat),
  findings: z.array(finding),
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
  /** Without a project: the account's newest open one. */
  query: z.object({ projectId: id.optional() }),
  ok: chainMap,
})

export const listClaims = endpoint({
  name: 'chain.claims',
  method: 'GET',
  path: '/api/projects/:projectId/chain/:personId/claims',
  can: 'selling.read',
  params: seatParams,
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

export const chainEndpoints = [getMap, listClaims, addSeat, removeSeat, makeClaim, snoozeFinding, wakeFinding]
