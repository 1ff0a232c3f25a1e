import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id } from '#platform/contract/fields.ts'

/** What can be found by its name. */
export const FOUND_KIND = ['account', 'person', 'project', 'proof', 'product', 'rival'] as const
export type FoundKind = (typeof FOUND_KIND)[number]

const found = z.object({
  kind: z.enum(FOUND_KIND),
  id,
  name: z.string(),
  /** The customer it belongs to, for people and projects. */
  account: z.object({ id, name: z.string() }).nullable(),
  /** `exact`: the whole name; `start`: its beginning; `part`: somewhere within. */
  match: z.enum(['exact', 'start', 'part']),
})
export type Found = z.infer<typeof found>

/** Names in Chinese, pinyin, initials or Latin, by the beginning of any part. Best first, at most 20. */
export const find = endpoint({
  name: 'search.find',
  method: 'GET',
  path: '/api/search',
  can: 'customer.read',
  query: z.object({
    q: z.string().max(100).default(''),
    /** One kind only. */
    kind: z.enum(FOUND_KIND).optional(),
    /** Within one account only: for pickers. */
    accountId: id.optional(),
    limit: z.coerce.number().int().min(1).max(20).default(20),
  }),
  ok: z.object({ items: z.array(found) }),
})

export const searchEndpoints = [find] as const
