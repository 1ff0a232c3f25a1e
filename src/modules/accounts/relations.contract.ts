import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, line, newId, text, version } from '#platform/contract/fields.ts'

/**
 * What the *other* company is to this account. Seen from the other side the kind turns round: our supplier has us as a
 * customer (`inverseRelation` in the rules).
 */
export const RELATION_KIND = [
  'parent',
  'subsidiary',
  'shareholder',
  'holding',
  'supplier',
  'customer',
  'alliance',
  'referred_by',
  'referred_to',
] as const
export type RelationKind = (typeof RELATION_KIND)[number]

const accountParams = z.object({ accountId: id })

const relation = z.object({
  id,
  /** What the other is to this account. */
  kind: z.enum(RELATION_KIND),
  /** The other account, where it is one of ours and the reader may see it. */
  account: z.object({ id, name: z.string() }).nullable(),
  /** The other company's name; null where it is an account the reader may not see. */
  name: z.string().nullable(),
  /** Percent held, for shareholdings. */
  share: z.number().nullable(),
  since: day.nullable(),
  until: day.nullable(),
  note: z.string(),
  /** Written down at this account, and changed there; otherwise the other account says it. */
  writtenHere: z.boolean(),
  version,
})
export type AccountRelation = z.infer<typeof relation>
const relationFields = {
  kind: z.enum(RELATION_KIND),
  otherId: id.nullable().default(null),
  /** For a company that is no account of ours. */
  otherName: line(200).default(''),
  share: z.number().min(0).max(100).multipleOf(0.01).nullable().default(null),
  since: day.nullable().default(null),
  until: day.nullable().default(null),
  note: text(1000).default(''),
}

export const listAccountRelations = endpoint({
  name: 'accounts.relations',
  method: 'GET',
  path: '/api/accounts/:accountId/relations',
  can: 'selling.read',
  params: accountParams,
  ok: z.object({ relations: z.array(relation) }),
})

export const createAccountRelation = endpoint({
  name: 'accounts.create-relation',
  method: 'POST',
  path: '/api/accounts/:accountId/relations',
  can: 'selling.write',
  params: accountParams,
  body: z.object({ id, ...relationFields }),
  ok: relation,
  touches: ['accounts.relations', 'dossier'],
  sample: () => ({ id: newId(), kind: 'supplier', otherName: '远景电缆' }),
})

export const changeAccountRelation = endpoint({
  name: 'accounts.change-relation',
  method: 'PATCH',
  path: '/api/account-relations/:relationId',
  can: 'selling.write',
  params: z.object({ relationId: id }),
  body: z.object({
    share: relationFields.share.unwrap().optional(),
    since: day.nullable().optional(),
    until: day.nullable().optional(),
    note: text(1000).optional(),
    version,
  }),
  ok: relation,
  touches: ['accounts.relations', 'dossier'],
})

export const deleteAccountRelation = endpoint({
  name: 'accounts.delete-relation',
  method: 'DELETE',
  path: '/api/account-relations/:relationId',
  can: 'selling.write',
  params: z.object({ relationId: id }),
  ok: null,
  touches: ['accounts.relations', 'dossier'],
})

export const relationEndpoints = [
  listAccountRelations,
  createAccountRelation,
  changeAccountRelation,
  deleteAccountRelation,
] as const
