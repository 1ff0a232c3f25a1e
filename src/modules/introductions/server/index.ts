import { onErase } from '#modules/people/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { introductionRoutes } from './handlers.ts'
import { eraseRefusals } from './refusal-store.ts'

onErase('introductions', eraseRefusals)

export const introductions: ServerModule = { name: 'introductions', routes: introductionRoutes }
