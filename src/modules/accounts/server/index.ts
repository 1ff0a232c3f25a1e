import type { ServerModule } from '#platform/server/module.ts'
import { chartRoutes } from './chart-handlers.ts'
import { accountRoutes } from './handlers.ts'
import { organisationRoutes } from './organisation-handlers.ts'
import { relationRoutes } from './relation-handlers.ts'
import { teamRoutes } from './team-handlers.ts'

export { authorsOf } from '../chart-compare.authors.rules.ts'
export { type ChartChange, compareCharts } from '../chart-compare.rules.ts'
export {
  type PostState,
  type Span,
  spanAt,
  type Timeline,
  tell,
  type UnitState,
} from '../chart-timeline.rules.ts'
export { readChartStates } from './chart-author-store.ts'
export {
  type BeforeRetold,
  type KnownChart,
  type KnownRecord,
  knownChart,
  momentOfDay,
  noteChartFile,
  type Retold,
  restoreCharts,
  retell,
} from './chart-import-store.ts'
export {
  type AccountPatch,
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
export {
  holdsFrom,
  lockStructure,
  type OrganisationFacts,
  organisationFacts,
  readPosts,
  readUnits,
} from './organisation-store.ts'
export { accountNames, readAccount, visibleAccountNames } from './store.ts'
export { backDateAccounts } from './story-store.ts'
export { passOnAccount, readTeam } from './team-store.ts'
export {
  type AccountRight,
  accountVisible,
  accountVisibleBeside,
  accountWithin,
  loadAccountRight,
  loadWritableAccount,
  requireWrite,
} from './visibility-store.ts'

export const accounts: ServerModule = {
  name: 'accounts',
  routes: [...accountRoutes, ...teamRoutes, ...relationRoutes, ...chartRoutes, ...organisationRoutes],
}
