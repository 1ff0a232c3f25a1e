import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { classed, confidence, id, moment, newId, source, text } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/** 产品质量 产品价格 供方品质 供货速度 交易条件. */
export const ORGANISATION_ASPECTS = ['quality', 'price', 'supplier', 'delivery', 'terms'] as const
/** 职位稳定 个人收益 上级肯定 个人压力 内部关系. */
export const PERSON_ASPECTS = ['job_security', 'gain', 'recognition', 'pressure', 'relations'] as const
export const ASPECTS = [...ORGANISATION_ASPECTS, ...PERSON_ASPECTS] as const
export type Aspect = (typeof ASPECTS)[number]

const grade = z.number().int().min(1).max(5).nullable()

/** What we believe today of one aspect: of the organisation as a whole (`personId` null) or as a person sees it. */
export const rating = z.object({
  id,
  accountId: id,
  personId: id.nullable(),
  personName: z.string(),
  aspect: z.enum(ASPECTS),
  /** How much it matters to them, 1–5; null: not known. Personal for the five personal aspects: the whole row then. */
  importance: grade,
  /** How well we serve it, 1–5. */
  served: grade,
  evidence: classed(z.string(), 'personal'),
  source: z.object({ kind: z.string(), id: id.nullable(), note: z.string() }),
  confidence,
  personal: z.boolean(),
  assertedBy: z.string(),
  assertedAt: moment,
  supersededAt: moment.nullable(),
})
export type Rating = z.output<typeof rating>

export const ratingsProblems = {
  /** A personal aspect is somebody's. */
  needsPerson: problem('needs.rating-needs-person', 422),
}

const account = z.object({ accountId: id })

/** What holds today. */
export const listRatings = endpoint({
  name: 'needs.list-ratings',
  method: 'GET',
  path: '/api/accounts/:accountId/need-ratings',
  can: 'selling.read',
  params: account,
  query: z.object({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(200).default(200),
    personId: id.optional(),
  }),
  ok: page(rating).extend({ withheld: z.boolean() }),
})

/** What was believed of one aspect, newest first. */
export const listRatingHistory = endpoint({
  name: 'needs.list-rating-history',
  method: 'GET',
  path: '/api/accounts/:accountId/need-rating-history',
  can: 'selling.read',
  params: account,
  query: z.object({ ...pageQuery, aspect: z.enum(ASPECTS), personId: id.optional() }),
  ok: page(rating),
})

/** A new belief; it supersedes the one before and takes over what it does not say. */
export const setRating = endpoint({
  name: 'needs.set-rating',
  method: 'POST',
  path: '/api/accounts/:accountId/need-ratings',
  can: 'selling.write',
  params: account,
  body: z.object({
    id,
    personId: id.nullable().default(null),
    aspect: z.enum(ASPECTS),
    importance: grade.optional(),
    served: grade.optional(),
    evidence: classed(text(1000), 'personal').optional(),
    source: source.default({ kind: 'note', id: null, note: '' }),
    confidence: confidence.default('inferred'),
    /** The visit it was learnt in: its host and companions may write too. */
    visitId: id.nullable().default(null),
  }),
  ok: rating,
  problems: [ratingsProblems.needsPerson],
  touches: ['needs', 'field', 'dossier'],
  sample: (ids) => ({
    id: newId(),
    personId: ids.personId,
    aspect: 'recognition',
    importance: 5,
    served: 2,
    evidence: '总部每季度点名',
  }),
})

export const ratingEndpoints = [listRatings, listRatingHistory, setRating] as const
