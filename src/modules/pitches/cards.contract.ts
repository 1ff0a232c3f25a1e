import { z } from 'zod'
import { ALL_SUBJECTS } from '#modules/needs/needs.contract.ts'
import { endpoint } from '#platform/contract/endpoint.ts'
import { classed, day, id, moment, newId, requiredText, text, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/** What the benefit of a card is: one only where it answers a need of somebody. */
export const BENEFIT_STATES = ['benefit', 'only_advantage', 'missing'] as const
export type BenefitState = (typeof BENEFIT_STATES)[number]
export const EVIDENCE_STATES = ['proven', 'expiring', 'expired', 'missing'] as const
export type EvidenceState = (typeof EVIDENCE_STATES)[number]

/** The proof behind a card or a test, as far as it must be shown. */
export const citedProof = z.object({
  id,
  title: z.string(),
  kind: z.string(),
  validUntil: day.nullable(),
  state: z.enum(EVIDENCE_STATES),
})
export type CitedProof = z.output<typeof citedProof>

/** A FABE card of the library. Its benefit is an idea until the card is used against a need. */
export const fabeCard = z.object({
  id,
  productId: id,
  feature: z.string(),
  advantage: z.string(),
  benefit: z.string(),
  /** The kind of need it usually answers. */
  answers: z.enum(ALL_SUBJECTS).nullable(),
  proof: citedProof.nullable(),
  benefitState: z.enum(BENEFIT_STATES),
  evidenceState: z.enum(EVIDENCE_STATES),
  /** Against how many needs it was used; everybody's, so a number only. */
  uses: z.number().int(),
  landed: z.number().int(),
  version,
})
export type FabeCard = z.output<typeof fabeCard>

export const REACTIONS = ['landed', 'doubted', 'missed'] as const
export type Reaction = (typeof REACTIONS)[number]

/** A card used against a need of a customer. */
export const cardUse = z.object({
  id,
  accountId: id,
  needId: id,
  cardId: id,
  productId: id,
  productName: z.string(),
  visitId: id.nullable(),
  feature: z.string(),
  advantage: z.string(),
  /** In this customer's words. Personal where the need is. */
  benefit: classed(z.string(), 'personal'),
  proof: citedProof.nullable(),
  benefitState: z.enum(BENEFIT_STATES),
  evidenceState: z.enum(EVIDENCE_STATES),
  saidAt: moment.nullable(),
  reaction: z.enum(REACTIONS).nullable(),
  version,
})
export type CardUse = z.output<typeof cardUse>

export const cardsProblems = {
  /** Evidence is a proof that has not run out. */
  proofExpired: problem('pitches.proof-expired', 422),
  removed: problem('pitches.removed', 409),
}

const touches = ['pitches', 'field'] as const
const cardParams = z.object({ cardId: id })
const useParams = z.object({ useId: id })
const cardFields = {
  feature: requiredText(500),
  advantage: text(500),
  benefit: text(500),
  answers: z.enum(ALL_SUBJECTS).nullable(),
  proofId: id.nullable(),
}

export const createCard = endpoint({
  name: 'pitches.create-card',
  method: 'POST',
  path: '/api/products/:productId/cards',
  can: 'library.write',
  params: z.object({ productId: id }),
  body: z.object({
    id,
    feature: cardFields.feature,
    advantage: cardFields.advantage.default(''),
    benefit: cardFields.benefit.default(''),
    answers: cardFields.answers.default(null),
    proofId: cardFields.proofId.default(null),
  }),
  ok: fabeCard,
  problems: [cardsProblems.proofExpired],
  touches,
  sample: () => ({ id: newId(), feature: '快拆式灌装头', advantage: '换型不用工具，三分钟完成' }),
})
export const changeCard = endpoint({
  name: 'pitches.change-card',
  method: 'PATCH',
  path: '/api/cards/:cardId',
  can: 'library.write',
  params: cardParams,
  body: z.object({ version, ...z.object(cardFields).partial().shape }),
  ok: fabeCard,
  problems: [cardsProblems.proofExpired, cardsProblems.removed],
  touches,
  sample: () => ({ version: 1, advantage: '换型不停线' }),
})
export const removeCard = endpoint({
  name: 'pitches.remove-card',
  method: 'DELETE',
  path: '/api/cards/:cardId',
  can: 'library.write',
  params: cardParams,
  ok: null,
  touches,
})
export const restoreCard = endpoint({
  name: 'pitches.restore-card',
  method: 'POST',
  path: '/api/cards/:cardId/restorations',
  can: 'library.write',
  params: cardParams,
  ok: fabeCard,
  touches,
})

export const listUsesOfAccount = endpoint({
  name: 'pitches.list-uses-of-account',
  method: 'GET',
  path: '/api/accounts/:accountId/card-uses',
  can: 'selling.read',
  params: z.object({ accountId: id }),
  query: z.object({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(200).default(200),
    visitId: id.optional(),
  }),
  ok: page(cardUse),
})
/** Uses a card against a need: what was an advantage becomes a benefit. */
export const createUse = endpoint({
  name: 'pitches.create-use',
  method: 'POST',
  path: '/api/needs/:needId/card-uses',
  can: 'selling.write',
  params: z.object({ needId: id }),
  body: z.object({
    id,
    cardId: id,
    visitId: id.nullable().default(null),
    benefit: classed(text(500), 'personal').default(''),
  }),
  ok: cardUse,
  problems: [cardsProblems.removed],
  touches,
  sample: (ids) => ({ id: newId(), cardId: ids.cardId ?? newId(), benefit: '夜班少停一小时' }),
})
export const changeUse = endpoint({
  name: 'pitches.change-use',
  method: 'PATCH',
  path: '/api/card-uses/:useId',
  can: 'selling.write',
  params: useParams,
  body: z.object({
    version,
    benefit: classed(text(500), 'personal').optional(),
    visitId: id.nullable().optional(),
    /** Said aloud, or taken back. */
    said: z.boolean().optional(),
    reaction: z.enum(REACTIONS).nullable().optional(),
  }),
  ok: cardUse,
  problems: [cardsProblems.removed],
  touches,
  sample: () => ({ version: 1, said: true, reaction: 'landed' }),
})
export const removeUse = endpoint({
  name: 'pitches.remove-use',
  method: 'DELETE',
  path: '/api/card-uses/:useId',
  can: 'selling.write',
  params: useParams,
  ok: null,
  touches,
})

export const cardEndpoints = [
  createCard,
  changeCard,
  removeCard,
  restoreCard,
  listUsesOfAccount,
  createUse,
  changeUse,
  removeUse,
] as const
