import { onErase } from '#modules/people/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { routes } from './handlers.ts'
import { erasePersonFromRivals } from './rep-store.ts'

export { installedAt as installedOfAccount } from './installed-store.ts'

export const rivals: ServerModule = { name: 'rivals', routes }

onErase('rivals', erasePersonFromRivals)
