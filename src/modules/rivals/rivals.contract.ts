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
  text,
  version,
} from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

export const MAKERS = ['rival', 'ours', 'unknown'] as const
/** What binds a rival's salesperson to one of the customer's people. */
export const RIVAL_TIES = [
  'close',
  'regular',
  'distant',
  'conflict',
  'former_colleague',
  'schoolmate',
  'townsman',
  'relative',
  'friend',
] as const
/** Those that say something of private life: of the personal layer. */
export const PRIVATE_RIVAL_TIES: readonly (typeof RIVAL_TIES)[number][] = [
  'schoolmate',
  'townsman',
  'relative',
  'friend',
]

const account = z.object({ accountId: id })
const noSource = { kind: 'note', id: null, note: '' } as const
const score = z.number().int().min(1).max(5).nullable()

export const rival = z.object({
  id,
  name: z.string(),
  strengths: z.string(),
  weaknesses: z.string(),
  howWeWin: z.string(),
  archivedAt: moment.nullable(),
  version,
})
export type Rival = z.output<typeof rival>

export const satisfaction = z.object({
  id,
  installedId: id,
  /** Null: nobody knows. */
  score,
  comment: z.string(),
  toldById: id.nullable(),
  toldByName: z.string(),
  source,
  confidence,
  assertedBy: id,
  assertedByName: z.string(),
  assertedAt: moment,
  supersededAt: moment.nullable(),
})
export type Satisfaction = z.output<typeof satisfaction>

export const installedProduct = z.object({
  id,
  accountId: id,
  unitId: id.nullable(),
  unitName: z.string(),
  maker: z.enum(MAKERS),
  rivalId: id.nullable(),
  rivalName: z.string(),
  productName: z.string(),
  since: day.nullable(),
  contractEnd: day.nullable(),
  note: z.string(),
  retiredOn: day.nullable(),
  version,
  /** What is believed today; null if nobody has been asked. */
  satisfaction: satisfaction.nullable(),
})
export type InstalledProduct = z.output<typeof installedProduct>

export const rivalTie = z.object({
  id,
  repId: id,
  personId: id,
  personName: z.string(),
  kind: z.enum(RIVAL_TIES),
  strength: z.number().int().min(1).max(5).nullable(),
  evidence: classed(z.string(), 'personal'),
  source,
  confidence,
  assertedBy: id,
  assertedAt: moment,
})
export type RivalTie = z.output<typeof rivalTie>

export const rivalRep = z.object({
  id,
  accountId: id,
  rivalId: id,
  rivalName: z.string(),
  name: z.string(),
  title: z.string(),
  /** Null where the personal layer is withheld. */
  traits: classed(z.string().nullable(), 'personal'),
  left: z.boolean(),
  version,
  ties: z.array(rivalTie),
})
export type RivalRep = z.output<typeof rivalRep>

export const rivalProblems = {
  nameTaken: problem('rivals.name-taken', 409),
  superseded: problem('rivals.superseded', 409),
} as const

const rivalFields = {
  name: requiredLine(120),
  strengths: text(4000).default(''),
  weaknesses: text(4000).default(''),
  howWeWin: text(4000).default(''),
}

export const listRivals = endpoint({
  name: 'rivals.list',
  method: 'GET',
  path: '/api/rivals',
  can: 'selling.read',
  query: z.object({
    q: z.string().max(100).optional(),
    archived: z.enum(['true', 'false']).optional(),
    ...pageQuery,
  }),
  ok: page(
    rival.extend({
      /** Customers where we know it is in use, of those you may see. */ accounts: z.number().int(),
    }),
  ),
})

export const getRival = endpoint({
  name: 'rivals.get',
  method: 'GET',
  path: '/api/rivals/:rivalId',
  can: 'selling.read',
  params: z.object({ rivalId: id }),
  ok: rival.extend({
    /** Where it is in use, of the customers you may see; the first hundred. */
    installed: z.array(
      z.object({
        id,
        accountId: id,
        accountName: z.string(),
        productName: z.string(),
        contractEnd: day.nullable(),
        score,
      }),
    ),
  }),
})

export const createRival = endpoint({
  name: 'rivals.create',
  method: 'POST',
  path: '/api/rivals',
  can: 'selling.write',
  body: z.object({ id, ...rivalFields }),
  ok: rival,
  problems: [rivalProblems.nameTaken],
  touches: ['rivals'],
})

export const changeRival = endpoint({
  name: 'rivals.change',
  method: 'PATCH',
  path: '/api/rivals/:rivalId',
  can: 'selling.write',
  params: z.object({ rivalId: id }),
  body: z.object({ ...rivalFields, archived: z.boolean().default(false), version }),
  ok: rival,
  problems: [rivalProblems.nameTaken],
  touches: ['rivals'],
})

/** All that competes at one account, on one screen. */
export const getAccountRivals = endpoint({
  name: 'rivals.of-account',
  method: 'GET',
  path: '/api/accounts/:accountId/rivals',
  can: 'selling.read',
  params: account,
  ok: z.object({
    installed: z.array(installedProduct),
    reps: z.array(rivalRep),
    withheld: z.boolean(),
    canWrite: z.boolean(),
  }),
})

const installedFields = {
  unitId: id.nullable().default(null),
  maker: z.enum(MAKERS).default('unknown'),
  /** Required where the maker is a rival. */
  rivalId: id.nullable().default(null),
  productName: requiredLine(160),
  since: day.nullable().default(null),
  contractEnd: day.nullable().default(null),
  note: text(1000).default(''),
}

export const addInstalled = endpoint({
  name: 'rivals.add-installed',
  method: 'POST',
  path: '/api/accounts/:accountId/installed',
  can: 'selling.write',
  params: account,
  body: z.object({ id, ...installedFields }),
  ok: installedProduct,
  touches: ['rivals'],
  sample: () => ({ id: newId(), maker: 'ours', productName: '变频器 V8' }),
})

export const changeInstalled = endpoint({
  name: 'rivals.change-installed',
  method: 'PATCH',
  path: '/api/installed/:installedId',
  can: 'selling.write',
  params: z.object({ installedId: id }),
  body: z.object({ ...installedFields, retiredOn: day.nullable().default(null), version }),
  ok: installedProduct,
  touches: ['rivals'],
  sample: () => ({ maker: 'ours', productName: '变频器 V8', version: 1 }),
})

export const assertSatisfaction = endpoint({
  name: 'rivals.assert-satisfaction',
  method: 'POST',
  path: '/api/installed/:installedId/satisfactions',
  can: 'selling.write',
  params: z.object({ installedId: id }),
  body: z.object({
    id,
    score,
    comment: text(1000).default(''),
    /** Who said so: a person of this account. */
    toldById: id.nullable().default(null),
    source: source.default(noSource),
    confidence: confidence.default('stated'),
  }),
  ok: satisfaction,
  touches: ['rivals'],
})

export const listSatisfactions = endpoint({
  name: 'rivals.satisfactions',
  method: 'GET',
  path: '/api/installed/:installedId/satisfactions',
  can: 'selling.read',
  params: z.object({ installedId: id }),
  query: z.object(pageQuery),
  ok: page(satisfaction),
})

const repFields = {
  rivalId: id,
  name: requiredLine(80),
  title: line(120).default(''),
}

export const addRivalRep = endpoint({
  name: 'rivals.add-rep',
  method: 'POST',
  path: '/api/accounts/:accountId/rival-reps',
  can: 'selling.write',
  params: account,
  body: z.object({ id, ...repFields, traits: classed(text(2000), 'personal').default('') }),
  ok: rivalRep,
  touches: ['rivals'],
})

export const changeRivalRep = endpoint({
  name: 'rivals.change-rep',
  method: 'PATCH',
  path: '/api/rival-reps/:repId',
  can: 'selling.write',
  params: z.object({ repId: id }),
  body: z.object({
    ...repFields,
    /** Left out: stays as it is, as it must for someone to whom it is withheld. */
    traits: classed(text(2000), 'personal').optional(),
    left: z.boolean().default(false),
    version,
  }),
  ok: rivalRep,
  touches: ['rivals'],
})

/** What binds the rep to a person of this account. A newer tie to the same person supersedes the one before. */
export const assertRivalTie = endpoint({
  name: 'rivals.assert-tie',
  method: 'POST',
  path: '/api/rival-reps/:repId/ties',
  can: 'selling.write',
  params: z.object({ repId: id }),
  body: z.object({
    id,
    personId: id,
    kind: z.enum(RIVAL_TIES),
    strength: z.number().int().min(1).max(5).nullable().default(null),
    evidence: classed(text(1000), 'personal').default(''),
    source: source.default(noSource),
    confidence: confidence.default('inferred'),
  }),
  ok: rivalTie,
  touches: ['rivals', 'chain'],
})

export const endRivalTie = endpoint({
  name: 'rivals.end-tie',
  method: 'POST',
  path: '/api/rival-ties/:rivalTieId/end',
  can: 'selling.write',
  params: z.object({ rivalTieId: id }),
  ok: null,
  problems: [rivalProblems.superseded],
  touches: ['rivals', 'chain'],
})

/** Every endpoint of this module; the leak test and the API description walk it. */
export const rivalsEndpoints = [
  listRivals,
  getRival,
  createRival,
  changeRival,
  getAccountRivals,
  addInstalled,
  changeInstalled,
  assertSatisfaction,
  listSatisfactions,
  addRivalRep,
  changeRivalRep,
  assertRivalTie,
  endRivalTie,
]
