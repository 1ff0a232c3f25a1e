import { onErase } from '#modules/people/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { chainRoutes } from './handlers.ts'
import { eraseClaimsAbout } from './store.ts'

export { currentClaims } from './store.ts'

onErase('chain', eraseClaimsAbout)

export const chain: ServerModule = { name: 'chain', routes: chainRoutes }
