import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, line, moment, newId, requiredText, text, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { cardsProblems, citedProof } from './cards.contract.ts'

/** A concrete benefit · rivals cannot or do not offer it · strong enough to move buyers. */
export const USP_TESTS = ['benefit', 'unique', 'strong'] as const
export type UspTest = (typeof USP_TESTS)[number]
export const TEST_RESULTS = ['passed', 'failed', 'untested'] as const
export type TestResult = (typeof TEST_RESULTS)[number]
/** See usps.rules. `stale`: it passed, and a proof behind it has run out. */
export const USP_STATUSES = ['proven', 'stale', 'untested', 'failed', 'void'] as const
export type UspStatus = (typeof USP_STATUSES)[number]

export const uspTest = z.object({
  id,
  test: z.enum(USP_TESTS),
  result: z.enum(TEST_RESULTS),
  proof: citedProof.nullable(),
  note: z.string(),
  testedOn: day,
  assertedBy: z.string(),
  assertedAt: moment,
})
export const parity = z.object({
  id,
  rivalId: id,
  rivalName: z.string(),
  reachedOn: day,
  note: z.string(),
  byName: z.string(),
})

export const usp = z.object({
  id,
  productId: id,
  proposition: z.string(),
  /** 记忆点: the phrase by which it is remembered. */
  memoryPoint: z.string(),
  status: z.enum(USP_STATUSES),
  tests: z.array(uspTest),
  /** Rivals that offer the same today. */
  parities: z.array(parity),
  version,
})
export type Usp = z.output<typeof usp>

const touches = ['pitches'] as const
const uspParams = z.object({ uspId: id })

/** Selling propositions worth saying: those of the given products, the proven first. */
export const listUsps = endpoint({
  name: 'pitches.list-usps',
  method: 'GET',
  path: '/api/usps',
  can: 'library.read',
  query: z.object({
    ...pageQuery,
    productId: z
      .union([id, z.array(id).max(50)])
      .transform((v) => [v].flat())
      .optional(),
  }),
  ok: page(usp.extend({ productName: z.string() })),
})
export const createUsp = endpoint({
  name: 'pitches.create-usp',
  method: 'POST',
  path: '/api/products/:productId/usps',
  can: 'library.write',
  params: z.object({ productId: id }),
  body: z.object({ id, proposition: requiredText(500), memoryPoint: line(80).default('') }),
  ok: usp,
  touches,
  sample: () => ({ id: newId(), proposition: '业内唯一三分钟无工具换型', memoryPoint: '三分钟换型' }),
})
export const changeUsp = endpoint({
  name: 'pitches.change-usp',
  method: 'PATCH',
  path: '/api/usps/:uspId',
  can: 'library.write',
  params: uspParams,
  body: z.object({ version, proposition: requiredText(500).optional(), memoryPoint: line(80).optional() }),
  ok: usp,
  problems: [cardsProblems.removed],
  touches,
  sample: () => ({ version: 1, memoryPoint: '三分钟换型' }),
})
export const removeUsp = endpoint({
  name: 'pitches.remove-usp',
  method: 'DELETE',
  path: '/api/usps/:uspId',
  can: 'library.write',
  params: uspParams,
  ok: null,
  touches,
})
export const restoreUsp = endpoint({
  name: 'pitches.restore-usp',
  method: 'POST',
  path: '/api/usps/:uspId/restorations',
  can: 'library.write',
  params: uspParams,
  ok: usp,
  touches,
})
/** The newest result of one test; the one before it stays as history. */
export const setUspTest = endpoint({
  name: 'pitches.set-usp-test',
  method: 'POST',
  path: '/api/usps/:uspId/tests',
  can: 'library.write',
  params: uspParams,
  body: z.object({
    id,
    test: z.enum(USP_TESTS),
    result: z.enum(TEST_RESULTS),
    proofId: id.nullable().default(null),
    note: text(1000).default(''),
    testedOn: day,
  }),
  ok: usp,
  problems: [cardsProblems.proofExpired, cardsProblems.removed],
  touches,
  sample: () => ({ id: newId(), test: 'unique', result: 'passed', testedOn: '2026-11-23' }),
})
/** A rival offers the same: void from that day. */
export const reachParity = endpoint({
  name: 'pitches.reach-parity',
  method: 'POST',
  path: '/api/usps/:uspId/parities',
  can: 'library.write',
  params: uspParams,
  body: z.object({ id, rivalId: id, reachedOn: day, note: text(1000).default('') }),
  ok: usp,
  problems: [cardsProblems.removed],
  touches,
  sample: (ids) => ({ id: newId(), rivalId: ids.rivalId ?? newId(), reachedOn: '2026-11-01' }),
})
/** It turned out not to be so, or they stopped. */
export const endParity = endpoint({
  name: 'pitches.end-parity',
  method: 'DELETE',
  path: '/api/usps/:uspId/parities/:parityId',
  can: 'library.write',
  params: z.object({ uspId: id, parityId: id }),
  ok: usp,
  touches,
})

export const uspEndpoints = [
  listUsps,
  createUsp,
  changeUsp,
  removeUsp,
  restoreUsp,
  setUspTest,
  reachParity,
  endParity,
] as const
