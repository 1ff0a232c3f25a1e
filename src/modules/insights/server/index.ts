import type { ServerModule } from '#platform/server/module.ts'
import { insightRoutes } from './handlers.ts'

export const insights: ServerModule = { name: 'insights', routes: insightRoutes }
