import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id, line, newId, version } from '#platform/contract/fields.ts'
import { problem } from '#platform/contract/problem.ts'

export const holdingProblems = {
  /**
   * What is to be taken back no longer says what it said then. `fields` says of whom, path `employments.<id>`, code
   * `holding-changed-since`, params `name` (the person), `by` and `at`.
   */
  changedSince: problem('people.holding-changed-since', 409),
} as const

/** What an employment says: where, as what, from when to when. */
export const holding = z.object({
  postId: id.nullable(),
  title: line(120),
  unitId: id.nullable(),
  since: day.nullable(),
  until: day.nullable(),
})
export type Holding = z.output<typeof holding>

/**
 * Takes back a change of who holds a post, or does it again: an employment says what it said before, if nobody has changed it
 * since. One that was not there is written anew under its id; one that is not to be there goes. A contact made on the way is
 * put away with it, and comes back with it.
 */
export const turnHolding = endpoint({
  name: 'people.turn-holding',
  method: 'POST',
  path: '/api/people/:personId/holding-turns',
  can: 'selling.write',
  params: z.object({ personId: id }),
  body: z.object({
    accountId: id,
    employmentId: id,
    /** The version of the employment that is turned; null: it is not there. */
    seen: version.nullable(),
    /** What it is to say; null: it is not to be there. */
    to: holding.nullable(),
    person: z.object({ version, archived: z.boolean() }).nullable().default(null),
  }),
  ok: z.object({ employmentVersion: version.nullable(), personVersion: version }),
  problems: [holdingProblems.changedSince],
  touches: ['people', 'chain'],
  sample: (ids) => ({
    accountId: ids.accountId,
    employmentId: newId(),
    seen: null,
    to: { postId: null, title: '副总经理', unitId: null, since: null, until: null },
  }),
})

export const holdingEndpoints = [turnHolding]
