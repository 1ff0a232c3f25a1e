import { onErase } from '#modules/people/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { objectionRoutes } from './handlers.ts'
import { playbookRoutes } from './playbook-handlers.ts'
import { erasePersonFromObjections } from './store.ts'

export const objections: ServerModule = {
  name: 'objections',
  routes: [...objectionRoutes, ...playbookRoutes],
}

onErase('objections', erasePersonFromObjections)
