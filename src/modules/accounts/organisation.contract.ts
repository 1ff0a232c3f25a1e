import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { id, newId, requiredLine, version } from '#platform/contract/fields.ts'
import { problem } from '#platform/contract/problem.ts'
import { orgUnit, post, UNIT_FUNCTION, UNIT_STAND } from './chart.contract.ts'

// One department or post at a time, as forms and other software change them. The map's steps are in `chart.contract.ts`.

export const organisationProblems = {
  loop: problem('accounts.loop', 422),
  unitNotEmpty: problem('accounts.unit-not-empty', 409),
} as const

const accountParams = z.object({ accountId: id })

export const createUnit = endpoint({
  name: 'accounts.create-unit',
  method: 'POST',
  path: '/api/accounts/:accountId/units',
  can: 'selling.write',
  params: accountParams,
  body: z.object({
    id,
    name: requiredLine(200),
    parentId: id.nullable().default(null),
    function: z.enum(UNIT_FUNCTION).nullable().default(null),
    stand: z.enum(UNIT_STAND).nullable().default(null),
  }),
  ok: orgUnit,
  touches: ['accounts.organisation', 'people', 'chain', 'dossier'],
  sample: () => ({ id: newId(), name: '设备采购部' }),
})

export const changeUnit = endpoint({
  name: 'accounts.change-unit',
  method: 'PATCH',
  path: '/api/units/:unitId',
  can: 'selling.write',
  params: z.object({ unitId: id }),
  body: z.object({
    name: requiredLine(200).optional(),
    parentId: id.nullable().optional(),
    function: z.enum(UNIT_FUNCTION).nullable().optional(),
    stand: z.enum(UNIT_STAND).nullable().optional(),
    version,
  }),
  ok: orgUnit,
  problems: [organisationProblems.loop],
  touches: ['accounts.organisation', 'people', 'chain', 'dossier'],
  sample: () => ({ name: '设备采购中心', version: 1 }),
})

export const deleteUnit = endpoint({
  name: 'accounts.delete-unit',
  method: 'DELETE',
  path: '/api/units/:unitId',
  can: 'selling.write',
  params: z.object({ unitId: id }),
  ok: null,
  problems: [organisationProblems.unitNotEmpty],
  touches: ['accounts.organisation', 'people', 'chain', 'dossier'],
})

export const createPost = endpoint({
  name: 'accounts.create-post',
  method: 'POST',
  path: '/api/accounts/:accountId/posts',
  can: 'selling.write',
  params: accountParams,
  body: z.object({
    id,
    title: requiredLine(200),
    unitId: id.nullable().default(null),
    reportsToId: id.nullable().default(null),
    dottedToIds: z.array(id).max(10).default([]),
    vacant: z.boolean().default(false),
    holderUnknown: z.boolean().default(false),
  }),
  ok: post,
  problems: [organisationProblems.loop],
  touches: ['accounts.organisation', 'people', 'chain', 'dossier'],
  sample: () => ({ id: newId(), title: '设备部部长', holderUnknown: true }),
})

export const changePost = endpoint({
  name: 'accounts.change-post',
  method: 'PATCH',
  path: '/api/posts/:postId',
  can: 'selling.write',
  params: z.object({ postId: id }),
  body: z.object({
    title: requiredLine(200).optional(),
    unitId: id.nullable().optional(),
    reportsToId: id.nullable().optional(),
    dottedToIds: z.array(id).max(10).optional(),
    vacant: z.boolean().optional(),
    holderUnknown: z.boolean().optional(),
    version,
  }),
  ok: post,
  problems: [organisationProblems.loop],
  touches: ['accounts.organisation', 'people', 'chain', 'dossier'],
  sample: () => ({ title: '设备部副部长', version: 1 }),
})

/** Whoever reported to the post now reports to whom it reported; who holds it keeps its name in their career. */
export const deletePost = endpoint({
  name: 'accounts.delete-post',
  method: 'DELETE',
  path: '/api/posts/:postId',
  can: 'selling.write',
  params: z.object({ postId: id }),
  ok: null,
  touches: ['accounts.organisation', 'people', 'chain', 'dossier'],
})

export const organisationEndpoints = [
  createUnit,
  changeUnit,
  deleteUnit,
  createPost,
  changePost,
  deletePost,
] as const
