import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { classed, confidence, id, moment, newId, source, text } from '#platform/contract/fields.ts'
import { problem } from '#platform/contract/problem.ts'

/** What binds one person to another, read "from … to": 张三 reports to 李四. */
export const TIE_KINDS = [
  'reports',
  'dotted_line',
  'influences',
  'listens_to',
  'ally',
  'conflict',
  'mentor',
  'townsman',
  'schoolmate',
  'former_colleague',
  'relative',
  'friend',
  'introduced_by',
] as const
export type TieKind = (typeof TIE_KINDS)[number]
/** Ties that say something of private life: of the personal layer, unlike who works with whom. */
export const PRIVATE_TIES: readonly TieKind[] = ['mentor', 'townsman', 'schoolmate', 'relative', 'friend']
/** Ties that hold both ways whoever is named first. */
export const MUTUAL_TIES: readonly TieKind[] = [
  'ally',
  'conflict',
  'townsman',
  'schoolmate',
  'former_colleague',
  'relative',
  'friend',
]

export const tie = z.object({
  id,
  fromId: id,
  fromName: z.string(),
  fromAccountId: id,
  toId: id,
  toName: z.string(),
  toAccountId: id,
  /** Of the end that is not the account's (or the person's) one asks about, so that ties across customers say so. */
  otherAccountName: z.string(),
  kind: z.enum(TIE_KINDS),
  strength: z.number().int().min(1).max(5).nullable(),
  mutual: z.boolean(),
  /** Empty where the personal layer is withheld. */
  evidence: classed(z.string(), 'personal'),
  source,
  confidence,
  assertedBy: id,
  assertedByName: z.string(),
  assertedAt: moment,
  supersededAt: moment.nullable(),
  /** True where it was said to hold no longer; false where a newer row says what holds instead. */
  ended: z.boolean(),
  /** Read from two dossiers and accepted. */
  fromDossier: z.boolean(),
})
export type Tie = z.output<typeof tie>

/** What shows ties, and so is stale once one changes. */
export const TIE_TOUCHES = [
  'people.person-ties',
  'people.account-ties',
  'people.tie-proposals',
  'people.account-tie-proposals',
  'chain',
  'introductions',
] as const

export const tieProblems = { ended: problem('people.tie-superseded', 409) } as const

export const listPersonTies = endpoint({
  name: 'people.person-ties',
  method: 'GET',
  path: '/api/people/:personId/ties',
  can: 'selling.read',
  params: z.object({ personId: id }),
  query: z.object({ history: z.enum(['true', 'false']).optional() }),
  ok: z.object({ items: z.array(tie), withheld: z.boolean() }),
})

/** Of everybody at an account, also those that lead outside: the newest 2,000. `tieId`: only these. */
export const listAccountTies = endpoint({
  name: 'people.account-ties',
  method: 'GET',
  path: '/api/accounts/:accountId/ties',
  can: 'selling.read',
  params: z.object({ accountId: id }),
  query: z.object({
    tieId: z
      .union([id, z.array(id).max(100)])
      .transform((v) => [v].flat())
      .optional(),
  }),
  ok: z.object({ items: z.array(tie), withheld: z.boolean() }),
})

export const createTie = endpoint({
  name: 'people.create-tie',
  method: 'POST',
  path: '/api/people/:personId/ties',
  can: 'selling.write',
  params: z.object({ personId: id }),
  body: z.object({
    id,
    /** The other end. */
    toId: id,
    /** The tie reads the other way round: from the other end to this person. */
    back: z.boolean().default(false),
    kind: z.enum(TIE_KINDS),
    strength: z.number().int().min(1).max(5).nullable().default(null),
    mutual: z.boolean().optional(),
    evidence: classed(text(1000), 'personal').default(''),
    source: source.default({ kind: 'note', id: null, note: '' }),
    confidence: confidence.default('inferred'),
    /** The tie this one replaces: how one edits a tie. Its kind, direction, strength and evidence may all differ. */
    supersedes: id.nullable().default(null),
  }),
  ok: tie,
  problems: [tieProblems.ended],
  touches: TIE_TOUCHES,
  sample: (ids) => ({
    id: newId(),
    toId: ids.otherPersonId ?? ids.personId,
    kind: 'reports',
  }),
})

/** Ends a tie: it holds no longer, or was never so. It stays in the history. */
export const endTie = endpoint({
  name: 'people.end-tie',
  method: 'POST',
  path: '/api/ties/:tieId/end',
  can: 'selling.write',
  params: z.object({ tieId: id }),
  ok: null,
  problems: [tieProblems.ended],
  touches: TIE_TOUCHES,
})

export const tieEndpoints = [listPersonTies, listAccountTies, createTie, endTie]
