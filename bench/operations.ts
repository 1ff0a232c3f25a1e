import { getAccount } from '#modules/accounts/accounts.contract.ts'
import { getMap } from '#modules/chain/chain.contract.ts'
import { listPeople } from '#modules/people/people.contract.ts'
import { find } from '#modules/search/search.contract.ts'
import { createVisit, listVisits } from '#modules/visits/visits.contract.ts'
import type { EndpointSpec } from '#platform/contract/endpoint.ts'
import { newId } from '#platform/contract/fields.ts'
import { PAST_DAYS } from './chain-world.ts'
import { introductionOperation } from './introductions.ts'
import type { BenchOrganisation } from './world.ts'

/** One thing people do, as requests against an organisation. */
export interface Operation {
  key: string
  title: string
  endpoint: EndpointSpec
  /** Of the floor, at least. */
  goal: number
  /** Milliseconds p99 should stay within, where one is set. */
  p99Goal?: number
  /** Only the large organisation has what is asked for. */
  largeOnly?: true
  /** Addresses to take in turn; for a write, what is sent. */
  inputs: (organisation: BenchOrganisation) => { path: string; body?: () => object }[]
}

const at = (endpoint: EndpointSpec, params: Record<string, string>, query = '') =>
  Object.entries(params).reduce((path, [name, value]) => path.replace(`:${name}`, value), endpoint.path) +
  query

const some = (organisation: BenchOrganisation) => organisation.accountIds.slice(0, 64)

export const operations: Operation[] = [
  {
    key: 'account',
    title: 'account by id',
    endpoint: getAccount,
    goal: 0.6,
    inputs: (o) => some(o).map((accountId) => ({ path: at(getAccount, { accountId }) })),
  },
  {
    key: 'people',
    title: "an account's people, 50 sorted",
    endpoint: listPeople,
    goal: 0.6,
    inputs: (o) => [{ path: at(listPeople, { accountId: o.crowdedId }, '?limit=50') }],
  },
  {
    key: 'visits',
    title: 'visits of a team, a page',
    endpoint: listVisits,
    goal: 0.6,
    inputs: () => [{ path: at(listVisits, {}, '?scope=team&limit=50') }],
  },
  {
    key: 'create',
    title: 'create a visit',
    endpoint: createVisit,
    goal: 0.5,
    inputs: (o) =>
      some(o).map((accountId) => ({
        path: createVisit.path,
        body: () => ({ id: newId(), accountId, plannedAt: '2027-03-01T02:00:00Z' }),
      })),
  },
  {
    key: 'map',
    title: 'map of an account with 300 posts',
    endpoint: getMap,
    goal: 0.6,
    inputs: (o) => [{ path: at(getMap, { accountId: o.chartedId }) }],
  },
  {
    key: 'chart',
    title: 'map of an account with 1,000 posts',
    endpoint: getMap,
    goal: 0.6,
    largeOnly: true,
    inputs: (o) => [{ path: at(getMap, { accountId: o.largeChartedId }) }],
  },
  {
    key: 'past',
    title: 'chain as of a date, 40 on it',
    endpoint: getMap,
    goal: 0.6,
    largeOnly: true,
    inputs: (o) => PAST_DAYS.map((on) => ({ path: at(getMap, { accountId: o.chainedId }, `?on=${on}`) })),
  },
  {
    key: 'search',
    title: 'search by part of a name',
    endpoint: find,
    goal: 0.6,
    inputs: () =>
      ['电力', '建国', 'huabei', 'hbdl', 'zhangw', 'Energy', '志远', '王', 'jiangnan', '张伟'].map((q) => ({
        path: at(find, {}, `?q=${encodeURIComponent(q)}`),
      })),
  },
  introductionOperation,
]
