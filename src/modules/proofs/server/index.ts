import type { ServerModule } from '#platform/server/module.ts'
import { proofRoutes } from './handlers.ts'

export { proofsByIds } from './handlers.ts'

export const proofs: ServerModule = { name: 'proofs', routes: proofRoutes }
