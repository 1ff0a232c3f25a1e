import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, line, moment, newId, requiredLine, text, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'

export { maySupport } from './proofs.rules.ts'

/** Trust material 信任素材: 公司品牌, 检测报告和认证, 样板展示, 熟人牵线; also awards, cases, references. */
export const PROOF_KIND = [
  'brand',
  'certificate',
  'showcase',
  'introduction',
  'award',
  'case',
  'reference',
] as const
export type ProofKind = (typeof PROOF_KIND)[number]
/** How a proof stands today. `expiring`: it runs out within 60 days. */
export const VALIDITY = ['valid', 'expiring', 'expired'] as const

const link = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .or(z.literal(''))

const proofFields = {
  kind: z.enum(PROOF_KIND),
  title: requiredLine(200),
  summary: text(4000),
  /** Who issued it: the laboratory, the certifier, the jury. */
  issuer: line(200),
  validUntil: day.nullable(),
  link,
  /** May it be quoted to other customers? */
  citable: z.boolean(),
  /** The customer it is about: a showcase, a case, a reference. */
  accountId: id.nullable(),
  tags: z.array(requiredLine(40)).max(20),
}

export const proof = z.object({
  id,
  kind: z.enum(PROOF_KIND),
  title: z.string(),
  summary: z.string(),
  issuer: z.string(),
  validUntil: day.nullable(),
  validity: z.enum(VALIDITY),
  link: z.string(),
  citable: z.boolean(),
  /** Only where the reader may see that account. */
  account: z.object({ id, name: z.string() }).nullable(),
  tags: z.array(z.string()),
  archivedAt: moment.nullable(),
  createdAt: moment,
  version,
})
export type Proof = z.infer<typeof proof>

export const listProofs = endpoint({
  name: 'proofs.list',
  method: 'GET',
  path: '/api/proofs',
  can: 'library.read',
  query: z.object({
    ...pageQuery,
    q: z.string().max(100).optional(),
    kind: z.enum(PROOF_KIND).optional(),
    validity: z.enum(VALIDITY).optional(),
    tag: z.string().max(40).optional(),
    archived: z.stringbool().default(false),
  }),
  ok: page(proof),
})

export const getProof = endpoint({
  name: 'proofs.get',
  method: 'GET',
  path: '/api/proofs/:proofId',
  can: 'library.read',
  params: z.object({ proofId: id }),
  ok: proof,
})

export const createProof = endpoint({
  name: 'proofs.create',
  method: 'POST',
  path: '/api/proofs',
  can: 'library.write',
  body: z.object({
    id,
    ...proofFields,
    summary: proofFields.summary.default(''),
    issuer: proofFields.issuer.default(''),
    validUntil: proofFields.validUntil.default(null),
    link: proofFields.link.default(''),
    citable: proofFields.citable.default(true),
    accountId: proofFields.accountId.default(null),
    tags: proofFields.tags.default([]),
  }),
  ok: proof,
  touches: ['proofs', 'search'],
  sample: () => ({ id: newId(), kind: 'certificate', title: 'ISO 9001 质量管理体系认证' }),
})

export const changeProof = endpoint({
  name: 'proofs.change',
  method: 'PATCH',
  path: '/api/proofs/:proofId',
  can: 'library.write',
  params: z.object({ proofId: id }),
  body: z.object({ ...z.object(proofFields).partial().shape, version }),
  ok: proof,
  touches: ['proofs', 'search'],
  sample: () => ({ summary: '覆盖全部产线', version: 1 }),
})

export const archiveProof = endpoint({
  name: 'proofs.archive',
  method: 'POST',
  path: '/api/proofs/:proofId/archive',
  can: 'library.write',
  params: z.object({ proofId: id }),
  ok: proof,
  touches: ['proofs', 'search'],
})

export const restoreProof = endpoint({
  name: 'proofs.restore',
  method: 'POST',
  path: '/api/proofs/:proofId/restore',
  can: 'library.write',
  params: z.object({ proofId: id }),
  ok: proof,
  touches: ['proofs', 'search'],
})

export const proofsEndpoints = [
  listProofs,
  getProof,
  createProof,
  changeProof,
  archiveProof,
  restoreProof,
] as const
