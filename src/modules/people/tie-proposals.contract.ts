import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { classed, id, newId, text } from '#platform/contract/fields.ts'
import { problem } from '#platform/contract/problem.ts'
import { TIE_TOUCHES, tie } from './ties.contract.ts'

/** The ties two dossiers can suggest. */
export const PROPOSED_KINDS = ['townsman', 'schoolmate', 'former_colleague'] as const
export type ProposedKind = (typeof PROPOSED_KINDS)[number]

/**
 * Why a tie is proposed: what both dossiers say, in the words they say it. A year is null where it is not known, `to` is
 * null where it lasts.
 */
export const tieReason = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('townsman'),
    /** The same county, or only the same city. */
    near: z.boolean(),
    place: z.string(),
    other: z.string(),
  }),
  z.object({
    kind: z.literal('schoolmate'),
    school: z.string(),
    /** There at the same time, at different times, or one cannot tell. */
    years: z.enum(['together', 'apart', 'unknown']),
    from: z.number().nullable(),
    to: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('former_colleague'),
    employer: z.string(),
    years: z.enum(['together', 'apart', 'unknown']),
    from: z.number().nullable(),
    to: z.number().nullable(),
  }),
])
export type TieReason = z.output<typeof tieReason>

const end = z.object({
  id,
  name: z.string(),
  title: z.string(),
  accountId: id,
  accountName: z.string(),
})

/** A tie that may be there. Of the personal layer as a whole: that it exists at all says something of both. */
export const tieProposal = z.object({
  kind: z.enum(PROPOSED_KINDS),
  person: end,
  other: end,
  /** 1–5: how much two such people usually have to do with each other; where the tie starts if accepted. */
  strength: z.number().int().min(1).max(5),
  reason: classed(tieReason, 'personal'),
  dismissed: z.boolean(),
  /** May be accepted or dismissed by the reader: one of the two ends is theirs to write. */
  canWrite: z.boolean(),
})
export type TieProposal = z.output<typeof tieProposal>

const asked = z.object({
  /** `true`: those turned down, to take one back. */
  dismissed: z.enum(['true', 'false']).optional(),
})
/** `more`: there are further ones, not shown; the strongest come first. `withheld`: the personal layer is not for you. */
const answered = z.object({ items: z.array(tieProposal), more: z.boolean(), withheld: z.boolean() })

/** Ties that this person's dossier suggests with people anywhere the reader may see the personal layer. */
export const listPersonTieProposals = endpoint({
  name: 'people.tie-proposals',
  method: 'GET',
  path: '/api/people/:personId/tie-proposals',
  can: 'personal.read',
  params: z.object({ personId: id }),
  query: asked,
  ok: answered,
})

/** The same for everyone of an account. */
export const listAccountTieProposals = endpoint({
  name: 'people.account-tie-proposals',
  method: 'GET',
  path: '/api/accounts/:accountId/tie-proposals',
  can: 'personal.read',
  params: z.object({ accountId: id }),
  query: asked,
  ok: answered,
})

export const tieProposalProblems = { gone: problem('people.tie-not-proposed', 409) } as const

const which = { otherId: id, kind: z.enum(PROPOSED_KINDS) }

/** The proposal becomes a tie: inferred, and naming the facts it was read from. */
export const acceptTieProposal = endpoint({
  name: 'people.accept-tie-proposal',
  method: 'POST',
  path: '/api/people/:personId/tie-proposals/acceptance',
  can: 'selling.write',
  params: z.object({ personId: id }),
  body: z.object({ id, ...which, evidence: classed(text(1000), 'personal').default('') }),
  ok: tie,
  problems: [tieProposalProblems.gone],
  touches: TIE_TOUCHES,
  sample: (ids) => ({ id: newId(), otherId: ids.otherPersonId ?? ids.personId, kind: 'schoolmate' }),
})

/** Turns a proposal down for everybody, or takes that back. */
export const dismissTieProposal = endpoint({
  name: 'people.dismiss-tie-proposal',
  method: 'POST',
  path: '/api/people/:personId/tie-proposals/dismissal',
  can: 'selling.write',
  params: z.object({ personId: id }),
  body: z.object({ ...which, dismissed: z.boolean() }),
  ok: null,
  problems: [tieProposalProblems.gone],
  touches: TIE_TOUCHES,
  sample: (ids) => ({
    otherId: ids.otherPersonId ?? ids.personId,
    kind: 'schoolmate',
    dismissed: true,
  }),
})

export const tieProposalEndpoints = [
  listPersonTieProposals,
  listAccountTieProposals,
  acceptTieProposal,
  dismissTieProposal,
]
