import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { loadWritableNeed } from '#modules/needs/server/index.ts'
import type { Proof } from '#modules/proofs/proofs.contract.ts'
import { loadWritableVisit } from '#modules/visits/server/index.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  type CardUse,
  cardsProblems,
  changeCard,
  changeUse,
  createCard,
  createUse,
  type FabeCard,
  listUsesOfAccount,
  removeCard,
  removeUse,
  restoreCard,
} from '../cards.contract.ts'
import { benefitState, evidenceState } from '../cards.rules.ts'
import { matchesProblems } from '../matches.contract.ts'
import * as store from './card-store.ts'
import { readProducts } from './product-store.ts'
import { checkProof, cited, proofsBehind } from './proof-standing.ts'

export function asCard(row: store.CardRow, proofs: ReadonlyMap<string, Proof>): FabeCard {
  const proof = cited(proofs, row.proofId)
  return {
    ...row,
    proof,
    benefitState: benefitState(row.benefit, row.uses),
    evidenceState: proof?.state ?? evidenceState(null),
  }
}

function asUse(row: store.UseRow, proofs: ReadonlyMap<string, Proof>): CardUse {
  const proof = cited(proofs, row.proofId)
  return {
    ...row,
    proof,
    benefitState: benefitState(row.benefit, row.needVoid ? 0 : 1),
    evidenceState: proof?.state ?? evidenceState(null),
  }
}

export const cardRoutes: Route[] = [
  on(createCard, async ({ actor, tx, params, body }) => {
    const [product] = await readProducts(tx, [params.productId])
    if (!product) throw notFound()
    await checkProof(tx, actor, body.proofId)
    await store.insertCard(tx, { ...body, productId: product.id })
    await record(tx, event('pitches.card-written', body.id, { productId: product.id }))
    return readCard(tx, actor, body.id)
  }),
  on(changeCard, async ({ actor, tx, params, body }) => {
    const { version, ...change } = body
    const card = await findStanding(tx, params.cardId)
    if (change.proofId && change.proofId !== card.proofId) await checkProof(tx, actor, change.proofId)
    if (!(await store.updateCard(tx, card.id, version, { ...card, ...change })))
      throw conflict(await readCard(tx, actor, card.id))
    await record(tx, event('pitches.card-changed', card.id, { fields: Object.keys(change) }))
    return readCard(tx, actor, card.id)
  }),
  on(removeCard, async ({ tx, params }) => {
    if (!(await store.findCard(tx, params.cardId))) throw notFound()
    if (await store.setCardRemoved(tx, params.cardId, true))
      await record(tx, event('pitches.card-removed', params.cardId, {}))
  }),
  on(restoreCard, async ({ actor, tx, params }) => {
    if (await store.setCardRemoved(tx, params.cardId, false))
      await record(tx, event('pitches.card-restored', params.cardId, {}))
    return readCard(tx, actor, params.cardId)
  }),

  on(listUsesOfAccount, async ({ actor, tx, params, query }) => {
    await loadAccountRight(tx, actor, params.accountId)
    const { items, next } = await store.listUses(tx, actor, params.accountId, query)
    const proofs = await proofsBehind(
      tx,
      actor,
      items.map((row) => row.proofId),
    )
    return { items: items.map((row) => asUse(row, proofs)), next }
  }),
  on(createUse, async ({ actor, tx, params, body }) => {
    const { need } = await loadWritableNeed(tx, actor, params.needId)
    if (need.status === 'void') throw new ProblemError(matchesProblems.needVoid)
    await checkVisit(tx, actor, need.accountId, body.visitId)
    const card = await store.findCard(tx, body.cardId)
    if (!card) throw invalidField('cardId', 'not-found')
    if (card.removed) throw new ProblemError(cardsProblems.removed)
    await store.insertUse(tx, { ...body, accountId: need.accountId, needId: need.id })
    await record(
      tx,
      eventOfUse('pitches.card-used', body.id, need.accountId, { cardId: card.id, needId: need.id }),
    )
    return readUse(tx, actor, body.id)
  }),
  on(changeUse, async ({ actor, tx, params, body }) => {
    const use = await loadWritableUse(tx, actor, params.useId)
    if (use.removed) throw new ProblemError(cardsProblems.removed)
    if (body.visitId) await checkVisit(tx, actor, use.accountId, body.visitId)
    const saidAt =
      body.said === undefined ? use.saidAt : body.said ? (use.saidAt ?? new Date().toISOString()) : null
    const after = {
      benefit: body.benefit ?? use.benefit,
      visitId: body.visitId === undefined ? use.visitId : body.visitId,
      reaction: body.reaction === undefined ? use.reaction : body.reaction,
      saidAt,
    }
    if (!(await store.updateUse(tx, use.id, body.version, after)))
      throw conflict(await readUse(tx, actor, use.id))
    const data = { said: after.saidAt !== null, reaction: after.reaction }
    await record(tx, eventOfUse('pitches.card-use-changed', use.id, use.accountId, data))
    return readUse(tx, actor, use.id)
  }),
  on(removeUse, async ({ actor, tx, params }) => {
    const use = await loadWritableUse(tx, actor, params.useId)
    if (await store.removeUseRow(tx, use.id))
      await record(tx, eventOfUse('pitches.card-use-removed', use.id, use.accountId, { needId: use.needId }))
  }),
]

async function findStanding(tx: Tx, cardId: string): Promise<store.CardRow> {
  const card = await store.findCard(tx, cardId)
  if (!card) throw notFound()
  if (card.removed) throw new ProblemError(cardsProblems.removed)
  return card
}

async function readCard(tx: Tx, actor: Actor, cardId: string): Promise<FabeCard> {
  const card = await store.findCard(tx, cardId)
  if (!card) throw notFound()
  return asCard(card, await proofsBehind(tx, actor, [card.proofId]))
}

async function readUse(tx: Tx, actor: Actor, useId: string): Promise<CardUse> {
  const use = await store.findUse(tx, actor, useId)
  if (!use) throw notFound()
  return asUse(use, await proofsBehind(tx, actor, [use.proofId]))
}

async function loadWritableUse(tx: Tx, actor: Actor, useId: string): Promise<store.UseRow> {
  const use = await store.findUse(tx, actor, useId)
  if (!use) throw notFound()
  await loadWritableNeed(tx, actor, use.needId)
  return use
}

/** A visit at another customer is refused as if it were not there. */
async function checkVisit(tx: Tx, actor: Actor, accountId: string, visitId: string | null): Promise<void> {
  if (visitId === null) return
  const { visit } = await loadWritableVisit(tx, actor, visitId)
  if (visit.accountId !== accountId) throw invalidField('visitId', 'not-found')
}

function event(kind: string, cardId: string, data: Record<string, unknown>) {
  return { kind, subject: { kind: 'fabe_card', id: cardId }, accountId: null, data }
}
function eventOfUse(kind: string, useId: string, accountId: string, data: Record<string, unknown>) {
  return { kind, subject: { kind: 'card_use', id: useId }, accountId, data }
}
