import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, moment } from '#platform/contract/fields.ts'

/** What a change is about: a department, a post, who holds it, who stands on a chain, what is believed, a tie. */
export const CHANGE_SUBJECTS = ['unit', 'post', 'holder', 'seat', 'claim', 'tie'] as const
export type ChangeSubject = (typeof CHANGE_SUBJECTS)[number]
export const CHANGE_KINDS = ['added', 'gone', 'moved', 'renamed', 'changed'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/**
 * One difference between two moments.
 * `was` and `is` are null for unknown or absent, else by subject (`{ id, name }`: name null where the chart does not know it):
 * - unit, post: as `compareCharts` says it: of `moved` (and of what came or went) the one above as `{ id, name }`, of
 *   `renamed` the name, of `changed` the field's value; dotted lines as a list of `{ id, name }`
 * - holder: `{ id, name }` of the person who left or came
 * - claim: the claim's value, as in the claims; `field` is the attribute
 * - tie: its strength (1…5 or null); a tie that came or went: null on the other side
 */
export const change = z.object({
  kind: z.enum(CHANGE_KINDS),
  subject: z.enum(CHANGE_SUBJECTS),
  /** The unit's or post's id (of a holder: the post's); of a seat or a claim the person's; of a tie its `fromId`. */
  id,
  /** The name or title of it, as it is now, or was if it is gone. */
  name: z.string(),
  /** The attribute or field; of a tie its kind. Null where the whole thing came or went. */
  field: z.string().nullable(),
  was: z.unknown(),
  is: z.unknown(),
  /** Whose relationship a claim is about, or the other end of a tie. */
  other: z.object({ id, name: z.string() }).nullable(),
  /** The department a post is in, or was at last. */
  unit: z.object({ id, name: z.string().nullable() }).nullable(),
  /** Of seats and claims. */
  projectId: id.nullable(),
  /** Who wrote it and when; null where nobody noted it. A chart's moment is the day a dated file speaks of. */
  byName: z.string().nullable(),
  at: moment.nullable(),
})
export type Change = z.output<typeof change>

const answer = {
  from: moment,
  to: moment,
  /** Chart first, then holders, chain and ties. At most 2,000; `more` says that some are left out. */
  items: z.array(change),
  more: z.boolean(),
}
const accountParams = z.object({ accountId: id })

/** What changed between the ends of two days: chart, holders, chains and ties. */
export const listChanges = endpoint({
  name: 'chain.changes',
  method: 'GET',
  path: '/api/accounts/:accountId/changes',
  can: 'selling.read',
  params: accountParams,
  /** Without `to`: until now. Without a project: the chains of all of the account's. */
  query: z.object({ from: day, to: day.optional(), projectId: id.optional() }),
  ok: z.object(answer),
})

/** What changed since the reader's own last recorded visit there; `visit` null if there was none, and then nothing is listed. */
export const sinceLastVisit = endpoint({
  name: 'chain.since-last-visit',
  method: 'GET',
  path: '/api/accounts/:accountId/since-last-visit',
  can: 'selling.read',
  params: accountParams,
  query: z.object({ projectId: id.optional() }),
  ok: z.object({ ...answer, from: moment.nullable(), visit: z.object({ id, at: moment }).nullable() }),
})
