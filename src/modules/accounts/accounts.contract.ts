import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import {
  day,
  id,
  line,
  moment,
  money,
  newId,
  requiredLine,
  text,
  version,
} from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'
import { chartSteps, editChart, getOrganisation, undoChartEdit } from './chart.contract.ts'
import { organisationEndpoints, organisationProblems } from './organisation.contract.ts'
import { relationEndpoints } from './relations.contract.ts'

export {
  type Chart,
  type ChartEdit,
  type ChartStep,
  type ChartTouch,
  chartEdit,
  chartProblems,
  chartStep,
  chartSteps,
  editChart,
  getOrganisation,
  type OrgUnit,
  orgUnit,
  type Post,
  post,
  UNIT_FUNCTION,
  UNIT_STAND,
  undoChartEdit,
} from './chart.contract.ts'
// An editor draws ahead of the answer by the very rules the server keeps.
export { type Applied, applyEdits, samePost, sameUnit, undoTouched } from './chart.rules.ts'
export {
  type ChartChange,
  type ChartRef,
  type ChartValue,
  compareCharts,
} from './chart-compare.rules.ts'
export { type ChartFault, chartFaults } from './chart-faults.rules.ts'
export * from './organisation.contract.ts'
export * from './relations.contract.ts'

/** Who owns the company: 国企 民企 外资 合资 政府事业 其他. */
export const OWNERSHIP = ['state', 'private', 'foreign', 'joint_venture', 'public_body', 'other'] as const
/** A list to start from. An industry may also be any other line: imported data keeps its own words. */
export const INDUSTRY = [
  'energy',
  'manufacturing',
  'automotive',
  'electronics',
  'chemicals',
  'metals',
  'construction',
  'real_estate',
  'transport',
  'finance',
  'telecom',
  'software',
  'internet',
  'retail',
  'food',
  'medical',
  'education',
  'government',
  'agriculture',
  'services',
] as const
/** How much of our attention the account is to have: 战略 重点 一般 潜在. */
export const TIER = ['strategic', 'key', 'general', 'potential'] as const
/** Where we are with it: 目标 接触 合作 扩展 流失风险 流失. */
export const LIFECYCLE = ['target', 'engaged', 'cooperating', 'expanding', 'at_risk', 'lost'] as const
/** What a member may do with an account. There is one owner. */
export const ACCESS = ['owner', 'write', 'read'] as const
/** The currencies one may choose; yuan first, as most purchases are in it. */
export const CURRENCIES = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'] as const

export const accountsProblems = {
  ...organisationProblems,
  notOwner: problem('accounts.not-owner', 403),
  ownerStays: problem('accounts.owner-stays', 422),
} as const

const accountParams = z.object({ accountId: id })
const named = z.object({ id, name: z.string() })
const currency = z.string().regex(/^[A-Z]{3}$/)

/** The main fields of the dossier, as they are written. */
const mainFields = {
  name: requiredLine(200),
  shortNames: z.array(requiredLine(60)).max(12),
  creditCode: line(30).nullable(),
  ownership: z.enum(OWNERSHIP).nullable(),
  industry: line(80).nullable(),
  /** 行业基本情况 */
  industryNote: text(4000),
  /** 业务情况 */
  businessNote: text(4000),
  employees: z.number().int().min(0).max(10_000_000).nullable(),
  revenue: money.nullable(),
  revenueCurrency: currency,
  foundedYear: z.number().int().min(1000).max(2200).nullable(),
  region: line(120),
  parentId: id.nullable(),
  tier: z.enum(TIER),
  lifecycle: z.enum(LIFECYCLE),
  nextStep: line(300),
  nextStepOn: day.nullable(),
}

export const accountItem = z.object({
  id,
  name: z.string(),
  tier: z.enum(TIER),
  lifecycle: z.enum(LIFECYCLE),
  industry: z.string().nullable(),
  region: z.string(),
  owner: named.nullable(),
  /** Selling data: empty for service staff. */
  nextStep: z.string(),
  nextStepOn: day.nullable(),
  archivedAt: moment.nullable(),
})
export type AccountItem = z.infer<typeof accountItem>

export const account = z.object({
  ...mainFields,
  name: z.string(),
  shortNames: z.array(z.string()),
  creditCode: z.string().nullable(),
  industry: z.string().nullable(),
  industryNote: z.string(),
  businessNote: z.string(),
  revenue: z.number().nullable(),
  employees: z.number().nullable(),
  foundedYear: z.number().nullable(),
  revenueCurrency: z.string(),
  region: z.string(),
  nextStep: z.string(),
  id,
  /** The parent where the reader may see it; `parentId` alone would name nothing. */
  parent: named.nullable(),
  owner: named.nullable(),
  /** What the reader may do with it. */
  right: z.object({ write: z.boolean(), personal: z.boolean(), share: z.boolean() }),
  archivedAt: moment.nullable(),
  createdAt: moment,
  version,
})
export type AccountRecord = z.infer<typeof account>

export const listAccounts = endpoint({
  name: 'accounts.list',
  method: 'GET',
  path: '/api/accounts',
  can: 'customer.read',
  query: z.object({
    ...pageQuery,
    /** The beginning of any part of the name: Chinese, pinyin, initials or Latin. */
    q: z.string().max(100).optional(),
    tier: z.enum(TIER).optional(),
    lifecycle: z.enum(LIFECYCLE).optional(),
    /** `mine`: owned by the reader. `team`: the reader stands on the account team, owner or not. */
    owner: z.enum(['mine', 'team']).optional(),
    ownerId: id.optional(),
    parentId: id.optional(),
    archived: z.stringbool().default(false),
  }),
  ok: page(accountItem),
})

export const getAccount = endpoint({
  name: 'accounts.get',
  method: 'GET',
  path: '/api/accounts/:accountId',
  can: 'customer.read',
  params: accountParams,
  ok: account,
})

export const createAccount = endpoint({
  name: 'accounts.create',
  method: 'POST',
  path: '/api/accounts',
  can: 'selling.write',
  body: z.object({
    id,
    ...mainFields,
    shortNames: mainFields.shortNames.default([]),
    creditCode: mainFields.creditCode.default(null),
    ownership: mainFields.ownership.default(null),
    industry: mainFields.industry.default(null),
    industryNote: mainFields.industryNote.default(''),
    businessNote: mainFields.businessNote.default(''),
    employees: mainFields.employees.default(null),
    revenue: mainFields.revenue.default(null),
    revenueCurrency: mainFields.revenueCurrency.default('CNY'),
    foundedYear: mainFields.foundedYear.default(null),
    region: mainFields.region.default(''),
    parentId: mainFields.parentId.default(null),
    tier: mainFields.tier.default('general'),
    lifecycle: mainFields.lifecycle.default('target'),
    nextStep: mainFields.nextStep.default(''),
    nextStepOn: mainFields.nextStepOn.default(null),
    /** Whose account it is; the writer's own unless told. Others only within one's reach. */
    ownerId: id.optional(),
  }),
  ok: account,
  problems: [accountsProblems.loop],
  touches: ['accounts', 'search'],
  sample: () => ({ id: newId(), name: '华北电力设计院' }),
})

export const changeAccount = endpoint({
  name: 'accounts.change',
  method: 'PATCH',
  path: '/api/accounts/:accountId',
  can: 'selling.write',
  params: accountParams,
  body: z.object({ ...z.object(mainFields).partial().shape, version }),
  ok: account,
  problems: [accountsProblems.loop],
  touches: ['accounts', 'dossier', 'search'],
  sample: () => ({ businessNote: '今年扩建两条产线', version: 1 }),
})

export const archiveAccount = endpoint({
  name: 'accounts.archive',
  method: 'POST',
  path: '/api/accounts/:accountId/archive',
  can: 'selling.write',
  params: accountParams,
  ok: account,
  problems: [accountsProblems.notOwner],
  touches: ['accounts', 'dossier', 'search'],
})

export const restoreAccount = endpoint({
  name: 'accounts.restore',
  method: 'POST',
  path: '/api/accounts/:accountId/restore',
  can: 'selling.write',
  params: accountParams,
  ok: account,
  problems: [accountsProblems.notOwner],
  touches: ['accounts', 'dossier', 'search'],
})

export const setAccountOwner = endpoint({
  name: 'accounts.set-owner',
  method: 'PUT',
  path: '/api/accounts/:accountId/owner',
  can: 'selling.write',
  params: accountParams,
  body: z.object({
    memberId: id,
    /** What the former owner keeps; null takes the account away from them. */
    formerKeeps: z.enum(['write', 'read']).nullable().default('write'),
  }),
  ok: account,
  problems: [accountsProblems.notOwner],
  touches: ['accounts', 'dossier'],
})

const teamMember = z.object({
  memberId: id,
  name: z.string(),
  access: z.enum(ACCESS),
  /** Access ends then; null: it stays. */
  until: moment.nullable(),
  since: moment,
})
export type AccountTeamMember = z.infer<typeof teamMember>
const team = z.object({ members: z.array(teamMember) })

export const listAccountTeam = endpoint({
  name: 'accounts.team',
  method: 'GET',
  path: '/api/accounts/:accountId/team',
  can: 'customer.read',
  params: accountParams,
  ok: team,
})

/** Adds a member or changes what they may do; the same request twice is the same. */
export const setAccountTeamMember = endpoint({
  name: 'accounts.set-team-member',
  method: 'PUT',
  path: '/api/accounts/:accountId/team/:memberId',
  can: 'selling.write',
  params: z.object({ accountId: id, memberId: id }),
  body: z.object({ access: z.enum(['write', 'read']), until: moment.nullable().default(null) }),
  ok: team,
  problems: [accountsProblems.notOwner, accountsProblems.ownerStays],
  touches: ['accounts.team', 'accounts.get', 'dossier'],
})

export const removeAccountTeamMember = endpoint({
  name: 'accounts.remove-team-member',
  method: 'DELETE',
  path: '/api/accounts/:accountId/team/:memberId',
  can: 'selling.write',
  params: z.object({ accountId: id, memberId: id }),
  ok: team,
  problems: [accountsProblems.notOwner, accountsProblems.ownerStays],
  touches: ['accounts.team', 'accounts.get', 'dossier'],
})

export const accountsEndpoints = [
  listAccounts,
  getAccount,
  createAccount,
  changeAccount,
  archiveAccount,
  restoreAccount,
  setAccountOwner,
  listAccountTeam,
  setAccountTeamMember,
  removeAccountTeamMember,
  ...relationEndpoints,
  getOrganisation,
  editChart,
  chartSteps,
  undoChartEdit,
  ...organisationEndpoints,
] as const
