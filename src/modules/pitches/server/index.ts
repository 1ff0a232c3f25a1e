import { onErase } from '#modules/people/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { cardRoutes } from './card-handlers.ts'
import { matchRoutes } from './match-handlers.ts'
import { erasePersonFromPitches } from './match-store.ts'
import { productRoutes } from './product-handlers.ts'
import { uspRoutes } from './usp-handlers.ts'
import { whiteSpaceRoutes } from './white-space-handlers.ts'

export { createProducts, type ImportedProduct, productsNamed, undoImport } from './product-store.ts'

export const pitches: ServerModule = {
  name: 'pitches',
  routes: [...productRoutes, ...cardRoutes, ...uspRoutes, ...matchRoutes, ...whiteSpaceRoutes],
}

onErase('pitches', erasePersonFromPitches)
