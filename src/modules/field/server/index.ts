import type { ServerModule } from '#platform/server/module.ts'
import { fieldRoutes } from './handlers.ts'

export const field: ServerModule = { name: 'field', routes: fieldRoutes }
