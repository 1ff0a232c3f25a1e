import { loadAccountRight, loadWritableAccount, readUnits } from '#modules/accounts/server/index.ts'
import { installedOfAccount } from '#modules/rivals/server/index.ts'
import { conflict, invalidField } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import { claimFootprint, getWhiteSpace, listFootprintHistory } from '../white-space.contract.ts'
import { cellsOf } from '../white-space.rules.ts'
import { readProducts } from './product-store.ts'
import * as store from './white-space-store.ts'

/** Columns nobody would scroll through anyway. */
const MOST_PRODUCTS = 100

export const whiteSpaceRoutes: Route[] = [
  on(getWhiteSpace, async ({ actor, tx, params: { accountId } }) => {
    const right = await loadAccountRight(tx, actor, accountId)
    const [units, claims, inUse, products] = await Promise.all([
      readUnits(tx, accountId),
      store.currentFootprints(tx, accountId),
      installedOfAccount(tx, accountId),
      store.productsForWhiteSpace(tx, accountId, MOST_PRODUCTS + 1),
    ])
    const shown = products.slice(0, MOST_PRODUCTS)
    const ids = new Set(shown.map((product) => product.id))
    return {
      units,
      products: shown,
      cells: cellsOf(
        claims.filter((claim) => ids.has(claim.productId)),
        inUse.map((one) => ({ ...one, retired: one.retiredOn !== null })),
        shown,
      ),
      more: products.length > MOST_PRODUCTS,
      canWrite: right.write,
    }
  }),

  on(listFootprintHistory, async ({ actor, tx, params, query }) => {
    await loadAccountRight(tx, actor, params.accountId)
    const unitId = query.unitId === 'whole' ? null : query.unitId
    return { items: await store.footprintHistory(tx, params.accountId, unitId, query.productId) }
  }),

  on(claimFootprint, async ({ actor, tx, params: { accountId }, body }) => {
    await loadWritableAccount(tx, actor, accountId)
    const [units, [product], rivalKnown] = await Promise.all([
      body.unitId ? readUnits(tx, accountId) : [],
      readProducts(tx, [body.productId]),
      body.rivalId ? store.isRival(tx, body.rivalId) : true,
    ])
    if (body.unitId && !units.some((unit) => unit.id === body.unitId))
      throw invalidField('unitId', 'not-found')
    if (!product) throw invalidField('productId', 'not-found')
    if (!rivalKnown) throw invalidField('rivalId', 'not-found')
    if (body.rivalId && body.state !== 'rival') throw invalidField('rivalId', 'rival-without-rival')
    const current = await store.lockFootprint(tx, accountId, body.unitId, body.productId)
    if ((current?.id ?? null) !== body.supersedes) throw conflict(current ?? null)
    await store.supersedeFootprint(tx, { ...body, accountId })
    await record(tx, {
      kind: 'pitches.footprint-claimed',
      subject: { kind: 'product', id: body.productId },
      accountId,
      data: { name: product.name, state: body.state, unitId: body.unitId },
    })
    const [claim] = await store.footprintHistory(tx, accountId, body.unitId, body.productId)
    return claim!
  }),
]
