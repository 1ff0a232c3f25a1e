import { onErase } from '#modules/people/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Product } from '../pitches.contract.ts'
import { cardRoutes } from './card-handlers.ts'
import { matchRoutes } from './match-handlers.ts'
import { erasePersonFromPitches } from './match-store.ts'
import { productRoutes } from './product-handlers.ts'
import { readProducts } from './product-store.ts'
import { uspRoutes } from './usp-handlers.ts'
import { whiteSpaceRoutes } from './white-space-handlers.ts'

export { createProducts, type ImportedProduct, productsNamed, undoImport } from './product-store.ts'

export const pitches: ServerModule = {
  name: 'pitches',
  routes: [...productRoutes, ...cardRoutes, ...uspRoutes, ...matchRoutes, ...whiteSpaceRoutes],
}

onErase('pitches', erasePersonFromPitches)

/** These products, retired ones too, by id. One query; the catalogue is open to the whole organisation. */
export async function productsByIds(tx: Tx, ids: readonly string[]): Promise<Map<string, Product>> {
  return new Map((await readProducts(tx, ids)).map((product) => [product.id, product]))
}
