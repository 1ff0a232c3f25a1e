import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, moment } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'

const accountParams = z.object({ accountId: id })

/** What we may not know about a customer; each becomes the aim of a visit. */
export const UNKNOWN = [
  'industry',
  'industry_note',
  'business_note',
  'ownership',
  'credit_code',
  'size',
  'region',
  'owner',
  'next_step',
  'next_step_passed',
  'departments',
  'people',
  'post_holders',
  'stands',
  'project',
  'decider',
  'visit',
] as const
export type UnknownCode = (typeof UNKNOWN)[number]

/** One event of the account, as a fact; the words are the reader's. */
export const timelineItem = z.object({
  id,
  at: moment,
  kind: z.string(),
  actor: z.object({ id, name: z.string() }).nullable(),
  /** `name`: as it is called today; null where it is gone. */
  subject: z.object({ kind: z.string(), id, name: z.string().nullable() }),
  /** Of a run of saves: what all of it changed. */
  data: z.record(z.string(), z.unknown()),
  /** How many events it stands for: saves of one record by one person in one go are one line, the newest of them. */
  times: z.number().int().min(1),
})
export type TimelineItem = z.infer<typeof timelineItem>

export const getTimeline = endpoint({
  name: 'dossier.timeline',
  method: 'GET',
  path: '/api/accounts/:accountId/timeline',
  can: 'selling.read',
  params: accountParams,
  query: z.object(pageQuery),
  ok: page(timelineItem),
})

export const getUnknowns = endpoint({
  name: 'dossier.unknowns',
  method: 'GET',
  path: '/api/accounts/:accountId/unknowns',
  can: 'selling.read',
  params: accountParams,
  ok: z.object({
    /** Most urgent first. */
    unknowns: z.array(
      z.object({ code: z.enum(UNKNOWN), count: z.number().int().nullable(), weight: z.number().int() }),
    ),
    /** 0…1: how much of what a dossier should hold is there. */
    known: z.number(),
  }),
})

export const dossierEndpoints = [getTimeline, getUnknowns] as const
