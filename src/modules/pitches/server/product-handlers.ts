import { conflict, notFound } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  changeProduct,
  createProduct,
  getProduct,
  listProducts,
  type Product,
  restoreProduct,
  retireProduct,
} from '../pitches.contract.ts'
import { byStatus } from '../usps.rules.ts'
import { asCard } from './card-handlers.ts'
import { cardsOfProduct } from './card-store.ts'
import * as store from './product-store.ts'
import { proofsBehind } from './proof-standing.ts'
import { asUsp, proofIdsOf } from './usp-handlers.ts'
import { uspsOfProduct } from './usp-store.ts'

export const productRoutes: Route[] = [
  on(listProducts, async ({ tx, query }) => store.listProductRows(tx, query)),

  on(getProduct, async ({ actor, tx, params }) => {
    const [product, cards, usps] = await Promise.all([
      read(tx, params.productId),
      cardsOfProduct(tx, params.productId),
      uspsOfProduct(tx, params.productId),
    ])
    const proofs = await proofsBehind(tx, actor, [...cards.map((card) => card.proofId), ...proofIdsOf(usps)])
    return {
      ...product,
      cards: cards.map((card) => asCard(card, proofs)),
      usps: usps.map((usp) => asUsp(usp, proofs)).sort(byStatus),
    }
  }),

  on(createProduct, async ({ tx, body }) => {
    await store.createProducts(tx, [body], null)
    await record(tx, event('pitches.product-added', body.id, {}))
    return read(tx, body.id)
  }),

  on(changeProduct, async ({ tx, params, body }) => {
    const { version, ...change } = body
    const product = await read(tx, params.productId)
    if (!(await store.updateProduct(tx, product.id, version, { ...product, ...change })))
      throw conflict(await read(tx, product.id))
    await record(tx, event('pitches.product-changed', product.id, { fields: Object.keys(change) }))
    return read(tx, product.id)
  }),

  on(retireProduct, async ({ tx, params, body }) => {
    const product = await read(tx, params.productId)
    if (!(await store.setRetired(tx, product.id, body.version, true)))
      throw conflict(await read(tx, product.id))
    await record(tx, event('pitches.product-retired', product.id, {}))
    return read(tx, product.id)
  }),
  on(restoreProduct, async ({ tx, params, body }) => {
    const product = await read(tx, params.productId)
    if (!(await store.setRetired(tx, product.id, body.version, false)))
      throw conflict(await read(tx, product.id))
    await record(tx, event('pitches.product-restored', product.id, {}))
    return read(tx, product.id)
  }),
]

async function read(tx: Tx, productId: string): Promise<Product> {
  const [product] = await store.readProducts(tx, [productId])
  if (!product) throw notFound()
  return product
}

function event(kind: string, productId: string, data: Record<string, unknown>) {
  return { kind, subject: { kind: 'product', id: productId }, accountId: null, data }
}
