import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { confidence, id, line, moment, newId, source } from '#platform/contract/fields.ts'

/** Whose product does the work of ours in a department. Unknown is null, never "none". */
export const FOOTPRINTS = ['ours', 'rival', 'none'] as const
export type Footprint = (typeof FOOTPRINTS)[number]

/** One belief about a department (`unitId` null: the customer as a whole) and a product of ours. */
export const footprintClaim = z.object({
  id,
  unitId: id.nullable(),
  productId: id,
  /** Null: somebody took back what was believed, it is unknown again. */
  state: z.enum(FOOTPRINTS).nullable(),
  /** The rival, where it is known which. */
  rival: z.object({ id, name: z.string() }).nullable(),
  note: z.string(),
  source: z.object({ kind: z.string(), id: id.nullable(), note: z.string() }),
  confidence,
  assertedBy: z.string(),
  assertedAt: moment,
  supersededAt: moment.nullable(),
})
export type FootprintClaim = z.output<typeof footprintClaim>

/** What is known of one cell: from a claim, or from a product recorded as in use there. Cells not listed are unknown. */
export const whiteSpaceCell = z.object({
  unitId: id.nullable(),
  productId: id,
  state: z.enum(FOOTPRINTS),
  rival: z.object({ id, name: z.string() }).nullable(),
  /** The claim behind it; null where it follows from a product in use. */
  claim: footprintClaim.nullable(),
})
export type WhiteSpaceCell = z.output<typeof whiteSpaceCell>

/** Department × our product: ours, a rival's, none, unknown. At most 100 products, those with something known first. */
export const whiteSpace = z.object({
  units: z.array(
    z.object({
      id,
      parentId: id.nullable(),
      name: z.string(),
      function: z.string().nullable(),
      stand: z.string().nullable(),
    }),
  ),
  products: z.array(
    z.object({
      id,
      name: z.string(),
      /** Of the customer's needs, how many this product meets wholly or in part. */
      needs: z.number().int(),
    }),
  ),
  cells: z.array(whiteSpaceCell),
  /** There are products that are not shown. */
  more: z.boolean(),
  canWrite: z.boolean(),
})
export type WhiteSpace = z.output<typeof whiteSpace>

const accountParams = z.object({ accountId: id })
/** The seed of a cell that stands for the customer as a whole. */
const unitQuery = z.union([id, z.literal('whole')])

export const getWhiteSpace = endpoint({
  name: 'pitches.white-space',
  method: 'GET',
  path: '/api/accounts/:accountId/white-space',
  can: 'selling.read',
  params: accountParams,
  ok: whiteSpace,
})

/** What was believed of one cell, newest first, at most 100. */
export const listFootprintHistory = endpoint({
  name: 'pitches.white-space-history',
  method: 'GET',
  path: '/api/accounts/:accountId/white-space/history',
  can: 'selling.read',
  params: accountParams,
  query: z.object({ unitId: unitQuery, productId: id }),
  ok: z.object({ items: z.array(footprintClaim) }),
})

/**
 * A new belief about a cell. `supersedes` is the claim it was written over (null: there was none); if another stands there by
 * now, that is a conflict and both are shown.
 */
export const claimFootprint = endpoint({
  name: 'pitches.claim-footprint',
  method: 'POST',
  path: '/api/accounts/:accountId/white-space',
  can: 'selling.write',
  params: accountParams,
  body: z.object({
    id,
    unitId: id.nullable(),
    productId: id,
    supersedes: id.nullable(),
    state: z.enum(FOOTPRINTS).nullable(),
    rivalId: id.nullable().default(null),
    note: line(300).default(''),
    source: source.default({ kind: 'note', id: null, note: '' }),
    confidence: confidence.default('stated'),
  }),
  ok: footprintClaim,
  touches: ['pitches.white-space', 'pitches.white-space-history', 'dossier'],
  sample: (ids) => ({
    id: newId(),
    unitId: ids.unitId ?? null,
    productId: ids.productId,
    supersedes: null,
    state: 'none',
  }),
})

export const whiteSpaceEndpoints = [getWhiteSpace, listFootprintHistory, claimFootprint] as const
