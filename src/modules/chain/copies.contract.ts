import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, newId } from '#platform/contract/fields.ts'
import { problem } from '#platform/contract/problem.ts'

/**
 * What may be carried from one purchase to the next at the same customer. Influence, political status and a relationship
 * belong to the person and hold as surely as before; a role, a stance and a personal win are guesses until they are heard
 * again (`inferred` at most). A response mode and a business result are of one purchase and never travel.
 */
export const TRAVELLING = [
  'buying_roles',
  'stance',
  'influence',
  'political_status',
  'relationship',
  'personal_win',
] as const
export type TravellingAttribute = (typeof TRAVELLING)[number]
export const TRAVELS_AS_GUESS: readonly TravellingAttribute[] = ['buying_roles', 'stance', 'personal_win']

export const copyProblems = {
  noAccount: problem('chain.project-without-account', 409),
  otherProject: problem('chain.project-of-another-account', 422),
} as const

const brought = z.object({ id, people: z.number().int(), claims: z.number().int() })

/** Starts a chain from another project's at the same account. Whatever is claimed already stays as it is. */
export const startFrom = endpoint({
  name: 'chain.start-from',
  method: 'POST',
  path: '/api/projects/:projectId/chain/copies',
  can: 'selling.write',
  params: z.object({ projectId: id }),
  body: z.object({
    id,
    fromProjectId: id,
    /** Without: everybody on that chain. */
    personIds: z.array(id).max(1000).optional(),
    attributes: z.array(z.enum(TRAVELLING)).optional(),
  }),
  ok: brought,
  problems: [copyProblems.noAccount, copyProblems.otherProject],
  touches: ['chain'],
  sample: (ids) => ({ id: newId(), fromProjectId: ids.earlierProjectId ?? ids.projectId }),
})

/** Takes back what a copy brought and nobody has changed since. Repeating it takes back nothing more. */
export const undoStart = endpoint({
  name: 'chain.undo-start',
  method: 'POST',
  path: '/api/projects/:projectId/chain/copies/:copyId/undo',
  can: 'selling.write',
  params: z.object({ projectId: id, copyId: id }),
  ok: brought,
  touches: ['chain'],
})
