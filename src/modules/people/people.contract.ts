import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { classed, day, id, line, moment, newId, requiredLine, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'
import { dossierEndpoints } from './dossier.contract.ts'
import { holdingEndpoints } from './holding.contract.ts'
import { tieProposalEndpoints } from './tie-proposals.contract.ts'
import { tieEndpoints } from './ties.contract.ts'

export * from './dossier.contract.ts'
export * from './holding.contract.ts'
export * from './tie-proposals.contract.ts'
export * from './ties.contract.ts'

export const CHANNEL_KINDS = ['mobile', 'wechat', 'email', 'landline', 'other'] as const

const person = z.object({ personId: id })
const account = z.object({ accountId: id })

/** A person as lists and pickers show them. */
export const personHead = z.object({
  id,
  accountId: id,
  name: z.string(),
  nameEn: z.string(),
  formOfAddress: z.string(),
  /** Of the current employment at the account: the post's title, or what was noted. */
  title: z.string(),
  unitId: id.nullable(),
  unitName: z.string(),
  postId: id.nullable(),
  doNotContact: z.boolean(),
  archived: z.boolean(),
})
export type PersonHead = z.output<typeof personHead>

export const channel = z.object({
  id,
  kind: z.enum(CHANNEL_KINDS),
  value: classed(z.string(), 'personal'),
  label: z.string(),
  preferred: z.boolean(),
  version,
})
export type Channel = z.output<typeof channel>

export const employment = z.object({
  id,
  accountId: id,
  /** Empty where the account is not for you to see. */
  accountName: z.string(),
  postId: id.nullable(),
  title: z.string(),
  unitId: id.nullable(),
  unitName: z.string(),
  since: day.nullable(),
  until: day.nullable(),
  version,
})
export type Employment = z.output<typeof employment>

export const personRecord = z.object({
  id,
  accountId: id,
  accountName: z.string(),
  name: z.string(),
  nameEn: z.string(),
  formOfAddress: z.string(),
  doNotContact: z.boolean(),
  version,
  createdAt: moment,
  archivedAt: moment.nullable(),
  erasedAt: moment.nullable(),
  employments: z.array(employment),
  channels: z.array(channel),
  /** The personal layer (channels, dossier) is not for you: `channels` is empty for that reason. */
  withheld: z.boolean(),
  canWrite: z.boolean(),
})
export type PersonRecord = z.output<typeof personRecord>

export const peopleProblems = {
  erased: problem('people.erased', 409),
  eraseNeedsSupervisor: problem('people.erase-needs-supervisor', 403),
  postElsewhere: problem('people.post-elsewhere', 422),
  atHome: problem('people.at-home-already', 409),
} as const

export const listPeople = endpoint({
  name: 'people.list',
  method: 'GET',
  path: '/api/accounts/:accountId/people',
  can: 'customer.read',
  params: account,
  query: z.object({
    /** Part of a name: Chinese, pinyin, initials or Latin. */
    q: z.string().max(100).optional(),
    unitId: id.optional(),
    archived: z.enum(['true', 'false']).optional(),
    ...pageQuery,
  }),
  ok: page(personHead),
})

/** Who holds which post today. Up to some thousand; not paged, because an organisation is drawn whole. */
export const listHolders = endpoint({
  name: 'people.holders',
  method: 'GET',
  path: '/api/accounts/:accountId/holders',
  can: 'selling.read',
  params: account,
  ok: z.object({
    items: z.array(z.object({ postId: id, personId: id, personName: z.string(), since: day.nullable() })),
  }),
})

const newChannel = z.object({
  id,
  kind: z.enum(CHANNEL_KINDS),
  value: classed(requiredLine(200), 'personal'),
  label: line(60).default(''),
  preferred: z.boolean().default(false),
})
const employmentFields = {
  postId: id.nullable().default(null),
  title: line(120).default(''),
  unitId: id.nullable().default(null),
  since: day.nullable().default(null),
  until: day.nullable().default(null),
}

/** Name, title, unit or post, and how to reach them: one step. */
export const createPerson = endpoint({
  name: 'people.create',
  method: 'POST',
  path: '/api/accounts/:accountId/people',
  can: 'selling.write',
  params: account,
  body: z.object({
    id,
    name: requiredLine(80),
    nameEn: line(120).default(''),
    formOfAddress: line(40).default(''),
    doNotContact: z.boolean().default(false),
    title: line(120).default(''),
    unitId: id.nullable().default(null),
    postId: id.nullable().default(null),
    since: day.nullable().default(null),
    channels: z.array(newChannel).max(20).default([]),
  }),
  ok: personRecord,
  problems: [peopleProblems.postElsewhere],
  touches: ['people', 'chain'],
  sample: () => ({ id: newId(), name: '王建国', title: '采购部长' }),
})

export const getPerson = endpoint({
  name: 'people.get',
  method: 'GET',
  path: '/api/people/:personId',
  can: 'customer.read',
  params: person,
  ok: personRecord,
})

export const changePerson = endpoint({
  name: 'people.change',
  method: 'PATCH',
  path: '/api/people/:personId',
  can: 'selling.write',
  params: person,
  body: z.object({
    name: requiredLine(80),
    nameEn: line(120).default(''),
    formOfAddress: line(40).default(''),
    doNotContact: z.boolean().default(false),
    version,
  }),
  ok: personRecord,
  problems: [peopleProblems.erased],
  touches: ['people', 'chain', 'visits'],
})

/** Takes a person out of lists and pickers, or back in; nothing is lost. */
export const archivePerson = endpoint({
  name: 'people.archive',
  method: 'POST',
  path: '/api/people/:personId/archiving',
  can: 'selling.write',
  params: person,
  body: z.object({ archived: z.boolean() }),
  ok: personRecord,
  problems: [peopleProblems.erased],
  touches: ['people', 'chain'],
  sample: () => ({ archived: true }),
})

/**
 * Somebody changes to another customer of ours: their card, channels, dossier and ties go along and follow the new account's
 * visibility; visits, needs and beliefs of the old one stay there. It takes the right to write at both.
 */
export const movePerson = endpoint({
  name: 'people.move',
  method: 'POST',
  path: '/api/people/:personId/moves',
  can: 'selling.write',
  params: person,
  body: z.object({
    /** Of the employment that begins. */
    id,
    /** Where they work from now on. */
    accountId: id,
    since: day,
    title: line(120).default(''),
    unitId: id.nullable().default(null),
    postId: id.nullable().default(null),
    version,
  }),
  ok: personRecord,
  problems: [peopleProblems.erased, peopleProblems.atHome, peopleProblems.postElsewhere],
  touches: ['people', 'chain', 'visits', 'search'],
  sample: (ids) => ({ id: newId(), accountId: ids.accountId, since: '2026-01-01', version: 1 }),
})

/**
 * Erases a person everywhere: names, channels, dossier, ties, what was noted of them in other modules. A nameless
 * tombstone stays so that records which met them still stand. It cannot be undone.
 */
export const erasePerson = endpoint({
  name: 'people.erase',
  method: 'POST',
  path: '/api/people/:personId/erasure',
  can: 'selling.write',
  params: person,
  body: z.object({ reason: requiredLine(300) }),
  ok: personRecord,
  problems: [peopleProblems.eraseNeedsSupervisor, peopleProblems.erased],
  touches: ['people', 'chain', 'visits', 'needs', 'rivals', 'projects'],
  // Its answer must not be kept beside what was erased; a second erasure is refused as done.
  once: false,
  sample: () => ({ reason: '本人要求删除' }),
})

export const addEmployment = endpoint({
  name: 'people.add-employment',
  method: 'POST',
  path: '/api/people/:personId/employments',
  can: 'selling.write',
  params: person,
  body: z.object({ id, accountId: id, ...employmentFields }),
  ok: employment,
  problems: [peopleProblems.erased, peopleProblems.postElsewhere],
  touches: ['people', 'chain'],
  sample: (ids) => ({
    id: newId(),
    accountId: ids.accountId,
    title: '副总经理',
  }),
})

export const changeEmployment = endpoint({
  name: 'people.change-employment',
  method: 'PATCH',
  path: '/api/employments/:employmentId',
  can: 'selling.write',
  params: z.object({ employmentId: id }),
  body: z.object({ ...employmentFields, version }),
  ok: employment,
  problems: [peopleProblems.postElsewhere],
  touches: ['people', 'chain'],
})

/** For one entered by mistake; one that is over gets its last day instead. */
export const removeEmployment = endpoint({
  name: 'people.remove-employment',
  method: 'DELETE',
  path: '/api/employments/:employmentId',
  can: 'selling.write',
  params: z.object({ employmentId: id }),
  ok: null,
  touches: ['people', 'chain'],
})

export const addChannel = endpoint({
  name: 'people.add-channel',
  method: 'POST',
  path: '/api/people/:personId/channels',
  can: 'selling.write',
  params: person,
  body: newChannel,
  ok: channel,
  problems: [peopleProblems.erased],
  touches: ['people.get'],
  sample: () => ({ id: newId(), kind: 'mobile', value: '13800000000' }),
})

export const changeChannel = endpoint({
  name: 'people.change-channel',
  method: 'PATCH',
  path: '/api/channels/:channelId',
  can: 'selling.write',
  params: z.object({ channelId: id }),
  body: z.object({
    kind: z.enum(CHANNEL_KINDS),
    value: classed(requiredLine(200), 'personal'),
    label: line(60).default(''),
    preferred: z.boolean().default(false),
    version,
  }),
  ok: channel,
  touches: ['people.get'],
})

export const removeChannel = endpoint({
  name: 'people.remove-channel',
  method: 'DELETE',
  path: '/api/channels/:channelId',
  can: 'selling.write',
  params: z.object({ channelId: id }),
  ok: null,
  touches: ['people.get'],
})

/** Every endpoint of this module; the leak test and the API description walk it. */
export const peopleEndpoints = [
  listPeople,
  listHolders,
  createPerson,
  getPerson,
  changePerson,
  archivePerson,
  movePerson,
  erasePerson,
  addEmployment,
  changeEmployment,
  removeEmployment,
  addChannel,
  changeChannel,
  removeChannel,
  ...dossierEndpoints,
  ...holdingEndpoints,
  ...tieEndpoints,
  ...tieProposalEndpoints,
]
