import type { ServerModule } from '#platform/server/module.ts'
import { searchRoutes } from './handlers.ts'

export const search: ServerModule = { name: 'search', routes: searchRoutes }
