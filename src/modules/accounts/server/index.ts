import type { ServerModule } from '#platform/server/module.ts'
import { chartRoutes } from './chart-handlers.ts'
import { accountRoutes } from './handlers.ts'
import { organisationRoutes } from './organisation-handlers.ts'
import { relationRoutes } from './relation-handlers.ts'
import { teamRoutes } from './team-handlers.ts'

export { type ChartChange, compareCharts } from '../chart-compare.rules.ts'
export {
  type AccountPatch,
  chartOfAccount,
  createUnits,
  joinAccountTeams,
  type MatchedAccount,
  matchAccounts,
  namesOfAccounts,
  patchAccounts,
  unitsOfAccounts,
} from './import-match-store.ts'
export {
  createAccounts,
  createUnitsAndPosts,
  type NewAccount,
  type NewPost,
  type NewUnit,
  setParents,
  type UndoneImport,
  undoImport,
} from './import-store.ts'
export { type OrganisationFacts, organisationFacts, readPosts, readUnits } from './organisation-store.ts'
export { accountNames, readAccount, visibleAccountNames } from './store.ts'
export { accountOwners, passOnAccount, readTeam } from './team-store.ts'
export {
  type AccountRight,
  accountVisible,
  accountVisibleBeside,
  accountWithin,
  loadAccountRight,
  loadWritableAccount,
} from './visibility-store.ts'

export const accounts: ServerModule = {
  name: 'accounts',
  routes: [...accountRoutes, ...teamRoutes, ...relationRoutes, ...chartRoutes, ...organisationRoutes],
}
