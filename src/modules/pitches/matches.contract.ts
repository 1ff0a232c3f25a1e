import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { confidence, day, id, moment, newId, source, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/** 满足 部分 定制 不满足. */
export const FITS = ['met', 'partly', 'custom', 'unmet'] as const
export type Fit = (typeof FITS)[number]

/** What we believe of a need and a product of ours. `product` null: nothing of ours meets it. */
export const match = z.object({
  id,
  accountId: id,
  needId: id,
  product: z.object({ id, name: z.string(), retired: z.boolean() }).nullable(),
  fit: z.enum(FITS),
  gap: z.string(),
  /** What closes the gap. */
  remedy: z.string(),
  owner: z.object({ id, name: z.string() }).nullable(),
  dueOn: day.nullable(),
  source: z.object({ kind: z.string(), id: id.nullable(), note: z.string() }),
  confidence,
  assertedBy: z.string(),
  assertedAt: moment,
  supersededAt: moment.nullable(),
})
export type Match = z.output<typeof match>

export const matchesProblems = {
  /** Only "unmet" may stand without a product. */
  needsProduct: problem('pitches.match-needs-product', 422),
  retired: problem('pitches.product-retired', 422),
  needVoid: problem('pitches.need-void', 422),
}

const touches = ['pitches', 'field', 'dossier'] as const

/** What holds today, of an account or of one of its projects. */
export const listMatchesOfAccount = endpoint({
  name: 'pitches.list-matches-of-account',
  method: 'GET',
  path: '/api/accounts/:accountId/matches',
  can: 'selling.read',
  params: z.object({ accountId: id }),
  query: z.object({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(200).default(200),
    projectId: id.optional(),
  }),
  ok: page(match),
})

/** What was believed of one need, newest first. */
export const listMatchHistory = endpoint({
  name: 'pitches.list-match-history',
  method: 'GET',
  path: '/api/needs/:needId/matches',
  can: 'selling.read',
  params: z.object({ needId: id }),
  query: z.object(pageQuery),
  ok: page(match),
})

/**
 * A new belief about a need and a product. `supersedes` is the one it was written over (null: there was none); if another
 * stands there by now, that is a conflict and both are shown.
 */
export const setMatch = endpoint({
  name: 'pitches.set-match',
  method: 'POST',
  path: '/api/needs/:needId/matches',
  can: 'selling.write',
  params: z.object({ needId: id }),
  body: z.object({
    id,
    supersedes: id.nullable(),
    productId: id.nullable(),
    fit: z.enum(FITS),
    gap: text(1000).default(''),
    remedy: text(1000).default(''),
    ownerId: id.nullable().default(null),
    dueOn: day.nullable().default(null),
    source: source.default({ kind: 'note', id: null, note: '' }),
    confidence: confidence.default('inferred'),
  }),
  ok: match,
  problems: [matchesProblems.needsProduct, matchesProblems.retired, matchesProblems.needVoid],
  touches,
  sample: (ids) => ({ id: newId(), supersedes: null, productId: ids.productId, fit: 'met' }),
})

/** Takes a match back; it stays as history. */
export const withdrawMatch = endpoint({
  name: 'pitches.withdraw-match',
  method: 'DELETE',
  path: '/api/matches/:matchId',
  can: 'selling.write',
  params: z.object({ matchId: id }),
  ok: null,
  touches,
})

export const matchEndpoints = [listMatchesOfAccount, listMatchHistory, setMatch, withdrawMatch] as const
