import type { Proof } from '#modules/proofs/proofs.contract.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import { cardsProblems } from '../cards.contract.ts'
import { evidenceState } from '../cards.rules.ts'
import {
  changeUsp,
  createUsp,
  endParity,
  listUsps,
  reachParity,
  removeUsp,
  restoreUsp,
  setUspTest,
  type Usp,
} from '../usps.contract.ts'
import { uspStatus } from '../usps.rules.ts'
import { readProducts } from './product-store.ts'
import { checkProof, cited, proofsBehind } from './proof-standing.ts'
import * as store from './usp-store.ts'

export function asUsp(row: store.UspRow, proofs: ReadonlyMap<string, Proof>): Usp & { productName: string } {
  const tests = row.tests.map(({ proofId, ...test }) => ({ ...test, proof: cited(proofs, proofId) }))
  const status = uspStatus(
    tests.map((test) => ({ ...test, evidence: test.proof?.state ?? evidenceState(null) })),
    row.parities.length,
  )
  return { ...row, tests, status }
}

/** The ids of the proofs behind the tests of these propositions. */
export function proofIdsOf(rows: readonly store.UspRow[]): (string | null)[] {
  return rows.flatMap((row) => row.tests.map((test) => test.proofId))
}

export const uspRoutes: Route[] = [
  on(listUsps, async ({ actor, tx, query }) => {
    const { items, next } = await store.listUspRows(tx, { ...query, productIds: query.productId })
    const proofs = await proofsBehind(tx, actor, proofIdsOf(items))
    return { items: items.map((row) => asUsp(row, proofs)), next }
  }),
  on(createUsp, async ({ actor, tx, params, body }) => {
    const [product] = await readProducts(tx, [params.productId])
    if (!product) throw notFound()
    await store.insertUsp(tx, { ...body, productId: product.id })
    await record(tx, event('pitches.usp-written', body.id, { productId: product.id }))
    return read(tx, actor, body.id)
  }),
  on(changeUsp, async ({ actor, tx, params, body }) => {
    const usp = await findStanding(tx, params.uspId)
    const after = {
      proposition: body.proposition ?? usp.proposition,
      memoryPoint: body.memoryPoint ?? usp.memoryPoint,
    }
    if (!(await store.updateUsp(tx, usp.id, body.version, after)))
      throw conflict(await read(tx, actor, usp.id))
    await record(tx, event('pitches.usp-changed', usp.id, {}))
    return read(tx, actor, usp.id)
  }),
  on(removeUsp, async ({ tx, params }) => {
    if (!(await store.findUsp(tx, params.uspId))) throw notFound()
    if (await store.setUspRemoved(tx, params.uspId, true))
      await record(tx, event('pitches.usp-removed', params.uspId, {}))
  }),
  on(restoreUsp, async ({ actor, tx, params }) => {
    if (await store.setUspRemoved(tx, params.uspId, false))
      await record(tx, event('pitches.usp-restored', params.uspId, {}))
    return read(tx, actor, params.uspId)
  }),
  on(setUspTest, async ({ actor, tx, params, body }) => {
    const usp = await findStanding(tx, params.uspId)
    if (body.result === 'passed') await checkProof(tx, actor, body.proofId)
    await store.supersedeTest(tx, { ...body, uspId: usp.id })
    await record(tx, event('pitches.usp-tested', usp.id, { test: body.test, result: body.result }))
    return read(tx, actor, usp.id)
  }),
  on(reachParity, async ({ actor, tx, params, body }) => {
    const usp = await findStanding(tx, params.uspId)
    if (!(await store.isRival(tx, body.rivalId))) throw invalidField('rivalId', 'not-found')
    await store.putParity(tx, { ...body, uspId: usp.id })
    await record(tx, event('pitches.usp-parity-reached', usp.id, { rivalId: body.rivalId }))
    return read(tx, actor, usp.id)
  }),
  on(endParity, async ({ actor, tx, params }) => {
    const usp = await findStanding(tx, params.uspId)
    if (!(await store.endParityRow(tx, usp.id, params.parityId))) throw notFound()
    await record(tx, event('pitches.usp-parity-ended', usp.id, {}))
    return read(tx, actor, usp.id)
  }),
]

async function findStanding(tx: Tx, uspId: string): Promise<store.UspRow> {
  const usp = await store.findUsp(tx, uspId)
  if (!usp) throw notFound()
  if (usp.removed) throw new ProblemError(cardsProblems.removed)
  return usp
}

async function read(tx: Tx, actor: Actor, uspId: string): Promise<Usp> {
  const usp = await store.findUsp(tx, uspId)
  if (!usp) throw notFound()
  return asUsp(usp, await proofsBehind(tx, actor, proofIdsOf([usp])))
}

function event(kind: string, uspId: string, data: Record<string, unknown>) {
  return { kind, subject: { kind: 'usp', id: uspId }, accountId: null, data }
}
