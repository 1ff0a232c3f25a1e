import { onErase, onMove } from '#modules/people/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { changeRoutes } from './change-handlers.ts'
import { copyRoutes } from './copy-handlers.ts'
import { chainRoutes } from './handlers.ts'
import { unseatWhoLeft } from './move-store.ts'
import { relationshipRoutes } from './relationship-handlers.ts'
import { eraseClaimsAbout } from './store.ts'

export { type Belief, beliefsAbout } from './belief-store.ts'
export { backDateChains } from './story-store.ts'

onErase('chain', eraseClaimsAbout)
onMove('chain', unseatWhoLeft)

export const chain: ServerModule = {
  name: 'chain',
  routes: [...chainRoutes, ...copyRoutes, ...changeRoutes, ...relationshipRoutes],
}
