import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, line, moment, money, newId, requiredLine, text, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { cardEndpoints, fabeCard } from './cards.contract.ts'
import { matchEndpoints } from './matches.contract.ts'
import { usp, uspEndpoints } from './usps.contract.ts'
import { whiteSpaceEndpoints } from './white-space.contract.ts'

export * from './cards.contract.ts'
export * from './matches.contract.ts'
export * from './usps.contract.ts'
export * from './white-space.contract.ts'

export const product = z.object({
  id,
  name: z.string(),
  series: z.string(),
  code: z.string(),
  listPrice: z.number().nullable(),
  currency: z.string(),
  unit: z.string(),
  summary: z.string(),
  /** No longer sold. */
  retiredAt: moment.nullable(),
  createdAt: moment,
  version,
})
export type Product = z.output<typeof product>

const productFields = {
  name: requiredLine(120),
  series: line(120),
  code: line(80),
  listPrice: money.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  unit: line(40),
  summary: text(4000),
}

const productParams = z.object({ productId: id })
const touches = ['pitches', 'search'] as const

export const listProducts = endpoint({
  name: 'pitches.list-products',
  method: 'GET',
  path: '/api/products',
  can: 'library.read',
  query: z.object({
    ...pageQuery,
    /** Part of a name, a series or a code. */
    q: z.string().trim().max(100).optional(),
    retired: z.stringbool().default(false),
  }),
  ok: page(product.extend({ cards: z.number().int(), usps: z.number().int() })),
})

/** A product with its FABE cards and its selling propositions. */
export const getProduct = endpoint({
  name: 'pitches.get-product',
  method: 'GET',
  path: '/api/products/:productId',
  can: 'library.read',
  params: productParams,
  ok: product.extend({ cards: z.array(fabeCard), usps: z.array(usp) }),
})

export const createProduct = endpoint({
  name: 'pitches.create-product',
  method: 'POST',
  path: '/api/products',
  can: 'library.write',
  body: z.object({
    id,
    name: productFields.name,
    series: productFields.series.default(''),
    code: productFields.code.default(''),
    listPrice: productFields.listPrice.default(null),
    currency: productFields.currency.default('CNY'),
    unit: productFields.unit.default(''),
    summary: productFields.summary.default(''),
  }),
  ok: product,
  touches,
  sample: () => ({ id: newId(), name: '恒温灌装线 X200', listPrice: 860000, unit: '套' }),
})

export const changeProduct = endpoint({
  name: 'pitches.change-product',
  method: 'PATCH',
  path: '/api/products/:productId',
  can: 'library.write',
  params: productParams,
  body: z.object({ version, ...z.object(productFields).partial().shape }),
  ok: product,
  touches,
  sample: () => ({ version: 1, summary: '换型三分钟' }),
})

export const retireProduct = endpoint({
  name: 'pitches.retire-product',
  method: 'POST',
  path: '/api/products/:productId/retirements',
  can: 'library.write',
  params: productParams,
  body: z.object({ version }),
  ok: product,
  touches,
})
export const restoreProduct = endpoint({
  name: 'pitches.restore-product',
  method: 'POST',
  path: '/api/products/:productId/restorations',
  can: 'library.write',
  params: productParams,
  body: z.object({ version }),
  ok: product,
  touches,
})

export const pitchesEndpoints = [
  listProducts,
  getProduct,
  createProduct,
  changeProduct,
  retireProduct,
  restoreProduct,
  ...cardEndpoints,
  ...uspEndpoints,
  ...matchEndpoints,
  ...whiteSpaceEndpoints,
] as const
