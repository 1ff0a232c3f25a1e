import type { ServerModule } from '#platform/server/module.ts'
import { dossierRoutes } from './handlers.ts'

export const dossier: ServerModule = { name: 'dossier', routes: dossierRoutes }
